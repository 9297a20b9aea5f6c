"""The last ten decisions; a click reopens a photo."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from hitl_app.domain.decisions import Answer, Decision
from hitl_app.domain.review import DecisionLine
from hitl_app.ui.kit import plain, theme
from hitl_app.ui.kit.painting import mirrored, paint_focus, square
from hitl_app.ui.kit.stored_pictures import decode_stored
from hitl_app.ui.kit.widgets import QuietScroll, column, label
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.answers import answer_words

ROW_HEIGHT = 40
_PICTURE = 32


class DecisionRow(QAbstractButton):
    """One decision, with a small picture of its photo."""

    def __init__(self) -> None:
        super().__init__()
        self._line: DecisionLine | None = None
        self._picture = QImage()
        self._said = ""
        self._before = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def photo_id(self) -> int:
        """Return the photo; 0 when the row is empty."""
        return 0 if self._line is None else self._line.decision.photo_id

    @property
    def picture(self) -> tuple[bytes, QImage]:
        """Return the shown thumbnail, encoded and decoded."""
        return (b"" if self._line is None else self._line.thumbnail), self._picture

    def show_line(self, line: DecisionLine, picture: QImage, names: Mapping[int, str]) -> None:
        """Show a decision.

        Args:
            line: The decision.
            picture: Its thumbnail, square.
            names: Category names by id.
        """
        self._line, self._picture = line, picture
        self._said = answer_words(line.decision, names)
        self._before = self._was(line.decision, names)
        self.setToolTip(plain.tip(line.path))
        text = self.tr("Open {path} again: {said}")
        self.setAccessibleName(text.format(path=line.path, said=self._said))
        self.update()

    def _was(self, decision: Decision, names: Mapping[int, str]) -> str:
        suggested = decision.suggestion_id
        if decision.answer is not Answer.CATEGORY or suggested in (None, decision.category_id):
            return ""
        return self.tr("was {name}").format(name=names.get(suggested or 0, "?"))

    def sizeHint(self) -> QSize:
        """Return the size of its text."""
        return QSize(280, ROW_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it in the current colours."""
        if self._line is None:
            return
        t = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        area = QRectF(self.rect())
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(t.cap))
            behind = area.adjusted(_PICTURE + 4, 2, 0, -2)
            behind = mirrored(self, behind)
            painter.drawRoundedRect(behind, theme.RADIUS_SMALL, theme.RADIUS_SMALL)
        picture = QRectF(1, (ROW_HEIGHT - _PICTURE) / 2, _PICTURE, _PICTURE)
        rounded = QPainterPath()
        rounded.addRoundedRect(mirrored(self, picture), theme.RADIUS_SMALL, theme.RADIUS_SMALL)
        painter.setClipPath(rounded)
        painter.drawImage(mirrored(self, picture), self._picture)
        painter.setClipping(False)
        self._paint_words(painter, area, picture.right() + theme.S2)
        if self.hasFocus():
            paint_focus(painter, area, theme.RADIUS_SMALL)

    def _paint_words(self, painter: QPainter, area: QRectF, left: float) -> None:
        t = theme.tokens()
        assert self._line is not None  # noqa: S101 - its only caller has looked
        age = formats.ago(self._line.decision.at)
        metrics = QFontMetrics(self.font())
        painter.setFont(self.font())
        painter.setPen(theme.colour(t.dim))
        room = metrics.horizontalAdvance(age)
        place = QRectF(area.right() - room - theme.S1, 0, room, ROW_HEIGHT)
        far = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(mirrored(self, place), far, age)
        words = QRectF(left, 0, place.left() - left - theme.S2, ROW_HEIGHT)
        painter.setPen(theme.colour(t.text))
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        end = Qt.TextElideMode.ElideRight
        said = metrics.elidedText(self._said, end, int(words.width()))
        painter.drawText(mirrored(self, words), side, said)
        words.setLeft(words.left() + metrics.horizontalAdvance(said + " "))
        painter.setPen(theme.colour(t.dim))
        if words.width() > 24:
            before = metrics.elidedText(self._before, end, int(words.width()))
            painter.drawText(mirrored(self, words), side, before)


class LastDecisions(QWidget):
    """The list of the last decisions.

    Signals:
        reopened: A decision was clicked; carries its photo's id.
    """

    reopened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._list = QWidget()
        self._layout = QVBoxLayout(self._list)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._empty = label(self.tr("Recent decisions appear here."), "dim")
        self._empty.setWordWrap(True)
        self._layout.addWidget(self._empty)
        self._layout.addStretch(1)
        self.rows: list[DecisionRow] = []
        self.setLayout(column(QuietScroll(self._list), spacing=0))

    def show_lines(self, lines: Sequence[DecisionLine], names: Mapping[int, str]) -> None:
        """Show decisions, newest first."""
        while len(self.rows) < len(lines):
            row = DecisionRow()
            row.clicked.connect(lambda _=False, row=row: self.reopened.emit(row.photo_id))
            self._layout.insertWidget(len(self.rows), row)
            self.rows.append(row)
        # Each decision moves all lines by one: decoding them again would take longer than the rest.
        pictures = dict(row.picture for row in self.rows)
        for i, row in enumerate(self.rows):
            row.setVisible(i < len(lines))
            if i < len(lines):
                thumbnail = lines[i].thumbnail
                if thumbnail not in pictures:
                    pictures[thumbnail] = square(decode_stored(thumbnail), 2 * _PICTURE)
                row.show_line(lines[i], pictures[thumbnail], names)
        self._empty.setVisible(not lines)

    def refresh_ages(self) -> None:
        """Paint the times again."""
        for row in self.rows:
            row.update()

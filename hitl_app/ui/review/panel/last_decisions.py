"""The last ten decisions; a click reopens a photo.

Those that a server has not saved yet come first, with a mark in the place of their time.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from hitl_app.domain.decisions import Answer, Decision
from hitl_app.domain.review import DecisionLine
from hitl_app.ui.kit import plain, steady, theme
from hitl_app.ui.kit.painting import (
    RIGHT,
    PaintedButton,
    decode_stored,
    mirrored,
    paint_box,
    paint_rounded,
    paint_words,
    square,
)
from hitl_app.ui.kit.widgets import QuietScroll, as_widget, column, label
from hitl_app.ui.review.pending import Pending, PendingState
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.answers import answer_words

ROW_HEIGHT = 40
_PICTURE = 32
_MOST = 10


class DecisionRow(PaintedButton):
    """One decision, with a small picture of its photo."""

    def __init__(self) -> None:
        super().__init__(280, ROW_HEIGHT)
        self._line: DecisionLine | None = None
        self._picture = QImage()
        self._said = ""
        self._before = ""
        self.mark = ""

    @property
    def photo_id(self) -> int:
        """Return the photo; 0 when the row is empty."""
        return 0 if self._line is None else self._line.decision.photo_id

    @property
    def picture(self) -> tuple[bytes, QImage]:
        """Return the shown thumbnail, encoded and decoded."""
        return (b"" if self._line is None else self._line.thumbnail), self._picture

    def show_line(
        self, line: DecisionLine, picture: QImage, names: Mapping[int, str], mark: str = ""
    ) -> None:
        """Show a decision; a mark tells that it is not saved yet."""
        self._line, self._picture = line, picture
        self._said = answer_words(line.decision, names)
        self._before = self._was(line.decision, names)
        self.setToolTip(plain.tip(self.tr("Click to change this decision") + "\n" + line.path))
        self.mark = mark
        text = self.tr("Open {path} again: {said}")
        name = text.format(path=line.path, said=self._said)
        self.setAccessibleName(f"{name} ({mark})" if mark else name)
        self.update()

    def _was(self, decision: Decision, names: Mapping[int, str]) -> str:
        suggested = decision.suggestion_id
        if decision.answer is not Answer.CATEGORY or suggested in (None, decision.category_id):
            return ""
        return self.tr("was {name}").format(name=names.get(suggested or 0, "?"))

    def _paint(self, painter: QPainter, area: QRectF) -> None:
        if self._line is None:
            return
        if self.underMouse():
            behind = mirrored(self, area.adjusted(_PICTURE + 4, 2, 0, -2))
            paint_box(painter, behind, theme.RADIUS_SMALL, theme.tokens().cap)
        picture = QRectF(1, (ROW_HEIGHT - _PICTURE) / 2, _PICTURE, _PICTURE)
        paint_rounded(painter, mirrored(self, picture), self._picture)
        age = self.mark or formats.ago(self._line.decision.at)
        self._paint_words(painter, area.adjusted(picture.right() + theme.S2, 0, 0, 0), age)

    def _paint_words(self, painter: QPainter, area: QRectF, age: str) -> None:
        t = theme.tokens()
        painter.setFont(self.font())
        metrics = painter.fontMetrics()
        painter.setPen(theme.colour(t.warning if self.mark else t.dim))
        room = metrics.horizontalAdvance(age)
        place = QRectF(area.right() - room - theme.S1, 0, room, ROW_HEIGHT)
        painter.drawText(mirrored(self, place), RIGHT, age)
        words = QRectF(area.left(), 0, place.left() - area.left() - theme.S2, ROW_HEIGHT)
        painter.setPen(theme.colour(t.text))
        said = paint_words(painter, mirrored(self, words), self._said)
        words.setLeft(words.left() + metrics.horizontalAdvance(said + " "))
        painter.setPen(theme.colour(t.dim))
        if words.width() > 24:
            paint_words(painter, mirrored(self, words), self._before)


class LastDecisions(QWidget):
    """The list of the last decisions.

    Signals:
        reopened: A decision was clicked; carries its photo's id.
    """

    reopened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._empty = label(self.tr("Recent decisions appear here."), "dim", wrap=True)
        self._layout = column(self._empty, None, spacing=0)
        self.rows: list[DecisionRow] = []
        self.setLayout(column(QuietScroll(as_widget(self._layout)), spacing=0))

    def show_lines(
        self,
        saved: Sequence[DecisionLine],
        names: Mapping[int, str],
        pending: Sequence[Pending] = (),
        is_away: bool = False,  # noqa: FBT001, FBT002 - a state to show
    ) -> None:
        """Show decisions, newest first.

        Args:
            saved: The last ones of the database.
            names: Of the categories.
            pending: Later ones that a server has not saved yet, or just now.
            is_away: Whether the server does not answer.
        """
        newer = {one.decision.photo_id: one for one in reversed(pending)}
        marks = {i: self._mark(one.state, is_away=is_away) for i, one in newer.items()}
        first = [one.line for one in pending if newer[one.decision.photo_id] is one]
        lines = [*first, *(line for line in saved if line.decision.photo_id not in newer)][:_MOST]
        before = [row.photo_id for row in self.rows if row.isVisible()]
        if before != [line.decision.photo_id for line in lines]:
            steady.changed(self)
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
                mark = marks.get(lines[i].decision.photo_id, "")
                row.show_line(lines[i], pictures[thumbnail], names, mark)
        self._empty.setVisible(not lines)

    def _mark(self, state: PendingState, *, is_away: bool) -> str:
        if state is PendingState.SAVED:
            return ""
        if state is PendingState.KEPT:
            return self.tr("kept here")
        return self.tr("not saved") if is_away else self.tr("saving…")

    def refresh_ages(self) -> None:
        """Paint the times again."""
        for row in self.rows:
            row.update()

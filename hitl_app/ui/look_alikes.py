"""Under the photo: decided photos that look most like it; a click shows one again."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from hitl_app.domain.entities import LookAlike, ReviewPhoto
from hitl_app.ui import formats, tasks, theme
from hitl_app.ui.answers import answer_words
from hitl_app.ui.painting import paint_focus, square
from hitl_app.ui.store_thread import Store
from hitl_app.ui.widgets import ElidedLabel, column, label, row

_MOST = 6
_PICTURE = 76
_WORDS = 18

_log = logging.getLogger(__name__)


class _Tile(QAbstractButton):
    """One of them: its picture, and what it was decided as."""

    def __init__(self) -> None:
        super().__init__()
        self.photo_id = 0
        self._picture = QImage()
        self._said = ""
        self._same = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kept = self.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.setSizePolicy(kept)
        self.hide()

    def sizeHint(self) -> QSize:
        """Asks for room for its picture and its words."""
        return QSize(_PICTURE, _PICTURE + _WORDS)

    def show_one(self, one: LookAlike, said: str) -> None:
        """Shows a photo and what it was decided as."""
        line = one.line
        self.photo_id, self._said, self._same = line.decision.photo_id, said, one.same
        self._picture = square(QImage.fromData(line.thumbnail), 2 * _PICTURE)
        text = self.tr("Look at {path} again, decided as {said} by {who}")
        words = text.format(path=line.path, said=said, who=line.decision.operator)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints it in the colours in force."""
        t = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        area = QRectF(1, 1, _PICTURE - 2, _PICTURE - 2)
        rounded = QPainterPath()
        rounded.addRoundedRect(area, theme.RADIUS_SMALL, theme.RADIUS_SMALL)
        painter.setClipPath(rounded)
        painter.drawImage(area, self._picture)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.colour(t.warning if self._same else t.line))
        painter.drawPath(rounded)
        painter.setFont(theme.font(theme.TINY))
        painter.setPen(theme.colour(t.text if self.underMouse() else t.dim))
        words = QRectF(0, _PICTURE + 2, _PICTURE, _WORDS - 2)
        metrics = QFontMetrics(painter.font())
        end = Qt.TextElideMode.ElideRight
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, side, metrics.elidedText(self._said, end, _PICTURE))
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), theme.RADIUS_SMALL)


class LookAlikeStrip(QWidget):
    """Up to six decided photos; its room is kept, whether there are any or none.

    Args:
        store: The open workspace; look-alikes are found on a thread of their own.

    Signals:
        reopened: One was clicked; carries its number.
    """

    reopened = Signal(int)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._finder = tasks.LookAlikes()
        self._shown: ReviewPhoto | None = None
        self._operator = ""
        self._is_painted = self._asking = False
        self.hint = ElidedLabel("warning")
        self.tiles = [_Tile() for _ in range(_MOST)]
        for tile in self.tiles:
            tile.clicked.connect(lambda _=False, tile=tile: self.reopened.emit(tile.photo_id))
        heading = row(
            label(self.tr("MOST LIKE IT, DECIDED BEFORE"), "caption"), self.hint, spacing=theme.S3
        )
        heading.setStretch(1, 1)
        layout = column(spacing=theme.S1)
        layout.addLayout(heading)
        layout.addLayout(row(*self.tiles, None, spacing=theme.S2 + 2))
        self.setLayout(layout)
        self.setFixedHeight(self.sizeHint().height())

    @property
    def is_asking(self) -> bool:
        """Whether an answer is awaited."""
        return self._asking

    def show_photo(self, shown: ReviewPhoto | None, operator: str) -> None:
        """Forgets what another photo was like; nothing is asked before this one is painted."""
        self._shown, self._operator, self._is_painted = shown, operator, False
        self._show((), {})

    def painted(self) -> None:
        """Asks what the photo is like, now that it stands on the screen."""
        if not self._is_painted:
            self._is_painted = True
            self.ask()

    def ask(self) -> None:
        """Asks what the photo is like; of one that is decided unaided nobody is told."""
        shown = self._shown
        if shown is None or shown.unaided or self._asking or not self._is_painted:
            return
        self._asking = True
        photo_id = shown.photo.id
        work = partial(self._finder.find, photo_id=photo_id, operator=self._operator)
        self._store.compare(work, partial(self._on_found, shown), self._on_failed)

    def _on_found(
        self, asked: ReviewPhoto, found: tuple[Sequence[LookAlike], Mapping[int, str]]
    ) -> None:
        self._asking = False
        if self._shown is asked:
            self._show(*found)
        else:
            self.ask()

    def _on_failed(self, error: Exception) -> None:
        # Nobody needs them to decide; who decides hears of a broken database first.
        self._asking = False
        _log.info("no look-alikes: %s", error)

    def _show(self, found: Sequence[LookAlike], names: Mapping[int, str]) -> None:
        for place, tile in enumerate(self.tiles):
            if place < len(found):
                tile.show_one(found[place], answer_words(found[place].line.decision, names))
            else:
                tile.hide()
        same = next((one for one in found if one.same), None)
        self.hint.setText("" if same is None else self._hint(same, names))

    def _hint(self, same: LookAlike, names: Mapping[int, str]) -> str:
        text = self.tr("This looks like a photo decided as {said} {when}")
        decision = same.line.decision
        return text.format(said=answer_words(decision, names), when=self._when(decision.at))

    def _when(self, at: datetime) -> str:
        day, today = at.astimezone().date(), datetime.now().astimezone().date()
        if day == today:
            return self.tr("today")
        if day == today - timedelta(days=1):
            return self.tr("yesterday")
        return self.tr("on {day}").format(day=formats.day(at))

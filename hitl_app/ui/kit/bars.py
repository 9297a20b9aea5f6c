"""A thin bar that shows how much of something is done."""

from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QRectF, QTimerEvent
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hitl_app.ui.kit import theme
from hitl_app.ui.kit.painting import paint_bar, smooth_painter

_FRAME_MS: Final = 50
_ROUND_MS: Final = 2_400
_BLOCK: Final = 0.3
"""Share of the bar that moves while it is unknown how much is done."""


class Bar(QWidget):
    """A thin bar that fills in reading direction, or in which a block moves."""

    def __init__(self, height: int = 6, name: str = "") -> None:
        super().__init__()
        self._share: float | None = 0.0
        self._clock = QElapsedTimer()
        self._timer = 0
        self.setFixedHeight(height)
        self.setMinimumWidth(40)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float | None) -> None:
        """Fill the bar up to a share from 0 to 1; None if unknown."""
        if share != self._share:
            self._share = share
            self._move()
            self.update()

    def event(self, event: QEvent) -> bool:
        """Move the block only while it is on the screen."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._move()
        return super().event(event)

    def timerEvent(self, _event: QTimerEvent) -> None:
        """Paint the block at its next place."""
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it in the current colours."""
        painter = smooth_painter(self)
        share, start = (_BLOCK, self._place()) if self._share is None else (self._share, 0.0)
        paint_bar(painter, QRectF(self.rect()), share, theme.tokens().accent, start=start)

    def _move(self) -> None:
        moves = self._share is None and self.isVisible()
        if moves and not self._timer:
            self._clock.start()
            self._timer = self.startTimer(_FRAME_MS)
        elif not moves and self._timer:
            self.killTimer(self._timer)
            self._timer = 0

    def _place(self) -> float:
        """Return where the block begins: it goes from one end to the other and back."""
        passed = self._clock.elapsed() % _ROUND_MS / _ROUND_MS if self._timer else 0.25
        return (1 - _BLOCK) * (1 - abs(2 * passed - 1))

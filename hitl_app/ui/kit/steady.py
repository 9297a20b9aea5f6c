"""Clicks on what came under the pointer just now do nothing.

An operator who aims at one thing must not hit another that took its place meanwhile.
"""

import time

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QEnterEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QWidget
from shiboken6 import getCppPointer

PAUSE_S = 0.4
"""Time after a change in which a click does nothing: about that of a person's reaction."""

_Place = tuple[int, str, QPoint | None]
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class SteadyClicks(QObject):
    """Swallows early presses of a window; keys are not affected.

    A part that shows something else reports it with `changed`. What moved under a resting pointer
    is found when the window is about to be painted.

    Args:
        window: The window.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._changes: list[tuple[float, QRect]] = []
        self._pointer: QPoint | None = None
        self._place: _Place | None = None
        self._swallows = False
        window.installEventFilter(self)

    def note(self, area: QRect) -> None:
        """Remember that an area of the window shows something else now."""
        self._changes = [*self._recent(), (time.monotonic(), area)]

    def _recent(self) -> list[tuple[float, QRect]]:
        since = time.monotonic() - PAUSE_S
        return [change for change in self._changes if change[0] > since]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow pointer and paintings; swallow presses."""
        kind = event.type()
        if watched is self._window:
            if kind is QEvent.Type.Show:
                # The window that receives the mouse exists from now on.
                self._window.windowHandle().installEventFilter(self)
            elif kind is QEvent.Type.UpdateRequest:
                self._look()
            return False
        if kind is QEvent.Type.Leave:
            self._pointer = None
        elif isinstance(event, QEnterEvent | QMouseEvent):
            return self._hear(event)
        return False

    def _hear(self, event: QEnterEvent | QMouseEvent) -> bool:
        at = event.position().toPoint()
        if event.type() in _PRESSES:
            if self._pointer == at:
                self._look()
            self._swallows = any(area.contains(at) for _, area in self._recent())
        swallowed = self._swallows
        if event.type() is QEvent.Type.MouseButtonRelease:
            self._swallows = False
        self._pointer, self._place = at, self._place_at(at)
        return swallowed

    def _look(self) -> None:
        """Note a change if something else is under the resting pointer."""
        if self._pointer is None:
            return
        place = self._place_at(self._pointer)
        if place != self._place:
            self._place = place
            # What is next to the pointer is as likely to be hit.
            self.note(QRect(self._pointer - QPoint(8, 8), self._pointer + QPoint(8, 8)))

    def _place_at(self, at: QPoint) -> _Place | None:
        """Return what is under a point: a button with its text, or a widget with its corner."""
        widget = self._window.childAt(at)
        if widget is None:
            return None
        key = getCppPointer(widget)[0]
        if isinstance(widget, QAbstractButton):
            # Wherever it moved, it still does the same.
            return key, widget.text(), None
        return key, "", widget.mapTo(self._window, QPoint())


def changed(part: QWidget) -> None:
    """Tell the window that a part of it shows something else now, or is about to leave."""
    window = part.window()
    clicks = window.findChild(SteadyClicks, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if clicks is not None and part.isVisible():
        clicks.note(QRect(part.mapTo(window, QPoint()), part.size()))

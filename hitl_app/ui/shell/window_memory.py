"""What the window remembers from one start to the next: its place, its page, how pages looked.

A file that somebody spoilt, or monitors that are no longer there, harm nothing: what makes no sense
is left out.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from hitl_app.ui.session import recent

if TYPE_CHECKING:
    from hitl_app.ui.shell.window import DeskWindow

_FAR = 100_000


class WindowMemory(QObject):
    """Brings a window back to where it was, and keeps that when it is closed.

    Args:
        window: The window, before it is shown.
    """

    def __init__(self, window: "DeskWindow") -> None:
        super().__init__(window)
        self._window = window
        state = recent.desk()
        self._page = state.get("page")
        pages = state.get("pages")
        if isinstance(pages, dict):
            window.page_states.update({k: v for k, v in pages.items() if isinstance(v, dict)})
        _restore_place(window, state)
        window.first_shown.connect(self._show_page)
        window.leaving.connect(self._keep)

    def _show_page(self) -> None:
        """Show the last page, once the first photo stands on the Review page behind it."""
        window = self._window
        if window.page_key == "review":
            window.first_shown.disconnect(self._show_page)
            if isinstance(self._page, str) and self._page in window.rail.buttons:
                window.show_page(self._page)

    def _keep(self) -> None:
        window = self._window
        window.keep_page_states()
        whole = window.isMaximized() or window.isFullScreen()
        place = window.normalGeometry() if whole else QRect(window.pos(), window.size())
        recent.remember_desk(
            {
                "place": [place.x(), place.y(), place.width(), place.height()],
                "maximised": window.isMaximized(),
                "page": window.page_key,
                "pages": window.page_states,
            }
        )


def _restore_place(window: QWidget, state: Mapping[str, Any]) -> None:
    wanted = state.get("place")
    if not isinstance(wanted, list) or len(wanted) != 4:
        return
    if any(type(value) is not int or abs(value) > _FAR for value in wanted):
        return
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if not screens or min(wanted[2:]) <= 0:
        return
    place = fitted(QRect(*wanted), screens)
    window.resize(place.size())
    window.move(place.topLeft())
    if state.get("maximised") is True:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def fitted(place: QRect, screens: list[QRect]) -> QRect:
    """Return a place like one that is wanted, all of it on a screen that there is.

    Args:
        place: Where a window was.
        screens: The room on each screen, the main one first.
    """

    def shared(screen: QRect) -> int:
        common = screen.intersected(place)
        return common.width() * common.height() if common.isValid() else 0

    screen = max(screens, key=shared)
    result = QRect(place.topLeft(), place.size().boundedTo(screen.size()))
    if not shared(screen):
        result.moveCenter(screen.center())
    result.moveRight(min(result.right(), screen.right()))
    result.moveBottom(min(result.bottom(), screen.bottom()))
    result.moveLeft(max(result.left(), screen.left()))
    result.moveTop(max(result.top(), screen.top()))
    return result

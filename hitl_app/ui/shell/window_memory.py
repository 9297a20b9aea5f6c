"""What the window remembers from one start to the next: its place, its page, how pages looked.

A file that somebody spoilt, or monitors that are no longer there, harm nothing: what makes no sense
is left out.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject

from hitl_app.ui.session import recent

if TYPE_CHECKING:
    from hitl_app.ui.shell.window import MainWindow


class WindowMemory(QObject):
    """Brings a window back to where it was, and keeps that when it is closed.

    Args:
        window: The window, before it is shown.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        state = recent.window()
        self._page = state.get("page")
        pages = state.get("pages")
        if isinstance(pages, dict):
            window.page_states.update({k: v for k, v in pages.items() if isinstance(v, dict)})
        place = state.get("geometry")
        if isinstance(place, str):
            # Qt brings it onto a screen that there is, and leaves out what makes no sense.
            window.restoreGeometry(QByteArray.fromBase64(place.encode(errors="replace")))
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
        recent.remember_window(
            {
                "geometry": bytes(window.saveGeometry().toBase64().data()).decode(),
                "page": window.page_key,
                "pages": window.page_states,
            }
        )

"""Stored window state: geometry, page and view states.

Invalid values, such as from a damaged file or a missing monitor, are ignored.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject

from hitl_app.ui.session import recent

if TYPE_CHECKING:
    from hitl_app.ui.shell.window import MainWindow


class WindowMemory(QObject):
    """Restores a window's state, and stores it on closing."""

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
            # Qt moves it onto an existing screen, and ignores invalid data.
            window.restoreGeometry(QByteArray.fromBase64(place.encode(errors="replace")))
        window.first_shown.connect(self._show_page)
        window.leaving.connect(self._keep)

    def _show_page(self) -> None:
        """Show the last page, once the first photo is shown on the Review page."""
        window = self._window
        if window.page_key == "review":
            window.first_shown.disconnect(self._show_page)
            if isinstance(self._page, str) and self._page in window.rail.buttons:
                window.show_page(self._page)

    def _keep(self) -> None:
        window = self._window
        window.keep_page_states()
        recent.keep(
            window={
                "geometry": bytes(window.saveGeometry().toBase64().data()).decode(),
                "page": window.page_key,
                "pages": window.page_states,
            }
        )

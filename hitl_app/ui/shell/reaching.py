"""Open a workspace as soon as its server answers."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from hitl_app.domain.errors import KnownError
from hitl_app.domain.pending import AWAY
from hitl_app.ui.gateway import reaching
from hitl_app.ui.gateway.latest import Latest
from hitl_app.ui.session import recent
from hitl_app.ui.shell.host import Host

if TYPE_CHECKING:
    from hitl_app.ui.shell.reaching_page import ReachingPage

_FIRST_S: Final = 2
_MOST_S: Final = 32
"""The pause between two attempts doubles up to this."""
_TICK_MS: Final = 1000
_BY_HAND: Final = frozenset({"server-refused", "server-tls"})
"""Errors that stay until a person mends them: only the button tries again."""


class Reaching(QObject):
    """Shows a page while a server is away, and tries again with growing pauses.

    The page stays while the reason is the same, so that nothing moves under the pointer.

    Args:
        window: Opens the workspace.
        choose_other: Lets the operator choose another one.
    """

    def __init__(self, window: Host, choose_other: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._choose_other = window, choose_other
        self._folder: Path | None = None
        self._page: ReachingPage | None = None
        self._pause = _FIRST_S
        self._left = 0
        self._code = ""
        self._work, self._counting = Latest(self), Latest(self)
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self._on_tick)
        window.leaving.connect(self._close)
        window.session_ended.connect(self.stop)

    def begin(self, folder: Path | None, error: Exception | None) -> "ReachingPage | None":
        """Return the page for an error of a workspace whose server is away, else None."""
        is_away = isinstance(error, KnownError) and error.code in AWAY
        if folder is None or not is_away or not recent.is_on_server(folder):
            return None
        from hitl_app.ui.shell.reaching_page import ReachingPage

        assert isinstance(error, KnownError)  # noqa: S101 - checked above
        self._folder, self._code = folder, error.code
        self._page = page = ReachingPage(error)
        page.again_wanted.connect(self._try)
        page.other_wanted.connect(self._choose_other)
        count = partial(reaching.count_kept, folder)
        self._counting.run(lambda _stopped: count(), page.show_kept)
        self._wait()
        return page

    def stop(self) -> None:
        """Try no more: the page leaves."""
        self._clock.stop()
        self._work.cancel()
        self._counting.cancel()
        self._page, self._pause = None, _FIRST_S

    def _close(self) -> None:
        self.stop()
        self._work.close()
        self._counting.close()

    def _wait(self) -> None:
        self._left, self._pause = self._pause, min(2 * self._pause, _MOST_S)
        if self._page is None:
            return
        if self._code in _BY_HAND:
            self._page.show_stopped()
        else:
            self._page.show_wait(self._left)
            self._clock.start()

    def _on_tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._try()
        elif self._page is not None:
            self._page.show_wait(self._left)

    def _try(self) -> None:
        """Try now, unless an attempt is running."""
        folder = self._folder
        if self._page is None or folder is None or self._work.is_running:
            return
        self._clock.stop()
        self._page.show_attempt()
        self._work.run(lambda _stopped: reaching.reach(folder), self._on_reached, self._on_away)

    def _on_reached(self, _result: object) -> None:
        pause = self._pause
        self._window.open_again()
        # It is the next one if the opening fails.
        self._pause = pause

    def _on_away(self, error: Exception) -> None:
        if isinstance(error, KnownError) and error.code == self._code:
            self._wait()
        else:
            self._on_reached(None)

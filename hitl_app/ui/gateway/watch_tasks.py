"""Tasks on watched folders; every function runs on a store thread."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from hitl_app.domain.errors import CancelledError

if TYPE_CHECKING:
    from hitl_app.services.catalogue.watching import Scan, Watch
    from hitl_app.workspace import Workspace


class Scanner:
    """Scans the watched folders; used from one thread, except `silent_folder`.

    Args:
        is_over: Returns True to cancel.
    """

    def __init__(self, is_over: Callable[[], bool]) -> None:
        self._is_over = is_over
        self._watch: Watch | None = None
        self._moved = 0.0

    def scan(self, workspace: "Workspace") -> "Scan":
        """Scan every watched folder, and hand over new, complete files."""
        from hitl_app.services.catalogue import watching

        if self._watch is None:
            self._watch = watching.Watch(self._pause)
        self._moved = time.monotonic()
        return self._watch.scan(workspace)

    def leave(self, workspace: "Workspace") -> None:
        """Release the lease for watching."""
        if self._watch is not None:
            self._watch.leave(workspace)

    def silent_folder(self, seconds: float) -> str:
        """Return the folder that a running scan has been blocked on for long, else ""."""
        if self._watch is None or time.monotonic() - self._moved < seconds:
            return ""
        return self._watch.at

    def _pause(self) -> None:
        from hitl_app.services.catalogue import watching

        self._moved = time.monotonic()
        if self._is_over():
            raise CancelledError
        watching.rest()

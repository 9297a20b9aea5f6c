"""What the desk asks about watched folders; every function runs on a thread of the store."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hitl_app.domain.errors import CancelledError
from hitl_app.domain.imports import WatchedFolder

if TYPE_CHECKING:
    from hitl_app.services.catalogue.watching import Look, Watch
    from hitl_app.workspace import Workspace


def list_folders(workspace: "Workspace") -> tuple[WatchedFolder, ...]:
    """Return the watched folders."""
    from hitl_app.services.catalogue import watching

    return watching.list_folders(workspace)


def add_folder(workspace: "Workspace", folder: Path) -> WatchedFolder:
    """Watch a folder from now on."""
    from hitl_app.services.catalogue import watching

    return watching.add_folder(workspace, folder)


def switch_folder(workspace: "Workspace", folder_id: int, *, active: bool) -> None:
    """Switch the watching of a folder on or off."""
    from hitl_app.services.catalogue import watching

    watching.switch_folder(workspace, folder_id, active=active)


def remove_folder(workspace: "Workspace", folder_id: int) -> None:
    """Watch a folder no more."""
    from hitl_app.services.catalogue import watching

    watching.remove_folder(workspace, folder_id)


class Looker:
    """Looks at the watched folders; asked on one thread alone, but for `silent_folder`.

    Args:
        is_over: Whether nobody wants to know any more.
    """

    def __init__(self, is_over: Callable[[], bool]) -> None:
        self._is_over = is_over
        self._watch: Watch | None = None
        self._moved = 0.0

    def look(self, workspace: "Workspace") -> "Look":
        """Look at every watched folder, and hand over what is new and whole."""
        from hitl_app.services.catalogue import watching

        if self._watch is None:
            self._watch = watching.Watch(self._pause)
        self._moved = time.monotonic()
        return self._watch.look(workspace)

    def leave(self, workspace: "Workspace") -> None:
        """Let another desk watch."""
        if self._watch is not None:
            self._watch.leave(workspace)

    def silent_folder(self, seconds: float) -> str:
        """Return the folder that has not answered for so long, or nothing; during a look alone."""
        if self._watch is None or time.monotonic() - self._moved < seconds:
            return ""
        return self._watch.at

    def _pause(self) -> None:
        from hitl_app.services.catalogue import watching

        self._moved = time.monotonic()
        if self._is_over():
            raise CancelledError
        watching.rest()

"""The window as the modules around it use it: they are below the window and do not import it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from hitl_app.ui.shell.frame import Shell

if TYPE_CHECKING:
    from hitl_app.ui.session.session import DeskSession


class Host(Shell):
    """A window that can hold a workspace.

    Attributes:
        session: The open workspace, if there is one.
        folder: Its folder, or the one that could not be opened.
        error: Why no workspace is open, if one was tried.

    Signals:
        first_shown: The first photo stands on the screen, or the reason why there is none.
        leaving: The window is about to close; its pages are still there.
    """

    first_shown = Signal()
    leaving = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.session: DeskSession | None = None
        self.folder: Path | None = None
        self.error: Exception | None = None

    def open_workspace(
        self, folder: Path, *, create: bool = False, import_paths: Sequence[Path] = ()
    ) -> None:
        """Open a workspace in the place of the one that is open.

        Args:
            folder: Its folder.
            create: Whether it may be made.
            import_paths: What to import as soon as it is open.
        """
        raise NotImplementedError

    def close_workspace(self) -> None:
        """End what belongs to the open workspace."""
        raise NotImplementedError

    def may_stop_jobs(self) -> bool:
        """Ask before a retraining is lost; return true if the workspace may be closed."""
        raise NotImplementedError

    def show_welcome(self, error: Exception | None = None) -> None:
        """Show why no workspace is open, and what to do."""
        raise NotImplementedError

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Import files and folders."""
        raise NotImplementedError

    def show_guide(self) -> None:
        """Open the guide."""
        raise NotImplementedError

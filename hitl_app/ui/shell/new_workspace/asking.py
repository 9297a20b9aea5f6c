"""Open the dialog for a new workspace, and make what it asks for."""

from collections.abc import Sequence
from pathlib import Path

from hitl_app.ui.gateway.beginning import Beginning
from hitl_app.ui.shell.host import Host
from hitl_app.ui.shell.new_workspace.dialog import NewWorkspaceDialog


def ask(
    window: Host, paths: Sequence[Path] = (), place: Path | None = None, note: str = ""
) -> None:
    """Open the dialog; see `NewWorkspaceDialog`."""
    dialog = NewWorkspaceDialog(window, paths, place, note)

    def make(beginning: Beginning) -> None:
        if window.may_stop_jobs():
            window.open_workspace(
                beginning.folder,
                create=True,
                import_paths=beginning.paths,
                beginning=beginning,
            )

    dialog.wanted.connect(make)
    dialog.open()

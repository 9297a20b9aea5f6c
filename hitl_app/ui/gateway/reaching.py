"""Tasks on a workspace whose server could not be reached; they run without an open workspace."""

from pathlib import Path

from hitl_app.domain.errors import KnownError
from hitl_app.domain.pending import AWAY
from hitl_app.ui.gateway.services import kept


def reach(folder: Path) -> None:
    """Try whether a workspace can be opened.

    Raises:
        KnownError: Its server is still away. Other errors are left to the opening.
    """
    from hitl_app.store.engine.database import Database
    from hitl_app.workspace import database_path

    try:
        Database.open(database_path(folder)).close()
    except KnownError as error:
        if error.code in AWAY:
            raise


def count_kept(folder: Path) -> int:
    """Return how many decisions of earlier windows wait on this computer."""
    try:
        return int(kept.count_kept(folder))
    except KnownError:
        # Opening the workspace reports what is wrong with the folder.
        return 0

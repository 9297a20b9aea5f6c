"""Work that a mark in the database asks for, done until nobody asked for more meanwhile."""

from collections.abc import Iterator

from hitl_app.store.settings import clear_value, get_value
from hitl_app.workspace import Workspace


def until_settled(workspace: Workspace, mark: str) -> Iterator[None]:
    """Return a turn to do the work, another if it was asked for anew during the last one.

    After a turn without a new wish the mark is taken away.

    Args:
        workspace: An open workspace.
        mark: Name of the mark; each wish gives it another value.
    """
    while True:
        with workspace.database.read() as session:
            before = get_value(session, mark)
        yield
        with workspace.database.write() as session:
            if get_value(session, mark) == before:
                clear_value(session, mark)
                return

"""Repeat work that a mark in the database requests, until the mark is unchanged."""

from collections.abc import Iterator

from hitl_app.store.values import clear_value, get_value
from hitl_app.workspace import Workspace


def until_settled(workspace: Workspace, mark: str) -> Iterator[None]:
    """Yield once per turn of the work; again if it was requested during the last turn.

    After a turn without a new request the mark is deleted.

    Args:
        workspace: An open workspace.
        mark: Name of the mark; each request sets another value.
    """
    while True:
        with workspace.database.read() as session:
            before = get_value(session, mark)
        yield
        with workspace.database.write() as session:
            if get_value(session, mark) == before:
                clear_value(session, mark)
                return

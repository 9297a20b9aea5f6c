"""Record the windows that have one workspace open, and their work, for the others."""

from dataclasses import dataclass

from hitl_app.domain.review import Presence
from hitl_app.store import presence
from hitl_app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Pulse:
    """State of the other windows, and of what was written since."""

    number: int
    operation: int
    photo: int
    settings: tuple[object, ...]
    others: tuple[Presence, ...]


def enter(workspace: Workspace, token: str, operator: str) -> None:
    """Record an open window by a token that no other window has."""
    with workspace.database.write() as session:
        presence.enter(session, token, operator)


def stay(workspace: Workspace, token: str, operator: str) -> None:
    """Record that a window is still open, and its operator."""
    with workspace.database.write() as session:
        presence.stay(session, token, operator)


def leave(workspace: Workspace, token: str) -> None:
    """Record that a window was closed."""
    with workspace.database.write() as session:
        presence.leave(session, token)


def pulse(workspace: Workspace, token: str, before: Pulse | None) -> Pulse:
    """Return the state of the other windows; cheap while nothing is written."""
    number = workspace.database.dialect.pulse()
    with workspace.database.read() as session:
        same = before is not None and before.number == number
        return Pulse(
            number=number,
            operation=before.operation if before and same else presence.last_operation(session),
            photo=before.photo if before and same else presence.last_photo(session),
            settings=before.settings if before and same else presence.settings(session),
            # Also when nothing was written: a window may have died.
            others=presence.others(session, token),
        )


def known_operators(workspace: Workspace) -> tuple[str, ...]:
    """Return the names of all operators with decisions."""
    with workspace.database.read() as session:
        return presence.known_operators(session)

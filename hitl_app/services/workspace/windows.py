"""Record the windows that have one workspace open, and their work, for the others."""

from dataclasses import dataclass

from hitl_app.domain.review import Presence
from hitl_app.store import presence
from hitl_app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Pulse:
    """What a window has to know of the others, now.

    Attributes:
        number: Another one whenever something was written.
        operation: The last operation of anybody.
        settings: Which version labels, and which categories are offered: another value whenever
            either changes.
        others: The other windows.
    """

    number: int
    operation: int
    settings: tuple[object, ...]
    others: tuple[Presence, ...]


def enter(workspace: Workspace, operator: str) -> str:
    """Record that somebody is at a window; return the window's token."""
    with workspace.database.write() as session:
        return presence.enter(session, operator)


def stay(workspace: Workspace, token: str, operator: str) -> None:
    """Record that a window is still open, and who is at it now."""
    with workspace.database.write() as session:
        presence.stay(session, token, operator)


def leave(workspace: Workspace, token: str) -> None:
    """Record that a window was closed."""
    with workspace.database.write() as session:
        presence.leave(session, token)


def pulse(workspace: Workspace, token: str, before: Pulse | None) -> Pulse:
    """Look at the others; costs next to nothing while nobody writes.

    Args:
        workspace: An open workspace.
        token: This window's.
        before: What the last look gave.
    """
    number = workspace.database.dialect.pulse()
    with workspace.database.read() as session:
        same = before is not None and before.number == number
        return Pulse(
            number=number,
            operation=before.operation if before and same else presence.last_operation(session),
            settings=before.settings if before and same else presence.settings(session),
            # Also when nothing was written: a window may be gone without a word.
            others=presence.others(session, token),
        )


def known_operators(workspace: Workspace) -> tuple[str, ...]:
    """Return everybody who decided something here, by name."""
    with workspace.database.read() as session:
        return presence.known_operators(session)

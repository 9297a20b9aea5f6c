"""What a desk asks about itself and about others; every function runs on a thread of the store."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hitl_app.services.catalogue.sample import SampleLook
    from hitl_app.services.workspace.windows import Pulse
    from hitl_app.workspace import Workspace


def enter(workspace: "Workspace", operator: str) -> tuple[str, str]:
    """Record that an operator is at this window.

    Args:
        workspace: An open workspace.
        operator: Who; empty takes the workspace's own setting.

    Returns:
        The desk's token and the operator's name.
    """
    from hitl_app.services import settings
    from hitl_app.services.workspace import windows

    name = settings.operator_name(workspace, operator)
    return windows.enter(workspace, name), name


def stay(workspace: "Workspace", token: str, operator: str) -> None:
    """Show that this desk is still open, and who is at it."""
    from hitl_app.services.workspace import windows

    windows.stay(workspace, token, operator)


def leave(workspace: "Workspace", token: str) -> None:
    """Show that this desk is closed."""
    from hitl_app.services.workspace import windows

    windows.leave(workspace, token)


def pulse(workspace: "Workspace", token: str, before: "Pulse | None") -> "Pulse":
    """Look whether others are there, and whether they decided something."""
    from hitl_app.services.workspace import windows

    return windows.pulse(workspace, token, before)


def known_operators(workspace: "Workspace") -> tuple[str, ...]:
    """Return everybody who decided something here."""
    from hitl_app.services.workspace import windows

    return windows.known_operators(workspace)


def look_at_sample(workspace: "Workspace") -> "SampleLook":
    """Return true if a workspace can be learned on."""
    from hitl_app.services.catalogue import sample

    return sample.look(workspace)


def diagnostics(workspace: "Workspace | None", sections: "Mapping[str, Mapping[str, Any]]") -> str:
    """Write down what a report of a problem should carry.

    Args:
        workspace: The open workspace, if there is one.
        sections: What only the desk knows.
    """
    from hitl_app.services.reports import diagnostics as facts

    own = {} if workspace is None else {"workspace": facts.of_workspace(workspace)}
    return facts.as_text({"program": facts.of_program(), **own, **sections})


def clean_operator(_workspace: "Workspace", name: str) -> str:
    """Return a name as it is kept.

    Raises:
        KnownError: It cannot be one.
    """
    from hitl_app.domain.names import clean_name

    return clean_name(name)

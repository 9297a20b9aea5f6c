"""Queries about this window and other windows; each function runs on a store thread."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hitl_app.workspace import Workspace


def enter(workspace: "Workspace", operator: str) -> tuple[str, str]:
    """Record that an operator is at this window.

    Args:
        workspace: An open workspace.
        operator: Name; empty for the workspace's setting.

    Returns:
        The window's token and the operator's name.
    """
    from hitl_app.services import settings
    from hitl_app.services.workspace import windows

    name = settings.operator_name(workspace, operator)
    return windows.enter(workspace, name), name


def diagnostics(workspace: "Workspace | None", sections: "Mapping[str, Mapping[str, Any]]") -> str:
    """Return diagnostics for a bug report as text.

    Args:
        workspace: The open workspace, if there is one.
        sections: Sections about the window.
    """
    from hitl_app.services.reports import diagnostics as facts

    own = {} if workspace is None else {"workspace": facts.of_workspace(workspace)}
    return facts.as_text({"program": facts.of_program(), **own, **sections})

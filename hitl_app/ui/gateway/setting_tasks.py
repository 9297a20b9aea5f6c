"""Read and change settings; every function runs on a store thread."""

from typing import TYPE_CHECKING

from hitl_app.domain.settings import Value

if TYPE_CHECKING:
    from hitl_app.workspace import Workspace


def read(workspace: "Workspace", name: str) -> Value:
    """Return the value in force."""
    from hitl_app.services import settings

    return settings.get_setting(workspace, name)


def write(workspace: "Workspace", name: str, text: str) -> Value:
    """Store a value and return it."""
    from hitl_app.services import settings

    return settings.set_setting(workspace, name, text)

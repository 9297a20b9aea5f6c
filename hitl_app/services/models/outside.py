"""Outside models: what their imported suggestions are worth."""

from hitl_app.store.decisions import label_imports
from hitl_app.store.models import outside
from hitl_app.workspace import Workspace


def measures(workspace: Workspace) -> dict[str, tuple[float, int]]:
    """Return, by name, the share of reviewed validation photos that each is right on, and of many.

    Outside models without such photos are missing.
    """
    with workspace.database.read() as session:
        return outside.measures(session)


def imports(workspace: Workspace) -> dict[str, int]:
    """Return the import of each outside model in use, by the model's name."""
    with workspace.database.read() as session:
        return {
            one.version: one.id
            for one in label_imports.every(session)
            if one.version and not one.undone
        }

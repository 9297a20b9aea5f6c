"""Imports of labels so far."""

from hitl_app.domain.errors import KnownError
from hitl_app.domain.labels import LabelImport
from hitl_app.store.decisions import label_imports
from hitl_app.workspace import Workspace


def list_imports(workspace: Workspace) -> tuple[LabelImport, ...]:
    """Return the imports of labels, oldest first."""
    with workspace.database.read() as session:
        return label_imports.every(session)


def find_import(workspace: Workspace, number: int) -> LabelImport:
    """Return an import of labels by its number.

    Raises:
        KnownError: Code `labels-import-unknown`.
    """
    with workspace.database.read() as session:
        found = label_imports.find(session, number)
    if found is None:
        raise KnownError("labels-import-unknown", number=number)
    return found

"""Open the workspace of a command."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hitl_app.store.engine.dialect import Durability
from hitl_app.workspace import Workspace


def folder_of(given: Any) -> Path:
    """Return the given folder, else the current one."""
    folder: Path = given.workspace or Path.cwd()
    return folder


@contextmanager
def opened(given: Any, durability: Durability = Durability.FULL) -> Iterator[Workspace]:
    """Open the workspace for a command.

    Commands that only read work on a read-only disk too; writing commands fail there.
    """
    workspace = Workspace.open(folder_of(given), durability, or_read=True)
    try:
        yield workspace
    finally:
        workspace.close()

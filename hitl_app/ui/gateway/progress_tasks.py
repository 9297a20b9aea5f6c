"""Tasks on progress; every function runs on a store thread.

As in `tasks`, the services are imported on first use, off the GUI thread.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hitl_app.domain.reports.progress import Table

if TYPE_CHECKING:
    from hitl_app.services.reports.progress import Progress
    from hitl_app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ProgressData:
    """Progress of the work.

    Attributes:
        progress: The figures.
        tables: The same as tables for files, by name.
    """

    progress: "Progress"
    tables: Mapping[str, Table]


def progress(workspace: "Workspace") -> ProgressData:
    """Return the progress of the work."""
    import pyqtgraph  # noqa: F401 - so that it is there when the window asks for it

    from hitl_app.services import settings
    from hitl_app.services.reports import progress as about

    found = about.progress(workspace, settings.operator_name(workspace))
    return ProgressData(found, {name: table(found) for name, table in about.TABLES.items()})

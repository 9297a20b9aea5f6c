"""Functions of the jobs by name.

The module of a job is imported when the job starts: together they take longer to import than most
jobs of a few photos.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any, Final

from hitl_app.domain.errors import KnownError
from hitl_app.job_specs import BY_NAME
from hitl_app.jobs.job import Job
from hitl_app.workspace import Workspace

_PLACES: Final[Mapping[str, str]] = {
    "import": "imports.importing:run",
    "import-undo": "imports.reverting:run",
    "import-labels": "labels:run",
    "labels-undo": "labels:revert",
    "suggestions-remove": "labels:remove",
    "retrain": "models.retraining:run",
    "forecast": "models.forecasting:run",
    "activate": "models.activating:activate",
    "rollback": "models.activating:rollback",
    "rescore": "models.rescoring:run",
    "evaluate": "models.comparing:evaluate",
    "compare": "models.comparing:compare_versions",
    "version-export": "models.model_files:export_version",
    "version-import": "models.model_files:import_version",
    "runtime-export": "models.runtimes:export_runtime",
    "embedding": "embedding:run",
    "order": "ordering:run",
    "products": "products:run",
    "flag": "flagging:run",
    "export": "exporting:run",
    "backup": "exporting:back_up",
    "inspect": "inspecting:open_inspection",
    "settle": "inspecting:settle",
    "learn": "learning:run",
    "agreement": "agreement:run",
    "duplicates": "duplicates:run",
    "mistakes": "mistakes:run",
    "explain": "explaining:run",
}
"""Module in `hitl_app.jobs`, and function in it."""


class _Jobs(Mapping[str, Callable[..., dict[str, Any]]]):
    """The functions by name, each imported when it is first looked up."""

    def __getitem__(self, name: str) -> Callable[..., dict[str, Any]]:
        module, _, function = _PLACES[name].partition(":")
        found: Callable[..., dict[str, Any]] = getattr(
            import_module(f"hitl_app.jobs.{module}"), function
        )
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def __len__(self) -> int:
        return len(_PLACES)


JOBS: Final = _Jobs()


def run_job(name: str, workspace: Workspace, job: Job, params: dict[str, Any]) -> dict[str, Any]:
    """Run a job by its name.

    Raises:
        KnownError: There is no such job, or what the job itself raises.
        CancelledError: The job was cancelled.
    """
    function = JOBS.get(name)
    if function is None:
        raise KnownError("job-unknown", job=name)
    workspace.database.role.check(BY_NAME[name].role)
    return function(workspace, job, **params)

"""Functions of the jobs by name."""

from collections.abc import Callable
from typing import Any

from hitl_app.domain.errors import KnownError
from hitl_app.job_specs import BY_NAME
from hitl_app.jobs import (
    agreement,
    duplicates,
    embedding,
    explaining,
    exporting,
    flagging,
    inspecting,
    labels,
    learning,
    mistakes,
    ordering,
    products,
)
from hitl_app.jobs.imports import importing, reverting
from hitl_app.jobs.job import Job
from hitl_app.jobs.models import (
    activating,
    comparing,
    forecasting,
    model_files,
    rescoring,
    retraining,
    runtimes,
)
from hitl_app.workspace import Workspace

JOBS: dict[str, Callable[..., dict[str, Any]]] = {
    "import": importing.run,
    "import-undo": reverting.run,
    "import-labels": labels.run,
    "labels-undo": labels.revert,
    "suggestions-remove": labels.remove,
    "retrain": retraining.run,
    "forecast": forecasting.run,
    "activate": activating.activate,
    "rollback": activating.rollback,
    "rescore": rescoring.run,
    "evaluate": comparing.evaluate,
    "compare": comparing.compare_versions,
    "version-export": model_files.export_version,
    "version-import": model_files.import_version,
    "runtime-export": runtimes.export_runtime,
    "embedding": embedding.run,
    "order": ordering.run,
    "products": products.run,
    "flag": flagging.run,
    "export": exporting.run,
    "backup": exporting.back_up,
    "inspect": inspecting.open_inspection,
    "settle": inspecting.settle,
    "learn": learning.run,
    "agreement": agreement.run,
    "duplicates": duplicates.run,
    "mistakes": mistakes.run,
    "explain": explaining.run,
}


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

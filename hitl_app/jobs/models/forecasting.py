"""Forecast how long a retraining takes, from a little of its work that is timed."""

from datetime import UTC, datetime
from typing import Any

from hitl_app.domain.errors import KnownError
from hitl_app.domain.models import next_outputs
from hitl_app.domain.photos import Split
from hitl_app.jobs.folder_scoring import training_errors
from hitl_app.jobs.job import Job
from hitl_app.jobs.scoring import checked_folder
from hitl_app.services.models.versions import active_version
from hitl_app.services.settings import RETRAIN_FORECAST
from hitl_app.store.categories import all_categories
from hitl_app.store.models import scores
from hitl_app.store.photos import counts
from hitl_app.store.values import set_value
from hitl_app.workspace import Workspace
from training.finetuning.config import FinetuneConfig
from training.finetuning.duration import expected_seconds


def run(workspace: Workspace, job: Job) -> dict[str, Any]:
    """Time some batches of the active version, and store how long a retraining takes now.

    Returns:
        `version`, `seconds`, `training_photos` and `at`.

    Raises:
        KnownError: There are no training photos, or the active version cannot be used.
    """
    parent = active_version(workspace)
    folder = checked_folder(workspace, parent.name)
    with workspace.database.read() as session:
        known = {category.id: category.name for category in all_categories(session)}
        taught, held_out = (scores.labelled_counts(session, split) for split in Split)
        to_review = counts.to_review_count(session)
    outputs = next_outputs(parent.outputs, list(known), set(taught))
    training_photos, validation = (
        sum(n for category, n in part.items() if category in outputs.categories)
        for part in (taught, held_out)
    )
    if not training_photos:
        raise KnownError("no-training-photos")
    job.progress("measure", 0, 1)
    config = FinetuneConfig.of(
        workspace.card(parent.name).architecture,
        categories=tuple(known[category] for category in outputs.categories),
        inherits=outputs.inherits,
    )
    with training_errors():
        seconds = expected_seconds(folder, (training_photos, validation, to_review), config)
    result = {
        "version": parent.name,
        "seconds": round(seconds, 1),
        "training_photos": training_photos,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    with workspace.database.write() as session:
        set_value(session, RETRAIN_FORECAST, result)
    return result

"""Explain the suggestion of the active version on one photo."""

from typing import Any

from hitl_app.domain.errors import KnownError
from hitl_app.jobs.job import Job
from hitl_app.jobs.scoring import checked_folder, training_errors
from hitl_app.services.models.versions import active_version
from hitl_app.services.review import reviewing
from hitl_app.workspace import Workspace
from safeio.decoding.decode import decode_thumbnail
from safeio.reasons import PhotoError
from training.evaluation.explain import Explainer
from training.inputs.preparation import prepare, shown_area


def run(workspace: Workspace, job: Job, *, photo: int, operator: str = "") -> dict[str, Any]:
    """Explain the suggestion of one photo, except photos for a second opinion of the operator.

    Returns:
        `photo`; `category`, its id; `heat`, rows of shares from 0 to 1; `area`, the part of the
        photo that the map covers: left, top, right, bottom as shares of its sides.

    Raises:
        KnownError: Code `nothing-to-explain` for a photo without a suggestion of the active
            version, and those of loading the version.
    """
    shown = reviewing.show_photo(workspace, photo, operator)
    version = active_version(workspace)
    suggestion = shown.photo.suggestion_id
    blind = shown.blind or shown.photo.blind
    if blind or suggestion is None or shown.photo.version != version.name:
        raise KnownError("nothing-to-explain")
    folder = checked_folder(workspace, version.name)
    job.check()
    with training_errors():
        explainer = Explainer(folder)
    job.check()
    try:
        thumbnail = decode_thumbnail(shown.thumbnail)
    except PhotoError as error:
        raise KnownError("nothing-to-explain") from error
    name = explainer.card.preparation
    heat = explainer.heat(prepare(thumbnail, name), version.outputs.index(suggestion))
    return {
        "photo": photo,
        "category": suggestion,
        "heat": [[round(float(share), 3) for share in row] for row in heat],
        "area": [round(share, 4) for share in shown_area(thumbnail, name)],
    }

"""Training and validation photos of a retraining, as the model's input."""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from hitl_app.domain.errors import KnownError
from hitl_app.domain.models import LEAST_OUTPUTS, ModelVersion, Outputs, next_outputs
from hitl_app.domain.photos import Split
from hitl_app.jobs.folder_scoring import prepared_thumbnail, training_errors
from hitl_app.jobs.job import Job
from hitl_app.jobs.scoring import checked_folder
from hitl_app.services.models.versions import active_version
from hitl_app.store.categories import all_categories
from hitl_app.store.certification import inspections
from hitl_app.store.models import scores
from hitl_app.workspace import Workspace
from training.inputs.preparation import input_shape
from training.inputs.samples import Samples, room_for
from training.versions.registry import read_card

_Decided = Sequence[tuple[int, int, bytes]]


@dataclass(frozen=True)
class Material:
    """Reviewed photos of one split.

    Attributes:
        left_out: How many are of categories that are no longer offered.
        unreadable: How many have no intact thumbnail.
    """

    samples: Samples
    photo_ids: list[int]
    left_out: int
    unreadable: int


@dataclass(frozen=True)
class Curriculum:
    """Inputs of a retraining."""

    parent: ModelVersion
    folder: Path
    outputs: Outputs
    categories: tuple[str, ...]
    dropped: tuple[str, ...]
    training_photos: Material
    validation: Material
    inspection_id: int | None


def gather(workspace: Workspace, job: Job) -> Curriculum:
    """Gather training and validation photos for the active version.

    Raises:
        KnownError: There are no training photos, they are of a single category or of categories
            that are no longer offered, or the active version cannot be used.
        CancelledError: The job was cancelled.
    """
    parent = active_version(workspace)
    folder = checked_folder(workspace, parent.name)
    with training_errors():
        card = read_card(folder)
    with workspace.database.read() as session:
        open_one = inspections.under_way(session)
        decided = {split: scores.labelled(session, split) for split in Split}
        known = all_categories(session, retired=True)
    names = {category.id: category.name for category in known}
    offered = [category.id for category in known if not category.retired]
    taught = {label for _, label, _ in decided[Split.TRAINING]}
    outputs = next_outputs(parent.outputs, offered, taught)
    training_photos, validation = (
        _material(job, decided[split], outputs, card.preparation, split) for split in Split
    )
    if not training_photos.photo_ids:
        if training_photos.unreadable:
            raise KnownError("thumbnails-gone", count=training_photos.unreadable)
        if training_photos.left_out:
            raise KnownError("training-retired", count=training_photos.left_out)
        raise KnownError("no-training-photos")
    if len(outputs.categories) < LEAST_OUTPUTS:
        raise KnownError("one-category", name=names[outputs.categories[0]])
    return Curriculum(
        parent,
        folder,
        outputs,
        categories=tuple(names[category] for category in outputs.categories),
        dropped=_dropped_names(parent, card.categories, outputs, names),
        training_photos=training_photos,
        validation=validation,
        inspection_id=None if open_one is None else open_one.id,
    )


def _dropped_names(
    parent: ModelVersion, own: Sequence[str], outputs: Outputs, names: Mapping[int, str]
) -> tuple[str, ...]:
    """Name the outputs that a candidate drops, apart from equal names of its categories.

    Args:
        parent: The version that is trained further.
        own: Names of its outputs, for those of categories that are gone.
        outputs: The candidate's.
        names: Category names by id.
    """
    kept = {names[category] for category in outputs.categories}
    dropped = [names.get(parent.outputs[n], own[n]) for n in outputs.dropped]
    return tuple(f"{name} ({parent.name})" if name in kept else name for name in dropped)


def _material(
    job: Job, decided: _Decided, outputs: Outputs, preparation: str, split: Split
) -> Material:
    places = {category: place for place, category in enumerate(outputs.categories)}
    known = [(i, places[label], data) for i, label, data in decided if label in places]
    images = room_for(len(known), input_shape(preparation))
    labels: list[int] = []
    ids: list[int] = []
    with ThreadPoolExecutor(os.cpu_count() or 1, "retrain-prepare") as pool:
        work = partial(prepared_thumbnail, preparation)
        prepared = pool.map(work, [data for _, _, data in known])
        for (photo_id, label, _), image in zip(known, prepared, strict=True):
            if image is not None:
                images[len(ids)] = image
                labels.append(label)
                ids.append(photo_id)
            job.progress(f"prepare-{split}", len(ids), len(known))
    samples = Samples(images[: len(ids)], np.array(labels, np.int64))
    return Material(samples, ids, len(decided) - len(known), len(known) - len(ids))

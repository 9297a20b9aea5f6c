"""Fine-tunes the active version on the lessons, and lets the gate judge what came out."""

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hitl_app.domain.entities import NetworkVersion, Role, RunState
from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.outputs import LEAST_OUTPUTS, Outputs, next_outputs
from hitl_app.jobs import rescoring
from hitl_app.jobs.comparing import confused
from hitl_app.jobs.job import Job
from hitl_app.jobs.rescoring import prepared_thumbnail
from hitl_app.jobs.scoring import checked_folder, training_errors
from hitl_app.services import effect, pruning
from hitl_app.services.networks import LEASE, OVERRIDE, active_version
from hitl_app.services.settings import RETRAIN_SEED, get_setting
from hitl_app.store import networks, photos
from hitl_app.store.categories import all_categories
from hitl_app.workspace import Workspace
from training.calibrate import Probabilities
from training.finetune import ENOUGH_REFERENCE, FinetuneConfig, finetune
from training.gate import Verdict, compare
from training.observer import Record
from training.registry import read_card, read_samples
from training.samples import Images, Samples
from training.serving import Classifier

_LEAST_FIRST = 10
"""Reference photos that can judge against a version that knows none of the categories in use: it is
never right, so nothing can be lost."""


@dataclass(frozen=True)
class _Material:
    """Decided photos as the network's input.

    Attributes:
        samples: Prepared photos with output numbers.
        photo_ids: Their row numbers.
        left_out: How many are of categories that are no longer offered.
        unreadable: How many have no whole thumbnail any more.
    """

    samples: Samples
    photo_ids: list[int]
    left_out: int
    unreadable: int


def run(workspace: Workspace, job: Job, *, activate: bool = False) -> dict[str, Any]:
    """Trains a candidate, compares it, and activates it if it is better.

    Args:
        workspace: An open workspace.
        job: Progress, curve and cancelling.
        activate: Let the candidate take over whatever the verdict.

    Returns:
        `candidate`, `active`, `verdict`, `activated`, `reasons` (code and parameters), `left_out`,
        `unreadable`, `lessons`, `reference`, `metrics` of both, `seconds`, `pruned` versions, and
        `scored` and `effect` when it took over.

    Raises:
        KnownError: There are no lessons, another process retrains, or the disk refuses.
        CancelledError: The job was asked to stop; the active version stays as it is.
    """
    started = time.monotonic()
    with job.lease(workspace, LEASE):
        result = _retrain(workspace, job, activate)
    if result["activated"]:
        rescored = rescoring.run(workspace, job)
        result |= {"scored": rescored["scored"], "effect": rescored["effect"]}
    result["pruned"] = list(pruning.prune(workspace).versions)
    return {**result, "seconds": round(time.monotonic() - started, 2)}


def _retrain(workspace: Workspace, job: Job, activate: bool) -> dict[str, Any]:  # noqa: FBT001
    began = time.monotonic()
    parent = active_version(workspace)
    folder = checked_folder(workspace, parent.name)
    with training_errors():
        preparation = read_card(folder).preparation
    decided, outputs, names = _decided(workspace, parent)
    lessons = _material(job, decided[Role.LESSON], outputs, preparation, Role.LESSON)
    reference = _material(job, decided[Role.REFERENCE], outputs, preparation, Role.REFERENCE)
    if not lessons.photo_ids:
        if lessons.unreadable:
            raise KnownError("thumbnails-gone", count=lessons.unreadable)
        raise KnownError("no-lessons")
    if len(outputs.categories) < LEAST_OUTPUTS:
        raise KnownError("one-category", name=names[outputs.categories[0]])
    name = _free_name(workspace, parent.name)
    config = FinetuneConfig(
        seed=int(get_setting(workspace, RETRAIN_SEED) or 0),
        categories=tuple(names[category] for category in outputs.categories),
        inherits=outputs.inherits,
    )
    # The name too: what a killed run leaves under it is known to be its own.
    record = {**asdict(config), "reference_ids": reference.photo_ids, "name": name}
    with workspace.database.write() as session:
        networks.interrupt_runs(session)
        run_id = networks.start_run(session, parent.name, record, lessons.photo_ids)
    observer = _Observer(job)
    try:
        with training_errors(workspace.networks_folder):
            candidate = finetune(
                parent=folder,
                lessons=lessons.samples,
                reference=reference.samples,
                config=config,
                out=workspace.networks_folder,
                name=name,
                observer=observer,
            )
            job.progress("compare", 0, 1)
            known = read_card(folder).categories
            dropped = [names.get(parent.outputs[n], known[n]) for n in outputs.dropped]
            verdict, report = _judge(folder, candidate, reference.samples, outputs, dropped)
    except BaseException as error:
        state = RunState.CANCELLED if isinstance(error, CancelledError) else RunState.FAILED
        with workspace.database.write() as session:
            networks.end_run(session, run_id, state, report={"curve": observer.records})
        job.changed("networks")
        raise
    activated = activate or verdict.verdict == "better"
    report |= {"curve": observer.records, "seconds": round(time.monotonic() - began, 1)}
    found = _Found(parent, name, outputs, verdict, report)
    if activated:
        effect.note_before(workspace, name)
    _record(workspace, run_id, found, activated=activated)
    job.changed("networks")
    return {
        "candidate": name,
        "active": name if activated else parent.name,
        "verdict": verdict.verdict,
        "activated": activated,
        "reasons": [[code, params] for code, params in verdict.reasons],
        "lessons": len(lessons.photo_ids),
        "reference": len(reference.photo_ids),
        "left_out": lessons.left_out + reference.left_out,
        "unreadable": lessons.unreadable + reference.unreadable,
        "metrics": verdict.as_dict(),
    }


class _Observer:
    """Hands progress and curve on, and stops the training when the job is to stop."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self.records: list[Record] = []

    def batch(self, done: int, total: int) -> None:
        """Called after every batch."""
        self._job.progress("train", done, total)

    def epoch(self, record: Record) -> None:
        """Called after every pass."""
        self.records.append(record)
        self._job.curve(dict(record))


_Decided = Sequence[tuple[int, int, bytes]]


def _decided(
    workspace: Workspace, parent: NetworkVersion
) -> tuple[dict[Role, _Decided], Outputs, dict[int, str]]:
    """What people decided, the outputs that follow from it, and the categories' names."""
    with workspace.database.read() as session:
        decided: dict[Role, _Decided] = {
            role: photos.labelled(session, role) for role in (Role.LESSON, Role.REFERENCE)
        }
        known = all_categories(session, retired=True)
    offered = [category.id for category in known if not category.retired]
    taught = {label for _, label, _ in decided[Role.LESSON]}
    names = {category.id: category.name for category in known}
    return decided, next_outputs(parent.outputs, offered, taught), names


def _material(
    job: Job, decided: _Decided, outputs: Outputs, preparation: str, role: Role
) -> _Material:
    places = {category: place for place, category in enumerate(outputs.categories)}
    known = [(i, places[label], data) for i, label, data in decided if label in places]
    images: list[NDArray[np.uint8]] = []
    labels: list[int] = []
    ids: list[int] = []
    with ThreadPoolExecutor(os.cpu_count() or 1, "retrain-prepare") as pool:
        work = partial(prepared_thumbnail, preparation)
        prepared = pool.map(work, [data for _, _, data in known])
        for (photo_id, label, _), image in zip(known, prepared, strict=True):
            if image is not None:
                images.append(image)
                labels.append(label)
                ids.append(photo_id)
            job.progress(f"prepare-{role}", len(ids), len(known))
    shape = prepared_shape(preparation)
    stacked = np.stack(images) if images else np.zeros((0, *shape), np.uint8)
    samples = Samples(stacked, np.array(labels, np.int64))
    return _Material(samples, ids, len(decided) - len(known), len(known) - len(ids))


def prepared_shape(preparation: str) -> tuple[int, int, int]:
    """Gives the shape of one prepared photo: height, width, channels."""
    from training.preparation import input_shape

    return input_shape(preparation)


def _free_name(workspace: Workspace, parent: str) -> str:
    """Names the next version after the first of its line here: photo, photo-1, photo-2."""
    with workspace.database.read() as session:
        parents = {version.name: version.parent for version in networks.all_versions(session)}
    root = parent
    while (above := parents.get(root)) in parents:
        root = above
    number = 1
    taken = set(parents)
    while f"{root}-{number}" in taken or (workspace.networks_folder / f"{root}-{number}").exists():
        number += 1
    return f"{root}-{number}"


def _judge(
    active: Path, candidate: Path, reference: Samples, outputs: Outputs, dropped: Sequence[str]
) -> tuple[Verdict, dict[str, Any]]:
    """Compares two versions on reference photos, and on what the shipped network once knew.

    Both are asked in the candidate's categories and those that it does without: what a version
    does not know it never says.

    Returns:
        The verdict, and all that is to be kept of the comparison.
    """
    old, new = Classifier(active), Classifier(candidate)
    width = len(outputs.inherits) + len(outputs.dropped)
    # Outputs of categories that were merged since count together.
    sums = np.eye(width, dtype=np.float32)[list(outputs.columns)]

    def told(images: Images) -> tuple[Probabilities, Probabilities]:
        before = old.probabilities(images) @ sums
        after = np.zeros_like(before)
        after[:, : len(outputs.inherits)] = new.probabilities(images)
        return before, after

    before, after = told(reference.images)
    kept = _kept(told, read_samples(active, "holdout"), outputs)
    verdict = compare(
        before,
        after,
        reference.labels,
        (*new.card.categories, *dropped),
        minimum=ENOUGH_REFERENCE if any(n is not None for n in outputs.inherits) else _LEAST_FIRST,
        holdout_accuracy=kept,
    )
    confusion = {
        "active": confused(before, reference.labels),
        "candidate": confused(after, reference.labels),
    }
    return verdict, {**verdict.as_dict(), "confusion": confusion, "kept": kept and list(kept)}


def _kept(
    told: Callable[[Images], tuple[Probabilities, Probabilities]],
    holdout: Samples,
    outputs: Outputs,
) -> tuple[float, float] | None:
    """How many of the parent's holdout samples both get right, in the categories still in use."""
    used = holdout.take(np.flatnonzero(~np.isin(holdout.labels, outputs.dropped)))
    if not len(used):
        return None
    labels = np.array(outputs.columns)[used.labels]
    before, after = told(used.images)
    return float((before.argmax(1) == labels).mean()), float((after.argmax(1) == labels).mean())


@dataclass(frozen=True)
class _Found:
    """What a retraining came to.

    Attributes:
        parent: The version it started from.
        name: Of the candidate.
        outputs: Of the candidate.
        verdict: The gate's.
        report: What is kept of how it went.
    """

    parent: NetworkVersion
    name: str
    outputs: Outputs
    verdict: Verdict
    report: dict[str, Any]


def _record(workspace: Workspace, run_id: int, found: _Found, *, activated: bool) -> None:
    """Registers the candidate, the end of the run and, with it, the activation: all or nothing."""
    card = workspace.card(found.name)
    verdict = found.verdict
    with workspace.database.write() as session:
        version = networks.add_version(
            session,
            name=found.name,
            parent=found.parent.name,
            sha256=card.sha256,
            outputs=found.outputs.categories,
            metrics=dict(card.metrics),
            shipped=False,
        )
        networks.end_run(
            session,
            run_id,
            RunState.DONE,
            candidate=found.name,
            verdict=verdict.verdict,
            report=found.report,
        )
        if activated:
            reason = "gate" if verdict.verdict == "better" else OVERRIDE
            networks.activate(session, version, reason)

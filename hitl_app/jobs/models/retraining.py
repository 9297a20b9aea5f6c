"""Fine-tune the active version on the training photos, and run the promotion gate."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.runs import RunState
from hitl_app.domain.settings import RETRAIN_SEED
from hitl_app.jobs.folder_scoring import training_errors
from hitl_app.jobs.job import Job
from hitl_app.jobs.models import rescoring
from hitl_app.jobs.models.comparing import judge
from hitl_app.jobs.models.live import live_head
from hitl_app.jobs.models.names import free_name
from hitl_app.jobs.models.training_photos import Curriculum, gather
from hitl_app.services.models import effect, pruning
from hitl_app.services.models.schedule import decisions_until
from hitl_app.services.models.versions import LEASE, OVERRIDE, active_version
from hitl_app.services.settings import get_setting
from hitl_app.store.certification import inspections
from hitl_app.store.models import versions as models
from hitl_app.workspace import Workspace
from training.core.observer import Record
from training.finetuning.config import FinetuneConfig
from training.finetuning.enough import least_validation
from training.finetuning.finetune import finetune
from training.finetuning.gate import Reason, Verdict


def run(workspace: Workspace, job: Job, *, activate: bool = False) -> dict[str, Any]:
    """Train a candidate, compare it, and activate it if it is better.

    Returns:
        `candidate`, `active`, `verdict`, `activated`, `reasons` (code and parameters), `left_out`,
        `unreadable`, `training_photos`, `validation`, `metrics` of both, `seconds`, `pruned`
        versions, and `scored` and `effect` when it took over.

    Raises:
        KnownError: There are no training photos, the gate could not judge the candidate (unless it
            is to be activated in any case), another process retrains, or the disk refuses.
        CancelledError: The job was cancelled; the active version stays as it is.
    """
    started = time.monotonic()
    with job.lease(workspace, LEASE):
        result = _retrain(workspace, job, activate)
    if result["activated"]:
        # The scorer takes some seconds to load; the comparison is over.
        job.progress("score", 0, None)
        rescored = rescoring.run_last(workspace, job)
        result |= {key: rescored[key] for key in ("scored", "effect", "unscored")}
    result["pruned"] = list(pruning.prune(workspace).versions)
    return {**result, "seconds": round(time.monotonic() - started, 2)}


def _retrain(workspace: Workspace, job: Job, activate: bool) -> dict[str, Any]:  # noqa: FBT001
    began = time.monotonic()
    root = workspace.own_models_folder()
    found = gather(workspace, job)
    if not activate:
        _check_validation(workspace, found)
    live = live_head(workspace, found)
    name = free_name(workspace, found.parent.name)
    config = FinetuneConfig.of(
        workspace.card(found.parent.name).architecture,
        seed=int(get_setting(workspace, RETRAIN_SEED) or 0),
        categories=found.categories,
        inherits=found.outputs.inherits,
    )
    run_id = _begin(workspace, found, config, name)
    observer = _Observer(job)
    with _ended_in_any_case(workspace, job, run_id, observer):
        # The steps before the first batch take some seconds.
        job.progress("begin", 0, 1)
        with training_errors(root):
            candidate = finetune(
                parent=found.folder,
                training_photos=found.training_photos.samples,
                validation=found.validation.samples,
                config=config,
                out=root,
                name=name,
                observer=observer,
            )
        job.progress("compare", 0, 1)
        with training_errors():
            verdict, report = judge(
                *(found.folder, candidate, found.validation.samples),
                *(found.outputs, found.dropped, live),
            )
        # From here on it is done: a later cancellation must not report that nothing happened.
        job.check()
        report |= {"curve": observer.records, "seconds": round(time.monotonic() - began, 1)}
        wanted = activate or verdict.verdict == "better"
        if wanted:
            effect.note_before(workspace, name)
        held_back = _finish(workspace, run_id, found, name, (verdict, report), wanted, activate)
    activated = wanted and not held_back
    job.changed("models")
    return {
        "candidate": name,
        "active": active_version(workspace).name,
        "verdict": verdict.verdict,
        "activated": activated,
        "reasons": [[code, params] for code, params in (*verdict.reasons, *held_back)],
        "training_photos": len(found.training_photos.photo_ids),
        "validation": len(found.validation.photo_ids),
        "left_out": found.training_photos.left_out + found.validation.left_out,
        "unreadable": found.training_photos.unreadable + found.validation.unreadable,
        "metrics": verdict.as_dict() | {"live": report.get("live")},
    }


def _check_validation(workspace: Workspace, found: Curriculum) -> None:
    missing = least_validation(found.outputs.inherits) - len(found.validation.photo_ids)
    if missing > 0:
        with workspace.database.read() as session:
            least = decisions_until(session, missing)
        raise KnownError("too-few-to-judge", least=least)


class _Observer:
    """Forwards progress and curve, and stops the training when the job is cancelled."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self.records: list[Record] = []

    def batch(self, done: int, total: int) -> None:
        """Report a batch."""
        self._job.progress("train", done, total)

    def epoch(self, record: Record) -> None:
        """Report an epoch."""
        self.records.append(record)
        self._job.curve(dict(record))


def _begin(workspace: Workspace, found: Curriculum, config: FinetuneConfig, name: str) -> int:
    """Record all inputs of the run, so that it can be reproduced."""
    record = {
        **asdict(config),
        "training_labels": found.training_photos.samples.labels.tolist(),
        "validation_ids": found.validation.photo_ids,
        "validation_labels": found.validation.samples.labels.tolist(),
        # A folder of this name that a killed run leaves is recognised as its own.
        "name": name,
    }
    with workspace.database.write() as session:
        models.interrupt_runs(session)
        return models.start_run(session, found.parent.name, record, found.training_photos.photo_ids)


@contextmanager
def _ended_in_any_case(
    workspace: Workspace, job: Job, run_id: int, observer: _Observer
) -> Iterator[None]:
    """Record that the run was cancelled or failed, if it was."""
    try:
        yield
    except BaseException as error:
        state = RunState.CANCELLED if isinstance(error, CancelledError) else RunState.FAILED
        with workspace.database.write() as session:
            models.end_run(session, run_id, state, report={"curve": observer.records})
        job.changed("models")
        raise


def _finish(
    workspace: Workspace,
    run_id: int,
    found: Curriculum,
    name: str,
    judged: tuple[Verdict, dict[str, Any]],
    wanted: bool,  # noqa: FBT001 - whether it is to take over
    asked: bool,  # noqa: FBT001 - requested whatever the verdict
) -> tuple[Reason, ...]:
    """Register the candidate, the end of the run and, with it, the activation: all or nothing.

    Returns:
        Why it was not activated, although it should have been.
    """
    card = workspace.card(name)
    verdict, report = judged
    with workspace.database.write() as session:
        held_back = () if asked or not wanted else _meanwhile(session, found)
        reasons = [{"code": code, "params": params} for code, params in held_back]
        version = workspace.register_version(session, card, found.outputs.categories)
        models.end_run(
            session,
            run_id,
            RunState.DONE,
            candidate=name,
            verdict=verdict.verdict,
            report={**report, "reasons": [*report["reasons"], *reasons]},
        )
        if wanted and not held_back:
            reason = "gate" if verdict.verdict == "better" else OVERRIDE
            models.activate(session, version, reason)
    return held_back


def _meanwhile(session: Session, found: Curriculum) -> tuple[Reason, ...]:
    """Return reasons that arose during training against activating a better candidate."""
    active = models.active_version(session)
    if active is not None and active.id != found.parent.id:
        return (
            ("another-version-meanwhile", {"version": active.name, "parent": found.parent.name}),
        )
    open_one = inspections.under_way(session)
    if open_one is not None and open_one.id != found.inspection_id:
        return (("inspection-meanwhile", {}),)
    return ()

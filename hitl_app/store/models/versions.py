"""Queries on model versions, activations and training runs."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from hitl_app.domain.models import FOREIGN, ModelVersion, TrainingRun
from hitl_app.domain.runs import RunState
from hitl_app.store.categories import merges, offer_categories
from hitl_app.store.certification.inspections import close_open
from hitl_app.store.models import version_files
from hitl_app.store.schema import (
    ActivationRow,
    BackboneRow,
    CertificateRow,
    ModelVersionRow,
    TrainingRunRow,
)

_VERSION = ModelVersion.__dataclass_fields__.keys() & ModelVersionRow.__table__.c.keys()
_RUN = TrainingRun.__dataclass_fields__.keys() & TrainingRunRow.__table__.c.keys()
FALLBACKS = ("folder-gone", "weights-changed")
"""Reason: fallback from an unusable version."""


def add_version(
    session: Session,
    *,
    name: str,
    parent: str | None,
    sha256: str,
    outputs: Sequence[int],
    metrics: dict[str, Any],
    shipped: bool,
) -> int:
    """Register a version; an existing one of that name stays unchanged.

    Returns:
        Its row number.
    """
    known = session.scalar(select(ModelVersionRow).where(ModelVersionRow.name == name))
    if known is not None:
        return known.id
    row = ModelVersionRow(
        name=name,
        parent=parent,
        created_at=datetime.now(UTC),
        sha256=sha256,
        outputs=list(outputs),
        metrics=metrics,
        shipped=shipped,
    )
    session.add(row)
    session.flush()
    return row.id


def _last_activation(session: Session) -> ActivationRow | None:
    return session.scalar(select(ActivationRow).order_by(ActivationRow.id.desc()).limit(1))


def active_id(session: Session) -> int | None:
    """Return the row number of the active version, if any."""
    last = _last_activation(session)
    return None if last is None else last.version_id


def activate(session: Session, version_id: int, reason: str) -> None:
    """Activate a version; nothing happens if it is active already."""
    last = _last_activation(session)
    previous = None if last is None else last.version_id
    if previous == version_id:
        return
    close_open(session, "another-version")
    session.add(
        ActivationRow(
            version_id=version_id, previous_id=previous, reason=reason, at=datetime.now(UTC)
        )
    )


def adopt(session: Session, name: str, reason: str, *, offer: bool = True) -> None:
    """Activate a shipped version as the first one, optionally with its categories.

    It replaces an earlier one that never scored a photo: there is nothing to roll back to.
    """
    row = session.scalars(select(ModelVersionRow).where(ModelVersionRow.name == name)).one()
    session.execute(delete(ActivationRow))
    activate(session, row.id, reason)
    if offer:
        offer_categories(session, row.outputs)


def rename(session: Session, old: str, new: str) -> None:
    """Give a version another name, also where others name it as their parent."""
    session.execute(update(ModelVersionRow).where(ModelVersionRow.name == old).values(name=new))
    session.execute(update(ModelVersionRow).where(ModelVersionRow.parent == old).values(parent=new))


def begin_anew(
    session: Session, name: str, reason: str, known: Mapping[str, Sequence[int]] | None = None
) -> None:
    """Activate a shipped version as the first one of a workspace without photos.

    Args:
        session: A writing session.
        name: The version.
        reason: Why.
        known: By name of a version, the categories of its outputs; outputs of others have none.
    """
    for row in session.scalars(select(ModelVersionRow)):
        row.outputs = list((known or {}).get(row.name, [FOREIGN] * len(row.outputs)))
    session.execute(delete(ActivationRow))
    row = session.scalars(select(ModelVersionRow).where(ModelVersionRow.name == name)).one()
    activate(session, row.id, reason)


def why_active(session: Session) -> str:
    """Return the code of why the active version is active; "" if there is none."""
    last = _last_activation(session)
    return "" if last is None else last.reason


def backbone(session: Session, version_id: int) -> int | None:
    """Return the backbone of a version, if it is known."""
    query = select(ModelVersionRow.backbone_id).where(ModelVersionRow.id == version_id)
    return session.scalar(query)


def active_backbone(session: Session) -> int | None:
    """Return the backbone of the active version, if it is known."""
    active = active_id(session)
    return None if active is None else backbone(session, active)


def set_backbone(session: Session, version_id: int, key: str) -> int:
    """Record the backbone of a version by its hash; return the backbone's row number."""
    found = session.scalar(select(BackboneRow.id).where(BackboneRow.key == key))
    if found is None:
        row = BackboneRow(key=key)
        session.add(row)
        session.flush()
        found = row.id
    session.get_one(ModelVersionRow, version_id).backbone_id = found
    return found


def was_active(session: Session, version_id: int) -> bool:
    """Return True if a version was ever active."""
    query = select(ActivationRow.id).where(ActivationRow.version_id == version_id).limit(1)
    return session.scalar(query) is not None


def activations(session: Session) -> int:
    """Count the activations of a version."""
    return session.scalar(select(func.count()).select_from(ActivationRow)) or 0


def rollback_target(session: Session) -> int | None:
    """Return the version that a rollback would activate, if any.

    Two rollbacks go back two steps: an activation that was itself a rollback is followed to the
    activation of its version. Pruned versions are skipped.
    """
    stack: list[int] = []
    for row in session.scalars(select(ActivationRow).order_by(ActivationRow.id)):
        if row.reason == "rollback" and row.version_id in stack[:-1]:
            while stack[-1] != row.version_id:
                stack.pop()
            continue
        if row.reason in FALLBACKS and stack:
            # Unusable versions are no target.
            stack.pop()
        if stack[-1:] != [row.version_id]:
            stack.append(row.version_id)
    pruned = select(ModelVersionRow.id).where(ModelVersionRow.pruned_at.is_not(None))
    gone = {*session.scalars(pruned), *stack[-1:]}
    return next((number for number in reversed(stack) if number not in gone), None)


def set_pinned(session: Session, version_id: int, *, pinned: bool) -> None:
    """Pin or unpin a version."""
    session.get_one(ModelVersionRow, version_id).pinned = pinned


def set_pruned(session: Session, version_id: int) -> None:
    """Record that a version is pruned."""
    session.get_one(ModelVersionRow, version_id).pruned_at = datetime.now(UTC)
    version_files.forget(session, version_id)


def set_evaluated(session: Session, version_id: int, figures: dict[str, Any]) -> None:
    """Store figures of a version on the present validation photos."""
    row = session.get_one(ModelVersionRow, version_id)
    row.metrics = {**row.metrics, "evaluated": figures}


def certified_names(session: Session) -> set[str]:
    """Return the names of the versions of certificates."""
    return set(session.scalars(select(CertificateRow.version).distinct()))


def candidates(session: Session) -> set[str]:
    """Return the names under which retrainings wrote, or were to write, a version."""
    named = session.scalars(select(TrainingRunRow.config))
    return {str(config["name"]) for config in named if config.get("name")}


def last_verdict(session: Session, name: str) -> str | None:
    """Return the gate's verdict on a version, if it was a candidate here."""
    query = select(TrainingRunRow.verdict).where(TrainingRunRow.candidate == name)
    return session.scalar(query.order_by(TrainingRunRow.id.desc()).limit(1))


def _version(row: ModelVersionRow, active: int | None, merged: dict[int, int]) -> ModelVersion:
    outputs = tuple(merged.get(output, output) for output in row.outputs)
    found = {name: getattr(row, name) for name in _VERSION} | {"outputs": outputs}
    return ModelVersion(**found, active=row.id == active)


def all_versions(session: Session) -> tuple[ModelVersion, ...]:
    """Return the versions, oldest first."""
    active = active_id(session)
    rows = session.scalars(select(ModelVersionRow).order_by(ModelVersionRow.id))
    merged = merges(session)
    return tuple(_version(row, active, merged) for row in rows)


def active_version(session: Session) -> ModelVersion | None:
    """Return the active version, if any."""
    active = active_id(session)
    if active is None:
        return None
    return _version(session.get_one(ModelVersionRow, active), active, merges(session))


def version_sha256(session: Session, name: str) -> str | None:
    """Return the hash that a version's weights had when it was registered."""
    return session.scalar(select(ModelVersionRow.sha256).where(ModelVersionRow.name == name))


def is_outside(session: Session, name: str) -> bool:
    """Return True if only suggestions of a version were imported."""
    query = select(ModelVersionRow.outside).where(ModelVersionRow.name == name)
    return bool(session.scalar(query))


def find_id(session: Session, name: str) -> int:
    """Return the row number of a registered version."""
    return session.scalars(select(ModelVersionRow.id).where(ModelVersionRow.name == name)).one()


def outputs(session: Session, name: str) -> list[int]:
    """Return the outputs of a registered version, as they were registered."""
    row = session.scalars(select(ModelVersionRow).where(ModelVersionRow.name == name)).one()
    return list(row.outputs)


def start_run(
    session: Session, parent: str, config: dict[str, Any], training_photos: list[int]
) -> int:
    """Record that a retraining starts; return its row number."""
    row = TrainingRunRow(
        state=RunState.RUNNING,
        started_at=datetime.now(UTC),
        parent=parent,
        config=config,
        training_ids=list(training_photos),
        report={},
    )
    session.add(row)
    session.flush()
    return row.id


def end_run(
    session: Session,
    run_id: int,
    state: RunState,
    *,
    candidate: str | None = None,
    verdict: str | None = None,
    report: dict[str, Any] | None = None,
) -> None:
    """Record the end of a retraining."""
    row = session.get_one(TrainingRunRow, run_id)
    row.state, row.finished_at = state, datetime.now(UTC)
    row.candidate, row.verdict = candidate, verdict
    row.report = report or {}


def interrupt_runs(session: Session) -> None:
    """Mark retrainings of dead processes as interrupted; call it while holding their lease."""
    session.execute(
        update(TrainingRunRow)
        .where(TrainingRunRow.state == RunState.RUNNING)
        .values(state=RunState.INTERRUPTED, finished_at=datetime.now(UTC))
    )


def last_runs(session: Session, limit: int = 20) -> tuple[TrainingRun, ...]:
    """Return the last retrainings, newest first."""
    rows = session.scalars(select(TrainingRunRow).order_by(TrainingRunRow.id.desc()).limit(limit))
    return tuple(
        TrainingRun(
            **{name: getattr(row, name) for name in _RUN} | {"state": RunState(row.state)},
            training_photos=len(row.training_ids),
        )
        for row in rows
    )

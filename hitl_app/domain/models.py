"""Model versions, and the retrainings that they come from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hitl_app.domain.runs import RunState


@dataclass(frozen=True, slots=True)
class ModelVersion:
    """One trained model that is registered in this workspace.

    Attributes:
        id: Row number.
        name: Its folder's name.
        parent: Name of the version that it was fine-tuned from, if any.
        created_at: When it was registered here, in UTC.
        outputs: Category ids in the order of the model's outputs; the same one twice where
            categories were merged since, 0 for one that this workspace does not have.
        metrics: Figures of its card or of its training run, by name.
        active: Whether it labels this workspace now.
        shipped: Whether it came with the program.
        pinned: Whether it is never pruned.
        pruned_at: When its folder was deleted; None if it was not.
    """

    id: int
    name: str
    parent: str | None
    created_at: datetime
    outputs: tuple[int, ...]
    metrics: dict[str, Any]
    active: bool
    shipped: bool
    pinned: bool = False
    pruned_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TrainingRun:
    """One retraining, finished or not.

    Attributes:
        id: Row number.
        state: Current state.
        started_at: In UTC.
        finished_at: In UTC, when it ended.
        parent: Version that it started from.
        candidate: Version that came out of it, if any.
        verdict: The gate's verdict: better, worse or undecided.
        report: The gate's figures and verdict, and the training curve.
        training_photos: Photos that it learned from.
    """

    id: int
    state: RunState
    started_at: datetime
    finished_at: datetime | None
    parent: str
    candidate: str | None
    verdict: str | None
    report: dict[str, Any]
    training_photos: int = 0

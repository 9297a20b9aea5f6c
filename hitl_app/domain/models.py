"""Model versions, the retrainings that they come from, and the outputs of the next one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hitl_app.domain.runs import RunState


@dataclass(frozen=True, slots=True)
class ModelVersion:
    """One trained model that is registered in this workspace.

    Attributes:
        created_at: When it was registered here, in UTC.
        outputs: Category ids in the order of the model's outputs; the same one twice where
            categories were merged since, 0 for one that this workspace does not have.
        outside: Whether only its suggestions were imported: it can neither predict nor learn.
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
    outside: bool = False


@dataclass(frozen=True, slots=True)
class TrainingRun:
    """One retraining, finished or not."""

    id: int
    state: RunState
    started_at: datetime
    finished_at: datetime | None
    parent: str
    candidate: str | None
    verdict: str | None
    report: dict[str, Any]
    training_photos: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A head that learned from decisions, on the features of a version.

    Attributes:
        id: 0 for one that is not recorded yet.
        decision_id: The last decision that it knows.
        outputs: Category ids in the order of its outputs.
        figures: On the validation photos: `validation`, how many; `right` and `version_right`, of
            how many draft and version suggest the label; `only_draft` and `only_version`, of how
            many only one of them does.
        used: Whether its suggestions are shown: it is not worse than the version.
    """

    id: int
    version_id: int
    decision_id: int
    training_photos: int
    outputs: tuple[int, ...]
    figures: Mapping[str, int]
    used: bool


@dataclass(frozen=True, slots=True)
class Score:
    """Score of a version on one photo.

    Attributes:
        suggestion_id: The likeliest active category; None if the version has none.
        confidence: Its calibrated probability; 0 without one.
        probabilities: All of them, float16 bytes in the order of the version's outputs.
        vector: Packed features of the photo; b"" if they are stored already.
        place: In the queue; its confidence if None.
    """

    suggestion_id: int | None
    confidence: float
    probabilities: bytes
    vector: bytes = b""
    place: float | None = None


FOREIGN = 0
"""Category number of an output without a category in this workspace."""
LEAST_OUTPUTS = 2
"""A model of one category is always confident, and useless."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """Outputs of a version to be trained.

    Attributes:
        categories: Ids of the categories, in the order of its outputs.
        inherits: For each, the parent's output that initialises it; None for a new one.
        columns: Of each output of the parent, the place of its category among `categories`; those
            that it does without have places behind them.
    """

    categories: tuple[int, ...]
    inherits: tuple[int | None, ...]
    dropped: tuple[int, ...]
    columns: tuple[int, ...]


def next_outputs(parent: Sequence[int], offered: Sequence[int], taught: Collection[int]) -> Outputs:
    """Return the outputs of the version that comes next.

    The parent's stay, in their order, but those of categories that are no longer offered; each
    other category that is offered and has training photos comes behind them. Merged categories
    continue from the first of their outputs. If a single one were left, those of the parent stay
    all; where the parent knew none that is offered there may be fewer than `LEAST_OUTPUTS`.
    """
    first = {category: n for n, category in reversed(list(enumerate(parent)))}
    kept = [n for n, category in enumerate(parent) if category in set(offered)]
    kept = [n for n in kept if first[parent[n]] == n]
    new = [c for c in offered if c not in first and c in taught]
    if kept and len(kept) + len(new) < LEAST_OUTPUTS:
        known = [n for n, category in enumerate(parent) if category != FOREIGN]
        kept = [n for n in known if first[parent[n]] == n]
    categories = (*(parent[n] for n in kept), *new)
    dropped = tuple(n for n, category in enumerate(parent) if category not in categories)
    places = {category: place for place, category in enumerate(categories)}
    behind = {n: len(categories) + place for place, n in enumerate(dropped)}
    return Outputs(
        categories=categories,
        inherits=(*kept, *(None for _ in new)),
        dropped=dropped,
        columns=tuple(behind.get(n, places.get(c, 0)) for n, c in enumerate(parent)),
    )

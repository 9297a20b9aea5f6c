"""Group similar photos to review, and decide many at once."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hitl_app.domain.categories import Category
from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError
from hitl_app.domain.grouping import Group, grouped
from hitl_app.domain.photos import Hold, Photo, PhotoState
from hitl_app.services.review import opinions
from hitl_app.services.review.changing import Report, change, check_offered, unless_claimed
from hitl_app.store import categories, claims
from hitl_app.store.decisions.consequences import NewDecision, ShownSuggestion
from hitl_app.store.models import versions as models
from hitl_app.store.photos import counts as tallies
from hitl_app.store.photos import photos, queueing, vectors
from hitl_app.workspace import Workspace

AT_ONCE = 10_000
"""Photos that are grouped at once, so that the first groups appear soon."""


@dataclass(frozen=True, slots=True)
class Part:
    """Photos that are grouped together."""

    category_id: int
    ids: NDArray[np.int64]
    confidence: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ToReview:
    """Photos to review with a visible suggestion.

    Attributes:
        parts: The same photos as they are to be grouped, category by category, most confident
            first.
        left: All photos to review for the operator, also those without a visible suggestion.
        elsewhere: Photos that are left out because other clients have them.
    """

    ids: NDArray[np.int64]
    category_ids: NDArray[np.int32]
    version_ids: NDArray[np.int32]
    parts: tuple[Part, ...]
    categories: tuple[Category, ...]
    versions: Mapping[int, str]
    left: int
    photos: bool
    elsewhere: int = 0


def to_review(
    workspace: Workspace,
    operator: str,
    stopped: Callable[[], bool] = lambda: False,
    client: str = "",
) -> ToReview:
    """Return photos to review that are neither skipped, asked nor blind.

    Args:
        workspace: An open workspace.
        operator: Name of the operator.
        stopped: Cancels when it returns True.
        client: Token of the window; photos that other clients have are left out.
    """
    with workspace.database.stoppable_read(stopped) as session:
        found = queueing.suggested(session)
        taken = claims.claimed_by_others(session, client) if client else []
        offered = categories.all_categories(session)
        versions = photos.version_names(session)
        counts = opinions.counts_for(session, operator, tallies.counts(session))
    is_taken = np.isin(found.ids, taken)
    known = np.flatnonzero(np.isin(found.category_ids, [c.id for c in offered]) & ~is_taken)
    known = known[np.argsort(found.ids[known])]
    ids, category_ids = found.ids[known], found.category_ids[known]
    confidence = found.confidence[known]
    parts = []
    for category in offered:
        here = np.flatnonzero(category_ids == category.id)
        here = here[np.lexsort((ids[here], -confidence[here]))]
        for start in range(0, len(here), AT_ONCE):
            some = here[start : start + AT_ONCE]
            parts.append(Part(category.id, ids[some], confidence[some]))
    return ToReview(
        ids,
        category_ids,
        found.version_ids[known],
        tuple(parts),
        offered,
        versions,
        counts.to_review,
        counts.photos > 0,
        int(is_taken.sum()),
    )


def groups(
    workspace: Workspace, part: Part, stopped: Callable[[], bool] = lambda: False
) -> tuple[Group, ...]:
    """Group similar photos by their features.

    Without features they form one group, most confident first.
    """

    def check() -> None:
        if stopped():
            raise CancelledError

    check()
    with workspace.database.stoppable_read(stopped) as session:
        backbone = models.active_backbone(session) or 0
        ids, sketches = vectors.sketches_of(session, backbone, part.ids.tolist())
    table = None
    if ids:
        table = np.zeros((len(part.ids), sketches.shape[1]), np.int8)
        places = np.argsort(part.ids)
        table[places[np.searchsorted(part.ids, ids, sorter=places)]] = sketches
    return grouped(part.ids, part.confidence.astype(np.float64), table, check)


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo as it was shown when it was decided."""

    photo_id: int
    category_id: int
    version: str


@dataclass(frozen=True, slots=True)
class Done:
    """Result of a decision on many photos.

    Attributes:
        gone: Left out: others have handled them since, or have them on screen.
    """

    decided: tuple[int, ...]
    blind: int
    rescored: int
    gone: int
    cancelled: bool
    operation: int | None


def decide(
    workspace: Workspace,
    shown: Sequence[Shown],
    answer: Answer,
    operator: str,
    category_id: int | None = None,
    report: Report = lambda _done, _total: None,
    client: str = "",
) -> Done:
    """Decide many photos as one operation, on disk on return; those changed since are left out.

    Without a category, each suggestion is confirmed as it was shown, whatever a draft suggests by
    now. With the token of a window, photos that other clients have are left out.

    Raises:
        KnownError: A category is not offered any more, or the disk refuses.
    """
    if answer is Answer.CATEGORY:
        named = {one.category_id for one in shown} if category_id is None else {category_id}
        with workspace.database.read() as session:
            for one in named:
                check_offered(session, one)
    as_shown = {one.photo_id: one for one in shown}
    left_out: Counter[str] = Counter()

    def wish(photo: Photo, _threshold: float | None) -> NewDecision | None:
        seen = as_shown[photo.id]
        if photo.state is not PhotoState.TO_REVIEW or photo.hold is not Hold.NONE:
            left_out["gone"] += 1
            return None
        same = photo.suggestion_id == seen.category_id
        if photo.version != seen.version or not (same or photo.draft):
            left_out["rescored"] += 1
            return None
        earlier = None if same else ShownSuggestion(seen.category_id, None, photo.version_id, None)
        chosen = None if answer is not Answer.CATEGORY else category_id or seen.category_id
        return NewDecision(photo.id, answer, chosen, shown=earlier)

    done = change(workspace, operator, list(as_shown), wish, report, unless_claimed(client))
    return Done(
        decided=done.photo_ids,
        blind=done.blind,
        rescored=left_out["rescored"],
        gone=left_out["gone"] + done.bound,
        cancelled=done.cancelled,
        operation=done.operation,
    )

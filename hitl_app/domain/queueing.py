"""Orders of the queue: what comes first, as places from 0 to 1, low first.

Pure functions of the scores of photos to review. Blind photos keep their turn in every order: their
places are random, and no order may reveal anything about them.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from hitl_app.domain.review import Order

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

KINDS = 100
"""Maximum number of clusters of a queue."""
_LEAST_OF_A_KIND = 4
_SAMPLE = 20_000
_ROUNDS = 6
_STEP = 16_384
_APART = 1e-9


@dataclass(frozen=True, slots=True)
class Kinds:
    """Clusters of similar photos.

    Attributes:
        kind: For each photo, the number of its cluster.
        strange: For each photo, its distance from the centre of its cluster.
    """

    kind: Numbers
    strange: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class QueuedPhotos:
    """Photos to review, in queue order.

    Attributes:
        position: Of the suggested category in the list of categories; those without come last.
    """

    ids: Numbers
    places: Floats
    confidence: Floats
    position: Numbers
    blind: NDArray[np.bool_]

    def plain(self) -> "QueuedPhotos":
        """Return the photos that are not blind."""
        here = ~self.blind
        return QueuedPhotos(*(getattr(self, field.name)[here] for field in fields(self)))


def new_places(order: Order, to_review: QueuedPhotos, kinds: Kinds | None = None) -> Floats:
    """Return each photo its place in an order.

    Args:
        order: What comes first.
        to_review: The photos of one hold.
        kinds: For `Order.INFORMATIVE`: the kinds of the photos that are not blind; None if they are
            unknown; the least confident come first then.
    """
    plain = to_review.plain()
    own = _plain_places(order, plain, kinds)
    if len(plain.ids) == len(to_review.ids):
        return own
    return _with_turns(to_review.blind, plain.ids, own)


def _plain_places(order: Order, plain: QueuedPhotos, kinds: Kinds | None) -> Floats:
    if order is Order.MOST_CONFIDENT:
        return 1 - plain.confidence
    if order is Order.OLDEST:
        return plain.ids / 2.0**31
    if order is Order.CATEGORY:
        return np.asarray((plain.position + plain.confidence) / (plain.position.max(initial=0) + 2))
    if order is Order.INFORMATIVE and kinds is not None:
        return _one_of_each_first(plain, kinds)
    return plain.confidence.copy()


def _one_of_each_first(plain: QueuedPhotos, kinds: Kinds) -> Floats:
    """Put the most typical photo of each cluster first, then the least confident.

    The first hundred cover all clusters: a model that knows none of an operator's categories is as
    unsure of one photo as of another. From the first draft on, its least confident photos come
    first: `docs/BENCHMARKS.md` compares orders. The places are the confidences themselves, handed
    out anew: photos that come in later with theirs stand somewhere among the others until the queue
    is put in order again.
    """
    by_kind = np.lexsort((plain.ids, kinds.strange, kinds.kind))
    typical = np.zeros(len(by_kind), bool)
    typical[by_kind[np.unique(kinds.kind[by_kind], return_index=True)[1]]] = True
    places = np.empty(len(by_kind))
    places[np.lexsort((plain.ids, plain.confidence, ~typical))] = np.sort(plain.confidence)
    return places


def _with_turns(blind: NDArray[np.bool_], ids: Numbers, own: Floats) -> Floats:
    """Keep the n-th photo of the queue the n-th if it is blind."""
    # Places must differ, or photos between them would be ordered by row number.
    order = np.lexsort((ids, own))
    queue = own[order] + _APART * np.arange(len(own))
    own = np.empty(len(own))
    own[order] = queue
    before = np.cumsum(~blind)[blind]
    places = np.empty(len(blind))
    places[~blind] = own
    # Several in a row share the gap between two others evenly.
    _, first, count = np.unique(before, return_index=True, return_counts=True)
    nth = np.arange(len(before)) - np.repeat(first, count) + 1
    share = nth / (np.repeat(count, count) + 1)
    ends = np.concatenate([[queue[0] - 1 if len(queue) else -1.0], queue])
    after = np.concatenate([queue, [queue[-1] + 1 if len(queue) else 1.0]])
    places[blind] = ends[before] + share * (after[before] - ends[before])
    return places


def kinds(vectors: NDArray[np.float32], seed: int = 0) -> Kinds:
    """Cluster photos by their vectors.

    Lloyd's k-means on a sample of the vectors, a few rounds from random ones: near enough for a
    queue, and the time grows with the number of photos alone.

    Args:
        vectors: (N, F), N at least one.
        seed: Of the sample and the first centres.
    """
    rng = np.random.default_rng(seed)
    count = int(np.clip(len(vectors) // _LEAST_OF_A_KIND, 1, KINDS))
    sample = vectors[np.sort(rng.permutation(len(vectors))[:_SAMPLE])]
    centres = sample[rng.permutation(len(sample))[:count]].copy()
    for _ in range(_ROUNDS):
        nearest = _nearest(sample, centres).kind
        for kind in np.unique(nearest):
            centres[kind] = sample[nearest == kind].mean(axis=0)
    return _nearest(vectors, centres)


def _nearest(vectors: NDArray[np.float32], centres: NDArray[np.float32]) -> Kinds:
    found = Kinds(np.empty(len(vectors), np.int64), np.empty(len(vectors), np.float32))
    half = (centres**2).sum(axis=1) / 2
    for start in range(0, len(vectors), _STEP):
        part = slice(start, start + _STEP)
        some = vectors[part]
        # Half the squared distance, but for the vector's own length.
        away = half - some @ centres.T
        found.kind[part] = away.argmin(axis=1)
        found.strange[part] = away.min(axis=1) + (some**2).sum(axis=1) / 2
    return found

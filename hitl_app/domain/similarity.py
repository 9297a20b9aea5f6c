"""How similar photos must be to be shown as similar: a least cosine, chosen on reviewed photos.

Cosines of two backbones have different scales, and so have those of two catalogues: no constant
fits all. The floor follows from the reviewed photos of a workspace themselves.
"""

import math

import numpy as np
from numpy.typing import NDArray

from hitl_app.domain.vectors import Floats

SHARE = 0.9
"""Share of the similar photos shown that must have the same label."""
STRICT = 0.9
"""Floor while few photos are reviewed, and at most."""
_LEAST_PAIRS = 20
_NEARER_THAN = 0.95
"""Share of all pairs than which a similar pair must be nearer, even if all labels are the same."""


def floor_of(cosines: Floats, same: NDArray[np.bool_], pairs: Floats) -> float:
    """Return the least cosine at which enough of the similar photos have the same label.

    Args:
        cosines: Of reviewed photos with those nearest to them, (N,).
        same: Whether both have the same label, (N,).
        pairs: Cosines of reviewed photos with any others.
    """
    order = np.argsort(-cosines, kind="stable")
    counts = np.arange(1, len(order) + 1)
    enough = (same[order].cumsum() >= SHARE * counts) & (counts >= _LEAST_PAIRS)
    places = np.flatnonzero(enough)
    if not len(places) or not len(pairs):
        return STRICT
    floor = max(float(cosines[order[places[-1]]]), float(np.quantile(pairs, _NEARER_THAN)))
    return min(floor, STRICT)


def is_due(reviewed: int, at: int) -> bool:
    """Return True if so many photos are reviewed since that the floor is to be chosen again."""
    return abs(reviewed - at) > max(5, math.ceil(at / 10))

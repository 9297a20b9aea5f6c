"""Outputs of a draft, and whether it may suggest."""

import math
from collections.abc import Collection, Sequence

_UNLIKELY = 0.1


def outputs_of(
    version: Sequence[int], offered: Sequence[int], taught: Collection[int]
) -> tuple[int, ...]:
    """Return the categories that a draft puts out, by id.

    Args:
        version: The outputs of its version.
        offered: The categories, in their order.
        taught: Those with training photos, which are put out from the first photo on.
    """
    known = set(version) | set(taught)
    return tuple(category for category in offered if category in known)


def is_worse(only_draft: int, only_version: int) -> bool:
    """Return True if a draft is worse than its version, by the sign test.

    Args:
        only_draft: Validation photos that the draft alone has right.
        only_version: Those that the version alone has right.
    """
    count = only_draft + only_version
    ways = sum(math.comb(count, more) for more in range(only_version, count + 1))
    return only_version > only_draft and ways < _UNLIKELY * 2**count

"""Which categories the next network version can say, and where each output comes from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

LEAST_OUTPUTS = 2
"""A network of one category is always sure, and says nothing."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """Outputs of a version to be trained.

    Attributes:
        categories: Ids of the categories, in the order of its outputs.
        inherits: Of each, the parent's output that it goes on from; None for a new one.
        dropped: Outputs of the parent that it does without.
    """

    categories: tuple[int, ...]
    inherits: tuple[int | None, ...]
    dropped: tuple[int, ...]


def next_outputs(parent: Sequence[int], offered: Sequence[int], taught: Collection[int]) -> Outputs:
    """Gives the outputs of the version that comes next.

    The parent's stay, in their order, but those of categories that are no longer offered; each
    other category that is offered and has lessons comes behind them.

    Args:
        parent: Categories of the parent's outputs.
        offered: The operators' categories, in their order.
        taught: Categories that have lessons.
    """
    kept = [n for n, category in enumerate(parent) if category in set(offered)]
    new = [c for c in offered if c not in set(parent) and c in taught]
    if len(kept) + len(new) < LEAST_OUTPUTS:
        kept = list(range(len(parent)))
    return Outputs(
        categories=(*(parent[n] for n in kept), *new),
        inherits=(*kept, *(None for _ in new)),
        dropped=tuple(n for n in range(len(parent)) if n not in set(kept)),
    )

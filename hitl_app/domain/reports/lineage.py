"""Family tree of model versions, and confidence intervals of shares."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from hitl_app.domain.models import ModelVersion

_Z: Final = 1.959964


@dataclass(frozen=True, slots=True)
class Branch:
    """A version at its place in the family."""

    version: ModelVersion
    depth: int
    missing: bool = False


def family(
    versions: Sequence[ModelVersion], missing: frozenset[str] = frozenset()
) -> tuple[Branch, ...]:
    """Put children right below their parents, the newest first among its siblings.

    Args:
        versions: In any order; a version whose parent is not among them stands at the top.
        missing: Names of those whose folder is gone.
    """
    names = {version.name for version in versions}
    below: dict[str, list[ModelVersion]] = defaultdict(list)
    for version in sorted(versions, key=lambda v: -v.id):
        # A version is registered after its parent: anything else would be no tree.
        parent = version.parent if version.parent in names else None
        below[parent or ""].append(version)
    found: list[Branch] = []
    seen: set[str] = set()
    pending = [(version, 0) for version in reversed(below[""])]
    while pending:
        version, depth = pending.pop()
        if version.name in seen:
            continue
        seen.add(version.name)
        found.append(Branch(version, depth, version.name in missing))
        pending += [(child, depth + 1) for child in reversed(below[version.name])]
    # Versions in a cycle of parents are listed too.
    found += [Branch(v, 0, v.name in missing) for v in versions if v.name not in seen]
    return tuple(found)


def interval(right: int, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson, JASA 22, 1927)."""
    share, spread = right / count, _Z * _Z / count
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)

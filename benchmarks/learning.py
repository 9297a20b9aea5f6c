"""What corrections are worth: how right 2,000 real photos are after so many decisions.

From the retrainings of `benchmarks.chains`: after each of them the share that is right of 600
photos that were never imported, and the number of decisions after which the whole catalogue is 97 %
right, what was decided and what the version in force suggests for the rest.

Usage: python -m benchmarks.learning LABELS.CSV WORK
"""

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.catalogues import COUNT, every_photo
from benchmarks.chains import STEP, WAYS, Chain, Stage
from benchmarks.machine import table

WANTED = 0.97
OUTSIDE = slice(COUNT, COUNT + 600)
TITLES = {
    "active": "as the desk does: from the version in force",
    "shipped": "from the shipped version, with all lessons",
    "teaches": "as the desk, what teaches most first",
    "even": "as the desk, mistakes count once",
    "chance": "as the desk, photos in random order",
    "plain": "plain fine-tuning: no replay, all layers, no gate",
    "scratch": "from random weights, no gate",
    "none": "no retraining, least sure first",
}


def needed(
    stages: list[Stage], labels: NDArray[np.int64], rest: NDArray[np.int64]
) -> tuple[int | None, NDArray[np.float64]]:
    """Decisions until the catalogue is as right as wanted, and how right it is after each.

    Args:
        stages: Of one chain.
        labels: Of all photos.
        rest: Photos in the order in which they are decided after the last stage.
    """
    order = np.concatenate([stages[-1].decided, rest])
    shares = np.zeros(len(order) + 1)
    for number in range(len(order) + 1):
        stage = stages[min(number // STEP, len(stages) - 1)]
        left = order[number:]
        right = (stage.said[left].argmax(axis=1) == labels[left]).sum()
        shares[number] = (number + right) / COUNT
    enough = np.flatnonzero(shares >= WANTED)
    return (int(enough[0]) if len(enough) else None), shares


def main() -> None:
    """Print the tables of the chains that are there."""
    manifest, work = Path(sys.argv[1]), Path(sys.argv[2])
    outside_rows, needed_rows = [], []
    for way in (*WAYS, "none"):
        for seed in (1, 2, 3):
            chain = Chain(manifest, work, "active" if way == "none" else way, seed)
            if not chain.has_begun():
                continue
            samples, _, _ = every_photo(manifest, work, seed)
            labels = samples.labels
            stages = chain.stages()[:1] if way == "none" else chain.stages()
            told = stages[-1]
            waiting = np.setdiff1d(np.arange(COUNT), told.decided)
            rest = waiting[told.said[waiting].max(axis=1).argsort(kind="stable")]
            count, shares = needed(stages, labels, rest)
            said = "–" if count is None else f"{count:,} ({count / COUNT:.0%})"
            seconds = np.mean([stage.seconds for stage in stages[1:]] or [0])
            at = [f"{shares[number]:.1%}" for number in (500, 800, 1000, 1250)]
            needed_rows.append((TITLES[way], seed, said, *at, f"{seconds:.0f} s"))
            if way != "none":
                right = [f"{(s.said.argmax(axis=1) == labels)[OUTSIDE].mean():.1%}" for s in stages]
                verdicts = " ".join(stage.verdict[:1] or "·" for stage in stages[1:])
                outside_rows.append((TITLES[way], seed, *right, verdicts))
    table(
        "Right of 600 photos never imported, after so many decisions (verdicts: b, u, w)",
        ("retraining", "seed", *(f"{n * STEP:,}" for n in range(len(outside_rows[0]) - 3)), "gate"),
        outside_rows,
    )
    table(
        f"Decisions until {WANTED:.0%} of {COUNT:,} are right; how right it is after so many",
        ("retraining", "seed", "decisions", "500", "800", "1,000", "1,250", "a retraining takes"),
        needed_rows,
    )


if __name__ == "__main__":
    main()

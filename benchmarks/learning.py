"""Value of corrections: accuracy on 2,000 real photos by number of decisions.

From the retrainings of `benchmarks.chains`: after each of them the share that is right of 600
photos that were never imported, and the number of decisions after which the whole catalogue is 97 %
right, decisions and suggestions together.

Usage: python -m benchmarks.learning LABELS.CSV WORK
"""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.catalogues import COUNT, every_photo
from benchmarks.chains import STEP, WAYS, WINDOW, Chain, Stage
from benchmarks.figures import Row, report

WANTED = 0.97
NEEDED = "decided until 97 % are right"
OUTSIDE = slice(COUNT, COUNT + 600)
TITLES = {
    "active": "as the window does: from the version in force",
    "shipped": "from the shipped version, with all training photos",
    "informative": "as the window, what teaches most first",
    "even": "as the window, mistakes count once",
    "chance": "as the window, photos in random order",
    "plain": "plain fine-tuning: no replay, all layers, no gate",
    "scratch": "from random weights, no gate",
    "none": "no retraining, least sure first",
}


def needed(
    stages: list[Stage], labels: NDArray[np.int64], rest: NDArray[np.int64]
) -> tuple[int | None, NDArray[np.float64]]:
    """Return the decisions until the target accuracy, and the accuracy after each stage.

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


def main() -> list[Row]:
    """Measure the chains that are there."""
    manifest, work = Path(sys.argv[1]), Path(sys.argv[2])
    rows = []
    for way in (*WAYS, "none"):
        for seed in (1, 2, 3):
            chain = Chain(manifest, work, WINDOW if way == "none" else way, seed)
            if not chain.has_begun():
                continue
            samples, _, _ = every_photo(manifest, work, seed)
            labels = samples.labels
            stages = chain.stages()[:1] if way == "none" else chain.stages()
            told = stages[-1]
            to_review = np.setdiff1d(np.arange(COUNT), told.decided)
            rest = to_review[told.said[to_review].max(axis=1).argsort(kind="stable")]
            count, shares = needed(stages, labels, rest)
            case = f"{TITLES[way]}, seed {seed}"
            at = " ".join(f"{shares[number]:.1%}" for number in (500, 800, 1000, 1250))
            rows.append(
                Row(NEEDED if way == WINDOW else f"{NEEDED}, other ways", case=case, unit="%",
                    value=100 * (len(shares) - 1 if count is None else count) / COUNT,
                    detail=f"right after 500, 800, 1,000, 1,250: {at}")
            )  # fmt: skip
            if way != "none":
                right = [100 * (s.said.argmax(1) == labels)[OUTSIDE].mean() for s in stages]
                verdicts = " ".join(stage.verdict[:1] or "·" for stage in stages[1:])
                detail = f"each {STEP}: {' '.join(f'{r:.1f}' for r in right)}; gate {verdicts}"
                figure = "right of 600 photos never imported"
                rows.append(Row(figure, case=case, value=right[-1], unit="%", detail=detail))
    beside = [row for row in rows if row.figure == f"{NEEDED}, other ways"]
    peer = "; ".join(f"{row.case} {row.value:.0f}" for row in beside)
    return [replace(row, peer=peer) if row.figure == NEEDED else row for row in rows]


if __name__ == "__main__":
    report(main())

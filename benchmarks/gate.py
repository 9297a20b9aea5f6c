"""Error rates of the gate with 200 validation photos.

Active versions and candidates are the real retrainings of `benchmarks.chains`, promoted or not:
every pair of versions that learned from the same 2,000 photos. Which is better, and by how much, is
measured on 600 photos that none of them was trained on; validation photos are 200 of the 468
others. Of the pairs that differ by five points or more, 40 are drawn each way.

Usage: python -m benchmarks.gate LABELS.CSV WORK
"""

import sys
from collections import Counter
from pathlib import Path

import numpy as np

from benchmarks.catalogues import COUNT, every_photo
from benchmarks.chains import WAYS, Chain
from benchmarks.figures import Row, report
from training.finetuning import gate

OUTSIDE = 600
VALIDATION = 200
PAIRS = 40
ROUNDS = 10
"""The draw of pairs and validation photos is repeated, so that the table depends less on luck."""
DIFFERENT = 0.05
LEVELS = (0.025, 0.05, 0.1, 0.2, 0.3, 0.5)


def main() -> list[Row]:
    """Count how often candidates are activated, by level."""
    manifest, work = Path(sys.argv[1]), Path(sys.argv[2])
    counted: dict[tuple[float, str], Counter[str]] = {}
    for seed in (1, 2, 3):
        chains = [Chain(manifest, work, way, seed) for way in WAYS]
        said = [
            stage.candidate
            for chain in chains
            if chain.has_begun()
            for stage in chain.stages()[0 if chain.way == "active" else 1 :]
        ]
        if not said:
            continue
        samples, names, _ = every_photo(manifest, work, seed)
        outside = slice(COUNT, COUNT + OUTSIDE)
        rest = np.arange(COUNT + OUTSIDE, len(samples))
        right = [(one[outside].argmax(1) == samples.labels[outside]).mean() for one in said]
        differ = np.subtract.outer(right, right)  # [candidate, active]
        for round_ in range(ROUNDS):
            rng = np.random.default_rng([seed, round_])
            for kind, those in (
                ("better", np.argwhere(differ >= DIFFERENT)),
                ("worse", np.argwhere(differ <= -DIFFERENT)),
                ("alike", np.argwhere(abs(differ) < 0.01)),
            ):
                drawn = rng.permutation(those)[:PAIRS]
                for candidate, active in drawn:
                    photos = rng.permutation(rest)[:VALIDATION]
                    labels = samples.labels[photos]
                    for level in LEVELS:
                        found = gate.compare(
                            said[active][photos],
                            said[candidate][photos],
                            labels,
                            names,
                            level=level,
                        )
                        counted.setdefault((level, kind), Counter())[found.verdict] += 1
    if not counted:
        sys.exit("There are no retrainings to compare: run benchmarks.chains first.")
    rows = []
    for level in LEVELS:
        case = "level in force" if level == gate.LEVEL else f"level {level}"
        for kind in ("better", "worse", "alike"):
            verdicts = counted[level, kind]
            total = verdicts.total()
            activated, refused = (verdicts[verdict] / total for verdict in ("better", "worse"))
            detail = f"{refused:.1%} refused; {total} comparisons at level {level}"
            figure = f"{kind} candidates activated"
            rows.append(Row(figure, case=case, value=100 * activated, unit="%", detail=detail))
    return rows


if __name__ == "__main__":
    report(main())

"""The same loops in memory and on a real workspace with the program's own services.

Of 2,000 real photos, three seeds: decisions, photos accepted and certificates have to be the same.

Usage: python -m benchmarks.both_windows LABELS.CSV WORK
"""

import shutil
import sys
import time
from pathlib import Path
from unittest.mock import patch

import numpy as np

from benchmarks.catalogues import clothes
from benchmarks.figures import Row, report
from benchmarks.inspections import FIRST
from benchmarks.loops import Operator
from benchmarks.real_workspace import RealWorkspace
from benchmarks.registry import ROOT
from benchmarks.replay import MemoryWorkspace

TARGET = 0.9


def main() -> list[Row]:
    """Work on both and compare them."""
    manifest, work = Path(sys.argv[1]), Path(sys.argv[2])
    seen = clothes(ROOT / "models" / "photo-base", manifest, work)
    confidence, right = np.r_[0.0, seen.confidence], np.r_[False, seen.right]
    rows, differ, decided = [], 0, []
    for seed in (1, 2, 3):
        folder = work / "both-windows"
        shutil.rmtree(folder, ignore_errors=True)
        real = RealWorkspace(folder, confidence, right, len(seen))
        validation = real.validation()
        memory = MemoryWorkspace(
            confidence.copy(), right, validation, np.random.default_rng(seed), len(seen)
        )
        seeds = np.random.default_rng(seed)
        took = []
        counts = []
        with patch("secrets.randbits", lambda bits, seeds=seeds: int(seeds.integers(2**bits))):
            for window in (real, memory):
                started = time.process_time()
                operator = Operator(
                    TARGET,
                    "least sure first",
                    lambda _plan, _to_review: True,
                    np.random.default_rng(seed),
                    first=FIRST,
                )
                counts.append(operator.work(window))
                took.append(time.process_time() - started)
        accepted = [passed.photos for passed in memory.passed]
        differ += counts[0] != counts[1] or real.accepted() != accepted
        decided.append(f"{counts[0]:,}")
        real.close()
        case, peer = f"seed {seed}", f"{took[1]:.1f} in memory"
        rows.append(Row("a loop", case=case, value=took[0], unit="s of CPU", peer=peer))
    detail = f"of {len(decided)}; {', '.join(decided)} decisions"
    return [Row("loops that differ", differ, detail=detail), *rows]


if __name__ == "__main__":
    report(main())

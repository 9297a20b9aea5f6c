"""How long a plan for a million waiting photos takes, and a look at a lot of 100,000.

Times are medians, of the clock and of the processor: where other programs use the cores, only the
latter says anything.

Usage: python -m benchmarks.plans_and_looks WORK [WORKSPACE]; WORKSPACE has a million photos.
"""

import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks import big
from benchmarks.machine import table
from hitl_app.domain.certification.bound import LOOKS_ALLOWED, Found, most_wrong
from hitl_app.domain.certification.planning import propose
from hitl_app.domain.decisions import Answer
from hitl_app.domain.flagging import BINS
from hitl_app.services.certification import inspecting, proposing, settling
from hitl_app.services.review import reviewing
from hitl_app.workspace import Workspace

PLAN_MS, LOOK_MS = 200, 50
ROUNDS = 9


def timed(act: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Median milliseconds of the clock and of the processor."""
    walls, cpus = [], []
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        act()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return 1000 * float(np.median(walls)), 1000 * float(np.median(cpus))


def plans() -> list[tuple[str, float, float, int]]:
    """Plans for a million waiting photos of three catalogues and three targets: the slowest."""
    rng = np.random.default_rng(1)
    slowest = (0.0, 0.0)
    for shape in ((4, 2), (12, 1), (40, 1)):
        confidence = rng.beta(*shape, 1_000_000)
        counts = np.bincount((confidence * BINS).astype(int).clip(max=BINS - 1), minlength=BINS)
        for risk in (0.2, 0.05, 0.001):
            propose(counts, risk, 0.95)  # SciPy is imported once
            took = timed(lambda c=counts, r=risk: propose(c, r, 0.95))  # type: ignore[misc]
            slowest = max(slowest, took, key=lambda pair: pair[1])
    return [("plan, 1,000,000 waiting, the slowest of nine", *slowest, PLAN_MS)]


def proposal(workspace: Workspace) -> tuple[str, float, float, int]:
    """Return a proposal for all that waits in a workspace."""
    waiting = proposing.proposal(workspace).waiting
    took = timed(lambda: proposing.proposal(workspace))
    return f"proposal from the database, {waiting:,} waiting", *took, PLAN_MS


def looks(folder: Path, count: int) -> list[tuple[str, float, float, int]]:
    """Look at one lot of all photos of a workspace."""
    if folder.exists():
        shutil.rmtree(folder)
    big.make(folder, count)
    rows = []
    workspace = Workspace.open(folder)
    rows.append(proposal(workspace))
    wanted = proposing.proposal(workspace, target=0.8, threshold=0.0, checks=300)
    inspecting.open_inspection(workspace, wanted, "operator", _unheard)
    category = reviewing.desk(workspace, "operator").categories[0].id
    waits = []
    for _ in range(60):
        (photo,) = reviewing.queue(workspace, 1)
        reviewing.decide(workspace, photo.id, Answer.CATEGORY, "operator", category)
        waits.append(timed(lambda: settling.settle(workspace, _unheard), 1))
    rows.append((f"look after a decision, lot of {count:,}", *np.median(waits, axis=0), LOOK_MS))
    inspecting.cancel(workspace)
    workspace.close()
    level = 0.05 / LOOKS_ALLOWED
    found = Found(count, 300, 7, 300, 7)

    def bound() -> None:
        most_wrong.cache_clear()
        most_wrong(found.lot, found.checks, found.wrong, level)

    rows.append((f"the bound alone, lot of {count:,}", *timed(bound), LOOK_MS))
    return rows


def _unheard(_done: int, _total: int) -> None:
    """Hear of progress."""


def main() -> None:
    """Measure and print the table."""
    work = Path(sys.argv[1])
    found = [*plans(), *looks(work / "looks", 100_000)]
    if len(sys.argv) > 2:
        workspace = Workspace.open(Path(sys.argv[2]))
        found.append(proposal(workspace))
        workspace.close()
    rows = [
        (what, f"{wall:.1f}", f"{cpu:.1f}", limit, f"{cpu / limit:.2f}")
        for what, wall, cpu, limit in found
    ]
    columns = ("what", "ms", "ms of the processor", "limit, ms", "processor's share of the limit")
    table("Plans and looks", columns, rows)


if __name__ == "__main__":
    main()

"""Time of a plan for a million photos to review, and of a stage on a lot of 100,000.

Times are medians, of the clock and of the processor: if other programs use the cores, only the
latter is meaningful.

Usage: python -m benchmarks.plans_and_stages WORK [WORKSPACE]; WORKSPACE has a million photos;
the Catalogue page's benchmark leaves one.
"""

import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks import big
from benchmarks.figures import Row, report
from benchmarks.real_workspace import unheard
from hitl_app.domain.certification.bound import STAGES_ALLOWED, Found, most_wrong
from hitl_app.domain.certification.planning import propose
from hitl_app.domain.decisions import Answer
from hitl_app.domain.flagging import BINS
from hitl_app.services.certification import inspecting, proposing, settling
from hitl_app.services.review import reviewing
from hitl_app.workspace import Workspace

_LEVEL = 0.05 / STAGES_ALLOWED
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


def row(figure: str, case: str, wall: float, cpu: float) -> Row:
    """Return the time of the processor, beside that of the clock."""
    detail = f"{wall:.1f} by the clock"
    return Row(figure, case=case, value=cpu, unit="ms of CPU", detail=detail)


def plans() -> Row:
    """Time the slowest plan for a million photos of three catalogues and three targets."""
    rng = np.random.default_rng(1)
    slowest = (0.0, 0.0)
    for shape in ((4, 2), (12, 1), (40, 1)):
        confidence = rng.beta(*shape, 1_000_000)
        counts = np.bincount((confidence * BINS).astype(int).clip(max=BINS - 1), minlength=BINS)
        for risk in (0.2, 0.05, 0.001):
            propose(counts, risk, _LEVEL)  # SciPy is imported once
            took = timed(lambda c=counts, r=risk: propose(c, r, _LEVEL))
            slowest = max(slowest, took, key=lambda pair: pair[1])
    return row("plan", "1,000,000 to review, the slowest of nine", *slowest)


def proposal(workspace: Workspace) -> Row:
    """Time a proposal for all photos to review of a workspace."""
    to_review = proposing.proposal(workspace).to_review
    took = timed(lambda: proposing.proposal(workspace))
    return row("proposal", f"from the database, {to_review:,} to review", *took)


def stages(folder: Path, count: int) -> list[Row]:
    """Evaluate a stage on one lot of all photos of a workspace."""
    if folder.exists():
        shutil.rmtree(folder)
    big.make(folder, count)
    rows = []
    workspace = Workspace.open(folder)
    rows.append(proposal(workspace))
    wanted = proposing.proposal(workspace, target=0.8, threshold=0.0, checks=300)
    inspecting.open_inspection(workspace, wanted, "operator", unheard)
    category = reviewing.review_status(workspace, "operator").categories[0].id
    waits = []
    for _ in range(60):
        (photo,) = reviewing.queue(workspace, 1)
        reviewing.decide(workspace, photo.id, Answer.CATEGORY, "operator", category)
        waits.append(timed(lambda: settling.settle(workspace, unheard), 1))
    rows.append(row("stage", f"after a decision, lot of {count:,}", *np.median(waits, axis=0)))
    inspecting.cancel(workspace)
    workspace.close()
    level = _LEVEL
    found = Found(count, 300, 7, 300, 7)

    def bound() -> None:
        most_wrong.cache_clear()
        most_wrong(found.lot, found.checks, found.wrong, level)

    rows.append(row("bound", f"lot of {count:,}", *timed(bound)))
    return rows


def main() -> list[Row]:
    work = Path(sys.argv[1])
    found = [plans(), *stages(work / "stages", 100_000)]
    if len(sys.argv) > 2 and Path(sys.argv[2]).exists():
        workspace = Workspace.open(Path(sys.argv[2]))
        found.append(proposal(workspace))
        workspace.close()
    return found


if __name__ == "__main__":
    report(main())

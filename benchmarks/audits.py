"""Whether certificates of imported labels keep their promise, on imports with known error rates.

Audits of imports whose wrong labels are known are replayed with the program's own functions for
plan, draw, stage and budget: once, again and again until one certifies the labels, and by one who
knows the labels and cancels an audit that looks bad, to try another sample. A promise is broken if
more labels are wrong than a certificate states, whether it certifies the target or states what is
proved below it. Some audits run in a workspace, by the program itself.

Usage: python -m benchmarks.audits WORK [REPLAYS [IN_A_WORKSPACE]]
"""

import csv
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.stats import binomtest
from sqlalchemy import select

from benchmarks import big
from benchmarks.figures import Row, report
from benchmarks.real_workspace import unheard
from hitl_app.domain.certification.auditing import (
    AuditCounts,
    audit_result,
    budget_left,
    can_pass,
    first_sample,
)
from hitl_app.domain.certification.bound import STAGES, STAGES_ALLOWED
from hitl_app.domain.certification.drawing import draw
from hitl_app.domain.certification.inspections import InspectionState
from hitl_app.domain.decisions import Answer
from hitl_app.services.certification import auditing, inspecting, settling
from hitl_app.services.labels.formats import Source
from hitl_app.services.labels.matching import match
from hitl_app.services.labels.naming import Naming
from hitl_app.services.labels.recording import record_matches
from hitl_app.services.labels.rows import Columns
from hitl_app.services.labels.running import Origin
from hitl_app.services.review import reviewing
from hitl_app.store import categories
from hitl_app.store.schema import PhotoRow
from hitl_app.workspace import Workspace

CONFIDENCE = 0.95
LOTS = (300, 8_400)
TARGETS = (0.9, 0.95, 0.97)
WAYS = ("one audit", "again until it passes", "cancelled when it looks bad")


@dataclass
class Stated:
    """What the audits of one import stated.

    Attributes:
        broken: Whether a certificate states fewer wrong labels than there are.
        certified: Whether the target was proved.
        checks: Checks that were decided.
    """

    broken: bool = False
    certified: bool = False
    checks: int = 0


@dataclass
class _Spent:
    """Budget of the labels of one import."""

    stages: int = 0
    error: float = 0.0


def replay(lot: int, wrong: int, target: float, way: str, rng: np.random.Generator) -> Stated:
    """Audit an import until nothing is left to do in this way."""
    is_wrong = np.zeros(lot, np.bool_)
    is_wrong[rng.permutation(lot)[:wrong]] = True
    found, spent = Stated(), _Spent()
    while not found.certified:
        promised = CONFIDENCE if spent.stages else 0.0
        left, level = budget_left(spent.stages, spent.error, promised, CONFIDENCE)
        sample = first_sample(lot, 1 - target, level) if left else None
        if sample is None:
            break
        _audit(found, spent, is_wrong, target, level, sample, way == WAYS[2], rng)
        if way == WAYS[0]:
            break
    return found


def _audit(
    found: Stated,
    spent: _Spent,
    is_wrong: np.ndarray,
    target: float,
    level: float,
    sample: int,
    cancels: bool,  # noqa: FBT001
    rng: np.random.Generator,
) -> None:
    lot, risk = len(is_wrong), 1 - target
    drawn = draw(np.arange(lot), sample, rng, STAGES[: STAGES_ALLOWED - spent.stages])
    assert drawn is not None
    checks: list[int] = []
    bounds: list[int] = []
    # One that does not pass uses all stages that were drawn for it.
    used = len(drawn.checks)
    spent.stages, spent.error = spent.stages + used, spent.error + used * level
    for stage, more in enumerate(drawn.checks, 1):
        checks += more
        bad = int(is_wrong[checks].sum())
        found.checks += len(more)
        if cancels and bad > 0.8 * risk * len(checks) and bad > 1:
            return
        ended = audit_result(lot, AuditCounts(len(checks), bad, 0), risk, level)
        assert ended is not None
        bounds.append(ended[1].most_wrong)
        if ended[0]:
            found.certified = True
            break
        if stage == used or not can_pass(lot, sample * STAGES[stage], bad, risk, level):
            break
    # One that passed states its last bound, another one its best.
    stated = bounds[-1] if found.certified else min(bounds)
    found.broken |= stated < int(is_wrong.sum())


def rows_of(replays: int) -> list[Row]:
    """Return how often promises were broken in each way, at its worst target, rate and size."""
    rows = []
    for way in WAYS:
        worst: tuple[float, str] = (-1.0, "")
        for target in TARGETS:
            for lot in LOTS:
                for times in (0.3, 0.8, 1.0, 1.5, 3.0):
                    # At 1: one wrong label more than the target allows.
                    wrong = int((1 - target) * lot * times) + 1
                    rng = np.random.default_rng([lot, wrong, WAYS.index(way)])
                    ran = [replay(lot, wrong, target, way, rng) for _ in range(replays)]
                    broken = sum(one.broken for one in ran)
                    most = binomtest(broken, replays).proportion_ci(0.95, "exact").high
                    case = f"{target:.0%} wanted, {wrong / lot:.1%} of {lot:,} wrong"
                    worst = max(worst, (100 * broken / replays, f"{case}, at most {most:.1%}"))
        detail = f"worst of 30 cases of {replays}: {worst[1]}"
        rows.append(
            Row("imports with a broken promise", case=way, value=worst[0], unit="%", detail=detail)
        )
    return rows


def in_a_workspace(folder: Path, count: int, lot: int = 300) -> Row:
    """Audit imports in a workspace by the program itself, at the worst rate."""
    target, broken, certified = 0.9, 0, 0
    rng = np.random.default_rng(7)
    for number in range(count):
        shutil.rmtree(folder, ignore_errors=True)
        big.make(folder, lot)
        workspace = Workspace.open(folder)
        wrong = int(0.1 * lot) + 1 if number % 2 else int(0.03 * lot)
        stated, passed = _audited(workspace, wrong, target, rng)
        broken += stated < wrong
        certified += passed
        workspace.close()
    shutil.rmtree(folder, ignore_errors=True)
    detail = f"of {count} audits of {lot} labels; {certified} certified"
    return Row(
        "imports with a broken promise",
        case=f"{target:.0%}, in a workspace",
        value=100 * broken / count,
        unit="%",
        detail=detail,
    )


def _audited(
    workspace: Workspace, wrong: int, target: float, rng: np.random.Generator
) -> tuple[int, bool]:
    """Import labels some of which are wrong, and audit them; return the bound and the result."""
    with workspace.database.read() as session:
        kinds = list(categories.all_categories(session))
        photos = list(session.execute(select(PhotoRow.id, PhotoRow.sha256)))
    right = {photo_id: kinds[int(rng.integers(len(kinds)))] for photo_id, _ in photos}
    bad = set(rng.permutation([photo_id for photo_id, _ in photos])[:wrong].tolist())
    file = workspace.folder / "labels.csv"
    with file.open("w", newline="") as out:
        table = csv.writer(out)
        table.writerow(("photo", "label"))
        for photo_id, sha256 in photos:
            place = kinds.index(right[photo_id]) + (photo_id in bad)
            table.writerow((sha256, kinds[place % len(kinds)].name))
    with workspace.database.read() as session:
        found = match(session, Source(file, "csv", Columns()), lambda _: None)
    origin = Origin(file.name, "csv", "operator", "annotator")
    record_matches(workspace, found, Naming(), origin)
    auditing.open_audit(workspace, auditing.plan(workspace, 1, target), "operator", unheard)
    outcome = None
    while outcome is None or outcome.state is InspectionState.OPEN:
        for photo in reviewing.queue(workspace, 5000):
            if photo.blind:
                category = right[photo.id].id
                reviewing.decide(workspace, photo.id, Answer.CATEGORY, "operator", category)
        outcome = settling.settle(workspace, unheard)
    (certificate,) = inspecting.list_certificates(workspace)
    return certificate.most_wrong, outcome.state is InspectionState.PASSED


def main() -> list[Row]:
    work = Path(sys.argv[1])
    replays = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 24
    work.mkdir(parents=True, exist_ok=True)
    return [*rows_of(replays), in_a_workspace(work / "audited", count)]


if __name__ == "__main__":
    report(main())

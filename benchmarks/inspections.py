"""Error rate and savings of certificates, by replays of whole loops.

An operator who knows the true labels decides from the queue and opens inspections when the window
suggests one, until all photos are decided. `benchmarks.replay` is the window in memory;
`tests/test_replay.py` compares it with the program itself, photo by photo. Results are kept in the
folder of work, so that an interrupted run resumes.

Usage: python -m benchmarks.inspections LABELS.CSV WORK [MODEL [REPLAYS]]
"""

import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from benchmarks import catalogues
from benchmarks.catalogues import Seen
from benchmarks.figures import Row, report
from benchmarks.loops import Operator, Order
from benchmarks.registry import ROOT
from benchmarks.replay import ENOUGH_VALIDATION, MemoryWorkspace
from hitl_app.domain.certification.planning import Plan, pays

TARGETS = (0.95, 0.9, 0.97)
FIRST = 250
"""Decisions before the first proposal: enough for 50 validation photos."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a loop is replayed.

    Attributes:
        order: Where photos are taken from.
        first: Decisions in this order before the first inspection; a share of the catalogue.
        odds: Confidences have these times the odds that the model gave.
        arrived: Share of the catalogue imported at first; the rest comes when all are decided.
        skips: Share of the photos that are skipped at first.
        at_once: Inspect whenever there is a plan, also if the window would not suggest it.
    """

    order: Order = "least sure first"
    first: float = 0.0
    odds: float = 1.0
    arrived: float = 1.0
    skips: float = 0.0
    at_once: bool = False


WAYS = {
    "least sure first, as the program shows them": Way(),
    "most sure first, a fifth of all before the inspection": Way(
        "most sure first", first=0.2, at_once=True
    ),
    "confidences with 2.5 times the odds": Way(odds=2.5),
    "a tenth by chance before it, in two imports, 2 % skipped": Way(
        "by chance", first=0.1, arrived=0.6, skips=0.02
    ),
}


def optimistic(confidence: NDArray[np.float64], odds: float) -> NDArray[np.float64]:
    """Scale the odds of confidences by a factor."""
    return np.where(confidence < 1, odds * confidence / (1 - confidence + odds * confidence), 1.0)


def replay(seen: Seen, way: Way, target: float, seed: int) -> dict[str, Any]:
    """Replay one whole loop; return its result."""
    rng = np.random.default_rng([seed, round(target * 1000)])
    order = rng.permutation(len(seen))
    confidence = optimistic(seen.confidence[order], way.odds).astype("<f2").astype(np.float64)
    window = MemoryWorkspace(
        np.concatenate([[0.0], confidence]),
        np.concatenate([[False], seen.right[order]]),
        rng.random(len(seen) + 1) < 0.2,
        rng,
        round(way.arrived * len(seen)),
    )

    def wants(plan: Plan, to_review: int) -> bool:
        validation = int((window.decided & window.validation).sum())
        return way.at_once or pays(plan, to_review, trusted=validation >= ENOUGH_VALIDATION)

    first = max(round(way.first * len(seen)), 0 if way.at_once else FIRST)
    operator = Operator(target, way.order, wants, rng, way.skips, first)
    decided = operator.work(window)
    if way.arrived < 1:
        window.arrive()
        decided += operator.work(window)
    wrong = [int((~window.right[list(passed.photos)]).sum()) for passed in window.passed]
    broken = [
        bad > (1 - target) * len(passed.photos)
        for bad, passed in zip(wrong, window.passed, strict=True)
    ]
    return {
        "decided": decided,
        "accepted": sum(len(passed.photos) for passed in window.passed),
        "wrong": sum(wrong),
        "lots": len(broken),
        "broken": sum(broken),
        "looks": len(window.spent),
    }


class Results:
    """Results of replays, stored in a file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._kept: dict[str, list[dict[str, Any]]] = {}
        if file.exists():
            self._kept = json.loads(file.read_text())

    def replays(
        self, name: str, seen: Seen, way: str, target: float, count: int
    ) -> list[dict[str, Any]]:
        """Return a number of replays, running missing ones."""
        kept = self._kept.setdefault(f"{name}/{way}/{target}", [])
        while len(kept) < count:
            kept.append(replay(seen, WAYS[way], target, len(kept)))
            if len(kept) % 20 == 0 or len(kept) == count:
                self._file.write_text(json.dumps(self._kept))
        return kept[:count]


def best_possible(seen: Seen, target: float) -> int:
    """Return the largest lot, by confidence, that meets the target, given the true labels."""
    order = np.argsort(-seen.confidence, kind="stable")
    shares = np.cumsum(~seen.right[order]) / np.arange(1, len(seen) + 1)
    kept = np.flatnonzero(shares <= 1 - target)
    return int(kept[-1]) + 1 if len(kept) else 0


def line(name: str, seen: Seen, way: str, target: float, ran: list[dict[str, Any]]) -> Row:
    """Return how often loops missed the target, and how much they accepted."""
    broken = sum(r["broken"] > 0 for r in ran)
    most = binomtest(broken, len(ran)).proportion_ci(0.95, "exact").high
    accepted = np.mean([r["accepted"] for r in ran]) / len(seen)
    best = best_possible(seen, target) / len(seen)
    lots = sum(r["lots"] for r in ran)
    detail = f"of {len(ran)}, at most {most:.1%}; accepted {accepted:.1%} in {lots} lots"
    return Row(
        "loops with a broken promise",
        case=f"{name}, {target:.0%}, {way}",
        value=100 * broken / len(ran),
        unit="%",
        detail=f"{detail}, at best {best:.1%}",
    )


def by_confidence(name: str, seen: Seen, target: float) -> Row:
    """Return how often accepting above the target confidence misses the target.

    Of the whole catalogue, and of 200 catalogues of half its photos, drawn at random.
    """
    sure = seen.confidence >= target
    rng = np.random.default_rng(1)
    broken = 0
    for _ in range(200):
        half = rng.permutation(len(seen))[: len(seen) // 2]
        taken = half[sure[half]]
        broken += (~seen.right[taken]).sum() > (1 - target) * len(taken)
    return Row(
        "halves whose promise a threshold at the target breaks",
        case=f"{name}, {target:.0%}",
        value=broken / 2,
        unit="%",
        detail=f"accepted {sure.mean():.1%}, {(~seen.right[sure]).mean():.1%} of it wrong",
    )


def by_hand(name: str, ran: list[dict[str, Any]], count: int) -> Row:
    """Return the share of a catalogue that was reviewed."""
    shares = np.array([r["decided"] for r in ran]) / count
    low, middle, high = np.percentile(shares, [5, 50, 95])
    detail = f"5, 50, 95 of 100 loops: {low:.1%}, {middle:.1%}, {high:.1%}"
    mean = 100 * float(shares.mean())
    return Row("decided by hand", case=name, value=mean, unit="%", detail=detail)


def main() -> list[Row]:
    """Replay what is missing."""
    manifest, work = Path(sys.argv[1]), Path(sys.argv[2])
    model = Path(sys.argv[3]) if len(sys.argv) > 3 else ROOT / "models" / "seed-cnn"
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 200
    work.mkdir(parents=True, exist_ok=True)
    data = {
        f"Fashion-MNIST test, {model.name}": catalogues.fashion(model, work),
        "real photos, photo-base": catalogues.clothes(
            ROOT / "models" / "photo-base", manifest, work
        ),
    }
    results = Results(work / "inspections.json")
    rows, work_rows = [], []
    for target in TARGETS:
        for name, seen in data.items():
            alone = by_confidence(name, seen, target)
            work_rows.append(alone)
            for way in WAYS:
                ran = results.replays(name, seen, way, target, count)
                row = line(name, seen, way, target, ran)
                rows.append(replace(row, peer=f"threshold at the target {alone.value:.1f}"))
                print(*row.cells({}), sep=" | ", flush=True)
                if way == next(iter(WAYS)):
                    work_rows.append(by_hand(f"{name}, {target:.0%}", ran, len(seen)))
    plain = catalogues.clothes(ROOT / "models" / "seed-cnn", manifest, work)
    others = [by_confidence("real photos, seed-cnn", plain, target) for target in TARGETS]
    return rows + work_rows + others


if __name__ == "__main__":
    report(main())

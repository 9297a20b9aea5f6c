"""Work on 2,000 real photos with a model that learns: inspections replayed on real retrainings.

The retrainings are those of `benchmarks.chains`. A replay follows the chain: when all training
photos of a stage are decided and no inspection is open, the stage's version is activated. Decisions
on checks and decoys are not used for training, so the model here is slightly worse than in the
window. After a certificate nothing is retrained.

Usage: python -m benchmarks.retrained LABELS.CSV WORK [REPLAYS]
"""

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.catalogues import COUNT, photos
from benchmarks.chains import WINDOW, Chain, Stage
from benchmarks.figures import Row, report
from benchmarks.replay import ENOUGH_VALIDATION, MemoryWorkspace
from hitl_app.domain.certification.planning import Plan, pays

TARGET = 0.95
EVERY = 25
Wants = Callable[[Plan, int, bool, int], bool]
"""Whether to inspect: plan, photos to review, whether trusted, decisions until retraining."""

POLICIES: dict[str, Wants] = {
    "as the program proposes": lambda plan, to_review, trusted, due: pays(
        plan, to_review, trusted=trusted, training_photos_due=due
    ),
    "as soon as it would pay, though a retraining is due": lambda plan, to_review, trusted, _due: (
        pays(plan, to_review, trusted=trusted)
    ),
    "never while a retraining is due": lambda plan, to_review, trusted, due: (
        due == 0 and pays(plan, to_review, trusted=trusted)
    ),
}


def replay(
    chain: list[Stage],
    labels: NDArray[np.int64],
    validation: NDArray[np.bool_],
    wants: Wants,
    seed: int,
) -> tuple[int, list[bool], list[int]]:
    """Work until all is decided; return decisions, whether each lot missed its target, and when."""
    seen = [_seen(stage, labels) for stage in chain]
    confidence, right = (values.copy() for values in seen[0])
    seeds = np.random.default_rng(seed)
    window = MemoryWorkspace(confidence, right, np.r_[False, validation], seeds, len(labels))
    number, decided, began = 0, 0, []
    while window.to_review.any():
        following = chain[number + 1].decided + 1 if number + 1 < len(chain) else None
        due = 0
        if following is not None and not window.passed:
            due = int((~window.decided[following]).sum())
            if due == 0 and not window.is_open():
                number += 1
                if chain[number].taught and (chain[number].said != chain[number - 1].said).any():
                    window.rescore(*seen[number])
                continue
        if not window.is_open():
            plan, after = window.proposal(TARGET)
            trusted = int((window.decided & window.validation).sum()) >= ENOUGH_VALIDATION
            if plan is not None and wants(plan, int(window.to_review.sum()), trusted, due):
                began.append(decided)
                window.open(TARGET, plan, after)
        for photo in window.queue()[: EVERY if due == 0 else min(EVERY, due)]:
            decided += 1
            if window.decide(int(photo)):
                break
    broken = [
        (~window.right[list(p.photos)]).sum() > (1 - TARGET) * len(p.photos) for p in window.passed
    ]
    return decided, broken, began


def _seen(stage: Stage, labels: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return confidence and correctness by row number; number 0 is unused."""
    said = stage.said[:COUNT]
    right = said.argmax(axis=1) == labels
    return np.r_[0.0, said.max(axis=1)], np.r_[False, right]


def main() -> list[Row]:
    """Replay on all chains that are there."""
    manifest, work = Path(sys.argv[1]), Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    chains, known, learned = [], [], []
    for seed in (1, 2, 3):
        chain = Chain(manifest, work, WINDOW, seed)
        if not chain.has_begun():
            continue
        stages = chain.stages()
        samples, _, validation = photos(manifest, work, seed)
        chains.append(stages)
        known.append((samples.labels, validation))
        for stage in chains[-1]:
            left = np.setdiff1d(np.arange(len(samples)), stage.decided)
            right = stage.said.argmax(axis=1)[left] == samples.labels[left]
            sure = right[np.argsort(-stage.said[left].max(axis=1), kind="stable")][: len(left) // 2]
            case = f"chain {seed}, {len(stage.decided):,} decided"
            detail = f"{sure.mean():.1%} of its surer half; gate {stage.verdict}"
            figure, share = "right of what is to review", 100 * float(right.mean())
            learned.append(Row(figure, case=case, value=share, unit="%", detail=detail))
    rows = []
    for name, wants in POLICIES.items():
        ran = [
            (*replay(chain, *truth, wants, seed), len(truth[0]))
            for seed in range(count)
            for chain, truth in [(chains[seed % len(chains)], known[seed % len(chains)])]
        ]
        shares = np.array([decided / total for decided, _, _, total in ran])
        broken = sum(any(lots) for _, lots, _, _ in ran)
        first = np.mean([began[0] for _, _, began, _ in ran if began] or [np.nan])
        low, middle, high = np.percentile(shares, [5, 50, 95])
        detail = (
            f"5, 50, 95 of 100 loops: {low:.1%}, {middle:.1%}, {high:.1%}; first at {first:.0f}"
        )
        lots = f"{broken} of {len(ran)}, {sum(len(lots) for _, lots, _, _ in ran)} lots"
        peer = f"{rows[0].case} {rows[0].value:.1f}" if rows else ""
        mean, share = 100 * float(shares.mean()), 100 * broken / len(ran)
        rows += [
            Row("decided by hand", mean, "%", detail, name, peer),
            Row("loops with a broken promise", case=name, value=share, unit="%", detail=lots),
        ]
    return rows + learned


if __name__ == "__main__":
    report(main())

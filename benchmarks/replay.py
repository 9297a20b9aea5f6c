"""A window in memory, for thousands of replays: the rules of `hitl_app` without its database.

Plans, draws, stages and places come from `hitl_app.domain`; the rest does with arrays what
`hitl_app.store` does with rows, and `tests/test_replay.py` compares the two photo by photo.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hitl_app.domain.certification.bound import STAGES_ALLOWED, Found
from hitl_app.domain.certification.calibration import Evidence
from hitl_app.domain.certification.drawing import Drawn, another_stage, draw, mixed, result, woven
from hitl_app.domain.certification.planning import Plan, propose
from hitl_app.domain.flagging import BINS

CONFIDENCE = 0.95
ENOUGH_VALIDATION = 50


@dataclass(frozen=True, slots=True)
class Passed:
    """A certificate.

    Attributes:
        lot: Photos of the lot.
        checks: Checks of the stage that passed.
        wrong: How many of these were wrong.
        photos: The photos accepted under it.
        most_wrong: How many of them can be wrong.
    """

    lot: int
    checks: int
    wrong: int
    photos: tuple[int, ...]
    most_wrong: int


@dataclass(slots=True)
class _Open:
    last: int
    after: int
    target: float
    level: float
    sample: int
    seed: int
    drawn: Drawn
    lot: NDArray[np.int64]
    member: NDArray[np.bool_]
    blind: list[int]
    stages: int = 0

    def others(self) -> list[int]:
        """Decoys of the lot."""
        checks = {photo for part in self.drawn.checks for photo in part}
        return [photo for photo in self.blind if self.member[photo] and photo not in checks]


@dataclass(slots=True)
class MemoryWorkspace:
    """Photos, numbered from 1 as the database does, and an operator who knows the labels.

    Attributes:
        confidence: (N + 1,) of each photo's suggestion; index 0 is unused.
        right: (N + 1,) whether it is right.
        validation: (N + 1,) whether it is a validation photo.
        seeds: Where inspections take their seeds from.
        arrived: How many photos were imported.
    """

    confidence: NDArray[np.float64]
    right: NDArray[np.bool_]
    validation: NDArray[np.bool_]
    seeds: np.random.Generator
    arrived: int
    passed: list[Passed] = field(default_factory=list)
    spent: list[int] = field(default_factory=list)
    generations: list[int] = field(default_factory=list)
    held: NDArray[np.bool_] = field(init=False)
    to_review: NDArray[np.bool_] = field(init=False)
    decided: NDArray[np.bool_] = field(init=False)
    blind: NDArray[np.bool_] = field(init=False)
    place: NDArray[np.float64] = field(init=False)
    version: NDArray[np.int64] = field(init=False)
    in_force: int = 0
    opened: _Open | None = None

    def __post_init__(self) -> None:
        n = len(self.confidence)
        self.to_review = np.arange(n) <= self.arrived
        self.to_review[0] = False
        self.held, self.decided, self.blind = (np.zeros(n, bool) for _ in range(3))
        self.place = self.confidence.copy()
        self.version = np.zeros(n, np.int64)

    def arrive(self) -> None:
        """Import all photos that are not here yet."""
        self.to_review[self.arrived + 1 :] = True
        self.arrived = len(self.to_review) - 1

    def queue(self) -> NDArray[np.int64]:
        """Return the photos to review, in queue order."""
        here = np.flatnonzero(self.to_review)
        return here[np.lexsort((here, self.place[here], self.held[here]))]

    def proposal(self, target: float) -> tuple[Plan | None, int]:
        """As `services.inspecting.proposal`: the plan, and the photo that its lot begins after."""
        generations = sorted({0, *self.generations})
        after = next(
            (one for one in generations if self._stages_left(one) > 0), max(self.spent, default=0)
        )
        left = self._stages_left(after)
        offered = self.to_review & ~self.held
        offered[: after + 1] = False
        known = self.decided & ~self.blind & (self.version == self.in_force)
        evidence = Evidence(self._histogram(known), self._histogram(known & ~self.right))
        trusted = int((self.decided & self.validation).sum()) >= ENOUGH_VALIDATION
        counts = self._histogram(offered)
        return propose(
            counts,
            1 - target,
            (1 - CONFIDENCE) / STAGES_ALLOWED,
            trusted=trusted,
            stages_left=left,
            evidence=evidence,
        ), after

    def _histogram(self, which: NDArray[np.bool_]) -> NDArray[np.int64]:
        bins = np.minimum((self.confidence[which] * BINS).astype(np.int64), BINS - 1)
        return np.bincount(bins, minlength=BINS)

    def _stages_left(self, after: int) -> int:
        return STAGES_ALLOWED - sum(last > after for last in self.spent)

    def open(self, target: float, plan: Plan, after: int) -> None:
        """Open an inspection as planned."""
        seed = int(self.seeds.integers(2**31))
        offered = self.to_review & ~self.held & (self.confidence >= plan.threshold)
        offered[: after + 1] = False
        lot = np.flatnonzero(offered)
        rng = np.random.default_rng(seed)
        drawn = draw(lot, plan.checks, rng)
        assert drawn is not None
        blind = [*(photo for checks in drawn.checks for photo in checks), *drawn.others]
        self.blind[blind] = True
        self.opened = _Open(
            last=self.arrived,
            after=after,
            target=target,
            level=plan.level,
            sample=plan.checks,
            seed=seed,
            drawn=drawn,
            lot=lot,
            member=offered,
            blind=blind,
        )
        checks = drawn.checks[0]
        plain = self.to_review & ~self.held & ~self.blind
        mine = self._by_place(plain & offered)
        plain[lot] = False
        decoys = self._by_place(plain)[: 4 * len(checks)]
        if len(decoys) < len(checks):
            decoys = np.concatenate([decoys, mine[: len(checks) - len(decoys)]])
        decoys, order = mixed(checks, decoys, rng)
        self.blind[decoys] = True
        self.opened.blind += decoys
        self._front(self.opened, order, rng)

    def _front(self, opened: _Open, order: list[int], rng: np.random.Generator) -> None:
        outside = self.to_review & ~self.held & ~self.blind
        outside[opened.lot] = False
        places = self.place[self._by_place(outside)[: 4 * len(order) + 8]].tolist()
        self.place[order] = woven(places, len(order), rng)

    def _by_place(self, which: NDArray[np.bool_]) -> NDArray[np.int64]:
        here = np.flatnonzero(which)
        return here[np.lexsort((here, self.place[here]))]

    def is_open(self) -> bool:
        """Return True if an inspection is under way."""
        return self.opened is not None

    def skip(self, photo: int) -> None:
        """Skip a photo."""
        self.held[photo] = True

    def decide(self, photo: int) -> bool:
        """Decide a photo correctly; return True if a stage's end changed the queue."""
        self.to_review[photo] = False
        self.held[photo] = False
        self.decided[photo] = True
        # Photos outside of the lot need no evaluation.
        return self.opened is not None and bool(self.opened.member[photo]) and self.settle()

    def settle(self) -> bool:
        """Settle the open inspection until nothing more is due; as `services.inspecting`."""
        changed = False
        while self._run_stage():
            changed = True
        return changed

    def _run_stage(self) -> bool:
        opened = self.opened
        if opened is None:
            return False
        checks = np.array([p for part in opened.drawn.checks[: opened.stages + 1] for p in part])
        done = self.decided[checks]
        undecided = int((~done).sum())
        wrong = int((done & ~self.right[checks]).sum())
        in_lot = self.decided[opened.lot]
        wrong_decided = int((in_lot & ~self.right[opened.lot]).sum())
        left = int((self.to_review[opened.lot] & ~self.held[opened.lot]).sum())
        size = len(opened.lot)
        worst, best = (
            Found(size, len(checks), wrong + more, size - left, wrong_decided)
            for more in (undecided, 0)
        )
        ended = result(worst, best, undecided, 1 - opened.target, opened.level)
        if ended is None:
            return False
        opened.stages += 1
        self.spent.append(opened.last)
        self.generations.append(opened.after)
        stands, bound = ended
        if stands:
            rest = opened.lot[self.to_review[opened.lot] & ~self.held[opened.lot]]
            self.passed.append(
                Passed(size, len(checks), worst.wrong, tuple(rest.tolist()), bound.most_wrong)
            )
            self.to_review[rest] = False
            self.close()
        elif another_stage(opened.stages + 1, opened.sample, size, self._stages_left(opened.after)):
            rng = np.random.default_rng([opened.seed, opened.stages + 1])
            fresh, decoys = (
                [p for p in sorted(photos) if self.to_review[p] and not self.held[p]]
                for photos in (opened.drawn.checks[opened.stages], opened.others())
            )
            order = mixed(fresh, np.array(decoys, np.int64), rng)[1]
            self._front(opened, order, rng)
        else:
            self.close()
        return True

    def close(self) -> None:
        """Cancel the open inspection; blind photos return to their places."""
        if self.opened is not None:
            self.blind[self.opened.blind] = False
            self.place[self.opened.blind] = self.confidence[self.opened.blind]
            self.opened = None

    def rescore(self, confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> None:
        """Activate another version: closes an inspection and scores photos to review again."""
        self.close()
        self.in_force += 1
        self.confidence[self.to_review] = confidence[self.to_review]
        self.right[self.to_review] = right[self.to_review]
        self.place[self.to_review] = confidence[self.to_review]
        self.version[self.to_review] = self.in_force

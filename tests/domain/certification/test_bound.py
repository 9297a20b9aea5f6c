import math

import numpy as np
import pytest

from hitl_app.domain.certification.bound import (
    DRIFT_LEVEL,
    STAGES,
    STAGES_ALLOWED,
    Found,
    acceptance,
    drifted,
    most_wrong,
    stage,
)
from hitl_app.domain.certification.planning import plan_lot, propose
from hitl_app.domain.flagging import BINS

LEVEL = (1 - 0.95) / STAGES_ALLOWED


def tail(lot: int, wrong: int, checks: int, found: int) -> float:
    """Return P(X <= found) from the definition, in whole numbers."""
    ways = sum(
        math.comb(wrong, k) * math.comb(lot - wrong, checks - k)
        for k in range(max(0, checks - lot + wrong), min(found, wrong, checks) + 1)
    )
    return ways / math.comb(lot, checks)


@pytest.mark.parametrize(("lot", "checks"), [(60, 20), (200, 45), (35, 34)])
@pytest.mark.parametrize("wrong", [0, 1, 3])
@pytest.mark.parametrize("level", [0.05, 0.05 / 6])
def test_most_wrong_is_largest_number_that_sample_allows(lot, checks, wrong, level) -> None:
    bound = most_wrong(lot, checks, wrong, level)
    assert tail(lot, bound, checks, wrong) > level
    if bound < lot - checks + wrong:
        assert tail(lot, bound + 1, checks, wrong) <= level


def test_most_wrong_is_exact_when_all_photos_are_checked() -> None:
    assert most_wrong(40, 40, 3, 0.01) == 3


def test_stage_subtracts_errors_found_outside_of_sample() -> None:
    plain = stage(Found(1000, 200, 2, 200, 2), 0.05, 0.01)
    more = stage(Found(1000, 200, 2, 260, 5), 0.05, 0.01)
    assert plain.left == 800
    assert more.left == 740
    assert more.most_wrong == plain.most_wrong - 3


def test_stage_counts_undecided_check_as_wrong_and_keeps_it_in_lot() -> None:
    decided = stage(Found(1000, 200, 1, 200, 1), 0.05, 0.01)
    skipped = stage(Found(1000, 200, 1, 199, 0), 0.05, 0.01)
    assert skipped.left == decided.left + 1
    assert skipped.most_wrong == decided.most_wrong + 1


def test_stage_certifies_nothing_when_whole_lot_is_decided() -> None:
    assert not stage(Found(50, 50, 0, 50, 0), 0.05, 0.01).stands


@pytest.mark.parametrize(("lot", "checks"), [(300, 90), (2000, 150), (9000, 400)])
@pytest.mark.parametrize("risk", [0.02, 0.05, 0.1])
def test_stage_passes_up_to_allowed_number_of_wrong_checks(lot, checks, risk) -> None:
    allowed = acceptance(lot, checks, risk, 0.05 / 6)
    for wrong in range(allowed + 3):
        bound = stage(Found(lot, checks, wrong, checks, wrong), risk, 0.05 / 6)
        assert bound.stands == (wrong <= allowed)


def test_stage_passes_bad_lots_less_often_than_level() -> None:
    """Lots just above the allowed share of errors pass less often than the level."""
    lot, risk, level, sample = 2000, 0.05, 0.05 / 3, 100
    rng = np.random.default_rng(5)
    wrong_left = int(risk * lot) + 25  # above the bound whatever the checks remove
    photos = np.arange(lot) < wrong_left
    broken = 0
    for _ in range(1500):
        order = rng.permutation(photos)
        for times in STAGES:
            checks = sample * times
            wrong = int(order[:checks].sum())
            bound = stage(Found(lot, checks, wrong, checks, wrong), risk, level)
            if bound.stands:
                broken += (wrong_left - wrong) > risk * (lot - checks)
                break
    assert broken / 1500 < 0.05


@pytest.mark.parametrize("before", [(0, 60), (3, 60), (30, 60), (30, 200)])
def test_drifted_is_true_when_chance_is_at_most_the_level(before):
    """The chance of as many wrong checks or more, given those of both samples together."""
    for wrong in range(61):
        more = 1 - tail(60 + before[1], wrong + before[0], 60, wrong - 1)
        assert drifted((wrong, 60), before) == (more <= DRIFT_LEVEL), wrong


def histogram(total: int, share_sure: float) -> np.ndarray:
    """Return a histogram of which a share is nearly certain, the rest anywhere below."""
    counts = np.zeros(BINS, np.int64)
    counts[985:] = round(total * share_sure / 15)
    counts[200:985] = round(total * (1 - share_sure) / 785)
    return counts


def test_propose_selects_confident_photos() -> None:
    plan = propose(histogram(10_000, 0.7), 0.05, LEVEL)
    assert plan is not None
    assert 6_500 < plan.lot < 8_600
    assert plan.expected_wrong < 0.05
    assert 0.5 * plan.lot < plan.saved < plan.lot - plan.checks
    assert 0 < plan.pass_chance <= 1


def test_propose_saves_less_when_target_is_stricter() -> None:
    saved = []
    for risk in (0.1, 0.05, 0.02, 0.001):
        plan = propose(histogram(10_000, 0.7), risk, LEVEL)
        saved.append(0 if plan is None else plan.saved)
    assert saved == sorted(saved, reverse=True)
    assert saved[0] > saved[-1]


def test_propose_selects_smaller_lot_when_validation_photos_are_few() -> None:
    counts = histogram(10_000, 0.7)
    sure, unsure = (propose(counts, 0.05, LEVEL, trusted=t) for t in (True, False))
    assert sure is not None
    assert unsure is not None
    assert unsure.lot < sure.lot / 2


@pytest.mark.parametrize("total", [0, 20])
def test_propose_returns_none_when_photos_are_few(total: int) -> None:
    assert propose(histogram(total, 0.7), 0.05, LEVEL) is None


def test_propose_returns_none_when_no_stages_are_left() -> None:
    assert propose(histogram(10_000, 0.7), 0.05, LEVEL, stages_left=0) is None


def test_propose_returns_none_when_model_guesses() -> None:
    counts = np.zeros(BINS, np.int64)
    counts[100:400] = 30
    assert propose(counts, 0.05, LEVEL) is None


def test_plan_lot_uses_sample_size_of_operator() -> None:
    counts = histogram(10_000, 0.7)
    few, many = (plan_lot(counts, 985, 0.05, 0.01, checks=n) for n in (60, 600))
    assert few is not None
    assert many is not None
    assert (few.checks, many.checks) == (60, 600)
    assert many.pass_chance >= few.pass_chance - 0.05

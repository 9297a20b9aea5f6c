"""Plans: which lot to inspect, with how many checks, and when to speak of it."""

from dataclasses import replace

import numpy as np
import pytest

from hitl_app.domain.certification.bound import STAGES, STAGES_ALLOWED, acceptance
from hitl_app.domain.certification.calibration import Evidence
from hitl_app.domain.certification.planning import pays, plan_lot, propose
from hitl_app.domain.flagging import BINS

LEVEL = (1 - 0.95) / STAGES_ALLOWED


def histogram(total: int, share_sure: float) -> np.ndarray:
    """Photos of which a share is nearly certain, the rest anywhere below."""
    counts = np.zeros(BINS, np.int64)
    counts[985:] = round(total * share_sure / 15)
    counts[200:985] = round(total * (1 - share_sure) / 785)
    return counts


def evidence(wrong_share: float, many: int = 40) -> Evidence:
    """What was decided of the photos at 0.98 or more, so many of each bin."""
    decided, wrong = np.zeros(BINS, np.int64), np.zeros(BINS, np.int64)
    decided[980:] = many
    wrong[980:] = round(many * wrong_share)
    return Evidence(decided, wrong)


@pytest.mark.parametrize("total", [600, 10_000, 90_000])
@pytest.mark.parametrize("risk", [0.1, 0.05, 0.03])
def test_the_first_look_can_pass_and_says_with_how_many_wrong_checks(total, risk) -> None:
    plan = propose(histogram(total, 0.7), risk, LEVEL)
    assert plan is not None
    assert plan.allowed() == acceptance(plan.lot, plan.checks, risk, plan.level)
    assert plan.allowed() >= 0


def test_a_sample_is_no_larger_than_its_wrong_checks_need() -> None:
    plan = propose(histogram(10_000, 0.7), 0.05, LEVEL)
    assert plan is not None
    fewer = acceptance(plan.lot, plan.checks - 3, 0.05, plan.level)
    assert fewer < plan.allowed()


def test_what_people_found_wrong_makes_the_lot_smaller_or_costs_the_plan() -> None:
    counts = histogram(10_000, 0.7)
    lots = []
    for wrong in (0.0, 0.05, 0.2):
        plan = propose(counts, 0.05, LEVEL, evidence=evidence(wrong))
        lots.append(0 if plan is None else plan.saved)
    assert lots == sorted(lots, reverse=True)
    assert lots[0] > lots[-1]


def test_evidence_tells_the_expected_share_of_wrong_photos() -> None:
    counts = np.zeros(BINS, np.int64)
    counts[985:] = 400
    plain = plan_lot(counts, 985, 0.05, 0.05 / 6)
    warned = plan_lot(counts, 985, 0.05, 0.05 / 6, evidence=evidence(0.1))
    assert plain is not None
    assert warned is not None
    assert plain.expected_wrong < 0.02 < warned.expected_wrong
    assert warned.pass_chance < plain.pass_chance


def test_with_looks_for_a_second_inspection_the_first_dares_more() -> None:
    counts = histogram(10_000, 0.7)
    last = propose(counts, 0.05, LEVEL, stages_left=len(STAGES))
    first = propose(counts, 0.05, LEVEL, stages_left=2 * len(STAGES))
    assert last is not None
    assert first is not None
    assert last.pass_chance > first.pass_chance
    assert last.saved >= first.saved


def test_no_looks_no_plan() -> None:
    assert propose(histogram(10_000, 0.7), 0.05, LEVEL, stages_left=0) is None


def test_the_window_speaks_of_what_saves_work_and_can_be_trusted() -> None:
    plan = propose(histogram(10_000, 0.7), 0.05, LEVEL)
    assert plan is not None
    assert pays(plan, 10_000, trusted=True)
    assert not pays(plan, 10_000, trusted=False)
    assert not pays(replace(plan, saved=100.0), 10_000, trusted=True)


def test_pays_waits_for_a_due_retraining_until_little_is_left_outside_of_the_lot():
    plan = propose(histogram(10_000, 0.7), 0.05, LEVEL)
    assert plan is not None
    assert not pays(plan, plan.lot + 2000, trusted=True, training_photos_due=250)
    assert pays(plan, plan.lot + 100, trusted=True, training_photos_due=250)

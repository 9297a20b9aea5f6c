"""Plans: which lot to inspect, with how many checks, and when to offer it."""

from dataclasses import replace

import numpy as np
import pytest

from hitl_app.domain.certification.bound import STAGES, STAGES_ALLOWED, acceptance
from hitl_app.domain.certification.calibration import Evidence
from hitl_app.domain.certification.planning import pays, plan_lot, propose
from hitl_app.domain.flagging import BINS

LEVEL = (1 - 0.95) / STAGES_ALLOWED


def histogram(total: int, share_sure: float) -> np.ndarray:
    """Return a histogram of which a share is nearly certain, the rest anywhere below."""
    counts = np.zeros(BINS, np.int64)
    counts[985:] = round(total * share_sure / 15)
    counts[200:985] = round(total * (1 - share_sure) / 785)
    return counts


def evidence(wrong_share: float, many: int = 40) -> Evidence:
    """Return evidence from decided photos at 0.98 or more, as many in each bin."""
    decided, wrong = np.zeros(BINS, np.int64), np.zeros(BINS, np.int64)
    decided[980:] = many
    wrong[980:] = round(many * wrong_share)
    return Evidence(decided, wrong)


@pytest.mark.parametrize("total", [600, 10_000, 90_000])
@pytest.mark.parametrize("risk", [0.1, 0.05, 0.03])
def test_allowed_returns_acceptance_number_of_first_stage(total, risk) -> None:
    plan = propose(histogram(total, 0.7), risk, LEVEL)
    assert plan is not None
    assert plan.allowed() == acceptance(plan.lot, plan.checks, risk, plan.level)
    assert plan.allowed() >= 0


def test_propose_uses_smallest_sample_for_its_acceptance_number() -> None:
    plan = propose(histogram(10_000, 0.7), 0.05, LEVEL)
    assert plan is not None
    fewer = acceptance(plan.lot, plan.checks - 3, 0.05, plan.level)
    assert fewer < plan.allowed()


def test_propose_saves_less_when_evidence_has_more_errors() -> None:
    counts = histogram(10_000, 0.7)
    lots = []
    for wrong in (0.0, 0.05, 0.2):
        plan = propose(counts, 0.05, LEVEL, evidence=evidence(wrong))
        lots.append(0 if plan is None else plan.saved)
    assert lots == sorted(lots, reverse=True)
    assert lots[0] > lots[-1]


def test_plan_lot_expects_more_errors_when_evidence_has_them() -> None:
    counts = np.zeros(BINS, np.int64)
    counts[985:] = 400
    plain = plan_lot(counts, 985, 0.05, 0.05 / 6)
    warned = plan_lot(counts, 985, 0.05, 0.05 / 6, evidence=evidence(0.1))
    assert plain is not None
    assert warned is not None
    assert plain.expected_wrong < 0.02 < warned.expected_wrong
    assert warned.pass_chance < plain.pass_chance


def test_propose_accepts_lower_pass_chance_when_stages_remain() -> None:
    counts = histogram(10_000, 0.7)
    last = propose(counts, 0.05, LEVEL, stages_left=len(STAGES))
    first = propose(counts, 0.05, LEVEL, stages_left=2 * len(STAGES))
    assert last is not None
    assert first is not None
    assert last.pass_chance > first.pass_chance
    assert last.saved >= first.saved


def test_propose_returns_none_when_no_stages_are_left() -> None:
    assert propose(histogram(10_000, 0.7), 0.05, LEVEL, stages_left=0) is None


def test_pays_requires_saved_work_and_trusted_model() -> None:
    plan = propose(histogram(10_000, 0.7), 0.05, LEVEL)
    assert plan is not None
    assert pays(plan, 10_000, trusted=True)
    assert not pays(plan, 10_000, trusted=False)
    assert not pays(replace(plan, saved=100.0), 10_000, trusted=True)


def test_pays_is_false_when_retraining_is_due_unless_lot_covers_most_photos():
    plan = propose(histogram(10_000, 0.7), 0.05, LEVEL)
    assert plan is not None
    assert not pays(plan, plan.lot + 2000, trusted=True, training_photos_due=250)
    assert pays(plan, plan.lot + 100, trusted=True, training_photos_due=250)

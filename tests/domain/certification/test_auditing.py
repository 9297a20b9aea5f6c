"""Bounds, samples and results of audits of imported labels."""

import numpy as np
import pytest
from scipy.stats import hypergeom

from hitl_app.domain.certification.auditing import (
    AuditCounts,
    allowed_wrong,
    as_found,
    audit_result,
    bound_of,
    budget_left,
    can_pass,
    first_sample,
)
from hitl_app.domain.certification.bound import STAGES_ALLOWED

LEVEL = 0.05 / STAGES_ALLOWED


@pytest.mark.parametrize(("lot", "target"), [(8400, 0.95), (3068, 0.95), (300, 0.9), (60, 0.9)])
def test_first_sample_is_the_smallest_that_passes_with_two_wrong_checks(lot, target):
    risk = 1 - target
    sample = first_sample(lot, risk, LEVEL)
    too_many = int(risk * lot) + 1
    assert hypergeom.cdf(2, lot, too_many, sample) <= LEVEL
    assert hypergeom.cdf(2, lot, too_many, sample - 1) > LEVEL
    assert allowed_wrong(lot, sample, risk, LEVEL) == 2


@pytest.mark.parametrize(
    ("lot", "risk", "level"),
    [(29, 0.1, LEVEL), (30, 0.01, LEVEL), (8400, 0.05, 0.0), (100, 0.001, LEVEL)],
)
def test_no_sample_where_none_can_pass(lot, risk, level):
    assert first_sample(lot, risk, level) is None


def test_bound_is_the_largest_number_that_the_sample_allows():
    bound = bound_of(8400, AuditCounts(168, 3, 0), 0.05, LEVEL, wrong=3)
    assert bound.left == 8400
    assert hypergeom.cdf(3, 8400, bound.most_wrong, 168) > LEVEL
    assert hypergeom.cdf(3, 8400, bound.most_wrong + 1, 168) <= LEVEL
    assert not bound.stands


def test_stage_passes_early_and_fails_only_when_all_checks_are_decided():
    lot, risk = 8400, 0.05
    # Two undecided checks count as wrong.
    passed = audit_result(lot, AuditCounts(168, 0, 2), risk, LEVEL)
    assert passed is not None
    assert passed[0]
    assert audit_result(lot, AuditCounts(168, 0, 3), risk, LEVEL) is None
    # Even if no other check could be right.
    assert audit_result(lot, AuditCounts(168, 100, 1), risk, LEVEL) is None
    failed = audit_result(lot, AuditCounts(168, 101, 0), risk, LEVEL)
    assert failed is not None
    assert not failed[0]


def test_record_counts_undecided_checks_as_wrong():
    found = as_found(8400, AuditCounts(168, 1, 1))
    assert (found.wrong, found.decided, found.wrong_decided) == (2, 167, 1)


def test_sample_as_large_as_the_lot_is_none():
    assert not can_pass(100, 100, 0, 0.1, LEVEL)
    assert can_pass(100, 99, 0, 0.1, LEVEL)


def test_budget_shares_error_among_stages_and_keeps_the_highest_promise():
    assert budget_left(0, 0.0, 0.0, 0.95) == (6, pytest.approx(LEVEL))
    assert budget_left(3, 3 * LEVEL, 0.95, 0.95) == (3, pytest.approx(LEVEL))
    # A lower confidence that is set later frees nothing.
    assert budget_left(3, 3 * LEVEL, 0.95, 0.8) == (3, pytest.approx(LEVEL))
    assert budget_left(6, 6 * LEVEL, 0.95, 0.95) == (0, 0.0)
    assert budget_left(7, 0.01, 0.95, 0.95) == (0, 0.0)


def test_bound_is_too_low_at_most_as_often_as_its_level():
    lot, sample = 300, 73
    for wrong in (10, 31, 60):
        k = np.arange(sample + 1)
        bounds = [
            bound_of(lot, AuditCounts(sample, 0, 0), 0.1, LEVEL, int(x)).most_wrong for x in k
        ]
        chance = hypergeom.pmf(k, lot, wrong, sample)
        assert chance[np.array(bounds) < wrong].sum() <= LEVEL

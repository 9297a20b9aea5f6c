"""Audits of imported labels, from the plan to the certificate."""

import pytest

from hitl_app.domain.certification.inspections import InspectionState
from hitl_app.domain.reports.catalogue import LABELS, REFUSED
from hitl_app.services.certification import auditing, inspecting
from hitl_app.services.review import reviewing
from tests.helpers.workspace.audits import (
    ANNOTATOR,
    OPERATOR,
    Auditor,
    checks,
    imported,
    labels_in_force,
    open_audit,
)
from tests.helpers.workspace.databases import code_of

PHOTOS = 200


@pytest.fixture
def make(tmp_path):
    made = []

    def one(wrong=(), photos=PHOTOS, more=0):
        workspace = imported(tmp_path, photos, wrong, more)
        made.append(workspace)
        return workspace

    yield one
    for workspace in made:
        workspace.close()


def certificate(workspace):
    return inspecting.list_certificates(workspace)[0]


def test_audit_of_right_labels_certifies_them_and_changes_none(make):
    workspace = make()
    before = labels_in_force(workspace)
    opened = open_audit(workspace)
    assert (opened.lot, opened.blind) == (PHOTOS, opened.sample)
    assert reviewing.counts(workspace).to_review == opened.sample < PHOTOS

    outcome = Auditor(workspace).work()

    assert outcome is not None
    assert (outcome.state, outcome.label_import) == (InspectionState.PASSED, 1)
    found = certificate(workspace)
    assert (found.kind, found.lot, found.accepted) == (LABELS, PHOTOS, PHOTOS)
    assert (found.source, found.annotators) == ("supplied.csv", (ANNOTATOR,))
    assert found.operators == (OPERATOR,)
    assert 0 < found.most_wrong <= 0.1 * PHOTOS
    assert (found.covered, found.found_wrong, found.refuted) == (PHOTOS, 0, False)
    assert labels_in_force(workspace) == before


def test_checks_that_find_wrong_labels_replace_them_alone(make):
    wrong = set(range(1, 6))
    workspace = make(wrong)
    before = labels_in_force(workspace)
    open_audit(workspace)
    auditor = Auditor(workspace)
    auditor.work()

    now = labels_in_force(workspace)

    changed = {photo for photo in before if now[photo] != before[photo]}
    checked = wrong & {i for stage in (1, 2, 3) for i in checks(workspace, stage)}
    assert changed <= checked
    assert all(now[photo] == auditor.right[photo] for photo in changed)
    found = certificate(workspace)
    assert (found.covered, found.found_wrong) == (PHOTOS - len(changed), len(changed))


def test_audit_of_bad_labels_states_how_many_are_right_at_least(make):
    wrong = set(range(1, 61))
    workspace = make(wrong)
    opened = open_audit(workspace)

    outcome = Auditor(workspace).work()

    assert outcome is not None
    assert outcome.state is InspectionState.FAILED
    found = certificate(workspace)
    assert (found.kind, found.checks) == (REFUSED, opened.sample)
    assert len(wrong) <= found.most_wrong < PHOTOS
    # A draw that did not pass uses all of its stages, also those that could not pass any more.
    assert auditing.plan(workspace, 1, 0.9).stages_left == 4
    assert inspecting.open_one(workspace) is None
    assert len(labels_in_force(workspace)) == PHOTOS


def test_second_audit_of_the_same_labels_shares_stages_and_error(make):
    workspace = make()
    first = auditing.plan(workspace, 1, 0.9)
    open_audit(workspace)
    Auditor(workspace).work()
    second = auditing.plan(workspace, 1, 0.9)
    assert (first.stages_left, second.stages_left) == (6, 5)
    assert second.level == pytest.approx(first.level)
    # The checks of the first audit have decisions of their own since.
    assert second.lot == PHOTOS - certificate(workspace).checks + 2
    open_audit(workspace)
    Auditor(workspace).work()
    one, two = inspecting.list_certificates(workspace)
    assert (one.lot, two.lot) == (second.lot, PHOTOS)
    assert auditing.plan(workspace, 1, 0.8).stages_left == 4


def test_audits_end_after_six_stages(make):
    workspace = make()
    for _ in range(2):
        open_audit(workspace, checks=30)
        Auditor(workspace).decide(checks_to_review(workspace)[0])
        inspecting.cancel(workspace)
    plan = auditing.plan(workspace, 1, 0.9)
    assert (plan.stages_left, plan.checks) == (0, None)
    assert code_of(open_audit, workspace) == "labels-audited-out"


def checks_to_review(workspace):
    return [photo.id for photo in reviewing.queue(workspace, 500) if photo.blind]


def test_cancelled_audit_puts_labels_back_and_uses_its_stages_once_begun(make):
    workspace = make(more=50)
    before = labels_in_force(workspace)
    for decided, left in ((0, 6), (1, 4)):
        open_audit(workspace)
        hidden = set(checks_to_review(workspace))
        for photo_id in [i for i in checks(workspace) if i in hidden][:decided]:
            Auditor(workspace).decide(photo_id)
        inspecting.cancel(workspace)
        assert labels_in_force(workspace) == before
        assert auditing.plan(workspace, 1, 0.9).stages_left == left
        assert reviewing.counts(workspace).to_review == 50


def test_photos_to_review_hide_checks_where_there_are_any(make):
    workspace = make(more=500)
    opened = open_audit(workspace)
    assert opened.blind == 2 * opened.sample
    blind = [photo for photo in reviewing.queue(workspace, opened.blind) if photo.blind]
    ours = [photo for photo in blind if photo.id <= PHOTOS]
    assert 0 < len(ours) < len(blind)
    assert {(p.suggestion_id, p.label_id, p.confidence, p.version) for p in blind} == {
        (None, None, 0.0, None)
    }


def test_plan_refuses_unknown_labels_and_targets_out_of_range(make):
    workspace = make()
    codes = {
        (number, target): code_of(auditing.plan, workspace, number, target)
        for number, target in ((2, None), (1, 0.5), (1, 1.0))
    }
    assert codes == {
        (2, None): "labels-import-unknown", (1, 0.5): "target-range", (1, 1.0): "target-range",
    }  # fmt: skip


def test_small_lot_is_not_audited(make):
    workspace = make(photos=25)
    assert auditing.plan(workspace, 1, 0.9).checks is None
    assert code_of(open_audit, workspace) == "audit-too-small"

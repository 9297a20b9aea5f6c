"""Inspections on a real database, with an operator who knows the right labels."""

import numpy as np
import pytest
from sqlalchemy import select

from hitl_app.domain.certification.inspections import InspectionState
from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.photos import PhotoState
from hitl_app.domain.settings import THRESHOLD
from hitl_app.services.categories import categories
from hitl_app.services.certification import inspecting, proposing, settling
from hitl_app.services.review import reviewing
from hitl_app.services.settings import ACCEPTING, set_setting
from hitl_app.store.schema import PhotoRow
from hitl_app.store.values import get_value
from tests.helpers.workspace.inspections import (
    Operator,
    all_inspections,
    checks,
    nothing,
    opened,
    states,
)
from tests.helpers.workspace.workspaces import add_photos, let_another_take_over, make_workspace

SURE, UNSURE = 400, 200


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path)
    rng = np.random.default_rng(3)
    sure = rng.uniform(0.985, 0.999, SURE).tolist()
    unsure = rng.uniform(0.3, 0.8, UNSURE).tolist()
    add_photos(workspace, [*sure, *unsure])
    yield workspace
    workspace.close()


def test_settle_accepts_lot_of_right_labels(workspace):
    inspection = opened(workspace, target=0.9, checks=60, threshold=0.98)
    assert (inspection.state, inspection.lot, inspection.sample) == ("open", SURE, 60)
    outcome = Operator(workspace, ()).work()
    assert outcome.state is InspectionState.PASSED
    assert (outcome.stage.wrong, outcome.stage.checks) == (0, 60)
    (certificate,) = inspecting.list_certificates(workspace)
    assert certificate.accepted == outcome.accepted
    assert certificate.most_wrong <= 0.1 * certificate.accepted
    assert certificate.operators == ("ann",)
    to_review, accepted, decided = states(workspace)
    assert accepted == certificate.accepted
    assert to_review + accepted + decided == SURE + UNSURE
    assert decided < 350, "checks, as many decoys, and the photos between them"
    assert inspecting.open_one(workspace) is None
    shown = [p for p in reviewing.queue(workspace, 1000) if p.blind]
    assert shown == []


def test_open_inspection_marks_every_photo_of_the_lot_in_slices(workspace, monkeypatch):
    monkeypatch.setattr(inspecting, "_SLICE", 7)
    inspection = opened(workspace, target=0.9, checks=60, threshold=0.98)
    with workspace.database.read() as session:
        marked = session.scalars(select(PhotoRow.id).where(PhotoRow.lot_id == inspection.id))
        assert sorted(marked) == list(range(1, SURE + 1))


def test_settle_rejects_lot_with_many_wrong_labels(workspace):
    opened(workspace, target=0.95, checks=40, threshold=0.98)
    wrong = np.random.default_rng(1).permutation(SURE)[:120] + 1
    outcome = Operator(workspace, wrong.tolist()).work()
    assert outcome.state is InspectionState.FAILED
    assert states(workspace)[1] == 0
    assert inspecting.list_certificates(workspace) == ()


def test_queue_hides_suggestions_of_blind_photos(workspace):
    opened(workspace, target=0.9, checks=60, threshold=0.98)
    blind = [p for p in reviewing.queue(workspace, 1000) if p.blind]
    # 240 checks of three stages and the lot's 160 others, and as many decoys as the first stage
    # has.
    assert len(blind) == SURE + 60
    for photo in blind:
        assert (photo.suggestion_id, photo.confidence, photo.version) == (None, 0.0, None)
        assert reviewing.show_photo(workspace, photo.id).probabilities == {}


def test_queue_mixes_blind_photos_with_others(workspace):
    opened(workspace, target=0.9, checks=60, threshold=0.98)
    front = reviewing.queue(workspace, 200)
    blind = [photo.blind for photo in front]
    assert 0.35 < np.mean(blind) < 0.7
    runs = np.flatnonzero(np.diff(blind)).size
    assert runs > 50, "they are placed at random, not in blocks"


def test_cancel_keeps_decisions_and_shows_suggestions_again(workspace):
    opened(workspace, target=0.9, checks=60, threshold=0.98)
    operator = Operator(workspace, ())
    assert operator.work(most=20) is None
    inspecting.cancel(workspace)
    assert states(workspace) == (SURE + UNSURE - 20, 0, 20)
    assert not any(photo.blind for photo in reviewing.queue(workspace, 1000))
    with pytest.raises(KnownError, match="no-inspection"):
        inspecting.cancel(workspace)


def test_settle_waits_for_skipped_checks_and_counts_no_product_as_wrong(workspace):
    opened(workspace, target=0.9, checks=60, threshold=0.98)
    for (photo_id,) in checks(workspace):
        reviewing.decide(workspace, photo_id, Answer.SKIP, "ann")
    assert settling.settle(workspace, nothing) is None, "they may still be decided"
    for (photo_id,) in checks(workspace):
        reviewing.decide(workspace, photo_id, Answer.NOT_A_PHOTO, "ann")
    outcome = settling.settle(workspace, nothing)
    assert outcome.stage.wrong == 60
    assert not outcome.stage.stands


def test_inspection_closes_when_version_or_categories_change(workspace):
    opened(workspace, target=0.9, checks=40, threshold=0.98)
    categories.add_category(workspace, "Hat")
    assert inspecting.open_one(workspace) is None
    opened(workspace, target=0.9, checks=40, threshold=0.98)
    let_another_take_over(workspace)
    with workspace.database.read() as session:
        (last, before) = all_inspections(session)[:2]
    assert (last.state, last.reason) == ("closed", "another-version")
    assert (before.state, before.reason) == ("closed", "category-added")


def test_flagging_accepts_no_blind_photo(workspace):
    from hitl_app.jobs import flagging
    from hitl_app.jobs.job import Job

    opened(workspace, target=0.9, checks=40, threshold=0.98)
    blind = {photo.id for photo in reviewing.queue(workspace, 1000) if photo.blind}
    set_setting(workspace, THRESHOLD, "0.9")
    flagging.run(workspace, Job(lambda _event: None))
    to_review = {photo.id for photo in reviewing.queue(workspace, 1000)}
    assert blind <= to_review


def test_settle_resumes_interrupted_acceptance(workspace):
    opened(workspace, target=0.9, checks=60, threshold=0.98)

    def ended(done: int, _total: int) -> None:
        if get_accepting():
            raise KeyboardInterrupt

    def get_accepting():
        with workspace.database.read() as session:
            return get_value(session, ACCEPTING)

    operator = Operator(workspace, ())
    with pytest.raises(KeyboardInterrupt):
        for (photo_id,) in checks(workspace):
            operator.decide(photo_id)
            settling.settle(workspace, ended)
    (certificate,) = inspecting.list_certificates(workspace)
    assert get_accepting()[0] == certificate.id
    assert settling.settle(workspace, nothing) is None
    assert states(workspace)[1] == certificate.accepted
    assert get_accepting() is None


def test_proposal_has_new_stages_only_for_later_photos(workspace):
    wrong = range(1, SURE + 1)
    for _ in range(2):
        opened(workspace, target=0.9, checks=30, threshold=0.98)
        operator = Operator(workspace, wrong)
        for _ in range(3):
            for (photo_id,) in checks(workspace):
                with workspace.database.read() as session:
                    to_review = session.get_one(PhotoRow, photo_id).state == PhotoState.TO_REVIEW
                if to_review:
                    operator.decide(photo_id)
            outcome = settling.settle(workspace, nothing)
            if outcome is None or outcome.state is not InspectionState.OPEN:
                break
        if inspecting.open_one(workspace):
            inspecting.cancel(workspace)
    spent = proposing.proposal(workspace)
    assert (spent.plan, spent.after_id) == (None, SURE + UNSURE)
    add_photos(workspace, [0.99] * 300, folder="/later")
    fresh = proposing.proposal(workspace, target=0.9, threshold=0.98)
    assert fresh.stages_left == 6
    assert fresh.plan.lot == 300
    opened(workspace, target=0.9, threshold=0.98, checks=60)
    inspection = inspecting.open_one(workspace)
    wrong = [photo.id for photo in reviewing.queue(workspace, 1000) if photo.blind]
    operator = Operator(workspace, wrong[::8])
    outcome = operator.work()
    assert outcome is not None
    assert outcome.stage.number > 1, "later photos have later stages of their own"
    assert inspection.after_id == SURE + UNSURE


@pytest.mark.parametrize("target", [0.5, 0.9999])
def test_proposal_refuses_target_out_of_range(workspace, target):
    with pytest.raises(KnownError, match="target-range"):
        proposing.proposal(workspace, target=target)


def test_open_inspection_refuses_lot_of_twenty_photos(tmp_path):
    workspace = make_workspace(tmp_path, [0.99] * 20)
    with pytest.raises(KnownError, match="lot-too-small"):
        opened(workspace, target=0.9)
    workspace.close()


def test_proposal_pays_once_confidences_are_trusted(workspace):
    before = proposing.proposal(workspace, target=0.9)
    assert (before.trusted, before.pays) == (False, False)
    operator = Operator(workspace, ())
    while not proposing.proposal(workspace, target=0.9).trusted:
        for shown in reviewing.next_photos(workspace, limit=10):
            operator.decide(shown.photo.id)
    assert proposing.proposal(workspace, target=0.9).pays

"""Statements of a certificate hold whatever operators do during and after the inspection."""

import secrets

import pytest
from sqlalchemy import select, update

from hitl_app.domain.decisions import Answer
from hitl_app.domain.models import Score
from hitl_app.domain.photos import PhotoState
from hitl_app.domain.settings import CONFIDENCE, SECOND_OPINIONS
from hitl_app.services.certification import inspecting, proposing, settling
from hitl_app.services.certification.certificate_files import certificate_dict
from hitl_app.services.certification.page import page
from hitl_app.services.models import reliability
from hitl_app.services.review import changing, opinions, reviewing
from hitl_app.services.settings import set_setting
from hitl_app.store.certification import budget, certificates
from hitl_app.store.models import scores
from hitl_app.store.schema import BlindRow, PhotoRow
from tests.helpers.workspace.inspections import (
    CHECKS,
    SURE,
    UNSURE,
    Operator,
    all_checks,
    blind,
    catalogue,
    checks,
    confirm,
    decide_checks,
    decide_many,
    nothing,
    open_inspection,
    validation,
)
from tests.helpers.workspace.scored import backbone_of
from tests.helpers.workspace.workspaces import add_photos


@pytest.fixture
def workspace(tmp_path):
    workspace = catalogue(tmp_path)
    yield workspace
    workspace.close()


def status(workspace, photo_id):
    with workspace.database.read() as session:
        photo = session.get_one(PhotoRow, photo_id)
        return photo.state, photo.certificate_id


def lot(workspace):
    with workspace.database.read() as session:
        query = select(PhotoRow.id).where(PhotoRow.lot_id.is_not(None)).order_by(PhotoRow.id)
        return list(session.scalars(query))


# Selection of checks.


def test_open_inspection_draws_no_checks_from_photos_decided_meanwhile(workspace):
    """Operators decide while the lot is marked."""
    decided = []

    def while_it_is_marked(done, total):
        if done == total:
            confirm(workspace, range(1, 201))
            reviewing.decide(workspace, 201, Answer.SKIP, "ann")
            reviewing.undo(workspace, "ann")
            reviewing.decide(workspace, 202, Answer.ASK, "ann")
            decided.extend([*range(1, 201), 202])

    wanted = proposing.proposal(workspace, 0.9, 0.98, CHECKS)
    inspection = inspecting.open_inspection(workspace, wanted, "ann", while_it_is_marked)
    assert decided
    assert inspection.lot == SURE - len(decided)
    assert not set(all_checks(workspace)) & set(decided)
    assert not set(lot(workspace)) & set(decided)


def test_reliability_leaves_out_checks_and_decoys(workspace):
    confirm(workspace, validation(workspace)[-60:])
    open_inspection(workspace)
    before = reliability.reliability(workspace)
    judging = set(validation(workspace))
    of_both = [next(i for i in blind(workspace, stage) if i in judging) for stage in (1, 0)]
    for photo_id in of_both:
        confirm(workspace, [photo_id])
        assert reliability.reliability(workspace) == before


def test_check_stays_blind_when_it_needs_a_second_opinion(workspace):
    set_setting(workspace, SECOND_OPINIONS, "1")
    confirm(workspace, range(1, SURE))
    for photo_id in range(1, SURE):
        changing.reopen(workspace, [photo_id], "ann") if photo_id < 2 else None
    changing.reopen(workspace, list(range(2, SURE)), "ann")
    open_inspection(workspace)
    check = blind(workspace, 1)[0]
    confirm(workspace, [check])
    with workspace.database.read() as session:
        assert session.get_one(PhotoRow, check).blind
    inspecting.cancel(workspace)
    with workspace.database.read() as session:
        assert not session.get_one(PhotoRow, check).blind
    assert opinions.status(workspace) is not None


def test_later_stage_draws_only_photos_blind_since_opening(workspace, monkeypatch):
    """Otherwise a list from after the opening would show which photos are no checks."""
    monkeypatch.setattr(secrets, "randbits", lambda _bits: 5)
    open_inspection(workspace, checks=30)
    hidden = [photo.id for photo in reviewing.queue(workspace, 1000) if photo.blind]
    assert set(blind(workspace, 1)) <= set(hidden[:60])
    operator = Operator(workspace, range(1, SURE, 12))
    decide_many(workspace, {i: operator.right(i) for i in hidden[:60]})
    outcome = settling.settle(workspace, nothing)
    assert outcome is not None
    assert outcome.state == "open", "next stage adds more"
    queue = reviewing.queue(workspace, 1000)
    assert {photo.id for photo in queue if photo.blind} <= set(hidden)
    later = {*blind(workspace, 2), *blind(workspace, 3)}
    order = [photo.id for photo in queue if photo.blind]
    front = order[: 1 + max(order.index(photo_id) for photo_id in later)]
    # Decoys are among them, of the same lot and as blind.
    others = set(front) - later
    assert len(others) >= len(later) // 2
    assert others <= set(lot(workspace))


# Accepted photos.


@pytest.fixture
def accepting(workspace):
    """Interrupt the acceptance after a certificate; return ten wrong photos of its lot."""
    open_inspection(workspace, checks=100)
    wrong = [i for i in lot(workspace) if i not in all_checks(workspace)][:10]
    confirm(workspace, wrong, right=False)
    decide_checks(Operator(workspace, ()))

    def killed(_done, _total):
        raise KeyboardInterrupt

    real = settling.accept_rest
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settling, "accept_rest", lambda w, _progress: real(w, killed))
        with pytest.raises(KeyboardInterrupt):
            settling.settle(workspace, nothing)
    assert settling.is_due(workspace)
    # The first slice was accepted, and everything fits into it: revert it.
    with workspace.database.write() as session:
        session.execute(
            update(PhotoRow)
            .where(PhotoRow.state == PhotoState.AUTO_ACCEPTED)
            .values(state=PhotoState.TO_REVIEW, label_id=None, certificate_id=None)
        )
    return wrong


def test_accept_rest_leaves_out_photos_reopened_since(workspace, accepting):
    changing.reopen(workspace, accepting, "ann")
    (certificate,) = inspecting.list_certificates(workspace)
    accepted = settling.accept_rest(workspace, nothing)
    assert accepted == certificate.accepted
    for photo_id in accepting:
        assert status(workspace, photo_id) == (PhotoState.TO_REVIEW, None)


def test_accept_rest_leaves_out_photos_rescored_since(workspace, accepting):
    ids = [i for i in lot(workspace) if status(workspace, i)[0] == PhotoState.TO_REVIEW][:20]
    with workspace.database.write() as session:
        version = session.get_one(PhotoRow, ids[0]).version_id
        kind = session.get_one(PhotoRow, ids[0]).suggestion_id
        low = {i: Score(kind, 0.002, b"\0" * 20) for i in ids}
        source = scores.Source(version, backbone_of(session, version))
        scores.add_scores(session, source, low, None)
    settling.accept_rest(workspace, nothing)
    assert {status(workspace, i)[0] for i in ids} == {PhotoState.TO_REVIEW}


# Figures of a certificate.


def test_certificate_separates_undecided_checks_from_errors(workspace):
    open_inspection(workspace, checks=100)
    operator = Operator(workspace, ())
    for (photo_id,) in checks(workspace):
        operator.decide(photo_id)
        if settling.settle(workspace, nothing) is not None:
            break
    (certificate,) = inspecting.list_certificates(workspace)
    assert certificate.wrong > 0, "undecided checks count as wrong"
    with workspace.database.read() as session:
        wrong, decided = certificates.decided_checks(session, certificate)
    assert (wrong, decided) == (0, certificate.checks - certificate.wrong)
    assert "or not labelled when" in page(certificate, "shop")


def test_certificate_names_only_operators_of_its_checks(workspace):
    first = range(1, 41)
    with workspace.database.read() as session:
        suggestions = dict(session.query(PhotoRow.id, PhotoRow.suggestion_id).all())
    decide_many(workspace, {i: suggestions[i] for i in first}, "early")
    changing.reopen(workspace, list(first), "early")
    open_inspection(workspace, checks=100)
    late = blind(workspace, 2)[0]
    decide_many(workspace, {late: suggestions[late]}, "beside")
    decide_checks(Operator(workspace, ()), "ann")
    settling.settle(workspace, nothing)
    (certificate,) = inspecting.list_certificates(workspace)
    assert certificate.operators == ("ann",)


def test_certificate_is_refuted_when_errors_exceed_bound(workspace):
    open_inspection(workspace, checks=100)
    decide_checks(Operator(workspace, ()))
    settling.settle(workspace, nothing)
    (certificate,) = inspecting.list_certificates(workspace)
    assert not certificate.refuted
    with workspace.database.read() as session:
        query = select(PhotoRow.id).where(PhotoRow.state == PhotoState.AUTO_ACCEPTED)
        accepted = list(session.scalars(query))
    confirm(workspace, accepted[: certificate.most_wrong + 1], right=False)
    (certificate,) = inspecting.list_certificates(workspace)
    assert certificate.refuted
    figures = certificate_dict(certificate)
    assert (figures["refuted"], figures["found_wrong"]) == (True, certificate.most_wrong + 1)


# The error budget of all inspections.


def fail(workspace, times=1):
    """Open inspections of which no stage passes."""
    for _ in range(times):
        wanted = proposing.proposal(workspace, 0.9, 0.98, 30)
        inspecting.open_inspection(workspace, wanted, "ann", nothing)
        operator = Operator(workspace, range(1, 10_000))
        while inspecting.open_one(workspace) is not None:
            stages = len(inspecting.open_one(workspace).stages)
            with workspace.database.read() as session:
                query = (
                    select(BlindRow.photo_id)
                    .join(PhotoRow, PhotoRow.id == BlindRow.photo_id)
                    .where(BlindRow.stage == stages + 1, PhotoRow.state == PhotoState.TO_REVIEW)
                )
                ids = list(session.scalars(query))
            decide_many(workspace, {i: operator.right(i) for i in ids})
            settling.settle(workspace, nothing)


def allowed(workspace):
    """Return the error level of all stages of the first photos together."""
    with workspace.database.read() as session:
        spent, _ = budget.level_spent(session, 0)
        left = budget.stages_left(session, 0)
    return spent + left * proposing.proposal(workspace, 0.9, 0.98, 30).plan.level


def test_budget_stays_when_confidence_is_lowered(workspace):
    assert allowed(workspace) == pytest.approx(0.05)
    fail(workspace)
    set_setting(workspace, CONFIDENCE, "0.8")
    assert allowed(workspace) == pytest.approx(0.05)


def test_budget_is_what_is_left_when_confidence_is_raised(workspace):
    set_setting(workspace, CONFIDENCE, "0.9")
    fail(workspace)
    set_setting(workspace, CONFIDENCE, "0.94")
    assert allowed(workspace) == pytest.approx(0.06)
    set_setting(workspace, CONFIDENCE, "0.95")
    found = proposing.proposal(workspace, 0.9)
    assert (found.plan, found.stages_left) == (None, 0), "nothing is left of it"


def test_proposal_has_six_stages_for_later_photos(workspace):
    fail(workspace, times=2)
    add_photos(workspace, [0.99] * 300, folder="/later")
    assert proposing.proposal(workspace, 0.9).stages_left == 6
    fail(workspace)
    found = proposing.proposal(workspace, 0.9)
    assert (found.stages_left, found.after_id) == (3, SURE + UNSURE)

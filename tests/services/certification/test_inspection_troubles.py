"""Changes between the opening of an inspection and its certificate."""

import math

import numpy as np
import pytest

from hitl_app.domain.certification.inspections import InspectionState
from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.settings import RETRAIN_AFTER
from hitl_app.services.categories import categories
from hitl_app.services.certification import inspecting, proposing, settling
from hitl_app.services.models import schedule
from hitl_app.services.reports.insights import catalogue
from hitl_app.services.review import reviewing
from hitl_app.services.review.decision_tables import decide_from
from hitl_app.services.settings import set_setting
from hitl_app.services.workspace.backup import backup
from hitl_app.services.workspace.restoring import restore
from hitl_app.store.certification import inspections
from hitl_app.store.certification.checks import count_checks
from hitl_app.store.models import versions as model_rows
from hitl_app.store.schema import PhotoRow
from hitl_app.workspace import Workspace
from tests.helpers.workspace.inspections import (
    Operator,
    all_checks,
    all_inspections,
    certify,
    checks,
    decide_many,
    nothing,
    opened,
)
from tests.helpers.workspace.workspaces import (
    add_photos,
    let_another_take_over,
    make_workspace,
    roll_back,
)

SURE, UNSURE, CHECKS = 300, 150, 60
WANTED = {"target": 0.9, "threshold": 0.98, "checks": CHECKS}


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "workspace")
    rng = np.random.default_rng(5)
    add_photos(workspace, [*rng.uniform(0.985, 0.999, SURE), *rng.uniform(0.3, 0.8, UNSURE)])
    yield workspace
    workspace.close()


def code_of(call, *arguments, **wanted):
    with pytest.raises(KnownError) as raised:
        call(*arguments, **wanted)
    return raised.value.code


def first_checks(workspace):
    return [photo_id for (photo_id,) in checks(workspace)]


def status(workspace):
    with workspace.database.read() as session:
        return count_checks(session, inspections.under_way(session))


def last_one(workspace):
    with workspace.database.read() as session:
        return all_inspections(session)[0]


@pytest.mark.parametrize("target", [-1, 0, 0.799, 0.9991, 1, 95, math.nan, math.inf])
def test_proposal_refuses_target_outside_range(workspace, target):
    assert code_of(proposing.proposal, workspace, target) == "target-range"
    assert code_of(set_setting, workspace, "target", str(target)) == "setting-range"


@pytest.mark.parametrize("threshold", [-0.1, 1.5, math.nan])
def test_proposal_refuses_threshold_outside_range(workspace, threshold):
    assert code_of(proposing.proposal, workspace, 0.9, threshold) == "threshold-range"


@pytest.mark.parametrize("checked", [SURE, SURE + 1, 10**7])
def test_proposal_has_no_plan_for_more_checks_than_photos(workspace, checked):
    assert proposing.proposal(workspace, 0.9, 0.98, checked).plan is None
    assert code_of(opened, workspace, **{**WANTED, "checks": checked}) == "lot-too-small"


def test_proposal_has_no_plan_for_lot_of_twenty_photos(tmp_path):
    small = make_workspace(tmp_path, [0.99] * 20 + [0.4] * 100)
    assert proposing.proposal(small, 0.9, 0.98).plan is None
    assert code_of(opened, small, target=0.9, threshold=0.98) == "lot-too-small"
    small.close()


@pytest.mark.parametrize("change", ["add", "retire"])
def test_inspection_closes_when_categories_change(workspace, change):
    opened(workspace, **WANTED)
    decide_many(workspace, dict.fromkeys(first_checks(workspace)[:5], 1))
    if change == "add":
        categories.add_category(workspace, "Hat")
    else:
        categories.retire_category(workspace, "Bag")
    ended = last_one(workspace)
    assert (ended.state, ended.stages) == (InspectionState.CLOSED, ())
    assert ended.reason == ("category-added" if change == "add" else "category-retired")
    assert settling.settle(workspace, nothing) is None
    assert not any(photo.blind for photo in reviewing.queue(workspace, 10_000))
    assert reviewing.counts(workspace).reviewed == 5
    assert proposing.proposal(workspace, **WANTED).stages_left == 6


def test_inspection_closes_when_another_version_is_activated(workspace):
    opened(workspace, **WANTED)
    let_another_take_over(workspace, "operator")
    assert last_one(workspace).reason == "another-version"
    # Photos that the other version has not scored are in no lot.
    assert code_of(opened, workspace, **WANTED) == "lot-too-small"
    roll_back(workspace)
    opened(workspace, **WANTED)
    another = model_rows
    with workspace.database.write() as session:
        other = next(v for v in another.all_versions(session) if v.name == "other")
        another.activate(session, other.id, "operator")
    assert last_one(workspace).reason == "another-version"
    assert settling.settle(workspace, nothing) is None


def test_open_inspection_fails_when_category_is_retired_meanwhile(workspace):
    wanted = proposing.proposal(workspace, **WANTED)

    def between(_done, _total):
        if "Bag" in [one.name for one in categories.list_categories(workspace)]:
            categories.retire_category(workspace, "Bag")

    assert code_of(inspecting.open_inspection, workspace, wanted, "ann", between) == (
        "inspection-closed"
    )
    assert not any(photo.blind for photo in reviewing.queue(workspace, 10_000))


@pytest.mark.parametrize("change", ["retire", "version"])
def test_settle_accepts_only_inspected_labels_after_a_change(workspace, monkeypatch, change):
    """Only the inspected suggestions are accepted, not later ones."""
    opened(workspace, **WANTED)

    def ended(_done, _total):
        raise KeyboardInterrupt

    monkeypatch.setattr(settling, "_SLICE", 50)
    decide_many(workspace, {i: Operator(workspace, ()).right(i) for i in first_checks(workspace)})
    with pytest.raises(KeyboardInterrupt):
        settling.settle(workspace, ended)
    if change == "retire":
        categories.retire_category(workspace, "Bag")
    else:
        let_another_take_over(workspace, "gate")
        with workspace.database.write() as session:
            other = model_rows.active_id(session)
            session.query(PhotoRow).filter(PhotoRow.id > 100).update({"version_id": other})
    settling.settle(workspace, nothing)
    with workspace.database.read() as session:
        accepted = session.query(PhotoRow).filter(PhotoRow.state == "auto-accepted").all()
        labels = {photo.label_id for photo in accepted}
        ids = [photo.id for photo in accepted]
    assert ids
    assert None not in labels
    (certificate,) = inspecting.list_certificates(workspace)
    assert len(ids) < certificate.accepted
    if change == "version":
        assert max(ids) <= 100
    found = catalogue(workspace)
    assert found.certified == len(ids)
    assert found.most_wrong == min(len(ids), certificate.most_wrong)


def test_settle_passes_when_files_of_lot_are_deleted(tmp_path):
    folder = tmp_path / "photos"
    folder.mkdir()
    names = [f"{number}.png" for number in range(200)]
    for name in names:
        (folder / name).write_bytes(b"a photo")
    workspace = make_workspace(tmp_path / "workspace")
    add_photos(workspace, [0.99] * 150 + [0.4] * 50, folder=str(folder), names=names)
    opened(workspace, target=0.8, threshold=0.98, checks=30)
    for name in names:
        (folder / name).unlink()
    shown = reviewing.show_photo(workspace, all_checks(workspace)[0])
    assert shown.thumbnail
    operator = Operator(workspace, ())
    decide_many(workspace, {i: operator.right(i) for i in first_checks(workspace)})
    assert settling.settle(workspace, nothing).state is InspectionState.PASSED
    workspace.close()


def test_count_checks_counts_last_decision_of_check(workspace):
    opened(workspace, **WANTED)
    operator = Operator(workspace, ())
    one = first_checks(workspace)[0]
    for label in (operator.other[operator.suggestions[one]], operator.suggestions[one]):
        reviewing.decide(workspace, one, Answer.CATEGORY, "ann", label)
    assert status(workspace).wrong == 0
    reviewing.decide(
        workspace, one, Answer.CATEGORY, "bob", operator.other[operator.suggestions[one]]
    )
    found = status(workspace)
    assert (found.checks, found.wrong, found.undecided) == (CHECKS, 1, CHECKS - 1)
    reviewing.undo(workspace, "bob")
    assert status(workspace).wrong == 0, "the earlier decision is restored"


def test_undo_makes_check_undecided_and_blind_again(workspace):
    opened(workspace, **WANTED)
    one = first_checks(workspace)[0]
    operator = Operator(workspace, {one})
    operator.decide(one)
    assert (status(workspace).wrong, status(workspace).undecided) == (1, CHECKS - 1)
    reviewing.undo(workspace, "ann")
    assert (status(workspace).wrong, status(workspace).undecided) == (0, CHECKS)
    shown = reviewing.show_photo(workspace, one)
    assert shown.blind
    assert shown.photo.suggestion_id is None
    operator.decide(one)
    assert (status(workspace).wrong, status(workspace).undecided) == (1, CHECKS - 1)


def test_decide_from_counts_checks_once(workspace, tmp_path):
    opened(workspace, **WANTED)
    operator = Operator(workspace, ())
    names = {c.id: c.name for c in categories.list_categories(workspace)}
    ids = first_checks(workspace)
    with workspace.database.read() as session:
        hashes = dict(session.query(PhotoRow.id, PhotoRow.sha256).all())
    lines = [f"{hashes[i]},{names[operator.suggestions[i]]}" for i in ids]
    wrong = f"{hashes[ids[0]]},{names[operator.other[operator.suggestions[ids[0]]]]}"
    table = tmp_path / "said.csv"
    table.write_text("\n".join(["photo,label", *lines, wrong]) + "\n")
    assert decide_from(workspace, table, "eve").recorded == CHECKS
    found = status(workspace)
    assert (found.wrong, found.undecided) == (1, 0)
    decide_from(workspace, table, "eve")
    assert status(workspace) == found


@pytest.mark.parametrize("answer", [Answer.SKIP, Answer.ASK])
def test_settle_waits_while_checks_are_held(workspace, answer):
    opened(workspace, **WANTED)
    ids = first_checks(workspace)
    for photo_id in ids:
        reviewing.decide(workspace, photo_id, answer, "ann")
    assert settling.settle(workspace, nothing) is None, "they may still be decided"
    found = status(workspace)
    assert (found.undecided, found.held) == (CHECKS, CHECKS)
    assert found.found(SURE, undecided_wrong=True).wrong == CHECKS
    assert reviewing.counts(workspace).auto_accepted == 0
    operator = Operator(workspace, ())
    decide_many(workspace, {i: operator.right(i) for i in ids})
    assert settling.settle(workspace, nothing).state is InspectionState.PASSED


def test_settle_counts_skipped_check_as_wrong_and_keeps_it_in_queue(workspace):
    opened(workspace, target=0.8, threshold=0.98, checks=CHECKS)
    skipped, *others = first_checks(workspace)
    reviewing.decide(workspace, skipped, Answer.SKIP, "ann")
    operator = Operator(workspace, ())
    decide_many(workspace, {i: operator.right(i) for i in others})
    outcome = settling.settle(workspace, nothing)
    assert (outcome.state, outcome.stage.wrong) == (InspectionState.PASSED, 1)
    shown = reviewing.show_photo(workspace, skipped)
    assert (shown.photo.state, shown.photo.certificate) == ("to-review", None)


def test_count_checks_counts_withdrawn_as_undecided_and_no_product_as_wrong(workspace):
    opened(workspace, **WANTED)
    one, two, *_ = first_checks(workspace)
    Operator(workspace, ()).decide(one)
    reviewing.undo(workspace, "ann")
    reviewing.decide(workspace, two, Answer.NOT_A_PHOTO, "ann")
    found = status(workspace)
    assert (found.wrong, found.undecided) == (1, CHECKS - 1)
    assert found.found(SURE, undecided_wrong=True).wrong == CHECKS


def test_restore_closes_inspection_that_was_open_in_backup(workspace, tmp_path):
    opened(workspace, **WANTED)
    backup(workspace, tmp_path / "b.zip")
    decide_many(workspace, {i: Operator(workspace, {i}).right(i) for i in first_checks(workspace)})
    assert settling.settle(workspace, nothing) is not None
    workspace.close()
    restored = restore(workspace.folder, tmp_path / "b.zip")
    assert restored.inspection_closed
    again = Workspace.open(workspace.folder)
    ended = last_one(again)
    assert (ended.state, ended.reason) == (InspectionState.CLOSED, "restored")
    assert reviewing.counts(again).reviewed == 0
    assert not any(photo.blind for photo in reviewing.queue(again, 10_000))
    assert proposing.proposal(again, **WANTED).stages_left == 3, "a second try spends stages"
    opened(again, **WANTED)
    again.close()


def test_restore_keeps_certificate_of_backup(workspace, tmp_path):
    certify(workspace, **WANTED)
    before = catalogue(workspace)
    backup(workspace, tmp_path / "b.zip")
    workspace.close()
    assert not restore(tmp_path / "new", tmp_path / "b.zip").inspection_closed
    again = Workspace.open(tmp_path / "new")
    assert catalogue(again) == before
    again.close()


def test_open_inspection_starts_again_after_interrupted_opening(workspace):
    """It blocks neither automatic retrainings nor another opening."""

    def killed(_done, _total):
        raise RuntimeError

    def status():
        with workspace.database.read() as session:
            return [one.state for one in all_inspections(session)]

    wanted = proposing.proposal(workspace, **WANTED)
    with pytest.raises(RuntimeError):
        inspecting.open_inspection(workspace, wanted, "ann", killed)
    assert status() == [InspectionState.OPENING]
    assert inspecting.open_one(workspace) is None
    assert not categories.overview(workspace).inspection
    for photo in reviewing.queue(workspace, 160):
        reviewing.decide(workspace, photo.id, Answer.CATEGORY, "ann", 1)
    set_setting(workspace, RETRAIN_AFTER, "20")
    assert schedule.is_due(workspace)
    again = opened(workspace, **WANTED)
    assert inspecting.open_one(workspace).id == again.id
    assert status() == [InspectionState.OPEN, InspectionState.CLOSED]
    assert not schedule.is_due(workspace)

"""What comes between the opening of an inspection and its certificate."""

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
from tests.helpers.inspections import (
    Operator,
    all_checks,
    all_inspections,
    certify,
    checks,
    decide_many,
    nothing,
    opened,
)
from tests.helpers.workspaces import add_photos, let_another_take_over, make_workspace, roll_back

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
def test_targets_outside_the_range(workspace, target):
    assert code_of(proposing.proposal, workspace, target) == "target-range"
    assert code_of(set_setting, workspace, "target", str(target)) == "setting-range"


@pytest.mark.parametrize("threshold", [-0.1, 1.5, math.nan])
def test_thresholds_outside_the_range(workspace, threshold):
    assert code_of(proposing.proposal, workspace, 0.9, threshold) == "threshold-range"


@pytest.mark.parametrize("checked", [SURE, SURE + 1, 10**7])
def test_more_checks_than_the_lot_has_photos(workspace, checked):
    assert proposing.proposal(workspace, 0.9, 0.98, checked).plan is None
    assert code_of(opened, workspace, **{**WANTED, "checks": checked}) == "lot-too-small"


def test_a_lot_of_twenty_photos(tmp_path):
    small = make_workspace(tmp_path, [0.99] * 20 + [0.4] * 100)
    assert proposing.proposal(small, 0.9, 0.98).plan is None
    assert code_of(opened, small, target=0.9, threshold=0.98) == "lot-too-small"
    small.close()


@pytest.mark.parametrize("change", ["add", "retire"])
def test_a_change_of_categories_closes_it(workspace, change):
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


def test_a_version_that_takes_over_and_one_that_comes_back_close_it(workspace):
    opened(workspace, **WANTED)
    let_another_take_over(workspace, "operator")
    assert last_one(workspace).reason == "another-version"
    # What the other version has not scored belongs to no lot of its own.
    assert code_of(opened, workspace, **WANTED) == "lot-too-small"
    roll_back(workspace)
    opened(workspace, **WANTED)
    another = model_rows
    with workspace.database.write() as session:
        other = next(v for v in another.all_versions(session) if v.name == "other")
        another.activate(session, other.id, "operator")
    assert last_one(workspace).reason == "another-version"
    assert settling.settle(workspace, nothing) is None


def test_a_change_while_the_lot_is_being_fixed(workspace):
    wanted = proposing.proposal(workspace, **WANTED)

    def between(_done, _total):
        if "Bag" in [one.name for one in categories.list_categories(workspace)]:
            categories.retire_category(workspace, "Bag")

    assert code_of(inspecting.open_inspection, workspace, wanted, "ann", between) == (
        "inspection-closed"
    )
    assert not any(photo.blind for photo in reviewing.queue(workspace, 10_000))


@pytest.mark.parametrize("change", ["retire", "version"])
def test_a_change_before_all_of_the_lot_is_accepted(workspace, monkeypatch, change):
    """What was inspected is what the version said then, and nothing else is accepted for it."""
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


def test_photos_of_the_lot_whose_files_are_deleted(tmp_path):
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


def test_a_check_that_is_decided_twice_counts_once_as_it_was_said_last(workspace):
    opened(workspace, **WANTED)
    operator = Operator(workspace, ())
    one = first_checks(workspace)[0]
    for label in (operator.other[operator.said[one]], operator.said[one]):
        reviewing.decide(workspace, one, Answer.CATEGORY, "ann", label)
    assert status(workspace).wrong == 0
    reviewing.decide(workspace, one, Answer.CATEGORY, "bob", operator.other[operator.said[one]])
    found = status(workspace)
    assert (found.checks, found.wrong, found.undecided) == (CHECKS, 1, CHECKS - 1)
    reviewing.undo(workspace, "bob")
    assert status(workspace).wrong == 0, "what stood before the undo stands again"


def test_undo_and_redo_of_a_check(workspace):
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


def test_a_check_in_a_table_counts_as_any_other(workspace, tmp_path):
    opened(workspace, **WANTED)
    operator = Operator(workspace, ())
    names = {c.id: c.name for c in categories.list_categories(workspace)}
    ids = first_checks(workspace)
    with workspace.database.read() as session:
        hashes = dict(session.query(PhotoRow.id, PhotoRow.sha256).all())
    lines = [f"{hashes[i]},{names[operator.said[i]]}" for i in ids]
    wrong = f"{hashes[ids[0]]},{names[operator.other[operator.said[ids[0]]]]}"
    table = tmp_path / "said.csv"
    table.write_text("\n".join(["photo,label", *lines, wrong]) + "\n")
    assert decide_from(workspace, table, "eve").recorded == CHECKS
    found = status(workspace)
    assert (found.wrong, found.undecided) == (1, 0)
    decide_from(workspace, table, "eve")
    assert status(workspace) == found


@pytest.mark.parametrize("answer", [Answer.SKIP, Answer.ASK])
def test_checks_that_nobody_decides_are_no_pass(workspace, answer):
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


def test_a_few_skipped_checks_count_as_wrong_and_stay_with_people(workspace):
    opened(workspace, target=0.8, threshold=0.98, checks=CHECKS)
    skipped, *others = first_checks(workspace)
    reviewing.decide(workspace, skipped, Answer.SKIP, "ann")
    operator = Operator(workspace, ())
    decide_many(workspace, {i: operator.right(i) for i in others})
    outcome = settling.settle(workspace, nothing)
    assert (outcome.state, outcome.stage.wrong) == (InspectionState.PASSED, 1)
    shown = reviewing.show_photo(workspace, skipped)
    assert (shown.photo.state, shown.photo.certificate) == ("to-review", None)


def test_withdrawn_checks_and_such_as_are_no_product_photo_are_wrong(workspace):
    opened(workspace, **WANTED)
    one, two, *_ = first_checks(workspace)
    Operator(workspace, ()).decide(one)
    reviewing.undo(workspace, "ann")
    reviewing.decide(workspace, two, Answer.NOT_A_PHOTO, "ann")
    found = status(workspace)
    assert (found.wrong, found.undecided) == (1, CHECKS - 1)
    assert found.found(SURE, undecided_wrong=True).wrong == CHECKS


def test_a_restored_backup_closes_the_inspection_that_was_open_in_it(workspace, tmp_path):
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
    assert proposing.proposal(again, **WANTED).stages_left == 3, "a second try is not for nothing"
    opened(again, **WANTED)
    again.close()


def test_a_restored_backup_after_a_certificate_keeps_it(workspace, tmp_path):
    certify(workspace, **WANTED)
    before = catalogue(workspace)
    backup(workspace, tmp_path / "b.zip")
    workspace.close()
    assert not restore(tmp_path / "new", tmp_path / "b.zip").inspection_closed
    again = Workspace.open(tmp_path / "new")
    assert catalogue(again) == before
    again.close()


def test_an_opening_that_was_killed_is_no_open_inspection(workspace):
    """Nothing waits for it: retrainings begin by themselves, and another opening may begin."""

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
    for photo in reviewing.queue(workspace, 20):
        reviewing.decide(workspace, photo.id, Answer.CATEGORY, "ann", 1)
    set_setting(workspace, RETRAIN_AFTER, "20")
    assert schedule.is_due(workspace)
    again = opened(workspace, **WANTED)
    assert inspecting.open_one(workspace).id == again.id
    assert status() == [InspectionState.OPEN, InspectionState.CLOSED]
    assert not schedule.is_due(workspace)

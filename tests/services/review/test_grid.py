"""Groups of the grid in a real workspace, and decisions on many photos as they were shown."""

import numpy as np
import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.photos import Hold, PhotoState
from hitl_app.services.categories import categories
from hitl_app.services.review import changing, grid, opinions, reviewing
from hitl_app.services.settings import set_setting
from hitl_app.store.decisions import recording as store
from hitl_app.store.decisions.consequences import NewDecision
from hitl_app.store.schema import PhotoRow
from tests.helpers.workspace.inspections import catalogue as some_catalogue
from tests.helpers.workspace.inspections import open_inspection
from tests.helpers.workspace.vectors import add_vectors
from tests.helpers.workspace.workspaces import add_photos, let_another_take_over, make_workspace

KINDS = [0] * 9 + [1] * 5 + [None] * 6


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path)
    confidences = np.linspace(0.3, 0.8, 40).tolist()
    ids = add_photos(workspace, confidences, suggestions=[1] * 20 + [0] * 20)
    add_vectors(workspace, ids, KINDS * 2)
    yield workspace
    workspace.close()


def shown(workspace, operator="ann"):
    """Return all groups as (category, row numbers, alike)."""
    found = grid.to_review(workspace, operator)
    return [
        (part.category_id, group.ids.tolist(), group.alike)
        for part in found.parts
        for group in grid.groups(workspace, part)
    ]


def members(workspace, operator="ann"):
    return {i for _, ids, _ in shown(workspace, operator) for i in ids}


def seen(workspace, photo_ids):
    found = grid.to_review(workspace, "ann")
    at = np.searchsorted(found.ids, photo_ids)
    assert (found.ids[at] == photo_ids).all()
    rows = zip(photo_ids, found.category_ids[at].tolist(), found.version_ids[at], strict=True)
    return [grid.Shown(i, c, found.versions[int(by)]) for i, c, by in rows]


def decided(workspace):
    with workspace.database.read() as session:
        query = session.query(PhotoRow.id, PhotoRow.label_id)
        return dict(query.where(PhotoRow.state == PhotoState.REVIEWED).all())


def test_groups_are_ordered_by_category_and_similarity(workspace):
    assert [(c, len(ids), alike) for c, ids, alike in shown(workspace)] == [
        (1, 9, True), (1, 5, True), (1, 6, False), (2, 9, True), (2, 5, True), (2, 6, False),
    ]  # fmt: skip
    assert sorted(shown(workspace)[0][1]) == list(range(21, 30))
    assert shown(workspace) == shown(workspace)


def test_groups_are_ordered_by_confidence_without_vectors(workspace):
    let_another_take_over(workspace)
    found = shown(workspace)
    assert [(c, len(ids), alike) for c, ids, alike in found] == [(1, 20, False), (2, 20, False)]
    assert found[0][1] == list(range(40, 20, -1))


def test_to_review_splits_many_photos_into_parts(workspace, monkeypatch):
    monkeypatch.setattr(grid, "AT_ONCE", 8)
    parts = grid.to_review(workspace, "ann").parts
    assert [len(part.ids) for part in parts] == [8, 8, 4] * 2
    assert parts[0].confidence.min() >= parts[1].confidence.max()
    assert members(workspace) == set(range(1, 41))


def test_groups_leave_out_held_reviewed_and_unsuggested_photos(workspace):
    reviewing.decide(workspace, 1, Answer.SKIP, "ann")
    reviewing.decide(workspace, 2, Answer.ASK, "ann")
    reviewing.decide(workspace, 3, Answer.ASK, "bob")
    reviewing.decide(workspace, 4, Answer.CATEGORY, "ann", 3)
    with workspace.database.write() as session:
        session.get_one(PhotoRow, 5).suggestion_id = None
    assert members(workspace) == set(range(6, 41))
    assert grid.to_review(workspace, "ann").left == 38


def test_groups_leave_out_photos_of_retired_category(workspace):
    categories.retire_category(workspace, "Trouser")
    assert members(workspace) == set(range(21, 41))


def test_groups_leave_out_photos_with_open_second_opinion(workspace):
    set_setting(workspace, "second-opinions", "1")
    for photo_id in (1, 2, 3):
        reviewing.decide(workspace, photo_id, Answer.CATEGORY, "ann", 1)
    reviewing.decide(workspace, 3, Answer.CATEGORY, "bob", 4)
    assert len(opinions.wanted(workspace, "bob")) == 2
    for operator in ("ann", "bob", "eve"):
        assert members(workspace, operator) == set(range(4, 41))


def test_groups_leave_out_blind_photos(tmp_path):
    workspace = some_catalogue(tmp_path)
    open_inspection(workspace)
    with workspace.database.read() as session:
        suggestion_shown = session.query(PhotoRow.id).where(PhotoRow.blind.is_(False)).all()
    assert members(workspace) == {i for (i,) in suggestion_shown}
    assert len(suggestion_shown) < 600
    workspace.close()


def test_decide_confirms_group_as_one_operation_for_undo(workspace):
    ids = [21, 22, 1, 2]
    done = grid.decide(workspace, seen(workspace, ids), Answer.CATEGORY, "ann")
    assert set(done.decided) == set(ids)
    assert decided(workspace) == {21: 1, 22: 1, 1: 2, 2: 2}
    undone = reviewing.undo(workspace, "ann")
    assert (undone.operation.id, undone.changed) == (done.operation, 4)
    assert decided(workspace) == {}
    assert members(workspace) == set(range(1, 41))


def test_decide_records_other_category_or_answer_for_all(workspace):
    grid.decide(workspace, seen(workspace, [1, 21]), Answer.CATEGORY, "ann", 5)
    grid.decide(workspace, seen(workspace, [2, 22]), Answer.NOT_A_PHOTO, "ann")
    grid.decide(workspace, seen(workspace, [3, 23]), Answer.SKIP, "ann")
    assert decided(workspace) == {1: 5, 21: 5, 2: None, 22: None}
    assert reviewing.show_photo(workspace, 3).photo.hold is Hold.SKIPPED


def test_decide_refuses_retired_category(workspace):
    shown_before = seen(workspace, [1, 21])
    categories.retire_category(workspace, "Trouser")
    with pytest.raises(KnownError, match="category-unknown"):
        grid.decide(workspace, shown_before, Answer.CATEGORY, "ann")
    assert decided(workspace) == {}


def test_decide_leaves_out_photos_that_became_blind(tmp_path):
    workspace = some_catalogue(tmp_path)
    before = sorted(members(workspace))
    shown_before = seen(workspace, before)
    open_inspection(workspace)
    with workspace.database.read() as session:
        blind = {i for (i,) in session.query(PhotoRow.id).where(PhotoRow.blind).all()}
    for answer in (Answer.SKIP, Answer.NOT_A_PHOTO, Answer.CATEGORY):
        some = [one for one in shown_before if one.photo_id in blind]
        done = grid.decide(workspace, some, answer, "ann")
        assert (done.decided, done.blind, done.operation) == ((), len(blind), None)
    done = grid.decide(workspace, shown_before, Answer.CATEGORY, "ann")
    assert set(done.decided) == set(before) - blind
    assert done.blind == len(blind)
    workspace.close()


@pytest.mark.parametrize("what", ["suggestion", "version"])
def test_decide_leaves_out_photos_rescored_meanwhile(workspace, what):
    shown_before = seen(workspace, [1, 2])
    if what == "version":
        let_another_take_over(workspace)
    with workspace.database.write() as session:
        photo = session.get_one(PhotoRow, 1)
        if what == "version":
            photo.version_id = 1 + photo.version_id
        else:
            photo.suggestion_id = 7
    done = grid.decide(workspace, shown_before, Answer.CATEGORY, "ann")
    assert (done.decided, done.rescored) == ((2,), 1)


def test_decide_leaves_out_photos_decided_by_others_meanwhile(workspace):
    shown_before = seen(workspace, [1, 2, 3])
    reviewing.decide(workspace, 1, Answer.CATEGORY, "bob", 6)
    reviewing.decide(workspace, 2, Answer.ASK, "bob")
    done = grid.decide(workspace, shown_before, Answer.CATEGORY, "ann")
    assert (done.decided, done.gone) == ((3,), 2)
    assert decided(workspace) == {1: 6, 3: 2}


def test_undo_reverts_cancelled_decision_of_many_photos(workspace, monkeypatch):
    monkeypatch.setattr(changing, "_AT_ONCE", 10)

    def report(done, _total):
        if done >= 20:
            raise CancelledError

    shown_before = seen(workspace, list(range(1, 41)))
    done = grid.decide(workspace, shown_before, Answer.CATEGORY, "ann", report=report)
    assert (len(done.decided), done.cancelled) == (20, True)
    assert reviewing.undo(workspace, "ann").changed == 20
    assert decided(workspace) == {}


def test_decide_stops_when_it_is_undone_meanwhile(workspace, monkeypatch):
    monkeypatch.setattr(changing, "_AT_ONCE", 10)
    undone = []

    def report(done, _total):
        if done == 20:
            undone.append(reviewing.undo(workspace, "ann").changed)

    shown_before = seen(workspace, list(range(1, 41)))
    done = grid.decide(workspace, shown_before, Answer.CATEGORY, "ann", report=report)
    assert (undone, done.cancelled) == ([20], True)
    assert decided(workspace) == {}, "no decision is left that cannot be undone"
    assert reviewing.undoable(workspace, "ann") is None


def test_undo_covers_photos_decided_while_it_runs(workspace, monkeypatch):
    monkeypatch.setattr(changing, "_AT_ONCE", 5)
    monkeypatch.setattr(reviewing, "_AT_ONCE", 5)
    shown_before = seen(workspace, list(range(1, 41)))
    change = grid.decide(workspace, shown_before[:20], Answer.CATEGORY, "ann")
    more = iter(shown_before[20:])

    def goes_on(done, _total):
        if done == 5:
            with workspace.database.write() as session:
                new = [NewDecision(next(more).photo_id, Answer.CATEGORY, 2) for _ in range(8)]
                store.record(session, change.operation, new, None)

    assert reviewing.undo(workspace, "ann", goes_on).changed == 28
    assert decided(workspace) == {}


def test_groups_end_when_stopped(workspace):
    (part, *_) = grid.to_review(workspace, "ann").parts
    with pytest.raises(CancelledError):
        grid.groups(workspace, part, lambda: True)

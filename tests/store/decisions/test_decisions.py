import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.photos import Hold, PhotoState
from hitl_app.services.review import reviewing
from hitl_app.store.schema import DecisionRow
from tests.helpers.workspace.workspaces import ids, photo


def test_decide_removes_photo_from_queue(workspace):
    first = ids(workspace)[0]
    reviewing.decide(workspace, first, Answer.CATEGORY, "ann", 3)
    shown = reviewing.show_photo(workspace, first)
    assert shown.photo.state is PhotoState.REVIEWED
    assert shown.photo.label_id == 3
    assert shown.decision is not None
    assert (shown.decision.operator, shown.decision.category_id) == ("ann", 3)
    assert first not in ids(workspace)


def test_decide_sets_no_label_when_answer_is_not_a_photo(workspace):
    first = ids(workspace)[0]
    reviewing.decide(workspace, first, Answer.NOT_A_PHOTO, "ann")
    assert photo(workspace, first).state is PhotoState.REVIEWED
    assert photo(workspace, first).label_id is None
    counts = reviewing.counts(workspace)
    assert (counts.reviewed, counts.training + counts.validation) == (1, 0)


def test_queue_puts_skipped_and_asked_photos_last(workspace):
    a, b, *rest = ids(workspace)
    reviewing.decide(workspace, a, Answer.ASK, "ann")
    reviewing.decide(workspace, b, Answer.SKIP, "ann")
    assert ids(workspace) == [*rest, b, a]
    assert photo(workspace, a).hold is Hold.ASKED
    counts = reviewing.counts(workspace)
    assert (counts.to_review, counts.skipped, counts.asked, counts.reviewed) == (6, 1, 1, 0)


def test_undo_keeps_withdrawn_decisions_in_database(workspace):
    first = ids(workspace)[0]
    reviewing.decide(workspace, first, Answer.CATEGORY, "ann", 1)
    reviewing.undo(workspace, "ann")
    reviewing.decide(workspace, first, Answer.CATEGORY, "ann", 2)
    with workspace.database.read() as session:
        answers = [row.answer for row in session.query(DecisionRow).order_by(DecisionRow.id)]
    assert answers == ["category", "withdrawn", "category"]


def test_review_status_lists_each_photo_once_newest_first(workspace):
    a, b, c, *_ = ids(workspace)
    for photo_id in (a, b, a, c):
        reviewing.decide(workspace, photo_id, Answer.CATEGORY, "ann", 1)
    reviewing.undo(workspace, "ann")
    lines = reviewing.review_status(workspace, "ann").last
    assert [line.decision.photo_id for line in lines] == [a, b]


def test_review_status_lists_decision_that_undo_restored_at_its_own_place(workspace):
    a, b, *_ = ids(workspace)
    for photo_id, category in ((a, 1), (b, 2), (a, 3)):
        reviewing.decide(workspace, photo_id, Answer.CATEGORY, "ann", category)
    first = reviewing.review_status(workspace, "ann").last[0].decision.at
    reviewing.undo(workspace, "ann")
    status = reviewing.review_status(workspace, "ann")
    listed = [(one.decision.photo_id, one.decision.category_id) for one in status.last]
    assert listed == [(b, 2), (a, 1)]
    assert status.last[1].decision.at < first, "the time of the decision, not of the undo"


@pytest.mark.parametrize(
    ("photo_id", "category", "code"),
    [(999, 1, "photo-unknown"), (1, 999, "category-unknown"), (1, None, "category-unknown")],
)
def test_decide_refuses_unknown_photo_or_category(workspace, photo_id, category, code):
    with pytest.raises(KnownError) as raised:
        reviewing.decide(workspace, photo_id, Answer.CATEGORY, "ann", category)
    assert raised.value.code == code
    assert reviewing.counts(workspace).reviewed == 0

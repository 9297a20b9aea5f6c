import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.photos import Hold, PhotoState
from hitl_app.services.review import reviewing
from hitl_app.services.settings import set_setting
from hitl_app.store.schema import DecisionRow
from hitl_app.workspace import Workspace
from tests.helpers.workspaces import make_workspace


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path, [0.1, 0.2, 0.3, 0.4, 0.5, 0.95])
    yield workspace
    workspace.close()


def ids(workspace):
    return [shown.photo.id for shown in reviewing.next_photos(workspace, limit=10)]


def photo(workspace, number):
    return reviewing.show_photo(workspace, number).photo


def test_a_decision_takes_the_photo_out_of_the_queue(workspace):
    first = ids(workspace)[0]
    reviewing.decide(workspace, first, Answer.CATEGORY, "ann", 3)
    shown = reviewing.show_photo(workspace, first)
    assert shown.photo.state is PhotoState.REVIEWED
    assert shown.photo.label_id == 3
    assert shown.decision is not None
    assert (shown.decision.operator, shown.decision.category_id) == ("ann", 3)
    assert first not in ids(workspace)


def test_not_a_photo_is_decided_without_a_label(workspace):
    first = ids(workspace)[0]
    reviewing.decide(workspace, first, Answer.NOT_A_PHOTO, "ann")
    assert photo(workspace, first).state is PhotoState.REVIEWED
    assert photo(workspace, first).label_id is None
    counts = reviewing.counts(workspace)
    assert (counts.reviewed, counts.training + counts.validation) == (1, 0)


def test_skipped_then_asked_stand_behind_the_others(workspace):
    a, b, *rest = ids(workspace)
    reviewing.decide(workspace, a, Answer.ASK, "ann")
    reviewing.decide(workspace, b, Answer.SKIP, "ann")
    assert ids(workspace) == [*rest, b, a]
    assert photo(workspace, a).hold is Hold.ASKED
    counts = reviewing.counts(workspace)
    assert (counts.to_review, counts.skipped, counts.asked, counts.reviewed) == (6, 1, 1, 0)


def test_undo_survives_closing_and_takes_back_one_after_the_other(workspace, tmp_path):
    before = ids(workspace)
    for number, photo_id in enumerate(before[:3], 1):
        reviewing.decide(workspace, photo_id, Answer.CATEGORY, "ann", number)
    workspace.close()
    again = Workspace.open(tmp_path)
    assert reviewing.review_status(again, "ann").undoable.photo_id == before[2]
    for expected in reversed(before[:3]):
        undone = reviewing.undo(again, "ann")
        assert (undone.photo.photo.id, undone.changed) == (expected, 1)
    assert ids(again) == before
    with pytest.raises(KnownError) as raised:
        reviewing.undo(again, "ann")
    assert raised.value.code == "nothing-to-undo"
    again.close()


def test_undo_brings_back_what_stood_before(workspace):
    first = ids(workspace)[0]
    reviewing.decide(workspace, first, Answer.CATEGORY, "ann", 1)
    said = reviewing.show_photo(workspace, first).decision
    reviewing.decide(workspace, first, Answer.CATEGORY, "bob", 2)
    reviewing.undo(workspace, "bob")
    now = reviewing.show_photo(workspace, first)
    assert now.photo.label_id == 1
    assert (now.decision.operator, now.decision.at) == ("ann", said.at)
    # What was brought back is ann's own decision, so that she can take it back.
    assert reviewing.undo(workspace, "ann").changed == 1
    assert photo(workspace, first).state is PhotoState.TO_REVIEW


def test_undo_leaves_a_later_decision_of_another_alone(workspace):
    first = ids(workspace)[0]
    reviewing.decide(workspace, first, Answer.CATEGORY, "ann", 1)
    reviewing.decide(workspace, first, Answer.CATEGORY, "bob", 2)
    assert reviewing.undo(workspace, "ann").changed == 0
    assert photo(workspace, first).label_id == 2
    # And when bob's goes as well, ann's is not raised from the dead.
    reviewing.undo(workspace, "bob")
    assert photo(workspace, first).state is PhotoState.TO_REVIEW


def test_undo_of_a_skip(workspace):
    first = ids(workspace)[0]
    reviewing.decide(workspace, first, Answer.SKIP, "ann")
    reviewing.undo(workspace, "ann")
    assert ids(workspace)[0] == first


def test_undo_gives_back_to_the_model_what_its_threshold_accepts(workspace):
    set_setting(workspace, "threshold", "0.9")
    sure = ids(workspace)[-1]
    reviewing.decide(workspace, sure, Answer.CATEGORY, "ann", 1)
    reviewing.undo(workspace, "ann")
    assert photo(workspace, sure).state is PhotoState.AUTO_ACCEPTED
    assert photo(workspace, sure).label_id == photo(workspace, sure).suggestion_id


def test_nothing_is_ever_erased(workspace):
    first = ids(workspace)[0]
    reviewing.decide(workspace, first, Answer.CATEGORY, "ann", 1)
    reviewing.undo(workspace, "ann")
    reviewing.decide(workspace, first, Answer.CATEGORY, "ann", 2)
    with workspace.database.read() as session:
        answers = [row.answer for row in session.query(DecisionRow).order_by(DecisionRow.id)]
    assert answers == ["category", "withdrawn", "category"]


def test_last_decisions_name_each_photo_once_newest_first(workspace):
    a, b, c, *_ = ids(workspace)
    for photo_id in (a, b, a, c):
        reviewing.decide(workspace, photo_id, Answer.CATEGORY, "ann", 1)
    reviewing.undo(workspace, "ann")
    lines = reviewing.review_status(workspace, "ann").last
    assert [line.decision.photo_id for line in lines] == [a, b]


@pytest.mark.parametrize(
    ("photo_id", "category", "code"),
    [(999, 1, "photo-unknown"), (1, 999, "category-unknown"), (1, None, "category-unknown")],
)
def test_what_cannot_be_decided(workspace, photo_id, category, code):
    with pytest.raises(KnownError) as raised:
        reviewing.decide(workspace, photo_id, Answer.CATEGORY, "ann", category)
    assert raised.value.code == code
    assert reviewing.counts(workspace).reviewed == 0

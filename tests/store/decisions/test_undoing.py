import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.photos import PhotoState
from hitl_app.services.categories import categories
from hitl_app.services.review import changing, reviewing
from hitl_app.services.settings import set_setting
from hitl_app.workspace import Workspace
from tests.helpers.workspace.inspections import CHECKS, catalogue, certify
from tests.helpers.workspace.workspaces import ids, photo


def test_undo_restores_photos_one_by_one_after_restart(workspace, tmp_path):
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


def test_undo_restores_earlier_decision_of_another_operator(workspace):
    first = ids(workspace)[0]
    reviewing.decide(workspace, first, Answer.CATEGORY, "ann", 1)
    first_decision = reviewing.show_photo(workspace, first).decision
    reviewing.decide(workspace, first, Answer.CATEGORY, "bob", 2)
    reviewing.undo(workspace, "bob")
    now = reviewing.show_photo(workspace, first)
    assert now.photo.label_id == 1
    assert (now.decision.operator, now.decision.at) == ("ann", first_decision.at)
    # The restored decision is ann's own, so she can undo it.
    assert reviewing.undo(workspace, "ann").changed == 1
    assert photo(workspace, first).state is PhotoState.TO_REVIEW


def test_undo_keeps_later_decision_of_another_operator(workspace):
    first = ids(workspace)[0]
    reviewing.decide(workspace, first, Answer.CATEGORY, "ann", 1)
    reviewing.decide(workspace, first, Answer.CATEGORY, "bob", 2)
    assert reviewing.undo(workspace, "ann").changed == 0
    assert photo(workspace, first).label_id == 2
    # Undoing bob's as well does not restore ann's, which was undone.
    reviewing.undo(workspace, "bob")
    assert photo(workspace, first).state is PhotoState.TO_REVIEW


def test_undo_restores_place_in_queue_after_skip(workspace):
    first = ids(workspace)[0]
    reviewing.decide(workspace, first, Answer.SKIP, "ann")
    reviewing.undo(workspace, "ann")
    assert ids(workspace)[0] == first


def test_undo_auto_accepts_photo_again_when_threshold_accepts_it(workspace):
    set_setting(workspace, "threshold", "0.9")
    sure = ids(workspace)[-1]
    reviewing.decide(workspace, sure, Answer.CATEGORY, "ann", 1)
    reviewing.undo(workspace, "ann")
    assert photo(workspace, sure).state is PhotoState.AUTO_ACCEPTED
    assert photo(workspace, sure).label_id == photo(workspace, sure).suggestion_id


@pytest.mark.parametrize(
    ("answer", "category", "skips"), [(Answer.CATEGORY, 1, "bob"), (Answer.ASK, None, "ann")]
)
def test_undo_restores_skipped_photo_without_question(workspace, answer, category, skips):
    first = ids(workspace)[0]
    reviewing.decide(workspace, first, answer, "ann", category)
    reviewing.decide(workspace, first, Answer.SKIP, skips)
    before = photo(workspace, first)
    assert before.asked_by == ""
    reviewing.decide(workspace, first, Answer.CATEGORY, "cy", 2)
    reviewing.undo(workspace, "cy")
    assert photo(workspace, first) == before


@pytest.fixture
def sure(tmp_path):
    """Yield a workspace whose first photos a certificate would cover."""
    workspace = catalogue(tmp_path / "sure")
    yield workspace
    workspace.close()


def accepted(workspace, among):
    """Certify; return the photos among these that are accepted under the certificate."""
    assert certify(workspace, target=0.9, threshold=0.98, checks=CHECKS).certificate == 1
    photos = [photo(workspace, number) for number in among]
    return [one for one in photos if one.certificate == 1]


def test_undo_restores_certificate_of_accepted_photo(sure):
    before = accepted(sure, range(1, 21))[0]
    assert before.state is PhotoState.AUTO_ACCEPTED
    for answer, category in ((Answer.CATEGORY, 1), (Answer.NOT_A_PHOTO, None), (Answer.SKIP, None)):
        reviewing.decide(sure, before.id, answer, "bob", category)
        assert photo(sure, before.id).certificate is None
        assert reviewing.undo(sure, "bob").changed == 1
        assert photo(sure, before.id) == before


def test_undo_restores_certificate_of_photo_reopened_before_acceptance(sure):
    first = range(1, 21)
    for number in first:
        reviewing.decide(sure, number, Answer.CATEGORY, "bob", 1)
    changing.reopen(sure, list(first), "bob")
    before = accepted(sure, first)[0]
    reviewing.decide(sure, before.id, Answer.CATEGORY, "bob", 2)
    reviewing.undo(sure, "bob")
    assert photo(sure, before.id) == before


def test_undo_restores_certificate_after_suggestion_was_merged(sure):
    numbers = {one.name: one.id for one in categories.list_categories(sure)}
    found = accepted(sure, range(1, 101))
    before = next(one for one in found if one.suggestion_id == numbers["Coat"])
    reviewing.decide(sure, before.id, Answer.CATEGORY, "bob", numbers["Bag"])
    categories.merge_category(sure, "Coat", "Pullover")
    reviewing.undo(sure, "bob")
    now = photo(sure, before.id)
    assert (now.state, now.certificate) == (PhotoState.AUTO_ACCEPTED, 1)
    assert now.label_id == numbers["Pullover"]


def test_undo_restores_certificate_after_two_operators_undid_in_turn(sure):
    before = accepted(sure, range(1, 21))[0]
    reviewing.decide(sure, before.id, Answer.CATEGORY, "ann", 1)
    reviewing.decide(sure, before.id, Answer.CATEGORY, "bob", 2)
    assert reviewing.undo(sure, "ann").changed == 0
    assert reviewing.undo(sure, "bob").changed == 1
    assert photo(sure, before.id) == before

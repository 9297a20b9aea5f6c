"""Second opinions: who is asked, which answer counts, and how far operators agree."""

import pytest
from sklearn.metrics import cohen_kappa_score

from hitl_app.domain.decisions import Answer
from hitl_app.domain.photos import PhotoState
from hitl_app.jobs import agreement
from hitl_app.jobs.job import Job
from hitl_app.services.certification import inspecting, proposing
from hitl_app.services.exports.exporting import export
from hitl_app.services.review import opinions, reviewing
from hitl_app.services.review.decision_tables import decide_from
from hitl_app.services.settings import set_setting
from tests.helpers.workspace.inspections import nothing
from tests.helpers.workspace.workspaces import add_photos, make_workspace


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path)
    add_photos(workspace, [0.3 + i / 100 for i in range(20)])
    set_setting(workspace, "second-opinions", "1")
    yield workspace
    workspace.close()


def decide(workspace, photo_id, who, label=None):
    answer = Answer.NOT_A_PHOTO if label is None else Answer.CATEGORY
    reviewing.decide(workspace, photo_id, answer, who, label)


def asked(workspace, who):
    return [shown.photo.id for shown in opinions.wanted(workspace, who)]


def photo(workspace, photo_id):
    return reviewing.show_photo(workspace, photo_id).photo


def status(workspace):
    found = opinions.status(workspace)
    return found.wanted, found.agreed, found.disputed, found.settled


def test_wanted_is_empty_without_setting(workspace):
    set_setting(workspace, "second-opinions", "0")
    decide(workspace, 1, "ann", 1)
    assert status(workspace) == (0, 0, 0, 0)


def test_wanted_follows_share_of_setting(tmp_path):
    workspace = make_workspace(tmp_path, [0.5] * 300)
    set_setting(workspace, "second-opinions", "0.5")
    table = tmp_path / "said.csv"
    lines = "".join(f"photo-{i:05d}.png,Dress\n" for i in range(300))
    table.write_text("photo,label\n" + lines)
    decide_from(workspace, table, "ann")
    assert 100 < opinions.status(workspace).wanted < 200
    workspace.close()


def test_wanted_shows_photo_blind_to_another_operator(workspace):
    decide(workspace, 1, "ann", 2)
    assert asked(workspace, "ann") == []
    (shown,) = opinions.wanted(workspace, "bob")
    assert shown.blind
    assert shown.decision is None
    assert (shown.photo.label_id, shown.photo.suggestion_id, shown.probabilities) == (
        None,
        None,
        {},
    )
    assert photo(workspace, 1).state is PhotoState.REVIEWED, (
        "the first decision stays in force meanwhile"
    )


def test_two_equal_opinions_agree(workspace):
    decide(workspace, 1, "ann", 2)
    decide(workspace, 1, "bob", 2)
    assert status(workspace) == (0, 1, 0, 0)
    assert (photo(workspace, 1).state, photo(workspace, 1).label_id) == ("reviewed", 2)
    assert asked(workspace, "cy") == []


@pytest.mark.parametrize("third", [2, 3, 7, None])
def test_disputed_photo_is_settled_by_third_operator(workspace, third):
    decide(workspace, 1, "ann", 2)
    decide(workspace, 1, "bob", 3)
    assert status(workspace) == (0, 0, 1, 0)
    to_review = reviewing.show_photo(workspace, 1)
    assert (to_review.photo.state, to_review.photo.hold, to_review.blind) == (
        "to-review",
        "asked",
        True,
    )
    assert (to_review.photo.suggestion_id, to_review.probabilities, to_review.decision) == (
        None,
        {},
        None,
    )
    assert (asked(workspace, "ann"), asked(workspace, "bob")) == ([], [])
    assert asked(workspace, "cy") == [1]
    decide(workspace, 1, "cy", third)
    settled = reviewing.show_photo(workspace, 1)
    assert status(workspace) == (0, 0, 0, 1)
    assert (settled.photo.state, settled.photo.label_id) == ("reviewed", third)
    assert settled.decision.operator == "cy"
    assert not settled.blind


def test_disputed_photo_is_agreed_when_one_operator_changes_label(workspace):
    decide(workspace, 1, "ann", 2)
    decide(workspace, 1, "bob", 3)
    decide(workspace, 1, "ann", 4)
    assert status(workspace) == (0, 0, 1, 0)
    assert photo(workspace, 1).state is PhotoState.TO_REVIEW
    decide(workspace, 1, "ann", 3)
    assert status(workspace) == (0, 1, 0, 0)
    assert photo(workspace, 1).label_id == 3
    assert opinions.answer_pairs(workspace) == [(2, 3)], "the first answers differed"


def test_second_decision_of_same_operator_is_no_second_opinion(workspace):
    decide(workspace, 1, "ann", 2)
    decide(workspace, 1, "ann", 3)
    assert status(workspace) == (1, 0, 0, 0)
    decide(workspace, 1, "bob", 3)
    assert opinions.answer_pairs(workspace) == [(3, 3)]


def test_undo_withdraws_opinion(workspace):
    decide(workspace, 1, "ann", 2)
    decide(workspace, 1, "bob", 3)
    decide(workspace, 1, "cy", 3)
    reviewing.undo(workspace, "cy")
    assert status(workspace) == (0, 0, 1, 0)
    assert photo(workspace, 1).state is PhotoState.TO_REVIEW
    reviewing.undo(workspace, "bob")
    assert status(workspace) == (1, 0, 0, 0)
    assert (photo(workspace, 1).state, photo(workspace, 1).label_id) == ("reviewed", 2)
    reviewing.undo(workspace, "ann")
    assert photo(workspace, 1).state is PhotoState.TO_REVIEW
    assert asked(workspace, "bob") == []


def table_of(tmp_path, *labels):
    table = tmp_path / "said.csv"
    rows = [f"photo-{number:05d}.png,{label}" for number, label in enumerate(labels)]
    table.write_text("\n".join(["photo,label", *rows]) + "\n")
    return table


def test_decide_from_counts_opinions_only_with_option(workspace, tmp_path):
    decide_from(workspace, table_of(tmp_path, "Dress", "Dress"), "ann")
    done = decide_from(workspace, table_of(tmp_path, "Dress", "Coat"), "bob", second_opinions=True)
    assert (done.recorded, done.unchanged) == (2, 0)
    assert status(workspace) == (0, 1, 1, 0)
    assert opinions.answer_pairs(workspace) == [(4, 4), (4, 5)]


def test_decide_from_leaves_second_opinions_open_without_option(workspace, tmp_path):
    decide_from(workspace, table_of(tmp_path, "Dress", "Dress"), "ann")
    done = decide_from(workspace, table_of(tmp_path, "Dress", "Coat"), "bob")
    assert (done.recorded, done.unchanged) == (1, 1)
    assert status(workspace) == (2, 0, 0, 0)
    assert opinions.answer_pairs(workspace) == []
    assert (asked(workspace, "ann"), asked(workspace, "bob")) == ([2], [1])
    assert (photo(workspace, 2).state, photo(workspace, 2).label_id) == ("reviewed", 5)
    decide(workspace, 2, "ann", 5)
    assert opinions.answer_pairs(workspace) == [(5, 5)]


def test_undo_of_correction_restores_operator_of_first_opinion(workspace, tmp_path):
    decide_from(workspace, table_of(tmp_path, "Dress"), "ann")
    decide_from(workspace, table_of(tmp_path, "Coat"), "bob")
    reviewing.undo(workspace, "bob")
    assert (photo(workspace, 1).label_id, status(workspace)) == (4, (1, 0, 0, 0))
    assert (asked(workspace, "ann"), asked(workspace, "bob")) == ([], [1])


def test_decide_from_refuses_disputed_photos_unless_rows_are_opinions(workspace, tmp_path):
    decide(workspace, 1, "ann", 2)
    decide(workspace, 1, "bob", 3)
    for operator in ("ann", "cy"):
        done = decide_from(workspace, table_of(tmp_path, "Dress"), operator)
        assert [(one.line, one.reason) for one in done.rejected] == [(2, "opinion-blind")]
    assert status(workspace) == (0, 0, 1, 0)
    decide_from(workspace, table_of(tmp_path, "Dress"), "cy", second_opinions=True)
    assert status(workspace) == (0, 0, 0, 1)
    assert photo(workspace, 1).label_id == 4


def test_decide_from_refuses_opinion_in_row_with_first_label(workspace, tmp_path):
    decide(workspace, 1, "ann", 4)
    export(workspace, tmp_path / "out.csv")
    done = decide_from(workspace, tmp_path / "out.csv", "bob", second_opinions=True)
    assert [(one.line, one.reason) for one in done.rejected] == [(2, "row-aided")]
    assert (done.recorded, status(workspace)) == (0, (1, 0, 0, 0))


def test_decide_from_corrects_agreed_photo_and_keeps_both_opinions(workspace, tmp_path):
    decide(workspace, 1, "ann", 2)
    decide(workspace, 1, "bob", 2)
    decide_from(workspace, table_of(tmp_path, "Dress"), "cy")
    assert (photo(workspace, 1).label_id, status(workspace)) == (4, (0, 0, 0, 1))
    assert opinions.answer_pairs(workspace) == [(2, 2)]


def test_undo_of_first_opinion_ends_dispute(workspace):
    decide(workspace, 1, "ann", 2)
    decide(workspace, 1, "bob", 3)
    reviewing.undo(workspace, "ann")
    assert status(workspace) == (1, 0, 0, 0)
    after = photo(workspace, 1)
    assert (after.state, after.label_id, after.blind) == ("reviewed", 3, False)
    assert (asked(workspace, "ann"), asked(workspace, "bob")) == ([1], [])


def test_photos_of_open_inspection_need_no_second_opinion(workspace):
    add_photos(workspace, [0.99] * 200, folder="/sure")
    wanted = proposing.proposal(workspace, 0.8, 0.98, 30)
    inspecting.open_inspection(workspace, wanted, "ann", nothing)
    blind = next(p for p in reviewing.queue(workspace, 200) if p.blind)
    decide(workspace, blind.id, "ann", 1)
    assert status(workspace) == (0, 0, 0, 0)


def test_agreement_computes_kappa_and_disputed_pairs(workspace):
    answers = [(1, 1), (2, 2), (2, 3), (3, 2), (1, 1), (4, None), (3, 3), (2, 2)]
    for photo_id, (first, second) in enumerate(answers, 1):
        decide(workspace, photo_id, "ann", first)
        decide(workspace, photo_id, "bob", second)
    found = agreement.run(workspace, Job(lambda _event: None))
    texts = [(str(one), str(other)) for one, other in answers]
    assert found["kappa"] == pytest.approx(cohen_kappa_score(*zip(*texts, strict=True)))
    assert (found["compared"], found["share"], found["disputed"]) == (8, 5 / 8, 3)
    assert found["pairs"] == [["Pullover", "Trouser", 2], ["Dress", "not-a-photo", 1]]


def test_agreement_has_no_kappa_for_one_label(workspace):
    job = Job(lambda _event: None)
    assert agreement.run(workspace, job)["share"] is None
    decide(workspace, 1, "ann", 2)
    decide(workspace, 1, "bob", 2)
    found = agreement.run(workspace, job)
    assert (found["share"], found["kappa"]) == (1.0, None)

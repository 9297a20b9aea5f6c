"""Decisions that a window confirms behind the scenes."""

from dataclasses import replace

import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.pending import as_json, of_json, pending_decision
from hitl_app.domain.settings import SECOND_OPINIONS
from hitl_app.services.review import claims, opinions, pending, reviewing
from hitl_app.services.settings import set_setting
from hitl_app.store.schema import DecisionRow
from tests.helpers.workspace.databases import code_of
from tests.helpers.workspace.workspaces import make_workspace

WINDOW = "window-1"


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "workspace", [0.1, 0.2, 0.3])
    yield workspace
    workspace.close()


def decided(workspace, number=1, category=2, operator="ann", answer=Answer.CATEGORY, note=""):
    """Return a decision as an operator makes it now."""
    shown = reviewing.show_photo(workspace, number, operator)
    category = category if answer is Answer.CATEGORY else None
    return pending_decision(shown, answer, category, note, operator, WINDOW)


def label(workspace, number=1):
    return reviewing.show_photo(workspace, number).photo.label_id


def rows(workspace):
    with workspace.database.read() as session:
        found = session.query(DecisionRow).order_by(DecisionRow.id).all()
        session.expunge_all()
        return found


def test_record_records_once_however_often_it_is_sent(workspace):
    decision = decided(workspace)
    numbers = {pending.record(workspace, decision) for _ in range(3)}
    assert len(numbers) == 1
    (row,) = rows(workspace)
    shown = reviewing.show_photo(workspace, 1)
    assert (row.category_id, row.operator, row.suggestion_id) == (2, "ann", decision.suggestion_id)
    assert (row.confidence, row.version_id) == (decision.confidence, decision.version_id)
    assert decision.aided
    assert shown.photo.label_id == 2


def test_record_keeps_what_the_operator_saw_when_the_photo_was_scored_since(workspace):
    decision = replace(decided(workspace), suggestion_id=4, confidence=0.75)
    pending.record(workspace, decision)
    (row,) = rows(workspace)
    assert (row.suggestion_id, row.confidence) == (4, 0.75)


def test_record_overwrites_nothing_of_another_operator(workspace):
    mine = decided(workspace)
    reviewing.decide(workspace, 1, Answer.CATEGORY, "ben", 5)
    for _ in range(2):
        assert code_of(pending.record, workspace, mine) == "photo-decided"
    assert label(workspace) == 5
    # What was seen before may be corrected.
    pending.record(workspace, decided(workspace, category=3))
    assert label(workspace) == 3


def test_record_tells_operators_of_the_same_name_apart(workspace):
    here = decided(workspace)
    pending.record(workspace, replace(decided(workspace, category=3), client="window-2"))
    assert code_of(pending.record, workspace, here) == "photo-decided"
    assert label(workspace) == 3


def test_record_accepts_another_answer_after_an_undo_that_restored_what_was_seen(workspace):
    reviewing.decide(workspace, 1, Answer.CATEGORY, "ben", 5)
    before = decided(workspace)
    pending.record(workspace, before)
    pending.withdraw(workspace, before)
    assert label(workspace) == 5
    # The photo in memory still has the number of the first decision, a fresh one its own.
    pending.record(workspace, replace(before, key="another", category_id=3))
    reviewing.undo(workspace, "ann")
    pending.record(workspace, decided(workspace, category=4))
    assert label(workspace) == 4


def test_record_decides_a_photo_that_another_operator_skipped_or_withdrew(workspace):
    skipped, withdrawn = decided(workspace, 1), decided(workspace, 2)
    reviewing.decide(workspace, 1, Answer.SKIP, "ben")
    reviewing.decide(workspace, 2, Answer.CATEGORY, "ben", 5)
    reviewing.undo(workspace, "ben")
    for one in (skipped, withdrawn):
        pending.record(workspace, one)
    assert [label(workspace, 1), label(workspace, 2)] == [2, 2]


def test_record_accepts_a_second_opinion_and_refuses_a_late_one(workspace):
    set_setting(workspace, SECOND_OPINIONS, "1")
    reviewing.decide(workspace, 1, Answer.CATEGORY, "ben", 5)
    (shown,) = opinions.wanted(workspace, "ann")
    mine = pending_decision(shown, Answer.CATEGORY, 5, "", "ann", WINDOW)
    assert (mine.opinion, mine.aided, mine.seen) == (True, False, 0)
    late = decided(workspace, category=5, operator="cem")
    pending.record(workspace, mine)
    assert opinions.status(workspace).agreed == 1
    assert code_of(pending.record, workspace, late) == "photo-decided"


def test_record_refuses_a_row_of_another_photo(workspace):
    decision = decided(workspace)
    assert code_of(pending.record, workspace, replace(decision, photo_id=2)) == "photo-unknown"
    assert code_of(pending.record, workspace, replace(decision, photo_id=99)) == "photo-unknown"
    assert rows(workspace) == []


def test_record_ends_the_claim_of_its_photo_alone(workspace):
    with workspace.database.write() as session:
        claims.claims.hold(session, [1, 2], WINDOW)
    pending.record(workspace, decided(workspace, 1))
    with workspace.database.read() as session:
        assert claims.claims.claimed_by_others(session, "other") == [2]


def test_withdraw_undoes_what_was_recorded_and_claims_the_photo(workspace):
    decision = decided(workspace)
    pending.withdraw(workspace, decision)
    assert rows(workspace) == []
    pending.record(workspace, decision)
    for _ in range(2):
        pending.give_in(workspace, replace(decision, withdrawn=True))
    assert label(workspace) is None
    with workspace.database.read() as session:
        assert claims.claims.claimed_by_others(session, "other") == [1]
    # Decided again after that, it is another decision.
    pending.record(workspace, decided(workspace, category=3))
    assert label(workspace) == 3


def test_withdraw_undoes_its_own_operation_and_no_later_one(workspace):
    first, second = decided(workspace, 1), decided(workspace, 2)
    pending.record(workspace, first)
    pending.record(workspace, second)
    pending.withdraw(workspace, first)
    assert [label(workspace, 1), label(workspace, 2)] == [None, 2]


def test_key_of_another_decision_is_refused(workspace):
    decision = decided(workspace)
    pending.record(workspace, decision)
    other = replace(decided(workspace, 2), key=decision.key)
    with pytest.raises(KnownError, match="request-key-used"):
        pending.record(workspace, other)


def test_decisions_come_back_from_json_as_they_were(workspace):
    made = (
        decided(workspace, 1),
        decided(workspace, 2, answer=Answer.SKIP),
        replace(decided(workspace, 3, answer=Answer.ASK, note="coat “or” dress?"), withdrawn=True),
    )
    assert of_json(as_json(made)) == made


@pytest.mark.parametrize(
    "change",
    [
        {"photo_id": "1"}, {"photo_id": True}, {"answer": "maybe"}, {"key": "k" * 37}, {"more": 1},
        {"confidence": None}, {"note": "n" * 201}, {"aided": 1},
    ],
)  # fmt: skip
def test_json_of_another_form_is_refused(workspace, change):
    (found,) = as_json([decided(workspace)])
    with pytest.raises(ValueError, match=r"."):
        of_json([{**found, **change}])
    with pytest.raises(ValueError, match=r"."):
        of_json({})

import re

import pytest
from sqlalchemy import event, func, select

from hitl_app.domain.decisions import Answer, OperationKind
from hitl_app.domain.errors import KnownError
from hitl_app.domain.settings import SECOND_OPINIONS
from hitl_app.services.categories import categories
from hitl_app.services.review import reviewing
from hitl_app.services.settings import set_setting
from hitl_app.store.decisions import recording
from hitl_app.store.decisions.consequences import NewDecision
from hitl_app.store.schema import DecisionRow, OperationRow, PhotoRow
from tests.helpers.workspace.workspaces import make_workspace

_OF_PHOTO = ("state", "hold", "label_id", "certificate_id", "decided_by", "asked_by", "blind")
_OF_DECISION = ("answer", "category_id", "operator", "confidence", "version_id", "note")
_OF_OPERATION = ("kind", "operator", "hour")


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path, [0.5] * 8)
    yield workspace
    workspace.close()


def _left(session, photo_id, operation_id):
    """Return the stored values of a photo, its last decision and an operation."""
    decisions = select(DecisionRow).where(DecisionRow.photo_id == photo_id)
    rows = {
        session.get_one(PhotoRow, photo_id): _OF_PHOTO,
        session.scalars(decisions.order_by(DecisionRow.id.desc())).first(): _OF_DECISION,
        session.get_one(OperationRow, operation_id): _OF_OPERATION,
    }
    return [getattr(row, name) for row, names in rows.items() for name in names]


def test_decide_takes_five_statements(workspace):
    reviewing.decide(workspace, 1, Answer.CATEGORY, "ann", 1)
    seen = []

    def on_statement(_connection, _cursor, statement, *_others):
        seen.append(re.sub(r"\s+", " ", statement))

    event.listen(workspace.database._engine, "before_cursor_execute", on_statement)
    reviewing.decide(workspace, 2, Answer.CATEGORY, "ann", 3)
    # A server is asked for the transaction's number, by which a broken commit is found again.
    own = [one for one in seen if "pg_current_xact_id" not in one]
    assert [one.split()[0] for one in own] == ["SELECT", "SELECT", "INSERT", "INSERT", "UPDATE"]
    assert len(seen) <= 6


@pytest.mark.parametrize(
    ("answer", "category", "note"),
    [
        (Answer.CATEGORY, 3, ""),
        (Answer.NOT_A_PHOTO, None, ""),
        (Answer.SKIP, None, ""),
        (Answer.ASK, None, "which one?"),
    ],
)
def test_record_stores_same_values_as_decide_for_many_photos(workspace, answer, category, note):
    one = reviewing.decide(workspace, 1, answer, "ann", category, note=note)
    new = [NewDecision(number, answer, category, note=note) for number in (2, 3)]
    with workspace.database.write() as session:
        many = recording.add_operation(session, OperationKind.WINDOW, "ann", 2)
        recording.record(session, many, new, None)
    with workspace.database.read() as session:
        for number in (2, 3):
            assert _left(session, number, many) == _left(session, 1, one)
        decided = [session.get_one(OperationRow, number).decided for number in (one, many)]
    assert decided[1] == 2 * decided[0]


def test_record_updates_rows_that_were_read_before(workspace):
    with workspace.database.write() as session:
        row = session.get_one(PhotoRow, 1)
        operation = recording.add_operation(session, OperationKind.WINDOW, "ann", 1)
        recording.record(session, operation, [NewDecision(1, Answer.CATEGORY, 2)], None)
        assert (row.state, row.label_id) == ("reviewed", 2)


def test_record_stores_nothing_when_a_photo_is_unknown(workspace):
    with pytest.raises(KnownError) as raised, workspace.database.write() as session:
        operation = recording.add_operation(session, OperationKind.WINDOW, "ann", 2)
        new = [NewDecision(number, Answer.CATEGORY, 2) for number in (1, 99)]
        recording.record(session, operation, new, None)
    assert raised.value.code == "photo-unknown"
    assert reviewing.counts(workspace).reviewed == 0


def test_stand_again_counts_photo_once_when_merge_ends_dispute(workspace):
    set_setting(workspace, SECOND_OPINIONS, "1")
    numbers = {one.name: one.id for one in categories.list_categories(workspace)}
    for operator, name in (("ann", "Coat"), ("bob", "Pullover")):
        reviewing.decide(workspace, 1, Answer.CATEGORY, operator, numbers[name])
    assert reviewing.counts(workspace).reviewed == 0
    categories.merge_category(workspace, "Coat", "Pullover")
    assert reviewing.counts(workspace).reviewed == 1
    with workspace.database.read() as session:
        assert session.scalar(select(func.sum(OperationRow.decided))) == 1

"""Claims of photos: who has one, and until when."""

from datetime import UTC, datetime, timedelta

import pytest

from hitl_app.store import claims
from hitl_app.store.schema import LeaseRow
from tests.helpers.workspace.workspaces import make_workspace


@pytest.fixture
def workspace(tmp_path, seed_model):
    workspace = make_workspace(tmp_path / "workspace", [0.1, 0.2])
    yield workspace
    workspace.close()


def change(workspace, **values):
    with workspace.database.write() as session:
        for row in session.query(LeaseRow):
            for name, value in values.items():
                setattr(row, name, value)


def taken(workspace, owner):
    with workspace.database.read() as session:
        return claims.claimed_by_others(session, owner)


def test_claim_is_for_one_client_and_replaces_its_last_one(workspace):
    with workspace.database.write() as session:
        claims.claim(session, 1, "ann")
        assert claims.is_claimed_by_other(session, 1, "ben")
        assert not claims.is_claimed_by_other(session, 1, "ann")
        claims.claim(session, 2, "ann")
    assert taken(workspace, "ben") == [2]
    assert taken(workspace, "ann") == []


def test_claim_ends_when_given_up(workspace):
    with workspace.database.write() as session:
        claims.claim(session, 1, "ann")
        claims.give_up(session, "ben")
        assert claims.claimed_by_others(session, "ben") == [1]
        claims.give_up(session, "ann")
        assert claims.claimed_by_others(session, "ben") == []


@pytest.mark.parametrize(
    "values",
    [
        {"beat_at": datetime.now(UTC) - claims.HELD - timedelta(seconds=1)},
        {"process_started": 1.0},
    ],
    ids=["old", "process-ended"],
)
def test_claim_ends_with_time_and_with_its_process(workspace, values):
    with workspace.database.write() as session:
        claims.claim(session, 1, "ann")
    change(workspace, **values)
    assert taken(workspace, "ben") == []
    with workspace.database.write() as session:
        claims.claim(session, 1, "ben")
    assert taken(workspace, "ann") == [1]

"""Claims of photos: who has one, and until when."""

from datetime import UTC, datetime, timedelta

import pytest

from hitl_app.domain.errors import KnownError
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


def test_hold_keeps_photos_for_one_client_and_replaces_its_last_ones(workspace):
    with workspace.database.write_beside() as session:
        assert claims.hold(session, [1], "ann") == ({1}, set())
        assert claims.hold(session, [1, 2], "ben") == ({2}, {1})
        with pytest.raises(KnownError, match="photo-claimed"):
            claims.check_free(session, 1, "ben")
        claims.check_free(session, 1, "ann")
        claims.check_free(session, 2, "ben")
        assert [claims.has(session, 1, "ann"), claims.has(session, 1, "ben")] == [True, False]
        claims.give_up(session, "ben")
        claims.hold(session, [2], "ann")
    assert taken(workspace, "ben") == [2]
    assert taken(workspace, "ann") == []


def test_hold_keeps_other_photos_of_the_client_if_asked(workspace):
    with workspace.database.write_beside() as session:
        claims.hold(session, [1], "ann")
        assert claims.hold(session, [2], "ann", more=True) == ({2}, set())
    assert sorted(taken(workspace, "ben")) == [1, 2]


def test_hold_claims_no_photo_that_is_gone(workspace):
    with workspace.database.write_beside() as session:
        assert claims.hold(session, [1, 99], "ann") == ({1}, set())
    assert taken(workspace, "ben") == [1]


def test_claim_ends_when_given_up(workspace):
    with workspace.database.write_beside() as session:
        claims.hold(session, [1], "ann")
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
    with workspace.database.write_beside() as session:
        claims.hold(session, [1], "ann")
    change(workspace, **values)
    assert taken(workspace, "ben") == []
    with workspace.database.write_beside() as session:
        assert not claims.has(session, 1, "ann")
        assert claims.hold(session, [1], "ben") == ({1}, set())
    assert taken(workspace, "ann") == [1]
    with workspace.database.write_beside() as session:
        assert claims.hold(session, [1], "ann") == (set(), {1})

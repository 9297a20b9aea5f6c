"""Claims of photos on a server: side by side, by its clock."""

import threading
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.jobs import learning
from hitl_app.jobs.job import Job
from hitl_app.services.review import claims, loaded, reviewing
from hitl_app.services.review.claims import Client
from hitl_app.store.engine import leases, postgres
from hitl_app.store.schema import PhotoRow
from hitl_app.workspace import Workspace
from tests.helpers.workspace.workspaces import add_photos

pytestmark = pytest.mark.own_database

ANN, BEN, CEM = Client("ann", "1"), Client("ben", "2"), Client("cem", "3")


@pytest.fixture
def address(databases):
    return databases.new()


@pytest.fixture
def one(tmp_path, address):
    workspace = Workspace.create_on_server(tmp_path / "one", address)
    add_photos(workspace, [n / 20 for n in range(8)])
    yield workspace
    workspace.close()


def ids(found):
    return [shown.photo.id for shown in found]


def test_claims_wait_neither_for_the_writer_nor_for_rows_that_it_changes(one):
    with one.database.write() as session:
        session.get_one(PhotoRow, 1).product = "shoe"
        session.flush()
        # In a thread: waiting for this transaction, it would never end.
        found = []
        thread = threading.Thread(target=lambda: found.append(loaded.next_photos(one, ANN, 3)))
        thread.start()
        thread.join(60)
        assert ids(found[0]) == [2, 3, 4]
        assert claims.next_photo(one, BEN).photo.id == 5
    assert claims.next_photo(one, CEM).photo.id == 1


def test_claim_waits_for_the_last_photo_that_is_being_changed(one):
    for number in range(2, 9):
        reviewing.decide(one, number, Answer.CATEGORY, "ann", 2)
    found = []
    with one.database.write() as session:
        session.get_one(PhotoRow, 1).product = "shoe"
        session.flush()
        thread = threading.Thread(target=lambda: found.append(claims.next_photo(one, BEN)))
        thread.start()
        thread.join(0.5)
        assert found == []
    thread.join(60)
    assert found[0].photo.id == 1


def test_decision_waits_for_a_claim_that_is_being_made(one):
    refused = []

    def decide():
        try:
            reviewing.decide(one, 1, Answer.CATEGORY, "ann", 2, client=ANN.token)
        except KnownError as error:
            refused.append(error.code)

    with one.database.write_beside() as session:
        assert claims.claims.hold(session, [1], BEN.token).own == {1}
        thread = threading.Thread(target=decide)
        thread.start()
        thread.join(0.5)
        assert thread.is_alive()
    thread.join(60)
    assert refused == ["photo-claimed"]


def test_claim_that_a_deadlock_ended_is_made_again(one):
    both = threading.Barrier(2)
    tries = {1: 0, 2: 0}

    def lock(session, number):
        session.scalars(select(PhotoRow.id).where(PhotoRow.id == number).with_for_update()).all()

    def hold(first, second):
        def work(session):
            tries[first] += 1
            lock(session, first)
            if tries[first] == 1:
                both.wait(60)
            lock(session, second)
            return claims.claims.hold(session, [first], f"window-{first}").own

        return work

    found = []

    def run(work):
        found.append(one.database.record_beside(work))

    works = hold(1, 2), hold(2, 1)
    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(map(min, found)) == [1, 2]
    assert sorted(tries.values()) == [1, 2]


@contextmanager
def another_computer(monkeypatch, **ahead):
    """Let this process be on another computer, whose clock is ahead."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + timedelta(**ahead)

    with monkeypatch.context() as patch:
        for module in (leases, postgres):
            patch.setattr(module, "datetime", Clock)
        patch.setattr(leases.socket, "gethostname", lambda: "another")
        yield


@pytest.mark.parametrize("hours", [1, -1])
def test_claims_hold_between_computers_whose_clocks_differ(
    one, tmp_path, address, monkeypatch, hours
):
    assert ids(loaded.next_photos(one, ANN, 2)) == [1, 2]
    with another_computer(monkeypatch, hours=hours):
        two = Workspace.connect(tmp_path / "two", address)
        assert ids(loaded.next_photos(two, BEN, 2)) == [3, 4]
        assert loaded.hold(two, BEN, [1, 3, 4]) == {1}
    assert ids(loaded.next_photos(one, CEM, 2)) == [5, 6]
    with one.database.read() as session:
        moments = [row.beat_at for row in session.scalars(select(leases.LeaseRow))]
        now = leases.now(session)
    assert all(abs(now - moment) < timedelta(minutes=1) for moment in moments)
    # Of a computer that has gone, the photos are free after a while.
    one.database.dialect.clock_offset += leases.SILENCE
    assert ids(loaded.next_photos(one, CEM, 4)) == [3, 4, 5, 6]
    two.close()


@pytest.mark.usefixtures("seed_model")
def test_one_computer_learns_for_all_and_another_when_it_has_gone(
    one, tmp_path, address, monkeypatch
):
    with another_computer(monkeypatch):
        two = Workspace.connect(tmp_path / "two", address)
        with two.database.write() as session:
            leases.take_lease(session, learning.LEASE)
    with pytest.raises(KnownError, match="job-busy"):
        learning.run(one, Job(lambda _event: None), once=True)
    one.database.dialect.clock_offset += leases.SILENCE
    assert learning.run(one, Job(lambda _event: None), once=True)["suggested"] == 0
    with another_computer(monkeypatch), two.database.read() as session:
        # Given back in the end: each computer may be the next one.
        assert not leases.is_held(session, learning.LEASE)
    two.close()

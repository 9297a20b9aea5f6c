import threading
import time

import pytest

from hitl_app.domain.errors import KnownError
from hitl_app.services.review import reviewing
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.workspace import Workspace
from tests.helpers.workspace.workspaces import make_workspace


@pytest.fixture
def store(qtbot, tmp_path):
    make_workspace(tmp_path, [0.5, 0.6]).close()
    store = Store(lambda: Workspace.open(tmp_path))
    yield store
    store.close()


def names(_workspace):
    return threading.current_thread().name


def test_store_runs_work_in_its_threads_and_answers_in_caller(store, qtbot):
    answers = []
    here = threading.current_thread()

    def collect(name):
        answers.append((name, threading.current_thread() is here))

    store.open(lambda _: None)
    store.submit(Lane.DECISIONS, names, collect)
    store.submit(Lane.READS, names, collect)
    store.submit(Lane.FILES, names, collect)
    qtbot.waitUntil(lambda: len(answers) == 3)
    assert set(answers) == {
        ("window decisions", True),
        ("window reads", True),
        ("window files", True),
    }


def test_store_keeps_order_of_decisions(store, qtbot):
    answers = []
    store.open(lambda _: None)
    for number in range(50):
        store.submit(Lane.DECISIONS, lambda _, number=number: number, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 50)
    assert answers == list(range(50))


def test_store_emits_failed_when_caller_handles_no_error(store, qtbot):
    mine, all_ = [], []
    store.failed.connect(all_.append)
    store.open(lambda _: None)
    store.submit(Lane.DECISIONS, lambda _: 1 / 0, lambda _: None, mine.append)
    store.submit(Lane.READS, lambda _: {}["x"], lambda _: None)
    qtbot.waitUntil(lambda: bool(mine and all_))
    assert isinstance(mine[0], ZeroDivisionError)
    assert isinstance(all_[0], KeyError)


def test_store_reports_workspace_that_cannot_be_opened(qtbot, tmp_path):
    store = Store(lambda: Workspace.open(tmp_path / "none"))
    errors = []
    store.open(lambda _: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], KnownError)
    store.close()


def test_store_finishes_submitted_decisions_when_closed(qtbot, tmp_path):
    (photo,) = _photos(tmp_path)
    store = Store(lambda: Workspace.open(tmp_path))
    received = []
    store.open(received.append)
    store.submit(
        Lane.DECISIONS, lambda w: reviewing.decide(w, photo, "skip", "ann"), received.append
    )
    store.close()
    assert received == []  # the receiver is gone once the store is closed
    workspace = Workspace.open(tmp_path)
    assert reviewing.counts(workspace).skipped == 1
    workspace.close()


def test_store_refuses_work_while_closing(store, qtbot):
    opened, done = [], []
    begun = threading.Event()

    def late(_workspace):
        begun.set()
        while not store.closing:
            time.sleep(0.001)
        # The decision thread ends after this one and still runs what it has accepted.
        store.submit(Lane.DECISIONS, lambda _: done.append("decision"), pytest.fail)

    store.open(opened.append)
    qtbot.waitUntil(lambda: bool(opened))
    store.submit(Lane.READS, late, pytest.fail)
    assert begun.wait(10)
    store.close()
    assert done == []


def test_store_starts_no_thread_after_closing(store):
    store.open(lambda _: None)
    store.close()
    before = set(threading.enumerate())
    store.submit(Lane.SIMILAR, lambda _: pytest.fail("done"), pytest.fail)
    assert set(threading.enumerate()) == before


def test_store_can_be_closed_before_it_is_opened(qtbot, tmp_path):
    Store(lambda: Workspace.open(tmp_path)).close()


def _photos(folder):
    workspace = make_workspace(folder, [0.5])
    found = [photo.id for photo in reviewing.queue(workspace, 9)]
    workspace.close()
    return found

import threading
import time

import pytest

from hitl_app.domain.errors import KnownError
from hitl_app.services.review import reviewing
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.workspace import Workspace
from tests.helpers.workspaces import make_workspace


@pytest.fixture
def store(qtbot, tmp_path):
    make_workspace(tmp_path, [0.5, 0.6]).close()
    store = Store(lambda: Workspace.open(tmp_path))
    yield store
    store.close()


def names(_workspace):
    return threading.current_thread().name


def test_work_is_done_elsewhere_and_answered_here(store, qtbot):
    answers = []
    here = threading.current_thread()

    def heard(name):
        answers.append((name, threading.current_thread() is here))

    store.open(lambda _: None)
    store.submit(Lane.DECISIONS, names, heard)
    store.submit(Lane.READS, names, heard)
    store.submit(Lane.FILES, names, heard)
    qtbot.waitUntil(lambda: len(answers) == 3)
    assert set(answers) == {
        ("window decisions", True),
        ("window reads", True),
        ("window files", True),
    }


def test_writes_keep_their_order(store, qtbot):
    answers = []
    store.open(lambda _: None)
    for number in range(50):
        store.submit(Lane.DECISIONS, lambda _, number=number: number, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 50)
    assert answers == list(range(50))


def test_a_failure_goes_to_who_asked_else_to_everybody(store, qtbot):
    mine, all_ = [], []
    store.failed.connect(all_.append)
    store.open(lambda _: None)
    store.submit(Lane.DECISIONS, lambda _: 1 / 0, lambda _: None, mine.append)
    store.submit(Lane.READS, lambda _: {}["x"], lambda _: None)
    qtbot.waitUntil(lambda: bool(mine and all_))
    assert isinstance(mine[0], ZeroDivisionError)
    assert isinstance(all_[0], KeyError)


def test_a_workspace_that_does_not_open(qtbot, tmp_path):
    store = Store(lambda: Workspace.open(tmp_path / "none"))
    errors = []
    store.open(lambda _: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], KnownError)
    store.close()


def test_closing_finishes_what_was_submitted(qtbot, tmp_path):
    (photo,) = _photos(tmp_path)
    store = Store(lambda: Workspace.open(tmp_path))
    heard = []
    store.open(heard.append)
    store.submit(Lane.DECISIONS, lambda w: reviewing.decide(w, photo, "skip", "ann"), heard.append)
    store.close()
    assert heard == []  # nobody is there to hear it
    workspace = Workspace.open(tmp_path)
    assert reviewing.counts(workspace).skipped == 1
    workspace.close()


def test_nothing_is_taken_once_it_closes(store, qtbot):
    opened, done = [], []
    begun = threading.Event()

    def late(_workspace):
        begun.set()
        while not store.closing:
            time.sleep(0.001)
        # The thread of decisions ends after this one: what it took by now, it would do.
        store.submit(Lane.DECISIONS, lambda _: done.append("decision"), pytest.fail)

    store.open(opened.append)
    qtbot.waitUntil(lambda: bool(opened))
    store.submit(Lane.READS, late, pytest.fail)
    assert begun.wait(10)
    store.close()
    assert done == []


def test_no_thread_begins_after_closing(store):
    store.open(lambda _: None)
    store.close()
    before = set(threading.enumerate())
    store.submit(Lane.SIMILAR, lambda _: pytest.fail("done"), pytest.fail)
    assert set(threading.enumerate()) == before


def test_closing_before_opening(qtbot, tmp_path):
    Store(lambda: Workspace.open(tmp_path)).close()


def _photos(folder):
    workspace = make_workspace(folder, [0.5])
    found = [photo.id for photo in reviewing.queue(workspace, 9)]
    workspace.close()
    return found

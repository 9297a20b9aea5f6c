"""Tests of live learning in a real window, with the real job in a real process."""

import json
import subprocess

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import func, select

from hitl_app.jobs.scoring import Scorer
from hitl_app.services.models import drafts as live
from hitl_app.services.review import reviewing
from hitl_app.store.conditions import UNSETTLED
from hitl_app.store.engine import leases
from hitl_app.store.models import drafts
from hitl_app.store.schema import PhotoRow
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.review.supply import AHEAD
from hitl_app.ui.session import live_learning
from tests.helpers.processes import children
from tests.helpers.workspace.vectors import add_vectors
from tests.helpers.workspace.workspaces import add_photos, make_workspace
from tests.ui.conftest import QUICK

Key = Qt.Key

# Asking all the time would take the processor from the process that learns.
_PAUSE_MS, _TIMES = 100, 600
KINDS = 3
PHOTOS = 60


def kind(photo_id):
    """Return what a photo shows: a category, by its number."""
    return 1 + photo_id % KINDS


@pytest.fixture(autouse=True)
def shop(app):
    """Make a workspace whose model suggests its first category for photos of three kinds."""
    workspace = make_workspace(app.folder)
    ids = add_photos(workspace, [0.3 + i / 200 for i in range(PHOTOS)], suggestions=[5] * PHOTOS)
    # It names the backbone.
    size = len(Scorer(workspace).head.kernel)
    add_vectors(workspace, ids, [kind(i) for i in ids], size)
    workspace.close()


def start(app):
    window = app.open(create=False, play="", with_jobs=True)
    app.settle()
    return window


def decide(app, times=1):
    """Decide photos as what they show."""
    for _ in range(times):
        app.decide(Key(Key.Key_0 + kind(app.shown)))


def query(app, question, ready=lambda _: True):
    """Run a function on the window's own workspace until its answer is as wanted; return it.

    It runs in a thread of the window. Another connection of this process would take the locks of
    the window's own with it when it is closed, and the process that learns would find none.
    """
    for _ in range(_TIMES):
        answers = []
        app.window.session.store.submit(Lane.READS, question, answers.append)
        app.until(lambda answers=answers: answers)
        if ready(answers[0]):
            return answers[0]
        app.qtbot.wait(_PAUSE_MS)
    pytest.fail(f"{question} answers {answers[0]} still")


def learned(workspace):
    """Return the draft that knows all decisions, if it suggests for photos already."""
    if live.is_due(workspace) or not drafted(workspace):
        return None
    # Read last: a draft that was read before could be older than the answers above.
    return live.learning(workspace).draft


def until_learned(app):
    """Wait until the draft knows all decisions, and the window shows it; return the draft."""
    draft = query(app, learned, ready=lambda draft: draft is not None)
    app.until(lambda: app.window.session.learning.state.draft == draft)
    return draft


def drafted(workspace):
    """Return whether a photo has a draft's suggestion."""
    with workspace.database.read() as session:
        return drafts.any_in_force(session)


def without_draft(workspace):
    """Count the photos to review that have no draft's suggestion."""
    with workspace.database.read() as session:
        undrafted = select(func.count()).where(*UNSETTLED, PhotoRow.draft_id.is_(None))
        return session.scalar(undrafted)


def process(app):
    """Return the number of the process that learns, None without one."""
    pool = app.window.session.pool
    job = pool.find("learn")
    return None if job is None else pool._workers[job]._process.processId()


def line(app):
    status = app.window.status
    return status.learning.full_text() if status.learning.isVisible() else ""


def test_draft_suggests_for_later_photos_and_not_for_the_one_on_the_screen(app):
    start(app)
    assert process(app) is None, "there is nothing to learn from yet"
    assert line(app) == ""
    decide(app, 12)
    app.until(lambda: not app.flow.supply.is_fetching)
    shown, ahead = app.flow.current, [one.photo.id for one in app.flow.ahead]
    draft = until_learned(app)
    query(app, without_draft, ready=lambda count: not count)
    app.page.others_worked()
    app.settle()
    assert app.flow.current == shown
    # A later draft leaves those for which it says the same.
    app.until(lambda: all(one.photo.draft is not None for one in app.flow.ahead))
    assert sorted(one.photo.id for one in app.flow.ahead)[: len(ahead)] == sorted(ahead)
    assert app.window.session.pool.jobs == ()
    n = draft.training_photos
    assert line(app) == f"Suggestions learned from {n} training photos"
    assert "validation" in app.window.status.learning.toolTip()
    for _ in range(4 * AHEAD):
        if app.flow.current.photo.draft is None:
            decide(app)
    current = app.flow.current.photo
    assert current.draft is not None
    assert current.suggestion_id == kind(current.id)
    tip = app.page.panel.categories.card.toolTip()
    assert tip.endswith(f"with live learning (draft {current.draft})")
    app.decide(Key.Key_Return)
    decision = query(app, lambda w: reviewing.show_photo(w, current.id)).decision
    assert decision.category_id == kind(current.id)


def test_draft_follows_undo_and_is_there_after_restart(app):
    app.open(create=False)
    decide(app, 11)
    assert process(app) is None
    app.close()
    start(app)
    first = until_learned(app)  # The decisions of a window that did not learn.
    app.decide(Key.Key_Backspace)
    app.decide(Key.Key_4)
    draft = until_learned(app)
    assert draft.id > first.id
    assert draft.decision_id > first.decision_id
    app.close()
    assert children() == []
    start(app)
    app.until(lambda: app.window.session.learning.state is not None)
    assert app.window.session.learning.state.draft == draft
    assert line(app)
    assert app.flow.current.photo.draft is not None
    assert process(app) is None, "it knows all decisions"
    decide(app)
    assert until_learned(app).decision_id > draft.decision_id


def test_switch_gives_photos_suggestions_of_the_model_again(app):
    window = start(app)
    decide(app, 11)
    until_learned(app)
    app.until(lambda: not app.flow.supply.is_fetching)
    shown = app.flow.current
    window.show_page("models")
    page = window.pages["models"]
    page.show_schedule()
    app.until(page.learning.learn.is_settled)
    page.learning.learn.switch.click()
    query(app, drafted, ready=lambda found: not found)
    app.until(lambda: line(app) == "")
    assert app.flow.current == shown
    app.until(lambda: all(one.photo.draft is None for one in app.flow.ahead))
    assert window.status.work.text() == "No jobs running"
    app.until(page.learning.learn.is_settled)
    page.learning.learn.switch.click()
    until_learned(app)
    app.until(lambda: line(app) != "")


def test_killed_process_is_reported_and_started_again(app, monkeypatch):
    monkeypatch.setattr(live_learning, "_PAUSE_S", 0)
    window = start(app)
    decide(app, 3)
    until_learned(app)
    before = process(app)
    next(child for child in children() if child.pid == before).kill()
    app.until(lambda: app.message is not None)
    assert app.message.happened.startswith("The job ended unexpectedly")
    assert process(app) is None
    decide(app)
    app.until(lambda: process(app) is not None)
    until_learned(app)
    # The system closes the input of the process when the window is killed.
    (worker,) = window.session.pool._workers.values()
    worker.close_input()
    app.until(lambda: process(app) is None)
    assert children() == []


@pytest.fixture
def other(shop, app):
    """Start another process that learns in the workspace, as a second window does."""
    process = subprocess.Popen(QUICK, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    order = {"do": "run", "job": "learn", "workspace": str(app.folder), "params": {}}
    process.stdin.write(json.dumps(order) + "\n")
    process.stdin.flush()

    def is_learning(workspace):
        with workspace.database.read() as session:
            return leases.is_held(session, "learn")

    app.until(lambda: app.query(is_learning))
    yield process
    process.kill()
    process.wait()
    process.stdin.close()


def test_window_learns_once_another_one_is_closed(app, other, monkeypatch):
    monkeypatch.setattr(live_learning, "_PAUSE_S", 0.2)
    start(app)
    codes = []
    app.window.session.pool.ended.connect(lambda job: codes.append(job.outcome.code))
    decide(app, 3)
    app.until(lambda: "job-busy" in codes)
    # The other process learns from decisions of this window too.
    query(app, learned, ready=lambda draft: draft is not None)
    decide(app)
    app.until(lambda: line(app) != "")
    assert app.message is None, "nothing is wrong"
    other.stdin.close()
    other.wait()
    decide(app)
    until_learned(app)
    app.until(lambda: process(app) is not None)


def test_window_without_jobs_never_learns(app):
    app.open(create=False)
    decide(app, 11)
    app.window.session.learning.look()
    app.settle()
    assert process(app) is None
    assert children() == []

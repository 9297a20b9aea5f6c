"""The window on a workspace on a server: decisions are confirmed behind the scenes."""

import subprocess
import sys

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from hitl_app.domain.decisions import Answer
from hitl_app.domain.settings import KEEP_DECISIONS
from hitl_app.services.review import kept, reviewing
from hitl_app.services.settings import get_setting, set_setting
from hitl_app.store.engine import postgres
from hitl_app.store.engine.address import write_address
from hitl_app.store.schema import DecisionRow
from hitl_app.workspace import Workspace, database_path
from tests.helpers.workspace.workspaces import add_photos

Key = Qt.Key
SIX = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
DATABASE = "photos"


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr("hitl_app.ui.session.presence._POLL_MS", 50)
    monkeypatch.setattr("hitl_app.ui.session.server._PATIENCE_S", 1.0)
    monkeypatch.setattr("hitl_app.ui.review.pending._RETRY_MS", 200)


@pytest.fixture
def shop(app, own):
    """Return a window on a workspace on the server, which is not open yet."""
    workspace = Workspace.create_on_server(app.folder, own.address(DATABASE))
    add_photos(workspace, SIX)
    workspace.close()
    return app


@pytest.fixture
def colleague(own, tmp_path):
    """Return a workspace at another computer, which reaches the server directly."""
    opened = []

    def join():
        opened.append(Workspace.connect(tmp_path / "colleague", own.address(DATABASE)))
        return opened[0]

    yield join
    for one in opened:
        one.close()


class Lock:
    """Holds the lock of the writer, so that the server saves nothing meanwhile."""

    def __init__(self, own):
        self._raw = psycopg.connect(own.address(DATABASE), autocommit=True)
        self._raw.execute(f"SELECT pg_advisory_lock({postgres._WRITER})")

    def rows(self):
        return self._raw.execute("SELECT count(*) FROM decision").fetchone()[0]

    def release(self):
        self._raw.close()


@pytest.fixture
def lock(own):
    made = []
    yield lambda: made.append(Lock(own)) or made[0]
    for one in made:
        one.release()


def allow_keeping(app):
    app.query(lambda w: set_setting(w, KEEP_DECISIONS, "1"))


def marks(app):
    """Return the photos of the last decisions with their marks, newest first."""
    return [(row.photo_id, row.mark) for row in app.page.last.rows if row.isVisible()]


def wait_until_saved(app, photos):
    app.until(lambda: marks(app) == [(photo, "") for photo in photos])


def labels(app, count=6):
    def ask(workspace):
        return [reviewing.show_photo(workspace, n).photo.label_id for n in range(1, count + 1)]

    return app.query(ask)


def decisions_of(app, photo):
    def ask(workspace):
        with workspace.database.read() as session:
            query = select(DecisionRow.answer).where(DecisionRow.photo_id == photo)
            return list(session.scalars(query.order_by(DecisionRow.id)))

    return app.query(ask)


def is_away(app):
    return app.window.session.server.is_away


def answers_again(app):
    return app.message is not None and "server" in app.message.happened and not is_away(app)


def test_next_photo_shows_while_the_decision_is_marked_until_it_is_saved(shop, lock):
    shop.open(create=False)
    held = lock()
    for number in (1, 2):
        shop.press(Key.Key_2)
        shop.until(lambda number=number: shop.shown == number + 1 and not shop.flow.is_busy)
    shop.until(lambda: marks(shop) == [(2, "saving…"), (1, "saving…")])
    assert held.rows() == 0
    held.release()
    wait_until_saved(shop, [2, 1])
    assert labels(shop)[:3] == [2, 2, None]


def test_decision_is_undone_from_memory_while_it_is_being_saved(shop, lock):
    shop.open(create=False)
    held = lock()
    # The first is being sent, the second is not.
    for number in (1, 2):
        shop.press(Key.Key_2)
        shop.until(lambda number=number: shop.shown == number + 1 and not shop.flow.is_busy)
    for number in (2, 1):
        shop.until(shop.page.panel.undo.isEnabled)
        shop.press(Key.Key_Backspace)
        shop.until(lambda number=number: shop.shown == number and not shop.flow.is_busy)
    shop.until(lambda: marks(shop) == [])
    assert held.rows() == 0
    shop.press(Key.Key_4)
    shop.until(lambda: shop.shown == 2)
    held.release()
    wait_until_saved(shop, [1])
    shop.settle()
    assert labels(shop)[:2] == [4, None]
    assert decisions_of(shop, 1) in (["category"], ["category", "withdrawn", "category"])
    assert decisions_of(shop, 2) == []
    # A saved one is undone on the server.
    shop.until(shop.page.commands.can_undo)
    shop.press(Key.Key_Backspace)
    shop.until(lambda: shop.shown == 1)
    shop.settle()
    assert labels(shop)[0] is None


def test_window_says_that_the_server_is_away_and_continues_by_itself(shop, own):
    window = shop.open(create=False)
    for round_ in (0, 1):
        own.stop()
        shop.until(lambda: is_away(shop))
        assert shop.message.happened == "The database server does not answer."
        assert shop.message.remedy.startswith("Wait until it answers: the review continues")
        assert window.status.server.isVisible()
        before = shop.shown
        shop.press(Key.Key_2)
        assert (shop.shown, marks(shop)) == (before, [(n, "") for n in range(round_, 0, -1)])
        own.start()
        shop.until(lambda: answers_again(shop))
        assert not window.status.server.isVisible()
        shop.settle()
        shop.decide(Key.Key_2)
        wait_until_saved(shop, list(range(round_ + 1, 0, -1)))
    assert labels(shop)[:2] == [2, 2]


def test_window_shows_why_no_photo_follows_and_the_next_one_when_it_can(shop, own):
    shop.open(create=False)
    # More than are loaded.
    allow_keeping(shop)
    shop.window.session.changed.emit({"settings"})
    shop.until(lambda: shop.flow.pending.may_keep)
    own.stop()
    shop.until(lambda: is_away(shop))
    while shop.shown is not None:
        before = shop.shown
        shop.press(Key.Key_2)
        shop.until(lambda before=before: shop.shown != before and not shop.flow.is_busy)
    assert shop.page.stage.place == "away"
    made = shop.flow.pending.shown
    assert 1 < len(made) <= 6
    own.start()
    shop.until(lambda: not is_away(shop))
    shop.until(lambda: shop.shown is not None or len(made) == 6)
    wait_until_saved(shop, [one.decision.photo_id for one in made])


def test_decisions_are_kept_on_this_computer_if_the_operator_allows_it(shop, own):
    shop.open(create=False)
    own.stop()
    shop.until(lambda: is_away(shop))
    (allow,) = (one for one in shop.window.messages._buttons if "Keep" in one.text())
    QTest.mouseClick(allow, Qt.MouseButton.LeftButton)
    shop.until(lambda: shop.flow.pending.may_keep)
    assert "are kept on this computer" in shop.message.remedy
    for number in (1, 2):
        shop.press(Key.Key_2)
        shop.until(lambda number=number: shop.shown == number + 1 and not shop.flow.is_busy)
    shop.until(lambda: marks(shop) == [(2, "kept here"), (1, "kept here")])
    assert list((shop.folder / kept.FOLDER).glob("*.json"))
    own.start()
    shop.until(lambda: not list((shop.folder / kept.FOLDER).glob("*.json")))
    wait_until_saved(shop, [2, 1])
    assert shop.message.happened == "2 decisions that waited for the server were saved."
    assert labels(shop)[:3] == [2, 2, None]
    assert shop.query(lambda w: get_setting(w, KEEP_DECISIONS)) == 1


def test_more_photos_are_loaded_where_decisions_may_be_kept(shop, own):
    shop.query(lambda w: add_photos(w, [0.9] * 40, folder="/more"))
    shop.open(create=False)
    shop.settle()
    assert len(shop.flow.ahead) < 10
    allow_keeping(shop)
    shop.window.session.changed.emit({"settings"})
    shop.until(lambda: len(shop.flow.ahead) > 20)
    own.stop()
    shop.until(lambda: is_away(shop))
    for number in range(1, 21):
        shop.press(Key.Key_2)
        shop.until(lambda number=number: shop.shown == number + 1 and not shop.flow.is_busy)
    own.start()
    shop.until(lambda: not shop.flow.pending.photos)
    assert labels(shop, 21) == [*[2] * 20, None]


def test_kept_decision_does_not_overwrite_another_operator_and_is_counted(shop, proxy, colleague):
    write_address(database_path(shop.folder), proxy.address(DATABASE))
    allow_keeping(shop)
    shop.open(create=False)
    other = colleague()
    proxy.cut()
    shop.until(lambda: is_away(shop))
    for number in (1, 2):
        shop.press(Key.Key_2)
        shop.until(lambda number=number: shop.shown == number + 1 and not shop.flow.is_busy)
    reviewing.decide(other, 1, Answer.CATEGORY, "ben", 5)
    proxy.restore()
    shop.until(lambda: shop.message and "1 decision that waited" in shop.message.happened)
    assert shop.message.remedy.startswith("1 was not: another operator decided this photo")
    assert labels(shop)[:2] == [5, 2]


def test_window_notices_a_network_that_is_silent_and_continues_with_it(shop, proxy):
    write_address(database_path(shop.folder), proxy.address(DATABASE))
    shop.open(create=False)
    shop.settle()
    proxy.silence()
    shop.press(Key.Key_2)
    shop.until(lambda: is_away(shop))
    assert shop.shown == 2
    shop.until(lambda: marks(shop) == [(1, "not saved")])
    proxy.restore()
    wait_until_saved(shop, [1])
    shop.until(lambda: not is_away(shop))
    assert decisions_of(shop, 1) == ["category"]


def test_kept_decisions_of_a_killed_window_are_given_in_at_the_next_start(shop, own):
    allow_keeping(shop)
    command = [sys.executable, "-m", "tests.helpers.window.away", str(shop.folder), "2"]
    window = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert window.stdout.readline() == "open\n"
        own.stop()
        window.stdin.write("\n")
        window.stdin.flush()
        assert window.stdout.readline() == "kept\n"
    finally:
        window.kill()
        window.communicate()
    own.start()
    assert labels(shop)[:2] == [None, None]
    shop.open(create=False)
    shop.until(lambda: labels(shop)[:3] == [2, 2, None])
    shop.until(lambda: shop.message and shop.message.happened.startswith("2 decisions that waited"))
    assert not list((shop.folder / kept.FOLDER).glob("*.json"))
    shop.until(lambda: shop.shown == 3)


def test_closing_asks_before_decisions_are_lost(shop, own, lock, no_questions):
    window = shop.open(create=False)
    shop.settle()
    lock()
    shop.press(Key.Key_2)
    shop.until(lambda: shop.shown == 2)
    assert window.may_stop_jobs()
    assert no_questions == []
    own.stop()
    shop.until(lambda: is_away(shop))
    assert window.may_stop_jobs()
    assert no_questions == ["Decisions are not saved"]
    own.start()
    wait_until_saved(shop, [1])
    assert window.may_stop_jobs()
    assert len(no_questions) == 1


def keep_switch(app):
    """Return the control of the Models page."""
    app.window.show_page("models")
    page = app.window.pages["models"]
    page.sections.show_section("promise")
    app.until(page.opinions.share.isVisible)
    return page.opinions.keep


def test_setting_is_on_the_models_page_and_belongs_to_this_computer(shop, colleague):
    shop.open(create=False)
    control = keep_switch(shop)
    shop.until(lambda: control.isVisible() and control.is_settled())
    other = colleague()
    for value in (1, 0):
        control.switch.click()
        shop.until(control.is_settled)
        shop.until(lambda value=value: shop.flow.pending.may_keep == bool(value))
        assert shop.query(lambda w: get_setting(w, KEEP_DECISIONS)) == value
        assert get_setting(other, KEEP_DECISIONS) == 0


def test_file_workspace_saves_before_the_next_photo_shows(app):
    app.open(SIX)
    app.press(Key.Key_2)
    app.until(lambda: app.shown == 2)
    assert labels(app)[:2] == [2, None]
    assert not app.flow.pending.is_used
    assert app.flow.pending.shown == ()
    assert not keep_switch(app).isVisible()

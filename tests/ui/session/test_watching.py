"""Tests of watched folders in the window."""

import threading
from dataclasses import replace

import pytest

from hitl_app.imaging.arrivals import Tree
from hitl_app.services.catalogue import watching
from hitl_app.services.catalogue.watching import Scan
from hitl_app.store.engine import leases
from hitl_app.store.imports import imports
from hitl_app.ui.jobs.job import JobState, Outcome


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(watching.Watch.__init__, "__defaults__", (watching.rest, 0.0))
    monkeypatch.setattr("hitl_app.ui.session.watching._SLOW_MS", 50)
    monkeypatch.setattr("hitl_app.ui.session.watching._SOON_MS", 50)


@pytest.fixture
def shop(tmp_path):
    folder = tmp_path / "photos of the shop"
    folder.mkdir()
    return folder


@pytest.fixture
def window(app, monkeypatch, shop):
    """Open a window whose jobs run until cancelled and whose dialog returns the folder."""
    monkeypatch.setattr("hitl_app.ui.kit.dialogs.choose_folder", lambda *_: shop)
    return app.open([0.5], play="waits", with_jobs=True)


def panel(window):
    return window.pages["imports"].watched


def states(window):
    return [row.state.text() for row in panel(window).rows]


def test_watched_folder_is_imported_by_one_job(window, app, shop):
    (shop / "a.jpg").write_bytes(b"a")
    window.commands.watch_folder()
    assert window.page_key == "imports"
    app.until(lambda: states(window) == ["● watched"])
    assert panel(window).rows[0].path.full_text() == str(shop)
    pool = window.session.pool
    app.until(lambda: pool.find("import"))
    assert pool.find("import").params == {"watched": True}
    # A second import does not start beside it.
    (shop / "b.jpg").write_bytes(b"b")
    folders = app.query(lambda w: len(watching.list_folders(w)))
    assert folders == 1
    assert sum(job.name == "import" for job in pool.jobs) == 1


def test_watched_panel_switches_off_and_removes_folder(window, app, shop):
    window.commands.watch_folder()
    app.until(lambda: states(window) == ["● watched"])
    (row,) = panel(window).rows
    row.on.click()
    app.until(lambda: states(window) == ["■ off"])
    assert not panel(window).rows[0].on.isChecked()
    panel(window).rows[0].remove.click()
    app.until(lambda: not panel(window).rows)
    assert not panel(window).isVisible()
    assert app.query(watching.list_folders) == ()


def test_watch_reports_missing_folder_once_and_resumes(window, app, shop, tmp_path):
    window.commands.watch_folder()
    app.until(lambda: states(window) == ["● watched"])
    messages = []
    window.session.told.connect(lambda message: messages.append(message.happened))
    shop.rename(tmp_path / "away")
    app.until(lambda: states(window) == ["▲ not found"])
    scans = []
    real = window.session.watch._scanner.scan
    window.session.watch._scanner.scan = lambda w: scans.append(1) or real(w)
    app.until(lambda: len(scans) > 2)
    assert messages == [f"The watched folder {shop} was not found."]
    (tmp_path / "away").rename(shop)
    app.until(lambda: states(window) == ["● watched"])
    assert messages[1:] == [f"The watched folder {shop} is available again."]


class _Stuck:
    """Disk that does not respond until it is released."""

    def __init__(self, monkeypatch):
        self.asked, self.answers = threading.Event(), threading.Event()
        real = Tree.look

        def scan(tree, pause):
            self.asked.set()
            self.answers.wait()
            return real(tree, pause)

        monkeypatch.setattr(Tree, "look", scan)

    def thread(self):
        return next(t for t in threading.enumerate() if t.name == "window watch")


def test_watch_reports_unresponsive_disk_once(window, app, shop, monkeypatch):
    window.commands.watch_folder()
    app.until(lambda: states(window) == ["● watched"])
    messages = []
    window.session.told.connect(lambda message: messages.append(message.happened))
    watch = window.session.watch
    watch._patience.setInterval(20)
    stuck = _Stuck(monkeypatch)
    app.until(stuck.asked.is_set)
    app.qtbot.wait(100)
    assert messages == [], "a slow disk is not reported yet"
    monkeypatch.setattr("hitl_app.ui.session.watching._SILENT_S", 0.05)
    app.until(lambda: messages)
    app.qtbot.wait(100)
    assert messages == [f"The watched folder {shop} does not respond. Watching is paused."]
    stuck.answers.set()
    app.until(lambda: len(messages) > 1)
    assert messages[1:] == [f"The watched folder {shop} can be read again."]


def test_window_closes_while_watched_disk_does_not_respond(window, app, shop, monkeypatch):
    monkeypatch.setattr("hitl_app.ui.gateway.store_thread.LET_GO_S", 0.05)
    window.commands.watch_folder()
    app.until(lambda: states(window) == ["● watched"])
    stuck = _Stuck(monkeypatch)
    app.until(stuck.asked.is_set)
    thread = stuck.thread()
    app.close()
    assert thread.is_alive(), "the window closed without it"
    stuck.answers.set()
    thread.join()


def test_watch_starts_no_import_while_another_window_watches(window, app, shop):
    def take(workspace):
        with workspace.database.write() as session:
            leases.take_lease(session, watching.LEASE)

    app.query(take)
    (shop / "a.jpg").write_bytes(b"a")
    window.commands.watch_folder()
    app.until(lambda: states(window) == ["● watched by another window"])
    assert window.session.pool.find("import") is None


def test_watch_releases_lease_when_window_closes(window, app, shop):
    window.commands.watch_folder()
    app.until(lambda: states(window) == ["● watched"])
    app.close()

    def is_held(workspace):
        with workspace.database.read() as session:
            return leases.is_held(session, watching.LEASE)

    assert not app.query(is_held)


def test_watch_starts_import_only_when_due(window, monkeypatch):
    watch, started = window.session.watch, []
    monkeypatch.setattr(window.session.pool, "start", lambda *asked: started.append(asked))
    due = Scan(there=("/a",), waiting=3, due=True)
    for scan in (replace(due, importing=True), replace(due, due=False), Scan()):
        watch._on_scan(scan)
    assert started == []
    watch._on_scan(due)
    assert started == [("import", {"watched": True})]


def test_watch_starts_no_import_soon_after_failure(window, app, monkeypatch):
    pool = window.session.pool
    job = pool.start("import", {"watched": True, "play": "failed"})
    app.until(lambda: job.outcome)
    assert app.message.tone == "warning"
    started = []
    monkeypatch.setattr(pool, "start", lambda *asked: started.append(asked))
    window.session.watch._on_scan(Scan(there=("/a",), waiting=3, due=True))
    assert started == []


def test_watched_imports_are_reported_only_with_new_photos(window):
    reports, pool = window.session._news, window.session.pool
    job = pool.start("import", {"watched": True})
    assert reports.message(job, Outcome(JobState.DONE, {})) is None
    assert reports.message(job, Outcome(JobState.FAILED, code="job-busy")) is None
    brought = {"new": 3, "known": 4, "seconds": 2, "watched": True}
    message = reports.message(job, Outcome(JobState.DONE, brought))
    assert message.happened == "3 new photos from watched folders in 2 s."


def test_imports_page_marks_imports_of_watched_folders(app):
    window = app.open([0.5])

    def add(workspace):
        with workspace.database.write() as session:
            imports.start_import(session, [(b"/shop", "/shop")], watched=True)

    app.query(add)
    window.show_page("imports")
    page = window.pages["imports"]
    app.until(lambda: len(page.table.items.rows) == 2)
    assert page.table.items.index(0, 1).data() == "from a watched folder: /shop"

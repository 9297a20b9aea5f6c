"""The window around the pages: opening, jobs, messages, menus, what is dropped."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from hitl_app.domain.runs import RunState
from hitl_app.domain.settings import THRESHOLD
from hitl_app.services import settings
from hitl_app.services.review import reviewing
from hitl_app.store.imports import imports
from hitl_app.ui.commands.keymap import is_shortcut
from hitl_app.ui.commands.table import COMMANDS, bound
from hitl_app.ui.gateway import tasks
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.jobs.job import JobState
from hitl_app.ui.session import recent
from hitl_app.ui.shell.window import MainWindow
from hitl_app.ui.wording import messages
from tests.helpers.processes import children
from tests.helpers.workspaces import make_workspace
from tests.ui.conftest import fake_worker

Key, Mod = Qt.Key, Qt.KeyboardModifier


def drop(window, *paths):
    """Drags files over the window and lets them go; gives whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    given = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Mod.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), *given)
    QApplication.sendEvent(window, enter)
    over = window._drop_zone.isVisible()
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), *given))
    assert not window._drop_zone.isVisible()
    return over


def jobs_of(window):
    started = []
    start = window.session.pool.start

    def remember(name, params=None):
        started.append((name, dict(params or {})))
        return start(name, params)

    window.session.pool.start = remember
    return started


def actions(window):
    """The entries of all menus by text, without the keys."""
    found = {}
    for top in window.menuBar().actions():
        top.menu().aboutToShow.emit()
        for action in top.menu().actions():
            found[action.text().partition("\t")[0]] = action
    return found


def button(page, text):
    return next(b for b in page.findChildren(QPushButton) if b.text() == text)


# Opening.


def test_a_folder_without_a_workspace_is_told_and_an_import_makes_one(app, qtbot, tmp_path):
    window = app.window = MainWindow(program=fake_worker(), with_jobs=True)
    window.show()
    window.open_workspace(app.folder)
    app.until(lambda: window.page_key == "welcome")
    page = window.pages["welcome"]
    assert page.accessibleName().startswith(f"There is no workspace in {app.folder}.")
    assert button(page, "Choose another folder…").isEnabled()
    assert not window.has_workspace()
    drop(window, tmp_path)
    app.until(window.has_workspace)
    app.until(lambda: app.message)
    assert app.message.happened.startswith("2 new photos")
    assert (app.folder / "review.db").exists()


def test_another_folder_is_chosen_after_an_error(app, monkeypatch, tmp_path):
    make_workspace(tmp_path / "other", [0.5]).close()
    (app.folder).mkdir()
    (app.folder / "review.db").write_bytes(b"no database at all, just text")
    window = app.window = MainWindow(with_jobs=False)
    window.show()
    window.open_workspace(app.folder)
    app.until(lambda: window.page_key == "welcome")
    assert "is not a database" in window.pages["welcome"].accessibleName()
    monkeypatch.setattr("hitl_app.ui.kit.dialogs.choose_folder", lambda *_: tmp_path / "other")
    button(window.pages["welcome"], "Choose another folder…").click()
    app.until(lambda: window.page_key == "review" and app.shown)
    assert window.windowTitle() == "other – Second Look"


def test_a_new_window_asks_for_a_folder(app):
    window = app.window = MainWindow(with_jobs=False)
    window.show()
    window.show_welcome()
    assert window.pages["welcome"].accessibleName().startswith("Open a workspace")
    for key in (Key.Key_Return, Key.Key_1, Key.Key_S, Key.Key_U):
        app.press(key)
    assert not any(window.dispatcher.can_run(c) for c in COMMANDS if c.owner == "review")


def test_the_last_workspace_is_remembered(app, home):
    assert recent.last_workspace() is None
    app.open([0.5])
    assert recent.last_workspace() == app.folder
    (app.folder / "review.db").rename(app.folder / "gone")
    assert recent.last_workspace() is None
    (app.folder / "gone").rename(app.folder / "review.db")


def test_another_workspace_takes_the_place_of_the_first(app, tmp_path):
    window = app.open([0.5, 0.6])
    make_workspace(tmp_path / "other", [0.4]).close()
    window.show_page("imports")
    window.open_workspace(tmp_path / "other")
    app.until(window.is_settled)
    assert app.page.header.left.text() == "1 left"
    assert list(window.pages) == ["review"]


def test_closing_at_once_leaves_nothing(app):
    make_workspace(app.folder, [0.5]).close()
    app.window = MainWindow(program=fake_worker())
    app.window.show()
    app.window.open_workspace(app.folder)
    app.close()


# Keys and menus.


def test_the_menus_hold_the_table_of_commands(app):
    window = app.open([0.5])
    listed = [command for command in COMMANDS if command.menu]
    assert set(window.menus.actions) == {command.id for command in listed}
    for command in listed:
        action = window.menus.actions[command.id]
        shortcuts = [key.toString() for key in action.shortcuts()]
        assert shortcuts == [key for key in command.keys if is_shortcut(key)]
        if command.keys and not is_shortcut(command.keys[0]):
            assert "\t" in action.text()


def test_every_command_has_an_owner_with_its_methods(app):
    window = app.open([0.5])
    for page in ("grid", "catalogue", "categories"):
        window.show_page(page)
    owners = {key: page.commands or page for key, page in window.pages.items()}
    owners["window"] = window.commands
    for command in COMMANDS:
        for owner in (command.owner, *command.also):
            for method in (command.action, command.enabled, command.names_itself):
                assert method is None or callable(bound(method, owners[owner])), command.id


def test_no_key_means_two_things():
    for owner in ("window", "review", "grid", "catalogue"):
        keys = [key for c in COMMANDS if {owner, "window"} & {c.owner, *c.also} for key in c.keys]
        assert len(keys) == len(set(keys))


def test_menu_entries_are_grey_when_they_make_no_sense(app):
    window = app.open([0.5])
    entries = actions(window)
    assert entries["Skip"].isEnabled()
    assert not entries["Undo"].isEnabled()
    assert not entries["Cancel retraining"].isEnabled()
    assert not entries["Roll back to previous version"].isEnabled()
    app.decide(Key.Key_2)
    entries = actions(window)
    assert entries["Undo Trouser"].isEnabled()
    assert not entries["Skip"].isEnabled()
    window.show_page("imports")
    assert not actions(window)["Undo"].isEnabled()


def test_a_menu_entry_does_what_its_key_does(app):
    window = app.open([0.5, 0.6])
    action: QAction = actions(window)["Skip"]
    action.trigger()
    app.until(lambda: app.shown == 2)
    assert app.query(reviewing.counts).skipped == 1


def test_pages_by_key(app):
    window = app.open([0.5])
    pages = ("review", "grid", "catalogue", "imports", "models", "insights")
    for digit, page in [*enumerate(pages, 1), (1, "review")]:
        app.press(Key.Key_0 + digit, Mod.ControlModifier)
        assert window.page_key == page
        assert window.rail.buttons[page].isChecked()
    assert app.shown == 1


def test_a_click_on_the_page_that_is_shown_keeps_it(app):
    window = app.open([0.5])
    window.rail.buttons["review"].click()
    assert window.rail.buttons["review"].isChecked()
    window.rail.buttons["imports"].click()
    assert [key for key, b in window.rail.buttons.items() if b.isChecked()] == ["imports"]


def test_digits_and_letters_mean_nothing_on_other_pages(app):
    window = app.open([0.5, 0.6])
    window.show_page("imports")
    for key in (Key.Key_1, Key.Key_S, Key.Key_Return, Key.Key_Backspace):
        app.press(key)
    window.show_page("review")
    app.settle()
    assert app.query(reviewing.counts).to_review == 2


def test_the_keys_at_one_glance(app):
    window = app.open([0.5, 0.6])
    app.press(Key.Key_Question, Mod.ShiftModifier)
    assert window.keys_overlay.isVisible()
    app.press(Key.Key_1)
    assert app.query(reviewing.counts).to_review == 2
    app.press(Key.Key_Escape)
    assert not window.keys_overlay.isVisible()
    app.decide(Key.Key_1)
    assert app.query(reviewing.counts).to_review == 1


# Jobs.


def test_what_is_dropped_is_imported(app, tmp_path):
    window = app.open(with_jobs=True)
    started = jobs_of(window)
    assert drop(window, tmp_path / "a folder", tmp_path / "photos.zip")
    names = [str(tmp_path / "a folder"), str(tmp_path / "photos.zip")]
    app.until(lambda: started)
    assert started == [("import", {"paths": names})]
    app.until(lambda: app.message)
    assert app.message.happened == ("2 new photos in 1 s. One was already imported.")


def test_files_are_dropped_on_every_page_and_everything_on_it(app, tmp_path):
    window = app.open([0.5], with_jobs=True)
    started = jobs_of(window)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    given = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Mod.NoModifier
    for key in (*window.rail.buttons, "categories"):
        window.show_page(key)
        app.until(window.is_settled)
        # Only these hear of a drag; it goes on to what they stand in when they refuse it.
        for target in (window.rail, *window.findChildren(QWidget)):
            if not (target.acceptDrops() and target.isVisible()):
                continue
            QApplication.sendEvent(target, QDragEnterEvent(QPoint(5, 5), *given))
            assert window._drop_zone.isVisible(), (key, target)
            QApplication.sendEvent(window, QDragLeaveEvent())
        QApplication.sendEvent(window.rail, QDragEnterEvent(QPoint(5, 5), *given))
        before = len(started)
        assert drop(window, tmp_path)
        app.until(lambda before=before: len(started) > before)
    app.until(lambda: not window.session.pool.jobs)


def test_a_workspace_is_dropped_on_the_welcome_page(app, tmp_path):
    make_workspace(tmp_path / "other", [0.5]).close()
    window = app.window = MainWindow(with_jobs=False)
    window.show()
    window.show_welcome()
    assert drop(window, tmp_path / "other")
    app.until(lambda: window.page_key == "review" and app.shown)
    assert window.windowTitle() == "other – Second Look"


def test_photos_are_dropped_on_the_welcome_page(app, tmp_path, monkeypatch):
    asked = []

    def choose_folder(_parent, title):
        asked.append(title)
        return app.folder

    monkeypatch.setattr("hitl_app.ui.kit.dialogs.choose_folder", choose_folder)
    window = app.window = MainWindow(program=fake_worker(), with_jobs=True)
    window.show()
    window.show_welcome()
    assert "start one" in window.drop_words()
    assert drop(window, tmp_path)
    app.until(window.has_workspace)
    assert asked == ["Folder for the new workspace"]
    app.until(lambda: app.message)
    assert app.message.happened.startswith("2 new photos")


def test_names_that_are_no_text_reach_the_job(app):
    window = app.open(with_jobs=True)
    started = jobs_of(window)
    window.commands.import_paths([Path("/photos/caf\udce9")])
    assert started == [("import", {"paths": ["/photos/caf\udce9"]})]
    app.until(lambda: not window.session.pool.jobs)


def test_links_are_not_dropped(app):
    window = app.open()
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/photo.jpg")])
    given = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Mod.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), *given)
    QApplication.sendEvent(window, enter)
    assert not window._drop_zone.isVisible()


def test_the_status_line_tells_and_cancels(app):
    window = app.open(play="waits", with_jobs=True)
    assert window.status.work.text() == "No jobs running"
    window.commands.import_paths([Path("/a")])
    app.until(lambda: "1 of 4" in window.status.work.text())
    assert window.status.work.text() == "Importing: reading · 1 of 4 · 2.0/s · 2 s left"
    window.commands.import_paths([Path("/b")])
    assert window.status.work.text().endswith(" · 1 more")
    window.status.cancel.click()
    assert window.status.work.text().startswith("Importing: stopping…")
    app.until(lambda: len(window.session.pool.jobs) == 1)
    assert app.message.happened == "The import was cancelled. The photos read so far are kept."
    assert [words for words, _ in app.message.actions] == ["Resume"]


def test_a_job_that_fails_is_told_with_details_and_can_be_tried_again(app):
    window = app.open(play="failed", with_jobs=True)
    started = jobs_of(window)
    window.commands.import_paths([Path("/a")])
    app.until(lambda: app.message)
    assert app.message.happened == "The disk is full: /full could not be written."
    button(window.messages, "Copy details").click()
    copied = QApplication.clipboard().text()
    assert "The disk is full" in copied
    assert "the traceback" in copied
    button(window.messages, "Try again").click()
    assert started == [("import", {"paths": ["/a"]})] * 2
    app.until(lambda: not window.session.pool.jobs)


def test_a_job_whose_process_dies_is_told(app):
    window = app.open(play="dies", with_jobs=True)
    window.commands.import_paths([Path("/a")])
    app.until(lambda: app.message)
    assert app.message.happened == ("The job ended unexpectedly (exit code 3).")


def test_an_interrupted_import_is_offered(app):
    workspace = make_workspace(app.folder, [0.5])
    with workspace.database.write() as session:
        number = imports.start_import(session, [(b"/usb", "/usb")])
        imports.end_import(session, number, RunState.INTERRUPTED, 9)
    workspace.close()
    window = app.open(create=False, with_jobs=True)
    app.until(lambda: app.message)
    assert app.message.happened == "The last import was interrupted."
    started = jobs_of(window)
    button(window.messages, "Resume").click()
    assert started == [("import", {"resume": number})]
    app.until(lambda: not window.session.pool.jobs)


def test_a_threshold_that_was_not_applied_is_applied(app, monkeypatch):
    workspace = make_workspace(app.folder, [0.5, 0.9])
    settings.set_setting(workspace, THRESHOLD, "0.8")
    workspace.close()
    started = []
    monkeypatch.setattr(
        "hitl_app.ui.jobs.jobs.JobPool.start",
        lambda _self, name, _params=None: started.append(name),
    )
    window = app.open(create=False, with_jobs=True)
    assert started == ["flag"]
    assert window.status.model.full_text() == (
        "Model seed-cnn · auto-accepts from 80.0\u202f%, not certified"
    )


def test_photos_of_an_older_model_are_scored_again(app, monkeypatch):
    started = []
    real = tasks.status

    def stale(workspace):
        from dataclasses import replace

        return replace(real(workspace), stale=12)

    monkeypatch.setattr(tasks, "status", stale)
    monkeypatch.setattr(
        "hitl_app.ui.jobs.jobs.JobPool.start",
        lambda _self, name, _params=None: started.append(name),
    )
    app.open([0.5], with_jobs=True)
    assert started == ["rescore"]


def test_a_retraining_is_not_lost_by_accident(app, monkeypatch):
    window = app.open([0.5], play="waits", with_jobs=True)
    window.session.retrain()
    window.session.retrain()
    assert [job.name for job in window.session.pool.jobs].count("retrain") == 1
    answers = [False, True]
    monkeypatch.setattr("hitl_app.ui.kit.dialogs.confirm", lambda *_: answers.pop(0))
    window.close()
    assert window.isVisible()
    window.close()
    assert not window.isVisible()


def test_what_came_of_a_retraining(app):
    window = app.open([0.5], with_jobs=True)
    window.session.retrain()
    app.until(lambda: app.message)
    assert app.message.happened == (
        "Not enough validation photos to compare seed-cnn-1; seed-cnn stays active."
    )
    assert app.message.remedy == "2 decisions belong to retired categories and were left out."
    button(window.messages, "Show details").click()
    assert window.page_key == "models"


def test_retraining_is_cancelled_from_the_menu(app):
    window = app.open([0.5], play="waits", with_jobs=True)
    window.session.retrain()
    job = window.session.pool.find("retrain")
    app.until(lambda: job.progress is not None)
    actions(window)["Cancel retraining"].trigger()
    app.until(lambda: job.is_over)
    assert job.outcome.state is JobState.CANCELLED
    assert app.message.happened == ("Retraining cancelled. The active model has not changed.")


def test_the_warm_process_ends_with_the_window(app):
    window = app.open([0.5], with_jobs=True)
    window.keep_warm()
    app.until(lambda: not window.session.pool.jobs and len(children()) == 1, 20_000)
    app.close()
    assert children() == []


# Files.


def test_backup(app, monkeypatch, tmp_path):
    window = app.open([0.5])
    monkeypatch.setattr("hitl_app.ui.kit.dialogs.choose_target", lambda *_: tmp_path / "b.zip")
    window.commands.back_up()
    assert window.session.pool.find("backup").params == {"file": str(tmp_path / "b.zip")}
    app.until(lambda: app.message is not None and app.message.tone == "good")
    assert app.message.happened == f"Workspace backed up to {tmp_path / 'b.zip'}."


def test_a_backup_names_the_models_that_are_not_in_it(app, monkeypatch, tmp_path):
    window = app.open([0.5], play="missing")
    monkeypatch.setattr("hitl_app.ui.kit.dialogs.choose_target", lambda *_: tmp_path / "b.zip")
    window.commands.back_up()
    app.until(lambda: app.message is not None and app.message.tone == "warning")
    assert app.message.happened == f"Workspace backed up to {tmp_path / 'b.zip'}."
    assert (
        app.message.remedy
        == "Not included, because their folders are missing or damaged: one, two."
    )


# Messages.


def test_a_message_that_waits_comes_back_after_a_newer_one(app):
    from hitl_app.ui.wording.messages import Message

    bar = app.open([0.5]).messages
    bar.tell(Message("first", actions=(("Go on", lambda: None),), topic="import", waits=True))
    bar.tell(Message("second"))
    assert bar.message.happened == "second"
    bar.tell(Message("third"))
    bar.dismiss()
    assert bar.message.happened == "first"
    bar.tell(Message("fourth", topic="import"))
    bar.dismiss()
    assert not bar.isVisible()


def test_good_news_make_room_by_themselves(app, monkeypatch):
    from hitl_app.ui.wording.messages import Message

    bar = app.open([0.5]).messages
    bar._fade.setInterval(20)
    bar.tell(Message("done", tone="good"))
    app.until(lambda: not bar.isVisible())
    for message in (
        Message("bad", tone="warning"),
        Message("done", tone="good", actions=(("Go", int),)),
    ):
        bar.tell(Message("done", tone="good"))
        bar.tell(message)
        app.qtbot.wait(60)
        assert bar.message is message


def test_what_nobody_foresaw_is_told_with_its_traceback(app):
    window = app.open([0.5])
    window.session.store.submit(Lane.READS, lambda _: {}["lost"], lambda _: None)
    app.until(lambda: app.message)
    assert "KeyError: 'lost'" in app.message.happened
    assert "Traceback" in app.message.detail


def test_what_nobody_foresaw_is_told_in_its_first_line():
    message = messages.of_error(RuntimeError("no such column\n[SQL: SELECT a lot]"))
    assert message.happened.endswith("RuntimeError: no such column. Your decisions are safe.")
    assert "[SQL: SELECT a lot]" in message.detail


def test_who_decides_is_left_a_processor_and_hears_of_jobs_after_the_next_photo(app):
    window = app.open([0.1, 0.2, 0.3], play="waits")
    job = window.session.pool.start("import")
    app.until(lambda: job.progress is not None)
    heard = []
    window.session.changed.connect(heard.append)
    app.decide(Qt.Key.Key_1)
    app.until(lambda: job.progress.stage == "make-room")
    window.session.pool.changed.emit(["photos"])
    # Longer than it takes when nobody decides.
    app.qtbot.wait(500)
    assert not heard
    app.decide(Qt.Key.Key_1)
    app.until(lambda: heard == [{"photos"}])
    window.session.pool.cancel(job)
    app.until(lambda: job.is_over)

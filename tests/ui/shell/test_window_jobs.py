"""Tests of jobs and messages in the main window."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hitl_app.domain.runs import RunState
from hitl_app.domain.settings import THRESHOLD
from hitl_app.services import settings
from hitl_app.store.imports import imports
from hitl_app.ui.gateway import tasks
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.jobs.job import JobState
from hitl_app.ui.wording import messages
from tests.helpers.processes import children
from tests.helpers.window.main_window import actions, button, jobs_of
from tests.helpers.workspace.workspaces import make_workspace


def test_status_line_shows_progress_and_cancels_job(app):
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


def test_failed_job_is_reported_with_details_and_retry(app):
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


def test_dead_process_is_reported(app):
    window = app.open(play="dies", with_jobs=True)
    window.commands.import_paths([Path("/a")])
    app.until(lambda: app.message)
    assert app.message.happened == ("The job ended unexpectedly (exit code 3).")


def test_window_offers_to_resume_interrupted_import(app):
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


def test_window_applies_pending_threshold_when_opened(app, monkeypatch):
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


def test_window_rescores_photos_of_older_model_when_opened(app, monkeypatch):
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


def test_window_asks_before_closing_while_retraining_runs(app, monkeypatch):
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


def test_window_reports_result_of_retraining(app):
    window = app.open([0.5], with_jobs=True)
    window.session.retrain()
    app.until(lambda: app.message)
    assert app.message.happened == (
        "Not enough validation photos to compare seed-cnn-1; seed-cnn stays active."
    )
    assert app.message.remedy == "2 decisions belong to retired categories and were left out."
    button(window.messages, "See why").click()
    assert window.page_key == "models"
    assert window.pages["models"].sections.shown() == "retraining"


def test_menu_cancels_retraining(app):
    window = app.open([0.5], play="waits", with_jobs=True)
    window.session.retrain()
    job = window.session.pool.find("retrain")
    app.until(lambda: job.progress is not None)
    actions(window)["Cancel retraining"].trigger()
    app.until(lambda: job.is_over)
    assert job.outcome.state is JobState.CANCELLED
    assert app.message.happened == ("Retraining cancelled. The active model has not changed.")


def test_warm_process_ends_when_window_closes(app):
    window = app.open([0.5], with_jobs=True)
    window.keep_warm()
    app.until(lambda: not window.session.pool.jobs and len(children()) == 1, 20_000)
    app.close()
    assert children() == []


# Files.


def test_back_up_reports_saved_file(app, monkeypatch, tmp_path):
    window = app.open([0.5])
    monkeypatch.setattr("hitl_app.ui.kit.dialogs.choose_target", lambda *_: tmp_path / "b.zip")
    window.commands.back_up()
    assert window.session.pool.find("backup").params == {"file": str(tmp_path / "b.zip")}
    app.until(lambda: app.message is not None and app.message.tone == "good")
    assert app.message.happened == f"Workspace backed up to {tmp_path / 'b.zip'}."


def test_back_up_names_models_left_out(app, monkeypatch, tmp_path):
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


def test_message_bar_shows_pending_message_after_newer_ones(app):
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


def test_message_bar_hides_success_messages_after_a_while(app, monkeypatch):
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


def test_unexpected_error_is_reported_with_traceback(app):
    window = app.open([0.5])
    window.session.store.submit(Lane.READS, lambda _: {}["lost"], lambda _: None)
    app.until(lambda: app.message)
    assert "KeyError: 'lost'" in app.message.happened
    assert "Traceback" in app.message.detail


def test_of_error_shows_first_line_of_unexpected_error():
    message = messages.of_error(RuntimeError("no such column\n[SQL: SELECT a lot]"))
    assert message.happened.endswith("RuntimeError: no such column. Your decisions are safe.")
    assert "[SQL: SELECT a lot]" in message.detail


def test_decision_makes_jobs_yield_and_delays_their_changes(app):
    window = app.open([0.1, 0.2, 0.3], play="waits")
    job = window.session.pool.start("import")
    app.until(lambda: job.progress is not None)
    emitted = []
    window.session.changed.connect(emitted.append)
    app.decide(Qt.Key.Key_1)
    app.until(lambda: job.progress.stage == "decided")
    window.session.pool.changed.emit(["photos"])
    # Longer than the delay when no decision is pending.
    app.qtbot.wait(500)
    assert not emitted
    app.decide(Qt.Key.Key_1)
    app.until(lambda: emitted == [{"photos"}])
    window.session.pool.cancel(job)
    app.until(lambda: job.is_over)

"""The form that asks what is exported, and what becomes of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hitl_app.domain.photos import PhotoState
from hitl_app.services.exports.formats import BY_NAME as EXPORT_FORMATS
from hitl_app.ui.jobs.wording import written_message
from hitl_app.ui.shell.export_dialog import ExportDialog


def form(app, play="done"):
    window = app.open([0.5, 0.6], play=play)
    app.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    if window.findChild(ExportDialog) is None:
        # Without a window manager no menu hears its shortcut.
        window.commands.export()
    return window.findChild(ExportDialog)


def choose(dialog, kind):
    dialog.formats.setCurrentIndex(dialog.formats.findData(kind))


def run(app, dialog):
    QTest.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    job = app.window.session.pool.find("export")
    app.until(lambda: app.message is not None)
    return job


@pytest.mark.parametrize("kind", EXPORT_FORMATS)
def test_what_the_form_says_is_what_the_job_is_told(app, tmp_path, kind):
    dialog = form(app)
    choose(dialog, kind)
    dialog.target.setText(str(tmp_path / "out"))
    dialog.states[PhotoState.TO_REVIEW].setChecked(False)
    dialog.links.setChecked(True)
    QTest.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    job = app.window.session.pool.find("export")
    assert job.params == {
        "target": str(tmp_path / "out"),
        "kind": kind,
        "states": ["reviewed", "auto-accepted"],
        "links": kind in ("folders", "imagefolder"),
    }
    app.until(lambda: app.message is not None)
    assert app.message.happened == f"2 photos exported to {tmp_path / 'out'}."


def test_form_says_what_saving_over_a_link_does_once_links_are_wanted(app):
    dialog = form(app)
    choose(dialog, "folders")
    assert dialog.caution.text() == ""
    size = dialog.size()
    dialog.links.setChecked(True)
    assert dialog.caution.text().startswith("Saving over a link can change the original")
    assert dialog.sizeHint().height() <= size.height()
    choose(dialog, "csv")
    assert dialog.caution.text() == ""


def test_written_message_tells_of_links_and_of_paths_that_a_reader_takes_for_patterns():
    said = {"photos": 3, "missing": 0, "file": "out", "linked": 1, "pattern": False}
    message = written_message("export", said)
    assert message.remedy == "One is a link: editing it can change the original."
    assert message.tone == "good"
    message = written_message("export", said | {"linked": 3, "pattern": True})
    assert message.remedy.startswith("3 are links: editing one can change the original.")
    assert "Move the folder to a path without" in message.remedy
    assert message.tone == "warning"


def test_an_ending_follows_the_format_and_what_was_typed_stays(app, tmp_path):
    dialog = form(app)
    assert dialog.target.text().endswith("shop-labels.csv")
    for kind, end in (("coco", "labels.json"), ("folders", "labels"), ("xlsx", "labels.xlsx")):
        choose(dialog, kind)
        assert dialog.target.text().endswith(end)
    dialog.target.setText(str(tmp_path / "mine.txt"))
    choose(dialog, "csv")
    assert dialog.target.text() == str(tmp_path / "mine.txt")


def test_nothing_can_be_exported_to_nowhere_or_of_nothing(app, tmp_path):
    dialog = form(app)
    assert dialog.export.isEnabled()
    dialog.target.setText("beside/me.csv")
    assert not dialog.export.isEnabled()
    dialog.target.setText(str(tmp_path / "out.csv"))
    for box in dialog.states.values():
        box.setChecked(False)
    assert not dialog.export.isEnabled()


def test_a_file_that_is_there_is_replaced_only_when_that_is_said(app, tmp_path, monkeypatch):
    (tmp_path / "out.csv").write_text("old")
    dialog = form(app)
    dialog.target.setText(str(tmp_path / "out.csv"))
    monkeypatch.setattr("hitl_app.ui.kit.dialogs.confirm", lambda *_: False)
    QTest.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    assert app.window.session.pool.find("export") is None
    monkeypatch.setattr("hitl_app.ui.kit.dialogs.confirm", lambda *_: True)
    assert run(app, dialog).params["target"] == str(tmp_path / "out.csv")


def test_photos_that_were_left_out_are_told(app, tmp_path):
    dialog = form(app, "missing")
    choose(dialog, "folders")
    dialog.target.setText(str(tmp_path / "out"))
    run(app, dialog)
    assert app.message.remedy == "One was left out: its file is missing or has changed."


def test_an_export_that_is_cancelled_says_that_nothing_was_written(app, tmp_path):
    dialog = form(app, "waits")
    dialog.target.setText(str(tmp_path / "out.csv"))
    QTest.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    window = app.window
    app.until(window.status.bar.isVisible)
    QTest.mouseClick(window.status.cancel, Qt.MouseButton.LeftButton)
    app.until(lambda: app.message is not None)
    assert app.message.happened == "Cancelled. No file was written."


def test_an_export_that_failed_says_why_and_can_be_tried_again(app, tmp_path):
    dialog = form(app, "failed")
    run(app, dialog)
    assert app.message.happened == "The disk is full: /full could not be written."
    assert [words for words, _ in app.message.actions] == ["Try again"]

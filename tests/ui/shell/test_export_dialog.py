"""Tests of the export dialog and of the messages about exports."""

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from hitl_app.domain.photos import PhotoState
from hitl_app.services.exports.formats import BY_NAME as EXPORT_FORMATS
from hitl_app.ui.jobs.wording import written_message
from hitl_app.ui.shell.export_dialog import ExportDialog
from tests.helpers.window.main_window import button


def form(app, play="done"):
    window = app.open([0.5, 0.6], play=play)
    app.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    if window.findChild(ExportDialog) is None:
        # Without a window manager menu shortcuts do not work.
        window.commands.export()
    dialog = window.findChild(ExportDialog)
    app.until(lambda: "(" in dialog.states[PhotoState.REVIEWED].text())
    return dialog


def choose(dialog, kind):
    dialog.formats.setCurrentIndex(dialog.formats.findData(kind))


def run(app, dialog):
    QTest.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    job = app.window.session.pool.find("export")
    app.until(lambda: app.message is not None)
    return job


@pytest.mark.parametrize("kind", EXPORT_FORMATS)
def test_export_dialog_passes_its_choices_to_job(app, tmp_path, kind):
    dialog = form(app)
    choose(dialog, kind)
    dialog.target.setText(str(tmp_path / "out"))
    dialog.states[PhotoState.REVIEWED].setChecked(False)
    dialog.links.setChecked(True)
    QTest.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    job = app.window.session.pool.find("export")
    assert job.params == {
        "target": str(tmp_path / "out"),
        "kind": kind,
        "states": ["auto-accepted", "to-review"],
        "links": kind in ("folders", "imagefolder"),
    }
    app.until(lambda: app.message is not None)
    assert app.message.happened == f"2 photos exported to {tmp_path / 'out'}."


class FileManager(QObject):
    """The system's file manager, as far as the window knows it."""

    def __init__(self):
        super().__init__()
        self.opened = []

    @Slot(QUrl)
    def show_folder(self, url):
        self.opened.append(url.toLocalFile())


def test_message_on_an_export_opens_the_folder_of_the_file(app, tmp_path):
    manager = FileManager()
    QDesktopServices.setUrlHandler("file", manager, "show_folder")
    try:
        form(app).close()
        for name in ("one", "two"):
            app.window.commands.export()
            dialog = app.window.findChildren(ExportDialog)[-1]
            choose(dialog, "csv")
            dialog.target.setText(str(tmp_path / name / "labels.csv"))
            run(app, dialog)
            assert app.window.messages._fade.isActive(), "it leaves by itself all the same"
            QTest.qWait(500)
            show = button(app.window.messages, "Show in folder")
            QTest.mouseClick(show, Qt.MouseButton.LeftButton)
            app.until(lambda: app.message is None)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert manager.opened == [str(tmp_path / "one"), str(tmp_path / "two")]


def test_export_dialog_offers_links_for_folders_alone_and_moves_nothing(app):
    dialog = form(app)
    choose(dialog, "csv")
    before = dialog.target.geometry(), dialog.size()
    assert not dialog.links.isVisible()
    choose(dialog, "folders")
    assert dialog.links.isVisible()
    app.qtbot.wait(50)
    assert (dialog.target.geometry(), dialog.size()) == before


def test_export_dialog_warns_when_links_are_chosen(app):
    dialog = form(app)
    choose(dialog, "folders")
    assert dialog.note.text() == "2 photos will be exported."
    size = dialog.size()
    dialog.links.setChecked(True)
    assert dialog.note.text().startswith(
        "2 photos will be exported. Saving over a link can change the original"
    )
    assert dialog.sizeHint().height() <= size.height()
    choose(dialog, "csv")
    assert dialog.note.text() == "2 photos will be exported."


def test_export_dialog_counts_the_photos_of_the_chosen_states(app):
    dialog = form(app)
    assert [box.text() for box in dialog.states.values()] == [
        "Reviewed (0)",
        "Auto-accepted (0)",
        "To review (2)",
    ]
    for _ in range(2):
        dialog.states[PhotoState.TO_REVIEW].setChecked(False)
        assert dialog.note.text() == "No photos to export."
        assert not dialog.export.isEnabled()
        dialog.states[PhotoState.TO_REVIEW].setChecked(True)
        assert dialog.note.text() == "2 photos will be exported."
        assert dialog.export.isEnabled()


def test_written_message_mentions_links_and_pattern_paths():
    result = {"photos": 3, "missing": 0, "file": "out", "linked": 1, "pattern": False}
    message = written_message("export", result)
    assert message.remedy == "One is a link: editing it can change the original."
    assert message.tone == "good"
    message = written_message("export", result | {"linked": 3, "pattern": True})
    assert message.remedy.startswith("3 are links: editing one can change the original.")
    assert "Move the folder to a path without" in message.remedy
    assert message.tone == "warning"


def test_export_dialog_changes_suffix_with_format_unless_path_was_typed(app, tmp_path):
    dialog = form(app)
    assert dialog.target.text().endswith("shop-labels.csv")
    for kind, end in (("coco", "labels.json"), ("folders", "labels"), ("xlsx", "labels.xlsx")):
        choose(dialog, kind)
        assert dialog.target.text().endswith(end)
    dialog.target.setText(str(tmp_path / "mine.txt"))
    choose(dialog, "csv")
    assert dialog.target.text() == str(tmp_path / "mine.txt")


def test_export_dialog_needs_absolute_path_and_photo_states(app, tmp_path):
    dialog = form(app)
    assert dialog.export.isEnabled()
    dialog.target.setText("beside/me.csv")
    assert not dialog.export.isEnabled()
    dialog.target.setText(str(tmp_path / "out.csv"))
    for box in dialog.states.values():
        box.setChecked(False)
    assert not dialog.export.isEnabled()


def test_export_dialog_replaces_file_only_after_confirmation(app, tmp_path, monkeypatch):
    (tmp_path / "out.csv").write_text("old")
    dialog = form(app)
    dialog.target.setText(str(tmp_path / "out.csv"))
    monkeypatch.setattr("hitl_app.ui.kit.dialogs.confirm", lambda *_: False)
    QTest.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    assert app.window.session.pool.find("export") is None
    monkeypatch.setattr("hitl_app.ui.kit.dialogs.confirm", lambda *_: True)
    assert run(app, dialog).params["target"] == str(tmp_path / "out.csv")


def test_export_reports_photos_left_out(app, tmp_path):
    dialog = form(app, "missing")
    choose(dialog, "folders")
    dialog.target.setText(str(tmp_path / "out"))
    run(app, dialog)
    assert app.message.remedy == "One was left out: its file is missing or has changed."


def test_export_reports_no_file_when_cancelled(app, tmp_path):
    dialog = form(app, "waits")
    dialog.target.setText(str(tmp_path / "out.csv"))
    QTest.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    window = app.window
    app.until(window.status.bar.isVisible)
    QTest.mouseClick(window.status.cancel, Qt.MouseButton.LeftButton)
    app.until(lambda: app.message is not None)
    assert app.message.happened == "Cancelled. No file was written."


def test_export_reports_reason_and_offers_retry_when_it_fails(app, tmp_path):
    dialog = form(app, "failed")
    run(app, dialog)
    assert app.message.happened == "The disk is full: /full could not be written."
    assert [words for words, _ in app.message.actions] == ["Try again"]

"""Tests of the dialog for the export of a model."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hitl_app.ui.kit import dialogs
from hitl_app.ui.models import export_dialog
from hitl_app.ui.models.export_dialog import ModelExportDialog
from tests.helpers.workspace.drafts import suggest_by_draft
from tests.helpers.workspace.workspaces import make_workspace
from training.runtimes.formats import RUNTIMES


@pytest.fixture
def window(app):
    return app.open([0.5, 0.6], play="done")


def form(app):
    app.window.commands.export_model()
    app.until(lambda: app.window.findChild(ModelExportDialog) is not None)
    return app.window.findChild(ModelExportDialog)


def press(dialog):
    QTest.mouseClick(dialog.export, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda one: one.name)
def test_dialog_passes_its_choices_to_job(app, window, tmp_path, runtime):
    dialog = form(app)
    dialog.formats.setCurrentIndex(dialog.formats.findData(runtime.name))
    assert dialog.target.path().name == f"seed-cnn-{runtime.name}"
    dialog.zip.setChecked(True)
    assert dialog.target.path().name == f"seed-cnn-{runtime.name}.zip"
    dialog.target.setText(str(tmp_path / "out.zip"))
    press(dialog)
    assert window.session.pool.find("runtime-export").params == {
        "version": "seed-cnn",
        "target": str(tmp_path / "out.zip"),
        "runtime": runtime.name,
        "draft": False,
        "replace": False,
    }


def test_dialog_keeps_typed_target_and_needs_an_absolute_one(app, window, tmp_path):
    dialog = form(app)
    dialog.target.setText(str(tmp_path / "mine"))
    dialog.formats.setCurrentIndex(0)
    assert dialog.target.path() == tmp_path / "mine"
    dialog.zip.setChecked(True)
    dialog.zip.setChecked(False)
    assert dialog.target.path() == tmp_path / "mine"
    assert dialog.export.isEnabled()
    dialog.target.setText("mine")
    assert not dialog.export.isEnabled()


def test_dialog_names_missing_library(app, window, monkeypatch):
    dialog = form(app)
    monkeypatch.setattr("training.runtimes.formats.find_spec", lambda _name: None)
    dialog.formats.setCurrentIndex(dialog.formats.findData("openvino"))
    assert "pip install 'hitl-app[openvino]'" in dialog.about.text()
    assert not dialog.export.isEnabled()
    dialog.formats.setCurrentIndex(dialog.formats.findData("onnx"))
    assert dialog.export.isEnabled()


def test_dialog_offers_live_learning_of_active_version(app, tmp_path):
    workspace = make_workspace(app.folder, [0.5, 0.6])
    suggest_by_draft(workspace, 1, photos=214)
    workspace.close()
    window = app.open(create=False, play="done")
    dialog = form(app)
    assert dialog.draft.isVisible()
    assert dialog.draft.text() == "With live learning from 214 training photos"
    dialog.target.setText(str(tmp_path / "out"))
    press(dialog)
    assert window.session.pool.find("runtime-export").params["draft"] is True


def test_model_is_exported_and_replaced_after_a_question(app, tmp_path, monkeypatch):
    app.open([0.5, 0.6], play="", with_jobs=True)
    out = tmp_path / "out"
    questions = []

    def confirm(_parent, title, text, _yes):
        questions.append((title, text))
        return len(questions) > 1

    monkeypatch.setattr(export_dialog.dialogs, "confirm", confirm)
    assert dialogs.confirm is confirm
    for turn in range(2):
        dialog = form(app)
        dialog.target.setText(str(out))
        press(dialog)
        if turn:
            # Refused at first.
            assert dialog.isVisible()
            assert app.window.session.pool.find("runtime-export") is None
            press(dialog)
        app.until(lambda: app.window.session.pool.find("runtime-export") is None, 120_000)
        app.until(lambda: app.message is not None)
        assert app.message.happened == f"Model seed-cnn exported to {out}."
        assert "with the same category" in app.message.remedy
        assert json.loads((out / "categories.json").read_text())
        app.window.messages.dismiss()
    assert len(questions) == 2
    assert [path.name for path in tmp_path.iterdir() if path.name == "out"] == ["out"]

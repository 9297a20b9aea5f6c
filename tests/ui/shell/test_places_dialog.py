"""Where the photos are: set and removed in the window, with pictures that follow."""

import shutil

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hitl_app.services import places
from hitl_app.ui.kit import dialogs
from hitl_app.ui.shell.places_dialog import PlacesDialog
from hitl_app.ui.shell.preferences import PreferencesDialog
from tests.helpers.workspace.workspaces import add_photos, make_workspace

SIDE = 220
NOTE = "original not found: stored thumbnail"


@pytest.fixture
def moved(app, tmp_path):
    """Open a workspace whose photos were moved, and return their new folder."""
    old, new = tmp_path / "old", tmp_path / "drive"
    old.mkdir()
    for name in ("a.png", "b.png"):
        Image.new("L", (SIDE, SIDE), 90).save(old / name)
    workspace = make_workspace(app.folder)
    add_photos(workspace, [0.5, 0.6], folder=str(old), names=["a.png", "b.png"])
    workspace.close()
    shutil.move(old, new)
    app.open(create=False)
    return new


def opened(app) -> PlacesDialog:
    app.window.show_preferences()
    preferences = app.window.findChild(PreferencesDialog)
    QTest.mouseClick(preferences.photos, Qt.MouseButton.LeftButton)
    return preferences.findChild(PlacesDialog)


def click(button) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def name_and_remove(app, new, old):
    """Name a folder in the dialog, see the original, and remove the folder."""
    view = app.page.view
    app.until(lambda: view._note.text() == NOTE)
    dialog = opened(app)
    # The folder that is not found is offered.
    app.until(lambda: dialog.stored.currentText() == str(old))
    assert not dialog.add.isEnabled()
    click(dialog.choose)
    click(dialog.add)
    app.until(lambda: len(dialog.rows) == 1)
    assert dialog.rows[0].path.full_text() == f"{old} is {new}"
    assert dialog.rows[0].state.text() == ""
    app.until(lambda: view.has_original() and not view._note.text())
    assert max(app.page.loader.known(app.shown)[0].image.size().toTuple()) >= SIDE
    click(dialog.rows[0].remove)
    app.until(lambda: dialog.rows == [])
    app.window.findChild(PreferencesDialog).reject()
    assert places.list_places() == ()


def test_original_shows_as_soon_as_its_folder_is_named(app, moved, monkeypatch, tmp_path):
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: moved)
    for _time in range(2):
        name_and_remove(app, moved, tmp_path / "old")
    app.until(lambda: app.page.view._note.text() == NOTE)


def test_folder_that_leads_nowhere_or_is_relative_is_named(app, moved, tmp_path):
    dialog = opened(app)
    app.until(dialog.stored.currentText)
    dialog.stored.setCurrentText("shop")
    dialog.here.setText(str(moved))
    click(dialog.add)
    app.until(lambda: "no absolute path" in dialog.problem.text())
    dialog.stored.setCurrentText(r"P:\shop")
    dialog.here.setText(str(tmp_path / "none"))
    click(dialog.add)
    app.until(lambda: len(dialog.rows) == 1)
    assert dialog.rows[0].state.text() == "▲ not found"
    assert dialog.problem.text() == ""
    app.window.findChild(PreferencesDialog).reject()


def test_catalogue_notes_a_lost_original_and_shows_it_again(app, moved, tmp_path):
    app.window.show_page("catalogue")
    page = app.window.pages["catalogue"]
    app.until(lambda: page.detail.picture.note == NOTE)
    places.set_place(str(tmp_path / "old"), moved)
    app.window.session.changed.emit({"places"})
    app.until(lambda: page.detail.picture.note == "" and page.is_settled())
    assert max(page.detail.picture._image.size().toTuple()) >= SIDE


def test_places_need_a_workspace(app):
    app.open(create=False)
    app.window.show_preferences()
    preferences = app.window.findChild(PreferencesDialog)
    assert not preferences.photos.isEnabled()
    preferences.reject()

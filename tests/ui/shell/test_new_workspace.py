"""The dialog for a new workspace: photos, place, categories, model."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hitl_app import resources
from hitl_app.domain.starter_sets import GREY_KNOWN, KNOWN_SET
from hitl_app.services.categories import categories
from hitl_app.services.models import versions
from hitl_app.services.review import reviewing
from hitl_app.ui.kit import dialogs
from hitl_app.ui.session import languages, recent
from hitl_app.ui.shell.new_workspace.dialog import NewWorkspaceDialog
from hitl_app.ui.shell.window import MainWindow
from tests.helpers.window.main_window import button, drop
from tests.helpers.workspace.workspaces import make_workspace
from tests.ui.conftest import QUICK

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def photos(tmp_path) -> Path:
    """Return a folder with a folder a category, and two photos in colour in each."""
    folder = tmp_path / "autumn"
    for place, name in enumerate(("Boots", "Scarves")):
        (folder / name).mkdir(parents=True)
        for number in range(2):
            colour = (200, 40 + 90 * number, 60 * place)
            Image.new("RGB", (80, 90), colour).save(folder / name / f"{number}.jpg")
    return folder


@pytest.fixture
def welcomed(app):
    """Return a window without a workspace, with real jobs."""
    window = app.window = MainWindow(program=QUICK, with_jobs=True)
    window.show()
    window.show_welcome()
    return window


def opened(app) -> NewWorkspaceDialog:
    """Return the dialog once it is open and its photos are counted."""
    app.until(lambda: app.window.findChild(NewWorkspaceDialog) is not None)
    dialog = app.window.findChild(NewWorkspaceDialog)
    app.until(dialog.is_settled)
    return dialog


def press(widget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def choose_folders(monkeypatch, *folders) -> None:
    left = list(folders)
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: left.pop(0))


def category_names(app) -> list[str]:
    return app.query(lambda workspace: [c.name for c in categories.list_categories(workspace)])


def test_workspace_begins_with_photos_and_folder_names_after_one_dialog(
    app, welcomed, photos, monkeypatch, home
):
    press(button(welcomed.pages["welcome"], "New workspace…"))
    dialog = opened(app)
    assert dialog.model.text() == "It is chosen when the first photos are imported."
    choose_folders(monkeypatch, photos)
    press(dialog.photos.folder)
    app.until(lambda: dialog.photos.found is not None)
    assert dialog.photos.shown.full_text().endswith("autumn: 4 photos")
    assert dialog.name.text() == "autumn"
    assert dialog.folder == recent.workspaces_folder() / "autumn"
    assert photos not in dialog.folder.parents, "never among the photos by itself"
    assert "because the photos are in colour" in dialog.model.text()
    dialog.categories.sets.setCurrentText("From the folder names")
    assert dialog.categories.names.toPlainText() == "Boots\nScarves"
    assert "does not know these categories yet" in dialog.model.text()
    dialog.categories.names.appendPlainText("T-shirts\nDress")
    assert "It knows 2 of these categories by name" in dialog.model.text()
    dialog.categories.names.setPlainText("Boots\nScarves\nHats")
    assert "It knows 1 of these categories by name" in dialog.model.text()
    dialog.categories.sets.setCurrentText("From the folder names")
    app.folder = dialog.folder
    press(dialog.begin)
    app.until(welcomed.has_workspace)
    app.until(lambda: app.message and app.message.happened.startswith("4 new photos"))
    app.close()
    assert category_names(app) == ["Boots", "Scarves"]
    assert app.query(reviewing.counts).photos == 4
    # Opened again, it is the same.
    app.open(create=False)
    assert app.page.header.left.text() == "4 left"
    assert category_names(app) == ["Boots", "Scarves"]
    assert sorted(path.name for path in photos.iterdir()) == ["Boots", "Scarves"]


def test_folder_of_photos_opened_as_workspace_is_offered_for_import(
    app, welcomed, photos, monkeypatch
):
    choose_folders(monkeypatch, photos)
    press(button(welcomed.pages["welcome"], "Open a workspace…"))
    dialog = opened(app)
    assert dialog.photos.paths == (photos,)
    assert "autumn is not a workspace." in " ".join(
        label.text() for label in dialog.findChildren(type(dialog.caution))
    )
    app.folder = dialog.folder
    press(dialog.begin)
    app.until(lambda: app.message and app.message.happened.startswith("4 new photos"))
    app.close()
    assert app.query(versions.why_active)[1] == "other-photos"


def test_dialog_opens_by_key_and_by_dropped_photos(app, photos):
    window = app.open([0.5])
    app.press(Key.Key_N, Mod.ControlModifier)
    opened(app).reject()
    window.close_workspace()
    window.show_welcome()
    app.until(lambda: window.findChild(NewWorkspaceDialog) is None)
    assert drop(window, photos)
    dialog = opened(app)
    assert dialog.photos.found.photos == 4
    dialog.reject()


def test_place_among_photos_warns_and_existing_workspace_is_refused(
    app, welcomed, photos, monkeypatch, tmp_path
):
    make_workspace(tmp_path / "taken" / "autumn").close()
    assert drop(welcomed, photos)
    dialog = opened(app)
    choose_folders(monkeypatch, photos, tmp_path / "taken")
    press(dialog.change)
    assert "This folder is among your photos." in dialog.caution.text()
    assert dialog.caution.property("kind") == "warning"
    press(dialog.change)
    assert dialog.name.text() == "autumn 2", "a free name is proposed"
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "autumn")
    assert dialog.caution.text().startswith("There is already a workspace")
    assert not dialog.begin.isEnabled()
    QTest.keyClicks(dialog.name, "/x")
    assert not dialog.begin.isEnabled()
    dialog.reject()


def test_own_categories_are_typed_or_begin_with_a_starter_set(app, welcomed, tmp_path):
    press(button(welcomed.pages["welcome"], "New workspace…"))
    dialog = opened(app)
    part = dialog.categories
    part.sets.setCurrentText("Furniture")
    assert "Wardrobe" in part.names.toPlainText()
    part.names.selectAll()
    QTest.keyClicks(part.names, "Kettle\rTeapot\rkettle")
    assert part.sets.currentText() == "My own: type or paste"
    assert part.about.text() == "kettle is listed twice."
    assert not dialog.begin.isEnabled()
    for _letter in range(7):
        QTest.keyClick(part.names, Key.Key_Backspace)
    assert part.about.text() == "2 categories"
    app.folder = dialog.folder
    press(dialog.begin)
    app.until(welcomed.has_workspace)
    app.close()
    assert category_names(app) == ["Kettle", "Teapot"]


def test_refused_category_name_tells_why(app, welcomed):
    press(button(welcomed.pages["welcome"], "New workspace…"))
    dialog = opened(app)
    part = dialog.categories
    for name, why in ((70 * "k", "The name is longer than 60 characters."),
                      ("skip", "skip is a reserved name.")):  # fmt: skip
        part.names.selectAll()
        QTest.keyClicks(part.names, name)
        assert part.about.text().endswith(f"” cannot be used. {why}")
        assert not dialog.begin.isEnabled()
    dialog.reject()


def test_dialog_lists_the_categories_of_the_model_that_fits_the_photos(app, welcomed, photos):
    grey, names = resources.grey_catalogue(), KNOWN_SET.names("en")
    press(button(welcomed.pages["welcome"], "New workspace…"))
    dialog = opened(app)
    part = dialog.categories
    for _ in range(2):
        dialog.photos.choose([grey])
        app.until(dialog.is_settled)
        assert tuple(part.names.toPlainText().splitlines()) == names[:GREY_KNOWN]
        assert part.is_known()
        dialog.photos.choose([photos])
        app.until(dialog.is_settled)
        assert tuple(part.names.toPlainText().splitlines()) == names
    part.sets.setCurrentText("Furniture")
    dialog.photos.choose([grey])
    app.until(dialog.is_settled)
    assert "Wardrobe" in part.names.toPlainText(), "another choice stays"
    dialog.reject()


def test_known_categories_have_names_of_the_windows_language(app, welcomed, monkeypatch):
    monkeypatch.setenv(languages.VARIABLE, "id")
    press(button(welcomed.pages["welcome"], "New workspace…"))
    dialog = opened(app)
    assert dialog.categories.names.toPlainText().startswith("Kaus\nCelana panjang\n")
    app.folder = dialog.folder
    press(dialog.begin)
    app.until(welcomed.has_workspace)
    app.close()
    for _opening in range(2):
        assert category_names(app)[:3] == ["Kaus", "Celana panjang", "Sweter"]
        model = app.query(versions.active_version)
        assert all(number > 0 for number in model.outputs), "its outputs keep their categories"


def test_sample_is_offered_and_named(app, welcomed):
    press(button(welcomed.pages["welcome"], "New workspace…"))
    dialog = opened(app)
    dialog.photos.sample.menu().actions()[0].trigger()
    app.until(lambda: dialog.photos.found is not None)
    assert dialog.photos.shown.full_text() == "Sample photos: 120 photos"
    assert dialog.photos.paths == (resources.sample_catalogue(),)
    assert dialog.name.text() == "Sample"
    dialog.photos.sample.menu().actions()[1].trigger()
    app.until(lambda: dialog.photos.found is not None)
    assert "because the photos are grey" in dialog.model.text()
    dialog.reject()

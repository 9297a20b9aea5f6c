"""The dialog for labels to import, from choosing a file to undoing the import."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hitl_app.services.categories.categories import list_categories
from hitl_app.services.review import reviewing
from hitl_app.ui.imports.labels_dialog import LabelsDialog
from tests.helpers.window.appearance import cut_off


@pytest.fixture
def opened(app):
    window = app.open([0.5] * 4, play=None)
    window.commands.import_labels()
    return window.findChild(LabelsDialog)


def write(tmp_path, *lines):
    file = tmp_path / "said.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def choose(app, dialog, file):
    dialog.choose(file)
    app.until(lambda: dialog.rows.items.rows or "Reading" not in dialog.state.text())


def labelled(app):
    def states(workspace):
        names = {c.id: c.name for c in list_categories(workspace)}
        found = [reviewing.show_photo(workspace, i).photo for i in range(1, 5)]
        return [names.get(photo.label_id or 0, "") for photo in found]

    return app.query(states)


def test_labels_are_previewed_imported_and_undone(app, opened, tmp_path):
    file = write(
        tmp_path,
        "image,kind,who",
        "photo-00000.png,Coat,bo",
        "photo-00001.png,Poncho,bo",
        "photo-00002.png,Parka,",
        "nowhere.png,Coat,bo",
    )
    assert not opened.start.isEnabled()
    choose(app, opened, file)
    assert opened.state.text().startswith(f"{file} cannot be read as labels")
    opened.columns["label"].setCurrentText("kind")
    opened.columns["annotator"].setCurrentText("who")
    app.until(opened.start.isEnabled)

    assert [row.label for row in opened.rows.items.rows] == ["Coat", "Poncho", "Parka", "Coat"]
    assert opened.state.text() == "CSV or TSV, 4 rows."
    assert list(opened.unknown.choices) == ["Poncho", "Parka"]
    opened.unknown.choices["Parka"].choose("Coat")
    assert cut_off(opened) == []
    QTest.mouseClick(opened.start, Qt.MouseButton.LeftButton)
    app.until(lambda: app.message is not None, timeout=60_000)

    assert app.message.happened == "3 labels imported."
    assert app.message.remedy == (
        "One row left out, for example: no photo with that hash, path or name."
    )
    assert labelled(app) == ["Coat", "Poncho", "Coat", ""]
    [(words, undo)] = app.message.actions
    assert words == "Undo"
    undo()
    app.until(lambda: app.message.happened.startswith("The import of labels"), timeout=60_000)
    assert labelled(app) == [""] * 4


def test_unknown_labels_that_are_left_out_are_no_categories(app, opened, tmp_path):
    choose(app, opened, write(tmp_path, "image,label", "photo-00000.png,Poncho"))
    opened.unknown.choices["Poncho"].choose("")

    QTest.mouseClick(opened.start, Qt.MouseButton.LeftButton)
    app.until(lambda: app.message is not None, timeout=60_000)

    assert app.message.happened == "No new labels were imported."
    assert app.message.actions == ()
    assert "Poncho" not in [c.name for c in app.query(list_categories)]


def test_folder_offers_formats_of_folders(app, opened, tmp_path):
    photo = tmp_path / "set" / "Coat" / "a.png"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"photo")

    choose(app, opened, tmp_path / "set")

    assert opened.state.text() == "One folder per category, 1 row."
    assert opened.formats.value() == "imagefolder"
    assert not opened.columns["photo"].isEnabled()


def test_broken_file_is_refused_with_its_reason(app, opened, tmp_path):
    file = tmp_path / "said.json"
    file.write_text("[{", encoding="utf-8")

    choose(app, opened, file)

    assert "it is not JSON" in opened.state.text()
    assert not opened.start.isEnabled()


def test_suggestions_are_imported_judged_and_removed_in_the_window(app, opened, tmp_path):
    file = write(
        tmp_path,
        "photo,label,score",
        "photo-00000.png,Coat,0.9",
        "photo-00001.png,Bag,0.25",
        "photo-00002.png,Bag,2",
    )
    choose(app, opened, file)
    opened.become.choose("suggestions")
    app.until(opened.start.isEnabled)
    assert not opened.annotator.isVisible()
    assert [row.score for row in opened.rows.items.rows] == [0.9, 0.25, None]
    assert cut_off(opened) == []

    QTest.mouseClick(opened.start, Qt.MouseButton.LeftButton)
    app.until(lambda: app.message is not None, timeout=60_000)
    assert app.message.happened == "2 suggestions of said imported."
    assert shown_by(app, 1) == ("Coat", 0.9)
    assert shown_by(app, 2) == ("Bag", 0.25)
    window = app.window
    window.show_page("models")
    panel = window.pages["models"].family
    app.until(lambda: "said" in [one.version.name for one in panel.versions.items.rows])
    row = [one.version.name for one in panel.versions.items.rows].index("said")
    panel.versions.selectRow(row)
    assert not panel.activate.isEnabled()
    app.until(lambda: not panel.remove.isHidden() and panel.remove.isEnabled())
    panel.remove.click()
    app.until(lambda: shown_by(app, 1)[1] != 0.9, timeout=120_000)


def shown_by(app, number):
    def suggestion(workspace):
        names = {c.id: c.name for c in list_categories(workspace)}
        photo = reviewing.show_photo(workspace, number).photo
        return names.get(photo.suggestion_id or 0, ""), photo.confidence

    return app.query(suggestion)


def test_dialog_offers_windows_encoding_with_a_preview(app, opened, tmp_path):
    file = tmp_path / "said.csv"
    file.write_bytes("photo,label\nphoto-00000.png,Mütze\n".encode("cp1252"))
    choose(app, opened, file)
    app.until(opened.start.isEnabled)

    assert opened.encoding.value() == "cp1252"
    assert opened.rows.items.rows[0].label == "Mütze"
    assert "check the letters" in opened.state.text()

    other = tmp_path / "wide.csv"
    other.write_text("photo,label\nphoto-00000.png,Hülle\n", encoding="utf-16-le")
    opened.choose(other)
    app.until(lambda: "cannot be read" in opened.state.text())
    opened.encoding.choose("utf-16")
    app.until(opened.start.isEnabled)
    assert opened.rows.items.rows[0].label == "Hülle"

from pathlib import Path

import pytest

from hitl_app.domain.imports import UnreadableFile
from hitl_app.domain.runs import RunState
from hitl_app.store.imports import imports
from hitl_app.store.imports.unreadable import add_unreadable
from hitl_app.store.models import versions
from tests.helpers.workspace.workspaces import make_workspace


@pytest.fixture
def page(app):
    """Open the page of a workspace with one interrupted import and one that is done."""
    workspace = make_workspace(app.folder, [0.5, 0.6])
    with workspace.database.write() as session:
        number = imports.start_import(session, [(b"/usb", "/usb"), (b"/b.zip", "/b.zip")])
        files = [
            UnreadableFile("/usb/a.jpg", "truncated", "12 bytes"),
            UnreadableFile("=1+1.jpg", "empty"),
        ]
        add_unreadable(session, number, files)
        imports.end_import(session, number, RunState.INTERRUPTED, 9)
    workspace.close()
    window = app.open(create=False, play="waits", with_jobs=True)
    window.show_page("imports")
    page = window.pages["imports"]
    app.until(lambda: page.chosen.unreadable.items.rows)
    return page


def texts(view, row):
    return [view.items.index(row, c).data() for c in range(view.items.columnCount())]


def test_imports_page_lists_imports_with_state_and_counts(page):
    assert [texts(page.table, row)[1:] for row in (0, 1)] == [
        ["/usb, /b.zip", "▲ interrupted", "9", "0", "7", "2"],
        ["/photos", "✓ done", "2", "2", "0", "0"],
    ]


def test_imports_page_lists_unreadable_files_with_reasons(page):
    assert page.chosen.detail.text() == "2 files could not be read"
    assert texts(page.chosen.unreadable, 0) == ["/usb/a.jpg", "it is incomplete", "12 bytes"]
    assert texts(page.chosen.unreadable, 1) == ["=1+1.jpg", "it is empty", "–"]


def test_imports_page_shows_details_of_chosen_import(page, app):
    page.table.selectRow(1)
    assert page.chosen.told.text() == "All files of this import were read."
    assert not page.chosen.unreadable.isVisible()
    assert not page.chosen.resume.isVisible()
    assert not page.chosen.save.isVisible()
    page.table.selectRow(0)
    app.until(lambda: len(page.chosen.unreadable.items.rows) == 2)


def test_imports_page_saves_list_of_unreadable_files(page, app, monkeypatch, tmp_path):
    target = tmp_path / "bad.csv"
    monkeypatch.setattr("hitl_app.ui.kit.dialogs.choose_target", lambda *_: target)
    page.chosen.save.click()
    app.until(lambda: app.message and app.message.tone == "good")
    lines = target.read_text("utf-8-sig").splitlines()
    assert lines == [
        "path,reason,detail,files",
        "/usb/a.jpg,truncated,12 bytes,1",
        "'=1+1.jpg,empty,,1",
    ]


def test_imports_page_resumes_interrupted_import(page, app):
    assert page.chosen.resume.isVisible()
    page.chosen.resume.click()
    job = app.window.session.pool.find("import")
    assert job.params == {"resume": page.table.chosen().id}
    # While it runs no other import can be resumed, and the page shows its progress.
    assert not page.chosen.resume.isVisible()
    assert page.running.isVisible()
    app.until(lambda: "1 of 4" in page.work.words.text())
    before = page.chosen.pos(), page.table.geometry()
    assert page.work.bar._share == pytest.approx(0.25)
    page.work.cancel.click()
    assert not page.work.cancel.isEnabled()
    app.until(lambda: job.is_over)
    assert not page.running.isVisible()
    app.qtbot.wait(50)
    assert (page.chosen.pos(), page.table.geometry()) == before, "nothing moves when it ends"


def test_imports_page_buttons_import_folders_and_files(page, app, monkeypatch):
    monkeypatch.setattr("hitl_app.ui.kit.dialogs.choose_folder", lambda *_: Path("/folder"))
    monkeypatch.setattr("hitl_app.ui.kit.dialogs.choose_photos", lambda *_: [Path("/a.zip")])
    page.folder.click()
    page.files.click()
    jobs = app.window.session.pool.jobs
    wanted = [job.params for job in jobs if job.name == "import"]
    assert wanted == [{"paths": ["/folder"]}, {"paths": ["/a.zip"]}]


def test_imports_page_is_empty_before_first_import(app):
    window = app.open()
    window.show_page("imports")
    page = window.pages["imports"]
    assert page._stack.currentIndex() == 0
    assert page._stack.currentWidget().isVisible()


def test_imports_page_reads_unreadable_files_again(app, monkeypatch):
    workspace = make_workspace(app.folder, [0.5])
    with workspace.database.write() as session:
        add_unreadable(session, 1, [UnreadableFile("/usb/a.jpg", "truncated", "")])
    workspace.close()
    window = app.open(create=False)
    window.show_page("imports")
    page = window.pages["imports"]
    app.until(page.chosen.again.isVisible)
    started = []
    monkeypatch.setattr(window.session.pool, "start", lambda *asked: started.append(asked))
    page.chosen.again.click()
    assert started == [("import", {"resume": 1})]


def test_read_all_again_restarts_finished_import(app, monkeypatch):
    make_workspace(app.folder, [0.5]).close()
    window = app.open(create=False)
    window.show_page("imports")
    page = window.pages["imports"]
    app.until(page.chosen.reread.isVisible)
    started = []
    monkeypatch.setattr(window.session.pool, "start", lambda *asked: started.append(asked))
    page.chosen.reread.click()
    assert started == [("import", {"resume": 1, "again": True})]


def test_imports_page_joins_unnamed_archive_files_in_one_row(app):
    workspace = make_workspace(app.folder, [0.5])
    more = UnreadableFile("/usb/a.zip", "encrypted", others=990)
    with workspace.database.write() as session:
        add_unreadable(session, 1, [UnreadableFile("/usb/a.zip/1.jpg", "encrypted"), more])
        add_unreadable(session, 1, [more])
    workspace.close()
    window = app.open(create=False)
    window.show_page("imports")
    page = window.pages["imports"]
    app.until(lambda: len(page.chosen.unreadable.items.rows) == 2)
    shown = [page.chosen.file_words(file) for file in page.chosen.unreadable.items.rows]
    assert "and 1,980 more in" in shown[1]
    assert page.table.items.rows[0].unreadable == 1981


def test_imports_page_reverts_import_after_confirmation(page, app, monkeypatch):
    page.table.selectRow(1)
    app.until(page.chosen.undo.isVisible)
    asked = []

    def confirm(_parent, title, text, _yes):
        asked.append((title, text))
        return len(asked) > 1

    monkeypatch.setattr("hitl_app.ui.kit.dialogs.confirm", confirm)
    started = []
    monkeypatch.setattr(app.window.session.pool, "start", lambda *job: started.append(job))
    page.chosen.undo.click()
    assert started == []
    page.chosen.undo.click()
    assert started == [("import-undo", {"number": 1})]
    assert "2 photos will be removed" in asked[0][1]


def test_imports_page_tells_where_suggestions_for_own_categories_come_from(app):
    workspace = make_workspace(app.folder, [0.5, 0.6])
    with workspace.database.write() as session:
        versions.begin_anew(session, "seed-cnn", "own-categories")
    workspace.close()
    window = app.open(create=False)
    window.show_page("imports")
    page = window.pages["imports"]
    app.until(lambda: page.why.text() != "")
    assert page.why.text() == (
        "Model in use: seed-cnn. It suggests the categories that it knows by name, and learns the "
        "others from your decisions."
    )

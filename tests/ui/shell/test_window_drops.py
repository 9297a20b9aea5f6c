"""Tests of files dropped on the window."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication, QWidget

from hitl_app.ui.shell.window import MainWindow
from tests.helpers.window.main_window import drop, jobs_of
from tests.helpers.workspace.workspaces import make_workspace

Key, Mod = Qt.Key, Qt.KeyboardModifier


def test_window_imports_dropped_folders_and_archives(app, tmp_path):
    window = app.open(with_jobs=True)
    started = jobs_of(window)
    assert drop(window, tmp_path / "a folder", tmp_path / "photos.zip")
    names = [str(tmp_path / "a folder"), str(tmp_path / "photos.zip")]
    app.until(lambda: started)
    assert started == [("import", {"paths": names})]
    app.until(lambda: app.message)
    assert app.message.happened == ("2 new photos in 1 s. One was already imported.")


def test_window_accepts_drops_on_every_page_and_widget(app, tmp_path):
    window = app.open([0.5], with_jobs=True)
    started = jobs_of(window)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    given = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Mod.NoModifier
    for key in (*window.rail.buttons, "categories"):
        window.show_page(key)
        app.until(window.is_settled)
        # Only these get drag events; a refused event is passed to the parent.
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


def test_welcome_page_opens_dropped_workspace(app, tmp_path):
    make_workspace(tmp_path / "other", [0.5]).close()
    window = app.window = MainWindow(with_jobs=False)
    window.show()
    window.show_welcome()
    assert drop(window, tmp_path / "other")
    app.until(lambda: window.page_key == "review" and app.shown)
    assert window.windowTitle() == "other – Second Look"


def test_import_paths_passes_undecodable_names_to_job(app):
    window = app.open(with_jobs=True)
    started = jobs_of(window)
    window.commands.import_paths([Path("/photos/caf\udce9")])
    assert started == [("import", {"paths": ["/photos/caf\udce9"]})]
    app.until(lambda: not window.session.pool.jobs)


def test_window_refuses_dropped_links(app):
    window = app.open()
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/photo.jpg")])
    given = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Mod.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), *given)
    QApplication.sendEvent(window, enter)
    assert not window._drop_zone.isVisible()

"""Tests of originals: decoded in a thread and ahead, from files and ZIP files."""

import hashlib
import os
import threading
import zipfile

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hitl_app.domain.imports import FoundFile
from hitl_app.domain.models import Score
from hitl_app.store.imports import imports
from hitl_app.store.models import versions
from safeio.decoding.decode import thumbnail
from tests.helpers.files.photos import make_photos
from tests.helpers.workspace.scored import add_scored
from tests.helpers.workspace.workspaces import make_workspace

SIZE = (900, 1200)


def bring_in(workspace, places):
    """Import photos with their real files; places are paths with the name of a member or ""."""
    rows, scores = [], []
    with workspace.database.write() as session:
        version = versions.active_version(session)
        number = imports.start_import(session, [(b"/", "/")])
        for order, (path, member) in enumerate(places):
            data = zipfile.ZipFile(path).read(member) if member else path.read_bytes()
            small = thumbnail(data)
            probabilities = (order + 1).to_bytes(2, "little") * len(version.outputs)
            raw = os.fsencode(path)
            shown = f"{path}/{member}" if member else str(path)
            rows.append(
                imports.NewPhoto(
                    sha256=hashlib.sha256(data).hexdigest(),
                    paths=(FoundFile(raw, member, shown, len(data), 1),),
                    width=small.width, height=small.height, size=len(data), format="JPEG",
                    thumbnail=small.encoded,
                )
            )  # fmt: skip
            scores.append(Score(version.outputs[0], 0.1 + order / 100, probabilities))
        add_scored(session, number, rows, scores)


@pytest.fixture
def files(tmp_path):
    return make_photos(tmp_path / "photos", 6, size=SIZE)


@pytest.fixture
def originals(app, files):
    workspace = make_workspace(app.folder)
    bring_in(workspace, [(file, "") for file in files])
    workspace.close()
    app.open(create=False)
    return app


def test_view_replaces_thumbnail_with_original(originals):
    view = originals.page.view
    fitted = view.fitted_side(originals.flow.current)
    assert 400 < fitted < 800
    originals.until(view.has_original)
    # Scaled to the view at first; at full size once zoomed.
    originals.until(lambda: len(view._originals) == 2)
    assert view._picture().height() == fitted
    view.zoom_by(3)
    assert view._picture().height() == SIZE[1]
    view.fit()
    assert view._picture().height() == fitted
    assert not view._note.isVisible()


def test_view_keeps_photo_area_when_original_is_loaded(originals):
    view = originals.page.view
    area = view.photo_area()
    assert area.width() / area.height() == pytest.approx(SIZE[0] / SIZE[1], abs=0.01)
    middle = (area.center() - QPointF(view.rect().center())).manhattanLength()
    assert middle < 3
    grabbed = view.grab().toImage()
    corner = grabbed.pixelColor(int(area.left()) // 2, int(area.center().y()))
    assert corner == QColor("#ECEEF2")


def test_loader_decodes_next_originals_ahead(originals):
    page = originals.page
    following = [photo.photo.id for photo in originals.flow.ahead[:3]]
    originals.until(lambda: all(page.loader.known(number) for number in following))
    page.view.set_photo(originals.flow.ahead[0], page.loader.known(following[0]))
    assert not page.view._picture().isNull()
    assert [one.lost for one in page.view._originals] == [False]


def test_loader_drops_originals_of_earlier_photos(originals):
    for _ in range(5):
        originals.decide(Qt.Key.Key_Return)
    originals.until(originals.page.view.has_original)
    assert len(originals.page.loader._known) <= 7
    whole = [key for key in originals.page.loader._known if key[1] == 2048]
    assert len(whole) <= 1


def test_view_reports_missing_original_and_keeps_thumbnail(app, files):
    workspace = make_workspace(app.folder)
    bring_in(workspace, [(files[0], "")])
    workspace.close()
    files[0].unlink()
    app.open(create=False)
    app.until(app.page.view.has_original)
    assert app.page.view._note.text() == "original not found: stored thumbnail"
    assert app.page.view._note.isVisible()
    # Scaled once to its size on the screen, not at every painting.
    picture, fitted = app.page.view._picture(), app.page.view.fitted_side(app.flow.current)
    assert max(picture.width(), picture.height()) == fitted
    app.until(lambda: (app.shown, 2048) in app.page.loader._known)
    assert [one.image is picture for one in app.page.loader.known(app.shown)] == [True, True]


def test_view_scales_small_original_once(app, tmp_path):
    workspace = make_workspace(app.folder)
    bring_in(workspace, [(make_photos(tmp_path / "small", 1, size=(150, 200))[0], "")])
    workspace.close()
    app.open(create=False)
    view = app.page.view
    app.until(lambda: len(view._originals) == 2)
    assert view._picture().height() == view.fitted_side(app.flow.current)
    view.zoom_by(3)
    assert view._picture().height() == 200


def test_view_shows_original_of_zip_file(app, files, tmp_path):
    archive = tmp_path / "drop.zip"
    with zipfile.ZipFile(archive, "w") as out:
        out.write(files[0], "autumn/coat.jpg")
    workspace = make_workspace(app.folder)
    bring_in(workspace, [(archive, "autumn/coat.jpg")])
    workspace.close()
    app.open(create=False)
    view = app.page.view
    app.until(lambda: view._originals and not view._originals[0].lost)
    assert app.page.caption.name.full_text() == "coat.jpg"
    assert app.page.caption.folder.full_text() == f"{archive}/autumn"


def test_next_photo_is_shown_while_original_loads(originals, monkeypatch):
    page = originals.page
    go_on = threading.Event()
    real = page.loader._load

    def slow(*args):
        go_on.wait(5)
        return real(*args)

    monkeypatch.setattr(page.loader, "_load", slow)
    page.loader._known.clear()
    originals.press(Qt.Key.Key_Return)
    originals.until(lambda: originals.shown == 2 and not originals.flow.is_busy)
    assert not go_on.is_set()
    go_on.set()


def test_window_closes_while_original_is_on_unresponsive_disk(originals, monkeypatch):
    monkeypatch.setattr("hitl_app.ui.gateway.photo_loader.LET_GO_S", 0.05)
    loader = originals.page.loader
    asked, answers, real = threading.Event(), threading.Event(), loader._load

    def stuck(*args):
        asked.set()
        answers.wait()
        return real(*args)

    monkeypatch.setattr(loader, "_load", stuck)
    loader._known.clear()
    originals.press(Qt.Key.Key_Return)
    originals.until(asked.is_set)
    originals.close()
    assert loader._thread.is_alive(), "the window closed without it"
    answers.set()
    loader._thread.join()


def test_view_zooms_by_wheel_and_moves_by_mouse(originals):
    view = originals.page.view
    at = QPointF(view.rect().center())
    given = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(
        at, view.mapToGlobal(at), QPointF().toPoint(), QPointF(0, 360).toPoint(), *given,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, wheel)
    assert view.zoom == pytest.approx(1.25**3)
    before = view.photo_area().topLeft()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at.toPoint())
    QTest.mouseMove(view, (at + QPointF(30, 20)).toPoint())
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=(at + QPointF(30, 20)).toPoint())
    moved = view.photo_area().topLeft() - before
    assert moved.y() == pytest.approx(20)
    # The photo stays within the view.
    for _ in range(40):
        view._offset += QPointF(500, 500)
        view._keep_in_view()
    assert view.photo_area().intersects(view.rect())
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton)
    assert view.zoom == 1.0

"""Tests of the explanation of a suggestion on the photo."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage

from hitl_app.services.certification import inspecting
from hitl_app.ui.gateway.photo_loader import Original
from tests.helpers.workspace.inspections import catalogue, open_inspection


def brightness(view, point):
    image = view.grab().toImage()
    scale = image.devicePixelRatio()
    return image.pixelColor(round(point.x() * scale), round(point.y() * scale)).lightness()


def corner(view, x, y):
    """Return a point of the photo in pixels of the view."""
    area = view.photo_area()
    return QPointF(area.left() + x * area.width(), area.top() + y * area.height())


def test_explain_darkens_areas_without_evidence(app):
    window = app.open([0.1, 0.2], with_jobs=True)
    view = app.page.view
    white = QImage(400, 400, QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    view.offer(Original(app.shown, view.fitted_side(app.flow.current), white))
    first, last = corner(view, 0.1, 0.1), corner(view, 0.9, 0.9)
    before = brightness(view, first), brightness(view, last)
    app.press(Qt.Key.Key_E)
    assert "explaining" in view._note.text()
    app.until(lambda: view.spotlight and not view.spotlight.shade.isNull(), 20_000)
    assert "evidence for" in view._note.text()
    after = brightness(view, first), brightness(view, last)
    assert after[0] < before[0] - 20, "no evidence here"
    assert abs(after[1] - before[1]) < 20
    app.press(Qt.Key.Key_E)
    assert view.spotlight is None
    assert (brightness(view, first), brightness(view, last)) == before
    app.until(lambda: not window.session.pool.jobs)


def test_spotlight_ends_when_next_photo_is_shown(app):
    app.open([0.1, 0.2], with_jobs=True)
    app.press(Qt.Key.Key_E)
    app.decide(Qt.Key.Key_1)
    assert app.page.view.spotlight is None
    app.until(lambda: not app.window.session.pool.jobs, 20_000)
    assert app.page.view.spotlight is None
    assert app.message is None


def test_spotlight_ignores_explanation_of_another_photo(app):
    app.open([0.1, 0.2], with_jobs=True)
    app.decide(Qt.Key.Key_1)
    assert app.shown != 1, "the worker always answers on the first photo"
    app.press(Qt.Key.Key_E)
    app.until(lambda: app.window.session.pool.find("explain") is not None)
    app.until(lambda: not app.window.session.pool.jobs, 20_000)
    assert app.page.view.spotlight.shade.isNull()
    assert "explaining" in app.page.view._note.text()


def test_spotlight_ends_with_message_when_explain_fails(app):
    app.open([0.1, 0.2], with_jobs=True, play="failed")
    app.press(Qt.Key.Key_E)
    app.until(lambda: app.page.view.spotlight is None, 20_000)
    assert app.message is not None


def test_explain_is_disabled_when_photo_is_blind(app):
    workspace = catalogue(app.folder)
    open_inspection(workspace)
    blind = inspecting.open_one(workspace).blind
    workspace.close()
    assert blind
    app.open(create=False, with_jobs=True)
    app.until(lambda: app.flow.current is not None)
    for _ in range(200):
        if app.flow.current.blind:
            break
        app.press(Qt.Key.Key_Right)
        app.settle()
    assert app.flow.current.blind
    assert not app.page.commands.can_explain()
    app.press(Qt.Key.Key_E)
    assert app.page.view.spotlight is None
    assert app.window.session.pool.find("explain") is None

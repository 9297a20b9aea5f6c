"""What the network looked at, on the photo."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage

from hitl_app.services.certification import inspecting
from hitl_app.ui.review.photo_loader import Original
from tests.helpers.inspections import catalogue, open_inspection


def brightness(view, point):
    image = view.grab().toImage()
    scale = image.devicePixelRatio()
    return image.pixelColor(round(point.x() * scale), round(point.y() * scale)).lightness()


def corner(view, x, y):
    """A point of the photo, in pixels of the view."""
    area = view.photo_area()
    return QPointF(area.left() + x * area.width(), area.top() + y * area.height())


def test_e_darkens_what_the_network_did_not_look_at(desk):
    window = desk.open([0.1, 0.2], with_jobs=True)
    view = desk.page.view
    white = QImage(400, 400, QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    view.offer(Original(desk.shown, view.fitted_side(desk.flow.current), white))
    first, last = corner(view, 0.1, 0.1), corner(view, 0.9, 0.9)
    before = brightness(view, first), brightness(view, last)
    desk.press(Qt.Key.Key_E)
    assert "looking" in view._note.text()
    desk.until(lambda: view.spotlight and not view.spotlight.shade.isNull(), 20_000)
    assert "what speaks for" in view._note.text()
    after = brightness(view, first), brightness(view, last)
    assert after[0] < before[0] - 20, "nothing spoke for it here"
    assert abs(after[1] - before[1]) < 20
    desk.press(Qt.Key.Key_E)
    assert view.spotlight is None
    assert (brightness(view, first), brightness(view, last)) == before
    desk.until(lambda: not window.session.pool.jobs)


def test_the_next_photo_is_not_lit(desk):
    desk.open([0.1, 0.2], with_jobs=True)
    desk.press(Qt.Key.Key_E)
    desk.decide(Qt.Key.Key_1)
    assert desk.page.view.spotlight is None
    desk.until(lambda: not desk.window.session.pool.jobs, 20_000)
    assert desk.page.view.spotlight is None
    assert desk.message is None


def test_an_answer_on_another_photo_lights_nothing(desk):
    desk.open([0.1, 0.2], with_jobs=True)
    desk.decide(Qt.Key.Key_1)
    assert desk.shown != 1, "the worker always answers on the first photo"
    desk.press(Qt.Key.Key_E)
    desk.until(lambda: desk.window.session.pool.find("explain") is not None)
    desk.until(lambda: not desk.window.session.pool.jobs, 20_000)
    assert desk.page.view.spotlight.shade.isNull()
    assert "looking" in desk.page.view._note.text()


def test_what_cannot_be_explained_is_told(desk):
    desk.open([0.1, 0.2], with_jobs=True, play="failed")
    desk.press(Qt.Key.Key_E)
    desk.until(lambda: desk.page.view.spotlight is None, 20_000)
    assert desk.message is not None


def test_an_unaided_photo_keeps_silent(desk):
    workspace = catalogue(desk.folder)
    open_inspection(workspace)
    unaided = inspecting.open_one(workspace).unaided
    workspace.close()
    assert unaided
    desk.open(create=False, with_jobs=True)
    desk.until(lambda: desk.flow.current is not None)
    for _ in range(200):
        if desk.flow.current.unaided:
            break
        desk.press(Qt.Key.Key_Right)
        desk.settle()
    assert desk.flow.current.unaided
    assert not desk.page.commands.can_explain()
    desk.press(Qt.Key.Key_E)
    assert desk.page.view.spotlight is None
    assert desk.window.session.pool.find("explain") is None

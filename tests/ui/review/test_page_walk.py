"""Tests of the queue on the Review page: back and forth, and to its end."""

from PySide6.QtCore import QPoint, Qt

from hitl_app.services.review import reviewing
from tests.helpers.window.review_page import status

Key, Mod = Qt.Key, Qt.KeyboardModifier


SURE = (0.9, 0.3, 0.5, 0.7, 0.8, 0.6)  # the queue begins with the second


def test_left_and_right_show_photos_without_deciding(app):
    app.open(SURE)
    app.decide(Key.Key_Right)
    app.decide(Key.Key_Right)
    assert app.shown == 6
    app.decide(Key.Key_Left)
    assert app.shown == 3
    app.decide(Key.Key_Return)
    # Photo 3 was shown again by Left: the queue resumes at photo 6.
    assert app.shown == 6
    app.decide(Key.Key_Left)
    assert app.shown == 2
    assert app.query(reviewing.counts).reviewed == 1


def test_left_does_nothing_at_first_photo(app):
    app.open(SURE)
    app.press(Key.Key_Left)
    app.settle()
    assert app.shown == 2


def test_right_returns_to_first_photo_after_last(app):
    app.open((0.3, 0.4, 0.5))
    seen = [app.shown]
    for _ in range(3):
        app.decide(Key.Key_Right)
        seen.append(app.shown)
    assert seen == [1, 2, 3, 1]


def test_reopened_photo_is_decided_again_and_queue_resumes(app):
    app.open(SURE)
    app.decide(Key.Key_4)
    app.decide(Key.Key_5)
    assert app.shown == 6
    row = app.page.last.rows[1]
    assert row.photo_id == 2
    row.click()
    app.until(lambda: app.shown == 2)
    app.settle()
    (mark,) = app.page.caption.marks(app.flow.current, {4: "Dress"})
    assert mark[0].startswith("reviewed: Dress, by ")
    app.decide(Key.Key_6)
    assert status(app, 2)[2] == "Sandal"
    assert app.shown == 6


def test_recent_decision_says_that_a_click_changes_it(app):
    app.open([0.5, 0.4])
    for times in (1, 2):
        app.decide(Key.Key_3)
        tip = app.page.last.rows[0].toolTip()
        assert "Click to change this decision" in tip
        assert app.page.last.rows[times - 1].isVisible()


def test_order_button_keeps_its_place_when_the_pace_comes(app):
    app.open([0.3 + n / 50 for n in range(12)])
    header = app.page.header
    places = {header.order.mapTo(header, QPoint(0, 0)).x()}
    assert header.pace.text() == ""
    for _ in range(8):
        app.decide(Key.Key_3)
        places.add(header.order.mapTo(header, QPoint(0, 0)).x())
    assert "per hour" in header.pace.text()
    assert len(places) == 1


def test_queue_ends_after_last_photo_and_resumes_after_undo(app):
    app.open(SURE)
    seen = []
    while app.shown is not None:
        seen.append(app.shown)
        app.decide(Key.Key_Return)
    assert seen == [2, 3, 6, 4, 5, 1]
    assert app.page.stage.place == "done"
    assert app.page.header.left.text() == "0 left"
    # Undo still works; the next decision ends the queue again.
    app.decide(Key.Key_U)
    assert app.shown == 1
    app.decide(Key.Key_2)
    assert app.shown is None

"""Tests of notices: they move nothing, and no click hits what took their place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hitl_app.services.review import reviewing
from hitl_app.ui.kit import steady
from hitl_app.ui.models.card_panel import CardPanel
from hitl_app.ui.wording.messages import Message
from tests.helpers.window.appearance import PAGES
from tests.helpers.window.mouse import click, place_of, point

Key = Qt.Key
_PAUSE_MS = round(1000 * steady.PAUSE_S)
DONE = Message("2 photos were imported.", tone="good")
ASKS = Message(
    "The last import was interrupted.", "Resume it?", actions=(("Resume", lambda: None),)
)


@pytest.fixture
def still(monkeypatch):
    """Return a function after which only later changes count, however slow the test is."""

    def rest(app):
        app.qtbot.wait(_PAUSE_MS + 50)
        monkeypatch.setattr(steady, "PAUSE_S", 0)
        steady.changed(app.window.status)
        monkeypatch.setattr(steady, "PAUSE_S", 600)

    return rest


def places(window):
    """Return the places of all visible widgets but those of the notice."""
    notice = window.messages
    shown = [one for one in window.findChildren(QWidget) if one.isVisible()]
    others = [one for one in shown if one is not notice and not notice.isAncestorOf(one)]
    return [(one, one.mapTo(window, one.rect().topLeft()), one.size()) for one in others]


def resting_places(app):
    """Return the places once they stay: layouts follow what was read from the database."""
    seen = [places(app.window)]

    def rest():
        app.qtbot.wait(50)
        seen.append(places(app.window))
        return seen[-1] == seen[-2]

    app.until(rest)
    return seen[-1]


@pytest.mark.parametrize("page", PAGES)
def test_notice_moves_nothing_when_it_comes_and_leaves(app, page):
    window = app.open([0.5, 0.6], size=(960, 620))
    window.show_page(page)
    app.until(window.is_settled)
    if page == "models":
        app.until(window.pages["models"].findChild(CardPanel).isVisible)
    before = resting_places(app)
    for message in (DONE, ASKS, Message("It failed.", "Why? " * 60, tone="warning", detail="x")):
        window.messages.tell(message)
        app.qtbot.wait(50)
        assert window.messages.isVisible()
        assert places(window) == before
    while window.messages.message is not None:
        window.messages.dismiss()
    app.qtbot.wait(50)
    assert places(window) == before


@pytest.mark.parametrize("size", [(960, 620), (1280, 800), (1920, 1080)])
def test_notice_covers_neither_panel_nor_header(app, size):
    window = app.open([0.5, 0.6], size=size)
    window.messages.tell(ASKS)
    area = window.messages.geometry().translated(window.centralWidget().pos())
    assert window.rect().contains(area)
    for part in (app.page.panel, app.page.header, window.status, window.rail):
        assert not area.intersects(part.rect().translated(part.mapTo(window, part.pos() * 0)))


def test_click_on_dismiss_of_notice_that_left_by_itself_does_nothing(app, still):
    window = app.open([0.5, 0.6, 0.7])
    app.decide(Key.Key_1)
    app.until(app.page.stage.similar_strip.isVisible)
    window.messages.tell(DONE)
    # It leaves below, however slow the test is.
    window.messages._fade.stop()
    place = place_of(window.messages._dismiss)
    still(app)
    window.messages._fade.timeout.emit()
    assert not window.messages.isVisible()
    covered = window.childAt(place)
    pressed = []
    covered.mousePressEvent = pressed.append
    click(window, place)
    assert pressed == []
    assert app.query(reviewing.counts).reviewed == 1


def test_notice_does_not_leave_while_it_is_pointed_at(app):
    window = app.open([0.5])
    messages = window.messages
    messages.tell(DONE)
    assert messages._fade.isActive()
    point(window, place_of(messages))
    assert not messages._fade.isActive()
    point(window, place_of(app.page.panel))
    assert messages._fade.isActive()
    click(window, place_of(messages._dismiss))


def test_click_on_category_is_heard_while_notice_comes(app, still):
    window = app.open([0.5, 0.6])
    still(app)
    window.messages.tell(ASKS)
    click(window, place_of(app.page.categories.rows[2]))
    app.settle()
    assert app.query(reviewing.counts).reviewed == 1


def test_click_on_category_does_nothing_right_after_the_photo_changed(app, still, monkeypatch):
    window = app.open([0.5, 0.6, 0.7])
    still(app)
    row = app.page.categories.rows[2]
    click(window, place_of(row))
    app.settle()
    first = app.shown
    click(window, place_of(row))
    click(window, place_of(app.page.categories.card))
    assert app.shown == first
    app.press(Key.Key_2)
    app.until(lambda: app.shown != first)
    app.settle()
    monkeypatch.setattr(steady, "PAUSE_S", 0)
    click(window, place_of(row))
    app.settle()
    assert app.query(reviewing.counts).reviewed == 3


def test_click_does_nothing_right_after_the_page_changed(app, still):
    window = app.open([0.5, 0.6])
    window.show_page("grid")
    app.until(window.is_settled)
    still(app)
    view = window.pages["grid"].view
    at = view.viewport().mapTo(window, view.plan.tile(0).center())
    window.show_page("review")
    window.show_page("grid")
    click(window, at)
    assert window.pages["grid"].items.chosen() == []
    click(window, place_of(window.rail))
    still(app)
    click(window, at)
    assert window.pages["grid"].items.chosen() == [0]

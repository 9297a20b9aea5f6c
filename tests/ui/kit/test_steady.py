"""Tests of clicks on what came under the pointer just now."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from hitl_app.ui.kit import steady
from hitl_app.ui.kit.steady import SteadyClicks
from tests.helpers.window.mouse import click, place_of, point


@pytest.fixture
def clicked():
    return []


@pytest.fixture
def parts(qtbot, clicked, monkeypatch):
    """Open a window with three buttons, one below the other, that has been still for long."""
    window = QWidget()
    window.resize(200, 200)
    layout = QVBoxLayout(window)
    parts = [QPushButton(name) for name in ("first", "second", "third")]
    for part in parts:
        layout.addWidget(part)
        part.clicked.connect(lambda _=False, part=part: clicked.append(part.text()))
    layout.addStretch(1)
    SteadyClicks(window)
    window.show()
    qtbot.waitExposed(window)
    # No test is quicker or slower than this.
    monkeypatch.setattr(steady, "PAUSE_S", 600)
    yield window, *parts
    window.close()
    window.deleteLater()


def test_click_that_nothing_preceded_is_passed_on(parts, clicked):
    window, first, _, third = parts
    for part in (first, third, first):
        click(window, place_of(part))
    assert clicked == ["first", "third", "first"]


def test_click_on_what_moved_under_the_pointer_does_nothing(parts, clicked, qtbot, monkeypatch):
    window, first, second, third = parts
    place = place_of(first)
    point(window, place)
    first.hide()
    qtbot.waitUntil(lambda: second.geometry().contains(place))
    click(window, place)
    click(window, place)
    assert clicked == []
    click(window, place_of(third))
    assert clicked == ["third"], "nothing changed there"
    monkeypatch.setattr(steady, "PAUSE_S", 0)
    click(window, place)
    assert clicked == ["third", "second"], "later on it does"


def test_click_on_button_that_says_something_else_now_does_nothing(parts, clicked, qtbot):
    window, first, second, _ = parts
    point(window, place_of(first))
    first.setText("other")
    qtbot.wait(50)
    click(window, place_of(first))
    assert clicked == []
    click(window, place_of(second))
    assert clicked == ["second"]


def test_click_on_part_that_reported_a_change_does_nothing(parts, clicked):
    window, first, second, third = parts
    steady.changed(second)
    for part in (first, second, third):
        click(window, place_of(part))
    assert clicked == ["first", "third"]


def test_click_where_a_part_has_left_does_nothing(parts, clicked):
    window, first, second, _ = parts
    over = QWidget(window)
    over.setGeometry(first.geometry())
    over.show()
    steady.changed(over)
    over.hide()
    click(window, place_of(first))
    click(window, place_of(second))
    assert clicked == ["second"]


def test_changed_ignores_parts_of_other_windows_and_hidden_ones(qtbot, parts, clicked):
    window, _, second, _ = parts
    other = QWidget()
    steady.changed(other)
    hidden = QWidget(window)
    hidden.setGeometry(QRect(QPoint(), window.size()))
    steady.changed(hidden)
    click(window, place_of(second))
    assert clicked == ["second"]

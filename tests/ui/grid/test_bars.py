"""The categories above the grid, in windows of different widths."""

import pytest

from hitl_app.domain.categories import Category
from hitl_app.ui.commands.category_keys import category_keys
from hitl_app.ui.grid.bars import CategoryStrip


@pytest.fixture
def strip(qtbot):
    made = CategoryStrip()
    qtbot.addWidget(made)
    made.set_categories([Category(n, f"category {n}", n) for n in range(1, 14)])
    made.show()
    return made


def shown(strip):
    return [one for one in strip.buttons if one.isVisible()]


def test_category_strip_shows_letters_where_there_is_room(strip, qtbot):
    strip.resize(1840, strip.height())
    qtbot.waitUntil(lambda: len(shown(strip)) == 13)
    assert all(one.width() >= one.sizeHint().width() for one in shown(strip))
    assert strip.more.geometry().right() < strip.width()
    chosen = []
    strip.chosen.connect(chosen.append)
    strip.buttons[12].click()
    assert chosen == [13]
    assert category_keys(strip.categories)[12] not in "1234567890"


def test_category_strip_shows_digits_alone_in_a_narrow_window(strip, qtbot):
    strip.resize(1840, strip.height())
    qtbot.waitUntil(lambda: len(shown(strip)) == 13)
    strip.resize(880, strip.height())
    qtbot.waitUntil(lambda: len(shown(strip)) == 10)
    assert strip.more.geometry().right() < strip.width()

"""Tests of the lists that open under a combo box."""

import pytest

from hitl_app.ui.kit import theme
from hitl_app.ui.kit.fields import ValueChoice


@pytest.fixture
def combo(qtbot, qapp):
    theme.apply_theme(qapp, dark=False)
    combo = ValueChoice("Category")
    qtbot.addWidget(combo)
    combo.move(0, 0)
    combo.show()
    qtbot.waitExposed(combo)
    return combo


@pytest.mark.parametrize("entries", [2, 3, 9, 12])
def test_list_shows_every_entry_in_full(combo, qtbot, entries):
    combo.offer([(f"Category {place}", place) for place in range(entries)])
    combo.showPopup()
    view = combo.view()
    qtbot.waitUntil(view.isVisible)
    room = view.viewport().rect()
    for place in range(entries):
        assert room.contains(view.visualRect(view.model().index(place, 0))), place
    combo.hidePopup()


def test_list_is_as_wide_as_its_widest_entry(combo, qtbot):
    combo.offer([("All", 0), ("Suggested: a category with quite a long name", 1)])
    combo.showPopup()
    view = combo.view()
    qtbot.waitUntil(view.isVisible)
    assert view.viewport().width() >= view.sizeHintForColumn(0) > combo.width()
    combo.hidePopup()

"""Tests of tabs that stay in place, and of windows that fit their screen."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from hitl_app.ui.help.guide_window import GuideWindow
from hitl_app.ui.kit.sections import Sections


def test_tabs_stay_where_they_are_when_another_one_is_chosen(qtbot):
    sections = Sections("Sections")
    qtbot.addWidget(sections)
    for key in ("Accuracy", "Progress", "Corrections"):
        sections.add(key, key, QWidget())
    sections.resize(800, 300)
    sections.show()
    places = []
    for key in ("Accuracy", "Corrections", "Progress"):
        sections.show_section(key)
        places.append([QRect(sections.tabs.tabRect(tab)) for tab in range(3)])
    assert places[0] == places[1] == places[2]


@pytest.mark.usefixtures("qapp")
def test_window_opens_no_larger_than_its_screen(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    guide = GuideWindow(parent)
    guide.show()
    room = guide.screen().availableSize()
    assert guide.width() <= room.width()
    assert guide.height() < room.height()
    guide.close()

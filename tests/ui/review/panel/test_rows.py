"""Tests of the repainting of a category row."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from hitl_app.domain.categories import Category
from hitl_app.ui.review.panel.rows import CategoryRow


class Row(CategoryRow):
    """Row that records the area it requests to repaint."""

    def update(self, area=None):
        self.asked = self.rect() if area is None else area
        super().update(self.asked)


def row_of(qtbot, direction=Qt.LayoutDirection.LeftToRight):
    row = Row(Category(id=1, name="Trouser", position=1), "2")
    qtbot.addWidget(row)
    row.setLayoutDirection(direction)
    row.resize(300, 30)
    return row


def painted(row, onto=None):
    """Return the picture of a row, or repaint the requested area of an older one."""
    picture = QPixmap(row.size()) if onto is None else onto
    area = row.rect() if onto is None else row.asked
    row.render(picture, area.topLeft(), QRegion(area), QWidget.RenderFlag(0))
    return picture


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize(
    ("after", "in_part"),
    [
        ({"share": 0.9, "likeliest": False, "decided": False}, True),
        ({"share": 0.001, "likeliest": False, "decided": False}, True),
        ({"share": 0.9, "likeliest": True, "decided": False}, False),
        ({"share": 0.2, "likeliest": False, "decided": True}, False),
        ({"share": None, "likeliest": False, "decided": False}, False),
    ],
)
def test_category_row_repaints_only_the_part_that_changed(qtbot, direction, after, in_part):
    row = row_of(qtbot, direction)
    row.show_share(0.2, likeliest=False, decided=False)
    before = painted(row)
    was = before.toImage()
    row.show_share(**after)
    now = painted(row, before).toImage()
    fresh = row_of(qtbot, direction)
    fresh.show_share(**after)
    assert now == painted(fresh).toImage() != was
    assert (row.asked != row.rect()) is in_part

"""One category as a row: what of it is painted when only its share is another."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from hitl_app.domain.categories import Category
from hitl_app.ui.review.panel.rows import CategoryRow


class Row(CategoryRow):
    """Keeps what it asked to have painted again."""

    def update(self, area=None):
        self.asked = self.rect() if area is None else area
        super().update(self.asked)


def row_of(qtbot, direction=Qt.LayoutDirection.LeftToRight):
    row = Row(Category(id=1, name="Trouser", position=1), 1)
    qtbot.addWidget(row)
    row.setLayoutDirection(direction)
    row.resize(300, 30)
    return row


def painted(row, onto=None):
    """Gives a row's picture, or paints what it asked for over an older one."""
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
def test_only_what_changed_is_painted_and_that_is_all_of_it(qtbot, direction, after, in_part):
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

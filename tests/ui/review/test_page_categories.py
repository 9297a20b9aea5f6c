"""Tests of categories on the Review page: adding them, long lists, finding them by name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hitl_app.services.categories import categories
from hitl_app.services.review import reviewing
from tests.helpers.window.review_page import status
from tests.helpers.workspace.workspaces import make_workspace

Key, Mod = Qt.Key, Qt.KeyboardModifier


SURE = (0.9, 0.3, 0.5, 0.7, 0.8, 0.6)  # the queue begins with the second


def test_new_category_is_added_by_key_and_chosen_by_enter(app):
    app.open(SURE)
    app.press(Key.Key_N)
    field = app.page.categories.field
    assert field.isVisible()
    # In the field, letters and digits are text, not commands.
    QTest.keyClicks(field, "Scarf SXU 12")
    assert app.shown == 2
    app.press(Key.Key_Return)
    app.until(lambda: len(app.page.categories.rows) == 11)
    assert not field.isVisible()
    # The model was not trained on it: it has no probability.
    assert app.page.categories.rows[10].accessibleName() == "Scarf SXU 12"
    assert app.page.categories.rows[9].accessibleName() == "0, Ankle boot, 8\u202f%"
    names = app.query(lambda w: [c.name for c in categories.list_categories(w)])
    assert names[-1] == "Scarf SXU 12"
    # The new category has the focus, so that Enter chooses it; no photo was decided yet.
    assert app.query(reviewing.counts).reviewed == 0
    app.settle()
    app.decide(Key.Key_Return)
    assert status(app, 2)[2] == "Scarf SXU 12"
    # Enter confirms the suggestion again.
    app.decide(Key.Key_Return)
    assert status(app, 3)[2] == "Pullover"


def in_sight(app, row):
    """Return True if all of a category row is within the visible list."""
    viewport = app.page.categories._scroll.viewport()
    return viewport.rect().contains(
        row.rect().translated(row.mapTo(viewport, row.rect().topLeft()))
    )


@pytest.fixture
def many_categories(app):
    workspace = make_workspace(app.folder, list(SURE))
    for name in ("Scarf", "Glove", "Tie", "Hat", "Sock"):
        categories.add_category(workspace, name)
    workspace.close()
    app.open(create=False, size=(1100, 640))
    app.settle()
    return app


def test_new_category_is_scrolled_into_view_when_list_is_long(many_categories):
    app = many_categories
    app.press(Key.Key_N)
    QTest.keyClicks(app.page.categories.field, "Belt")
    app.press(Key.Key_Return)
    app.until(lambda: app.page.categories.rows[-1].category.name == "Belt")
    row = app.page.categories.rows[-1]
    app.until(lambda: row.hasFocus() and in_sight(app, row))
    assert not app.page.categories.card._has_key
    app.decide(Key.Key_Return)
    assert status(app, 2)[2] == "Belt"
    assert app.page.categories.card._has_key


def test_found_category_is_scrolled_into_view(many_categories):
    app = many_categories
    bar = app.page.categories._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    app.press(Key.Key_Slash)
    QTest.keyClicks(app.page.categories.field, "tro")
    (found,) = [row for row in app.page.categories.rows if row.isVisible()]
    assert found.category.name == "Trouser"
    app.until(lambda: in_sight(app, found))


def test_new_category_reports_existing_name_and_can_be_cancelled(app):
    app.open(SURE)
    app.press(Key.Key_N)
    QTest.keyClicks(app.page.categories.field, "coat")
    app.press(Key.Key_Return)
    app.until(lambda: app.message)
    assert app.message.happened == "The category Coat already exists."
    assert app.page.categories.field.isVisible()
    app.press(Key.Key_Escape)
    assert not app.page.categories.field.isVisible()
    app.decide(Key.Key_Return)
    assert status(app, 2)[2] == "Trouser"


def test_find_category_matches_part_of_name(app):
    app.open(SURE)
    app.press(Key.Key_Slash)
    QTest.keyClicks(app.page.categories.field, "boo")
    visible = [row.category.name for row in app.page.categories.rows if row.isVisible()]
    assert visible == ["Ankle boot"]
    app.decide(Key.Key_Return)
    assert status(app, 2)[2] == "Ankle boot"
    assert all(row.isVisible() for row in app.page.categories.rows)


def test_find_category_hint_is_shown_beyond_ten_categories(app):
    app.open(SURE)
    hint = app.page.panel.hints.buttons["find-category"]
    assert not hint.isVisible()
    app.press(Key.Key_N)
    QTest.keyClicks(app.page.categories.field, "Scarf")
    app.press(Key.Key_Return)
    app.until(hint.isVisible)
    QTest.mouseClick(hint, Qt.MouseButton.LeftButton)
    assert app.page.categories.field.isVisible()


def test_last_decisions_keep_name_of_retired_category(app):
    app.open(SURE)
    app.decide(Key.Key_4)
    app.query(lambda w: categories.retire_category(w, "Dress"))
    app.page.refresh({"categories"})
    app.until(lambda: len(app.page.categories.rows) == 9)
    assert "again: Dress" in app.page.last.rows[0].accessibleName()

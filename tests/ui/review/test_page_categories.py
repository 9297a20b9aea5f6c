"""Categories on the Review page: new ones, many of them, found by name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hitl_app.services.categories import categories
from hitl_app.services.review import reviewing
from tests.helpers.review_page import status
from tests.helpers.workspaces import make_workspace

Key, Mod = Qt.Key, Qt.KeyboardModifier


SURE = (0.9, 0.3, 0.5, 0.7, 0.8, 0.6)  # the queue begins with the second


def test_a_new_category_by_n(app):
    app.open(SURE)
    app.press(Key.Key_N)
    field = app.page.categories.field
    assert field.isVisible()
    # Letters and digits are text now, whatever they mean elsewhere.
    QTest.keyClicks(field, "Scarf SXU 12")
    assert app.shown == 2
    app.press(Key.Key_Return)
    app.until(lambda: len(app.page.categories.rows) == 11)
    assert not field.isVisible()
    # The model never learned it, which is not the same as finding it unlikely.
    assert app.page.categories.rows[10].accessibleName() == "Scarf SXU 12"
    assert app.page.categories.rows[9].accessibleName() == "0, Ankle boot, 8\u202f%"
    names = app.query(lambda w: [c.name for c in categories.list_categories(w)])
    assert names[-1] == "Scarf SXU 12"
    # It has the focus, so that Enter chooses it; nothing was decided by itself.
    assert app.query(reviewing.counts).reviewed == 0
    app.settle()
    app.decide(Key.Key_Return)
    assert status(app, 2)[2] == "Scarf SXU 12"
    # And Enter means the suggestion again.
    app.decide(Key.Key_Return)
    assert status(app, 3)[2] == "Pullover"


def in_sight(app, row):
    """Whether all of a category's row can be seen in the list."""
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


def test_the_category_that_enter_means_is_in_sight_and_the_card_says_no_other(many_categories):
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


def test_what_is_found_is_in_sight_wherever_the_list_was(many_categories):
    app = many_categories
    bar = app.page.categories._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    app.press(Key.Key_Slash)
    QTest.keyClicks(app.page.categories.field, "tro")
    (found,) = [row for row in app.page.categories.rows if row.isVisible()]
    assert found.category.name == "Trouser"
    app.until(lambda: in_sight(app, found))


def test_a_name_that_is_taken_is_told_and_can_be_mended(app):
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


def test_a_category_is_found_by_a_part_of_its_name(app):
    app.open(SURE)
    app.press(Key.Key_Slash)
    QTest.keyClicks(app.page.categories.field, "boo")
    visible = [row.category.name for row in app.page.categories.rows if row.isVisible()]
    assert visible == ["Ankle boot"]
    app.decide(Key.Key_Return)
    assert status(app, 2)[2] == "Ankle boot"
    assert all(row.isVisible() for row in app.page.categories.rows)


def test_the_key_that_finds_is_offered_once_digits_do_not_reach(app):
    app.open(SURE)
    hint = app.page.panel.hints.buttons["find-category"]
    assert not hint.isVisible()
    app.press(Key.Key_N)
    QTest.keyClicks(app.page.categories.field, "Scarf")
    app.press(Key.Key_Return)
    app.until(hint.isVisible)
    QTest.mouseClick(hint, Qt.MouseButton.LeftButton)
    assert app.page.categories.field.isVisible()


def test_a_colleagues_retired_category_keeps_its_name_in_the_list(app):
    app.open(SURE)
    app.decide(Key.Key_4)
    app.query(lambda w: categories.retire_category(w, "Dress"))
    app.page.refresh({"categories"})
    app.until(lambda: len(app.page.categories.rows) == 9)
    assert "again: Dress" in app.page.last.rows[0].accessibleName()

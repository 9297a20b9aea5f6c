"""Tests of categories on the Review page: adding them, long lists, finding them by name."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hitl_app.domain.decisions import Answer
from hitl_app.domain.settings import SECOND_OPINIONS
from hitl_app.services import settings
from hitl_app.services.categories import categories
from hitl_app.services.review import reviewing
from hitl_app.ui.categories.key_dialog import CategoryKeyDialog
from hitl_app.ui.commands import keymap
from hitl_app.ui.commands.table import command
from hitl_app.ui.session.examples import HoverExamples
from tests.helpers.window.review_page import status
from tests.helpers.workspace.workspaces import add_photos, make_workspace

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
    assert app.page.categories.rows[10].accessibleName() == "A, Scarf SXU 12"
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
    for name in ("Scarf", "Glove", "Tie", "Hat", "Sock", *(f"Kind {n}" for n in range(25))):
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
    app.page.panel.hints.more.click()
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


# Long lists.


def rows_in_sight(app):
    return [row for row in app.page.categories.rows if row.isVisible() and in_sight(app, row)]


@pytest.mark.parametrize("count", [12, 24, 40])
def test_at_least_twelve_categories_are_in_sight_in_smallest_window(app, count):
    workspace = make_workspace(app.folder, list(SURE))
    for number in range(count - 10):
        categories.add_category(workspace, f"Kind {number}")
    workspace.close()
    app.open(create=False, size=(960, 620))
    app.until(lambda: len(rows_in_sight(app)) >= 12)
    assert app.page.panel.hints.isVisible()
    boxes = [row.geometry() for row in app.page.categories.rows]
    assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_categories_stand_in_one_column_where_there_is_room(app):
    app.open(SURE, size=(1280, 800))
    assert {row.x() for row in app.page.categories.rows} == {0}
    assert app.page.last.isVisible()


def test_suggested_category_is_scrolled_into_sight_with_each_photo(app):
    workspace = make_workspace(app.folder)
    add_photos(workspace, [0.5, 0.6, 0.7], suggestions=[0, 9, 1])
    known = categories.list_categories(workspace)
    for number in range(50):
        categories.add_category(workspace, f"Kind {number}")
    for name in (known[0].name, known[9].name):
        categories.move_category(workspace, name, 59)
    workspace.close()
    app.open(create=False, size=(960, 620))
    for _ in range(3):
        app.settle()
        suggested = app.page.commands.suggestion()
        (row,) = [row for row in app.page.categories.rows if row.category.id == suggested.id]
        app.until(lambda row=row: in_sight(app, row))
        app.decide(Key.Key_Return)


# Keys of categories.


@pytest.fixture
def with_hoodie(app, monkeypatch, tmp_path):
    """Open a window with Hoodie and Vest as the eleventh and twelfth category."""
    monkeypatch.setattr(keymap, "_file", lambda: tmp_path / "keys.json")
    workspace = make_workspace(app.folder, list(SURE))
    for name in ("Hoodie", "Vest"):
        categories.add_category(workspace, name)
    workspace.close()
    app.open(create=False)
    yield app
    keymap.reset()


def test_letter_chooses_category_after_the_tenth(with_hoodie):
    app = with_hoodie
    names = [row.accessibleName() for row in app.page.categories.rows[9:]]
    assert [name.split(", ")[:2] for name in names] == [
        ["0", "Ankle boot"], ["H", "Hoodie"], ["T", "Vest"],
    ]  # fmt: skip
    app.decide(Key.Key_H)
    assert status(app, 2)[2] == "Hoodie"
    app.decide(Key.Key_T)
    assert status(app, 3)[2] == "Vest"
    shown = app.shown
    app.press(Key.Key_Q)
    assert app.shown == shown, "no category has this key"


def test_letter_of_category_decides_in_the_grid(with_hoodie):
    app = with_hoodie
    app.press(Key.Key_G)
    page = app.window.pages["grid"]
    app.until(page.is_settled)
    photo = page.items.photo_id(0)
    texts = [action.text() for action in page.strip.menu.actions()[9:]]
    assert texts == ["Ankle boot\t0", "Hoodie\tH", "Vest\tT"]
    app.press(Key.Key_H)
    app.until(page.is_settled)
    assert status(app, photo)[2] == "Hoodie"


def test_command_goes_before_category_with_the_same_letter(with_hoodie):
    app = with_hoodie
    keymap.assign(command("skip"), "H")
    assert app.page.categories.rows[10].accessibleName().startswith("O, Hoodie")
    app.decide(Key.Key_H)
    assert status(app, 2)[1] == "skipped"
    app.decide(Key.Key_O)
    assert status(app, 3)[2] == "Hoodie"


def test_category_key_is_changed_on_categories_page_and_kept(with_hoodie):
    app = with_hoodie
    app.press(Key.Key_K, Mod.ControlModifier)
    page = app.window.pages["categories"]
    app.until(page.is_settled)
    page.table.selectRow(10)
    app.press(Key.Key_K)
    dialog = app.window.findChild(CategoryKeyDialog)
    QTest.keyClick(dialog.field, Key.Key_S)
    assert dialog.said.text().startswith("S is used for “Skip”.")
    assert not dialog.give.isEnabled()
    QTest.keyClick(dialog.field, Key.Key_T)
    assert dialog.said.text() == "T is the key of Vest, which then gets another one."
    dialog.give.click()
    assert [page.table.items.index(row, 0).data() for row in (10, 11)] == ["T", "A"]
    keymap.reset()
    keymap.load()
    app.window.show_page("review")
    app.decide(Key.Key_T)
    assert status(app, 2)[2] == "Hoodie"


def test_hints_stand_on_one_line_until_more_are_wanted(app):
    app.open(SURE, size=(960, 620))
    hints = app.page.panel.hints
    shown = [one for one in hints.buttons.values() if one.isVisible()]
    assert shown[0] is hints.buttons["skip"]
    assert len({one.y() for one in shown}) == 1
    assert all(one.width() >= one.sizeHint().width() for one in shown)
    hints.more.click()
    app.until(hints.buttons["ask-note"].isVisible)
    assert app.page.state()["hints"] is True
    hints.more.click()
    assert not hints.buttons["ask-note"].isVisible()


def test_new_category_is_reported_once(app):
    app.open(SURE)
    app.press(Key.Key_N)
    QTest.keyClicks(app.page.categories.field, "Scarf")
    app.press(Key.Key_Return)
    app.until(lambda: app.message)
    assert app.message.happened == "New to the model: Scarf."
    app.window.messages.dismiss()
    app.decide(Key.Key_1)
    app.settle()
    assert app.message is None
    app.window.open_workspace(app.folder)
    app.until(app.window.is_settled)
    assert app.message is None, "also after the workspace was opened again"
    app.query(lambda w: categories.add_category(w, "Glove"))
    app.page.refresh({"categories"})
    app.until(lambda: app.message)
    assert app.message.happened == "New to the model: Glove."


def rest_on(row):
    """Let the pointer rest on a row, as long as a tool tip takes."""
    at = QPoint(20, 10)
    QApplication.sendEvent(row, QHelpEvent(QEvent.Type.ToolTip, at, row.mapToGlobal(at)))


def test_pointer_on_category_shows_its_reviewed_photos(app):
    workspace = make_workspace(app.folder, list(SURE))
    for photo in (1, 3, 4):
        reviewing.decide(workspace, photo, Answer.CATEGORY, "ann", 2)
    workspace.close()
    for _opening in range(2):
        app.open(create=False)
        app.settle()
        rows = {row.category.id: row for row in app.page.categories.rows}
        examples = app.page.findChild(HoverExamples)
        rest_on(rows[2])
        app.until(examples.isVisible)
        assert examples.name.text() == rows[2].category.name
        assert len(examples.strip.pictures) == 3
        assert not any(picture.isNull() for picture in examples.strip.pictures)
        QApplication.sendEvent(rows[2], QEvent(QEvent.Type.Leave))
        assert not examples.isVisible()
        rest_on(rows[5])
        app.until(examples.isVisible)
        assert examples.about.text() == "No reviewed photos yet"
        # A key acts as ever, and hides them.
        app.press(Key.Key_S)
        app.until(lambda examples=examples: not examples.isVisible())
        app.settle()
        app.close()


def test_examples_leave_out_photos_whose_second_opinion_is_the_operators(app):
    workspace = make_workspace(app.folder, list(SURE))
    settings.set_setting(workspace, SECOND_OPINIONS, "1")
    for photo in (1, 3):
        reviewing.decide(workspace, photo, Answer.CATEGORY, "ann", 2)
    workspace.close()
    app.open(create=False)
    app.settle()
    row = next(row for row in app.page.categories.rows if row.category.id == 2)
    examples = app.page.findChild(HoverExamples)
    rest_on(row)
    app.until(examples.isVisible)
    assert examples.strip.pictures == (), "they are blind for this operator"

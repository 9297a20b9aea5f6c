"""The Categories page by its keys, on a real workspace."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from hitl_app.domain.decisions import Answer
from hitl_app.services.categories import categories
from hitl_app.services.certification import inspecting
from hitl_app.services.review import reviewing
from hitl_app.ui.kit import dialogs
from hitl_app.ui.shell.window import DeskWindow
from hitl_app.workspace import Workspace
from tests.helpers.inspections import catalogue, certify, opened
from tests.helpers.workspaces import add_photos, make_workspace
from tests.ui.shell.test_window import jobs_of

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def page(desk):
    """The page on a workspace with three decided coats."""
    workspace = make_workspace(desk.folder, [0.5, 0.6, 0.7, 0.8])
    for photo in (1, 2, 3):
        reviewing.decide(workspace, photo, Answer.CATEGORY, "ann", coat(workspace))
    workspace.close()
    return shown(desk)


def coat(workspace):
    return next(c.id for c in categories.list_categories(workspace) if c.name == "Coat")


def shown(desk, **wanted):
    desk.open(create=False, **wanted)
    desk.press(Key.Key_K, Mod.ControlModifier)
    desk.until(lambda: desk.window.page_key == "categories" and desk.window.is_settled())
    return desk.window.pages["categories"]


def names(page):
    lines = page.table.items.rows
    return [line.category.name for line in lines if not line.category.retired]


def choose(page, name):
    page.table.setFocus()
    lines = page.table.items.rows
    page.table.selectRow([line.category.name for line in lines].index(name))


def cell(page, name, column):
    lines = [line.category.name for line in page.table.items.rows]
    return page.table.items.index(lines.index(name), column).data()


def offered(desk):
    return desk.look(lambda w: [c.name for c in categories.list_categories(w)])


def test_the_table_says_how_the_categories_stand(page):
    QAbstractItemModelTester(page.table.items, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [cell(page, "Coat", n) for n in range(5)] == ["5", "Coat", "3", "0", "known"]
    assert cell(page, "Ankle boot", 0) == "0"
    assert not page.unknown.isVisible()


def test_a_name_is_changed_in_its_place(desk, page):
    choose(page, "Coat")
    desk.press(Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "Parka")
    QTest.keyClick(field, Key.Key_Return)
    desk.until(lambda: "Parka" in names(page))
    assert offered(desk)[4] == "Parka"
    desk.window.show_page("review")
    desk.until(lambda: desk.page.categories.rows[4].category.name == "Parka")


def test_a_name_that_cannot_be_is_told_and_the_old_one_stays(desk, page):
    choose(page, "Coat")
    page.table.items.setData(page.table.items.index(4, 1), "bag")
    desk.until(lambda: desk.message is not None)
    assert desk.message.happened == "There is a category Bag already."
    assert names(page)[4] == "Coat"


def test_alt_and_arrows_move_it_and_digits_follow(desk, page):
    choose(page, "Coat")
    desk.press(Key.Key_Up, Mod.AltModifier)
    desk.until(lambda: names(page)[3] == "Coat")
    assert page.table.chosen().category.name == "Coat"
    assert cell(page, "Coat", 0) == "4"
    desk.press(Key.Key_Down, Mod.AltModifier)
    desk.until(lambda: names(page)[4] == "Coat")
    desk.press(Key.Key_Escape)
    desk.settle()
    assert desk.window.page_key == "review"
    photo = desk.shown
    desk.decide(Key.Key_5)
    label = desk.look(lambda w: (reviewing.show_photo(w, photo).photo.label_id, coat(w)))
    assert label[0] == label[1]


def test_a_row_is_dragged_elsewhere(desk, page, monkeypatch):
    choose(page, "Coat")
    table = page.table
    monkeypatch.setattr(QDropEvent, "source", lambda _event: table)
    at = table.visualRect(table.items.index(0, 1)).center()
    event = QDropEvent(
        QPointF(at),
        Qt.DropAction.MoveAction,
        QMimeData(),
        Qt.MouseButton.LeftButton,
        Mod.NoModifier,
    )
    table.dropEvent(event)
    desk.until(lambda: names(page)[0] == "Coat")
    assert len(names(page)) == 10


def test_a_merge_says_what_it_touches_and_takes_two_steps(desk, page):
    choose(page, "Coat")
    desk.press(Key.Key_M)
    assert page.strip.isVisible()
    assert not page.strip.go.isVisible()
    choose(page, "Pullover")
    assert page.strip.preview.text() == (
        "3 decided photos move from Coat to Pullover. Coat is retired for good. "
        "This cannot be undone."
    )
    desk.press(Key.Key_Return)
    assert "Coat" in offered(desk), "the first Enter only reaches the button"
    assert page.strip.go.hasFocus()
    desk.press(Key.Key_Return)
    desk.until(lambda: "Coat" not in names(page))
    assert cell(page, "Pullover", 2) == "3"
    assert cell(page, "Coat", 4) == "merged into Pullover"
    assert not page.strip.isVisible()


def test_esc_leaves_a_wish_and_then_the_page(desk, page):
    choose(page, "Coat")
    desk.press(Key.Key_M)
    desk.press(Key.Key_Escape)
    assert not page.strip.isVisible()
    assert desk.window.page_key == "categories"
    desk.press(Key.Key_Escape)
    assert desk.window.page_key == "review"
    assert "Coat" in offered(desk)


def test_retiring_and_bringing_back(desk, page):
    choose(page, "Coat")
    desk.press(Key.Key_Delete)
    assert page.strip.preview.text().startswith("3 decided photos keep Coat as their label")
    desk.press(Key.Key_Return)
    desk.until(lambda: "Coat" not in names(page))
    choose(page, "Coat")
    assert not page.can_change()
    desk.press(Key.Key_B)
    desk.until(lambda: "Coat" in names(page))


def test_a_new_category_is_not_known_to_the_network(desk, page):
    desk.press(Key.Key_N)
    assert page.field.hasFocus()
    QTest.keyClicks(page.field, "Parka")
    QTest.keyClick(page.field, Key.Key_Return)
    desk.until(lambda: "Parka" in names(page))
    assert page.unknown.isVisible()
    assert "Parka" in page.unknown.text()
    assert cell(page, "Parka", 4) == "not yet known"
    desk.window.show_page("review")
    desk.until(desk.page.panel.unknown.isVisible)
    assert "Parka" in desk.page.panel.unknown.text()


def test_ten_categories_and_the_line_below_them_fit_without_scrolling(desk):
    desk.open([0.5])
    window = desk.window
    bar = desk.page.panel.categories._scroll.verticalScrollBar()
    desk.until(lambda: len(desk.page.panel.categories.rows) == 10 and bar.maximum() == 0)

    def other_ten(workspace):
        known = categories.list_categories(workspace)
        categories.retire_category(workspace, known[-1].name)
        return categories.add_category(workspace, "Parka")

    desk.look(other_ten)
    window.refresh({"categories"})
    panel = desk.page.panel
    desk.until(lambda: panel.unknown.isVisible() and len(panel.categories.rows) == 10)
    desk.until(lambda: bar.maximum() == 0)
    assert panel.last.height() >= 80


def test_what_waits_is_scored_again_after_a_change_that_matters(desk):
    make_workspace(desk.folder, [0.5, 0.6, 0.7, 0.8, 0.9]).close()
    page = shown(desk, with_jobs=True)
    started = jobs_of(desk.window)
    choose(page, "Coat")
    page.rename()
    page.table.items.setData(page.table.items.index(4, 1), "Parka")
    desk.until(lambda: "Parka" in names(page))
    assert "rescore" not in [name for name, _ in started]
    choose(page, "Parka")
    page.retire()
    page.strip.go.click()
    desk.until(lambda: "rescore" in [name for name, _ in started])


def test_lots_and_inspections_that_are_touched_are_named(desk):
    workspace = catalogue(desk.folder)
    assert certify(workspace, target=0.9, checks=60, threshold=0.98).certificate == 1
    add_photos(workspace, [0.99] * 400 + [0.5] * 100, folder="/later")
    opened(workspace, target=0.9, checks=30, threshold=0.98)
    workspace.close()
    page = shown(desk)
    choose(page, "Coat")
    page.merge()
    choose(page, "Pullover")
    words = page.strip.preview.text()
    assert "accepted photos under certificate 1 may be touched." in words
    assert "The open inspection is closed; its decisions stay." in words
    page.strip.go.click()
    desk.until(lambda: desk.message is not None)
    assert desk.message.happened == "Coat counts as Pullover from now on."
    assert "certificate 1" in desk.message.remedy
    assert desk.look(inspecting.open_one) is None


def test_a_list_is_added_and_what_is_refused_is_told(desk, page, tmp_path, monkeypatch):
    (tmp_path / "names.txt").write_text("Parka\nparka\nScarf\n")
    monkeypatch.setattr(dialogs, "choose_list", lambda _parent: tmp_path / "names.txt")
    page.import_list()
    desk.until(lambda: "Scarf" in names(page))
    assert desk.message.happened == "2 categories were added, one was refused."
    assert desk.message.remedy == "2: parka stands in the list twice, first in line 1."


def test_a_desk_may_begin_with_own_categories_alone(desk, tmp_path, monkeypatch):
    for name in ("Parka", "Scarf"):
        (tmp_path / "sorted" / name).mkdir(parents=True)
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: tmp_path / "sorted")
    desk.window = window = DeskWindow(with_jobs=False)
    window.show()
    window.open_workspace(desk.folder)
    desk.until(lambda: window.page_key == "welcome")
    window.commands.begin_with_own()
    desk.until(lambda: window.page_key == "categories" and window.is_settled())
    page = window.pages["categories"]
    desk.until(page.start.isVisible)
    page._choose_folder(page._changes.begin_with)
    desk.until(lambda: names(page) == ["Parka", "Scarf"])
    assert "suggests nothing until the first retraining" in page.unknown.text()
    workspace = Workspace.open(desk.folder)
    own = [line.category.name for line in categories.overview(workspace).lines]
    workspace.close()
    assert own == ["Parka", "Scarf"]

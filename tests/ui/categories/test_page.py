"""Tests of the Categories page by its keys, on a real workspace."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from hitl_app.domain.decisions import Answer
from hitl_app.domain.models import Draft
from hitl_app.services.categories import categories
from hitl_app.services.certification import inspecting
from hitl_app.services.review import reviewing
from hitl_app.store.models import drafts, versions
from hitl_app.ui.kit import dialogs
from hitl_app.ui.shell.window import MainWindow
from hitl_app.workspace import Workspace
from tests.helpers.window.main_window import jobs_of
from tests.helpers.workspace.inspections import catalogue, certify, opened
from tests.helpers.workspace.workspaces import add_photos, make_workspace

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def page(app):
    """Open the page of a workspace with three reviewed coats."""
    workspace = make_workspace(app.folder, [0.5, 0.6, 0.7, 0.8])
    for photo in (1, 2, 3):
        reviewing.decide(workspace, photo, Answer.CATEGORY, "ann", coat(workspace))
    workspace.close()
    return shown(app)


def coat(workspace):
    return next(c.id for c in categories.list_categories(workspace) if c.name == "Coat")


def shown(app, **wanted):
    app.open(create=False, **wanted)
    app.press(Key.Key_K, Mod.ControlModifier)
    app.until(lambda: app.window.page_key == "categories" and app.window.is_settled())
    return app.window.pages["categories"]


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


def offered(app):
    return app.query(lambda w: [c.name for c in categories.list_categories(w)])


def test_categories_table_shows_key_name_counts_and_status(page):
    QAbstractItemModelTester(page.table.items, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [cell(page, "Coat", n) for n in range(5)] == ["5", "Coat", "3", "0", "trained"]
    assert cell(page, "Ankle boot", 0) == "0"
    assert not page.unknown.isVisible()


def test_categories_page_renames_category_in_table(app, page):
    choose(page, "Coat")
    app.press(Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "Parka")
    QTest.keyClick(field, Key.Key_Return)
    app.until(lambda: "Parka" in names(page))
    assert offered(app)[4] == "Parka"
    app.window.show_page("review")
    app.until(lambda: app.page.categories.rows[4].category.name == "Parka")


def test_categories_page_reports_refused_name_and_keeps_old_one(app, page):
    choose(page, "Coat")
    page.table.items.setData(page.table.items.index(4, 1), "bag")
    app.until(lambda: app.message is not None)
    assert app.message.happened == "The category Bag already exists."
    assert names(page)[4] == "Coat"


def test_alt_and_arrows_move_category_and_change_its_digit(app, page):
    choose(page, "Coat")
    app.press(Key.Key_Up, Mod.AltModifier)
    app.until(lambda: names(page)[3] == "Coat")
    assert page.table.chosen().category.name == "Coat"
    assert cell(page, "Coat", 0) == "4"
    app.press(Key.Key_Down, Mod.AltModifier)
    app.until(lambda: names(page)[4] == "Coat")
    app.press(Key.Key_Escape)
    app.settle()
    assert app.window.page_key == "review"
    photo = app.shown
    app.decide(Key.Key_5)
    label = app.query(lambda w: (reviewing.show_photo(w, photo).photo.label_id, coat(w)))
    assert label[0] == label[1]


def test_categories_table_moves_row_when_dragged(app, page, monkeypatch):
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
    app.until(lambda: names(page)[0] == "Coat")
    assert len(names(page)) == 10


def test_merge_previews_its_effect_and_takes_two_steps(app, page):
    choose(page, "Coat")
    app.press(Key.Key_M)
    assert page.strip.isVisible()
    assert not page.strip.go.isVisible()
    choose(page, "Pullover")
    assert page.strip.preview.text() == (
        "3 reviewed photos move from Coat to Pullover. Coat is retired permanently. "
        "This cannot be undone."
    )
    app.press(Key.Key_Return)
    assert "Coat" in offered(app), "the first Enter only reaches the button"
    assert page.strip.go.hasFocus()
    app.press(Key.Key_Return)
    app.until(lambda: "Coat" not in names(page))
    assert cell(page, "Pullover", 2) == "3"
    assert cell(page, "Coat", 4) == "merged into Pullover"
    assert not page.strip.isVisible()


def test_esc_closes_open_change_then_categories_page(app, page):
    choose(page, "Coat")
    app.press(Key.Key_M)
    app.press(Key.Key_Escape)
    assert not page.strip.isVisible()
    assert app.window.page_key == "categories"
    app.press(Key.Key_Escape)
    assert app.window.page_key == "review"
    assert "Coat" in offered(app)


def test_categories_page_retires_and_restores_category(app, page):
    choose(page, "Coat")
    app.press(Key.Key_Delete)
    assert page.strip.preview.text().startswith("3 reviewed photos keep the label Coat")
    app.press(Key.Key_Return)
    app.until(lambda: "Coat" not in names(page))
    choose(page, "Coat")
    assert not page.can_change()
    app.press(Key.Key_B)
    app.until(lambda: "Coat" in names(page))


def test_categories_page_marks_new_category_as_not_trained(app, page):
    app.press(Key.Key_N)
    assert page.field.hasFocus()
    QTest.keyClicks(page.field, "Parka")
    QTest.keyClick(page.field, Key.Key_Return)
    app.until(lambda: "Parka" in names(page))
    assert page.unknown.isVisible()
    assert "Parka" in page.unknown.text()
    assert cell(page, "Parka", 4) == "not trained yet"


def test_categories_that_suggestions_have_learned_are_not_told_to_be_new(app):
    workspace = make_workspace(app.folder, [0.5, 0.6])
    parka = categories.add_category(workspace, "Parka").category.id
    reviewing.decide(workspace, 1, Answer.CATEGORY, "ann", parka)
    with workspace.database.write() as session:
        version = versions.active_version(session)
        outputs = (*version.outputs, parka)
        drafts.add(
            session, Draft(0, version.id, drafts.last_decision(session), 40, outputs, {}, used=True)
        )
    workspace.close()
    page = shown(app)
    assert cell(page, "Parka", 4) == "learning"
    assert cell(page, "Coat", 4) == "trained"
    assert not page.unknown.isVisible()


def test_review_panel_shows_ten_categories_and_last_decisions_without_scrolling(app):
    app.open([0.5])
    panel = app.page.panel
    bar = panel.categories._scroll.verticalScrollBar()
    app.until(lambda: len(panel.categories.rows) == 10 and bar.maximum() == 0)
    assert panel.last.height() >= 80


def test_categories_page_starts_rescore_after_retire_but_not_rename(app):
    make_workspace(app.folder, [0.5, 0.6, 0.7, 0.8, 0.9]).close()
    page = shown(app, with_jobs=True)
    started = jobs_of(app.window)
    choose(page, "Coat")
    page.rename()
    page.table.items.setData(page.table.items.index(4, 1), "Parka")
    app.until(lambda: "Parka" in names(page))
    assert "rescore" not in [name for name, _ in started]
    choose(page, "Parka")
    page.retire()
    page.strip.go.click()
    app.until(lambda: "rescore" in [name for name, _ in started])


def test_merge_names_affected_certificates_and_open_inspection(app):
    workspace = catalogue(app.folder)
    assert certify(workspace, target=0.9, checks=60, threshold=0.98).certificate == 1
    add_photos(workspace, [0.99] * 400 + [0.5] * 100, folder="/later")
    opened(workspace, target=0.9, checks=30, threshold=0.98)
    workspace.close()
    page = shown(app)
    choose(page, "Coat")
    page.merge()
    choose(page, "Pullover")
    words = page.strip.preview.text()
    assert "photos under certificate 1 may be affected." in words
    assert "The open inspection will be closed. Its decisions are kept." in words
    page.strip.go.click()
    app.until(lambda: app.message is not None)
    assert app.message.happened == "Coat was merged into Pullover."
    assert "certificate 1" in app.message.remedy
    assert app.query(inspecting.open_one) is None


def test_import_list_adds_categories_and_reports_rejected_lines(app, page, tmp_path, monkeypatch):
    (tmp_path / "names.txt").write_text("Parka\nparka\nScarf\n")
    monkeypatch.setattr(dialogs, "choose_list", lambda _parent: tmp_path / "names.txt")
    page.import_list()
    app.until(lambda: "Scarf" in names(page))
    assert app.message.happened == "2 categories were added, one was rejected."
    assert app.message.remedy == "2: parka is in the list twice, first in line 1."


def test_new_workspace_starts_with_own_categories_only(app, tmp_path, monkeypatch):
    for name in ("Parka", "Scarf"):
        (tmp_path / "sorted" / name).mkdir(parents=True)
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: tmp_path / "sorted")
    app.window = window = MainWindow(with_jobs=False)
    window.show()
    window.open_workspace(app.folder)
    app.until(lambda: window.page_key == "welcome")
    window.open_workspace(app.folder, create=True)
    window.show_page("categories")
    app.until(window.is_settled)
    page = window.pages["categories"]
    app.until(page.start.isVisible)
    page._choose_folder(page._changes.begin_with)
    app.until(lambda: names(page) == ["Parka", "Scarf"])
    assert "once it has learned from your first decisions" in page.unknown.text()
    workspace = Workspace.open(app.folder)
    own = [line.category.name for line in categories.overview(workspace).lines]
    workspace.close()
    assert own == ["Parka", "Scarf"]


def test_page_shows_examples_of_the_chosen_category(app, page):
    for _opening in range(2):
        line = next(
            place for place, one in enumerate(page.table.items.rows) if one.category.name == "Coat"
        )
        page.table.selectRow(line)
        app.until(lambda page=page: len(page.examples.pictures) == 3)
        page.table.selectRow(line - 1)
        app.until(lambda page=page: page.no_examples.text())
        assert page.examples.pictures == ()
        app.close()
        page = shown(app)

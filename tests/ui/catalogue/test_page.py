import csv

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QGuiApplication, QRegion
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPushButton

from hitl_app.domain.decisions import Answer
from hitl_app.domain.listing import Grouping, Sort
from hitl_app.domain.photos import PhotoState
from hitl_app.services.review import reviewing
from hitl_app.ui.catalogue import search
from tests.helpers.window.main_window import actions
from tests.helpers.workspace.drafts import suggest_by_draft
from tests.helpers.workspace.workspaces import make_workspace, suggest

Key, Mod = Qt.Key, Qt.KeyboardModifier
NONE, CTRL, SHIFT = Mod.NoModifier, Mod.ControlModifier, Mod.ShiftModifier


@pytest.fixture
def page(app, monkeypatch):
    """Open the page of a workspace with 150 photos, three of them reviewed.

    The first 40 are loaded before the others.
    """
    monkeypatch.setattr(search, "_FIRST", 40)
    workspace = make_workspace(app.folder, [0.3 + i / 300 for i in range(150)])
    for photo_id in (3, 50, 120):
        reviewing.decide(workspace, photo_id, Answer.CATEGORY, "ann", 2)
    workspace.close()
    window = app.open(create=False)
    app.press(Key.Key_3, CTRL)
    page = window.pages["catalogue"]
    app.until(page.is_settled)
    return page


def shown(page, line):
    return [page.items.index(line, c).data() for c in range(page.items.columnCount())]


def states(app):
    counts = app.query(reviewing.counts)
    return counts.to_review, counts.reviewed


def test_catalogue_lists_photos_with_state_category_and_decision(page):
    assert page.summary.text() == "150 photos"
    wanted = ["/photos/photo-00000.png", "○ to review", "T-shirt/top?", "30\u202f%", "–", "–", "–"]
    assert shown(page, 0) == wanted
    path, state, category, _, who, when, _ = shown(page, 2)
    assert (path, state, category, who) == (
        "/photos/photo-00002.png", "✓ reviewed", "Trouser", "ann",
    )  # fmt: skip
    assert when != "–"


@pytest.mark.parametrize(("width", "hidden"), [(1280, []), (1100, [4]), (960, [4, 5])], ids=str)
def test_catalogue_hides_columns_when_window_is_narrow(page, app, width, hidden):
    app.window.resize(width, 700)
    app.until(lambda: page.view.columnWidth(0) >= 180)
    columns = [c for c in range(1, 6) if page.view.isColumnHidden(c)]
    assert columns == hidden
    used = sum(page.view.columnWidth(c) for c in range(page.items.columnCount()))
    assert used == page.view.viewport().width()


@pytest.mark.parametrize("width", [1920, 1280], ids=str)
def test_catalogue_columns_lie_side_by_side_when_window_is_wide(page, app, width):
    app.window.resize(width, 900)
    view = page.view
    app.until(lambda: view.columnWidth(0) >= 180)
    columns = [c for c in range(1, page.items.columnCount()) if not view.isColumnHidden(c)]
    assert sum(map(view.columnWidth, [0, *columns])) == view.viewport().width()
    assert view.columnWidth(0) <= 680, "a long way from the path to the state"


def test_catalogue_shows_no_confidence_without_suggestion(app):
    workspace = make_workspace(app.folder, [0.3])
    suggest(workspace, None)
    workspace.close()
    window = app.open(create=False)
    app.press(Key.Key_3, CTRL)
    page = window.pages["catalogue"]
    app.until(page.is_settled)
    assert shown(page, 0)[1:4] == ["○ to review", "–", "–"]


@pytest.mark.parametrize(("decided", "confidence"), [(1, "30\u202f%"), (4, "–")], ids=str)
def test_catalogue_shows_confidence_beside_the_suggested_label_alone(app, decided, confidence):
    workspace = make_workspace(app.folder, [0.3])
    suggest(workspace, 1)
    reviewing.decide(workspace, 1, Answer.CATEGORY, "ann", decided)
    workspace.close()
    window = app.open(create=False)
    app.press(Key.Key_3, CTRL)
    page = window.pages["catalogue"]
    app.until(page.is_settled)
    assert shown(page, 0)[3] == confidence


def test_catalogue_item_model_passes_qt_tester(page, app):
    tester = QAbstractItemModelTester(
        page.items, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    page.filters.grouping.choose(Grouping.STATE)
    app.until(page.is_settled)
    page.filters.text.setText("photo-0001")
    app.until(lambda: len(page.items.ids) == 10 and page.is_settled())
    page.filters.reset()
    app.until(lambda: len(page.items.ids) == 150 and page.is_settled())
    del tester


def test_catalogue_keys_move_between_photos_and_skip_headings(page, app):
    page.filters.grouping.choose(Grouping.STATE)
    app.until(page.is_settled)
    assert page.items.data(page.items.index(0, 0)) == "To review · 147"
    assert page.view.current_id() == 1
    app.press(Key.Key_End)
    assert page.view.current_id() == 120
    app.press(Key.Key_Up)
    app.press(Key.Key_Up)
    app.press(Key.Key_Up)
    assert page.view.current_id() == 150, "over the heading"
    app.press(Key.Key_Home)
    assert page.view.current_id() == 1
    app.press(Key.Key_PageDown)
    down = page.view.current_id()
    assert down > 3
    app.press(Key.Key_PageUp)
    assert page.view.current_id() == 1


def test_catalogue_selects_photos_by_keys(page, app, no_questions):
    app.press(Key.Key_Down, SHIFT)
    app.press(Key.Key_Down, SHIFT)
    assert page.view.selected_ids() == [1, 2, 3]
    app.press(Key.Key_Down, CTRL)
    app.press(Key.Key_Down, CTRL)
    app.press(Key.Key_Space)
    assert page.view.selected_ids() == [1, 2, 3, 5]
    app.press(Key.Key_Space)
    assert page.view.selected_ids() == [1, 2, 3]
    page.filters.grouping.choose(Grouping.STATE)
    app.until(page.is_settled)
    heading = page.items.heading(0)
    page.view.go_to(0)
    app.press(Key.Key_A, CTRL)
    assert page.view.selected_count() == page.items.size_of(heading) < 150
    actions(app.window)["Select all photos…"].trigger()
    assert page.view.selected_count() == 150, "headings are no photos"
    assert page.detail.count.text() == "150 photos selected"
    app.press(Key.Key_A, CTRL | SHIFT)
    seen = page.view.viewport().height() / 52
    assert seen - 3 < page.view.selected_count() < seen + 1


def test_catalogue_selects_photos_with_mouse(page):
    def click(line, modifiers=NONE):
        place = page.view.visualRect(page.items.index(line, 0)).center()
        QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, modifiers, place)

    click(1)
    click(4, SHIFT)
    click(2, CTRL)
    assert page.view.selected_ids() == [2, 4, 5]


def test_catalogue_shows_first_photo_after_another_order_is_chosen(page, app):
    page.filters.sort.choose((Sort.CONFIDENCE, True))
    app.until(page.is_settled)
    assert page.view.current_id() == 150
    assert page.items.photo_id(page.view.rowAt(0)) == 150


def test_catalogue_shows_empty_page_when_no_photo_matches(page, app):
    page.filters.text.setText("no such path")
    app.until(lambda: page._lists.currentIndex() == 1)
    page.filters.reset()
    app.until(lambda: page._lists.currentIndex() == 0 and page.is_settled())
    assert page.summary.text() == "150 photos"


def test_catalogue_labels_selection_and_undoes_it(page, app):
    before = states(app)
    app.press(Key.Key_Down, SHIFT)
    app.press(Key.Key_Down, SHIFT)
    page.detail.category.choose(4)
    page.detail.change.click()
    app.until(lambda: app.message and app.message.happened == "3 photos were changed.")
    app.until(lambda: shown(page, 2)[2] == "Dress" and page.is_settled())
    assert shown(page, 0)[1:3] == ["✓ reviewed", "Dress"]
    assert page.view.selected_ids() == [1, 2, 3], "the selection stays"
    app.until(page.commands.can_undo)
    assert page.commands.undo_words() == "Undo 3 decisions"
    app.press(Key.Key_Z, CTRL)
    app.until(lambda: app.message.happened == "The change of 3 photos was undone.")
    assert states(app) == before
    app.until(lambda: shown(page, 2)[2] == "Trouser")


def test_change_starts_with_own_label_and_is_off_until_another_is_chosen(page, app):
    detail, choice = page.detail, page.detail.category
    assert (choice.currentText(), detail.change.isEnabled()) == ("Choose a category", False)
    page.view.go_to(2)
    assert (choice.currentText(), detail.change.isEnabled()) == ("Trouser", False), "reviewed as it"
    app.press(Key.Key_C)
    choice.hidePopup()
    QTest.keyClick(choice, Key.Key_Down)
    assert (choice.currentText(), detail.change.isEnabled()) == ("Pullover", True)
    page.refresh({"photos"})
    app.until(page.is_settled)
    assert choice.currentText() == "Pullover", "a refresh keeps what was chosen"
    QTest.keyClick(choice, Key.Key_Up)
    assert not detail.change.isEnabled()
    QTest.keyClick(choice, Key.Key_Down)
    detail.change.click()
    app.until(lambda: shown(page, 2)[2] == "Pullover" and page.is_settled())
    app.until(lambda: choice.currentText() == "Pullover")
    assert not detail.change.isEnabled(), "changed"
    page.view.go_to(49)
    app.until(lambda: choice.currentText() == "Trouser")


def test_change_starts_without_category_where_several_photos_are_selected(page, app):
    page.view.go_to(2)
    app.press(Key.Key_Down, SHIFT)
    choice, change = page.detail.category, page.detail.change
    assert (choice.currentText(), change.isEnabled()) == ("Choose a category", False)
    choice.choose(2)
    assert change.isEnabled()
    change.click()
    app.until(lambda: app.message and app.message.happened == "One photo was changed.")
    assert (choice.currentText(), change.isEnabled()) == ("Choose a category", False)


@pytest.mark.parametrize(("downs", "reviewed"), [(0, False), (2, True)], ids=str)
def test_catalogue_offers_to_reopen_reviewed_photos_alone(page, app, downs, reviewed):
    for _ in range(downs):
        app.press(Key.Key_Down)
    app.until(lambda: page.view.selected_alone() is not None)
    app.settle()
    assert page.detail.hints.buttons["reopen"].isEnabled() == reviewed
    assert not page.detail.hints.buttons["show-product"].isEnabled(), "it has none"
    app.press(Key.Key_R)
    assert page.commands.work.is_running == reviewed
    app.until(lambda: not page.commands.work.is_running)


def test_catalogue_returns_photos_to_review_when_reopened(page, app):
    page.filters.state.choose(PhotoState.REVIEWED)
    app.until(lambda: len(page.items.ids) == 3 and page.is_settled())
    app.press(Key.Key_A, CTRL)
    app.press(Key.Key_R)
    app.until(lambda: page._lists.currentIndex() == 1)
    assert states(app) == (150, 0)


def test_catalogue_keeps_position_and_selection_when_photos_change_elsewhere(page, app):
    page.view.go_to(80)
    top = page.items.photo_id(page.view.rowAt(0))
    app.query(lambda w: reviewing.decide(w, 60, Answer.CATEGORY, "bob", 3))
    page.refresh({"photos"})
    app.until(lambda: "bob" in page.filters.by._entries[-1][0] and page.is_settled())
    assert page.view.selected_ids() == [81]
    assert page.items.photo_id(page.view.rowAt(0)) == top


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter], ids=str)
def test_enter_applies_category_that_was_chosen_by_keys(page, app, key):
    page.view.go_to(2)
    page.commands.choose_category()
    app.until(page.detail.category.view().isVisible)
    names = [page.detail.category.itemText(i) for i in range(page.detail.category.count())]
    QTest.keyClicks(page.detail.category.view(), "Dress")
    QTest.keyClick(page.detail.category.view(), Key.Key_Return)
    app.until(lambda: page.detail.category.currentIndex() == names.index("Dress"))
    QTest.keyClick(page.detail.category, key)
    app.until(lambda: shown(page, 2)[2] == "Dress")
    assert app.window.page_key == "catalogue"


def test_detail_says_that_the_current_photo_is_not_selected(page, app):
    page.view.go_to(2)
    page.view.clearSelection()
    assert page.detail.count.text() == "Not selected"
    page.filters.text.setText("no such photo")
    app.until(lambda: not page.view.listed_count() and page.is_settled())
    assert page.detail.count.text() == "Nothing selected"


class Repaints(QObject):
    """Notes which area is repainted."""

    def __init__(self):
        super().__init__()
        self.area = QRegion()

    def eventFilter(self, _watched, event):
        if event.type() is QEvent.Type.Paint:
            self.area |= event.region()
        return False


def test_frame_of_current_photo_leaves_its_whole_line(page, app):
    page.view.go_to(2)
    page.view.clearSelection()
    app.qtbot.waitExposed(page.view)
    view, repaints = page.view.viewport(), Repaints()
    before = page.view.visualRect(page.items.index(2, 0)).united(
        page.view.visualRect(page.items.index(2, page.items.columnCount() - 2))
    )
    QApplication.processEvents()
    view.installEventFilter(repaints)
    page.view.selectionModel().setCurrentIndex(
        page.items.index(5, 0), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    app.until(lambda: not repaints.area.isEmpty())
    assert QRegion(before).subtracted(repaints.area).isEmpty()


def test_enter_opens_catalogue_photo_on_review_page(page, app):
    page.view.go_to(49)
    app.press(Key.Key_Return)
    assert app.window.page_key == "review"
    app.until(lambda: app.shown == 50)


def test_copy_path_copies_path_of_catalogue_photo(page, app):
    app.press(Key.Key_Down)
    app.press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "/photos/photo-00001.png"


def test_open_folder_reports_missing_folder(page, app):
    app.press(Key.Key_O)
    app.until(lambda: app.message)
    assert "/photos was not found" in app.message.happened


def test_catalogue_exports_selected_photos(page, app, monkeypatch, tmp_path):
    target = tmp_path / "some.csv"
    monkeypatch.setattr("hitl_app.ui.kit.dialogs.choose_target", lambda *_: target)
    app.press(Key.Key_Down, SHIFT)
    app.press(Key.Key_E, CTRL | SHIFT)
    app.until(lambda: app.message and "2 photos were exported" in app.message.happened)
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert [row["path"][-9:] for row in csv.DictReader(file)] == ["00000.png", "00001.png"]


def test_empty_catalogue_offers_import(app, monkeypatch):
    window = app.open()
    window.show_page("catalogue")
    page = window.pages["catalogue"]
    app.until(lambda: page._stack.currentIndex() == 2)
    monkeypatch.setattr("hitl_app.ui.kit.dialogs.choose_folder", lambda *_: None)
    with app.qtbot.waitSignal(page.add.clicked):
        next(b for b in page.findChildren(QPushButton) if b.isVisible()).click()


def test_catalogue_records_decisions_for_current_operator(app):
    make_workspace(app.folder, [0.5, 0.6]).close()
    window = app.open(create=False)
    window.show_page("catalogue")
    page = window.pages["catalogue"]
    app.until(lambda: page.items.rowCount() == 2)
    window.session.presence.switch("bea")
    app.until(lambda: page.search.operator == "bea")


def test_rare_filters_fold_away_in_a_narrow_window_unless_they_are_set(app):
    window = app.open([0.5, 0.6], size=(960, 620))
    window.show_page("catalogue")
    page = window.pages["catalogue"]
    app.until(page.is_settled)
    filters, rare = page.filters, (page.filters.by, page.filters.when, page.filters.sure)
    low = filters.height()
    assert low <= 100, "two lines"
    assert not any(part.isVisible() for part in rare)
    filters.more.click()
    app.until(lambda: filters.height() > low)
    assert all(part.isVisible() for part in rare)
    filters.when.choose(0)
    filters.more.click()
    assert [part.isVisible() for part in rare] == [False, True, False], "it is set"
    filters.reset()
    assert not filters.when.isVisible()
    window.resize(1920, 1080)
    app.until(filters.sure.isVisible)
    assert not filters.more.isVisible()


@pytest.mark.parametrize("width", [960, 1280])
def test_catalogue_filters_do_not_overlap(app, width):
    window = app.open([0.5, 0.6], size=(width, 620))
    window.show_page("catalogue")
    page = window.pages["catalogue"]
    app.until(page.is_settled)
    filters = page.filters
    filters.suggested.choose(filters.suggested.values()[1])
    filters.show_duplicates([[1, 2]])
    filters.suggested.choose(filters.suggested.values()[1])
    filters.add_product("shop/SKU 12")
    filters.more.click()
    filters.layout().activate()
    fields = [filters.layout().itemAt(i).widget() for i in range(filters.layout().count())]
    assert all(field.isVisible() for field in fields)
    for field in fields:
        assert filters.rect().contains(field.geometry())
        assert field.width() >= min(field.sizeHint().width(), field.maximumWidth())
        others = [one for one in fields if one is not field]
        assert not any(field.geometry().intersects(one.geometry()) for one in others)


def test_catalogue_names_draft_that_suggests(page, app):
    page.view.go_to(0)
    app.until(page.is_settled)
    assert "Suggested by model seed-cnn\n" in page.detail.lines.text()
    app.query(lambda workspace: suggest_by_draft(workspace, 5))
    app.window.session.changed.emit({"drafts"})
    source = "Suggested by model seed-cnn with live learning (draft 1)\n"
    app.until(lambda: source in page.detail.lines.text())
    assert shown(page, 0)[2] == "Coat?"
    page.view.go_to(2)
    app.until(lambda: "reviewed" in page.detail.lines.text())
    assert "Suggested by" not in page.detail.lines.text()

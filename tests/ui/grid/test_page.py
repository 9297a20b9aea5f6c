"""Tests of the Grid page: groups of similar photos, by key and by mouse, in the real window."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from hitl_app.domain.decisions import Answer
from hitl_app.services.review import reviewing
from hitl_app.ui.grid.view import SIDES
from tests.helpers.window.grid_page import done, headings, ids_of, make, opened
from tests.helpers.window.main_window import actions
from tests.helpers.workspace.drafts import suggest_by_draft
from tests.helpers.workspace.workspaces import add_photos

Key, Mod = Qt.Key, Qt.KeyboardModifier


NONE, CTRL, SHIFT = Mod.NoModifier, Mod.ControlModifier, Mod.ShiftModifier


def test_grid_shows_groups_of_similar_photos_under_headings(page):
    assert headings(page) == [
        "T-shirt/top · 20 similar photos",
        "T-shirt/top · 12 similar photos",
        "T-shirt/top · 5 similar photos",
        "Trouser · 9 ungrouped photos",
    ]
    assert page.header.counts.full_text() == "46 photos · 4 groups"


def test_grid_opens_by_key_and_closes_by_key_or_esc(page, app):
    assert app.window.page_key == "grid"
    app.press(Key.Key_G)
    assert app.window.page_key == "review"
    app.press(Key.Key_2, CTRL)
    assert app.window.page_key == "grid"
    app.press(Key.Key_Escape)
    assert app.window.page_key == "review"


def test_grid_keys_move_between_tiles(page, app):
    columns = page.view.plan.columns
    assert 4 < columns < 12
    app.press(Key.Key_Right)
    app.press(Key.Key_Down)
    assert page.items.current == columns + 1
    app.press(Key.Key_Up)
    app.press(Key.Key_Left)
    assert page.items.current == 0
    app.press(Key.Key_End)
    assert page.items.current == 45
    app.press(Key.Key_PageUp)
    assert page.items.current < 45 - columns
    app.press(Key.Key_Home)
    app.press(Key.Key_Down, CTRL)
    assert page.items.current == 20
    app.press(Key.Key_Right)
    app.press(Key.Key_Up, CTRL)
    assert page.items.current == 20
    app.press(Key.Key_Up, CTRL)
    assert page.items.current == 0
    assert page.items.chosen() == [], "moving selects nothing"


def test_grid_down_crosses_short_last_row_and_heading(page, app):
    columns = page.view.plan.columns
    last_row = 20 - 20 % columns
    page.view._go(last_row, chosen=False)
    app.press(Key.Key_Down)
    assert page.items.current == 20
    page.view._go(last_row - 1, chosen=False)
    app.press(Key.Key_Down)
    assert page.items.current == 19, "only the end of the row is below it"


def test_grid_selects_photos_by_keys(page, app):
    app.press(Key.Key_Space)
    app.press(Key.Key_Right)
    app.press(Key.Key_Right)
    app.press(Key.Key_Space)
    assert page.items.chosen() == [0, 2]
    app.press(Key.Key_Space)
    assert page.items.chosen() == [0]
    app.press(Key.Key_Right, SHIFT)
    app.press(Key.Key_Right, SHIFT)
    assert page.items.chosen() == [2, 3, 4]
    for _ in range(2):
        app.press(Key.Key_A, CTRL)
        assert page.items.chosen() == list(range(20)), "the group, however often"
    app.press(Key.Key_Down, CTRL)
    app.press(Key.Key_A, CTRL)
    assert page.items.chosen() == list(range(20, 32)), "this group, not the one before"


def test_grid_selects_photos_in_sight_by_key(app):
    make(app.folder, sizes=(1000,))
    page = opened(app)
    columns, side = page.view.plan.columns, page.view.plan.side
    app.press(Key.Key_A, CTRL | SHIFT)
    first = page.items.chosen()
    assert first == list(range(len(first)))
    assert 3 * columns <= len(first) < 8 * columns
    bar = page.view.verticalScrollBar()
    seen = range(bar.value(), bar.value() + page.view.viewport().height())
    assert page.view.plan.tile(first[-1]).center().y() in seen
    bar.setValue(5 * (side + 8))
    app.press(Key.Key_A, CTRL | SHIFT)
    later = page.items.chosen()
    assert later[0] > 0
    assert later == list(range(later[0], later[0] + len(later))), "no longer the others"


def test_grid_selects_all_photos_only_after_question_with_their_number(page, app, monkeypatch):
    asked, answers = [], [False, True]

    def confirm(_parent, _title, text, yes):
        asked.append((text, yes))
        return answers[len(asked) - 1]

    monkeypatch.setattr("hitl_app.ui.kit.dialogs.confirm", confirm)
    entry = actions(app.window)["Select all photos…"]
    entry.trigger()
    assert page.items.chosen() == []
    entry.trigger()
    assert len(page.items.chosen()) == 46
    question = "Select all 46 photos? The next decision applies to all of them."
    assert asked == [(question, "Select 46 photos")] * 2


def click(page, place, modifiers=NONE):
    page.view.show_current()
    at = page.view.plan.tile(place).center() - QPoint(0, page.view.verticalScrollBar().value())
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, modifiers, at)


def test_grid_selects_photos_with_mouse(page):
    click(page, 3)
    click(page, 6, SHIFT)
    assert page.items.chosen() == [3, 4, 5, 6]
    click(page, 5, CTRL)
    click(page, 9, CTRL)
    assert page.items.chosen() == [3, 4, 6, 9]
    click(page, 1)
    assert page.items.chosen() == [1]


def test_grid_selects_photos_touched_by_rubber_band(page):
    view, port = page.view, page.view.viewport()
    heading = view.plan.heading(0)
    end = view.plan.tile(2).center()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, NONE, heading.topLeft() + QPoint(2, 2))
    QTest.mouseMove(port, end)
    assert page.items.chosen() == [0, 1, 2]
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, NONE, end)
    QTest.mouseMove(port, view.plan.tile(5).center())
    assert page.items.chosen() == [0, 1, 2]


def test_grid_changes_tile_size_by_key_slider_and_wheel(page, app):
    before = page.view.plan.side
    app.press(Key.Key_Plus)
    assert page.view.plan.side > before
    assert page.footer.slider.value() == page.view.size_number
    for _ in range(10):
        app.press(Key.Key_Minus)
    assert page.view.plan.side >= SIDES[0]
    assert page.view.size_number == 0
    page.footer.slider.setValue(6)
    assert page.view.plan.side >= SIDES[6]
    at = QPointF(100, 100)
    wheel = QWheelEvent(
        at, page.view.viewport().mapToGlobal(at), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, CTRL, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(page.view.viewport(), wheel)
    assert page.view.size_number == 5


def test_grid_counts_new_photos_and_groups_them_on_refresh(page, app):
    before = ids_of(page).tolist()
    app.query(lambda w: add_photos(w, [0.5] * 4, folder="/later"))
    page.refresh({"photos"})
    done(page, app)
    assert ids_of(page).tolist() == before, "the shown photos stay"
    assert page.header.counts.full_text() == "46 photos · 4 groups · 4 more (F5)"
    app.press(Key.Key_F5)
    done(page, app)
    assert len(page.items) == 50


def test_grid_confirms_and_undoes_a_thousand_similar_photos(app):
    make(app.folder, sizes=(1000,), others=0)
    page = opened(app)
    assert headings(page) == ["T-shirt/top · 1,000 similar photos"]
    for key, modifiers in ((Key.Key_A, CTRL), (Key.Key_Return, NONE)):
        app.press(key, modifiers)
    done(page, app)
    assert app.query(reviewing.counts).reviewed == 1000
    app.press(Key.Key_Backspace)
    done(page, app)
    assert app.query(reviewing.counts).to_review == 1000
    assert len(page.items) == 1000


def test_grid_offers_import_when_catalogue_is_empty(app):
    app.open()
    app.window.show_page("grid")
    page = app.window.pages["grid"]
    app.until(page.is_settled)
    clicked = []
    page.add.clicked.disconnect()
    page.add.clicked.connect(lambda: clicked.append("import"))
    visible(page)[0].click()
    assert clicked == ["import"]


def visible(page):
    return [one for one in page.findChildren(QPushButton) if one.isVisible()]


def test_grid_leads_to_review_when_all_photos_are_reviewed(app):
    make(app.folder)

    def decide(workspace):
        for photo_id in range(1, 47):
            reviewing.decide(workspace, photo_id, Answer.CATEGORY, "ann", 1)

    app.query(decide)
    page = opened(app)
    assert page._stack.currentIndex() == 3
    visible(page)[0].click()
    assert app.window.page_key == "review"


def test_grid_describes_focused_photo_for_screen_readers(page, app):
    app.press(Key.Key_Space)
    words = page.view.accessibleDescription()
    assert words.startswith("1 of 20, T-shirt/top · 20 similar photos, selected, /photos/")


# Live learning.


def test_draft_moves_nothing_in_the_grid_until_it_is_shown_again(page, app):
    before, heads = ids_of(page).tolist(), headings(page)
    first = before[:3]
    app.query(lambda w: suggest_by_draft(w, 5, before[:30]))
    app.window.session.changed.emit({"drafts"})
    app.until(page.is_settled)
    assert (ids_of(page).tolist(), headings(page)) == (before, heads)
    page.view._go(0, chosen=False)
    app.press(Key.Key_Return)
    app.until(page.is_settled)
    shown = app.query(lambda w: reviewing.show_photo(w, first[0]))
    assert shown.decision.category_id == 1, "as it was shown"
    assert ids_of(page).tolist() == before[1:]
    app.window.show_page("review")
    app.window.show_page("grid")
    app.until(page.is_settled)
    assert {"Coat"} <= {words.partition(" · ")[0] for words in headings(page)}


def test_draft_does_not_regroup_selected_photos(page, app):
    before = ids_of(page).tolist()
    page.items.choose(range(4))
    app.query(lambda w: suggest_by_draft(w, 5, before[:30]))
    app.window.session.changed.emit({"drafts"})
    app.window.show_page("review")
    app.window.show_page("grid")
    app.until(page.is_settled)
    assert ids_of(page).tolist() == before
    assert page.items.chosen() == [0, 1, 2, 3]

"""Similar photos decided many at once, by key and by mouse, in the real window."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from hitl_app.domain.decisions import Answer
from hitl_app.domain.photos import PhotoState
from hitl_app.services.catalogue import catalogue
from hitl_app.services.review import reviewing
from hitl_app.ui.grid.view import SIDES
from tests.helpers.inspections import catalogue as some_catalogue
from tests.helpers.inspections import open_inspection
from tests.helpers.vectors import add_vectors
from tests.helpers.workspaces import add_photos, make_workspace

Key, Mod = Qt.Key, Qt.KeyboardModifier
NONE, CTRL, SHIFT = Mod.NoModifier, Mod.ControlModifier, Mod.ShiftModifier
SIZES = (20, 12, 5)
"""Of the similar photos in the first category; the second has some that are like no other."""


def make(folder, sizes=SIZES, others=9):
    workspace = make_workspace(folder)
    count = sum(sizes)
    confidences = np.linspace(0.4, 0.9, count + others).tolist()
    suggestions = [0] * count + [1] * others
    ids = add_photos(workspace, confidences, suggestions=suggestions)
    kinds = [kind for kind, size in enumerate(sizes) for _ in range(size)]
    add_vectors(workspace, ids, kinds + [None] * others)
    workspace.close()


@pytest.fixture
def page(app):
    make(app.folder)
    return opened(app)


def opened(app):
    app.open(create=False)
    app.press(Key.Key_G)
    page = app.window.pages["grid"]
    app.until(page.is_settled)
    return page


def done(page, app):
    app.until(page.is_settled, 30_000)


def ids_of(page):
    """Row numbers of the visible photos, by place."""
    return np.array([page.items.photo_id(place) for place in range(len(page.items))])


def headings(page):
    return [page._heading(group) for group in range(len(page.items.starts))]


def labels(app):
    def snapshot(workspace):
        counts = reviewing.counts(workspace)
        every = catalogue.listed(workspace, range(1, counts.photos + 1), "ann")
        decided = [one for one in every if one.photo.state is PhotoState.REVIEWED]
        return {one.photo.id: (one.answer, one.category_id) for one in decided}

    return app.query(snapshot)


def test_groups_of_look_alikes_under_headings(page):
    assert headings(page) == [
        "T-shirt/top · 20 similar photos",
        "T-shirt/top · 12 similar photos",
        "T-shirt/top · 5 similar photos",
        "Trouser · 9 ungrouped photos",
    ]
    assert page.footer.summary.text() == "46 photos · 4 groups"
    assert page.header.group.full_text() == "T-shirt/top · 20 similar photos"


def test_g_opens_it_and_g_or_esc_leads_back(page, app):
    assert app.window.page_key == "grid"
    app.press(Key.Key_G)
    assert app.window.page_key == "review"
    app.press(Key.Key_2, CTRL)
    assert app.window.page_key == "grid"
    app.press(Key.Key_Escape)
    assert app.window.page_key == "review"


def test_keys_walk_from_tile_to_tile(page, app):
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
    assert page.items.chosen() == [], "walking chooses nothing"


def test_down_goes_over_a_short_last_row_and_a_heading(page, app):
    columns = page.view.plan.columns
    last_row = 20 - 20 % columns
    page.view._go(last_row, chosen=False)
    app.press(Key.Key_Down)
    assert page.items.current == 20
    page.view._go(last_row - 1, chosen=False)
    app.press(Key.Key_Down)
    assert page.items.current == 19, "nothing stands below it but the end of the row"


def test_keys_choose(page, app):
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
    app.press(Key.Key_A, CTRL)
    assert page.items.chosen() == list(range(20)), "the group"
    app.press(Key.Key_A, CTRL)
    assert len(page.items.chosen()) == 46, "everything"


def click(page, place, modifiers=NONE):
    page.view.show_current()
    at = page.view.plan.tile(place).center() - QPoint(0, page.view.verticalScrollBar().value())
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, modifiers, at)


def test_the_mouse_chooses(page):
    click(page, 3)
    click(page, 6, SHIFT)
    assert page.items.chosen() == [3, 4, 5, 6]
    click(page, 5, CTRL)
    click(page, 9, CTRL)
    assert page.items.chosen() == [3, 4, 6, 9]
    click(page, 1)
    assert page.items.chosen() == [1]


def test_a_band_chooses_what_it_touches(page):
    view, port = page.view, page.view.viewport()
    heading = view.plan.heading(0)
    end = view.plan.tile(2).center()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, NONE, heading.topLeft() + QPoint(2, 2))
    QTest.mouseMove(port, end)
    assert page.items.chosen() == [0, 1, 2]
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, NONE, end)
    QTest.mouseMove(port, view.plan.tile(5).center())
    assert page.items.chosen() == [0, 1, 2]


def test_the_size_of_the_tiles(page, app):
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


def test_enter_confirms_the_group_and_one_undo_takes_it_back(page, app):
    app.press(Key.Key_Down, CTRL)
    app.press(Key.Key_A, CTRL)
    app.press(Key.Key_Right)
    app.press(Key.Key_Space)
    chosen = ids_of(page)[[20, *range(22, 32)]].tolist()
    assert page.header.hints["confirm"].text() == "confirm 11 as T-shirt/top"
    app.press(Key.Key_Return)
    done(page, app)
    assert labels(app) == dict.fromkeys(chosen, (Answer.CATEGORY, 1))
    assert headings(page)[1] == "T-shirt/top · one similar photo"
    assert page.header.hints["undo"].text() == "Undo 11"
    app.press(Key.Key_Z, CTRL)
    done(page, app)
    assert labels(app) == {}
    assert headings(page)[1] == "T-shirt/top · 12 similar photos"
    assert ids_of(page)[page.items.chosen()].tolist() == chosen
    assert page.items.photo_id(page.items.current) == chosen[0]


def test_the_focus_stands_on_what_follows(page, app):
    ids = ids_of(page).tolist()
    page.view._go(4, chosen=False)
    app.press(Key.Key_Return)
    done(page, app)
    assert list(labels(app)) == [ids[4]], "nothing is chosen: the one with the focus"
    assert page.items.photo_id(page.items.current) == ids[5]
    page.view._go(2, chosen=False)
    app.press(Key.Key_Right, SHIFT)
    app.press(Key.Key_Right, SHIFT)
    app.press(Key.Key_Return)
    done(page, app)
    assert page.items.photo_id(page.items.current) == ids[6]
    app.press(Key.Key_End)
    app.press(Key.Key_Return)
    done(page, app)
    assert page.items.photo_id(page.items.current) == ids[44]
    assert page.items.chosen() == []


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (Key.Key_3, (Answer.CATEGORY, 3)),
        (Key.Key_X, (Answer.NOT_A_PHOTO, None)),
    ],
)
def test_other_answers_for_the_selection(page, app, key, said):
    ids = ids_of(page)[:2].tolist()
    app.press(Key.Key_Right, SHIFT)
    app.press(key)
    done(page, app)
    assert labels(app) == dict.fromkeys(ids, said)
    assert len(page.items) == 44


def test_skipped_photos_leave(page, app):
    app.press(Key.Key_A, CTRL)
    app.press(Key.Key_S)
    done(page, app)
    assert len(page.items) == 26
    counts = app.query(reviewing.counts)
    assert (counts.to_review, counts.skipped) == (46, 20)


def test_each_photo_gets_the_category_of_its_group(page, app):
    app.press(Key.Key_A, CTRL)
    app.press(Key.Key_A, CTRL)
    assert page.header.hints["confirm"].text() == "confirm all 46 suggestions"
    app.press(Key.Key_Return)
    done(page, app)
    assert sorted(label for _, label in labels(app).values()) == [1] * 37 + [2] * 9
    assert page._stack.currentIndex() == 3
    app.press(Key.Key_Backspace)
    done(page, app)
    assert len(page.items) == 46


def test_any_category_from_the_list(page, app):
    app.press(Key.Key_C)
    action = page.strip.menu.actions()[8]
    assert action.text() == "Bag"
    action.trigger()
    page.strip.menu.close()
    done(page, app)
    assert list(labels(app).values()) == [(Answer.CATEGORY, 9)]


def test_a_photo_is_looked_at_alone(page, app):
    photo_id = page.items.photo_id(0)
    app.press(Key.Key_V)
    assert app.window.page_key == "review"
    app.until(lambda: app.shown == photo_id)


def test_the_path_is_copied(page, app):
    app.press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == page.footer.path.full_text()
    assert page.footer.path.full_text().startswith("/photos/photo-")


def test_what_somebody_else_decided_leaves_and_nothing_else_moves(page, app):
    ids = ids_of(page).tolist()
    page.view._go(7, chosen=False)
    app.query(lambda w: reviewing.decide(w, ids[2], Answer.CATEGORY, "bob", 4))
    page.refresh({"photos"})
    done(page, app)
    assert ids_of(page).tolist() == ids[:2] + ids[3:]
    assert page.items.photo_id(page.items.current) == ids[7]


def test_what_somebody_else_decided_meanwhile_keeps_their_answer(page, app):
    ids = ids_of(page).tolist()
    app.query(lambda w: reviewing.decide(w, ids[2], Answer.CATEGORY, "bob", 4))
    app.press(Key.Key_A, CTRL)
    app.press(Key.Key_Return)
    done(page, app)
    assert app.message.happened == "One photo was not changed."
    assert labels(app)[ids[2]] == (Answer.CATEGORY, 4)
    assert len(labels(app)) == 20


def test_photos_that_became_blind_meanwhile_are_refused_and_leave_the_page(app):
    some_catalogue(app.folder).close()
    page = opened(app)
    shown = ids_of(page).tolist()
    app.query(open_inspection)
    app.press(Key.Key_A, CTRL)
    app.press(Key.Key_A, CTRL)
    app.press(Key.Key_Return)
    done(page, app)
    blind = [
        one.photo.id
        for one in app.query(lambda w: catalogue.listed(w, shown, "ann"))
        if one.photo.blind
    ]
    assert len(blind) > 100
    assert set(labels(app)) == set(shown) - set(blind)
    assert app.message.happened == f"{len(blind)} photos were not changed."
    assert len(page.items) == 0


def test_new_photos_are_told_and_grouped_when_asked_for(page, app):
    before = ids_of(page).tolist()
    app.query(lambda w: add_photos(w, [0.5] * 4, folder="/later"))
    page.refresh({"photos"})
    done(page, app)
    assert ids_of(page).tolist() == before, "nothing moves under the hand"
    assert page.footer.summary.text() == "46 photos · 4 groups · 4 more (F5)"
    app.press(Key.Key_F5)
    done(page, app)
    assert len(page.items) == 50


def test_a_thousand_alike_in_a_few_keys(app):
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


def test_an_empty_catalogue_says_what_to_do(app):
    app.open()
    app.window.show_page("grid")
    page = app.window.pages["grid"]
    app.until(page.is_settled)
    told = []
    page.add.clicked.disconnect()
    page.add.clicked.connect(lambda: told.append("import"))
    visible(page)[0].click()
    assert told == ["import"]


def visible(page):
    return [one for one in page.findChildren(QPushButton) if one.isVisible()]


def test_when_all_is_decided_the_page_says_so(app):
    make(app.folder)

    def decide(workspace):
        for photo_id in range(1, 47):
            reviewing.decide(workspace, photo_id, Answer.CATEGORY, "ann", 1)

    app.query(decide)
    page = opened(app)
    assert page._stack.currentIndex() == 3
    visible(page)[0].click()
    assert app.window.page_key == "review"


def test_a_screen_reader_hears_where_the_focus_stands(page, app):
    app.press(Key.Key_Space)
    words = page.view.accessibleDescription()
    assert words.startswith("1 of 20, T-shirt/top · 20 similar photos, selected, /photos/")

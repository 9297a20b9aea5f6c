"""Look-alikes decided many at once, by key and by mouse, in the real window."""

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
from tests.helpers.vectors import give_looks
from tests.helpers.workspaces import add_photos, make_workspace

Key, Mod = Qt.Key, Qt.KeyboardModifier
NONE, CTRL, SHIFT = Mod.NoModifier, Mod.ControlModifier, Mod.ShiftModifier
SIZES = (20, 12, 5)
"""Of the look-alikes in the first category; the second has some that are like no other."""


def make(folder, sizes=SIZES, others=9):
    workspace = make_workspace(folder)
    count = sum(sizes)
    confidences = np.linspace(0.4, 0.9, count + others).tolist()
    suggestions = [0] * count + [1] * others
    ids = add_photos(workspace, confidences, suggestions=suggestions)
    kinds = [kind for kind, size in enumerate(sizes) for _ in range(size)]
    give_looks(workspace, ids, kinds + [None] * others)
    workspace.close()


@pytest.fixture
def page(desk):
    make(desk.folder)
    return opened(desk)


def opened(desk):
    desk.open(create=False)
    desk.press(Key.Key_G)
    page = desk.window.pages["grid"]
    desk.until(page.is_settled)
    return page


def done(page, desk):
    desk.until(page.is_settled, 30_000)


def headings(page):
    return [page._heading(group) for group in range(len(page.items.starts))]


def labels(desk):
    def look(workspace):
        counts = reviewing.counts(workspace)
        every = catalogue.listed(workspace, range(1, counts.photos + 1), "ann")
        decided = [one for one in every if one.photo.state is PhotoState.DECIDED]
        return {one.photo.id: (one.answer, one.category_id) for one in decided}

    return desk.look(look)


def test_groups_of_look_alikes_under_headings(page):
    assert headings(page) == [
        "T-shirt/top · 20 look-alikes",
        "T-shirt/top · 12 look-alikes",
        "T-shirt/top · 5 look-alikes",
        "Trouser · 9 like no others",
    ]
    assert page.footer.summary.text() == "46 photos · 4 groups"
    assert page.header.group.full_text() == "T-shirt/top · 20 look-alikes"


def test_g_opens_it_and_g_or_esc_leads_back(page, desk):
    assert desk.window.page_key == "grid"
    desk.press(Key.Key_G)
    assert desk.window.page_key == "review"
    desk.press(Key.Key_2, CTRL)
    assert desk.window.page_key == "grid"
    desk.press(Key.Key_Escape)
    assert desk.window.page_key == "review"


def test_keys_walk_from_tile_to_tile(page, desk):
    columns = page.view.plan.columns
    assert 4 < columns < 12
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Down)
    assert page.items.current == columns + 1
    desk.press(Key.Key_Up)
    desk.press(Key.Key_Left)
    assert page.items.current == 0
    desk.press(Key.Key_End)
    assert page.items.current == 45
    desk.press(Key.Key_PageUp)
    assert page.items.current < 45 - columns
    desk.press(Key.Key_Home)
    desk.press(Key.Key_Down, CTRL)
    assert page.items.current == 20
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Up, CTRL)
    assert page.items.current == 20
    desk.press(Key.Key_Up, CTRL)
    assert page.items.current == 0
    assert page.items.chosen() == [], "walking chooses nothing"


def test_down_goes_over_a_short_last_row_and_a_heading(page, desk):
    columns = page.view.plan.columns
    last_row = 20 - 20 % columns
    page.view._go(last_row, chosen=False)
    desk.press(Key.Key_Down)
    assert page.items.current == 20
    page.view._go(last_row - 1, chosen=False)
    desk.press(Key.Key_Down)
    assert page.items.current == 19, "nothing stands below it but the end of the row"


def test_keys_choose(page, desk):
    desk.press(Key.Key_Space)
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Space)
    assert page.items.chosen() == [0, 2]
    desk.press(Key.Key_Space)
    assert page.items.chosen() == [0]
    desk.press(Key.Key_Right, SHIFT)
    desk.press(Key.Key_Right, SHIFT)
    assert page.items.chosen() == [2, 3, 4]
    desk.press(Key.Key_A, CTRL)
    assert page.items.chosen() == list(range(20)), "the group"
    desk.press(Key.Key_A, CTRL)
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


def test_the_size_of_the_tiles(page, desk):
    before = page.view.plan.side
    desk.press(Key.Key_Plus)
    assert page.view.plan.side > before
    assert page.footer.slider.value() == page.view.size_number
    for _ in range(10):
        desk.press(Key.Key_Minus)
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


def test_enter_confirms_the_group_and_one_undo_takes_it_back(page, desk):
    desk.press(Key.Key_Down, CTRL)
    desk.press(Key.Key_A, CTRL)
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Space)
    chosen = page.items.ids()[[20, *range(22, 32)]].tolist()
    assert page.header.hints["confirm"].text() == "confirm 11 as T-shirt/top"
    desk.press(Key.Key_Return)
    done(page, desk)
    assert labels(desk) == dict.fromkeys(chosen, (Answer.CATEGORY, 1))
    assert headings(page)[1] == "T-shirt/top · one look-alike"
    assert page.header.hints["undo"].text() == "Undo 11"
    desk.press(Key.Key_Z, CTRL)
    done(page, desk)
    assert labels(desk) == {}
    assert headings(page)[1] == "T-shirt/top · 12 look-alikes"
    assert page.items.ids()[page.items.chosen()].tolist() == chosen
    assert page.items.photo_id(page.items.current) == chosen[0]


def test_the_focus_stands_on_what_follows(page, desk):
    ids = page.items.ids().tolist()
    page.view._go(4, chosen=False)
    desk.press(Key.Key_Return)
    done(page, desk)
    assert list(labels(desk)) == [ids[4]], "nothing is chosen: the one with the focus"
    assert page.items.photo_id(page.items.current) == ids[5]
    page.view._go(2, chosen=False)
    desk.press(Key.Key_Right, SHIFT)
    desk.press(Key.Key_Right, SHIFT)
    desk.press(Key.Key_Return)
    done(page, desk)
    assert page.items.photo_id(page.items.current) == ids[6]
    desk.press(Key.Key_End)
    desk.press(Key.Key_Return)
    done(page, desk)
    assert page.items.photo_id(page.items.current) == ids[44]
    assert page.items.chosen() == []


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (Key.Key_3, (Answer.CATEGORY, 3)),
        (Key.Key_X, (Answer.NOT_A_PHOTO, None)),
    ],
)
def test_other_answers_for_the_selection(page, desk, key, said):
    ids = page.items.ids()[:2].tolist()
    desk.press(Key.Key_Right, SHIFT)
    desk.press(key)
    done(page, desk)
    assert labels(desk) == dict.fromkeys(ids, said)
    assert len(page.items) == 44


def test_skipped_photos_leave(page, desk):
    desk.press(Key.Key_A, CTRL)
    desk.press(Key.Key_S)
    done(page, desk)
    assert len(page.items) == 26
    counts = desk.look(reviewing.counts)
    assert (counts.waiting, counts.skipped) == (46, 20)


def test_each_photo_gets_the_category_of_its_group(page, desk):
    desk.press(Key.Key_A, CTRL)
    desk.press(Key.Key_A, CTRL)
    assert page.header.hints["confirm"].text() == "confirm 46, each as its group"
    desk.press(Key.Key_Return)
    done(page, desk)
    assert sorted(label for _, label in labels(desk).values()) == [1] * 37 + [2] * 9
    assert page._stack.currentIndex() == 3
    desk.press(Key.Key_Backspace)
    done(page, desk)
    assert len(page.items) == 46


def test_any_category_from_the_list(page, desk):
    desk.press(Key.Key_C)
    action = page.strip.menu.actions()[8]
    assert action.text() == "Bag"
    action.trigger()
    page.strip.menu.close()
    done(page, desk)
    assert list(labels(desk).values()) == [(Answer.CATEGORY, 9)]


def test_a_photo_is_looked_at_alone(page, desk):
    photo_id = page.items.photo_id(0)
    desk.press(Key.Key_V)
    assert desk.window.page_key == "review"
    desk.until(lambda: desk.shown == photo_id)


def test_the_path_is_copied(page, desk):
    desk.press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == page.footer.path.full_text()
    assert page.footer.path.full_text().startswith("/photos/photo-")


def test_what_somebody_else_decided_leaves_and_nothing_else_moves(page, desk):
    ids = page.items.ids().tolist()
    page.view._go(7, chosen=False)
    desk.look(lambda w: reviewing.decide(w, ids[2], Answer.CATEGORY, "bob", 4))
    page.refresh({"photos"})
    done(page, desk)
    assert page.items.ids().tolist() == ids[:2] + ids[3:]
    assert page.items.photo_id(page.items.current) == ids[7]


def test_what_somebody_else_decided_meanwhile_keeps_their_answer(page, desk):
    ids = page.items.ids().tolist()
    desk.look(lambda w: reviewing.decide(w, ids[2], Answer.CATEGORY, "bob", 4))
    desk.press(Key.Key_A, CTRL)
    desk.press(Key.Key_Return)
    done(page, desk)
    assert desk.message.happened == "One photo was left as it was."
    assert labels(desk)[ids[2]] == (Answer.CATEGORY, 4)
    assert len(labels(desk)) == 20


def test_photos_that_became_unaided_meanwhile_are_refused_and_leave_the_page(desk):
    some_catalogue(desk.folder).close()
    page = opened(desk)
    shown = page.items.ids().tolist()
    desk.look(open_inspection)
    desk.press(Key.Key_A, CTRL)
    desk.press(Key.Key_A, CTRL)
    desk.press(Key.Key_Return)
    done(page, desk)
    unaided = [
        one.photo.id
        for one in desk.look(lambda w: catalogue.listed(w, shown, "ann"))
        if one.photo.unaided
    ]
    assert len(unaided) > 100
    assert set(labels(desk)) == set(shown) - set(unaided)
    assert desk.message.happened == f"{len(unaided)} photos were left as they were."
    assert len(page.items) == 0


def test_new_photos_are_told_and_grouped_when_asked_for(page, desk):
    before = page.items.ids().tolist()
    desk.look(lambda w: add_photos(w, [0.5] * 4, folder="/later"))
    page.refresh({"photos"})
    done(page, desk)
    assert page.items.ids().tolist() == before, "nothing moves under the hand"
    assert page.footer.summary.text() == "46 photos · 4 groups · 4 more (F5)"
    desk.press(Key.Key_F5)
    done(page, desk)
    assert len(page.items) == 50


def test_a_thousand_alike_in_a_few_keys(desk):
    make(desk.folder, sizes=(1000,), others=0)
    page = opened(desk)
    assert headings(page) == ["T-shirt/top · 1,000 look-alikes"]
    for key, modifiers in ((Key.Key_A, CTRL), (Key.Key_Return, NONE)):
        desk.press(key, modifiers)
    done(page, desk)
    assert desk.look(reviewing.counts).decided == 1000
    desk.press(Key.Key_Backspace)
    done(page, desk)
    assert desk.look(reviewing.counts).waiting == 1000
    assert len(page.items) == 1000


def test_an_empty_catalogue_says_what_to_do(desk):
    desk.open()
    desk.window.show_page("grid")
    page = desk.window.pages["grid"]
    desk.until(page.is_settled)
    told = []
    page.add.clicked.disconnect()
    page.add.clicked.connect(lambda: told.append("import"))
    visible(page)[0].click()
    assert told == ["import"]


def visible(page):
    return [one for one in page.findChildren(QPushButton) if one.isVisible()]


def test_when_all_is_decided_the_page_says_so(desk):
    make(desk.folder)

    def decide(workspace):
        for photo_id in range(1, 47):
            reviewing.decide(workspace, photo_id, Answer.CATEGORY, "ann", 1)

    desk.look(decide)
    page = opened(desk)
    assert page._stack.currentIndex() == 3
    visible(page)[0].click()
    assert desk.window.page_key == "review"


def test_a_screen_reader_hears_where_the_focus_stands(page, desk):
    desk.press(Key.Key_Space)
    words = page.view.accessibleDescription()
    assert words.startswith("1 of 20, T-shirt/top · 20 look-alikes, chosen, /photos/")

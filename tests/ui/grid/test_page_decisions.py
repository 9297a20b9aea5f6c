"""Tests of decisions on the Grid page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from hitl_app.domain.decisions import Answer
from hitl_app.domain.photos import PhotoState
from hitl_app.services.catalogue import catalogue
from hitl_app.services.review import reviewing
from tests.helpers.window.grid_page import done, headings, ids_of, opened
from tests.helpers.window.main_window import actions
from tests.helpers.workspace.inspections import catalogue as some_catalogue
from tests.helpers.workspace.inspections import open_inspection

Key, Mod = Qt.Key, Qt.KeyboardModifier


NONE, CTRL, SHIFT = Mod.NoModifier, Mod.ControlModifier, Mod.ShiftModifier


def labels(app):
    def snapshot(workspace):
        counts = reviewing.counts(workspace)
        every = catalogue.listed(workspace, range(1, counts.photos + 1), "ann")
        decided = [one for one in every if one.photo.state is PhotoState.REVIEWED]
        return {one.photo.id: (one.answer, one.category_id) for one in decided}

    return app.query(snapshot)


def test_enter_confirms_selected_group_and_undo_restores_it(page, app):
    app.press(Key.Key_Down, CTRL)
    app.press(Key.Key_A, CTRL)
    app.press(Key.Key_Right)
    app.press(Key.Key_Space)
    chosen = ids_of(page)[[20, *range(22, 32)]].tolist()
    assert page.header.hints["confirm"].text() == "confirm 11 as T-shirt/top"
    app.press(Key.Key_Return)
    done(page, app)
    assert labels(app) == dict.fromkeys(chosen, (Answer.CATEGORY, 1))
    assert headings(page)[1] == "T-shirt/top · one photo"
    assert page.header.hints["undo"].text() == "Undo 11"
    app.press(Key.Key_Z, CTRL)
    done(page, app)
    assert labels(app) == {}
    assert headings(page)[1] == "T-shirt/top · 12 similar photos"
    assert page.items.photo_id(page.items.current) == chosen[0]
    assert page.items.chosen() == [], "undo leaves no photo selected"


def test_six_keys_after_undo_decide_the_group_alone(page, app):
    for key, modifiers in (
        (Key.Key_A, CTRL), (Key.Key_Return, NONE), (Key.Key_Z, CTRL), (Key.Key_A, CTRL),
        (Key.Key_A, CTRL), (Key.Key_Return, NONE),
    ):  # fmt: skip
        app.press(key, modifiers)
        done(page, app)
    assert len(labels(app)) == 20


def test_undo_of_earlier_decision_clears_selection(page, app):
    app.press(Key.Key_Return)
    done(page, app)
    page.flow.begin()
    app.until(page.is_settled)
    app.press(Key.Key_A, CTRL)
    app.press(Key.Key_Z, CTRL)
    done(page, app)
    assert labels(app) == {}
    assert page.items.chosen() == []


def test_grid_moves_focus_to_next_photo_after_decision(page, app):
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
def test_grid_records_other_answers_for_selection(page, app, key, said):
    ids = ids_of(page)[:2].tolist()
    app.press(Key.Key_Right, SHIFT)
    app.press(key)
    done(page, app)
    assert labels(app) == dict.fromkeys(ids, said)
    assert len(page.items) == 44


def test_grid_removes_skipped_photos(page, app):
    app.press(Key.Key_A, CTRL)
    app.press(Key.Key_S)
    done(page, app)
    assert len(page.items) == 26
    counts = app.query(reviewing.counts)
    assert (counts.to_review, counts.skipped) == (46, 20)


def test_enter_gives_each_photo_the_category_of_its_group(page, app, no_questions):
    actions(app.window)["Select all photos…"].trigger()
    assert page.header.hints["confirm"].text() == "confirm all 46 suggestions"
    app.press(Key.Key_Return)
    done(page, app)
    assert sorted(label for _, label in labels(app).values()) == [1] * 37 + [2] * 9
    assert page._stack.currentIndex() == 3
    app.press(Key.Key_Backspace)
    done(page, app)
    assert len(page.items) == 46


def test_grid_labels_photo_with_category_from_list(page, app):
    app.press(Key.Key_C)
    action = page.strip.menu.actions()[8]
    assert action.text() == "Bag\t9"
    action.trigger()
    page.strip.menu.close()
    done(page, app)
    assert list(labels(app).values()) == [(Answer.CATEGORY, 9)]


def test_grid_opens_focused_photo_on_review_page(page, app):
    photo_id = page.items.photo_id(0)
    app.press(Key.Key_V)
    assert app.window.page_key == "review"
    app.until(lambda: app.shown == photo_id)


def test_copy_path_copies_path_of_focused_photo(page, app):
    app.press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == page.footer.path.full_text()
    assert page.footer.path.full_text().startswith("/photos/photo-")


def test_grid_removes_photo_that_another_operator_decided(page, app):
    ids = ids_of(page).tolist()
    page.view._go(7, chosen=False)
    app.query(lambda w: reviewing.decide(w, ids[2], Answer.CATEGORY, "bob", 4))
    page.refresh({"photos"})
    done(page, app)
    assert ids_of(page).tolist() == ids[:2] + ids[3:]
    assert page.items.photo_id(page.items.current) == ids[7]


def test_grid_keeps_decision_that_another_operator_made_meanwhile(page, app):
    ids = ids_of(page).tolist()
    app.query(lambda w: reviewing.decide(w, ids[2], Answer.CATEGORY, "bob", 4))
    app.press(Key.Key_A, CTRL)
    app.press(Key.Key_Return)
    done(page, app)
    assert app.message.happened == "One photo was not changed."
    assert labels(app)[ids[2]] == (Answer.CATEGORY, 4)
    assert len(labels(app)) == 20


def test_grid_refuses_and_removes_photos_that_became_blind(app, no_questions):
    some_catalogue(app.folder).close()
    page = opened(app)
    shown = ids_of(page).tolist()
    app.query(open_inspection)
    actions(app.window)["Select all photos…"].trigger()
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

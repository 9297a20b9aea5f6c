"""Tests of the tour: each step is done in the window, and no other action completes it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hitl_app.domain.categories import Category
from hitl_app.domain.decisions import Answer
from hitl_app.ui.help.tour import STEPS, deed_of
from tests.helpers.window.tour import BY_NAME, confirm, export, start
from tests.helpers.workspace.inspections import Operator, blind, catalogue, open_inspection

Key, Mod = Qt.Key, Qt.KeyboardModifier


# Actions that complete a step, and similar ones that do not.


def suggested(app):
    ids = [row.category.id for row in app.page.categories.rows]
    return ids.index(app.flow.current.photo.suggestion_id)


def correct(app, _file):
    app.decide(Key.Key_1 + (suggested(app) + 1) % 9)


def undo(app, _file):
    app.decide(Key.Key_S)
    app.decide(Key.Key_Backspace)


def put_off(app, _file):
    app.decide(Key.Key_S)


def ask(app, _file):
    app.decide(Key.Key_F)


def open_grid(app):
    app.press(Key.Key_G)
    app.until(lambda: app.window.page_key == "grid" and app.window.is_settled())
    app.until(lambda: len(app.window.pages["grid"].items))
    return app.window.pages["grid"]


def confirm_group(app, _file):
    page = open_grid(app)
    page.commands.choose_group()
    assert len(page.items.chosen()) > 1
    app.press(Key.Key_Return)
    app.until(lambda: not page.flow.work.is_running)


def confirm_one_of_the_grid(app, _file):
    page = open_grid(app)
    before = len(page.items)
    app.press(Key.Key_Return)
    app.until(lambda: not page.flow.work.is_running and len(page.items) == before - 1)


def find(app, text):
    app.window.commands.show_catalogue()
    app.until(app.window.is_settled)
    page = app.window.pages["catalogue"]
    before = page.search.begun
    app.press(Key.Key_Slash)
    QTest.keyClicks(page.filters.text, text)
    app.until(lambda: page.search.begun > before and app.window.is_settled())
    return len(page.items.ids)


def find_a_photo(app, _file):
    assert find(app, "photo-00003") == 1


def find_nothing(app, _file):
    assert find(app, "no such name") == 0


def look_at_retraining(app, _file):
    app.window.menus.actions["retrain"].trigger()


def look_at_models(app, _file):
    app.window.commands.show_models()
    app.until(app.window.is_settled)


def show_section(app, section):
    app.window.commands.show_insights()
    app.window.pages["insights"].sections.show_section(section)
    # Importing the plot library can take long in the first test that needs it.
    app.until(app.window.is_settled, 60_000)


def see_learning(app, _file):
    show_section(app, "learning")


def see_progress(app, _file):
    show_section(app, "progress")


def back_up(app, file):
    app.window.session.pool.start("backup", {"file": str(file)})
    app.until(lambda: app.window.session.pool.find("backup") is None)


@pytest.mark.parametrize(
    ("step", "act"),
    [
        ("confirm", confirm),
        ("correct", correct),
        ("undo", undo),
        ("put-off", put_off),
        ("put-off", ask),
        ("grid", confirm_group),
        ("find", find_a_photo),
        ("retrain", look_at_retraining),
        ("learned", see_learning),
        ("export", export),
    ],
)
def test_tour_moves_to_next_step_when_one_is_done(app, tmp_path, step, act):
    window = start(app, step)
    act(app, tmp_path / "out.csv")
    tour, panel = window.touring.tour, window.touring.panel
    app.until(lambda: tour.step is not BY_NAME[step])
    assert tour.place == list(BY_NAME).index(step) + 1
    assert panel.said.full_text() == BY_NAME[step].said
    assert panel.isVisible()


@pytest.mark.parametrize(
    ("step", "act", "play"),
    [
        ("confirm", correct, "done"),
        ("confirm", put_off, "done"),
        ("correct", put_off, "done"),
        ("undo", put_off, "done"),
        ("put-off", confirm, "done"),
        ("grid", confirm_one_of_the_grid, "done"),
        ("find", find_nothing, "done"),
        ("retrain", look_at_models, "done"),
        ("learned", see_progress, "done"),
        ("export", back_up, "done"),
        ("export", export, "failed"),
    ],
)
def test_tour_keeps_step_after_another_action(app, tmp_path, step, act, play):
    window = start(app, step, play)
    act(app, tmp_path / "out.csv")
    app.until(window.is_settled)
    assert window.touring.tour.step is BY_NAME[step]
    assert window.touring.tour.times == 0
    assert window.touring.panel.said.full_text() == ""


def test_tour_ignores_key_press_that_decides_nothing(app):
    window = start(app, "confirm")
    app.press(Key.Key_Return)
    # A second press before the next photo is shown is dropped.
    app.press(Key.Key_Return)
    app.settle()
    assert window.touring.tour.times == 1
    assert window.touring.panel.title.text() == "Confirm three suggestions: 1 of 3"


def test_deed_of_is_the_same_for_all_decisions_when_blind():
    shoe = Category(id=3, name="Shoe", position=1)
    assert deed_of(Answer.CATEGORY, 3, shoe) == "confirmed"
    assert deed_of(Answer.CATEGORY, 4, shoe) == "corrected"
    assert {deed_of(Answer.CATEGORY, category_id, None) for category_id in (3, 4)} == {"decided"}
    assert all("decided" not in step.deeds for step in STEPS)


def test_tour_gets_the_same_deed_from_right_and_wrong_blind_decision(app):
    workspace = catalogue(app.folder)
    open_inspection(workspace)
    operator = Operator(workspace, wrong=())
    ids = blind(workspace, 1)[:2]
    workspace.close()
    window = app.open(create=False)
    window.touring.begin()
    deeds = []
    window.session.deed.connect(deeds.append)
    suggestion = operator.right(ids[0])
    for photo_id, category_id in zip(
        ids, (suggestion, operator.other[operator.right(ids[1])]), strict=True
    ):
        app.flow.reopen(photo_id)
        app.until(lambda photo_id=photo_id: app.shown == photo_id)
        app.settle()
        app.page.commands.choose(category_id)
        app.until(lambda photo_id=photo_id: app.shown != photo_id)
        app.settle()
    assert deeds == ["decided", "decided"]
    assert (window.touring.tour.place, window.touring.tour.times) == (0, 0)

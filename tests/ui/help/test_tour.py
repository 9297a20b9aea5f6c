"""The tour: each step is done for real in the window, and nothing else takes it on."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from hitl_app.domain.categories import Category
from hitl_app.domain.decisions import Answer
from hitl_app.resources import sample_catalogue
from hitl_app.services.catalogue import sample
from hitl_app.services.review.reviewing import counts
from hitl_app.ui.commands.table import BY_ID
from hitl_app.ui.help.tour import STEPS, Tour, deed_of
from hitl_app.ui.session import recent
from hitl_app.ui.shell.export_dialog import ExportDialog
from hitl_app.ui.shell.touring import _LEAST
from hitl_app.ui.shell.window import MainWindow
from hitl_app.workspace import Workspace
from tests.helpers.inspections import Operator, blind, catalogue, open_inspection
from tests.helpers.workspaces import add_photos, make_workspace
from tests.ui.conftest import fake_worker
from tests.ui.test_appearance import cut_off
from training.finetuning.gate import ENOUGH

Key, Mod = Qt.Key, Qt.KeyboardModifier
PHOTOS = _LEAST + 5
BY_NAME = {step.id: step for step in STEPS}


def make_sample(folder, photos=PHOTOS):
    """A workspace that holds what looks like the sample catalogue, made without an import."""
    workspace = make_workspace(folder)
    confidences = [0.3 + i / 1000 for i in range(photos)]
    add_photos(workspace, confidences, folder=str(sample_catalogue()))
    workspace.close()


def start(app, step, play="done"):
    """Opens the sample, begins the tour as a person does, and passes over what is before a step."""
    make_sample(app.folder)
    window = app.open(create=False, play=play)
    window.menus.actions["tour"].trigger()
    app.until(lambda: window.touring.tour.is_running)
    for _ in STEPS[: list(BY_NAME).index(step)]:
        window.touring.panel.pass_over.click()
    assert window.touring.tour.step is BY_NAME[step]
    return window


# What does each step, and what comes close and does not.


def suggested(app):
    ids = [row.category.id for row in app.page.categories.rows]
    return ids.index(app.flow.current.photo.suggestion_id)


def confirm(app, _file):
    for _ in range(BY_NAME["confirm"].times):
        app.decide(Key.Key_Return)


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
    page.commands.choose_on()
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


def retrain(app, _file):
    app.window.menus.actions["retrain"].trigger()
    app.until(lambda: app.window.session.pool.find("retrain") is None)


def retrain_and_cancel(app, _file):
    app.window.menus.actions["retrain"].trigger()
    job = app.window.session.pool.find("retrain")
    app.until(lambda: job.progress is not None)
    app.window.commands.cancel_training()
    app.until(lambda: job.is_over)


def show_section(app, section):
    app.window.commands.show_insights()
    app.window.pages["insights"].sections.show_section(section)
    # What draws plots is imported now, if no test needed it before.
    app.until(app.window.is_settled, 60_000)


def see_learning(app, _file):
    show_section(app, "learning")


def see_progress(app, _file):
    show_section(app, "progress")


def export(app, file):
    app.window.menus.actions["export"].trigger()
    dialog = app.window.findChild(ExportDialog)
    dialog.target.setText(str(file))
    dialog.export.click()
    app.until(lambda: app.window.session.pool.find("export") is None)


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
        ("retrain", retrain),
        ("learned", see_learning),
        ("export", export),
    ],
)
def test_a_step_that_was_done_leads_to_the_next(app, tmp_path, step, act):
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
        ("retrain", retrain_and_cancel, "waits"),
        ("retrain", retrain, "failed"),
        ("learned", see_progress, "done"),
        ("export", back_up, "done"),
        ("export", export, "failed"),
    ],
)
def test_something_else_leaves_a_step_as_it_is(app, tmp_path, step, act, play):
    window = start(app, step, play)
    act(app, tmp_path / "out.csv")
    app.until(window.is_settled)
    assert window.touring.tour.step is BY_NAME[step]
    assert window.touring.tour.times == 0
    assert window.touring.panel.said.full_text() == ""


def test_a_key_that_decides_nothing_is_no_deed(app):
    window = start(app, "confirm")
    app.press(Key.Key_Return)
    # Before the next photo stands there, a second press is dropped.
    app.press(Key.Key_Return)
    app.settle()
    assert window.touring.tour.times == 1
    assert window.touring.panel.title.text() == "Confirm three suggestions: 1 of 3"


def test_of_a_photo_that_is_decided_blind_nothing_is_told():
    shoe = Category(id=3, name="Shoe", position=1)
    assert deed_of(Answer.CATEGORY, 3, shoe) == "confirmed"
    assert deed_of(Answer.CATEGORY, 4, shoe) == "corrected"
    assert {deed_of(Answer.CATEGORY, said, None) for said in (3, 4)} == {"decided"}
    assert all("decided" not in step.deeds for step in STEPS)


def test_right_or_wrong_a_blind_decision_is_the_same_deed(app):
    workspace = catalogue(app.folder)
    open_inspection(workspace)
    operator = Operator(workspace, wrong=())
    ids = blind(workspace, 1)[:2]
    workspace.close()
    window = app.open(create=False)
    window.touring._begin()
    deeds = []
    window.session.deed.connect(deeds.append)
    suggestion = operator.right(ids[0])
    for photo_id, said in zip(
        ids, (suggestion, operator.other[operator.right(ids[1])]), strict=True
    ):
        app.flow.reopen(photo_id)
        app.until(lambda photo_id=photo_id: app.shown == photo_id)
        app.settle()
        app.page.commands.choose(said)
        app.until(lambda photo_id=photo_id: app.shown != photo_id)
        app.settle()
    assert deeds == ["decided", "decided"]
    assert (window.touring.tour.place, window.touring.tour.times) == (0, 0)


# The panel.


def test_the_keys_of_a_step_do_it_where_they_stand(app):
    window = start(app, "put-off")
    first = app.shown
    window.touring.panel._hints.buttons["skip"].click()
    app.until(lambda: app.shown != first)
    assert window.touring.tour.step is BY_NAME["grid"]
    app.settle()


def test_the_panel_leads_to_the_page_of_a_step(app):
    window = start(app, "grid")
    panel = window.touring.panel
    assert list(panel._hints.buttons) == ["grid"]
    assert panel.go.text() == "Show the Grid page"
    panel.go.click()
    assert window.page_key == "grid"
    assert not panel.go.isVisible()
    assert list(panel._hints.buttons) == ["choose-group", "toggle", "confirm"]
    app.until(window.is_settled)


@pytest.mark.parametrize("width", [960, 1280])
def test_no_step_is_cut_and_none_moves_the_page(app, width):
    window = start(app, "confirm")
    window.resize(width, 700)
    panel, heights = window.touring.panel, set()
    while window.touring.tour.step is not None:
        step = window.touring.tour.step
        for page in {step.page or "review", "imports"}:
            window.show_page(page)
            app.until(window.is_settled, 60_000)
            heights.add((page == "review", window.pages[page].height()))
            # As if it had been done: what is said stands beside the next task.
            window.touring.tour._go(window.touring.tour.place, step.said)
            # It is laid out when the window comes to it.
            app.until(lambda: cut_off(panel) == [])
            assert "…" not in panel.said.text(), (step.id, page)
        panel.pass_over.click()
    assert len({height for _, height in heights}) == 1


def test_in_the_smallest_window_nothing_lies_over_anything(app):
    window = start(app, "confirm")
    window.resize(window.minimumSize())
    panel = app.page.panel
    app.qtbot.wait(50)
    layout = panel.layout()
    items = [layout.itemAt(i) for i in range(layout.count())]
    shown = [one.geometry() for one in items if not one.isEmpty()]
    for above, below in pairwise(shown):
        assert above.bottom() < below.top()
    for hint in panel.hints.buttons.values():
        assert hint.height() >= hint.sizeHint().height()
    window.touring.panel.leave.click()
    app.until(panel.last.isVisible)


def test_the_tour_is_left_at_any_time_and_begun_again(app):
    window = start(app, "grid")
    panel = window.touring.panel
    panel.leave.click()
    assert not panel.isVisible()
    app.decide(Key.Key_Return)
    window.menus.actions["tour"].trigger()
    app.until(panel.isVisible)
    assert window.touring.tour.step is STEPS[0]
    app.decide(Key.Key_Return)
    assert window.touring.tour.times == 1


def test_the_end_leads_on(app):
    window = start(app, "export")
    panel = window.touring.panel
    panel.pass_over.click()
    assert panel.title.text() == "Tour complete"
    # Here somebody opened the sample themselves: there is nothing to go back to.
    assert not panel.home.isVisible()
    panel.leave.click()
    assert not panel.isVisible()


def test_what_a_step_names_is_there():
    for step in STEPS:
        assert all(name in BY_ID for name in step.commands)
        assert step.page in ("", "review", "grid", "catalogue", "insights")
    tour = Tour()
    tour.hear("confirmed")
    assert tour.times == 0


# Where it begins.


def choose(app, words):
    buttons = app.window.messages.findChildren(QPushButton)
    next(one for one in buttons if one.text() == words).click()


def test_photos_of_ones_own_are_left_only_after_a_yes(app):
    make_sample(recent.sample_folder(1))
    window = app.open([0.5, 0.6])
    window.commands.begin_tour()
    app.until(lambda: app.message is not None and app.message.topic == "tour")
    assert not window.touring.tour.is_running
    choose(app, "Open")
    app.until(lambda: window.touring.tour.is_running)
    assert window.folder == recent.sample_folder(1)
    assert recent.workspaces() == (app.folder,)
    for _ in STEPS:
        window.touring.panel.pass_over.click()
    home = window.touring.panel.home
    assert home.text() == "Back to shop"
    home.click()
    app.until(window.is_settled)
    assert window.folder == app.folder
    assert not window.touring.panel.isVisible()
    assert app.query(counts).reviewed == 0


def test_a_sample_that_was_worked_off_is_not_offered_again(app):
    make_sample(recent.sample_folder(1), photos=_LEAST - 1)
    make_sample(recent.sample_folder(2))
    window = app.window = MainWindow(program=fake_worker(), with_jobs=False)
    window.show()
    window.show_welcome()
    window.commands.begin_tour()
    app.until(lambda: window.touring.tour.is_running)
    assert window.folder == recent.sample_folder(2)
    app.until(window.is_settled)


def test_it_is_offered_once_where_the_sample_is_opened(app):
    make_sample(app.folder)
    window = app.open(create=False)
    window.touring.offer()
    assert app.message.happened == "New here?"
    choose(app, "Not now")
    assert app.message is None
    window.touring.offer()
    assert app.message is None
    assert not window.touring.tour.is_running


def test_a_fresh_installation_learns_on_the_sample_catalogue(app):
    """From the welcome page to the first step, with the real import."""
    window = app.window = MainWindow()
    window.show()
    window.show_welcome()
    QTest.mouseClick(window.pages["welcome"].tour, Qt.MouseButton.LeftButton)
    app.until(lambda: window.touring.tour.is_running)
    app.until(lambda: window.session.pool.find("import") is None, 120_000)
    app.folder = recent.sample_folder(1)
    look = app.query(sample.look)
    assert look == sample.SampleState(photos=300, to_review=300, is_sample=True)
    app.until(lambda: not window.session.pool.jobs, 120_000)
    app.until(lambda: app.shown is not None and not app.flow.is_busy)
    app.decide(Key.Key_Return)
    assert window.touring.tour.times == 1
    window.close_workspace()
    window.show_welcome()
    assert window.pages["welcome"].tour is None


def test_a_workspace_with_other_photos_is_no_sample(tmp_path):
    make_sample(tmp_path / "shop")
    workspace = Workspace.open(tmp_path / "shop")
    assert sample.look(workspace).is_sample
    add_photos(workspace, [0.5], folder="/photos/mine")
    assert not sample.look(workspace).is_sample
    workspace.close()
    workspace = make_workspace(tmp_path / "empty")
    assert sample.look(workspace) == sample.SampleState(photos=0, to_review=0, is_sample=False)
    workspace.close()


def test_the_tour_says_when_a_version_takes_over_as_the_gate_does():
    texts = [text for step in STEPS for text in (step.title, step.task, step.said)]
    assert any(f"needs {ENOUGH} validation photos" in text for text in texts)

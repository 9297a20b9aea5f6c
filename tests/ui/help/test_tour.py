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
from hitl_app.ui.shell.window import DeskWindow
from hitl_app.workspace import Workspace
from tests.helpers.inspections import Operator, catalogue, open_inspection, unaided
from tests.helpers.workspaces import add_photos, make_workspace
from tests.ui.conftest import fake_worker
from tests.ui.test_looks import cut_off
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


def start(desk, step, play="done"):
    """Opens the sample, begins the tour as a person does, and passes over what is before a step."""
    make_sample(desk.folder)
    window = desk.open(create=False, play=play)
    window.menus.actions["tour"].trigger()
    desk.until(lambda: window.touring.tour.is_running)
    for _ in STEPS[: list(BY_NAME).index(step)]:
        window.touring.panel.pass_over.click()
    assert window.touring.tour.step is BY_NAME[step]
    return window


# What does each step, and what comes close and does not.


def suggested(desk):
    ids = [row.category.id for row in desk.page.categories.rows]
    return ids.index(desk.flow.current.photo.suggestion_id)


def confirm(desk, _file):
    for _ in range(BY_NAME["confirm"].times):
        desk.decide(Key.Key_Return)


def correct(desk, _file):
    desk.decide(Key.Key_1 + (suggested(desk) + 1) % 9)


def undo(desk, _file):
    desk.decide(Key.Key_S)
    desk.decide(Key.Key_Backspace)


def put_off(desk, _file):
    desk.decide(Key.Key_S)


def ask(desk, _file):
    desk.decide(Key.Key_F)


def open_grid(desk):
    desk.press(Key.Key_G)
    desk.until(lambda: desk.window.page_key == "grid" and desk.window.is_settled())
    desk.until(lambda: len(desk.window.pages["grid"].items))
    return desk.window.pages["grid"]


def confirm_group(desk, _file):
    page = open_grid(desk)
    page.commands.choose_on()
    assert len(page.items.chosen()) > 1
    desk.press(Key.Key_Return)
    desk.until(lambda: not page.flow.work.is_running)


def confirm_one_of_the_grid(desk, _file):
    page = open_grid(desk)
    before = len(page.items)
    desk.press(Key.Key_Return)
    desk.until(lambda: not page.flow.work.is_running and len(page.items) == before - 1)


def find(desk, text):
    desk.window.commands.show_catalogue()
    desk.until(desk.window.is_settled)
    page = desk.window.pages["catalogue"]
    before = page.search.begun
    desk.press(Key.Key_Slash)
    QTest.keyClicks(page.filters.text, text)
    desk.until(lambda: page.search.begun > before and desk.window.is_settled())
    return len(page.items.ids)


def find_a_photo(desk, _file):
    assert find(desk, "photo-00003") == 1


def find_nothing(desk, _file):
    assert find(desk, "no such name") == 0


def retrain(desk, _file):
    desk.window.menus.actions["retrain"].trigger()
    desk.until(lambda: desk.window.session.pool.find("retrain") is None)


def retrain_and_cancel(desk, _file):
    desk.window.menus.actions["retrain"].trigger()
    job = desk.window.session.pool.find("retrain")
    desk.until(lambda: job.progress is not None)
    desk.window.commands.cancel_training()
    desk.until(lambda: job.is_over)


def show_section(desk, section):
    desk.window.commands.show_insights()
    desk.window.pages["insights"].sections.show_section(section)
    # What draws plots is imported now, if no test needed it before.
    desk.until(desk.window.is_settled, 60_000)


def see_learning(desk, _file):
    show_section(desk, "learning")


def see_progress(desk, _file):
    show_section(desk, "progress")


def export(desk, file):
    desk.window.menus.actions["export"].trigger()
    dialog = desk.window.findChild(ExportDialog)
    dialog.target.setText(str(file))
    dialog.export.click()
    desk.until(lambda: desk.window.session.pool.find("export") is None)


def back_up(desk, file):
    desk.window.session.pool.start("backup", {"file": str(file)})
    desk.until(lambda: desk.window.session.pool.find("backup") is None)


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
def test_a_step_that_was_done_leads_to_the_next(desk, tmp_path, step, act):
    window = start(desk, step)
    act(desk, tmp_path / "out.csv")
    tour, panel = window.touring.tour, window.touring.panel
    desk.until(lambda: tour.step is not BY_NAME[step])
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
def test_something_else_leaves_a_step_as_it_is(desk, tmp_path, step, act, play):
    window = start(desk, step, play)
    act(desk, tmp_path / "out.csv")
    desk.until(window.is_settled)
    assert window.touring.tour.step is BY_NAME[step]
    assert window.touring.tour.times == 0
    assert window.touring.panel.said.full_text() == ""


def test_a_key_that_decides_nothing_is_no_deed(desk):
    window = start(desk, "confirm")
    desk.press(Key.Key_Return)
    # Before the next photo stands there, a second press is dropped.
    desk.press(Key.Key_Return)
    desk.settle()
    assert window.touring.tour.times == 1
    assert window.touring.panel.title.text() == "Confirm three suggestions: 1 of 3"


def test_of_a_photo_that_is_decided_unaided_nothing_is_told():
    shoe = Category(id=3, name="Shoe", position=1)
    assert deed_of(Answer.CATEGORY, 3, shoe) == "confirmed"
    assert deed_of(Answer.CATEGORY, 4, shoe) == "corrected"
    assert {deed_of(Answer.CATEGORY, said, None) for said in (3, 4)} == {"decided"}
    assert all("decided" not in step.deeds for step in STEPS)


def test_right_or_wrong_an_unaided_decision_is_the_same_deed(desk):
    workspace = catalogue(desk.folder)
    open_inspection(workspace)
    operator = Operator(workspace, wrong=())
    ids = unaided(workspace, 1)[:2]
    workspace.close()
    window = desk.open(create=False)
    window.touring._begin()
    deeds = []
    window.session.deed.connect(deeds.append)
    suggestion = operator.right(ids[0])
    for photo_id, said in zip(
        ids, (suggestion, operator.other[operator.right(ids[1])]), strict=True
    ):
        desk.flow.reopen(photo_id)
        desk.until(lambda photo_id=photo_id: desk.shown == photo_id)
        desk.settle()
        desk.page.commands.choose(said)
        desk.until(lambda photo_id=photo_id: desk.shown != photo_id)
        desk.settle()
    assert deeds == ["decided", "decided"]
    assert (window.touring.tour.place, window.touring.tour.times) == (0, 0)


# The panel.


def test_the_keys_of_a_step_do_it_where_they_stand(desk):
    window = start(desk, "put-off")
    first = desk.shown
    window.touring.panel._hints.buttons["skip"].click()
    desk.until(lambda: desk.shown != first)
    assert window.touring.tour.step is BY_NAME["grid"]
    desk.settle()


def test_the_panel_leads_to_the_page_of_a_step(desk):
    window = start(desk, "grid")
    panel = window.touring.panel
    assert list(panel._hints.buttons) == ["grid"]
    assert panel.go.text() == "Show the Grid page"
    panel.go.click()
    assert window.page_key == "grid"
    assert not panel.go.isVisible()
    assert list(panel._hints.buttons) == ["choose-group", "toggle", "confirm"]
    desk.until(window.is_settled)


@pytest.mark.parametrize("width", [960, 1280])
def test_no_step_is_cut_and_none_moves_the_page(desk, width):
    window = start(desk, "confirm")
    window.resize(width, 700)
    panel, heights = window.touring.panel, set()
    while window.touring.tour.step is not None:
        step = window.touring.tour.step
        for page in {step.page or "review", "imports"}:
            window.show_page(page)
            desk.until(window.is_settled, 60_000)
            heights.add((page == "review", window.pages[page].height()))
            # As if it had been done: what is said stands beside the next task.
            window.touring.tour._go(window.touring.tour.place, step.said)
            # It is laid out when the window comes to it.
            desk.until(lambda: cut_off(panel) == [])
            assert "…" not in panel.said.text(), (step.id, page)
        panel.pass_over.click()
    assert len({height for _, height in heights}) == 1


def test_in_the_smallest_window_nothing_lies_over_anything(desk):
    window = start(desk, "confirm")
    window.resize(window.minimumSize())
    panel = desk.page.panel
    desk.qtbot.wait(50)
    layout = panel.layout()
    items = [layout.itemAt(i) for i in range(layout.count())]
    shown = [one.geometry() for one in items if not one.isEmpty()]
    for above, below in pairwise(shown):
        assert above.bottom() < below.top()
    for hint in panel.hints.buttons.values():
        assert hint.height() >= hint.sizeHint().height()
    window.touring.panel.leave.click()
    desk.until(panel.last.isVisible)


def test_the_tour_is_left_at_any_time_and_begun_again(desk):
    window = start(desk, "grid")
    panel = window.touring.panel
    panel.leave.click()
    assert not panel.isVisible()
    desk.decide(Key.Key_Return)
    window.menus.actions["tour"].trigger()
    desk.until(panel.isVisible)
    assert window.touring.tour.step is STEPS[0]
    desk.decide(Key.Key_Return)
    assert window.touring.tour.times == 1


def test_the_end_leads_on(desk):
    window = start(desk, "export")
    panel = window.touring.panel
    panel.pass_over.click()
    assert panel.title.text() == "That was the tour"
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


def choose(desk, words):
    buttons = desk.window.messages.findChildren(QPushButton)
    next(one for one in buttons if one.text() == words).click()


def test_photos_of_ones_own_are_left_only_after_a_yes(desk):
    make_sample(recent.sample_folder(1))
    window = desk.open([0.5, 0.6])
    window.commands.begin_tour()
    desk.until(lambda: desk.message is not None and desk.message.topic == "tour")
    assert not window.touring.tour.is_running
    choose(desk, "Open it")
    desk.until(lambda: window.touring.tour.is_running)
    assert window.folder == recent.sample_folder(1)
    assert recent.workspaces() == (desk.folder,)
    for _ in STEPS:
        window.touring.panel.pass_over.click()
    home = window.touring.panel.home
    assert home.text() == "Back to shop"
    home.click()
    desk.until(window.is_settled)
    assert window.folder == desk.folder
    assert not window.touring.panel.isVisible()
    assert desk.look(counts).decided == 0


def test_a_sample_that_was_worked_off_is_not_offered_again(desk):
    make_sample(recent.sample_folder(1), photos=_LEAST - 1)
    make_sample(recent.sample_folder(2))
    window = desk.window = DeskWindow(program=fake_worker(), with_jobs=False)
    window.show()
    window.show_welcome()
    window.commands.begin_tour()
    desk.until(lambda: window.touring.tour.is_running)
    assert window.folder == recent.sample_folder(2)
    desk.until(window.is_settled)


def test_it_is_offered_once_where_the_sample_is_opened(desk):
    make_sample(desk.folder)
    window = desk.open(create=False)
    window.touring.offer()
    assert desk.message.happened == "New here?"
    choose(desk, "Not now")
    assert desk.message is None
    window.touring.offer()
    assert desk.message is None
    assert not window.touring.tour.is_running


def test_a_fresh_installation_learns_on_the_sample_catalogue(desk):
    """From the welcome page to the first step, with the real import."""
    window = desk.window = DeskWindow()
    window.show()
    window.show_welcome()
    QTest.mouseClick(window.pages["welcome"].tour, Qt.MouseButton.LeftButton)
    desk.until(lambda: window.touring.tour.is_running)
    desk.until(lambda: window.session.pool.find("import") is None, 120_000)
    desk.folder = recent.sample_folder(1)
    look = desk.look(sample.look)
    assert look == sample.SampleLook(photos=300, waiting=300, is_sample=True)
    desk.until(lambda: not window.session.pool.jobs, 120_000)
    desk.until(lambda: desk.shown is not None and not desk.flow.is_busy)
    desk.decide(Key.Key_Return)
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
    assert sample.look(workspace) == sample.SampleLook(photos=0, waiting=0, is_sample=False)
    workspace.close()


def test_the_tour_says_when_a_version_takes_over_as_the_gate_does():
    texts = [text for step in STEPS for text in (step.title, step.task, step.said)]
    assert any(f"under {ENOUGH} reference photos" in text for text in texts)

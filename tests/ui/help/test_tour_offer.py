"""Tests of the start of the tour: its sample and its offer."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from hitl_app.services.catalogue import sample
from hitl_app.services.review.reviewing import counts
from hitl_app.ui.help.tour import STEPS
from hitl_app.ui.session import recent
from hitl_app.ui.shell.touring import _LEAST
from hitl_app.ui.shell.window import MainWindow
from hitl_app.workspace import Workspace
from tests.helpers.window.tour import make_sample
from tests.helpers.workspace.workspaces import add_photos, make_workspace
from tests.ui.conftest import fake_worker
from training.finetuning.enough import ENOUGH

Key, Mod = Qt.Key, Qt.KeyboardModifier


# Start.


def choose(app, words):
    buttons = app.window.messages.findChildren(QPushButton)
    next(one for one in buttons if one.text() == words).click()


def test_tour_opens_sample_only_after_confirmation(app):
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


def test_tour_opens_another_sample_when_first_is_used_up(app):
    make_sample(recent.sample_folder(1), photos=_LEAST - 1)
    make_sample(recent.sample_folder(2))
    window = app.window = MainWindow(program=fake_worker(), with_jobs=False)
    window.show()
    window.show_welcome()
    window.commands.begin_tour()
    app.until(lambda: window.touring.tour.is_running)
    assert window.folder == recent.sample_folder(2)
    app.until(window.is_settled)


def test_tour_is_offered_once_in_sample_workspace(app):
    make_sample(app.folder)
    window = app.open(create=False)
    window.touring.offer()
    assert app.message.happened == "New here?"
    choose(app, "Not now")
    assert app.message is None
    window.touring.offer()
    assert app.message is None
    assert not window.touring.tour.is_running


def test_tour_imports_sample_on_a_new_installation(app):
    """Start on the welcome page and do the first step, with the real import."""
    window = app.window = MainWindow()
    window.show()
    window.show_welcome()
    QTest.mouseClick(window.pages["welcome"].tour, Qt.MouseButton.LeftButton)
    app.until(lambda: window.touring.tour.is_running)
    app.until(lambda: window.session.pool.find("import") is None, 120_000)
    app.folder = recent.sample_folder(1)
    state = app.query(sample.look)
    assert state == sample.SampleState(photos=120, to_review=120, is_sample=True)
    app.until(lambda: not window.session.pool.jobs, 120_000)
    app.until(lambda: app.shown is not None and not app.flow.is_busy)
    app.decide(Key.Key_Return)
    assert window.touring.tour.times == 1
    window.close_workspace()
    window.show_welcome()
    assert window.pages["welcome"].tour is None


def test_sample_look_rejects_workspace_with_other_photos(tmp_path):
    make_sample(tmp_path / "shop")
    workspace = Workspace.open(tmp_path / "shop")
    assert sample.look(workspace).is_sample
    add_photos(workspace, [0.5], folder="/photos/mine")
    assert not sample.look(workspace).is_sample
    workspace.close()
    workspace = make_workspace(tmp_path / "empty")
    assert sample.look(workspace) == sample.SampleState(photos=0, to_review=0, is_sample=False)
    workspace.close()


def test_tour_names_minimum_of_promotion_gate():
    texts = [text for step in STEPS for text in (step.title, step.task, step.said)]
    assert any(f"needs {ENOUGH} validation photos" in text for text in texts)

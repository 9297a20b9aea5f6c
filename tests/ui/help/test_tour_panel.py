"""Tests of the panel of the tour."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt

from hitl_app.ui.commands.table import BY_ID
from hitl_app.ui.help.tour import STEPS, Tour
from tests.helpers.window.tour import BY_NAME, start
from tests.ui.test_appearance import cut_off

Key, Mod = Qt.Key, Qt.KeyboardModifier


def test_tour_panel_runs_command_when_its_key_is_clicked(app):
    window = start(app, "put-off")
    first = app.shown
    window.touring.panel._hints.buttons["skip"].click()
    app.until(lambda: app.shown != first)
    assert window.touring.tour.step is BY_NAME["grid"]
    app.settle()


def test_tour_panel_opens_page_of_its_step(app):
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
def test_tour_panel_shows_every_step_in_full_at_constant_height(app, width):
    window = start(app, "confirm")
    window.resize(width, 700)
    panel, heights = window.touring.panel, set()
    while window.touring.tour.step is not None:
        step = window.touring.tour.step
        for page in {step.page or "review", "imports"}:
            window.show_page(page)
            app.until(window.is_settled, 60_000)
            heights.add((page == "review", window.pages[page].height()))
            # Go on as if the step was done: the panel shows its result and the next task.
            window.touring.tour._go(window.touring.tour.place, step.said)
            # The layout follows in a later event.
            app.until(lambda: cut_off(panel) == [])
            assert "…" not in panel.said.text(), (step.id, page)
        panel.pass_over.click()
    assert len({height for _, height in heights}) == 1


def test_review_panel_overlaps_nothing_in_smallest_window_with_tour(app):
    window = start(app, "confirm")
    window.resize(window.minimumSize())
    panel = app.page.panel
    app.qtbot.wait(50)
    layout = panel.layout()
    items = [layout.itemAt(i) for i in range(layout.count())]
    shown = [one.geometry() for one in items if not one.isEmpty()]
    for above, below in pairwise(shown):
        assert above.bottom() < below.top()
    for hint in [one for one in panel.hints.buttons.values() if one.isVisible()]:
        assert hint.height() >= hint.sizeHint().height()
    window.touring.panel.leave.click()
    window.resize(1280, 800)
    app.until(panel.last.isVisible)


def test_tour_can_be_left_and_restarted(app):
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


def test_tour_panel_reports_completion_and_closes(app):
    window = start(app, "export")
    panel = window.touring.panel
    panel.pass_over.click()
    assert panel.title.text() == "Tour complete"
    # The sample was opened directly: there is no earlier workspace.
    assert not panel.home.isVisible()
    panel.leave.click()
    assert not panel.isVisible()


def test_tour_steps_name_existing_commands_and_pages():
    for step in STEPS:
        assert all(name in BY_ID for name in step.commands)
        assert step.page in ("", "review", "grid", "catalogue", "insights")
    tour = Tour()
    tour.hear("confirmed")
    assert tour.times == 0

"""The panel of the tour beside the pages."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt

from hitl_app.ui.commands.table import BY_ID
from hitl_app.ui.help.tour import STEPS, Tour
from tests.helpers.tour import BY_NAME, start
from tests.ui.test_appearance import cut_off

Key, Mod = Qt.Key, Qt.KeyboardModifier


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

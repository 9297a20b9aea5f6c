"""Tests of the remembered state of the window, also when it is invalid."""

import pytest

from hitl_app.domain.listing import Grouping, Sort
from hitl_app.ui.session import recent
from hitl_app.ui.shell.window import MainWindow
from hitl_app.ui.shell.window_memory import WindowMemory
from tests.helpers.workspace.workspaces import make_workspace


@pytest.fixture
def opened(app):
    """Return a function that closes the window and opens it as the program does."""
    make_workspace(app.folder, [0.5, 0.6]).close()

    def open_():
        app.close()
        app.window = MainWindow(with_jobs=False)
        WindowMemory(app.window)
        app.window.show()
        app.window.open_workspace(app.folder)
        app.until(app.window.is_settled)
        return app.window

    return open_


def test_window_restores_page_tile_size_and_order(opened, app):
    window = opened()
    assert window.page_key == "review"
    window.show_page("grid")
    window.pages["grid"].commands.zoom_in()
    size = window.pages["grid"].view.size_number
    window.show_page("catalogue")
    filters = window.pages["catalogue"].filters
    filters.sort.choose((Sort.CONFIDENCE, True))
    filters.grouping.choose(Grouping.STATE)
    filters.text.setText("photo")
    window = opened()
    app.until(lambda: window.page_key == "catalogue")
    page = window.pages["catalogue"]
    app.until(page.is_settled)
    assert (page.filters.sort.value(), page.filters.grouping.value()) == (
        (Sort.CONFIDENCE, True),
        Grouping.STATE,
    )
    # Filters would hide photos and are not remembered.
    assert not page.filters.is_filtered()
    window.show_page("grid")
    assert window.pages["grid"].view.size_number == size
    assert window.pages["grid"].footer.slider.value() == size


def test_window_restores_position_and_maximized_state(opened):
    window = opened()
    window.resize(960, 700)
    window.move(30, 40)
    place = window.geometry()
    window = opened()
    # The test screen is narrower than the window, which takes its width and its left edge.
    width = min(place.width(), window.screen().availableGeometry().width())
    here = window.geometry()
    assert (here.y(), here.width(), here.height()) == (place.y(), width, place.height())
    window.showMaximized()
    window = opened()
    assert window.isMaximized()
    # The normal geometry is kept.
    assert window.normalGeometry().height() == place.height()


def test_window_moves_onto_a_screen_when_saved_position_is_off_screen(opened):
    window = opened()
    window.move(5000, 4000)
    window = opened()
    screens = [screen.availableGeometry() for screen in window.screen().virtualSiblings()]
    assert any(screen.contains(window.geometry().topLeft()) for screen in screens)


@pytest.mark.parametrize(
    "state",
    [
        "no object",
        {"geometry": "left", "pages": 7, "page": ["grid"]},
        {"geometry": [1, 2, 3], "pages": {"grid": 3, "catalogue": {"sort": [1]}}},
        {"geometry": "AdnQywADAAAAAA\udce9==", "page": "attic"},
        {"geometry": "", "pages": {"grid": {"size": "huge"}}},
        {"pages": {"grid": {"size": -999}, "catalogue": {"sort": {}, "grouping": "moon"}}},
    ],
)
def test_window_memory_ignores_invalid_values(opened, state):
    recent.keep(window=state)
    window = opened()
    assert window.page_key == "review"
    for key in ("grid", "catalogue"):
        window.show_page(key)
    assert window.pages["catalogue"].filters.sort.value() == (Sort.PATH, False)


def test_window_memory_ignores_unreadable_file(opened):
    opened().close()
    recent._file().write_bytes(b"\x00 no JSON")
    assert opened().page_key == "review"

"""What the window remembers, and that nothing spoilt harms it."""

import pytest
from PySide6.QtCore import QRect

from hitl_app.domain.listing import Grouping, Sort
from hitl_app.ui.session import recent
from hitl_app.ui.shell.window import DeskWindow
from hitl_app.ui.shell.window_memory import WindowMemory, fitted
from tests.helpers.workspaces import make_workspace

LEFT, RIGHT = QRect(0, 0, 1920, 1040), QRect(1920, 0, 2560, 1400)


@pytest.fixture
def opened(desk):
    """Opens the desk as the program does, again and again."""
    make_workspace(desk.folder, [0.5, 0.6]).close()

    def open_():
        desk.close()
        desk.window = DeskWindow(with_jobs=False)
        WindowMemory(desk.window)
        desk.window.show()
        desk.window.open_workspace(desk.folder)
        desk.until(desk.window.is_settled)
        return desk.window

    return open_


def test_page_size_of_tiles_and_order_come_back(opened, desk):
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
    desk.until(lambda: window.page_key == "catalogue")
    page = window.pages["catalogue"]
    desk.until(page.is_settled)
    assert (page.filters.sort.value(), page.filters.grouping.value()) == (
        (Sort.CONFIDENCE, True),
        Grouping.STATE,
    )
    # What would hide photos is not remembered.
    assert not page.filters.is_filtered()
    window.show_page("grid")
    assert window.pages["grid"].view.size_number == size
    assert window.pages["grid"].footer.slider.value() == size


def test_the_place_is_remembered_and_a_whole_window_stays_so(opened):
    window = opened()
    window.resize(960, 700)
    window.move(30, 40)
    window.close()
    assert recent.desk()["place"] == [30, 40, 960, 700]
    assert recent.desk()["maximised"] is False
    window = opened()
    window.showMaximized()
    window.close()
    assert recent.desk()["maximised"] is True
    window = opened()
    assert window.isMaximized()
    # The place beneath stays.
    assert recent.desk()["place"][2:] == [960, 700]


@pytest.mark.parametrize(
    "state",
    [
        "no object",
        {"place": "left", "pages": 7, "page": ["grid"], "maximised": "very"},
        {"place": [1, 2, 3]},
        {"place": [True, None, 1e9, "x"], "pages": {"grid": 3, "catalogue": {"sort": [1]}}},
        {"place": [0, 0, -5, 0], "page": "attic"},
        {"place": [10**12, 0, 100, 100], "pages": {"grid": {"size": "huge"}}},
        {"pages": {"grid": {"size": -999}, "catalogue": {"sort": {}, "grouping": "moon"}}},
    ],
)
def test_what_is_spoilt_harms_nothing(opened, state):
    recent.remember_desk(state)
    window = opened()
    assert window.page_key == "review"
    for key in ("grid", "catalogue"):
        window.show_page(key)
    assert window.pages["catalogue"].filters.sort.value() == (Sort.PATH, False)


def test_a_spoilt_file_harms_nothing(opened):
    opened().close()
    recent._file().write_bytes(b"\x00 no JSON")
    assert opened().page_key == "review"


@pytest.mark.parametrize(
    ("wanted", "screens", "given"),
    [
        # Where it was, on either screen.
        (QRect(100, 50, 1280, 800), [LEFT, RIGHT], QRect(100, 50, 1280, 800)),
        (QRect(2000, 50, 1280, 800), [LEFT, RIGHT], QRect(2000, 50, 1280, 800)),
        # The second screen is gone: in the middle of the first.
        (QRect(2600, 50, 1280, 800), [LEFT], QRect(320, 120, 1280, 800)),
        # Too large for what is left of the screens, and half outside.
        (QRect(1920, 0, 2560, 1400), [LEFT], QRect(0, 0, 1920, 1040)),
        (QRect(1500, 900, 1280, 800), [LEFT], QRect(640, 240, 1280, 800)),
        (QRect(-600, -300, 1280, 800), [LEFT], QRect(0, 0, 1280, 800)),
    ],
)
def test_never_where_nobody_sees_it(wanted, screens, given):
    found = fitted(wanted, screens)
    assert found.size() == given.size()
    # A middle may be a pixel off.
    assert (found.topLeft() - given.topLeft()).manhattanLength() <= 2
    assert any(screen.contains(found) for screen in screens)

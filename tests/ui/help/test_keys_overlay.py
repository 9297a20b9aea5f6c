"""Tests of the list of keys: on every page, after keys were changed, in a small window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from hitl_app.services.review.reviewing import counts
from hitl_app.ui.commands import keymap
from hitl_app.ui.commands.command import WINDOW
from hitl_app.ui.commands.keys import key_words
from hitl_app.ui.commands.table import COMMANDS, command
from hitl_app.ui.kit.widgets import KeyCap

Key, Mod = Qt.Key, Qt.KeyboardModifier
PAGES = ("review", "grid", "catalogue", "imports", "models", "insights", "categories")


@pytest.fixture(autouse=True)
def _keys_as_shipped(monkeypatch, tmp_path):
    monkeypatch.setattr(keymap, "_file", lambda: tmp_path / "keys.json")
    yield
    keymap.reset()


def open_keys(app, page="review"):
    app.window.show_page(page)
    app.until(app.window.is_settled, 60_000)
    app.press(Key.Key_Question, Mod.ShiftModifier)
    assert app.window.keys_overlay.isVisible()
    return app.window.keys_overlay


def listed(overlay):
    """Return the texts of the listed commands with their keys."""
    found = {}
    for grid in overlay.findChildren(QGridLayout):
        for line in range(1, grid.rowCount()):
            if grid.itemAtPosition(line, 1) is None:
                continue
            caps = grid.itemAtPosition(line, 0).layout()
            keys = [caps.itemAt(i).widget() for i in range(caps.count())]
            words = grid.itemAtPosition(line, 1).widget().text()
            found[words] = tuple(k.text() for k in keys if isinstance(k, KeyCap))
    return found


def wanted(page):
    """Return the commands of a page with their keys, from the table of commands."""
    result = {}
    for one in COMMANDS:
        keys = keymap.keys_of(one)
        if keys and (page in (one.owner, *one.also) or one.owner == WINDOW):
            shown = (keys[0], keys[-1]) if one.id in ("digit", "digit-views") else keys
            result[one.words.rstrip("…")] = tuple(map(key_words, shown))
    return result


@pytest.mark.parametrize("page", PAGES)
def test_keys_overlay_lists_exactly_the_keys_of_each_page(app, page):
    app.open([0.5, 0.6])
    assert listed(open_keys(app, page)) == wanted(page)


def test_keys_overlay_shows_changed_keys(app):
    app.open([0.5, 0.6])
    open_keys(app)
    app.press(Key.Key_Escape)
    keymap.assign(command("skip"), "K")
    keymap.assign(command("not-a-photo"), "F")
    now = listed(open_keys(app))
    assert (now["Skip"], now["Not a product photo"]) == (("K",), ("F",))
    # The only key of this command was assigned to another.
    assert "Ask a colleague" not in now


def test_keys_overlay_closes_by_the_key_that_opens_it(app):
    app.open([0.5, 0.6])
    keymap.assign(command("keys"), "F2")
    app.press(Key.Key_F2)
    overlay = app.window.keys_overlay
    assert overlay.isVisible()
    caps = [cap.text() for cap in overlay.findChildren(KeyCap)]
    assert caps[-2:] == ["Esc", "F2"]
    app.press(Key.Key_Question, Mod.ShiftModifier)
    assert overlay.isVisible()
    app.press(Key.Key_F2)
    assert not overlay.isVisible()


def test_keys_overlay_blocks_shortcuts_while_open(app):
    app.open([0.5, 0.6])
    app.decide(Key.Key_1)
    open_keys(app)
    for key in (Key.Key_Z, Key.Key_3, Key.Key_T):
        app.press(key, Mod.ControlModifier)
    assert app.window.page_key == "review"
    app.press(Key.Key_Escape)
    app.settle()
    assert app.query(counts).reviewed == 1


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("size", [(960, 620), (1280, 800)])
def test_keys_overlay_fits_window_and_scrolls_to_last_line(app, page, size):
    app.open([0.5, 0.6], size=size)
    overlay = open_keys(app, page)
    app.qtbot.wait(50)
    sheet = overlay._sheet.geometry()
    assert overlay.rect().contains(sheet)
    area = overlay._area
    assert area.widget().width() <= area.viewport().width()
    for words in area.widget().findChildren(QLabel):
        assert words.width() >= words.sizeHint().width(), words.text()
    bar = area.verticalScrollBar()
    for _ in range(100):
        app.press(Key.Key_Down)
    assert bar.value() == bar.maximum()
    last = max(area.widget().findChildren(QLabel), key=lambda one: one.geometry().bottom())
    assert area.viewport().rect().contains(last.mapTo(area.viewport(), last.rect().center()))

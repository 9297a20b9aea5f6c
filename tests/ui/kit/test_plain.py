"""Tests that foreign texts with markup or an `&` are shown as plain text."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QMenu,
    QMessageBox,
    QWidget,
)

from hitl_app.ui.kit import dialogs, plain
from hitl_app.ui.kit.hints import CapButton
from hitl_app.ui.kit.widgets import ElidedLabel, button, cap, chip, label
from hitl_app.ui.wording import messages
from tests.helpers.window.appearance import PAGES
from tests.helpers.workspace.foreign import MARKUP, foreign_workspace

_START = "<h1>A</h1>"
_TIP = Qt.ItemDataRole.ToolTipRole


@pytest.fixture(scope="module")
def foreign(tmp_path_factory):
    folder = tmp_path_factory.mktemp("foreign") / "shop"
    foreign_workspace(folder, MARKUP)
    return folder


def tip_as_shown(text):
    """Return what a tool tip shows: Qt parses it as markup if it contains a tag."""
    document = QTextDocument()
    if "<" in text or "&lt;" in text:
        document.setHtml(text)
    else:
        document.setPlainText(text)
    return document.toPlainText()


def shown_texts(window):
    """Yield the widgets, menus and tables of a window with the foreign texts they show."""
    for widget in [window, *window.findChildren(QWidget)]:
        yield from ((widget, text) for text in _of_widget(widget))
    for action in window.findChildren(QAction):
        if "h1" in action.text():
            yield action, without_keys(action.text())
            yield action, tip_as_shown(action.toolTip())


def _of_widget(widget):
    if "h1" in widget.toolTip():
        yield tip_as_shown(widget.toolTip())
    if isinstance(widget, QLabel) and "h1" in widget.text():
        is_plain = widget.textFormat() is Qt.TextFormat.PlainText
        yield widget.text() if is_plain else tip_as_shown(widget.text())
    if isinstance(widget, QAbstractButton) and "h1" in QAbstractButton.text(widget):
        assert widget.shortcut().isEmpty()
        yield without_keys(QAbstractButton.text(widget))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        for row in range(min(model.rowCount(), 50)):
            for column in range(model.columnCount()):
                tip = model.index(row, column).data(_TIP)
                if tip and "h1" in tip:
                    yield tip_as_shown(tip)
        for section in range(model.columnCount()):
            tip = model.headerData(section, Qt.Orientation.Horizontal, _TIP)
            if tip and "h1" in tip:
                yield tip_as_shown(tip)


def without_keys(text):
    """Return a button or menu text as Qt shows it: single `&` dropped, double ones as one."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


@pytest.mark.parametrize("page", PAGES)
def test_pages_show_markup_in_foreign_texts_as_plain_text(app, foreign, page):
    shutil.copytree(foreign, app.folder)
    window = app.open(create=False)
    window.show_page(page)
    app.until(window.is_settled)
    window.messages.tell(messages.problem("watch-gone", {"path": MARKUP}))
    found = list(shown_texts(window))
    assert len(found) > 5
    assert [(type(where).__name__, text) for where, text in found if _START not in text] == []
    assert [text for _, text in found if "<img" in text and "& B" not in text] == []


def test_kit_widgets_show_markup_and_ampersands_as_plain_text(qtbot):
    line = ElidedLabel()
    line.setText(MARKUP)
    one = button(MARKUP)
    hint = CapButton("1", MARKUP)
    menu = QMenu()
    widgets = (label(MARKUP), chip(MARKUP), cap(MARKUP), line, one, hint, menu)
    for widget in widgets:
        qtbot.addWidget(widget)
    plain.add_action(menu, MARKUP)
    for widget in widgets[:3]:
        assert widget.textFormat() is Qt.TextFormat.PlainText
    assert tip_as_shown(line.toolTip()) == tip_as_shown(hint.toolTip()) == MARKUP
    for widget in (one, hint):
        assert widget.text() == MARKUP
        assert without_keys(QAbstractButton.text(widget)) == MARKUP
        assert widget.shortcut().isEmpty()
    (entry,) = menu.actions()
    assert without_keys(entry.text()) == tip_as_shown(entry.toolTip()) == MARKUP


@pytest.mark.parametrize("text", ["a &lt;b&gt; c", "1 < 2", "<b>x</b>\n  y", "plain", "&amp;"])
def test_tip_shows_text_unchanged(qapp, text):
    assert tip_as_shown(plain.tip(text)) == text


def test_confirm_shows_markup_and_ampersands_as_plain_text(qtbot, monkeypatch):
    seen = {}

    def answered(box):
        seen["format"], seen["text"], seen["title"] = (
            box.textFormat(),
            box.text(),
            box.windowTitle(),
        )
        seen["buttons"] = [one.text() for one in box.buttons()]

    monkeypatch.setattr(QMessageBox, "exec", answered)
    parent = QWidget()
    qtbot.addWidget(parent)
    assert not dialogs.confirm(parent, "a [*] b", MARKUP, "A & B")
    assert seen["format"] is Qt.TextFormat.PlainText
    assert (seen["text"], seen["title"]) == (MARKUP, "a [*][*] b")
    assert "A & B" in map(without_keys, seen["buttons"])

"""Tests of the Review page by its keys, on a real workspace."""

import threading

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hitl_app.domain.errors import KnownError
from hitl_app.services.categories import categories
from hitl_app.services.review import reviewing
from tests.helpers.window.review_page import status
from tests.helpers.workspace.workspaces import add_photos, make_workspace, suggest

Key, Mod = Qt.Key, Qt.KeyboardModifier


SURE = (0.9, 0.3, 0.5, 0.7, 0.8, 0.6)  # the queue begins with the second


def test_review_page_shows_least_confident_photo_first(app):
    app.open(SURE)
    assert app.shown == 2
    assert app.page.header.left.text() == "6 left"
    assert app.page.view.accessibleName() == "Photo /photos/photo-00001.png"
    assert app.page.view.accessibleDescription() == "Suggestion Trouser, 30\u202f%"


def test_enter_confirms_the_suggestion(app):
    app.open(SURE)
    app.decide(Key.Key_Return)
    assert status(app, 2) == ("reviewed", "none", "Trouser")
    assert app.shown == 3


def test_shown_photo_gets_first_suggestion(app):
    make_workspace(app.folder, [0.5, 0.6]).close()
    app.query(lambda workspace: suggest(workspace, None))
    app.open(create=False)
    assert not app.page.commands.has_suggestion()
    app.query(lambda workspace: suggest(workspace, 4))
    app.page.refresh({"models"})
    app.until(app.page.commands.has_suggestion)
    app.settle()
    assert app.shown == 1
    app.decide(Key.Key_Return)
    assert status(app, 1) == ("reviewed", "none", "Dress")


def test_keypad_enter_confirms_the_suggestion(app):
    app.open(SURE)
    app.decide(Key.Key_Enter, Mod.KeypadModifier)
    assert status(app, 2)[2] == "Trouser"


@pytest.mark.parametrize(
    ("key", "name"),
    [(Key.Key_1, "T-shirt/top"), (Key.Key_7, "Shirt"), (Key.Key_0, "Ankle boot")],
)
@pytest.mark.parametrize("modifiers", [Mod.NoModifier, Mod.KeypadModifier])
def test_digits_correct_label_and_show_next_photo(app, key, name, modifiers):
    app.open(SURE)
    app.decide(key, modifiers)
    assert status(app, 2) == ("reviewed", "none", name)
    assert app.shown == 3


def test_digits_follow_physical_key(app, monkeypatch):
    app.open(SURE)
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    pressed = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Eacute, Mod.NoModifier, 11, 0, 0, "é")
    QApplication.sendEvent(app.window, pressed)
    app.until(lambda: app.shown == 3)
    assert status(app, 2)[2] == "Trouser"


@pytest.mark.parametrize(
    ("key", "state"),
    [
        (Key.Key_S, ("to-review", "skipped", None)),
        (Key.Key_F, ("to-review", "asked", None)),
        (Key.Key_X, ("reviewed", "none", None)),
    ],
)
def test_other_answers_are_recorded_by_their_keys(app, key, state):
    app.open(SURE)
    app.decide(key)
    assert status(app, 2) == state
    assert app.shown == 3


def test_skipped_and_asked_photos_come_last(app):
    app.open((0.3, 0.4))
    app.decide(Key.Key_S)
    app.decide(Key.Key_F)
    assert app.shown == 1
    assert app.page.header.skipped.text() == "Review 1 skipped"
    assert app.page.header.extra.text() == "1 asked by you"
    app.decide(Key.Key_S)
    assert (app.shown, app.page.stage.place) == (None, "skipped")
    app.page.stage.again.click()
    app.until(lambda: app.shown == 1)


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Key.Key_Backspace, Mod.NoModifier),
        (Key.Key_U, Mod.NoModifier),
        (Key.Key_Z, Mod.ControlModifier),
    ],
)
def test_undo_restores_photo_and_queue_resumes(app, key, modifiers):
    app.open(SURE)
    app.decide(Key.Key_4)
    app.decide(key, modifiers)
    assert status(app, 2) == ("to-review", "none", None)
    assert app.shown == 2
    # The queue resumes at the photo shown before.
    app.decide(Key.Key_Return)
    assert app.shown == 3


def test_undo_names_and_restores_decisions_after_restart(app):
    app.open(SURE)
    app.decide(Key.Key_4)
    app.decide(Key.Key_S)
    app.close()
    app.open(create=False)
    assert app.page.commands.undo_words() == "Undo skip"
    app.decide(Key.Key_Backspace)
    assert app.shown == 3
    assert app.page.commands.undo_words() == "Undo Dress"
    app.decide(Key.Key_Backspace)
    assert status(app, 2) == ("to-review", "none", None)
    assert app.page.commands.undo_words() == "Undo"
    assert not app.page.commands.can_undo()
    app.press(Key.Key_Backspace)
    app.settle()
    assert app.message is None


def test_next_photo_is_shown_after_decision_is_stored(app, monkeypatch):
    app.open(SURE)
    order = []
    real = reviewing.decide

    def decide(*args, **kwargs):
        number = real(*args, **kwargs)
        found = app.query(lambda w: reviewing.show_photo(w, 2).photo.state)
        order.append(f"in the file: {found}")
        return number

    monkeypatch.setattr(reviewing, "decide", decide)
    app.flow.shown.connect(lambda shown: order.append(f"shown: {shown.photo.id}"))
    app.decide(Key.Key_4)
    assert order == ["in the file: reviewed", "shown: 3"]


def test_keys_are_dropped_before_next_photo_is_painted(app, monkeypatch):
    app.open(SURE)
    may_go_on = threading.Event()
    real = reviewing.decide

    def slow(*args, **kwargs):
        may_go_on.wait(5)
        return real(*args, **kwargs)

    monkeypatch.setattr(reviewing, "decide", slow)
    app.press(Key.Key_1)
    for key in (Key.Key_2, Key.Key_Return, Key.Key_S, Key.Key_Backspace, Key.Key_Right):
        app.press(key)
    # When the next photo is announced, it is not painted yet.
    app.flow.shown.connect(lambda _: app.press(Key.Key_2))
    may_go_on.set()
    app.until(lambda: app.shown == 3)
    app.settle()
    assert app.shown == 3
    assert app.query(reviewing.counts).reviewed == 1


def test_keys_decide_nothing_on_auto_repeat(app):
    app.open(SURE)
    before = app.flow.current
    for key, text in ((Key.Key_Return, "\r"), (Key.Key_5, "5"), (Key.Key_S, "s")):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Mod.NoModifier, text, True)
        QApplication.sendEvent(app.window, event)
    QTest.qWait(50)
    assert app.flow.current is before
    assert app.query(reviewing.counts).reviewed == 0


def test_failed_decision_keeps_photo_and_is_reported(app, monkeypatch):
    app.open(SURE)
    real = reviewing.decide

    def full(*_args, **_kwargs):
        raise KnownError("disk-full", path="/somewhere/review.db")

    monkeypatch.setattr(reviewing, "decide", full)
    app.press(Key.Key_4)
    app.until(lambda: app.message)
    assert app.shown == 2
    assert app.message.happened == "The disk is full: /somewhere/review.db could not be written."
    assert app.message.remedy.startswith("Free some space and try again")
    monkeypatch.setattr(reviewing, "decide", real)
    app.decide(Key.Key_4)
    assert status(app, 2)[2] == "Dress"


def test_clicks_record_decisions(app):
    app.open(SURE)
    panel = app.page.categories
    QTest.mouseClick(panel.rows[4], Qt.MouseButton.LeftButton)
    app.until(lambda: app.shown == 3)
    app.settle()
    QTest.mouseClick(panel.card, Qt.MouseButton.LeftButton)
    app.until(lambda: app.shown == 6)
    assert status(app, 2)[2] == "Coat"
    assert status(app, 3)[2] == "Pullover"
    app.settle()
    QTest.mouseClick(app.page.panel.hints.buttons["skip"], Qt.MouseButton.LeftButton)
    app.until(lambda: app.shown == 4)
    assert status(app, 6)[1] == "skipped"


def test_enter_presses_the_button_that_tab_reached(app):
    app.open(SURE)
    row = app.page.categories.rows[8]
    row.setFocus(Qt.FocusReason.TabFocusReason)
    app.decide(Key.Key_Return)
    assert status(app, 2)[2] == "Bag"
    assert app.page.view.hasFocus()


def test_enter_does_nothing_without_a_suggestion(app):
    app.open(SURE)
    app.query(lambda w: categories.retire_category(w, "Trouser"))
    app.page.refresh({"categories"})
    app.until(lambda: len(app.page.categories.rows) == 9)
    assert not app.page.commands.has_suggestion()
    assert app.page.categories.card.accessibleName() == "No suggestion"
    app.press(Key.Key_Return)
    QTest.qWait(50)
    assert app.shown == 2
    assert app.query(reviewing.counts).reviewed == 0


def test_review_page_names_two_likeliest_categories(app):
    app.open()
    app.query(lambda w: add_photos(w, [0.5], names=["a.png"]))
    app.page.refresh({"photos"})
    app.until(lambda: app.shown)
    assert app.page.view._question.text().startswith("<b>T-shirt/top</b> or <b>")
    app.query(lambda w: add_photos(w, [0.81], names=["b.png"]))
    app.page.refresh({"photos"})
    app.settle()
    app.decide(Key.Key_Return)
    assert app.page.view._question.text() == "", "it is sure enough"


def test_view_zooms_by_keys_and_resets_for_next_photo(app):
    app.open(SURE)
    view = app.page.view
    app.press(Key.Key_Plus)
    app.press(Key.Key_Plus)
    assert view.zoom == pytest.approx(1.25**2)
    assert view._note.text().startswith("original not found: stored thumbnail · zoomed")
    app.press(Key.Key_Minus)
    assert view.zoom == pytest.approx(1.25)
    at = QPointF(100, 100)
    before = (at - view.photo_area().topLeft()) / view.photo_area().width()
    view.zoom_by(2, at)
    after = (at - view.photo_area().topLeft()) / view.photo_area().width()
    assert (after - before).manhattanLength() < 0.2
    app.press(Key.Key_0, Mod.ControlModifier)
    assert view.zoom == 1.0
    assert app.shown == 2
    view.zoom_in()
    app.decide(Key.Key_Return)
    assert view.zoom == 1.0


def test_copy_path_copies_path_of_shown_photo(app):
    app.open(SURE)
    app.press(Key.Key_C, Mod.ControlModifier)
    assert QGuiApplication.clipboard().text() == "/photos/photo-00001.png"


def test_review_commands_are_all_tested():
    from hitl_app.ui.commands.table import COMMANDS

    assert {c.id for c in COMMANDS if c.owner == "review"} == {
        "order",  # in photo/test_similar
        *("confirm", "undo", "digit", "skip", "not-a-photo", "ask", "new-category"),
        *("find-category", "next", "previous", "copy-path", "zoom-in", "zoom-out", "fit"),
        *("ask-note", "skipped"),  # in session/test_windows
        "explain",  # in photo/test_spotlight
        "grid",  # in grid/test_page
        *("confirm-views", "digit-views", "show-product"),  # in imports/test_products_panel
    }

"""The Review page by its keys, on a real workspace."""

import threading

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hitl_app.domain.errors import KnownError
from hitl_app.domain.settings import THRESHOLD
from hitl_app.jobs.imports import reverting
from hitl_app.jobs.job import Job
from hitl_app.services.categories import categories
from hitl_app.services.review import reviewing
from hitl_app.workspace import Workspace
from tests.helpers.workspaces import add_photos, make_workspace, suggest

Key, Mod = Qt.Key, Qt.KeyboardModifier
SURE = (0.9, 0.3, 0.5, 0.7, 0.8, 0.6)  # the queue begins with the second


def status(app, photo):
    """How a photo stands in the database: state, hold and the name of its label."""

    def ask(workspace):
        found = reviewing.show_photo(workspace, photo).photo
        names = {c.id: c.name for c in categories.list_categories(workspace, retired=True)}
        return str(found.state), str(found.hold), names.get(found.label_id)

    return app.query(ask)


def test_the_least_sure_photo_is_shown_first(app):
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


def test_the_first_suggestion_comes_to_the_photo_in_sight(app):
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


def test_enter_of_the_keypad_confirms_too(app):
    app.open(SURE)
    app.decide(Key.Key_Enter, Mod.KeypadModifier)
    assert status(app, 2)[2] == "Trouser"


@pytest.mark.parametrize(
    ("key", "name"),
    [(Key.Key_1, "T-shirt/top"), (Key.Key_7, "Shirt"), (Key.Key_0, "Ankle boot")],
)
@pytest.mark.parametrize("modifiers", [Mod.NoModifier, Mod.KeypadModifier])
def test_digits_correct_and_go_on(app, key, name, modifiers):
    app.open(SURE)
    app.decide(key, modifiers)
    assert status(app, 2) == ("reviewed", "none", name)
    assert app.shown == 3


def test_digits_go_by_the_physical_key(app, monkeypatch):
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
def test_what_else_can_be_said(app, key, state):
    app.open(SURE)
    app.decide(key)
    assert status(app, 2) == state
    assert app.shown == 3


def test_what_was_put_off_comes_last(app):
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
def test_undo(app, key, modifiers):
    app.open(SURE)
    app.decide(Key.Key_4)
    app.decide(key, modifiers)
    assert status(app, 2) == ("to-review", "none", None)
    assert app.shown == 2
    # And then on to where the operator was.
    app.decide(Key.Key_Return)
    assert app.shown == 3


def test_undo_survives_a_restart_and_says_what_it_takes_back(app):
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


def test_nothing_is_shown_before_the_decision_is_on_the_disk(app, monkeypatch):
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


def test_keys_before_the_next_photo_is_painted_are_dropped(app, monkeypatch):
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
    # At the moment that the next one is shown, it is not painted yet.
    app.flow.shown.connect(lambda _: app.press(Key.Key_2))
    may_go_on.set()
    app.until(lambda: app.shown == 3)
    app.settle()
    assert app.shown == 3
    assert app.query(reviewing.counts).reviewed == 1


def test_a_key_held_down_decides_once(app):
    app.open(SURE)
    before = app.flow.current
    for key, text in ((Key.Key_Return, "\r"), (Key.Key_5, "5"), (Key.Key_S, "s")):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Mod.NoModifier, text, True)
        QApplication.sendEvent(app.window, event)
    QTest.qWait(50)
    assert app.flow.current is before
    assert app.query(reviewing.counts).reviewed == 0


def test_an_error_keeps_the_photo_and_is_told(app, monkeypatch):
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


def test_left_and_right_look_without_deciding(app):
    app.open(SURE)
    app.decide(Key.Key_Right)
    app.decide(Key.Key_Right)
    assert app.shown == 6
    app.decide(Key.Key_Left)
    assert app.shown == 3
    app.decide(Key.Key_Return)
    # Back to where the walk was, since 3 was only looked at again.
    assert app.shown == 6
    app.decide(Key.Key_Left)
    assert app.shown == 2
    assert app.query(reviewing.counts).reviewed == 1


def test_left_of_the_first_photo_stays(app):
    app.open(SURE)
    app.press(Key.Key_Left)
    app.settle()
    assert app.shown == 2


def test_right_goes_round(app):
    app.open((0.3, 0.4, 0.5))
    seen = [app.shown]
    for _ in range(3):
        app.decide(Key.Key_Right)
        seen.append(app.shown)
    assert seen == [1, 2, 3, 1]


def test_a_reopened_photo_is_decided_again_and_the_walk_goes_on(app):
    app.open(SURE)
    app.decide(Key.Key_4)
    app.decide(Key.Key_5)
    assert app.shown == 6
    row = app.page.last.rows[1]
    assert row.photo_id == 2
    row.click()
    app.until(lambda: app.shown == 2)
    app.settle()
    (mark,) = app.page.caption.marks(app.flow.current, {4: "Dress"})
    assert mark[0].startswith("reviewed: Dress, by ")
    app.decide(Key.Key_6)
    assert status(app, 2)[2] == "Sandal"
    assert app.shown == 6


def test_the_whole_queue_to_its_end(app):
    app.open(SURE)
    seen = []
    while app.shown is not None:
        seen.append(app.shown)
        app.decide(Key.Key_Return)
    assert seen == [2, 3, 6, 4, 5, 1]
    assert app.page.stage.place == "done"
    assert app.page.header.left.text() == "0 left"
    # Undo still works, and the end comes again.
    app.decide(Key.Key_U)
    assert app.shown == 1
    app.decide(Key.Key_2)
    assert app.shown is None


def test_a_new_category_by_n(app):
    app.open(SURE)
    app.press(Key.Key_N)
    field = app.page.categories.field
    assert field.isVisible()
    # Letters and digits are text now, whatever they mean elsewhere.
    QTest.keyClicks(field, "Scarf SXU 12")
    assert app.shown == 2
    app.press(Key.Key_Return)
    app.until(lambda: len(app.page.categories.rows) == 11)
    assert not field.isVisible()
    # The model never learned it, which is not the same as finding it unlikely.
    assert app.page.categories.rows[10].accessibleName() == "Scarf SXU 12"
    assert app.page.categories.rows[9].accessibleName() == "0, Ankle boot, 8\u202f%"
    names = app.query(lambda w: [c.name for c in categories.list_categories(w)])
    assert names[-1] == "Scarf SXU 12"
    # It has the focus, so that Enter chooses it; nothing was decided by itself.
    assert app.query(reviewing.counts).reviewed == 0
    app.settle()
    app.decide(Key.Key_Return)
    assert status(app, 2)[2] == "Scarf SXU 12"
    # And Enter means the suggestion again.
    app.decide(Key.Key_Return)
    assert status(app, 3)[2] == "Pullover"


def in_sight(app, row):
    """Whether all of a category's row can be seen in the list."""
    viewport = app.page.categories._scroll.viewport()
    return viewport.rect().contains(
        row.rect().translated(row.mapTo(viewport, row.rect().topLeft()))
    )


@pytest.fixture
def many_categories(app):
    workspace = make_workspace(app.folder, list(SURE))
    for name in ("Scarf", "Glove", "Tie", "Hat", "Sock"):
        categories.add_category(workspace, name)
    workspace.close()
    app.open(create=False, size=(1100, 640))
    app.settle()
    return app


def test_the_category_that_enter_means_is_in_sight_and_the_card_says_no_other(many_categories):
    app = many_categories
    app.press(Key.Key_N)
    QTest.keyClicks(app.page.categories.field, "Belt")
    app.press(Key.Key_Return)
    app.until(lambda: app.page.categories.rows[-1].category.name == "Belt")
    row = app.page.categories.rows[-1]
    app.until(lambda: row.hasFocus() and in_sight(app, row))
    assert not app.page.categories.card._has_key
    app.decide(Key.Key_Return)
    assert status(app, 2)[2] == "Belt"
    assert app.page.categories.card._has_key


def test_what_is_found_is_in_sight_wherever_the_list_was(many_categories):
    app = many_categories
    bar = app.page.categories._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    app.press(Key.Key_Slash)
    QTest.keyClicks(app.page.categories.field, "tro")
    (found,) = [row for row in app.page.categories.rows if row.isVisible()]
    assert found.category.name == "Trouser"
    app.until(lambda: in_sight(app, found))


def test_a_name_that_is_taken_is_told_and_can_be_mended(app):
    app.open(SURE)
    app.press(Key.Key_N)
    QTest.keyClicks(app.page.categories.field, "coat")
    app.press(Key.Key_Return)
    app.until(lambda: app.message)
    assert app.message.happened == "The category Coat already exists."
    assert app.page.categories.field.isVisible()
    app.press(Key.Key_Escape)
    assert not app.page.categories.field.isVisible()
    app.decide(Key.Key_Return)
    assert status(app, 2)[2] == "Trouser"


def test_a_category_is_found_by_a_part_of_its_name(app):
    app.open(SURE)
    app.press(Key.Key_Slash)
    QTest.keyClicks(app.page.categories.field, "boo")
    visible = [row.category.name for row in app.page.categories.rows if row.isVisible()]
    assert visible == ["Ankle boot"]
    app.decide(Key.Key_Return)
    assert status(app, 2)[2] == "Ankle boot"
    assert all(row.isVisible() for row in app.page.categories.rows)


def test_the_key_that_finds_is_offered_once_digits_do_not_reach(app):
    app.open(SURE)
    hint = app.page.panel.hints.buttons["find-category"]
    assert not hint.isVisible()
    app.press(Key.Key_N)
    QTest.keyClicks(app.page.categories.field, "Scarf")
    app.press(Key.Key_Return)
    app.until(hint.isVisible)
    QTest.mouseClick(hint, Qt.MouseButton.LeftButton)
    assert app.page.categories.field.isVisible()


def test_clicks_decide(app):
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


def test_without_a_suggestion_enter_does_nothing(app):
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


def test_the_two_likeliest_are_named(app):
    app.open()
    app.query(lambda w: add_photos(w, [0.5], names=["a.png"]))
    app.page.refresh({"photos"})
    app.until(lambda: app.shown)
    assert app.page.view._question.text().startswith("<b>T-shirt/top</b> or <b>")


def test_zoom_by_keys_and_wheel(app):
    app.open(SURE)
    view = app.page.view
    app.press(Key.Key_Plus)
    app.press(Key.Key_Plus)
    assert view.zoom == pytest.approx(1.25**2)
    assert view._note.text().startswith("original not found · zoomed")
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


def test_the_path_is_copied(app):
    app.open(SURE)
    app.press(Key.Key_C, Mod.ControlModifier)
    assert QGuiApplication.clipboard().text() == "/photos/photo-00001.png"


def test_photos_that_come_in_show_by_themselves(app):
    app.open()
    assert app.page.stage.place == "empty"
    app.page.jobs_updated(importing=True)
    assert app.page.stage.place == "arriving"
    app.query(lambda w: add_photos(w, [0.5, 0.4]))
    app.page.refresh({"photos"})
    app.until(lambda: app.shown == 2)
    assert app.page.stage.place == "photo"


def test_less_sure_photos_that_come_in_are_next(app):
    app.open((0.5, 0.6))
    app.query(lambda w: add_photos(w, [0.2], folder="/more"))
    app.page.refresh({"photos"})
    app.until(lambda: [p.photo.id for p in app.flow.ahead] == [3, 2])
    assert app.shown == 1
    app.decide(Key.Key_Return)
    assert app.shown == 3


def test_a_colleagues_retired_category_keeps_its_name_in_the_list(app):
    app.open(SURE)
    app.decide(Key.Key_4)
    app.query(lambda w: categories.retire_category(w, "Dress"))
    app.page.refresh({"categories"})
    app.until(lambda: len(app.page.categories.rows) == 9)
    assert "again: Dress" in app.page.last.rows[0].accessibleName()


def test_an_undone_threshold_acceptance_bears_its_marks(app):
    from hitl_app.services import settings

    app.open((0.3, 0.95))
    app.decide(Key.Key_Right)
    app.query(lambda w: settings.set_setting(w, THRESHOLD, "0.9"))
    app.decide(Key.Key_3)
    app.decide(Key.Key_Backspace)
    marks = app.page.caption.marks(app.flow.current, {2: "Trouser"})
    assert marks == [("auto-accepted: Trouser", "accent"), ("not certified", "warning")]


def test_an_operator_undoes_only_what_is_his(app):
    app.open(SURE)
    app.query(lambda w: reviewing.decide(w, 1, "skip", "somebody else"))
    app.page.refresh({"photos"})
    app.settle()
    assert not app.page.commands.can_undo()


def test_every_review_command_is_tested_here():
    from hitl_app.ui.commands.table import COMMANDS

    assert {c.id for c in COMMANDS if c.owner == "review"} == {
        "order",  # in test_look_alikes
        *("confirm", "undo", "digit", "skip", "not-a-photo", "ask", "new-category"),
        *("find-category", "next", "previous", "copy-path", "zoom-in", "zoom-out", "fit"),
        *("ask-note", "skipped"),  # in test_desks
        "explain",  # in test_spotlight
        "grid",  # in test_grid_page
        *("confirm-views", "digit-views", "show-product"),  # in test_products
    }


def test_the_workspace_of_another_process_is_read_afresh(app):
    """A decision that came from a file meanwhile is not asked again."""
    app.open((0.3, 0.4, 0.5))

    def elsewhere(workspace: Workspace):
        reviewing.decide(workspace, 2, "not-a-photo", "file")

    app.query(elsewhere)
    app.page.refresh({"photos"})
    app.until(lambda: [p.photo.id for p in app.flow.ahead] == [3])
    app.decide(Key.Key_Return)
    assert app.shown == 3


# Imports that are taken back.


def take_back(app, number):
    """Takes an import back, as the job does, and tells the window."""
    app.query(lambda w: reverting.run(w, Job(lambda _event: None), number=number))
    app.window.session.changed.emit({"imports", "photos", "photos-gone"})


@pytest.fixture
def two_imports(app):
    workspace = make_workspace(app.folder)
    add_photos(workspace, [0.4] * 3, folder="/wrong")
    add_photos(workspace, [0.9] * 3, folder="/right")
    workspace.close()
    app.open(create=False)
    app.settle()
    return app


def test_a_photo_that_was_taken_back_leaves_the_screen(two_imports):
    app = two_imports
    assert "/wrong" in app.flow.current.photo.path
    take_back(app, 1)
    app.until(lambda: app.flow.current is not None and "/right" in app.flow.current.photo.path)
    app.settle()
    for _ in range(3):
        app.decide(Qt.Key.Key_Return)
    assert app.query(reviewing.counts).reviewed == 3
    assert app.flow.current is None


def test_a_photo_that_is_gone_is_not_decided_and_no_other_in_its_place(two_imports):
    app = two_imports
    app.query(lambda w: reverting.run(w, Job(lambda _event: None), number=1))
    app.query(lambda w: add_photos(w, [0.3] * 3, folder="/third"))
    # The window has not heard of it yet.
    app.press(Qt.Key.Key_Return)
    app.until(lambda: app.flow.current is not None and "/wrong" not in app.flow.current.photo.path)
    assert app.query(reviewing.counts).reviewed == 0
    assert "photo" in app.message.happened


def test_the_last_photo_may_go(app):
    app.open([0.4])
    app.settle()
    take_back(app, 1)
    app.until(lambda: app.flow.current is None)

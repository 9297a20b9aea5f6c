"""The Review page by its keys, on a real workspace."""

import threading

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hitl_app.domain.errors import KnownError
from hitl_app.domain.settings import THRESHOLD
from hitl_app.jobs import undoing
from hitl_app.jobs.job import Job
from hitl_app.services.categories import categories
from hitl_app.services.review import reviewing
from hitl_app.workspace import Workspace
from tests.helpers.workspaces import add_photos, make_workspace, suggest

Key, Mod = Qt.Key, Qt.KeyboardModifier
SURE = (0.9, 0.3, 0.5, 0.7, 0.8, 0.6)  # the queue begins with the second


def standing(desk, photo):
    """How a photo stands in the database: state, hold and the name of its label."""

    def ask(workspace):
        found = reviewing.show_photo(workspace, photo).photo
        names = {c.id: c.name for c in categories.list_categories(workspace, retired=True)}
        return str(found.state), str(found.hold), names.get(found.label_id)

    return desk.look(ask)


def test_the_least_sure_photo_is_shown_first(desk):
    desk.open(SURE)
    assert desk.shown == 2
    assert desk.page.header.left.text() == "6 left"
    assert desk.page.view.accessibleName() == "Photo /photos/photo-00001.png"
    assert desk.page.view.accessibleDescription() == "Suggestion Trouser, 30\u202f%"


def test_enter_confirms_the_suggestion(desk):
    desk.open(SURE)
    desk.decide(Key.Key_Return)
    assert standing(desk, 2) == ("decided", "none", "Trouser")
    assert desk.shown == 3


def test_the_first_suggestion_comes_to_the_photo_in_sight(desk):
    make_workspace(desk.folder, [0.5, 0.6]).close()
    desk.look(lambda workspace: suggest(workspace, None))
    desk.open(create=False)
    assert not desk.page.commands.has_suggestion()
    desk.look(lambda workspace: suggest(workspace, 4))
    desk.page.refresh({"networks"})
    desk.until(desk.page.commands.has_suggestion)
    desk.settle()
    assert desk.shown == 1
    desk.decide(Key.Key_Return)
    assert standing(desk, 1) == ("decided", "none", "Dress")


def test_enter_of_the_keypad_confirms_too(desk):
    desk.open(SURE)
    desk.decide(Key.Key_Enter, Mod.KeypadModifier)
    assert standing(desk, 2)[2] == "Trouser"


@pytest.mark.parametrize(
    ("key", "name"),
    [(Key.Key_1, "T-shirt/top"), (Key.Key_7, "Shirt"), (Key.Key_0, "Ankle boot")],
)
@pytest.mark.parametrize("modifiers", [Mod.NoModifier, Mod.KeypadModifier])
def test_digits_correct_and_go_on(desk, key, name, modifiers):
    desk.open(SURE)
    desk.decide(key, modifiers)
    assert standing(desk, 2) == ("decided", "none", name)
    assert desk.shown == 3


def test_digits_go_by_the_physical_key(desk, monkeypatch):
    desk.open(SURE)
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    pressed = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Eacute, Mod.NoModifier, 11, 0, 0, "é")
    QApplication.sendEvent(desk.window, pressed)
    desk.until(lambda: desk.shown == 3)
    assert standing(desk, 2)[2] == "Trouser"


@pytest.mark.parametrize(
    ("key", "state"),
    [
        (Key.Key_S, ("waiting", "skipped", None)),
        (Key.Key_F, ("waiting", "asked", None)),
        (Key.Key_X, ("decided", "none", None)),
    ],
)
def test_what_else_can_be_said(desk, key, state):
    desk.open(SURE)
    desk.decide(key)
    assert standing(desk, 2) == state
    assert desk.shown == 3


def test_what_was_put_off_comes_last(desk):
    desk.open((0.3, 0.4))
    desk.decide(Key.Key_S)
    desk.decide(Key.Key_F)
    assert desk.shown == 1
    assert desk.page.header.skipped.text() == "1 skipped: look again"
    assert desk.page.header.extra.text() == "1 with a colleague"
    desk.decide(Key.Key_S)
    assert (desk.shown, desk.page.stage.place) == (None, "skipped")
    desk.page.stage.again.click()
    desk.until(lambda: desk.shown == 1)


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Key.Key_Backspace, Mod.NoModifier),
        (Key.Key_U, Mod.NoModifier),
        (Key.Key_Z, Mod.ControlModifier),
    ],
)
def test_undo(desk, key, modifiers):
    desk.open(SURE)
    desk.decide(Key.Key_4)
    desk.decide(key, modifiers)
    assert standing(desk, 2) == ("waiting", "none", None)
    assert desk.shown == 2
    # And then on to where the operator was.
    desk.decide(Key.Key_Return)
    assert desk.shown == 3


def test_undo_survives_a_restart_and_says_what_it_takes_back(desk):
    desk.open(SURE)
    desk.decide(Key.Key_4)
    desk.decide(Key.Key_S)
    desk.close()
    desk.open(create=False)
    assert desk.page.commands.undo_words() == "Undo skipped"
    desk.decide(Key.Key_Backspace)
    assert desk.shown == 3
    assert desk.page.commands.undo_words() == "Undo Dress"
    desk.decide(Key.Key_Backspace)
    assert standing(desk, 2) == ("waiting", "none", None)
    assert desk.page.commands.undo_words() == "Undo"
    assert not desk.page.commands.can_undo()
    desk.press(Key.Key_Backspace)
    desk.settle()
    assert desk.message is None


def test_nothing_is_shown_before_the_decision_is_on_the_disk(desk, monkeypatch):
    desk.open(SURE)
    order = []
    real = reviewing.decide

    def decide(*args, **kwargs):
        number = real(*args, **kwargs)
        found = desk.look(lambda w: reviewing.show_photo(w, 2).photo.state)
        order.append(f"in the file: {found}")
        return number

    monkeypatch.setattr(reviewing, "decide", decide)
    desk.flow.shown.connect(lambda shown: order.append(f"shown: {shown.photo.id}"))
    desk.decide(Key.Key_4)
    assert order == ["in the file: decided", "shown: 3"]


def test_keys_before_the_next_photo_is_painted_are_dropped(desk, monkeypatch):
    desk.open(SURE)
    may_go_on = threading.Event()
    real = reviewing.decide

    def slow(*args, **kwargs):
        may_go_on.wait(5)
        return real(*args, **kwargs)

    monkeypatch.setattr(reviewing, "decide", slow)
    desk.press(Key.Key_1)
    for key in (Key.Key_2, Key.Key_Return, Key.Key_S, Key.Key_Backspace, Key.Key_Right):
        desk.press(key)
    # At the moment that the next one is shown, it is not painted yet.
    desk.flow.shown.connect(lambda _: desk.press(Key.Key_2))
    may_go_on.set()
    desk.until(lambda: desk.shown == 3)
    desk.settle()
    assert desk.shown == 3
    assert desk.look(reviewing.counts).decided == 1


def test_a_key_held_down_decides_once(desk):
    desk.open(SURE)
    before = desk.flow.current
    for key, text in ((Key.Key_Return, "\r"), (Key.Key_5, "5"), (Key.Key_S, "s")):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Mod.NoModifier, text, True)
        QApplication.sendEvent(desk.window, event)
    QTest.qWait(50)
    assert desk.flow.current is before
    assert desk.look(reviewing.counts).decided == 0


def test_an_error_keeps_the_photo_and_is_told(desk, monkeypatch):
    desk.open(SURE)
    real = reviewing.decide

    def full(*_args, **_kwargs):
        raise KnownError("disk-full", path="/somewhere/review.db")

    monkeypatch.setattr(reviewing, "decide", full)
    desk.press(Key.Key_4)
    desk.until(lambda: desk.message)
    assert desk.shown == 2
    assert desk.message.happened == "The disk is full: /somewhere/review.db could not be written."
    assert desk.message.remedy.startswith("Make room and try again")
    monkeypatch.setattr(reviewing, "decide", real)
    desk.decide(Key.Key_4)
    assert standing(desk, 2)[2] == "Dress"


def test_left_and_right_look_without_deciding(desk):
    desk.open(SURE)
    desk.decide(Key.Key_Right)
    desk.decide(Key.Key_Right)
    assert desk.shown == 6
    desk.decide(Key.Key_Left)
    assert desk.shown == 3
    desk.decide(Key.Key_Return)
    # Back to where the walk was, since 3 was only looked at again.
    assert desk.shown == 6
    desk.decide(Key.Key_Left)
    assert desk.shown == 2
    assert desk.look(reviewing.counts).decided == 1


def test_left_of_the_first_photo_stays(desk):
    desk.open(SURE)
    desk.press(Key.Key_Left)
    desk.settle()
    assert desk.shown == 2


def test_right_goes_round(desk):
    desk.open((0.3, 0.4, 0.5))
    seen = [desk.shown]
    for _ in range(3):
        desk.decide(Key.Key_Right)
        seen.append(desk.shown)
    assert seen == [1, 2, 3, 1]


def test_a_reopened_photo_is_decided_again_and_the_walk_goes_on(desk):
    desk.open(SURE)
    desk.decide(Key.Key_4)
    desk.decide(Key.Key_5)
    assert desk.shown == 6
    row = desk.page.last.rows[1]
    assert row.photo_id == 2
    row.click()
    desk.until(lambda: desk.shown == 2)
    desk.settle()
    (mark,) = desk.page.caption.marks(desk.flow.current, {4: "Dress"})
    assert mark[0].startswith("decided: Dress, by ")
    desk.decide(Key.Key_6)
    assert standing(desk, 2)[2] == "Sandal"
    assert desk.shown == 6


def test_the_whole_queue_to_its_end(desk):
    desk.open(SURE)
    seen = []
    while desk.shown is not None:
        seen.append(desk.shown)
        desk.decide(Key.Key_Return)
    assert seen == [2, 3, 6, 4, 5, 1]
    assert desk.page.stage.place == "done"
    assert desk.page.header.left.text() == "0 left"
    # Undo still works, and the end comes again.
    desk.decide(Key.Key_U)
    assert desk.shown == 1
    desk.decide(Key.Key_2)
    assert desk.shown is None


def test_a_new_category_by_n(desk):
    desk.open(SURE)
    desk.press(Key.Key_N)
    field = desk.page.categories.field
    assert field.isVisible()
    # Letters and digits are text now, whatever they mean elsewhere.
    QTest.keyClicks(field, "Scarf SXU 12")
    assert desk.shown == 2
    desk.press(Key.Key_Return)
    desk.until(lambda: len(desk.page.categories.rows) == 11)
    assert not field.isVisible()
    # The network never learned it, which is not the same as finding it unlikely.
    assert desk.page.categories.rows[10].accessibleName() == "Scarf SXU 12"
    assert desk.page.categories.rows[9].accessibleName() == "0, Ankle boot, 8\u202f%"
    names = desk.look(lambda w: [c.name for c in categories.list_categories(w)])
    assert names[-1] == "Scarf SXU 12"
    # It has the focus, so that Enter chooses it; nothing was decided by itself.
    assert desk.look(reviewing.counts).decided == 0
    desk.settle()
    desk.decide(Key.Key_Return)
    assert standing(desk, 2)[2] == "Scarf SXU 12"
    # And Enter means the suggestion again.
    desk.decide(Key.Key_Return)
    assert standing(desk, 3)[2] == "Pullover"


def in_sight(desk, row):
    """Whether all of a category's row can be seen in the list."""
    viewport = desk.page.categories._scroll.viewport()
    return viewport.rect().contains(
        row.rect().translated(row.mapTo(viewport, row.rect().topLeft()))
    )


@pytest.fixture
def many_categories(desk):
    workspace = make_workspace(desk.folder, list(SURE))
    for name in ("Scarf", "Glove", "Tie", "Hat", "Sock"):
        categories.add_category(workspace, name)
    workspace.close()
    desk.open(create=False, size=(1100, 640))
    desk.settle()
    return desk


def test_the_category_that_enter_means_is_in_sight_and_the_card_says_no_other(many_categories):
    desk = many_categories
    desk.press(Key.Key_N)
    QTest.keyClicks(desk.page.categories.field, "Belt")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.page.categories.rows[-1].category.name == "Belt")
    row = desk.page.categories.rows[-1]
    desk.until(lambda: row.hasFocus() and in_sight(desk, row))
    assert not desk.page.categories.card._has_key
    desk.decide(Key.Key_Return)
    assert standing(desk, 2)[2] == "Belt"
    assert desk.page.categories.card._has_key


def test_what_is_found_is_in_sight_wherever_the_list_was(many_categories):
    desk = many_categories
    bar = desk.page.categories._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    desk.press(Key.Key_Slash)
    QTest.keyClicks(desk.page.categories.field, "tro")
    (found,) = [row for row in desk.page.categories.rows if row.isVisible()]
    assert found.category.name == "Trouser"
    desk.until(lambda: in_sight(desk, found))


def test_a_name_that_is_taken_is_told_and_can_be_mended(desk):
    desk.open(SURE)
    desk.press(Key.Key_N)
    QTest.keyClicks(desk.page.categories.field, "coat")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.message)
    assert desk.message.happened == "There is a category Coat already."
    assert desk.page.categories.field.isVisible()
    desk.press(Key.Key_Escape)
    assert not desk.page.categories.field.isVisible()
    desk.decide(Key.Key_Return)
    assert standing(desk, 2)[2] == "Trouser"


def test_a_category_is_found_by_a_part_of_its_name(desk):
    desk.open(SURE)
    desk.press(Key.Key_Slash)
    QTest.keyClicks(desk.page.categories.field, "boo")
    visible = [row.category.name for row in desk.page.categories.rows if row.isVisible()]
    assert visible == ["Ankle boot"]
    desk.decide(Key.Key_Return)
    assert standing(desk, 2)[2] == "Ankle boot"
    assert all(row.isVisible() for row in desk.page.categories.rows)


def test_the_key_that_finds_is_offered_once_digits_do_not_reach(desk):
    desk.open(SURE)
    hint = desk.page.panel.hints.buttons["find-category"]
    assert not hint.isVisible()
    desk.press(Key.Key_N)
    QTest.keyClicks(desk.page.categories.field, "Scarf")
    desk.press(Key.Key_Return)
    desk.until(hint.isVisible)
    QTest.mouseClick(hint, Qt.MouseButton.LeftButton)
    assert desk.page.categories.field.isVisible()


def test_clicks_decide(desk):
    desk.open(SURE)
    panel = desk.page.categories
    QTest.mouseClick(panel.rows[4], Qt.MouseButton.LeftButton)
    desk.until(lambda: desk.shown == 3)
    desk.settle()
    QTest.mouseClick(panel.card, Qt.MouseButton.LeftButton)
    desk.until(lambda: desk.shown == 6)
    assert standing(desk, 2)[2] == "Coat"
    assert standing(desk, 3)[2] == "Pullover"
    desk.settle()
    QTest.mouseClick(desk.page.panel.hints.buttons["skip"], Qt.MouseButton.LeftButton)
    desk.until(lambda: desk.shown == 4)
    assert standing(desk, 6)[1] == "skipped"


def test_enter_presses_the_button_that_tab_reached(desk):
    desk.open(SURE)
    row = desk.page.categories.rows[8]
    row.setFocus(Qt.FocusReason.TabFocusReason)
    desk.decide(Key.Key_Return)
    assert standing(desk, 2)[2] == "Bag"
    assert desk.page.view.hasFocus()


def test_without_a_suggestion_enter_does_nothing(desk):
    desk.open(SURE)
    desk.look(lambda w: categories.retire_category(w, "Trouser"))
    desk.page.refresh({"categories"})
    desk.until(lambda: len(desk.page.categories.rows) == 9)
    assert not desk.page.commands.has_suggestion()
    assert desk.page.categories.card.accessibleName() == "No suggestion"
    desk.press(Key.Key_Return)
    QTest.qWait(50)
    assert desk.shown == 2
    assert desk.look(reviewing.counts).decided == 0


def test_the_two_likeliest_are_named(desk):
    desk.open()
    desk.look(lambda w: add_photos(w, [0.5], names=["a.png"]))
    desk.page.refresh({"photos"})
    desk.until(lambda: desk.shown)
    assert desk.page.view._question.text().startswith("<b>T-shirt/top</b> or <b>")


def test_zoom_by_keys_and_wheel(desk):
    desk.open(SURE)
    view = desk.page.view
    desk.press(Key.Key_Plus)
    desk.press(Key.Key_Plus)
    assert view.zoom == pytest.approx(1.25**2)
    assert view._note.text().startswith("original not found · zoomed")
    desk.press(Key.Key_Minus)
    assert view.zoom == pytest.approx(1.25)
    at = QPointF(100, 100)
    before = (at - view.photo_area().topLeft()) / view.photo_area().width()
    view.zoom_by(2, at)
    after = (at - view.photo_area().topLeft()) / view.photo_area().width()
    assert (after - before).manhattanLength() < 0.2
    desk.press(Key.Key_0, Mod.ControlModifier)
    assert view.zoom == 1.0
    assert desk.shown == 2
    view.zoom_in()
    desk.decide(Key.Key_Return)
    assert view.zoom == 1.0


def test_the_path_is_copied(desk):
    desk.open(SURE)
    desk.press(Key.Key_C, Mod.ControlModifier)
    assert QGuiApplication.clipboard().text() == "/photos/photo-00001.png"


def test_photos_that_come_in_show_by_themselves(desk):
    desk.open()
    assert desk.page.stage.place == "empty"
    desk.page.jobs_updated(importing=True)
    assert desk.page.stage.place == "arriving"
    desk.look(lambda w: add_photos(w, [0.5, 0.4]))
    desk.page.refresh({"photos"})
    desk.until(lambda: desk.shown == 2)
    assert desk.page.stage.place == "photo"


def test_less_sure_photos_that_come_in_are_next(desk):
    desk.open((0.5, 0.6))
    desk.look(lambda w: add_photos(w, [0.2], folder="/more"))
    desk.page.refresh({"photos"})
    desk.until(lambda: [p.photo.id for p in desk.flow.ahead] == [3, 2])
    assert desk.shown == 1
    desk.decide(Key.Key_Return)
    assert desk.shown == 3


def test_a_colleagues_retired_category_keeps_its_name_in_the_list(desk):
    desk.open(SURE)
    desk.decide(Key.Key_4)
    desk.look(lambda w: categories.retire_category(w, "Dress"))
    desk.page.refresh({"categories"})
    desk.until(lambda: len(desk.page.categories.rows) == 9)
    assert "decided as Dress" in desk.page.last.rows[0].accessibleName()


def test_an_undone_threshold_acceptance_bears_its_marks(desk):
    from hitl_app.services import settings

    desk.open((0.3, 0.95))
    desk.decide(Key.Key_Right)
    desk.look(lambda w: settings.set_setting(w, THRESHOLD, "0.9"))
    desk.decide(Key.Key_3)
    desk.decide(Key.Key_Backspace)
    marks = desk.page.caption.marks(desk.flow.current, {2: "Trouser"})
    assert marks == [("accepted alone: Trouser", "accent"), ("not certified", "warning")]


def test_an_operator_undoes_only_what_is_his(desk):
    desk.open(SURE)
    desk.look(lambda w: reviewing.decide(w, 1, "skip", "somebody else"))
    desk.page.refresh({"photos"})
    desk.settle()
    assert not desk.page.commands.can_undo()


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


def test_the_workspace_of_another_process_is_read_afresh(desk):
    """A decision that came from a file meanwhile is not asked again."""
    desk.open((0.3, 0.4, 0.5))

    def elsewhere(workspace: Workspace):
        reviewing.decide(workspace, 2, "not-a-photo", "file")

    desk.look(elsewhere)
    desk.page.refresh({"photos"})
    desk.until(lambda: [p.photo.id for p in desk.flow.ahead] == [3])
    desk.decide(Key.Key_Return)
    assert desk.shown == 3


# Imports that are taken back.


def take_back(desk, number):
    """Takes an import back, as the job does, and tells the window."""
    desk.look(lambda w: undoing.run(w, Job(lambda _event: None), number=number))
    desk.window.session.changed.emit({"imports", "photos", "photos-gone"})


@pytest.fixture
def two_imports(desk):
    workspace = make_workspace(desk.folder)
    add_photos(workspace, [0.4] * 3, folder="/wrong")
    add_photos(workspace, [0.9] * 3, folder="/right")
    workspace.close()
    desk.open(create=False)
    desk.settle()
    return desk


def test_a_photo_that_was_taken_back_leaves_the_screen(two_imports):
    desk = two_imports
    assert "/wrong" in desk.flow.current.photo.path
    take_back(desk, 1)
    desk.until(lambda: desk.flow.current is not None and "/right" in desk.flow.current.photo.path)
    desk.settle()
    for _ in range(3):
        desk.decide(Qt.Key.Key_Return)
    assert desk.look(reviewing.counts).decided == 3
    assert desk.flow.current is None


def test_a_photo_that_is_gone_is_not_decided_and_no_other_in_its_place(two_imports):
    desk = two_imports
    desk.look(lambda w: undoing.run(w, Job(lambda _event: None), number=1))
    desk.look(lambda w: add_photos(w, [0.3] * 3, folder="/third"))
    # The window has not heard of it yet.
    desk.press(Qt.Key.Key_Return)
    desk.until(
        lambda: desk.flow.current is not None and "/wrong" not in desk.flow.current.photo.path
    )
    assert desk.look(reviewing.counts).decided == 0
    assert "photo" in desk.message.happened


def test_the_last_photo_may_go(desk):
    desk.open([0.4])
    desk.settle()
    take_back(desk, 1)
    desk.until(lambda: desk.flow.current is None)

"""Tests of the Review page when photos and decisions change elsewhere."""

from threading import Event

import pytest
from PySide6.QtCore import QObject, Qt, Signal

from hitl_app.domain.decisions import Answer
from hitl_app.domain.settings import THRESHOLD
from hitl_app.jobs.imports import reverting
from hitl_app.jobs.job import Job
from hitl_app.services.review import reviewing
from hitl_app.ui.gateway import tasks
from hitl_app.workspace import Workspace
from tests.helpers.workspace.drafts import suggest_by_draft
from tests.helpers.workspace.workspaces import add_photos, make_workspace, suggest

Key, Mod = Qt.Key, Qt.KeyboardModifier


SURE = (0.9, 0.3, 0.5, 0.7, 0.8, 0.6)  # the queue begins with the second


def test_review_page_shows_imported_photos_at_once(app):
    app.open()
    assert app.page.stage.place == "empty"
    app.page.jobs_updated(importing=True)
    assert app.page.stage.place == "arriving"
    app.query(lambda w: add_photos(w, [0.5, 0.4]))
    app.page.refresh({"photos"})
    app.until(lambda: app.shown == 2)
    assert app.page.stage.place == "photo"


def test_review_page_shows_less_confident_new_photos_next(app):
    app.open((0.5, 0.6))
    app.query(lambda w: add_photos(w, [0.2], folder="/more"))
    app.page.refresh({"photos"})
    app.until(lambda: [p.photo.id for p in app.flow.ahead] == [3, 2])
    assert app.shown == 1
    app.decide(Key.Key_Return)
    assert app.shown == 3


def test_undo_restores_marks_of_threshold_acceptance(app):
    from hitl_app.services import settings

    app.open((0.3, 0.95))
    app.decide(Key.Key_Right)
    app.query(lambda w: settings.set_setting(w, THRESHOLD, "0.9"))
    app.decide(Key.Key_3)
    app.decide(Key.Key_Backspace)
    marks = app.page.caption.marks(app.flow.current, {2: "Trouser"})
    assert marks == [("auto-accepted: Trouser", "accent"), ("not certified", "warning")]


def test_undo_is_limited_to_own_decisions(app):
    app.open(SURE)
    app.query(lambda w: reviewing.decide(w, 1, Answer.SKIP, "zoe"))
    app.page.refresh({"photos"})
    app.settle()
    assert not app.page.commands.can_undo()


def test_review_page_drops_photos_reviewed_by_another_process(app):
    """Import a decision from a file while the window is open."""
    app.open((0.3, 0.4, 0.5))

    def elsewhere(workspace: Workspace):
        reviewing.decide(workspace, 2, Answer.NOT_A_PHOTO, "file")

    app.query(elsewhere)
    app.page.refresh({"photos"})
    app.until(lambda: [p.photo.id for p in app.flow.ahead] == [3])
    app.decide(Key.Key_Return)
    assert app.shown == 3


# Reverted imports.


def revert_import(app, number):
    """Revert an import, as the job does, and notify the window."""
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


def test_review_page_leaves_photo_of_reverted_import(two_imports):
    app = two_imports
    assert "/wrong" in app.flow.current.photo.path
    revert_import(app, 1)
    app.until(lambda: app.flow.current is not None and "/right" in app.flow.current.photo.path)
    app.settle()
    for _ in range(3):
        app.decide(Qt.Key.Key_Return)
    assert app.query(reviewing.counts).reviewed == 3
    assert app.flow.current is None


def test_decision_is_refused_when_photo_was_reverted(two_imports):
    app = two_imports
    app.query(lambda w: reverting.run(w, Job(lambda _event: None), number=1))
    app.query(lambda w: add_photos(w, [0.3] * 3, folder="/third"))
    # The window has not been notified yet.
    app.press(Qt.Key.Key_Return)
    app.until(lambda: app.flow.current is not None and "/wrong" not in app.flow.current.photo.path)
    assert app.query(reviewing.counts).reviewed == 0
    assert "photo" in app.message.happened


def test_review_page_is_empty_after_last_photo_is_reverted(app):
    app.open([0.4])
    app.settle()
    revert_import(app, 1)
    app.until(lambda: app.flow.current is None)


# Live learning.


def draft_suggests(app, *photo_ids, confidence=0.75):
    """Let a draft suggest the fifth category, and notify the window as its job does."""
    app.query(lambda w: suggest_by_draft(w, 5, photo_ids, confidence=confidence))
    app.window.session.changed.emit({"drafts"})


def test_draft_changes_the_photos_that_follow_but_not_the_one_on_the_screen(app):
    app.open([0.3 + i / 100 for i in range(12)])
    app.settle()
    before = [app.flow.current, *app.flow.ahead]
    draft_suggests(app)
    app.until(lambda: all(one.photo.draft == 1 for one in app.flow.ahead))
    app.page.others_worked()
    app.settle()
    assert app.flow.current == before[0]
    assert [one.photo.id for one in app.flow.ahead] == [one.photo.id for one in before[1:]]
    app.decide(Key.Key_Return)
    decision = app.query(lambda w: reviewing.show_photo(w, before[0].photo.id)).decision
    assert decision.category_id == before[0].photo.suggestion_id, "as it was shown"
    assert (app.flow.current.photo.suggestion_id, app.flow.current.photo.draft) == (5, 1)
    app.decide(Key.Key_Return)
    decision = app.query(lambda w: reviewing.show_photo(w, before[1].photo.id)).decision
    assert decision.category_id == 5, "the draft's, as it was shown"


def test_photos_loaded_after_draft_are_the_first_of_the_queue(app):
    app.open([0.3 + i / 100 for i in range(12)])
    app.settle()
    loaded = [one.photo.id for one in app.flow.ahead]
    draft_suggests(app, 12, confidence=0.1)
    for photo in loaded:
        app.decide(Key.Key_Return)
        assert app.shown == photo
    app.decide(Key.Key_Return)
    assert app.shown == 12


def test_photo_left_undecided_does_not_return_at_once_after_draft(app):
    app.open([0.3 + i / 100 for i in range(9)])
    app.settle()
    seen = []
    for _ in range(8):
        seen.append(app.shown)
        draft_suggests(app, 9, confidence=0.2)
        # Without a loaded photo the key does nothing.
        app.until(lambda: len(app.flow.ahead) > 0)
        app.decide(Key.Key_Right)
    seen.append(app.shown)
    assert sorted(seen) == list(range(1, 10)), "each of them once"
    app.until(lambda: len(app.flow.ahead) > 0)
    app.decide(Key.Key_Right)
    assert app.shown in seen, "they come again after the others"


def test_review_page_still_shows_imported_photos_after_draft(app):
    app.open([0.5, 0.6, 0.7])
    app.settle()
    draft_suggests(app)
    app.query(lambda w: add_photos(w, [0.2], folder="/more"))
    app.page.refresh({"photos", "drafts"})
    app.until(lambda: app.flow.ahead[0].photo.id == 4)


def test_suggestion_names_model_and_draft_in_its_tool_tip(app):
    app.open([0.5, 0.6])
    card = app.page.panel.categories.card
    assert card.toolTip().endswith("\nSuggested by model seed-cnn")
    draft_suggests(app)
    app.page.flow.meanwhile.photos_changed()
    app.until(lambda: app.flow.ahead[0].photo.draft == 1)
    app.decide(Key.Key_Return)
    assert card.toolTip() == "Coat\nSuggested by model seed-cnn with live learning (draft 1)"


def test_photos_that_follow_are_read_once_more_after_a_draft_that_came_meanwhile(app, monkeypatch):
    app.open([0.3 + i / 100 for i in range(12)])
    app.settle()
    asked = []
    real = tasks.show_photos
    monkeypatch.setattr(tasks, "show_photos", lambda *a, **k: asked.append(1) or real(*a, **k))
    for times in (2, 4):
        for _ in range(3):
            app.flow.meanwhile.drafts_changed()
        app.until(lambda times=times: len(asked) >= times)
        app.settle()
        app.qtbot.wait(200)
        assert len(asked) == times, "one query, and one for all that came meanwhile"


def test_skipped_photos_stay_away_after_the_poll_that_follows_the_skip(app):
    app.open((0.3, 0.4))
    app.decide(Key.Key_Return)
    for _ in range(2):
        app.decide(Key.Key_S)
    assert (app.shown, app.page.stage.place) == (None, "skipped")
    app.page.others_worked()
    app.settle()
    assert (app.shown, app.page.stage.place) == (None, "skipped")
    # A decision that is undone at another window makes it the only photo that is not skipped.
    app.query(lambda w: reviewing.undo(w, app.flow.operator, operation=1))
    app.page.others_worked()
    app.until(lambda: app.shown == 1)


# A refresh that comes while no photo can be refreshed.


def test_photo_of_hidden_page_gets_its_first_suggestion(app):
    app.open((0.5, 0.6))
    app.query(lambda w: suggest(w, None))
    app.window.show_page("insights")
    app.page.others_worked()
    # A photo that was shown while the page is hidden is not painted.
    app.until(lambda: app.flow.current.photo.suggestion_id is None)
    app.query(lambda w: suggest(w, 3))
    app.page.refresh({"photos"})
    app.until(lambda: app.flow.current.photo.suggestion_id == 3)
    app.window.show_page("review")
    app.settle()
    app.decide(Key.Key_Return)
    assert app.query(lambda w: reviewing.show_photo(w, 1)).decision.category_id == 3


def test_photo_of_hidden_page_follows_each_later_decision(app):
    app.open((0.5, 0.6))
    app.decide(Key.Key_Return)
    app.flow.reopen(1)
    app.until(lambda: app.shown == 1)
    app.settle()
    app.window.show_page("insights")
    for category in (4, 5):
        app.query(lambda w, c=category: reviewing.decide(w, 1, Answer.CATEGORY, "ann", c))
        app.page.others_worked()
        app.until(lambda c=category: app.flow.current.decision.category_id == c)


def test_photo_of_hidden_page_is_left_when_its_import_is_reverted(app):
    app.open((0.5, 0.6, 0.7))
    app.query(lambda w: suggest(w, None))
    app.window.show_page("insights")
    app.page.others_worked()
    app.until(lambda: app.flow.current.photo.suggestion_id is None)
    revert_import(app, 1)
    app.until(lambda: app.flow.current is None)


def test_photo_taken_before_its_refresh_gets_its_first_suggestion(app):
    app.open((0.5, 0.6, 0.7))
    app.query(lambda w: suggest(w, None))
    app.page.refresh({"photos"})
    app.until(lambda: app.flow.ahead and app.flow.ahead[0].photo.suggestion_id is None)
    app.settle()
    app.query(lambda w: suggest(w, 3))
    app.page.refresh({"photos"})
    app.press(Key.Key_Right)
    assert (app.shown, app.flow.current.photo.suggestion_id) == (2, None)
    app.until(lambda: app.flow.current.photo.suggestion_id == 3)
    assert app.shown == 2


def test_photo_gets_its_first_suggestion_after_a_task_that_changes_nothing(app):
    app.open((0.5, 0.6))
    app.query(lambda w: suggest(w, None))
    app.page.others_worked()
    app.until(lambda: app.flow.current.photo.suggestion_id is None)
    app.settle()
    app.query(lambda w: suggest(w, 3))
    app.flow.meanwhile.reload()
    # Nothing comes before the first photo: it stays, and was not to be changed meanwhile.
    app.flow.show_previous()
    app.until(lambda: app.flow.current.photo.suggestion_id == 3)


class Notice(QObject):
    """Calls a function in the window's thread."""

    given = Signal()


def test_first_photo_that_was_read_before_a_change_is_read_again(app, monkeypatch):
    real, notice, is_told = tasks.review_start, Notice(), Event()

    def start(workspace, **given):
        suggest(workspace, None)
        found = real(workspace, **given)
        suggest(workspace, 3)
        notice.given.emit()
        assert is_told.wait(30)
        return found

    def tell():
        app.page.refresh({"photos"})
        is_told.set()

    notice.given.connect(tell, Qt.ConnectionType.QueuedConnection)
    monkeypatch.setattr(tasks, "review_start", start)
    app.open((0.5, 0.6))
    app.until(lambda: app.flow.current.photo.suggestion_id == 3)

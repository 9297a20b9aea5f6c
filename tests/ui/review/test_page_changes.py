"""Photos and decisions of elsewhere that come to the Review page and leave it."""

import pytest
from PySide6.QtCore import Qt

from hitl_app.domain.settings import THRESHOLD
from hitl_app.jobs.imports import reverting
from hitl_app.jobs.job import Job
from hitl_app.services.review import reviewing
from hitl_app.workspace import Workspace
from tests.helpers.workspaces import add_photos, make_workspace

Key, Mod = Qt.Key, Qt.KeyboardModifier


SURE = (0.9, 0.3, 0.5, 0.7, 0.8, 0.6)  # the queue begins with the second


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

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hitl_app.store.engine.database import Database
from hitl_app.store.engine.sqlite import _SqliteFile
from hitl_app.ui.shell.window import MainWindow
from hitl_app.workspace import Workspace
from tests.helpers.workspace.workspaces import make_workspace

FAKE = Path(__file__).with_name("fake_worker.py")


QUICK = (sys.executable, "-m", "tests.helpers.window.quick_worker")


def fake_worker(play="done"):
    return (sys.executable, "-I", str(FAKE), play)


@pytest.fixture(autouse=True)
def small_model(seed_model):
    """Use the small seed model: these tests hold for any model."""


class Opened:
    """Open window on its own workspace, with the actions that tests need."""

    def __init__(self, qtbot, folder: Path) -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.window: MainWindow | None = None

    def open(self, confidences=(), *, play="done", with_jobs=False, create=True, size=(1280, 800)):
        """Create a workspace with photos of these confidences and open the window on it.

        Without a `play` its jobs are real, in processes that start quickly.
        """
        if create:
            make_workspace(self.folder, list(confidences)).close()
        program = fake_worker(play) if play else QUICK
        self.window = MainWindow(program=program, with_jobs=with_jobs)
        self.window.resize(*size)
        self.window.show()
        self.window.open_workspace(self.folder)
        self.until(self.window.is_settled)
        return self.window

    def close(self):
        if self.window is not None:
            # After a failed test a job may still run, and no operator confirms that it may stop.
            self.window.may_stop_jobs = lambda: True
            self.window.close()
            self.window.deleteLater()
            self.window = None

    @property
    def page(self):
        return self.window.pages["review"]

    @property
    def flow(self):
        return self.page.flow

    @property
    def shown(self):
        """Id of the photo on the screen, None without one."""
        return None if self.flow.current is None else self.flow.current.photo.id

    @property
    def message(self):
        return self.window.messages.message

    def until(self, ready: Callable[[], object], timeout=30_000) -> None:
        """Run the event loop until a condition is true, with a long limit for slow machines."""

        def is_ready() -> bool:
            answer = ready()
            # A method that was not called is always true: the condition would be met at once.
            assert not callable(answer), f"{answer} was not called"
            return bool(answer)

        self.qtbot.waitUntil(is_ready, timeout=timeout)

    def settle(self) -> None:
        """Wait until the photo and the counts are shown."""
        self.until(lambda: not self.flow.is_busy and self.window.is_settled())

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        """Press a key in the focused widget, as a keyboard does."""
        QTest.keyClick(self.window.windowHandle(), key, modifiers)

    def decide(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        """Press a key and wait until another photo, or none, is shown."""
        before = self.flow.current
        self.press(key, modifiers)
        self.until(lambda: self.flow.current is not before)
        self.settle()

    def query(self, question: Callable):
        """Run a function on the workspace, independent of the window."""
        workspace = Workspace.open(self.folder)
        try:
            return question(workspace)
        finally:
            workspace.close()


@pytest.fixture
def app(qtbot, tmp_path):
    app = Opened(qtbot, tmp_path / "shop")
    yield app
    app.close()


@pytest.fixture(autouse=True)
def _no_database_in_the_windows_thread(monkeypatch):
    """Fail a test whose window uses the database in its thread; tests use `Opened.query`."""
    watched_names = (Database, ("read", "write", "close")), (_SqliteFile, ("checkpoint", "pulse"))
    real = {(kind, name): getattr(kind, name) for kind, names in watched_names for name in names}
    here = threading.current_thread()
    guilty = []

    def watched(kind, name):
        def call(database, *args, **kwargs):
            frame = sys._getframe(1)
            while threading.current_thread() is here and frame is not None:
                if "hitl_app/ui/" in frame.f_code.co_filename.replace("\\", "/"):
                    guilty.append(f"{name} from {frame.f_code.co_qualname}")
                frame = frame.f_back
            return real[kind, name](database, *args, **kwargs)

        return call

    for kind, name in real:
        monkeypatch.setattr(kind, name, watched(kind, name))
    yield
    assert guilty == []


@pytest.fixture
def no_questions(monkeypatch):
    """Confirm every modal question; return the list of their titles."""
    asked = []

    def confirm(_parent, title, _text, _yes):
        asked.append(title)
        return True

    monkeypatch.setattr("hitl_app.ui.kit.dialogs.confirm", confirm)
    return asked

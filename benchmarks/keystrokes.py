"""How many keys a photo costs at the window, task by task, beside what other programs document.

The real window, offscreen, on 400 made photos in 100 products, ten categories and four more. A key
with Shift or Ctrl counts as one. Each task is done by keys alone, counted as they are pressed, and
its end is looked up in the database. What other programs need comes from their documentation of
keys; none of them was run.

Usage: python -m benchmarks.keystrokes
"""

import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from benchmarks.figures import Row, report
from benchmarks.grid import prepare
from benchmarks.window import close, opened, until
from hitl_app.domain.settings import PRODUCTS
from hitl_app.jobs import products
from hitl_app.jobs.job import Job
from hitl_app.services import settings
from hitl_app.services.categories import categories
from hitl_app.services.review import reviewing
from hitl_app.ui.commands.category_keys import category_keys
from hitl_app.ui.grid.page import GridPage
from hitl_app.ui.review.page import ReviewPage
from hitl_app.ui.shell.app import make_application
from hitl_app.ui.shell.window import MainWindow
from hitl_app.workspace import Workspace

# By what the programs document: the choice interface of Prodigy with choice_auto_accept (digits, A
# accept, Space ignore, Backspace undo); Label Studio's Choices (a key for each choice, Ctrl+Enter
# submits, Ctrl+Space skips); Geti's annotator (a key that is set for each label, then the key that
# submits); digiKam (T, two letters of the tag, Enter; Page Down to the next photo; selected
# thumbnails are tagged together). A dash: no key for it was found.
RIVALS = {
    "confirm a suggestion": ("1", "1", "1", "–"),
    "another of the first nine categories": ("1", "2", "2", "5"),
    "one of more than ten categories": ("–", "2", "2", "5"),
    "skip": ("1", "1", "–", "1"),
    "take the last decision back": ("1", "–", "–", "–"),
    "four views of one product": ("4", "4", "4", "7"),
    "a group of similar photos": ("1 a photo", "1 a photo", "1 a photo", "4 and those that select"),
}


_PAUSE_MS = 300
"""Before each key: an operator checks the effect of the last one."""


class Fingers:
    """Presses and counts keys."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.pressed = 0

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press one key, with modifiers."""
        self.pressed += 1
        QTest.qWait(_PAUSE_MS)
        until(self._window.is_settled)
        QTest.keyClick(self._window.windowHandle(), key, held)


def prepared(folder: Path) -> None:
    """Photos of a hundred folders, four categories without a digit, products by folder."""
    prepare(folder, 400, 4, folders=100)
    workspace = Workspace.open(folder)
    for name in ("Gloves", "Hat", "Scarf", "Umbrella"):
        categories.add_category(workspace, name)
    settings.set_setting(workspace, PRODUCTS, "folder")
    products.run(workspace, Job(lambda _event: None))
    workspace.close()


class ReviewStatus:
    """The window with its pages, and what is in the database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.window = opened(folder, 1280, 800)
        page = self.window.pages["review"]
        assert isinstance(page, ReviewPage)
        self.page = page

    @property
    def shown(self) -> int:
        """The photo that is shown."""
        assert self.page.flow.current is not None
        return self.page.flow.current.photo.id

    def look(self, work: Callable[[Workspace], int]) -> int:
        """Return what is found in the workspace, opened anew."""
        with closing(Workspace.open(self.folder)) as workspace:
            return work(workspace)

    @property
    def decided(self) -> int:
        """How many photos are decided on the disk."""
        return self.look(lambda workspace: reviewing.counts(workspace).reviewed)

    def keys(self, work: Callable[[Fingers], None], decides: int) -> int:
        """Press keys; return how many, once so many photos more are decided."""
        before, fingers = self.decided, Fingers(self.window)
        work(fingers)
        until(lambda: self.decided == before + decides)
        return fingers.pressed


def choose(window: ReviewStatus, fingers: Fingers) -> None:
    """Choose a category without a digit, by the letter that is shown beside it."""
    rows = window.page.categories.rows
    keys = category_keys([row.category for row in rows])
    place = next(i for i, row in enumerate(rows) if row.category.name == "Scarf")
    fingers.press(Qt.Key[f"Key_{keys[place]}"])


def group(window: ReviewStatus) -> tuple[int, int]:
    """Return the first group of the Grid page: keys and photos."""
    fingers = Fingers(window.window)
    fingers.press(Qt.Key.Key_G)
    page = window.window.pages["grid"]
    assert isinstance(page, GridPage)
    until(page.is_settled)
    photos, before = len(page.items.span(0)), window.decided
    fingers.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    fingers.press(Qt.Key.Key_Return)
    until(lambda: window.decided == before + photos and page.is_settled())
    return fingers.pressed, photos


def main() -> list[Row]:
    """Do every task."""
    application = make_application(dark=False)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "workspace"
        prepared(folder)
        window = ReviewStatus(folder)
        press = Fingers.press
        ours = {
            "confirm a suggestion": window.keys(lambda f: press(f, Qt.Key.Key_Return), 1),
            "another of the first nine categories": window.keys(
                lambda f: press(f, Qt.Key.Key_7), 1
            ),
            "one of more than ten categories": window.keys(lambda f: choose(window, f), 1),
            "skip": window.keys(lambda f: press(f, Qt.Key.Key_S), 0),
            "take the last decision back": window.keys(lambda f: press(f, Qt.Key.Key_Backspace), 0),
            "four views of one product": window.keys(
                lambda f: press(f, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier), 4
            ),
        }
        keys, photos = group(window)
        ours["a group of similar photos"] = keys
        close(window.window)
    del application
    names = ("Prodigy", "Label Studio", "Geti", "digiKam")
    return [
        Row("keys", ours[task], case=task,
            detail=f"{photos} photos" if "group" in task else "",
            peer=", ".join(f"{name} {keys}" for name, keys in zip(names, others, strict=True)))
        for task, others in RIVALS.items()
    ]  # fmt: skip


if __name__ == "__main__":
    report(main())

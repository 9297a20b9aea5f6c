"""The window without a screen, worked by keys."""

import os
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QColor, QImage, QKeySequence, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

if TYPE_CHECKING:
    from hitl_app.ui.grid.page import GridPage
    from hitl_app.ui.review.page import ReviewPage
    from hitl_app.ui.session.session import Session
    from hitl_app.ui.shell.window import MainWindow

_PATIENCE_S = 600
_QUIET_S = 1.5
_POLL_MS = 20
Dialog = TypeVar("Dialog", bound=QDialog)


def use_own_home() -> None:
    """Keep the user's own window state away; call it before Qt starts."""
    home = tempfile.mkdtemp(prefix="second-look-pictures-")
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "APPDATA"):
        os.environ[name] = home
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("HITL_LANGUAGE", "en")


class Scene:
    """A window on a workspace.

    Args:
        size: Of the window, in pixels.
        labels: The right category of each photo, by file name.
    """

    def __init__(
        self, size: tuple[int, int], labels: Mapping[str, str], *, dark: bool = False
    ) -> None:
        from hitl_app.ui.commands import keymap
        from hitl_app.ui.session import recent
        from hitl_app.ui.shell.app import make_application
        from hitl_app.ui.shell.window import MainWindow

        self.application = make_application(dark=dark)
        keymap.load()
        recent.keep(operator="ann", tour=True)
        self.labels = labels
        self.window: MainWindow = MainWindow()
        self.window.resize(*size)
        self.window.show()

    def open(self, folder: Path) -> None:
        """Open a workspace, made if it does not exist."""
        self.window.open_workspace(folder, create=True)
        self.wait("the workspace", lambda: self.session.is_open)
        self.wait("the categories", lambda: self.review.flow.is_started)

    @property
    def session(self) -> "Session":
        """Return the session of the open workspace."""
        if self.window.session is None:
            raise LookupError("no workspace is open")
        return self.window.session

    @property
    def review(self) -> "ReviewPage":
        """Return the Review page."""
        page: ReviewPage = self.window.pages["review"]
        return page

    @property
    def grid(self) -> "GridPage":
        """Return the Grid page."""
        page: GridPage = self.window.pages["grid"]
        return page

    def import_photos(self, folder: Path) -> None:
        """Import a folder, to the end."""
        self.session.import_paths([folder])
        self.wait("the import", lambda: not self.jobs("import"))

    def jobs(self, *names: str) -> list[str]:
        """Return the running and queued jobs, of some names or all."""
        every = [job.name for job in self.session.pool.jobs]
        return [name for name in every if not names or name in names]

    def wait(self, what: str, ready: Callable[[], bool]) -> None:
        """Process events until a condition is true."""
        end = time.monotonic() + _PATIENCE_S
        while not ready():
            if time.monotonic() > end:
                raise TimeoutError(what)
            self.rest(_POLL_MS)

    def rest(self, milliseconds: int) -> None:
        """Process events for a time."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def settle(self) -> None:
        """Wait until no job runs and the page is complete, for a while."""
        quiet = time.monotonic()
        end = quiet + _PATIENCE_S
        while time.monotonic() < quiet + _QUIET_S:
            self.rest(_POLL_MS)
            if self.jobs() or not self.window.is_settled():
                quiet = time.monotonic()
            if quiet > end:
                raise TimeoutError("the window")

    def show(self, page: str) -> None:
        """Show a page, complete."""
        self.window.show_page(page)
        self.settle()

    def dialog(self, kind: type[Dialog]) -> Dialog:
        """Return the open dialog of a kind."""
        found = self.window.findChild(kind)
        if found is None:
            raise LookupError(kind.__name__)
        return found

    def close_dialog(self) -> None:
        """Close the dialog that is open, if there is one."""
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.close()
            self.settle()

    def press(self, keys: str) -> None:
        """Press keys, such as `Ctrl+A`."""
        at = QKeySequence(keys)[0]
        QTest.keyClick(self._focused(), at.key(), at.keyboardModifiers())

    def _focused(self) -> "MainWindow":
        return self.window.focusWidget() or self.window  # type: ignore[return-value]

    def key_of(self, category: str) -> str:
        """Return the key of a category."""
        from hitl_app.ui.commands.category_keys import category_keys

        known = [row.category for row in self.review.categories.rows]
        return dict(zip([one.name for one in known], category_keys(known), strict=True))[category]

    def suggested(self) -> str:
        """Return the suggestion on the screen, "" for a blind photo."""
        photo = self.review.flow.current
        if photo is None or not photo.probabilities:
            return ""
        best = max(photo.probabilities, key=photo.probabilities.__getitem__)
        return self.review.counts.names[best]

    def right(self) -> str:
        """Return the right category of the photo on the screen."""
        photo = self.review.flow.current
        return "" if photo is None else self.labels[Path(photo.photo.path).name]

    def await_photo(self) -> None:
        """Wait until a photo is on the screen and can be decided, or none is left."""
        flow = self.review.flow
        self.wait("a photo", lambda: flow.is_started and (flow.current is None or not flow.is_busy))

    def decide(self, photos: int = 1) -> None:
        """Decide photos, as many as are left: Enter where the suggestion is right."""
        for _ in range(photos):
            self.await_photo()
            before = self.review.flow.current
            if before is None:
                return
            right = self.right()
            self.press("Return" if right == self.suggested() else self.key_of(right))
            self.wait("the decision", lambda: self.review.flow.current is not before)  # noqa: B023
        self.await_photo()

    def certified(self) -> int:
        """Return how many photos are auto-accepted under a certificate."""
        status = self.session.status
        return 0 if status is None else status.certified

    def picture(self) -> QImage:
        """Return a picture of the window, with the dialog that is open in its middle."""
        image = self.window.grab().toImage()
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            part = dialog.grab().toImage()
            painter = QPainter(image)
            painter.fillRect(image.rect(), QColor(0, 0, 0, 60))
            painter.drawImage(image.rect().center() - part.rect().center(), part)
            painter.end()
        return image

    def close(self) -> None:
        """Close the window."""
        self.window.close()
        self.window.deleteLater()
        self.rest(_POLL_MS)

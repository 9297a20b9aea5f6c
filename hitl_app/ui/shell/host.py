"""A window that opens and closes a workspace, and notifies its pages."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hitl_app.domain.errors import KnownError
from hitl_app.ui.kit import dialogs, plain
from hitl_app.ui.session import recent
from hitl_app.ui.shell.frame import Shell
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.saving import TOPIC as SERVER

if TYPE_CHECKING:
    from hitl_app.ui.gateway.beginning import Beginning
    from hitl_app.ui.gateway.tasks import Status
    from hitl_app.ui.session.session import Session

OPERATOR, _PRESENCE = "operator", "presence"

# What the first painting does not need is imported after it, by the methods that use it.


class Host(Shell):
    """A window that can hold a workspace.

    Args:
        program: Command that starts a worker; empty for the default.
        with_jobs: Whether worker processes may be started at all.

    Attributes:
        folder: Its folder, or one that could not be opened.
        error: Why no workspace is open, if one was tried.

    Signals:
        first_shown: The first photo stands on the screen, or the reason why there is none.
        session_began: A workspace is being opened; carries its session.
        session_ended: It was closed.
        leaving: The window is about to close; its pages are still there.
        renewed: Another window took the place of this one; carries it.
    """

    first_shown = Signal()
    session_began = Signal(object)
    session_ended = Signal()
    leaving = Signal()
    renewed = Signal(object)
    make_another: "Callable[[], Host]"
    """Makes a window to take the place of this one."""

    def __init__(self, program: Sequence[str], *, with_jobs: bool) -> None:
        super().__init__()
        self._program, self._with_jobs = tuple(program), with_jobs
        self._import_next: list[Path] = []
        self.session: Session | None = None
        self.folder: Path | None = None
        self.error: Exception | None = None
        self.status.cancel.clicked.connect(self._on_cancel)

    def show_welcome(self, error: Exception | None = None) -> None:
        """Show the welcome page."""
        raise NotImplementedError

    def show_preferences(self) -> None:
        """Open the preferences."""
        raise NotImplementedError

    def show_places(self, parent: QWidget) -> None:
        """Show where the photos are, over another dialog."""
        from hitl_app.ui.shell.places_dialog import PlacesDialog

        session = self.session
        if session is not None and session.is_open:
            dialog = PlacesDialog(parent, session.store)
            dialog.changed.connect(lambda: session.changed.emit({"places"}))
            dialog.open()

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Import files and folders."""
        raise NotImplementedError

    def open_workspace(
        self,
        folder: Path,
        *,
        create: bool = False,
        import_paths: Sequence[Path] = (),
        beginning: "Beginning | None" = None,
    ) -> None:
        """Open a workspace in the place of the one that is open.

        Args:
            folder: Its folder.
            create: Whether it may be made.
            import_paths: What to import as soon as it is open.
            beginning: What a new one begins with.
        """
        from hitl_app.ui.session.session import Session

        self.close_workspace()
        self.folder, self.error = folder, None
        self._import_next = list(import_paths)
        session = Session(
            folder,
            create=create,
            program=self._program,
            with_jobs=self._with_jobs,
            operator=recent.operator(),
            beginning=beginning,
            parent=self,
        )
        self.session = session
        session.opened.connect(self._on_opened)
        session.open_failed.connect(self._on_open_failed)
        session.told.connect(self.messages.tell)
        session.changed.connect(self.refresh)
        session.status_changed.connect(self._on_status)
        session.show_wanted.connect(self._show_wanted)
        session.pool.updated.connect(self._on_jobs_updated)
        session.learning.learned.connect(self.status.show_learning)
        session.server.changed.connect(self._on_server_changed)
        session.presence.changed.connect(self._on_people_changed)
        session.presence.worked.connect(self._on_others_worked)
        self.session_began.emit(session)
        self.setWindowTitle(plain.title(self.tr("{name} – Second Look").format(name=folder.name)))
        self.rail.show()
        # Opened first: tasks of the page are queued behind it.
        session.open()
        self.show_page("review")

    def open_again(self) -> None:
        """Open the workspace that could not be opened, and import what was to be imported."""
        if self.folder is not None:
            self.open_workspace(self.folder, import_paths=self._import_next)

    def _show_wanted(self, wanted: str) -> None:
        key, _, part = wanted.partition("/")
        self.show_page(key)
        if part:
            self.pages[key].show_part(part)

    def close_workspace(self) -> None:
        """Close the open workspace."""
        for page in self.pages.values():
            page.close_threads()
        if self.session is not None:
            self.session.close()
            self.session.deleteLater()
            self.session = None
        self.session_ended.emit()
        self.remove_pages()
        self.status.show_jobs(())
        self.status.show_learning(None)
        self.status.show_people("", "")
        self.status.server.hide()
        for topic in (OPERATOR, _PRESENCE, SERVER):
            self.messages.forget(topic)

    def is_training(self) -> bool:
        """Return True if a retraining is running or queued."""
        return self.session is not None and self.session.pool.find("retrain") is not None

    def may_stop_jobs(self) -> bool:
        """Ask before something is lost; return True if the workspace may be closed."""
        if not self._may_lose_decisions():
            return False
        if not self.is_training():
            return True
        return dialogs.confirm(
            self,
            self.tr("A model is being trained"),
            self.tr("Closing cancels the retraining. Your decisions are kept."),
            self.tr("Stop and close"),
        )

    def _may_lose_decisions(self) -> bool:
        """Ask before decisions are lost that neither server nor disk has."""
        review: Any = self.pages.get("review")
        if self.session is None or not self.session.server.is_away or review is None:
            return True
        unkept = review.flow.pending.unkept
        if not unkept:
            return True
        text = self.tr(
            "{n} decisions are not saved, because the database server does not answer. Closing "
            "loses them.",
            "",
            unkept,
        )
        return dialogs.confirm(
            self,
            self.tr("Decisions are not saved"),
            text.format(n=formats.number(unkept)),
            self.tr("Close without saving"),
        )

    def has_workspace(self) -> bool:
        """Return True if a workspace is open."""
        return self.session is not None and self.session.is_open

    def is_missing(self) -> bool:
        """Return True if the folder holds no workspace, and one can be made of it."""
        return isinstance(self.error, KnownError) and self.error.code == "no-workspace"

    def keep_warm(self) -> None:
        """Have a worker process stand by."""
        if self.session is not None:
            self.session.pool.keep_warm()

    def is_settled(self) -> bool:
        """Return True if the window is settled."""
        page = self.pages.get(self.page_key)
        if self.session is not None and self.session.status is None:
            return False
        return page is not None and page.is_settled()

    def refresh(self, what: set[str]) -> None:
        """Refresh every page; `what` has names such as `photos`."""
        for page in self.pages.values():
            page.refresh(what)

    # What happens.

    def _on_opened(self) -> None:
        # The sample catalogue is not remembered as the last workspace.
        if self.folder is not None and not recent.is_own_sample(self.folder):
            recent.remember(self.folder)
        self._on_jobs_updated()
        if self.session is not None and self._import_next:
            paths, self._import_next = self._import_next, []
            self.import_paths(paths)

    def _on_open_failed(self, error: Exception) -> None:
        self.error = error
        self.close_workspace()
        self.show_welcome(error)

    def _on_status(self, status: "Status") -> None:
        self.status.show_status(status)
        for page in self.pages.values():
            page.show_status(status)

    def _on_jobs_updated(self) -> None:
        if self.session is None:
            return
        self.status.show_jobs(self.session.pool.jobs)
        importing = self.session.pool.find("import") is not None
        for page in self.pages.values():
            page.jobs_updated(importing=importing)

    def _on_server_changed(self) -> None:
        if self.session is not None:
            self.status.server.setVisible(self.session.server.is_away)

    def _on_people_changed(self) -> None:
        if self.session is not None:
            presence = self.session.presence
            self.status.show_people(presence.operator, presence.words())
            if not presence.others:
                self.messages.forget(_PRESENCE)

    def _on_others_worked(self) -> None:
        from hitl_app.ui.review.page import ReviewPage

        for page in self.pages.values():
            if isinstance(page, ReviewPage):
                page.others_worked()
            elif page.key == self.page_key:
                page.refresh({"photos"})

    def _on_cancel(self) -> None:
        if self.session is not None and self.status.job is not None:
            self.session.pool.cancel(self.status.job)

"""The window with a workspace: opens it, makes its pages, does what the menus say."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent

from hitl_app.domain.errors import KnownError
from hitl_app.domain.names import clean_name
from hitl_app.ui.gateway.services import windows
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit import plain
from hitl_app.ui.kit.garbage import GarbageCollector
from hitl_app.ui.session.page import Page
from hitl_app.ui.shell.host import Host
from hitl_app.ui.shell.language_menu import LanguageMenu
from hitl_app.ui.shell.recent_menu import RecentMenu
from hitl_app.ui.shell.touring import Touring

if TYPE_CHECKING:
    from hitl_app.ui.gateway.tasks import Standing
    from hitl_app.ui.jobs.job import Job

_OPERATOR, _PRESENCE = "operator", "presence"

# What the first painting does not need is imported after it, by the methods that use it.


class DeskWindow(Host):
    """The desk.

    Args:
        program: What starts a worker; empty takes the program's own.
        with_jobs: Whether worker processes may be started at all.
    """

    def __init__(self, *, program: Sequence[str] = (), with_jobs: bool = True) -> None:
        super().__init__()
        self._program = tuple(program)
        self._with_jobs = with_jobs
        self._import_next: list[Path] = []
        self.garbage = GarbageCollector(self)
        self.touring = Touring(self)
        self.setWindowTitle(self.tr("Second Look"))
        for key, title, icon in (
            ("review", self.tr("Review"), "review"),
            ("grid", self.tr("Grid"), "grid"),
            ("catalogue", self.tr("Catalogue"), "catalogue"),
            ("imports", self.tr("Imports"), "imports"),
            ("networks", self.tr("Networks"), "networks"),
            ("insights", self.tr("Insights"), "insights"),
        ):
            self.rail.add(key, title, icon)
        self.status.cancel_wanted.connect(self._on_cancel_wanted)
        self.status.operator_wanted.connect(self.choose_operator)
        self._recent = RecentMenu(self.menus, self)
        self._recent.chosen.connect(self.open_recent)
        LanguageMenu(self.menus, self).told.connect(self.messages.tell)
        # Whoever drags waits for an answer, and questions may be asked.
        self.dropped.connect(self.take_drop, Qt.ConnectionType.QueuedConnection)

    # Opening and closing.

    def open_workspace(
        self, folder: Path, *, create: bool = False, import_paths: Sequence[Path] = ()
    ) -> None:
        """Open a workspace in the place of the one that is open.

        Args:
            folder: Its folder.
            create: Whether it may be made.
            import_paths: What to import as soon as it is open.
        """
        from hitl_app.ui.session import recent
        from hitl_app.ui.session.session import DeskSession

        self.close_workspace()
        self.folder, self.error = folder, None
        self._import_next = list(import_paths)
        session = DeskSession(
            folder,
            create=create,
            program=self._program,
            with_jobs=self._with_jobs,
            operator=recent.operator(),
            parent=self,
        )
        self.session = session
        session.opened.connect(self._on_opened)
        session.open_failed.connect(self._on_open_failed)
        session.told.connect(self.messages.tell)
        session.changed.connect(self.refresh)
        session.standing_changed.connect(self._on_standing)
        session.show_wanted.connect(self.show_page)
        session.deed.connect(self.touring.tour.hear)
        session.pool.updated.connect(self._on_jobs_updated)
        session.presence.changed.connect(self._on_people_changed)
        session.presence.worked.connect(self._on_others_worked)
        self.setWindowTitle(plain.title(self.tr("{name} – Second Look").format(name=folder.name)))
        self.rail.show()
        # Opened first: what the page asks for stands in line behind it.
        session.open()
        self.show_page("review")

    def show_welcome(self, error: Exception | None = None) -> None:
        """Show why no workspace is open, and what to do."""
        from hitl_app.ui.session import recent
        from hitl_app.ui.shell.welcome_page import WelcomePage

        self.remove_pages()
        page = WelcomePage(recent.workspaces(), offers_tour=not recent.tour_was_offered())
        page.new_wanted.connect(self.new_workspace)
        page.open_wanted.connect(self.open_recent)
        page.choose_wanted.connect(self.choose_workspace)
        page.import_wanted.connect(self.import_folder)
        page.own_wanted.connect(self.begin_with_own)
        page.tour_wanted.connect(self.touring.open_sample)
        if error is not None:
            page.show_error(error)
        self.add_page(page)
        self.show_page(page.key)
        self.rail.hide()
        self.status.show_standing(None)
        self.first_shown.emit()

    def close_workspace(self) -> None:
        """End what belongs to the open workspace."""
        for page in self.pages.values():
            page.close_threads()
        if self.session is not None:
            self.session.close()
            self.session.deleteLater()
            self.session = None
        self.touring.workspace_closed()
        self.remove_pages()
        self.status.show_jobs(())
        self.status.show_people("", "")
        for topic in (_OPERATOR, _PRESENCE):
            self.messages.forget(topic)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End jobs and threads; ask before a retraining is lost."""
        if not self.may_stop_jobs():
            event.ignore()
            return
        self.leaving.emit()
        # Out of sight first: what has to end may take a moment.
        self.hide()
        self.close_workspace()
        self.garbage.stop()
        event.accept()

    def may_stop_jobs(self) -> bool:
        """Ask before a retraining is lost; report whether the workspace may be closed."""
        from hitl_app.ui.kit import dialogs

        if not self.is_training():
            return True
        return dialogs.confirm(
            self,
            self.tr("A network is being trained"),
            self.tr("Closing cancels the retraining. Everything that you decided is kept."),
            self.tr("Cancel it and close"),
        )

    def make_page(self, key: str) -> Page | None:
        """Make a page of the open workspace."""
        from hitl_app.ui.shell.pages import make_page

        return None if self.session is None else make_page(self, self.session, key)

    def look_again(self, photo_id: int) -> None:
        """Show a photo on the Review page, to decide it again."""
        from hitl_app.ui.review.page import ReviewPage

        self.show_review()
        page = self.pages.get("review")
        if isinstance(page, ReviewPage):
            page.flow.reopen(photo_id)

    def keep_warm(self) -> None:
        """Have a worker process stand by."""
        if self.session is not None:
            self.session.keep_warm()

    def is_settled(self) -> bool:
        """Return true if everything that the window has to show is shown."""
        page = self.pages.get(self.page_key)
        if self.session is not None and self.session.standing is None:
            return False
        return page is not None and page.is_settled()

    # What happens.

    def _on_opened(self) -> None:
        if self.folder is not None:
            from hitl_app.ui.session import recent

            # What was opened to learn on is not what somebody works on.
            if not recent.is_own_sample(self.folder):
                recent.remember(self.folder)
        self._on_jobs_updated()
        if self.session is not None and self._import_next:
            self.session.import_paths(self._import_next)
            self._import_next = []

    def _on_open_failed(self, error: Exception) -> None:
        self.error = error
        self.close_workspace()
        self.show_welcome(error)

    def refresh(self, what: set[str]) -> None:
        """Have every page look again at what changed; `what` has names such as `photos`."""
        for page in self.pages.values():
            page.refresh(what)

    def _on_standing(self, standing: "Standing") -> None:
        self.status.show_standing(standing)
        for page in self.pages.values():
            page.show_standing(standing)

    def _on_jobs_updated(self) -> None:
        if self.session is None:
            return
        self.status.show_jobs(self.session.pool.jobs)
        importing = self.session.pool.find("import") is not None
        for page in self.pages.values():
            page.jobs_updated(importing=importing)

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

    def _on_cancel_wanted(self, job: "Job") -> None:
        if self.session is not None:
            self.session.pool.cancel(job)

    # What commands ask: see `commands.COMMANDS`.

    def has_workspace(self) -> bool:
        """Return true if there is a workspace to work in."""
        return self.session is not None and self.session.is_open

    def can_import(self) -> bool:
        """Return true if there is a workspace, or a folder that an import can make one of."""
        return self.has_workspace() or self._is_missing()

    def _is_missing(self) -> bool:
        return isinstance(self.error, KnownError) and self.error.code == "no-workspace"

    def can_take_drop(self) -> bool:
        """Return true if something can be made of what is dropped."""
        return self.has_workspace() or self.session is None

    def drop_words(self) -> str:
        """Describe what becomes of what is dropped."""
        if self.can_import():
            return super().drop_words()
        return self.tr("Drop a workspace to open it, or photos to begin one")

    def take_drop(self, paths: Sequence[Path]) -> None:
        """Import what was dropped; without a workspace open that one, or begin one."""
        from hitl_app.ui.kit import dialogs
        from hitl_app.ui.session import recent

        if self.has_workspace():
            self.import_paths(paths)
        elif len(paths) == 1 and recent.is_there(paths[0]):
            self.open_workspace(paths[0])
        elif self._is_missing():
            self.import_paths(paths)
        else:
            folder = dialogs.choose_folder(self, self.tr("A folder for the new workspace"))
            if folder is not None:
                self.open_workspace(folder, create=True, import_paths=paths)

    def can_retrain(self) -> bool:
        """Return true if a retraining could start."""
        return self.has_workspace() and not self.is_training()

    def is_training(self) -> bool:
        """Return true if a retraining runs or waits."""
        return self.session is not None and self.session.pool.find("retrain") is not None

    def can_roll_back(self) -> bool:
        """Return true if there is a version to go back to."""
        standing = None if self.session is None else self.session.standing
        return standing is not None and standing.rollback is not None

    # What commands do.

    def import_folder(self) -> None:
        """Ask for a folder and import it."""
        from hitl_app.ui.kit import dialogs

        folder = dialogs.choose_folder(self, self.tr("Import a folder of photos"))
        if folder is not None:
            self.import_paths([folder])

    def watch_folder(self) -> None:
        """Ask for a folder whose new photos are to come in by themselves, and show it."""
        from hitl_app.ui.kit import dialogs

        folder = dialogs.choose_folder(self, self.tr("Watch a folder for new photos"))
        if folder is not None and self.session is not None:
            self.session.watch_folder(folder)
            self.show_imports()

    def import_files(self) -> None:
        """Ask for photos or ZIP files and import them."""
        from hitl_app.ui.kit import dialogs

        files = dialogs.choose_photos(self)
        if files:
            self.import_paths(files)

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Import files and folders; make the workspace if the folder has none yet."""
        if self.session is not None and self.session.is_open:
            self.session.import_paths(paths)
        elif self._is_missing() and self.folder is not None:
            self.open_workspace(self.folder, create=True, import_paths=paths)

    def new_workspace(self) -> None:
        """Ask for a folder and make a workspace of it, or open the one that is there."""
        from hitl_app.ui.kit import dialogs

        folder = dialogs.choose_folder(self, self.tr("A folder for the new workspace"))
        if folder is not None and self.may_stop_jobs():
            self.open_workspace(folder, create=True)

    def open_recent(self, folder: Path) -> None:
        """Open a workspace that was opened before."""
        if self.may_stop_jobs():
            self.open_workspace(folder)

    def choose_operator(self) -> None:
        """Ask who is at the desk."""
        if self.session is not None:
            self.session.store.submit(Lane.READS, windows.known_operators, self._on_operators)

    def _on_operators(self, known: tuple[str, ...]) -> None:
        from hitl_app.ui.shell.operator_dialog import OperatorDialog

        if self.session is not None:
            dialog = OperatorDialog(self, self.session.presence.operator, known)
            dialog.named.connect(self.set_operator)
            dialog.open()

    def set_operator(self, name: str) -> None:
        """Let somebody else go on at this desk."""
        if self.session is not None:
            # Not here: what is wrong with a name is told as any other failure of a task.
            self.session.store.submit(Lane.READS, lambda _: clean_name(name), self._on_operator)

    def _on_operator(self, name: str) -> None:
        from hitl_app.ui.review.page import ReviewPage
        from hitl_app.ui.session import recent

        if self.session is None:
            return
        recent.remember_operator(name)
        self.messages.forget(_OPERATOR)
        if name == self.session.presence.operator:
            return
        self.session.presence.switch(name)
        page = self.pages.get("review")
        if isinstance(page, ReviewPage):
            page.flow.switch(name)

    def ask_operator(self) -> None:
        """Ask once who is at the desk: until that is said, it is who is logged in."""
        from hitl_app.ui.review.page import ReviewPage
        from hitl_app.ui.session import recent
        from hitl_app.ui.wording.messages import Message

        page = self.pages.get("review")
        if not isinstance(page, ReviewPage) or not page.flow.operator or recent.operator():
            return
        name = page.flow.operator
        yes = self.tr("Yes, {name}").format(name=name)
        actions = (
            (yes, partial(self.set_operator, name)),
            (self.tr("Another name…"), self.choose_operator),
        )
        self.messages.tell(
            Message(
                self.tr("Who is at the desk?"),
                self.tr("Each decision carries the name {name}.").format(name=name),
                actions=actions,
                topic=_OPERATOR,
                waits=True,
            )
        )

    def choose_workspace(self) -> None:
        """Ask for a folder and open it."""
        from hitl_app.ui.kit import dialogs

        folder = dialogs.choose_folder(self, self.tr("Open a workspace"), self.folder)
        if folder is not None and self.may_stop_jobs():
            self.open_workspace(folder)

    def export(self) -> None:
        """Ask what to export, as what and where to."""
        from hitl_app.ui.shell.export_dialog import ExportDialog

        if self.session is not None:
            dialog = ExportDialog(self, self.session.folder.name, Path.home())
            dialog.wanted.connect(self.session.export)
            dialog.open()

    def back_up(self) -> None:
        """Ask for a file and back up to it."""
        from hitl_app.ui.kit import dialogs

        name = f"{self.folder.name if self.folder else 'workspace'}-backup.zip"
        file = dialogs.choose_target(self, self.tr("Back up"), name, self.tr("ZIP (*.zip)"))
        if file is not None and self.session is not None:
            self.session.back_up(file)

    def retrain(self) -> None:
        """Start a retraining and show it."""
        if self.session is not None:
            self.session.retrain()
            self._show_networks("show_training")

    def evaluate(self) -> None:
        """Measure the active version on the reference photos, and show it."""
        if self.session is not None:
            self.session.evaluate()
            self._show_networks("show_versions")

    def compare_versions(self) -> None:
        """Show where two versions are chosen to be compared."""
        self._show_networks("show_comparing")

    def activate_version(self) -> None:
        """Show the versions to choose from."""
        self._show_networks("show_versions")

    def show_schedule(self) -> None:
        """Show when a retraining pays, and whether it begins by itself."""
        self._show_networks("show_schedule")

    def _show_networks(self, what: str) -> None:
        """Show a part of the Networks page; `what` is a method of it."""
        self._show_if_open("networks")
        page = self.pages.get("networks")
        if page is not None:
            getattr(page, what)()

    def cancel_training(self) -> None:
        """Cancel the retraining."""
        if self.session is not None:
            self.session.cancel("retrain")

    def roll_back(self) -> None:
        """Bring the version before back."""
        if self.session is not None:
            self.session.roll_back()

    def earn_acceptance(self) -> None:
        """Show what an inspection would take and bring."""
        from hitl_app.ui.insights.page import InsightsPage

        self._show_if_open("insights")
        page = self.pages.get("insights")
        if isinstance(page, InsightsPage):
            page.show_top()

    def show_insights(self) -> None:
        """Show the Insights page."""
        self._show_if_open("insights")

    def show_review(self) -> None:
        """Show the Review page."""
        self._show_if_open("review")

    def show_grid(self) -> None:
        """Show the Grid page."""
        self._show_if_open("grid")

    def show_catalogue(self) -> None:
        """Show the Catalogue page."""
        self._show_if_open("catalogue")

    def show_corrected(self, suggested_id: int, said_id: int) -> None:
        """List the photos that were suggested as one category and said to be another."""
        from hitl_app.ui.catalogue.page import CataloguePage

        self._show_if_open("catalogue")
        page = self.pages.get("catalogue")
        if isinstance(page, CataloguePage):
            page.show_corrected(suggested_id, said_id)

    def show_product(self, product: str) -> None:
        """List the views of a product."""
        from hitl_app.ui.catalogue.page import CataloguePage

        self._show_if_open("catalogue")
        page = self.pages.get("catalogue")
        if isinstance(page, CataloguePage):
            page.list_product(product)

    def show_categories(self) -> None:
        """Show the Categories page."""
        self._show_if_open("categories")

    def begin_with_own(self) -> None:
        """Make the workspace that is missing, to choose its categories before anything comes."""
        if self._is_missing() and self.folder is not None:
            self.open_workspace(self.folder, create=True)
            self.show_categories()

    def show_imports(self) -> None:
        """Show the Imports page."""
        self._show_if_open("imports")

    def show_networks(self) -> None:
        """Show the Networks page."""
        self._show_if_open("networks")

    def _show_if_open(self, key: str) -> None:
        if self.session is not None:
            self.show_page(key)

    def quit(self) -> None:
        """Close the window."""
        self.close()

    def begin_tour(self) -> None:
        """Begin the tour on the sample catalogue."""
        self.touring.want()

    def show_guide(self) -> None:
        """Open the guide."""
        from hitl_app.ui.help.guide_window import show_guide

        show_guide(self)

    def copy_diagnostics(self) -> None:
        """Copy what a report of a problem should carry."""
        from hitl_app.ui.shell.diagnostics import copy_diagnostics

        copy_diagnostics(self)

    def about(self) -> None:
        """Show what this program is, and of what."""
        from hitl_app.ui.help.about_dialog import AboutDialog

        dialog = AboutDialog(self)
        dialog.diagnostics_wanted.connect(self.copy_diagnostics)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

"""Commands of the window; `commands.table` refers to the methods."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from hitl_app.ui.gateway.services import reviewing
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit import dialogs
from hitl_app.ui.session import recent
from hitl_app.ui.session.page import Page
from hitl_app.ui.shell.host import Host
from hitl_app.ui.shell.operators import Operators
from hitl_app.ui.shell.restoring import Restoring
from hitl_app.ui.shell.touring import Touring
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.domain.photos import Counts
    from hitl_app.ui.catalogue.page import CataloguePage
    from hitl_app.ui.models.page import ModelsPage
    from hitl_app.ui.session.session import Session
    from hitl_app.ui.shell.export_dialog import ExportDialog

# What the first painting does not need is imported after it, by the methods that use it.


class WindowCommands(QObject):
    """Commands on the workspace."""

    def __init__(
        self, window: Host, operators: Operators, touring: Touring, restoring: Restoring
    ) -> None:
        super().__init__(window)
        self._window = window
        # Signals of the parts.
        self.choose_operator, self.begin_tour = operators.choose, touring.want
        self.restore = restoring.ask
        self.toggle_keys, self.change_keys = window.toggle_keys, window.change_keys
        self.toggle_full_screen = window.toggle_full_screen
        self.has_workspace, self.is_training = window.has_workspace, window.is_training
        self.quit, self.show_preferences = window.close, window.show_preferences
        self.show_review = partial(self.show, "review")
        self.show_grid = partial(self.show, "grid")
        self.show_catalogue = partial(self.show, "catalogue")
        self.show_imports = partial(self.show, "imports")
        self.show_models = partial(self.show, "models")
        self.show_insights = partial(self.show, "insights")
        self.show_categories = partial(self.show, "categories")

    # State queries of commands.

    def can_import(self) -> bool:
        """Return True if there is a workspace, or a folder that an import can make one of."""
        return self._window.has_workspace() or self._window.is_missing()

    def can_retrain(self) -> bool:
        """Return True if a retraining could start."""
        return self._window.has_workspace() and not self._window.is_training()

    def can_roll_back(self) -> bool:
        """Return True if there is a version to roll back to."""
        session = self._window.session
        status = None if session is None else session.status
        return status is not None and status.rollback is not None

    # Pages.

    def show(self, key: str) -> Page | None:
        """Show a page of the open workspace; return it, if there is one."""
        if self._window.session is not None:
            self._window.show_page(key)
        return self._window.pages.get(key)

    def reload(self, photo_id: int) -> None:
        """Show a photo on the Review page, to decide it again."""
        from hitl_app.ui.review.page import ReviewPage

        page = self.show("review")
        if isinstance(page, ReviewPage):
            page.flow.reopen(photo_id)

    def _catalogue(self) -> "CataloguePage | None":
        from hitl_app.ui.catalogue.page import CataloguePage

        page = self.show("catalogue")
        return page if isinstance(page, CataloguePage) else None

    def show_corrected(self, suggested_id: int, said_id: int) -> None:
        """List the photos that were corrected from one category to another."""
        if (page := self._catalogue()) is not None:
            page.show_corrected(suggested_id, said_id)

    def show_product(self, product: str) -> None:
        """List the views of a product."""
        if (page := self._catalogue()) is not None:
            page.list_product(product)

    def find_duplicates(self) -> None:
        """Find near-duplicates, and list them on the Catalogue page."""
        if (page := self._catalogue()) is not None:
            page.find_duplicates()

    def earn_acceptance(self) -> None:
        """Show the proposal of an inspection."""
        from hitl_app.ui.insights.page import InsightsPage

        page = self.show("insights")
        if isinstance(page, InsightsPage):
            page.show_top()

    def audit_labels(self) -> None:
        """Open the dialog for audits of imported labels."""
        from hitl_app.ui.imports.audit_dialog import AuditDialog

        session = self._window.session
        if session is not None:
            dialog = AuditDialog(self._window, session.store, session.presence.operator)
            dialog.wanted.connect(partial(session.pool.start_once, "inspect"))
            dialog.open()

    def review_again(self, photo_ids: Sequence[int]) -> None:
        """Show photos on the Review page, one after the other, to decide them again."""
        from hitl_app.ui.review.page import ReviewPage

        page = self.show("review")
        if isinstance(page, ReviewPage):
            page.flow.again.want(photo_ids)

    def _models(self) -> "ModelsPage | None":
        from hitl_app.ui.models.page import ModelsPage

        page = self.show("models")
        return page if isinstance(page, ModelsPage) else None

    def compare_versions(self) -> None:
        """Show the selection of two versions to compare."""
        if (page := self._models()) is not None:
            page.show_comparing()

    def activate_version(self) -> None:
        """Show the versions to choose from."""
        if (page := self._models()) is not None:
            page.show_versions()

    def export_model(self) -> None:
        """Open the dialog for the export of a model."""
        if (page := self._models()) is not None:
            page.export_model()

    def show_schedule(self) -> None:
        """Show the retraining schedule."""
        if (page := self._models()) is not None:
            page.show_schedule()

    # Jobs.

    def retrain(self) -> None:
        """Show what a retraining takes and brings, and its button, or the running one."""
        if self._window.session is not None:
            self._window.session.deed.emit("saw-retraining")
        if (page := self._models()) is not None:
            page.show_training()

    def evaluate(self) -> None:
        """Measure the active version on the validation photos, and show it."""
        if self._window.session is not None:
            self._window.session.pool.start_once("evaluate")
        self.activate_version()

    def cancel_training(self) -> None:
        """Cancel the retraining."""
        if self._window.session is not None:
            self._window.session.pool.cancel_named("retrain")

    def roll_back(self) -> None:
        """Roll back to the previous version."""
        if self._window.session is not None:
            self._window.session.pool.start("rollback")

    def export(self) -> None:
        """Open the export dialog."""
        from hitl_app.ui.shell.export_dialog import ExportDialog

        session = self._window.session
        if session is not None:
            dialog = ExportDialog(self._window, session.folder.name, Path.home())
            dialog.wanted.connect(partial(session.pool.start, "export"))
            done = partial(_show_counts, dialog)
            session.store.submit(Lane.READS, reviewing.counts, done)
            dialog.open()

    def back_up(self) -> None:
        """Ask for a file and back up to it."""
        folder, session = self._window.folder, self._window.session
        name = f"{folder.name if folder else 'workspace'}-backup.zip"
        title, kinds = self.tr("Back up"), self.tr("ZIP (*.zip)")
        file = dialogs.choose_target(self._window, title, name, kinds)
        if file is not None and session is not None:
            session.pool.start("backup", {"file": os.fsdecode(file)})

    # Imports.

    def import_folder(self) -> None:
        """Ask for a folder and import it."""
        folder = dialogs.choose_folder(self._window, self.tr("Import a folder of photos"))
        if folder is not None:
            self.import_paths([folder])

    def watch_folder(self) -> None:
        """Ask for a folder to watch, and show it."""
        folder = dialogs.choose_folder(self._window, self.tr("Watch a folder for new photos"))
        if folder is not None and self._window.session is not None:
            self._window.session.watch.add(folder)
            self.show("imports")

    def import_files(self) -> None:
        """Ask for photos or ZIP files and import them."""
        files = dialogs.choose_photos(self._window)
        if files:
            self.import_paths(files)

    def import_labels(self) -> None:
        """Open the dialog for labels."""
        from hitl_app.ui.imports.labels_dialog import LabelsDialog

        session = self._window.session
        if session is not None:
            dialog = LabelsDialog(self._window, session.store, session.presence.operator)
            dialog.wanted.connect(partial(session.pool.start, "import-labels"))
            dialog.open()

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Import files and folders; make the workspace if the folder has none yet."""
        window = self._window
        if window.session is not None and window.session.is_open:
            from hitl_app.services.feeds.formats import is_feed

            feeds = [path for path in paths if is_feed(path)]
            others = [path for path in paths if path not in feeds]
            if others:
                window.session.import_paths(others)
            for feed in feeds:
                self._ask_feed(window.session, feed)
        elif window.is_missing() and window.folder is not None:
            window.open_workspace(window.folder, create=True, import_paths=paths)

    def _ask_feed(self, session: "Session", feed: Path) -> None:
        """Ask before the servers of a product feed are contacted."""
        from hitl_app.ui.imports.feed_dialog import FeedDialog

        dialog = FeedDialog(self._window, session.store, feed)
        dialog.wanted.connect(partial(session.pool.start, "import"))
        dialog.open()

    def take_drop(self, paths: Sequence[Path]) -> None:
        """Import dropped files; without a workspace, open or create one."""
        if self.has_workspace():
            self.import_paths(paths)
        elif len(paths) == 1 and recent.is_there(paths[0]):
            self._window.open_workspace(paths[0])
        elif self._window.is_missing():
            self.import_paths(paths)
        else:
            self._ask_new(paths)

    # Workspaces.

    def new_workspace(self) -> None:
        """Ask for photos, place and categories of a new workspace, and make it."""
        self._ask_new()

    def _ask_new(
        self, paths: Sequence[Path] = (), place: Path | None = None, note: str = ""
    ) -> None:
        from hitl_app.ui.shell.new_workspace.asking import ask

        ask(self._window, paths, place, note)

    def new_workspace_here(self) -> None:
        """Ask the same for the folder in which a workspace is missing."""
        if self._window.is_missing():
            self._ask_new(place=self._window.folder)

    def open_recent(self, folder: Path) -> None:
        """Open a workspace that was opened before."""
        if self._window.may_stop_jobs():
            self._window.open_workspace(folder)

    def choose_workspace(self) -> None:
        """Ask for a folder and open it; offer to import a folder that is no workspace."""
        window = self._window
        folder = dialogs.choose_folder(window, self.tr("Open a workspace"), window.folder)
        if folder is None:
            return
        if recent.is_there(folder):
            self.open_recent(folder)
            return
        note = self.tr("{name} is not a workspace. Import its photos into a new workspace?")
        self._ask_new([folder], note=note.format(name=formats.own(folder.name)))

    # Help.

    def show_guide(self) -> None:
        """Open the guide."""
        from hitl_app.ui.help.guide_window import show_guide

        show_guide(self._window)

    def copy_diagnostics(self) -> None:
        """Copy diagnostics for a bug report."""
        from hitl_app.ui.shell.diagnostics import copy_diagnostics

        copy_diagnostics(self._window)

    def about(self) -> None:
        """Show the About dialog."""
        from hitl_app.ui.help.about_dialog import AboutDialog

        dialog = AboutDialog(self._window)
        dialog.copy.clicked.connect(self.copy_diagnostics)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _show_counts(dialog: "ExportDialog", counts: "Counts") -> None:
    # It may have been closed before the photos were counted.
    if isValid(dialog):
        dialog.show_counts(counts)

"""Commands of the Catalogue page; `commands.table` refers to the methods."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from hitl_app.ui.catalogue.detail import CatalogueDetail
from hitl_app.ui.catalogue.filters import CatalogueFilters
from hitl_app.ui.catalogue.search import CatalogueSearch
from hitl_app.ui.catalogue.view import CatalogueView
from hitl_app.ui.gateway import catalogue_tasks
from hitl_app.ui.gateway.long_work import LongWork
from hitl_app.ui.gateway.services import changing, reviewing
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit import dialogs
from hitl_app.ui.session.session import Session
from hitl_app.ui.wording import formats, messages
from hitl_app.ui.wording.copying import path_and_sku

if TYPE_CHECKING:
    from hitl_app.services.review.changing import Changed
    from hitl_app.services.review.reviewing import Undone
    from hitl_app.workspace import Workspace

T = TypeVar("T")


class CatalogueCommands(QObject):
    """Commands on the current photo or the selection.

    Signals:
        open_wanted: A photo is to be shown on the Review page; carries its number.
        changed: Decisions were recorded or undone here.
    """

    open_wanted = Signal(int)
    changed = Signal()

    def __init__(
        self,
        session: Session,
        search: CatalogueSearch,
        filters: CatalogueFilters,
        view: CatalogueView,
        detail: CatalogueDetail,
    ) -> None:
        super().__init__(search)
        self._session, self._search = session, search
        self._filters, self._view, self._detail = filters, view, detail
        self._words = ""
        self.work = LongWork(session.store, self)
        self.work.progressed.connect(lambda *n: detail.show_work(self._words, *n))
        self.work.ended.connect(self._on_ended)
        detail.working.cancel.clicked.connect(self.work.cancel)
        detail.category_wanted.connect(self._change_to)
        # Signals of the parts.
        self.toggle, self.choose_on = view.toggle, view.selectAll

    # State queries of commands.

    def has_photo(self) -> bool:
        """Return True if there is a current photo."""
        return self._view.current_id() is not None

    def has_product(self) -> bool:
        """Return True if the current photo has a product, or only one product is listed."""
        shown = self._view.current_row()
        of_one = shown is not None and bool(shown.listed.photo.product)
        return of_one or bool(self._filters.listing.product)

    def has_selection(self) -> bool:
        """Return True if photos are selected and no work on them is running."""
        return not self.work.is_running and self._view.selected_count() > 0

    def _undoable(self) -> int:
        return 0 if self._search.opened is None else self._search.opened.undo

    def can_undo(self) -> bool:
        """Return True if the operator can undo."""
        return not self.work.is_running and self._undoable() > 0

    def undo_words(self) -> str:
        """Return the text of the undo action."""
        count = self._undoable()
        if count < 2:
            return self.tr("Undo")
        return self.tr("Undo {n} decisions", "", count).format(n=formats.number(count))

    # Actions of commands.

    def open_current(self) -> None:
        """Show the current photo on the Review page."""
        photo_id = self._view.current_id()
        if photo_id is not None:
            self.open_wanted.emit(photo_id)

    def find_text(self) -> None:
        """Ask for text in the path."""
        self._filters.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filters.text.selectAll()

    def show_product(self) -> None:
        """Filter by the current photo's product, or remove that filter."""
        shown = self._view.current_row()
        if self._filters.listing.product or shown is None:
            self._filters.product.setCurrentIndex(0)
        elif shown.listed.photo.product:
            self._filters.add_product(shown.listed.photo.product)

    def copy_path(self) -> None:
        """Copy the current photo's path and SKU."""
        shown = self._view.current_row()
        if shown is not None:
            photo = shown.listed.photo
            QGuiApplication.clipboard().setText(path_and_sku(photo.path, photo.product))

    def show_in_folder(self) -> None:
        """Open the folder of the current photo."""
        shown = self._view.current_row()
        if shown is not None:
            # On a lane of its own: the disk may not answer.
            work = partial(catalogue_tasks.folder_of, path=shown.listed.photo.path)
            store = self._session.store
            store.submit(Lane.FOLDERS, work, _open_folder, self._session.tell_error)

    def choose_category(self) -> None:
        """Open the list of categories for the selection."""
        self._detail.category.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._detail.category.showPopup()

    def export_chosen(self) -> None:
        """Ask for a file and export the selection to it."""
        if not self.has_selection():
            return
        kinds = self.tr("Table (*.csv);;JSON (*.json)")
        parent = self._view.window()
        title = self.tr("Export selection")
        file = dialogs.choose_target(parent, title, "selection.csv", kinds)
        if file is None:
            return

        def done(count: int) -> None:
            text = self.tr("{n} photos were exported to {file}.", "", count)
            self._tell_done(text.format(n=formats.number(count), file=file))

        ids = self._view.selected_ids()
        words = self.tr("Exporting {n} photos…", "", len(ids))
        work = partial(catalogue_tasks.export, file=file, photo_ids=ids, report=self.work.report)
        self._run(words.format(n=formats.number(len(ids))), work, done)

    def reopen(self) -> None:
        """Mark the selected photos as unreviewed."""
        if self.has_selection():
            words = self.tr("Marking {n} photos as unreviewed…", "", self._view.selected_count())
            self._change(changing.reopen, words)

    def _change_to(self, category_id: int) -> None:
        if category_id and self.has_selection():
            words = self.tr("Changing {n} photos…", "", self._view.selected_count())
            self._change(partial(changing.recategorise, category_id=category_id), words)
        self._view.setFocus()

    def _change(self, what: "Callable[..., Changed]", words: str) -> None:
        ids = self._view.selected_ids()
        work = partial(what, photo_ids=ids, operator=self._search.operator, report=self.work.report)
        self._run(words.format(n=formats.number(len(ids))), work, self._on_changed)

    def undo(self) -> None:
        """Undo the last operation."""
        if self.can_undo():
            operator, report = self._search.operator, self.work.report
            work = partial(reviewing.undo, operator=operator, report=report)
            self._run(self.tr("Undoing the last action…"), work, self._on_undone)

    def _run(
        self, words: str, work: "Callable[[Workspace], T]", on_done: Callable[[T], None]
    ) -> None:
        self._words = words
        self.work.run(work, on_done, self._session.tell_error)
        self._detail.show_work(words)

    def _on_ended(self) -> None:
        self._detail.show_work("")
        self.changed.emit()

    def _on_changed(self, changed: "Changed") -> None:
        text = self.tr("{n} photos were changed.", "", changed.changed)
        remedy = ""
        if changed.blind:
            left = self.tr(
                "{n} were not changed: review them one by one, without suggestions.",
                "",
                changed.blind,
            )
            remedy = left.format(n=formats.number(changed.blind))
        self._tell_done(text.format(n=formats.number(changed.changed)), remedy)

    def _on_undone(self, undone: "Undone") -> None:
        text = self.tr("The change of {n} photos was undone.", "", undone.changed)
        self._tell_done(text.format(n=formats.number(undone.changed)))

    def _tell_done(self, text: str, remedy: str = "") -> None:
        self._session.told.emit(messages.Message(text, remedy, tone="good", topic="catalogue"))


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

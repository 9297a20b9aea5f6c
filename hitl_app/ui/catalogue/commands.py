"""Commands of the Catalogue page; `commands.table` refers to the methods."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from hitl_app.domain.photos import PhotoState
from hitl_app.ui.catalogue.detail import CatalogueDetail
from hitl_app.ui.catalogue.filters import CatalogueFilters
from hitl_app.ui.catalogue.search import CatalogueSearch
from hitl_app.ui.catalogue.view import CatalogueView
from hitl_app.ui.gateway import catalogue_tasks
from hitl_app.ui.gateway.long_work import LongWork
from hitl_app.ui.gateway.services import changing, reviewing
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit import dialogs
from hitl_app.ui.kit.folders import open_folder, written
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
        left: The operator returns to single photos.
        open_wanted: A photo is to be shown on the Review page; carries its number.
        changed: Decisions were recorded or undone here.
    """

    left = Signal()
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
        self.toggle, self.choose_group = view.toggle, view.choose_group
        self.choose_visible, self.leave = view.choose_visible, self.left.emit

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

    def can_reopen(self) -> bool:
        """Return True if photos are selected, unless it is a single one that is unreviewed."""
        alone = self._view.selected_alone()
        is_unreviewed = alone is not None and alone.listed.photo.state is PhotoState.TO_REVIEW
        return self.has_selection() and not is_unreviewed

    def has_group(self) -> bool:
        """Return True if the current photo is shown with its near-duplicates."""
        return not self.work.is_running and len(self._view.group_ids()) > 1

    def can_label_alike(self) -> bool:
        """Return True if the current photo has a label or suggestion for its group."""
        return self.has_group() and self._category() is not None

    def _category(self) -> int | None:
        shown = self._view.current_row()
        return None if shown is None else shown.listed.category_id

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

    def choose_all(self) -> None:
        """Select all listed photos, after a question that names their number."""
        if dialogs.confirm_selection(self._view, self._view.listed_count()):
            self._view.selectAll()

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
            photo = shown.listed.photo
            work = partial(catalogue_tasks.folder_of, photo_id=photo.id, path=photo.path)
            store = self._session.store
            store.submit(Lane.FOLDERS, work, open_folder, self._session.tell_error)

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
            told = written(text.format(n=formats.number(count), file=file), file, "catalogue")
            self._session.told.emit(told)

        ids = self._view.selected_ids()
        words = self.tr("Exporting {n} photos…", "", len(ids))
        work = partial(catalogue_tasks.export, file=file, photo_ids=ids, report=self.work.report)
        self._run(words.format(n=formats.number(len(ids))), work, done)

    def reopen(self) -> None:
        """Mark the selected photos as unreviewed."""
        if self.has_selection():
            words = self.tr("Marking {n} photos as unreviewed…", "", self._view.selected_count())
            self._change(changing.reopen, words)

    def label_alike(self) -> None:
        """Decide the current photo's group as its label, or as its suggestion."""
        category_id = self._category()
        if self.has_group() and category_id is not None:
            self._change_to(category_id)

    def drop_others(self) -> None:
        """Keep the current photo, and drop the others of its group as duplicates."""
        kept = self._view.current_id()
        ids = [photo_id for photo_id in self._view.group_ids() if photo_id != kept]
        if ids and self.has_group():
            words = self.tr("Dropping {n} photos…", "", len(ids))
            work = partial(
                changing.drop,
                photo_ids=ids,
                operator=self._search.operator,
                report=self.work.report,
            )
            self._view.stay()
            self._run(words.format(n=formats.number(len(ids))), work, self._on_dropped)

    def _on_dropped(self, changed: "Changed") -> None:
        text = self.tr("{n} photos were dropped as duplicates.", "", changed.changed)
        left = changed.bound + changed.blind
        kept = self.tr(
            "{n} were kept: an inspection, a certificate or a second opinion needs them.", "", left
        )
        self._tell_done(
            text.format(n=formats.number(changed.changed)),
            kept.format(n=formats.number(left)) if left else "",
        )

    def _change_to(self, category_id: int) -> None:
        if category_id and self.has_selection():
            words = self.tr("Changing {n} photos…", "", self._view.selected_count())
            self._change(partial(changing.recategorise, category_id=category_id), words)
        self._view.setFocus()

    def _change(self, what: "Callable[..., Changed]", words: str) -> None:
        ids = self._view.selected_ids()
        if self._view.has_groups:
            self._view.stay()
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
        if self._session.server.refuses():
            return
        self._words = words
        self.work.run(work, on_done, self._session.server.tell_unfinished)
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

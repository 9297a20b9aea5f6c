"""The Catalogue page: every photo, filtered and in order, and what can be done with many."""

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hitl_app.domain.errors import CancelledError
from hitl_app.domain.listing import Listing
from hitl_app.domain.products import OFF
from hitl_app.ui.catalogue.detail import CatalogueDetail
from hitl_app.ui.catalogue.filters import CatalogueFilters
from hitl_app.ui.catalogue.item_model import CatalogueModel
from hitl_app.ui.catalogue.view import CatalogueView
from hitl_app.ui.commands.table import command
from hitl_app.ui.gateway import catalogue_tasks
from hitl_app.ui.gateway.services import catalogue, changing, reviewing
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit import dialogs, theme
from hitl_app.ui.kit.widgets import button, column, empty_state, label, row
from hitl_app.ui.session.page import Page
from hitl_app.ui.session.session import DeskSession
from hitl_app.ui.wording import formats, messages
from hitl_app.ui.wording.copying import path_and_sku

if TYPE_CHECKING:
    from hitl_app.services.review.changing import Changed
    from hitl_app.services.review.reviewing import Undone
    from hitl_app.store.photos.catalogue import Order
    from hitl_app.ui.gateway.tasks import Standing
    from hitl_app.workspace import Workspace

T = TypeVar("T")
_FIRST = 100
_CHANGES = {"photos", "networks", "imports", "categories", "inspections", "settings"}


class CataloguePage(Page):
    """Lists all photos.

    Attributes:
        searches: How many orders were begun to be shown.

    Signals:
        look_wanted: A photo is to be shown on the Review page; carries its number.
        import_wanted: A folder is to be chosen.
        changed: Photos were decided or taken back here.
        did: What the operator did was done; carries a name of `tour`.
    """

    key = "catalogue"
    icon = "catalogue"
    look_wanted = Signal(int)
    import_wanted = Signal()
    changed = Signal()
    did = Signal(str)
    _progressed = Signal(int, int)

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self._session, self._store = session, session.store
        self._opened: catalogue_tasks.Opened | None = None
        self._corrected: tuple[int, int] | None = None
        self._product = ""
        self._search = threading.Event()
        self._stop = threading.Event()
        self._is_whole = self._working = self._again = False
        self._work_words = ""
        self.searches = 0
        self.items = CatalogueModel(self._store, self)
        self.view = CatalogueView(self.items)
        self.filters = CatalogueFilters()
        self.detail = CatalogueDetail(self.items)
        self.header = self._make_header()
        self._lay_out()
        self.items.failed.connect(self._on_failed)
        self.items.dataChanged.connect(lambda *_: self._show_chosen())
        self.filters.changed.connect(lambda _: self._search_first())
        self.view.chosen.connect(self._show_chosen)
        self.view.opened.connect(self.look_wanted)
        self.detail.asked.connect(lambda name: getattr(self, command(name).callback)())
        self.detail.category_wanted.connect(self._change_to)
        self.detail.cancel_wanted.connect(self._on_cancel)
        self._progressed.connect(self._on_progress)
        session.presence.changed.connect(self._on_presence)
        self._show_chosen()
        self._show_products(session.standing)
        self._look()

    @property
    def title(self) -> str:
        """What the rail calls it."""
        return self.tr("Catalogue")

    def _make_header(self) -> QFrame:
        header = QFrame()
        header.setObjectName("header")
        self.summary = label("", "dim")
        line = row(label(self.title, "heading"), self.summary, None)
        line.setContentsMargins(theme.S5, 0, theme.S5, 0)
        header.setLayout(line)
        return header

    def _lay_out(self) -> None:
        add = button(self.tr("Import a folder…"), "primary")
        add.clicked.connect(self.import_wanted)
        empty = empty_state(
            "catalogue",
            self.tr("The catalogue is empty"),
            self.tr("Drop a folder, photos or a ZIP file anywhere on this window."),
            add,
        )
        again = button(self.tr("Show all"), "primary", name=self.tr("Show every photo"))
        again.clicked.connect(self.filters.reset)
        nothing = empty_state(
            "catalogue",
            self.tr("No photo is like that"),
            self.tr("Other filters, or none, show more."),
            again,
        )
        self._lists = QStackedWidget()
        self._lists.addWidget(self.view)
        self._lists.addWidget(nothing)
        left = column(self.filters, self._lists, spacing=0)
        left.setStretch(1, 1)
        body = QWidget()
        both = QHBoxLayout(body)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addLayout(left, 1)
        both.addWidget(self.detail)
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())
        self._stack.addWidget(body)
        self._stack.addWidget(empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    # What is shown.

    def _on_opened(self, opened: catalogue_tasks.Opened) -> None:
        is_first = self._opened is None
        self._opened = opened
        self.items.operator = opened.operator
        self.items.names = {c.id: c.name for c in opened.choices.categories}
        self.detail.set_categories(opened.choices.categories)
        before = self.filters.listing
        self.filters.set_choices(opened.choices)
        if self._corrected is not None:
            self.filters.show_corrected(*self._corrected)
            self._corrected = None
        if self._product:
            self.filters.show_product(self._product)
            self._product = ""
        self._stack.setCurrentIndex(1 if opened.choices.photos else 2)
        if is_first and self.isVisible():
            self.activated()
        if is_first and self.filters.listing == before:
            self._search_first()
        elif self.filters.listing == before:
            self._search_whole()

    def _listing(self) -> Listing:
        return self.filters.listing

    def _begin(self) -> threading.Event:
        """End the walk that is no longer wanted; return what ends the next one."""
        self._search.set()
        self._search = threading.Event()
        self._is_whole = False
        return self._search

    def _search_first(self) -> None:
        if self._opened is None:
            return
        stop = self._begin()
        work = partial(
            catalogue.first,
            listing=self._listing(),
            operator=self._opened.operator,
            limit=_FIRST,
        )
        self._store.submit(Lane.VIEW, work, partial(self._on_first, stop=stop), self._on_failed)

    def _on_first(self, order: "Order", *, stop: threading.Event) -> None:
        if stop.is_set():
            return
        self.searches += 1
        self.items.set_order(order)
        self.view.scrollToTop()
        self.view.go_to(0)
        self._show_place()
        if order.whole:
            self._on_whole_known()
        else:
            self.summary.setText(self.tr("counting…"))
            self._search_whole()

    def _search_whole(self) -> None:
        if self._opened is None:
            return
        stop = self._begin()
        work = partial(
            catalogue.whole,
            listing=self._listing(),
            operator=self._opened.operator,
            stopped=stop.is_set,
        )
        self._store.submit(Lane.SEARCHES, work, partial(self._on_whole, stop=stop), self._on_failed)

    def _on_whole(self, order: "Order", *, stop: threading.Event) -> None:
        if stop.is_set():
            return
        if not self.items.complete(order):
            self.view.keep(order)
        self._show_place()
        self._on_whole_known()

    def _on_whole_known(self) -> None:
        self._is_whole = True
        n = len(self.items.ids)
        self.summary.setText(self.tr("{n} photos", "", n).format(n=formats.number(n)))
        if self._listing().text and n:
            self.did.emit("found")
        if self._again:
            self._again = False
            self.refresh({"photos"})

    def _show_place(self) -> None:
        self._lists.setCurrentIndex(0 if len(self.items.ids) else 1)
        self._show_chosen()

    def _show_chosen(self) -> None:
        shown = self.items.row(self.view.currentIndex().row())
        self.detail.show_chosen(shown, self.view.selected_count())
        if self._working:
            self.detail.change.setEnabled(False)

    def refresh(self, changed: Collection[str]) -> None:
        """Look again; place and selection stay."""
        if not _CHANGES & set(changed) or self._opened is None:
            return
        self.items.forget()
        if not self._is_whole and self.isVisible():
            # One walk after another that ends none of them would show nothing for long.
            self._again = True
            return
        self._look()

    def _look(self) -> None:
        work = partial(catalogue_tasks.opened, operator=self._session.presence.operator)
        self._store.submit(Lane.VIEW, work, self._on_opened, self._on_failed)

    def _on_presence(self) -> None:
        """Somebody else may be at the desk now, who may be shown other things."""
        if self._opened is not None and self._opened.operator != self._session.presence.operator:
            self.refresh({"photos"})

    def show_corrected(self, suggested_id: int, said_id: int) -> None:
        """List the photos that were suggested as one category and said to be another."""
        if self._opened is None:
            self._corrected = suggested_id, said_id
        else:
            self.filters.show_corrected(suggested_id, said_id)

    def show_standing(self, standing: "Standing") -> None:
        """Show the column of products where there are some."""
        self._show_products(standing)

    def _show_products(self, standing: "Standing | None") -> None:
        self.view.offer_products(standing is not None and standing.products != OFF)

    def list_product(self, product: str) -> None:
        """List the views of a product."""
        if self._opened is None:
            self._product = product
        else:
            self.filters.show_product(product)

    def activated(self) -> None:
        """Return the keys to the list."""
        (self.view if self._stack.currentIndex() == 1 else self).setFocus()

    def is_settled(self) -> bool:
        """Return true if the list is there with every photo in sight."""
        return self._opened is not None and self._is_whole and self.items.is_filled()

    def state(self) -> dict[str, Any]:
        """Return the order of the list; filters would hide photos that nobody misses."""
        return self.filters.order()

    def restore(self, state: Mapping[str, Any]) -> None:
        """Bring the order of the list back."""
        self.filters.set_order(state)

    def close_threads(self) -> None:
        """End what is under way; it goes away."""
        self._search.set()
        self._stop.set()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, CancelledError):
            self._session.told.emit(messages.of_error(error))

    # What commands ask: see `commands.COMMANDS`.

    def has_photo(self) -> bool:
        """Return true if there is a photo to do something with."""
        return self.view.current_id() is not None

    def has_product(self) -> bool:
        """Return true if the current photo has a product, or only one product is listed."""
        shown = self.items.row(self.view.currentIndex().row())
        of_one = shown is not None and bool(shown.listed.photo.product)
        return of_one or bool(self.filters.listing.product)

    def has_selection(self) -> bool:
        """Return true if photos are selected, and nothing is being done with any."""
        return not self._working and self.view.selected_count() > 0

    def can_undo(self) -> bool:
        """Return true if the operator has something to take back."""
        return not self._working and self._opened is not None and self._opened.undo > 0

    # What commands do.

    def open_current(self) -> None:
        """Show the current photo on the Review page."""
        photo_id = self.view.current_id()
        if photo_id is not None:
            self.look_wanted.emit(photo_id)

    def toggle(self) -> None:
        """Take the current photo into the selection, or out of it."""
        self.view.toggle()

    def choose_on(self) -> None:
        """Select every photo of the list."""
        self.view.selectAll()

    def find_text(self) -> None:
        """Ask for text in the path."""
        self.filters.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.text.selectAll()

    def show_product(self) -> None:
        """List the views of the current photo's product alone, or every product again."""
        shown = self.items.row(self.view.currentIndex().row())
        if self.filters.listing.product or shown is None:
            self.filters.product.setCurrentIndex(0)
        elif shown.listed.photo.product:
            self.filters.add_product(shown.listed.photo.product)

    def copy_path(self) -> None:
        """Copy the current photo's path and SKU."""
        shown = self.items.row(self.view.currentIndex().row())
        if shown is not None:
            photo = shown.listed.photo
            QGuiApplication.clipboard().setText(path_and_sku(photo.path, photo.product))

    def show_in_folder(self) -> None:
        """Open the folder of the current photo."""
        shown = self.items.row(self.view.currentIndex().row())
        if shown is None:
            return
        # Asks a disk that may not answer, behind which nobody waits.
        work = partial(catalogue_tasks.folder_of, path=shown.listed.photo.path)
        self._store.submit(Lane.FOLDERS, work, self._on_folder_found, self._on_failed)

    def _on_folder_found(self, folder: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def choose_category(self) -> None:
        """Ask which category the selection gets."""
        self.detail.category.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.detail.category.showPopup()

    def export_chosen(self) -> None:
        """Ask for a file and export the selection to it."""
        if not self.has_selection():
            return
        kinds = self.tr("Table (*.csv);;JSON (*.json)")
        file = dialogs.choose_target(self, self.tr("Export the selection"), "selection.csv", kinds)
        if file is None:
            return
        ids = self.view.selected_ids()
        words = self.tr("{n} photos are written…", "", len(ids))

        def done(count: int) -> None:
            text = self.tr("{n} photos were written to {file}.", "", count)
            self._done(text.format(n=formats.number(count), file=file))

        work = partial(catalogue_tasks.export, file=file, photo_ids=ids, report=self._report)
        self._work(words.format(n=formats.number(len(ids))), work, done)

    def reopen(self) -> None:
        """Let the selected photos wait again."""
        if self.has_selection():
            count = len(self.view.selected_ids())
            words = self.tr("{n} photos are reopened…", "", count)
            self._change(changing.reopen, words)

    def undo(self) -> None:
        """Take the last operation back."""
        if self.can_undo():
            work = partial(reviewing.undo, operator=self.items.operator, report=self._report)
            self._work(self.tr("The last operation is taken back…"), work, self._on_undone)

    def undo_words(self) -> str:
        """Name what an undo would take back."""
        count = 0 if self._opened is None else self._opened.undo
        if count < 2:
            return self.tr("Undo")
        return self.tr("Undo {n} decisions", "", count).format(n=formats.number(count))

    # Long work.

    def _change_to(self, category_id: int) -> None:
        if category_id and self.has_selection():
            work = partial(changing.recategorise, category_id=category_id)
            count = len(self.view.selected_ids())
            self._change(work, self.tr("{n} photos are changed…", "", count))
        self.activated()

    def _change(self, what: "Callable[..., Changed]", words: str) -> None:
        ids: Sequence[int] = self.view.selected_ids()
        work = partial(what, photo_ids=ids, operator=self.items.operator, report=self._report)
        self._work(words.format(n=formats.number(len(ids))), work, self._on_changed)

    def _work(
        self, words: str, work: "Callable[[Workspace], T]", done: Callable[[T], None]
    ) -> None:
        self._stop = threading.Event()
        self._working, self._work_words = True, words
        self.detail.show_work(words, 0, 0)

        def failed(error: Exception) -> None:
            self._end_work()
            self._on_failed(error)

        def finished(result: T) -> None:
            self._end_work()
            done(result)

        self._store.submit(Lane.FILES, work, finished, failed)

    def _report(self, done: int, total: int) -> None:
        """Report progress from the thread that works."""
        if self._stop.is_set() or self._store.closing:
            raise CancelledError
        self._progressed.emit(done, total)

    def _on_progress(self, done: int, total: int) -> None:
        if self._working:
            self.detail.show_work(self._work_words, done, total)

    def _on_cancel(self) -> None:
        self._stop.set()

    def _end_work(self) -> None:
        self._working = False
        self.detail.show_work("", 0, 0)
        self._show_chosen()
        self.changed.emit()

    def _on_changed(self, changed: "Changed") -> None:
        text = self.tr("{n} photos were changed.", "", changed.changed)
        remedy = ""
        if changed.unaided:
            left = self.tr(
                "{n} were left as they are: they are decided one by one, unaided.",
                "",
                changed.unaided,
            )
            remedy = left.format(n=formats.number(changed.unaided))
        self._done(text.format(n=formats.number(changed.changed)), remedy)

    def _on_undone(self, undone: "Undone") -> None:
        text = self.tr("Taken back for {n} photos.", "", undone.changed)
        self._done(text.format(n=formats.number(undone.changed)))

    def _done(self, text: str, remedy: str = "") -> None:
        self._session.told.emit(messages.Message(text, remedy, tone="good", topic="catalogue"))

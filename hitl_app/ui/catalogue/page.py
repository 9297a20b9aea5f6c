"""The Catalogue page: lists, filters and changes photos."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from hitl_app.ui.catalogue.commands import CatalogueCommands
from hitl_app.ui.catalogue.detail import CatalogueDetail
from hitl_app.ui.catalogue.filters import CatalogueFilters
from hitl_app.ui.catalogue.item_model import CatalogueModel
from hitl_app.ui.catalogue.preview import CataloguePreview
from hitl_app.ui.catalogue.saved_filters import SavedFilters
from hitl_app.ui.catalogue.search import CatalogueSearch
from hitl_app.ui.catalogue.view import CatalogueView
from hitl_app.ui.commands.table import bound, command
from hitl_app.ui.jobs.job import Job, JobState
from hitl_app.ui.kit import steady
from hitl_app.ui.kit.cards import empty_state, page_header
from hitl_app.ui.kit.widgets import as_widget, button, column, label, row
from hitl_app.ui.session.page import Page
from hitl_app.ui.session.session import Session
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.store.photos.catalogue import Order
    from hitl_app.ui.gateway.tasks import Status

_CHANGES = {"photos", "drafts", "models", "imports", "categories", "inspections", "settings"}


class CataloguePage(Page):
    """Lists all photos.

    Signals:
        did: An action was completed; carries a name of `tour`.
    """

    key = "catalogue"
    icon = "catalogue"
    commands: CatalogueCommands
    did = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._asked: Callable[[], None] | None = None
        self._again = False
        self.search = CatalogueSearch(session, self)
        self.items = CatalogueModel(session.store, self)
        self.view = CatalogueView(self.items)
        self.filters = CatalogueFilters()
        self.saved = SavedFilters(self.filters, session.folder)
        self.filters.add_button(self.saved)
        self.detail = CatalogueDetail(self.items)
        self.preview = CataloguePreview(session.store, self.search, self.detail.picture)
        parts = (self.filters, self.view, self.detail)
        self.commands = CatalogueCommands(session, self.search, *parts)
        self.summary = label("", "dim")
        self.header = page_header(self.title, self.summary, None)
        self._lay_out()
        self.search.opened_again.connect(self._on_opened)
        self.search.first_found.connect(self._on_first)
        self.search.whole_found.connect(self._on_whole)
        self.items.rows.failed.connect(session.tell_error)
        self.items.dataChanged.connect(lambda *_: self._show_chosen())
        self.filters.changed.connect(self.search.first)
        self.view.chosen.connect(self._show_chosen)
        self.view.opened.connect(self.commands.open_wanted)
        self.commands.changed.connect(self._show_chosen)
        asked = self.commands
        for hints in (self.detail.hints, self.detail.group_hints):
            hints.asked.connect(lambda name: bound(command(name).action, asked)())
        session.pool.ended.connect(self._on_job_ended)
        session.presence.changed.connect(self._on_presence)
        self._show_chosen()
        self.show_status(session.status)
        self.search.look()

    @property
    def title(self) -> str:
        """Return its title in the rail."""
        return self.tr("Catalogue")

    def _lay_out(self) -> None:
        self.add = button(self.tr("Import a folder…"), "primary")
        empty = empty_state(
            "catalogue",
            self.tr("The catalogue is empty"),
            self.tr("Drop a folder, photos or a ZIP file anywhere on this window."),
            self.add,
        )
        name, reset = self.tr("Clear all filters"), self.filters.reset
        again = button(self.tr("Clear filters"), "primary", name=name, clicked=reset)
        nothing = empty_state(
            "catalogue",
            self.tr("No matching photos"),
            self.tr("Change or clear the filters to see more."),
            again,
        )
        self._lists = QStackedWidget()
        self._lists.addWidget(self.view)
        self._lists.addWidget(nothing)
        left = column(self.filters, self._lists, spacing=0, grow=1)
        body = as_widget(row(left, self.detail, spacing=0, grow=0))
        self._stack = QStackedWidget()
        for place in (QWidget(), body, empty):
            self._stack.addWidget(place)
        self.setLayout(column(self._stack))

    # State and refresh.

    def _on_opened(self, is_first: bool) -> None:  # noqa: FBT001 - a signal's slot
        opened = self.search.opened
        assert opened is not None  # noqa: S101 - read just now
        self.items.rows.operator = opened.operator
        self.items.names = {c.id: c.name for c in opened.choices.categories}
        self.detail.set_categories(opened.choices.categories)
        before = self.filters.listing
        if is_first and opened.duplicates:
            self.filters.offer_duplicates(opened.duplicates)
        self.filters.set_choices(opened.choices)
        asked, self._asked = self._asked, None
        if asked is not None:
            asked()
        self._stack.setCurrentIndex(1 if opened.choices.photos else 2)
        if is_first and self.isVisible():
            self.activated()
        if is_first and self.filters.listing == before:
            self.search.first(self.filters.listing)
        elif self.filters.listing == before:
            self.search.whole(self.filters.listing)

    def _on_first(self, order: "Order") -> None:
        steady.changed(self._lists)
        self.items.set_order(order)
        self._show_groups()
        self.view.scrollToTop()
        self.view.go_to(0)
        self._show_place()
        if order.whole:
            self._on_whole_known()
        else:
            self.summary.setText(self.tr("counting…"))

    def _on_whole(self, order: "Order") -> None:
        if not self.items.complete(order):
            self.view.keep(order)
        self._show_place()
        self._on_whole_known()

    def _show_groups(self) -> None:
        shown = bool(self.filters.listing.groups)
        self.view.show_groups(shown)
        self.detail.group_hints.setVisible(shown)

    def _on_whole_known(self) -> None:
        n = len(self.items.ids)
        words = self.tr("{n} photos", "", n).format(n=formats.number(n))
        if self.view.has_groups:
            groups = self.items.groups
            text = self.tr("{n} groups of near-duplicates", "", groups)
            words = f"{text.format(n=formats.number(groups))} · {words}"
        self.summary.setText(words)
        if self.filters.listing.text and n:
            self.did.emit("found")
        if self._again:
            self._again = False
            self.refresh({"photos"})

    def _show_place(self) -> None:
        self._lists.setCurrentIndex(0 if len(self.items.ids) else 1)
        self._show_chosen()

    def _show_chosen(self) -> None:
        view = self.view
        shown = view.current_row()
        self.detail.show_chosen(shown, view.selected_count(), view.selected_alone())
        thumbnail = QImage() if shown is None else shown.picture
        self.preview.show_photo(view.current_id(), thumbnail)

    def refresh(self, changed: Collection[str]) -> None:
        """Refresh; position and selection stay."""
        if "places" in changed:
            self.preview.forget()
            self._show_chosen()
        has_failed = self.search.has_failed
        if not _CHANGES & set(changed) or (self.search.opened is None and not has_failed):
            return
        self.items.rows.forget()
        if not self.search.is_whole and self.isVisible() and not has_failed:
            # Restarting unfinished searches would show nothing for long.
            self._again = True
            return
        self.search.look()

    def _on_presence(self) -> None:
        """Refresh: the operator may have changed, and with it what may be shown."""
        if self.search.operator != self._session.presence.operator:
            self.refresh({"photos"})

    def show_corrected(self, suggested_id: int, said_id: int) -> None:
        """List the photos that were corrected from one category to another."""
        self._ask(lambda: self.filters.show_corrected(suggested_id, said_id))

    def list_product(self, product: str) -> None:
        """List the views of a product."""
        self._ask(lambda: self.filters.show_product(product))

    def find_duplicates(self) -> None:
        """Find near-duplicates; they are listed when they are found."""
        self._session.pool.start_once("duplicates")

    def _on_job_ended(self, job: Job) -> None:
        done = job.outcome is not None and job.outcome.state is JobState.DONE
        if job.name == "duplicates" and done and job.outcome is not None:
            groups = job.outcome.result.get("groups") or ()
            self._ask(partial(self.filters.show_duplicates, groups) if groups else self._show_none)

    def _show_none(self) -> None:
        self.filters.offer_duplicates(())
        self.filters.apply()

    def _ask(self, wish: Callable[[], None]) -> None:
        """Set filters, as soon as their choices are loaded."""
        if self.search.opened is None:
            self._asked = wish
        else:
            wish()

    def show_status(self, status: "Status | None") -> None:
        """Show the product column if there are products."""
        self.view.offer_products(status is not None and status.has_products)

    def activated(self) -> None:
        """Focus the list."""
        (self.view if self._stack.currentIndex() == 1 else self).setFocus()

    def is_settled(self) -> bool:
        """Return True if the list is complete with all visible photos."""
        found = self.search.opened is not None and self.search.is_whole
        return found and self.items.rows.is_filled() and self.preview.is_settled()

    def state(self) -> dict[str, Any]:
        """Return the order of the list; filters are not kept, since they hide photos."""
        return self.filters.order()

    def restore(self, state: Mapping[str, Any]) -> None:
        """Restore the order of the list."""
        self.filters.set_order(state)

    def close_threads(self) -> None:
        """Cancel running work before it is destroyed."""
        self.search.stop()
        self.preview.close()
        self.commands.work.cancel()

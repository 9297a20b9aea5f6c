"""Search: find the first photos of an order at once, then all of them."""

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hitl_app.domain.listing import Listing
from hitl_app.ui.gateway import catalogue_tasks
from hitl_app.ui.gateway.services import catalogue
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.session.session import Session

if TYPE_CHECKING:
    from hitl_app.store.photos.catalogue import Order

_FIRST = 100


class CatalogueSearch(QObject):
    """Runs one search at a time; a new one cancels the last.

    Attributes:
        opened: Filter choices; None before the first answer.
        is_whole: Whether the search is complete.
        has_failed: Whether a part of it could not be read.
        begun: How many searches have shown results.

    Signals:
        opened_again: Filter choices were read; carries whether for the first time.
        first_found: Carries the first photos of an order.
        whole_found: Carries all of them.
    """

    opened_again = Signal(bool)
    first_found = Signal(object)
    whole_found = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._store = session, session.store
        self.opened: catalogue_tasks.Opened | None = None
        self.is_whole = self.has_failed = False
        self.begun = 0
        self._stop = threading.Event()

    @property
    def operator(self) -> str:
        """Return the operator."""
        return "" if self.opened is None else self.opened.operator

    def look(self) -> None:
        """Read the filter choices."""
        self.has_failed = False
        work = partial(catalogue_tasks.opened, operator=self._session.presence.operator)
        self._store.submit(Lane.VIEW, work, self._on_opened, self._on_failed)

    def _on_opened(self, opened: catalogue_tasks.Opened) -> None:
        is_first, self.opened = self.opened is None, opened
        self.opened_again.emit(is_first)

    def _on_failed(self, error: Exception) -> None:
        self.has_failed = True
        self._session.tell_error(error)

    def stop(self) -> None:
        """Cancel the search."""
        self._stop.set()

    def _begin(self) -> threading.Event:
        self.stop()
        self._stop = threading.Event()
        self.is_whole = False
        return self._stop

    def first(self, listing: Listing) -> None:
        """Find the first photos."""
        if self.opened is not None:
            work = partial(catalogue.first, listing=listing, operator=self.operator, limit=_FIRST)
            done = partial(self._on_first, listing=listing, stop=self._begin())
            self._store.submit(Lane.VIEW, work, done, self._on_failed)

    def whole(self, listing: Listing) -> None:
        """Find all of them."""
        if self.opened is not None:
            stop = self._begin()
            work = partial(
                catalogue.whole, listing=listing, operator=self.operator, stopped=stop.is_set
            )
            done = partial(self._on_whole, stop=stop)
            self._store.submit(Lane.SEARCHES, work, done, self._on_failed)

    def _on_first(self, order: "Order", *, listing: Listing, stop: threading.Event) -> None:
        if stop.is_set():
            return
        self.begun += 1
        self.is_whole = order.whole
        self.first_found.emit(order)
        if not order.whole:
            self.whole(listing)

    def _on_whole(self, order: "Order", *, stop: threading.Event) -> None:
        if not stop.is_set():
            self.is_whole = True
            self.whole_found.emit(order)

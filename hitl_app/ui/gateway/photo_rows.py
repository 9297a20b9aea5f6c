"""Visible photos with pictures, read in small batches and cached."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from hitl_app.ui.gateway import catalogue_tasks
from hitl_app.ui.gateway.catalogue_tasks import Row
from hitl_app.ui.gateway.store_thread import Lane, Store

_KEPT = 800
_BLOCK = 24


class PhotoRows(QObject):
    """Reads visible photos, with pictures of at most `side` pixels a side.

    Attributes:
        operator: Name of the operator.

    Signals:
        arrived: Photos came in.
        failed: They could not be read; carries the exception.
    """

    arrived = Signal()
    failed = Signal(object)

    def __init__(self, store: Store, side: int, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._side = store, side
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._wanted: Sequence[int] = ()
        self._failed: Sequence[int] = ()
        self._asked: set[int] = set()
        self._generation = 0
        self.operator = ""

    def row(self, photo_id: int | None) -> Row | None:
        """Return a photo, if it was read."""
        return self._rows.get(photo_id or 0)

    def sharpen(self, side: int) -> None:
        """Read pictures of at least so many pixels a side from now on; known ones are read again.

        Those that are larger already stay.
        """
        if side > self._side:
            self._side = side
            self.forget()

    def want(self, photo_ids: Iterable[int | None]) -> None:
        """Have the photos in sight read; None is left out."""
        self._wanted = [photo_id for photo_id in photo_ids if photo_id is not None]
        self._failed = ()
        if not self._asked:
            self._fetch()

    def forget(self) -> None:
        """Read everything again after photos changed, also what could not be read."""
        self._rows.clear()
        self._generation += 1
        self.want(self._wanted or self._failed)

    def is_filled(self) -> bool:
        """Return True if all visible photos were read."""
        return not self._asked and not self._missing()

    def _missing(self) -> list[int]:
        return [i for i in self._wanted if i not in self._rows][:_BLOCK]

    def _fetch(self) -> None:
        ids, operator, side = self._missing(), self.operator, self._side
        if ids and not self._store.closing:
            self._asked = set(ids)
            work = partial(catalogue_tasks.rows, photo_ids=ids, operator=operator, side=side)
            done = partial(self._on_rows, generation=self._generation)
            self._store.submit(Lane.VIEW, work, done, self._on_failed)

    def _on_rows(self, found: dict[int, Row], *, generation: int) -> None:
        asked, self._asked = self._asked, set()
        if generation == self._generation:
            # Deleted photos are not requested again.
            gone = asked - found.keys()
            self._wanted = [i for i in self._wanted if i not in gone]
            self._rows.update(found)
            if len(self._rows) > _KEPT:
                self._forget_far_ones()
            self.arrived.emit()
        # Receivers may have requested more already.
        if not self._asked:
            self._fetch()

    def _forget_far_ones(self) -> None:
        for photo_id in self._wanted:
            if photo_id in self._rows:
                self._rows.move_to_end(photo_id)
        while len(self._rows) > _KEPT:
            self._rows.popitem(last=False)

    def _on_failed(self, error: Exception) -> None:
        self._asked = set()
        self._failed, self._wanted = self._wanted, ()
        self.failed.emit(error)

"""Pictures of the tiles in sight, read a few at a time and some hundreds of them kept."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from hitl_app.ui.gateway import catalogue_tasks
from hitl_app.ui.gateway.store_thread import Lane, Store

_SIDE = 128
_KEPT = 800
_BLOCK = 24


class GridPictures(QObject):
    """Reads what is in sight.

    Attributes:
        operator: Who looks.

    Signals:
        arrived: Pictures came in.
        failed: They could not be read; carries the exception.
    """

    arrived = Signal()
    failed = Signal(object)

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._rows: OrderedDict[int, catalogue_tasks.Row] = OrderedDict()
        self._wanted: list[int] = []
        self._asked: set[int] = set()
        self.operator = ""

    def picture(self, photo_id: int | None) -> QImage | None:
        """Return a photo's picture, if it was read."""
        found = self._rows.get(photo_id or 0)
        return None if found is None else found.picture

    def path(self, photo_id: int | None) -> str:
        """Return a photo's path, if it was read."""
        found = self._rows.get(photo_id or 0)
        return "" if found is None else found.listed.photo.path

    def product(self, photo_id: int | None) -> str:
        """Return what a photo is a view of, if it was read."""
        found = self._rows.get(photo_id or 0)
        return "" if found is None else found.listed.photo.product

    def want(self, photo_ids: list[int]) -> None:
        """Show which photos are in sight."""
        self._wanted = photo_ids
        if not self._asked:
            self._fetch()

    def is_filled(self) -> bool:
        """Return true if everything in sight was read."""
        return not self._asked and not self._missing()

    def _missing(self) -> list[int]:
        return [i for i in self._wanted if i not in self._rows][:_BLOCK]

    def _fetch(self) -> None:
        ids = self._missing()
        if ids and not self._store.closing:
            self._asked = set(ids)
            work = partial(catalogue_tasks.rows, photo_ids=ids, operator=self.operator, side=_SIDE)
            self._store.submit(Lane.VIEW, work, self._on_rows, self._on_failed)

    def _on_rows(self, found: dict[int, catalogue_tasks.Row]) -> None:
        gone = self._asked - found.keys()
        self._asked = set()
        self._rows.update(found)
        # What is gone is not asked for again.
        self._wanted = [i for i in self._wanted if i not in gone]
        self._forget_far_ones()
        self.arrived.emit()
        self._fetch()

    def _forget_far_ones(self) -> None:
        for photo_id in self._near_ones():
            if photo_id in self._rows:
                self._rows.move_to_end(photo_id)
        while len(self._rows) > _KEPT:
            self._rows.popitem(last=False)

    def _near_ones(self) -> Sequence[int]:
        return self._wanted if len(self._rows) > _KEPT else ()

    def _on_failed(self, error: Exception) -> None:
        self._asked = set()
        self._wanted = []
        self.failed.emit(error)

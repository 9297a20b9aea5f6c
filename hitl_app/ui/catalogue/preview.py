"""Preview of the current photo: its thumbnail at once, its original as soon as it is read."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from hitl_app.ui.catalogue.detail import Picture
from hitl_app.ui.catalogue.search import CatalogueSearch
from hitl_app.ui.gateway.photo_loader import Original, PhotoLoader
from hitl_app.ui.gateway.services import reviewing
from hitl_app.ui.gateway.store_thread import Lane, Store

if TYPE_CHECKING:
    from hitl_app.domain.review import ReviewPhoto

_REST_MS = 120
"""Time on a photo after which its original is read: not of each one that is passed."""


class CataloguePreview(QObject):
    """Shows the current photo in the panel.

    Args:
        store: Where the photo's files are read.
        search: Knows the operator.
        picture: Where it is shown.
    """

    def __init__(self, store: Store, search: CatalogueSearch, picture: Picture) -> None:
        super().__init__(picture)
        self._store, self._search, self._picture = store, search, picture
        self._photo_id: int | None = None
        self._is_asking = False
        self._loader = PhotoLoader(self, zooms=False)
        self._loader.loaded.connect(self._on_loaded)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._ask)

    def show_photo(self, photo_id: int | None, thumbnail: QImage) -> None:
        """Show a photo; the same one keeps its original."""
        if photo_id != self._photo_id:
            self._photo_id = photo_id
            if photo_id is None:
                self._rest.stop()
            else:
                self._rest.start()
        known = () if photo_id is None else self._loader.known(photo_id)
        sharp = [original.image for original in known if not original.lost]
        self._picture.show_image(sharp[-1] if sharp else thumbnail)
        self._picture.note_lost(lost=bool(known) and not sharp)

    def forget(self) -> None:
        """Forget the originals: photos may be elsewhere now."""
        self._photo_id = None
        self._loader.forget()

    def is_settled(self) -> bool:
        """Return True if the original is shown, or is lost."""
        if self._rest.isActive() or self._is_asking:
            return False
        return self._photo_id is None or bool(self._loader.known(self._photo_id))

    def close(self) -> None:
        """End the thread that decodes."""
        self._rest.stop()
        self._loader.close()

    def _ask(self) -> None:
        if self._photo_id is not None:
            self._is_asking = True
            operator = self._search.operator
            work = partial(reviewing.show_photo, photo_id=self._photo_id, operator=operator)
            self._store.submit(Lane.VIEW, work, self._on_found, self._on_failed)

    def _on_found(self, shown: "ReviewPhoto") -> None:
        self._is_asking = False
        if shown.photo.id == self._photo_id:
            self._loader.want([(shown, self._picture.side())])

    def _on_failed(self, _error: Exception) -> None:
        # The photo is gone: the list says so.
        self._is_asking, self._photo_id = False, None

    def _on_loaded(self, original: Original) -> None:
        if original.photo_id == self._photo_id:
            self._picture.note_lost(lost=original.lost)
            if not original.lost:
                self._picture.show_image(original.image)

"""Decodes originals off the window's thread: the photo on screen first, then those that follow."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage

from hitl_app.domain.review import ReviewPhoto
from hitl_app.ui.gateway import tasks
from hitl_app.ui.gateway.store_thread import LET_GO_S
from hitl_app.ui.kit.painting import decode_stored

FULL_SIDE = 2048
_KEPT = 6


@dataclass(frozen=True, slots=True)
class Original:
    """A photo's original.

    Attributes:
        photo_id: The photo.
        side: Requested maximum side in pixels.
        image: The picture; of a lost one the thumbnail, as large.
        lost: Whether no original can be read.
        files: Where it was looked for; a photo that is elsewhere by now is read again.
    """

    photo_id: int
    side: int
    image: QImage
    lost: bool = False
    files: tuple[tuple[bytes, str], ...] = ()


class PhotoLoader(QObject):
    """One thread that decodes requested originals, and drops others.

    Args:
        parent: Its owner.
        zooms: Whether the first one is made ready in full size too.

    Signals:
        loaded: Carries an `Original`; emitted in the window's thread.
    """

    loaded = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject, *, zooms: bool = True) -> None:
        super().__init__(parent)
        self._zooms = zooms
        self._changed = threading.Condition()
        self._wanted: tuple[tuple[ReviewPhoto, int], ...] = ()
        self._known: dict[tuple[int, int], Original] = {}
        self._ending = False
        self._load = partial(tasks.load_original, stopped=lambda: self._ending)
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name="window originals", daemon=True)

    def want(self, photos: Sequence[tuple[ReviewPhoto, int]]) -> None:
        """Set the originals to have ready.

        Args:
            photos: The one on screen, then those that follow, each with the pixels that its longer
                side has when it is fitted.
        """
        fitted = [(photo, min(side, FULL_SIDE)) for photo, side in photos]
        full = [(photo, FULL_SIDE) for photo, _ in photos[:1]] if self._zooms else []
        with self._changed:
            self._wanted = (*fitted, *full)
            self._changed.notify()
        if not self._thread.ident and not self._ending:
            self._thread.start()

    def forget(self) -> None:
        """Forget what was loaded: photos may be elsewhere now."""
        with self._changed:
            self._wanted = ()
            self._known.clear()

    def known(self, photo_id: int) -> tuple[Original, ...]:
        """Return the originals of a photo that are at hand, smallest first."""
        with self._changed:
            found = [o for (known_id, _), o in self._known.items() if known_id == photo_id]
        return tuple(sorted(found, key=lambda original: original.side))

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._ending = True
            self._changed.notify()
        if self._thread.ident:
            # A thread that reads from an unresponsive disk is abandoned.
            self._thread.join(LET_GO_S)

    @Slot(object)
    def _on_arrived(self, original: Original) -> None:
        if not self._ending:
            self.loaded.emit(original)

    def _run(self) -> None:
        while (wish := self._next_wish()) is not None:
            photo, side = wish
            original = self._original(photo, side)
            with self._changed:
                self._known[photo.photo.id, side] = original
                self._forget()
            if not self._ending:
                self._arrived.emit(original)

    def _original(self, photo: ReviewPhoto, side: int) -> Original:
        found = self._load(photo.originals, side)
        if found is not None:
            picture = _as_large(_image(*found), photo, side)
            return Original(photo.photo.id, side, picture, files=photo.originals)
        # Full size shows no more detail than fitted.
        fitted = self.known(photo.photo.id)
        if fitted and fitted[0].lost and fitted[0].files == photo.originals:
            return replace(fitted[0], side=side)
        thumbnail = decode_stored(photo.thumbnail).convertToFormat(QImage.Format.Format_RGB32)
        picture = _as_large(thumbnail, photo, side)
        return Original(photo.photo.id, side, picture, lost=True, files=photo.originals)

    def _next_wish(self) -> tuple[ReviewPhoto, int] | None:
        """Wait for a request; return None at the end."""
        with self._changed:
            while not self._ending:
                for photo, side in self._wanted:
                    known = self._known.get((photo.photo.id, side))
                    if known is None or known.files != photo.originals:
                        return photo, side
                self._changed.wait()
        return None

    def _forget(self) -> None:
        """Keep requested originals and a few earlier ones; in full size only the current one."""
        wanted = {(photo.photo.id, side) for photo, side in self._wanted}
        for key in list(self._known):
            spare = len(self._known) > _KEPT or key[1] == FULL_SIDE
            if key not in wanted and spare:
                del self._known[key]


def _image(pixels: bytes, width: int, height: int) -> QImage:
    rgb = QImage(pixels, width, height, 3 * width, QImage.Format.Format_RGB888)
    # A copy of its own, in the layout that paints fastest.
    return rgb.convertToFormat(QImage.Format.Format_RGB32)


def _as_large(picture: QImage, photo: ReviewPhoto, side: int) -> QImage:
    """Return a picture in the size in which it stands on the screen, if it is smaller than that.

    Full-size originals are not scaled down: zooming shows parts at full detail.
    """
    size = QSize(max(1, photo.photo.width), max(1, photo.photo.height))
    size.scale(side, side, Qt.AspectRatioMode.KeepAspectRatio)
    missing = max(size.width() - picture.width(), size.height() - picture.height())
    # Decoders may round differently: that is near enough.
    if side == FULL_SIDE or missing <= 1 or picture.isNull():
        return picture
    return picture.scaled(
        size.expandedTo(QSize(1, 1)),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )

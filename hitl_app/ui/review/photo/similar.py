"""Similar reviewed photos; a click reopens one."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from hitl_app.domain.review import ReviewPhoto, SimilarPhoto
from hitl_app.ui.gateway import tasks
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.painting import decode_stored, square
from hitl_app.ui.kit.widgets import ElidedLabel, column, keep_room, label, row
from hitl_app.ui.review.photo.query import PhotoQuery
from hitl_app.ui.review.photo.tile import PhotoTile
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.answers import answer_words

if TYPE_CHECKING:
    from hitl_app.workspace import Workspace

_MOST = 6
_PICTURE = 76
_WORDS = 18
_Found = tuple[tuple[SimilarPhoto, ...], dict[int, str]]


class SimilarStrip(QWidget):
    """Up to six reviewed photos, found on a thread of their own.

    It keeps its size, also when it is empty, so that the photo above never moves.

    Signals:
        reopened: One was clicked; carries its number.
    """

    reopened = Signal(int)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._finder = tasks.SimilarPhotos()
        self.query = PhotoQuery(store, Lane.SIMILAR, self._work, lambda found: self._show(*found))
        self.hint = ElidedLabel("warning")
        self.tiles = [PhotoTile(_PICTURE, _WORDS) for _ in range(_MOST)]
        for tile in self.tiles:
            keep_room(tile)
            tile.clicked.connect(lambda _=False, tile=tile: self.reopened.emit(tile.photo_id))
        self.words = label(self.tr("SIMILAR LABELLED PHOTOS"), "caption")
        self.none = label(self.tr("No similar labelled photos"), "dim")
        heading = row(self.words, self.none, self.hint, spacing=theme.S3, grow=2)
        tiles = row(*self.tiles, None, spacing=theme.S2 + 2)
        self.setLayout(column(heading, tiles, spacing=theme.S1))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._show_words(None)

    def show_photo(self, shown: ReviewPhoto | None, operator: str) -> None:
        """Clear the photos similar to another one."""
        self.query.show_photo(shown, operator)
        self._show_tiles((), {})
        if shown is None or shown.blind:
            self._show_words(None)

    def _show(self, found: Sequence[SimilarPhoto], names: Mapping[int, str]) -> None:
        self._show_words(bool(found))
        self._show_tiles(found, names)

    def _show_words(self, found: bool | None) -> None:  # noqa: FBT001 - None while unknown
        """Show the heading, or that there are none; the heading alone while that is unknown."""
        self.words.setVisible(found is not False)
        self.none.setVisible(found is False)

    def _work(self, shown: ReviewPhoto, operator: str) -> "Callable[[Workspace], _Found] | None":
        if shown.blind:
            # Blind photos show none.
            return None
        return partial(self._finder.find, photo_id=shown.photo.id, operator=operator)

    def _show_tiles(self, found: Sequence[SimilarPhoto], names: Mapping[int, str]) -> None:
        for place, tile in enumerate(self.tiles):
            if place < len(found):
                self._show_one(tile, found[place], answer_words(found[place].line.decision, names))
            else:
                tile.hide()
        same = next((one for one in found if one.same), None)
        self.hint.setText("" if same is None else self._hint(same, names))

    def _show_one(self, tile: PhotoTile, one: SimilarPhoto, said: str) -> None:
        line = one.line
        text = self.tr("Open {path} again: {said}, by {who}")
        name = text.format(path=formats.own(line.path), said=said, who=line.decision.operator)
        picture = square(decode_stored(line.thumbnail), 2 * _PICTURE)
        tile.show_photo(line.decision.photo_id, picture, said, name, warns=one.same)

    def _hint(self, same: SimilarPhoto, names: Mapping[int, str]) -> str:
        text = self.tr("Almost the same as a photo labelled {said} {when}")
        decision = same.line.decision
        return text.format(said=answer_words(decision, names), when=self._when(decision.at))

    def _when(self, at: datetime) -> str:
        day, today = at.astimezone().date(), datetime.now().astimezone().date()
        if day == today:
            return self.tr("today")
        if day == today - timedelta(days=1):
            return self.tr("yesterday")
        return self.tr("on {day}").format(day=formats.day(at))

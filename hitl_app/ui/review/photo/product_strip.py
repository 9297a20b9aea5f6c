"""Under the photo's name: its SKU, and the other views of its product with how they stand."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QLayout, QWidget

from hitl_app.domain.decisions import Answer
from hitl_app.domain.listing import ListedPhoto
from hitl_app.domain.photos import PhotoState
from hitl_app.domain.products import MOST_COUNTED, sku_of
from hitl_app.domain.review import ReviewPhoto
from hitl_app.ui.commands.table import command
from hitl_app.ui.gateway import product_tasks
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.hints import HintButton
from hitl_app.ui.kit.widgets import ElidedLabel, as_widget, button, column, label, row
from hitl_app.ui.review.photo.query import PhotoQuery
from hitl_app.ui.review.photo.tile import PhotoTile
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.workspace import Workspace

MOST = 6
_PICTURE, _WORDS, _WIDTH = 44, 16, 72
_NAME_WIDTH, _MORE_WIDTH = 150, 100
_LONG = 100
"""More views than this take a while: progress is shown."""


class ProductStrip(QWidget):
    """SKU and views; takes no room in a workspace where photos belong to no product.

    Signals:
        reopened: A view was clicked; carries its number.
    """

    reopened = Signal(int)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.query = PhotoQuery(store, Lane.VIEW, self._work, self._on_found)
        self._seen: product_tasks.Seen | None = None
        self.sku = ElidedLabel("strong")
        self.sku.let_select()
        self.count = label("", "dim")
        self.tiles = [PhotoTile(_PICTURE, _WORDS, _WIDTH) for _ in range(MOST)]
        for tile in self.tiles:
            tile.clicked.connect(lambda _=False, tile=tile: self.reopened.emit(tile.photo_id))
        self.more = button("", "quiet")
        self.stop = button(self.tr("Stop"), name=self.tr("Stop labelling this product"))
        self.all = HintButton(command("confirm-views"))
        heading = label(self.tr("PRODUCT"), "caption")
        names = as_widget(column(heading, self.sku, self.count, spacing=0))
        names.setFixedWidth(_NAME_WIDTH)
        line = row(names, *self.tiles, self.more, None, self.stop, self.all, spacing=theme.S1)
        line.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(line)
        self.setFixedHeight(_PICTURE + _WORDS)
        self.hide()
        self.show_photo(None, "")

    def set_in_use(self, used: bool) -> None:  # noqa: FBT001 - one thing that is so or not
        """Take its room where photos belong to products, and keep it for those that do not."""
        if used == self.isHidden():
            self.setVisible(used)
            self.query.ask()

    def show_photo(self, shown: ReviewPhoto | None, operator: str) -> None:
        """Show the SKU."""
        self.query.show_photo(shown, operator)
        product = "" if shown is None else shown.photo.product
        self.sku.setText(sku_of(product) if product else "")
        self._seen = None
        self._show()

    def _work(
        self, shown: ReviewPhoto, operator: str
    ) -> "Callable[[Workspace], product_tasks.Seen] | None":
        if not shown.photo.product:
            return None
        return partial(
            product_tasks.views,
            photo_id=shown.photo.id,
            operator=operator,
            most=MOST,
            side=2 * _PICTURE,
        )

    def _on_found(self, found: product_tasks.Seen) -> None:
        self._seen = found
        self._show()

    def _show(self) -> None:
        """Show as many views as there is room for, and count the others."""
        total = shown = 0
        if self._seen is not None and self._seen.views is not None:
            views = self._seen.views
            total, shown = views.total, min(len(views.shown), self._room())
            tiles = self.tiles[:shown]
            for tile, one, picture in zip(tiles, views.shown, self._seen.pictures, strict=False):
                # Only the picture of a blind one.
                self._show_view(tile, one, picture, "" if views.blind else self._said(one))
        for tile in self.tiles[shown:]:
            tile.hide()
        left = total - 1 - shown
        self.more.setVisible(left > 0)
        self.more.setText(self.tr("+{n} more", "", left).format(n=self._counted(left, total)))
        self.more.setAccessibleName(self.tr("Show all photos of this product"))
        self.stop.hide()
        self.all.setVisible(total > 1)
        photo = self.query.shown
        self.all.setEnabled(photo is not None and not photo.blind and bool(photo.probabilities))
        words = self.tr("{n} photos", "", total).format(n=self._counted(total, total))
        self.count.setText(words if total else "")

    def _room(self) -> int:
        taken = _NAME_WIDTH + self.all.sizeHint().width() + _MORE_WIDTH
        return max(0, min(MOST, (self.width() - taken) // (_WIDTH + theme.S1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more or fewer views."""
        super().resizeEvent(event)
        self._show()

    def minimumSizeHint(self) -> QSize:
        """Make do with less."""
        return QSize(0, _PICTURE + _WORDS)

    def _counted(self, n: int, total: int) -> str:
        """Return a number, marked where nobody counted to the end."""
        return formats.number(n) + ("+" if total >= MOST_COUNTED else "")

    def _show_view(self, tile: PhotoTile, one: ListedPhoto, picture: QImage, said: str) -> None:
        name = self.tr("Open {name}").format(name=formats.own(sku_of(one.photo.path)))
        tile.show_photo(one.photo.id, picture, said, f"{name}: {said}" if said else name)

    def _said(self, one: ListedPhoto) -> str:
        photo = one.photo
        names = {} if self._seen is None else self._seen.names
        name = names.get(one.category_id or 0, "")
        if photo.state is PhotoState.REVIEWED:
            if one.answer is Answer.DUPLICATE:
                name = self.tr("duplicate")
            no = one.answer is Answer.NOT_A_PHOTO
            return f"✓ {self.tr('not a product') if no else name}"
        if photo.state is PhotoState.AUTO_ACCEPTED:
            return f"{'✓' if photo.certified else '▲'} {name}"
        return f"○ {name}?" if name else f"○ {self.tr('to review')}"

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is with many views; some are decided before anybody could read it."""
        if total <= _LONG:
            return
        of = self.tr("{done} of {total}")
        self.count.setText(of.format(done=formats.number(done), total=formats.number(total)))
        self.all.hide()
        self.more.hide()
        self.stop.show()

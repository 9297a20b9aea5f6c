"""Detail panel of the catalogue: the current photo, and actions on the selection."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from hitl_app.domain.categories import Category
from hitl_app.domain.photos import PhotoState
from hitl_app.ui.catalogue.item_model import CatalogueModel
from hitl_app.ui.gateway import catalogue_tasks
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.cards import WorkProgress
from hitl_app.ui.kit.fields import ValueChoice
from hitl_app.ui.kit.hints import hints
from hitl_app.ui.kit.painting import paint_fitted
from hitl_app.ui.kit.widgets import ElidedLabel, button, column, label, row
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.answers import source_words

_WIDTH = 300
_PICTURE, _LEAST_PICTURE = 220, 64


class Picture(QWidget):
    """One picture, fitted."""

    def __init__(self) -> None:
        super().__init__()
        self._image, self.note = QImage(), ""
        # In a low window it shrinks in favour of the text below it.
        self.setMinimumHeight(_LEAST_PICTURE)
        self.setMaximumHeight(_PICTURE)
        self.setAccessibleName(self.tr("Selected photo"))

    def show_image(self, image: QImage) -> None:
        """Show a picture, or nothing with an empty one."""
        self._image = image
        self.update()

    def note_lost(self, *, lost: bool) -> None:
        """Note that the picture's original is lost, or that it is not."""
        self.note = self.tr("original not found: stored thumbnail") if lost else ""
        self.setAccessibleDescription(self.note)
        self.update()

    def sizeHint(self) -> QSize:
        """Return its preferred size."""
        return QSize(_WIDTH, _PICTURE)

    def side(self) -> int:
        """Return the pixels of the screen that a picture's longer side can take."""
        return round(max(self.width(), _PICTURE) * self.devicePixelRatioF())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it in the current colours."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme.colour(theme.tokens().stage))
        if self._image.isNull():
            return
        paint_fitted(painter, QRectF(self.rect()), self._image)
        if self.note:
            self._paint_note(painter)

    def _paint_note(self, painter: QPainter) -> None:
        """Write the note over the foot of the picture, on as many lines as it needs."""
        how = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        room = self.rect().adjusted(theme.S2, 0, -theme.S2, 0)
        needed = painter.boundingRect(room, how, self.note).height() + 2 * theme.S2
        foot = self.rect().adjusted(0, self.height() - max(needed, 2 * theme.S4), 0, 0)
        painter.fillRect(foot, theme.colour(theme.tokens().stage))
        painter.setPen(theme.colour(theme.tokens().dim))
        painter.drawText(foot.adjusted(theme.S2, 0, -theme.S2, 0), how, self.note)


class CatalogueDetail(QFrame):
    """Description of the selection, with action buttons.

    Signals:
        category_wanted: A category was chosen for the selection; carries its number.
    """

    category_wanted = Signal(int)

    def __init__(self, items: CatalogueModel) -> None:
        super().__init__()
        self._items = items
        self._own: int | None = None
        self._chosen: tuple[int | None, int | None, int] = (None, None, 0)
        self._is_busy = False
        self.setObjectName("panel")
        self.setFixedWidth(_WIDTH)
        self.picture = Picture()
        self.count = label("", "heading")
        self.path = ElidedLabel("dim")
        self.path.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.lines = label("", wrap=True)
        self.hints = hints(
            "open-photo",
            "reopen",
            "recategorise",
            "copy-path",
            "show-in-folder",
            "export-chosen",
            "show-product",
        )
        self.group_hints = hints("label-alike", "drop-others")
        self.group_hints.hide()
        self.category = ValueChoice(self.tr("Category for the selection"))
        self.category.setMaximumWidth(_WIDTH)
        self.change = button(self.tr("Change"), "primary", name=self.tr("Change category"))
        self.change.clicked.connect(self._on_change)
        # Enter in the list of categories means the change, not the photo.
        self._enter = QShortcut(self.category)
        self._enter.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._enter.setKeys([QKeySequence(Qt.Key.Key_Return), QKeySequence(Qt.Key.Key_Enter)])
        self._enter.activated.connect(self.change.click)
        self.category.currentIndexChanged.connect(self._enable)
        self.working = WorkProgress(label("", wrap=True), column)
        about = (self.picture, self.count, self.path, self.lines, theme.S2)
        change = row(self.category, self.change, grow=0)
        lines = (*about, change, self.group_hints, self.hints, self.working, None)
        self.setLayout(column(*lines, margins=theme.S4))

    def set_categories(self, categories: Sequence[Category]) -> None:
        """Offer categories to change to."""
        offered = [(c.name, c.id) for c in categories if not c.retired]
        self.category.offer([(self.tr("Choose a category"), None), *offered])

    def show_chosen(
        self,
        row_shown: catalogue_tasks.Row | None,
        count: int,
        alone: catalogue_tasks.Row | None = None,
    ) -> None:
        """Show the current photo, and how many are selected.

        Args:
            row_shown: The current photo.
            count: Number of selected photos.
            alone: The selected photo, if it is the only one and was read.
        """
        selected = self.tr("{n} photos selected", "", count).format(n=formats.number(count))
        # The panel shows the current photo, also if it is not selected.
        none = self.tr("Nothing selected") if row_shown is None else self.tr("Not selected")
        self.count.setText(selected if count else none)
        self._start_with_own(alone, count)
        self.path.setText("" if row_shown is None else row_shown.listed.photo.path)
        self.lines.setText("" if row_shown is None else self._words(row_shown))
        is_unreviewed = alone is not None and alone.listed.photo.state is PhotoState.TO_REVIEW
        self.hints.buttons["reopen"].setEnabled(count > 0 and not is_unreviewed)
        has_product = row_shown is not None and bool(row_shown.listed.photo.product)
        self.hints.buttons["show-product"].setEnabled(has_product)

    def _start_with_own(self, alone: catalogue_tasks.Row | None, count: int) -> None:
        """Choose the label of the only selected photo, once for each selection."""
        own = None
        if alone is not None and alone.listed.photo.state is not PhotoState.TO_REVIEW:
            own = alone.listed.category_id
        chosen = None if alone is None else alone.listed.photo.id, own, count
        if chosen != self._chosen:
            self._chosen, self._own = chosen, own
            self.category.choose(own if own in self.category.values() else None)
        self._enable()

    def _enable(self) -> None:
        """Allow a change to another category than the photo has."""
        is_other = self.category.value() not in (None, self._own)
        self.change.setEnabled(is_other and self._chosen[2] > 0 and not self._is_busy)
        self._enter.setEnabled(self.change.isEnabled())

    def _on_change(self) -> None:
        wanted = self.category.value()
        self.category.choose(None)
        self.category_wanted.emit(wanted or 0)

    def _words(self, shown: catalogue_tasks.Row) -> str:
        _, state, category, confidence, by, when, sku = self._items.words(shown.listed)
        photo = shown.listed.photo
        size = f"{photo.width}×{photo.height}" if photo.width else ""
        first = " · ".join(part for part in (state, category, confidence) if part != "–")
        second = " · ".join(part for part in (by, when) if part != "–")
        product = "" if sku == "–" else self.tr("Product {sku}").format(sku=formats.own(sku))
        # A reviewed photo shows what a person decided.
        is_suggested = photo.state is not PhotoState.REVIEWED
        source = source_words(photo) if is_suggested else ""
        item = self.tr("Item {id}").format(id=formats.own(photo.item)) if photo.item else ""
        about = " · ".join(part for part in (item, product) if part)
        title = formats.own(photo.title)
        return "\n".join(part for part in (title, about, first, source, second, size) if part)

    def show_work(self, words: str, done: int = 0, total: int = 0) -> None:
        """Show the progress of long work; "" hides it."""
        self.working.show_work(words, done, total)
        self._is_busy = bool(words)
        self._enable()

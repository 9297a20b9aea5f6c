"""Header, category strip and footer of the grid."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QSlider

from hitl_app.domain.categories import Category
from hitl_app.ui.commands.category_keys import DIGITS, category_keys
from hitl_app.ui.commands.keymap import CHANGES
from hitl_app.ui.commands.table import command
from hitl_app.ui.grid.view import SIDES
from hitl_app.ui.kit import plain, theme
from hitl_app.ui.kit.cards import WorkProgress, as_header
from hitl_app.ui.kit.hints import CapButton, HintButton, hint_buttons
from hitl_app.ui.kit.widgets import ElidedLabel, label, row
from hitl_app.ui.wording import formats

_HEIGHT = 40


class GridHeader(QFrame):
    """The title with the number of photos, and the keys that matter most."""

    def __init__(self) -> None:
        super().__init__()
        self.counts = ElidedLabel("dim")
        self.hints = hint_buttons("confirm", "choose-group", "toggle", "undo")
        title = label(self.tr("Grid"), "heading")
        as_header(self, title, self.counts, *self.hints.values(), spacing=theme.S3, grow=1)

    def show_counts(self, photos: int, groups: int, *, more: int, grouping: bool) -> None:
        """Show how many photos are to review in groups, and whether more is loading."""
        parts = [
            self.tr("{n} photos", "", photos).format(n=formats.number(photos)),
            self.tr("{n} groups", "", groups).format(n=formats.number(groups)),
        ]
        if grouping:
            parts.append(self.tr("grouping more…"))
        elif more:
            parts.append(self.tr("{n} more (F5)", "", more).format(n=formats.number(more)))
        self.counts.setText(" · ".join(parts) if photos else "")


class CategoryStrip(QFrame):
    """The categories with their digits, to decide the chosen photos.

    Signals:
        chosen: A category was chosen; carries its number.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT)
        self.categories: tuple[Category, ...] = ()
        self.buttons: list[CapButton] = []
        self.menu = QMenu(self)
        self.menu.setAccessibleName(self.tr("Category for the selection"))
        self.menu.triggered.connect(lambda action: self.chosen.emit(action.data()))
        self.more = HintButton(command("recategorise"))
        self.more.clicked.connect(self.ask)
        self._line = as_header(self, None, self.more, spacing=theme.S1)
        self._keys: list[str] = []
        CHANGES.changed.connect(self._show_keys)

    def set_categories(self, categories: Sequence[Category]) -> None:
        """Offer categories, the first ten with a button, and others while there is room."""
        if tuple(categories) != self.categories:
            self.categories = tuple(categories)
            self._show_keys()

    def _show_keys(self) -> None:
        """Show buttons and menu with the current keys."""
        categories = self.categories
        self._keys = category_keys(categories)
        for old in self.buttons:
            old.deleteLater()
        self.buttons = []
        for place, (key, category) in enumerate(zip(self._keys, categories, strict=True)):
            if not key:
                break
            one = CapButton(key, category.name)
            one.clicked.connect(lambda _=False, i=category.id: self.chosen.emit(i))
            self._line.insertWidget(place, one)
            self.buttons.append(one)
        self.menu.clear()
        for key, category in zip(self._keys, categories, strict=True):
            action = plain.add_action(self.menu, category.name)
            action.setText(f"{action.text()}\t{key}")
            action.setData(category.id)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many categories as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Hide the buttons without a digit that have no room."""
        margins = self._line.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self.more.sizeHint().width()
        for place, one in enumerate(self.buttons):
            room -= one.sizeHint().width() + self._line.spacing()
            one.setVisible(place < len(DIGITS) or room >= 0)

    def at_place(self, place: int) -> int | None:
        """Return the category in a place, from 0."""
        return self.categories[place].id if place < len(self.categories) else None

    def place_of_key(self, key: str) -> int | None:
        """Return the place of the category with a key, if there is one."""
        return self._keys.index(key) if key in self._keys else None

    def ask(self) -> None:
        """List all categories to choose one."""
        if not self.menu.isEmpty():
            corner = self.more.mapToGlobal(QPoint(0, self.more.height()))
            self.menu.popup(corner)


class GridFooter(QFrame):
    """The photo with the focus, the other keys, and how large the tiles are."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self.setFixedHeight(_HEIGHT)
        self.path = ElidedLabel("dim")
        self.working = WorkProgress(label("", "dim"), row, "quiet")
        self.working.bar.setFixedWidth(120)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, len(SIDES) - 1)
        self.slider.setPageStep(1)
        self.slider.setFixedWidth(110)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setAccessibleName(self.tr("Thumbnail size"))
        self.slider.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hints = hint_buttons("skip", "not-a-photo", "review-photo", "leave-grid")
        size = label(self.tr("Size"), "dim")
        parts = (self.working, *self.hints.values(), size, self.slider)
        margins = (theme.S5, 0, theme.S4, 0)
        line = row(self.path, *parts, spacing=theme.S3, margins=margins, grow=0)
        self.setLayout(line)

    def show_work(self, words: str, done: int = 0, total: int = 0) -> None:
        """Show how far something long has come; no words when nothing is being done."""
        self.working.show_work(words, done, total)
        self.path.setVisible(not words)

"""Header, category strip and footer of the grid."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QSlider

from hitl_app.domain.categories import Category
from hitl_app.ui.commands.table import command
from hitl_app.ui.grid.view import SIDES
from hitl_app.ui.kit import plain, theme
from hitl_app.ui.kit.cards import WorkProgress, as_header
from hitl_app.ui.kit.hints import DIGITS, CapButton, HintButton, hint_buttons
from hitl_app.ui.kit.widgets import ElidedLabel, label, row
from hitl_app.ui.wording import formats

_HEIGHT = 40


class GridHeader(QFrame):
    """The group with the focus, and the keys that matter most."""

    def __init__(self) -> None:
        super().__init__()
        self.group = ElidedLabel("heading")
        self.hints = hint_buttons("confirm", "choose-group", "toggle", "undo")
        as_header(self, self.group, *self.hints.values(), spacing=theme.S3, grow=0)


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

    def set_categories(self, categories: Sequence[Category]) -> None:
        """Offer categories, the first ten with a digit."""
        if tuple(categories) == self.categories:
            return
        self.categories = tuple(categories)
        for old in self.buttons:
            old.deleteLater()
        self.buttons = []
        for place, (digit, category) in enumerate(zip(DIGITS, categories, strict=False)):
            one = CapButton(digit, category.name)
            one.clicked.connect(lambda _=False, i=category.id: self.chosen.emit(i))
            self._line.insertWidget(place, one)
            self.buttons.append(one)
        self.menu.clear()
        for category in categories:
            action = plain.add_action(self.menu, category.name)
            action.setData(category.id)

    def at_digit(self, place: int) -> int | None:
        """Return the category of a digit key."""
        return self.categories[place].id if place < len(self.buttons) else None

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
        self.summary = label("", "dim")
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
        line = row(self.summary, self.path, *parts, spacing=theme.S3, margins=margins, grow=1)
        self.setLayout(line)

    def show_work(self, words: str, done: int = 0, total: int = 0) -> None:
        """Show how far something long has come; no words when nothing is being done."""
        self.working.show_work(words, done, total)
        self.path.setVisible(not words)

    def show_counts(self, photos: int, groups: int, *, more: int, grouping: bool) -> None:
        """Show counts, and whether more is loading."""
        parts = [
            self.tr("{n} photos", "", photos).format(n=formats.number(photos)),
            self.tr("{n} groups", "", groups).format(n=formats.number(groups)),
        ]
        if grouping:
            parts.append(self.tr("grouping more…"))
        elif more:
            parts.append(self.tr("{n} more (F5)", "", more).format(n=formats.number(more)))
        self.summary.setText(" · ".join(parts))

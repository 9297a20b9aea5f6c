"""The suggestion and the categories, with their keys and probabilities; a click decides."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QLineEdit, QWidget

from hitl_app.domain.categories import Category
from hitl_app.domain.names import MAX_NAME, folded
from hitl_app.ui.commands.category_keys import category_keys
from hitl_app.ui.commands.keymap import CHANGES
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.widgets import QuietScroll, as_widget, column
from hitl_app.ui.review.panel.rows import ROW_HEIGHT, CategoryRow, SuggestionCard

_LEAST_LINES = 6
"""Lines that the list keeps in the lowest window: twelve categories in two columns."""


class CategoryPanel(QWidget):
    """The suggestion and all categories.

    Signals:
        confirmed: The suggestion was clicked.
        chosen: A category was clicked; carries its id.
        named: A new category's name was typed.
        offered: Other categories are offered.
        left: The field was left empty.
        hovered: The pointer rests on a category; carries it, its row, and the place on the screen.
    """

    confirmed = Signal()
    chosen = Signal(int)
    named = Signal(str)
    offered = Signal()
    left = Signal()
    hovered = Signal(object, object, object)

    def __init__(self) -> None:
        super().__init__()
        self.card = SuggestionCard()
        self.card.clicked.connect(self.confirmed)
        self.rows: list[CategoryRow] = []
        self._keys: list[str] = []
        self._columns = 1
        self._layout = QGridLayout()
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setVerticalSpacing(0)
        self._layout.setHorizontalSpacing(theme.S2)
        self.list = as_widget(self._layout)
        self._scroll = QuietScroll(self.list)
        self.field = QLineEdit()
        # Qt counts a letter beyond the first 65,536 as two, and would cut an emoji apart.
        self.field.setMaxLength(2 * MAX_NAME)
        self._finding = False
        self.field.textEdited.connect(self._on_typed)
        self.field.installEventFilter(self)
        self.field.hide()
        layout = column(self.card, self._scroll, self.field, spacing=theme.S3)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetMinAndMaxSize)
        self.setLayout(layout)
        CHANGES.changed.connect(self._show_keys)

    def set_categories(self, categories: Sequence[Category]) -> bool:
        """Offer categories, in order; return False when they are offered already."""
        if [row.category for row in self.rows] == list(categories):
            return False
        for old in self.rows:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        # The focused one is gone.
        self.card.show_key(shown=True)
        self._keys = category_keys(categories)
        pairs = zip(categories, self._keys, strict=True)
        self.rows = [CategoryRow(category, key) for category, key in pairs]
        before: QWidget = self.card
        for row in self.rows:
            row.clicked.connect(lambda _=False, row=row: self.chosen.emit(row.category.id))
            row.installEventFilter(self)
            row.setParent(self.list)
            row.show()
            QWidget.setTabOrder(before, row)
            before = row
        self._arrange(self.rows)
        self.offered.emit()
        return True

    def lines(self, columns: int) -> int:
        """Return how many lines the categories take."""
        return -(-len(self.rows) // columns)

    def set_columns(self, columns: int) -> None:
        """Show the categories in one column or in two."""
        if columns != self._columns:
            self._columns = columns
            self._arrange(self.rows)

    def _arrange(self, rows: Sequence[CategoryRow]) -> None:
        """Show some categories, column by column."""
        for row in self.rows:
            self._layout.removeWidget(row)
            row.setVisible(row in rows)
        lines = self.lines(self._columns)
        for place, row in enumerate(rows):
            across, down = divmod(place, lines)
            self._layout.addWidget(row, down, across)
        for across in range(2):
            self._layout.setColumnStretch(across, int(across < self._columns))
        for down in range(self._layout.rowCount()):
            self._layout.setRowStretch(down, 0)
        self._layout.setRowStretch(lines, 1)
        height = ROW_HEIGHT * lines
        self.list.setFixedHeight(height)
        self._scroll.setMaximumHeight(height)
        self._scroll.setMinimumHeight(min(height, ROW_HEIGHT * _LEAST_LINES))
        self._begin_at_top()

    def _begin_at_top(self) -> None:
        """Scroll to the top, or as far as the suggestion needs once the rows are in place."""
        self._scroll.verticalScrollBar().setValue(0)
        QTimer.singleShot(0, self, self._show_suggested)

    def _show_suggested(self) -> None:
        """Scroll to the suggested category, if it is out of sight."""
        for row in self.rows:
            if row.is_likeliest and row.isVisible():
                self._scroll.ensureWidgetVisible(row, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the suggested category in sight."""
        super().resizeEvent(event)
        self._begin_at_top()

    def _show_keys(self) -> None:
        self._keys = category_keys([row.category for row in self.rows])
        for row, key in zip(self.rows, self._keys, strict=True):
            row.show_key(key)

    def show_photo(
        self,
        suggestion: int | None,
        probabilities: Mapping[int, float],
        decided: int | None,
        words: str = "",
        source: str = "",
    ) -> None:
        """Show the suggestion and probabilities of the photo on stage.

        Args:
            suggestion: Category that it suggests, if any.
            probabilities: By category id; empty shows no bars.
            decided: Category that a person decided, if any.
            words: Text of the card without a suggestion.
            source: What made the suggestion, for the card's tool tip.
        """
        suggested = self.category(suggestion)
        share = probabilities.get(suggestion or -1, 0.0)
        self.card.show_suggestion(suggested, share, words, source)
        for row in self.rows:
            row.show_share(
                # Also None for a category without an output, and without a score.
                probabilities.get(row.category.id) if share else None,
                likeliest=suggested is not None and row.category.id == suggestion,
                decided=row.category.id == decided,
            )
        self._show_suggested()

    def category(self, category_id: int | None) -> Category | None:
        """Return an offered category by its id."""
        return next((r.category for r in self.rows if r.category.id == category_id), None)

    def at_place(self, place: int) -> Category | None:
        """Return the category in a place, from 0."""
        return self.rows[place].category if place < len(self.rows) else None

    def place_of_key(self, key: str) -> int | None:
        """Return the place of the category with a key, if there is one."""
        return self._keys.index(key) if key in self._keys else None

    def ask_name(self) -> None:
        """Show the field for a new category."""
        self._open_field(self.tr("New category name, then Enter"), finding=False)

    def ask_letters(self) -> None:
        """Show the field that finds a category by a part of its name."""
        self._open_field(self.tr("Search categories"), finding=True)

    def _open_field(self, words: str, *, finding: bool) -> None:
        self._show_matches("")
        self._finding = finding
        self.field.clear()
        self.field.setPlaceholderText(words)
        self.field.setAccessibleName(words)
        self.field.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_field(self) -> None:
        """Hide the field and show all categories."""
        self.field.hide()
        self._show_matches("")

    def point_at(self, category_id: int) -> None:
        """Focus a category, so that Enter chooses it."""
        for row in self.rows:
            if row.category.id == category_id:
                row.setFocus(Qt.FocusReason.TabFocusReason)
                # The list may have grown just now, and a line below it may take room from it.
                QTimer.singleShot(50, row, partial(self._bring_into_sight, row))

    def _bring_into_sight(self, row: CategoryRow) -> None:
        if row.hasFocus():
            self._scroll.ensureWidgetVisible(row)

    def _show_matches(self, letters: str) -> list[CategoryRow]:
        """Hide the categories whose names do not hold some letters; return the others."""
        wanted = folded(letters)
        found = [row for row in self.rows if wanted in folded(row.category.name)]
        self._arrange(found)
        # Matches are at the top, wherever the list was scrolled to.
        self._scroll.verticalScrollBar().setValue(0)
        return found

    def _on_typed(self, text: str) -> None:
        if self._finding:
            self._show_matches(text)

    def _on_entered(self) -> None:
        text = self.field.text()
        if not text.strip():
            self._leave()
        elif not self._finding:
            self.named.emit(text)
        elif found := self._show_matches(text):
            self.close_field()
            self.chosen.emit(found[0].category.id)

    def _leave(self) -> None:
        self.close_field()
        self.left.emit()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Close the field with Esc; keep Enter from reaching the photo.

        While a category has the focus, Enter chooses it, and the card shows no key.
        """
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and watched in self.rows:
            self.card.show_key(shown=event.type() is QEvent.Type.FocusOut)
            return False
        if event.type() is QEvent.Type.ToolTip and isinstance(watched, CategoryRow):
            self.hovered.emit(watched.category, watched, event.globalPos())  # type: ignore[attr-defined]
            return True
        if watched is self.field and event.type() is QEvent.Type.KeyPress:
            key = event.key()  # type: ignore[attr-defined]
            if key == Qt.Key.Key_Escape:
                self._leave()
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_entered()
                return True
        return False

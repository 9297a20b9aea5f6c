"""The suggestion and the categories, with their keys and probabilities; a click decides."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QLayout, QLineEdit, QWidget

from hitl_app.domain.categories import Category
from hitl_app.domain.names import MAX_NAME, folded
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.hints import DIGITS
from hitl_app.ui.kit.widgets import QuietScroll, as_widget, column
from hitl_app.ui.review.panel.rows import ROW_HEIGHT, CategoryRow, SuggestionCard


class CategoryPanel(QWidget):
    """The suggestion and all categories.

    Signals:
        confirmed: The suggestion was clicked.
        chosen: A category was clicked; carries its id.
        named: A new category's name was typed.
        left: The field was left empty.
    """

    confirmed = Signal()
    chosen = Signal(int)
    named = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.card = SuggestionCard()
        self.card.clicked.connect(self.confirmed)
        self.rows: list[CategoryRow] = []
        self._layout = column(None, spacing=0)
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

    def set_categories(self, categories: Sequence[Category]) -> bool:
        """Offer categories, in order; return False when they are offered already."""
        if [row.category for row in self.rows] == list(categories):
            return False
        for old in self.rows:
            self._layout.removeWidget(old)
            old.deleteLater()
        # The focused one is gone.
        self.card.show_key(shown=True)
        self.rows = [CategoryRow(category, i) for i, category in enumerate(categories)]
        before: QWidget = self.card
        for row in self.rows:
            row.clicked.connect(lambda _=False, row=row: self.chosen.emit(row.category.id))
            row.installEventFilter(self)
            self._layout.insertWidget(self._layout.count() - 1, row)
            QWidget.setTabOrder(before, row)
            before = row
        height = ROW_HEIGHT * len(self.rows)
        self.list.setFixedHeight(height)
        self._scroll.setMaximumHeight(height)
        self._scroll.setMinimumHeight(min(height, ROW_HEIGHT * 4))
        return True

    def show_photo(
        self,
        suggestion: int | None,
        probabilities: Mapping[int, float],
        decided: int | None,
        words: str = "",
    ) -> None:
        """Show the suggestion and probabilities of the photo on stage.

        Args:
            suggestion: Category that it suggests, if any.
            probabilities: By category id; empty shows no bars.
            decided: Category that a person decided, if any.
            words: Text of the card without a suggestion.
        """
        suggested = self.category(suggestion)
        share = probabilities.get(suggestion or -1, 0.0)
        self.card.show_suggestion(suggested, share, words)
        for row in self.rows:
            row.show_share(
                # Also None for a category without an output.
                probabilities.get(row.category.id),
                likeliest=suggested is not None and row.category.id == suggestion,
                decided=row.category.id == decided,
            )

    def category(self, category_id: int | None) -> Category | None:
        """Return an offered category by its id."""
        return next((r.category for r in self.rows if r.category.id == category_id), None)

    def at_digit(self, place: int) -> Category | None:
        """Return the category of a digit key, by its place from 0."""
        return self.rows[place].category if place < min(len(self.rows), len(DIGITS)) else None

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
        for row in self.rows:
            row.setVisible(row in found)
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
        if watched is self.field and event.type() is QEvent.Type.KeyPress:
            key = event.key()  # type: ignore[attr-defined]
            if key == Qt.Key.Key_Escape:
                self._leave()
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_entered()
                return True
        return False

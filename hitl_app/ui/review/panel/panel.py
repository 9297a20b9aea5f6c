"""The right side of the Review page: suggestion, categories, keys, last decisions."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from hitl_app.domain.categories import Category
from hitl_app.domain.review import ReviewPhoto
from hitl_app.ui.commands.table import command
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.hints import DIGITS, HintButton, hints
from hitl_app.ui.kit.widgets import column, label, row
from hitl_app.ui.review.panel.categories import CategoryPanel
from hitl_app.ui.review.panel.last_decisions import ROW_HEIGHT, LastDecisions
from hitl_app.ui.wording.categories import unknown_words

_ROOM_FOR_LAST = 500
_OF_A_PHOTO = ("skip", "not-a-photo", "ask", "ask-note", "find-category")


class ReviewPanel(QFrame):
    """Answers for a photo, and the last decisions."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setFixedWidth(328)
        self.categories = CategoryPanel()
        self.unknown = label("", "warning", wrap=True)
        self.hints = hints(
            "skip",
            "not-a-photo",
            "ask",
            "ask-note",
            "new-category",
            "go-categories",
            "grid",
            "find-category",
        )
        self.undo = HintButton(command("undo"))
        self.undo.setEnabled(False)
        self.last = LastDecisions()
        self.last.setMinimumHeight(ROW_HEIGHT * 2)
        heading = row(label(self.tr("RECENT DECISIONS"), "caption"), None, self.undo)
        self._layout = column(self.categories, self.unknown, self.hints, heading, self.last)
        # The categories take the space that they need; decisions the rest, two at least.
        self._layout.setStretch(0, 1000)
        self._layout.setStretch(4, 1)
        self.setLayout(self._layout)
        self.show_unknown((), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the last decisions where nothing else can shrink, such as in the tour."""
        super().resizeEvent(event)
        self.last.setVisible(self.height() >= _ROOM_FOR_LAST)

    def suggestion(self, shown: ReviewPhoto | None) -> Category | None:
        """Return the category that a photo's card suggests, if it suggests one."""
        if shown is None or shown.blind or not shown.probabilities:
            return None
        return self.categories.category(shown.photo.suggestion_id)

    def show_unknown(self, unknown: Sequence[Category], offered: int) -> None:
        """Show which of the offered categories have no output, if any."""
        words = unknown_words(unknown, offered)
        self.unknown.setText(words)
        self.unknown.setVisible(bool(words))
        self._layout.setSpacing(theme.S2 if words else theme.S3)
        self._layout.setContentsMargins(theme.S4, theme.S4, theme.S4, 0 if words else theme.S2)

    def show_photo(self, shown: ReviewPhoto | None) -> None:
        """Show suggestion and decision of a photo."""
        for part in (self.categories.list, *(self.hints.buttons[name] for name in _OF_A_PHOTO)):
            part.setEnabled(shown is not None)
        # Up to ten have a key of their own.
        self.hints.buttons["find-category"].setVisible(len(self.categories.rows) > len(DIGITS))
        suggestion = self.suggestion(shown)
        decided = None if shown is None or shown.decision is None else shown.decision.category_id
        if shown is None:
            words = self.tr("No photo")
        elif shown.blind:
            words = self.tr("Label without a suggestion")
        else:
            words = self.tr("No suggestion")
        bars = {} if shown is None or shown.blind else shown.probabilities
        suggested = None if suggestion is None else suggestion.id
        self.categories.show_photo(suggested, bars, decided, words)

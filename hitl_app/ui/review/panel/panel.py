"""The right side of the Review page: suggestion, categories, keys, last decisions."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from hitl_app.domain.categories import Category
from hitl_app.domain.review import ReviewPhoto
from hitl_app.ui.commands.category_keys import DIGITS
from hitl_app.ui.commands.table import command
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.hints import FoldedHints, HintButton
from hitl_app.ui.kit.widgets import as_widget, column, label, row
from hitl_app.ui.review.panel.categories import CategoryPanel
from hitl_app.ui.review.panel.last_decisions import ROW_HEIGHT, LastDecisions
from hitl_app.ui.review.panel.rows import ROW_HEIGHT as CATEGORY_HEIGHT
from hitl_app.ui.wording.answers import source_words

_OF_A_PHOTO = ("skip", "not-a-photo", "ask", "ask-note", "find-category")


class ReviewPanel(QFrame):
    """Answers for a photo, and the last decisions."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setFixedWidth(328)
        self.categories = CategoryPanel()
        self.hints = FoldedHints(
            "skip",
            "not-a-photo",
            "ask",
            "ask-note",
            "new-category",
            "find-category",
            "go-categories",
            "grid",
        )
        self.undo = HintButton(command("undo"))
        self.undo.setEnabled(False)
        self.last = LastDecisions()
        self.last.setMinimumHeight(ROW_HEIGHT)
        self._caption = label(self.tr("RECENT DECISIONS"), "caption")
        self._heading = as_widget(row(self._caption, None, self.undo))
        parts = (self.categories, self.hints, self._heading, self.last)
        margins = (theme.S4, theme.S4, theme.S4, theme.S2)
        self._layout = column(*parts, spacing=theme.S3, margins=margins)
        # The categories take the space that they need; decisions the rest, one at least.
        self._layout.setStretch(0, 1000)
        self._layout.setStretch(3, 1)
        self._layout.addStretch(0)
        self.setLayout(self._layout)
        self.categories.offered.connect(self._share_out)
        self.hints.folded.connect(self._share_out)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height out."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """Give categories what they need; the last decisions go before a second column comes."""
        categories, gap = self.categories, theme.S3
        width = self.width() - 2 * theme.S4
        taken = categories.card.height() + self._heading.sizeHint().height() + theme.S4 + theme.S2
        room = self.height() - taken - self.hints.heightForWidth(width) - 3 * gap
        columns = 1 if CATEGORY_HEIGHT * categories.lines(1) <= room else 2
        categories.set_columns(columns)
        rest = room - CATEGORY_HEIGHT * categories.lines(columns)
        for part in (self._caption, self.last):
            part.setVisible(rest >= self.last.minimumHeight() + gap)

    def suggestion(self, shown: ReviewPhoto | None) -> Category | None:
        """Return the category that a photo's card suggests, if it suggests one."""
        if shown is None or shown.blind or not shown.probabilities:
            return None
        return self.categories.category(shown.photo.suggestion_id)

    def show_photo(self, shown: ReviewPhoto | None) -> None:
        """Show suggestion and decision of a photo."""
        for part in (self.categories.list, *(self.hints.buttons[name] for name in _OF_A_PHOTO)):
            part.setEnabled(shown is not None)
        few = len(self.categories.rows) <= len(DIGITS)
        self.hints.withhold(*(("find-category",) if few else ()))
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
        source = "" if shown is None or shown.blind else source_words(shown.photo)
        self.categories.show_photo(suggested, bars, decided, words, source)

"""Preview of a change of a category."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from hitl_app.ui.kit import theme
from hitl_app.ui.kit.cards import as_card
from hitl_app.ui.kit.widgets import button, label, row
from hitl_app.ui.wording.categories import merge_words, retire_words

if TYPE_CHECKING:
    from hitl_app.services.categories.categories import CategoryLine, Overview


@dataclass(frozen=True, slots=True)
class Step:
    """A change that is previewed before it is made.

    Attributes:
        line: The category to change.
        into: The one that it is merged into; None for retiring, and while none is chosen.
        merges: Whether it is a merge.
    """

    line: "CategoryLine"
    into: "CategoryLine | None" = None
    merges: bool = False

    def pointed_at(self, line: "CategoryLine | None") -> "Step | None":
        """Return the step after another category was chosen in the table."""
        same = line is not None and line.category.id == self.line.category.id
        if not self.merges:
            return self if same else None
        fits = line is not None and not line.category.retired and not same
        return replace(self, into=line if fits else None)

    def now(self, overview: "Overview") -> "Step | None":
        """Return the updated step; None if its category is gone or retired."""
        lines = {one.category.id: one for one in overview.lines if not one.category.retired}
        line = lines.get(self.line.category.id)
        into = None if self.into is None else lines.get(self.into.category.id)
        return None if line is None else replace(self, line=line, into=into)


class StepStrip(QFrame):
    """Effects of a step, and the buttons that confirm or cancel it."""

    def __init__(self) -> None:
        super().__init__()
        self.preview = label("", wrap=True)
        self.go = button("", "primary")
        self.stop = button(self.tr("Cancel"))
        as_card(self, row(self.preview, self.stop, self.go, spacing=theme.S4, grow=0))
        self.hide()

    def show_step(self, step: Step | None, *, inspection: bool) -> None:
        """Show a step; `inspection` is True if it would close an open one."""
        self.setVisible(step is not None)
        if step is not None:
            words, does = self._words(step, inspection=inspection)
            self.preview.setText(words)
            self.go.setText(does)
            self.go.setVisible(not step.merges or step.into is not None)

    def _words(self, step: Step, *, inspection: bool) -> tuple[str, str]:
        """Return the effects of a step, and the text of its button."""
        name = step.line.category.name
        if not step.merges:
            words = retire_words(step.line, inspection=inspection)
            return words, self.tr("Retire {name}").format(name=name)
        if step.into is None:
            text = self.tr("Choose the category to merge {name} into. Press Esc to cancel.")
            return text.format(name=name), ""
        into = step.into.category.name
        words = merge_words(step.line, into, inspection=inspection)
        return words, self.tr("Merge into {name}").format(name=into)

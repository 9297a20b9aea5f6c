"""Labels that are no categories here, and what to do with each."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLayout, QWidget

from hitl_app.domain.categories import Category
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.fields import ValueChoice
from hitl_app.ui.kit.widgets import ElidedLabel, QuietScroll, as_widget, column, label, row
from hitl_app.ui.wording import formats

_MOST = 30
_LINES = 3
CREATE, LEAVE_OUT = "\x00create", ""
"""Choices that are no categories."""


class UnknownLabels(QWidget):
    """A line for each unknown label: create it, leave its rows out, or take a category."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "dim")
        self.choices: dict[str, ValueChoice] = {}
        self.others = ValueChoice(self.tr("All others"))
        self._fixed = [(self.tr("Create"), CREATE), (self.tr("Leave out"), LEAVE_OUT)]
        self.others.offer(self._fixed)
        others = label(self.tr("All others"), "dim")
        self._rest = as_widget(row(others, None, self.others, spacing=theme.S3))
        self._lines = column(None, spacing=theme.S1)
        self.area = QuietScroll(as_widget(self._lines))
        self.setLayout(column(self.title, self.area, self._rest, spacing=theme.S1))
        self.hide()

    def show_unknown(
        self, unknown: Sequence[tuple[str, int]], categories: Sequence[Category], *, whole: bool
    ) -> None:
        """List labels with their numbers of rows; `whole` if there can be no others."""
        before = {name: choice.value() for name, choice in self.choices.items()}
        self._clear()
        known = [(category.name, category.name) for category in categories]
        for name, count in unknown[:_MOST]:
            choice = ValueChoice(name)
            choice.offer([*self._fixed, *known])
            if before.get(name) in choice.values():
                choice.choose(before[name])
            self.choices[name] = choice
            words = ElidedLabel()
            words.setText(name)
            rows = self.tr("{n} rows", "", count).format(n=formats.number(count))
            self._add(row(words, label(rows, "dim"), None, choice, spacing=theme.S3))
        self._rest.setVisible(len(unknown) > _MOST or not whole)
        n = len(unknown)
        text = self.tr("{n} labels are not categories here:", "", n)
        self.title.setText(text.format(n=formats.number(n)))
        shown = min(len(unknown), _LINES)
        self.area.setFixedHeight(shown * (self.others.sizeHint().height() + theme.S1) + 2)
        self.setVisible(bool(unknown))

    def renamed(self) -> dict[str, str]:
        """Return the category of each label that is not created; empty to leave its rows out."""
        chosen = {name: choice.value() for name, choice in self.choices.items()}
        return {name: value for name, value in chosen.items() if value != CREATE}

    def creates_others(self) -> bool:
        """Return True if labels without a line of their own are created."""
        return bool(self.others.value() == CREATE)

    def _add(self, line: QLayout) -> None:
        self._lines.insertWidget(self._lines.count() - 1, as_widget(line))

    def _clear(self) -> None:
        self.choices = {}
        while self._lines.count() > 1:
            item = self._lines.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.deleteLater()

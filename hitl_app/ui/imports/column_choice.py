"""Choice of a column of a table."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker

from hitl_app.ui.kit.fields import Choice


class ColumnChoice(Choice):
    """Chooses a column by its name, or none."""

    def offer(self, none: str, names: Sequence[str], chosen: str = "") -> None:
        """Offer columns, without a signal; one is chosen if it is among them, else none.

        Args:
            none: Text of the first entry.
            names: Names of the columns.
            chosen: One of them.
        """
        with QSignalBlocker(self):
            self.clear()
            self.addItems([none, *names])
            self.setCurrentIndex(names.index(chosen) + 1 if chosen in names else 0)
        self.setEnabled(bool(names))

    def name(self) -> str:
        """Return the name of the chosen column; empty for none."""
        return self.currentText() if self.currentIndex() > 0 else ""

"""Fields: a list to choose from, a percentage, a path; and the grid that titles them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPointF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLayout,
    QLineEdit,
    QSizePolicy,
    QSlider,
    QStyledItemDelegate,
    QWidget,
)

from hitl_app.ui.kit import theme
from hitl_app.ui.kit.painting import smooth_painter
from hitl_app.ui.kit.widgets import label, row

_MOST_ROWS = 16


def titled(
    lines: Iterable[tuple[str, QLayout]], spacing: int = theme.S3, gap: int = theme.S4
) -> QGridLayout:
    """Lay fields out in lines, each beside its title.

    Args:
        lines: Title and field of each.
        spacing: Between two lines.
        gap: Between titles and fields.
    """
    grid = QGridLayout()
    grid.setHorizontalSpacing(gap)
    grid.setVerticalSpacing(spacing)
    grid.setColumnStretch(1, 1)
    for number, (title, field) in enumerate(lines):
        grid.addWidget(label(title, "dim"), number, 0)
        grid.addLayout(field, number, 1)
    return grid


class PathField(QLineEdit):
    """A line for a path, which may begin with `~`."""

    def __init__(self, name: str, path: Path | None = None) -> None:
        super().__init__("" if path is None else str(path))
        self.setAccessibleName(name)

    def path(self) -> Path:
        """Return the path that is set."""
        return Path(self.text().strip()).expanduser()


class Choice(QComboBox):
    """A combo box whose arrow is painted in the colours in force."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMaxVisibleItems(_MOST_ROWS)
        # A combo box's own delegate does not follow the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))

    def showPopup(self) -> None:
        """Open a list as wide as its widest entry."""
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * view.frameWidth())
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the arrow: a style sheet would need a picture of it in each scheme."""
        super().paintEvent(event)
        t = theme.tokens()
        painter = smooth_painter(self)
        pen = QPen(theme.colour(t.text if self.isEnabled() else t.dim), 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        inset = theme.S3 + 2
        across = inset if self.isRightToLeft() else self.width() - inset
        middle = QPointF(across, self.height() / 2)
        points = ((-4.0, -2.0), (0.0, 2.0), (4.0, -2.0))
        painter.drawPolyline([middle + QPointF(x, y) for x, y in points])


class ValueChoice(Choice):
    """A combo box whose entries hold Python values."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._entries: list[tuple[str, Any]] = []
        self.setToolTip(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaximumWidth(170)

    def value(self) -> Any:
        """Return the value of the chosen entry."""
        return self._entries[self.currentIndex()][1] if self._entries else None

    def offer(self, entries: Sequence[tuple[str, Any]]) -> None:
        """Set the entries; the chosen one is kept if it still exists."""
        if self._entries == list(entries):
            return
        chosen = self.value()
        with QSignalBlocker(self):
            self.clear()
            self._entries = list(entries)
            self.addItems([text for text, _ in entries])
            values = self.values()
            self.setCurrentIndex(values.index(chosen) if chosen in values else 0)

    def values(self) -> list[Any]:
        """Return the values of the entries."""
        return [value for _, value in self._entries]

    def choose(self, value: Any) -> None:
        """Choose the entry of a value."""
        self.setCurrentIndex(self.values().index(value))


BOX_WIDTH = 84


def percent_box(low: float, high: float, name: str) -> QDoubleSpinBox:
    """Make a field in percent for a share between two from 0 to 1."""
    box = QDoubleSpinBox()
    box.setRange(100 * low, 100 * high)
    box.setDecimals(1)
    box.setSingleStep(0.5)
    box.setSuffix("\u202f%")
    box.setAlignment(Qt.AlignmentFlag.AlignRight)
    box.setFixedWidth(BOX_WIDTH)
    box.setAccessibleName(name)
    return box


class ShareField(QWidget):
    """A slider and a field for one share between two from 0 to 1, in thousandths.

    Signals:
        moved: A person set another share.
    """

    moved = Signal()

    def __init__(self, low: float, high: float, name: str) -> None:
        super().__init__()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(round(1000 * low), round(1000 * high))
        self.slider.setPageStep(10)
        self.slider.setAccessibleName(name)
        self.slider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box = percent_box(low, high, self.tr("{name} in percent").format(name=name))
        self.setLayout(row(self.slider, self.box, spacing=theme.S4, grow=0))
        self.slider.valueChanged.connect(self._on_slider_moved)
        self.box.valueChanged.connect(self._on_box_changed)

    def share(self) -> float:
        """Return the share that is set."""
        return self.slider.value() / 1000

    def show_share(self, share: float) -> None:
        """Set a share without emitting `moved`."""
        with QSignalBlocker(self.slider), QSignalBlocker(self.box):
            self.slider.setValue(round(1000 * share))
            self.box.setValue(self.slider.value() / 10)

    def _on_slider_moved(self, value: int) -> None:
        with QSignalBlocker(self.box):
            self.box.setValue(value / 10)
        self.moved.emit()

    def _on_box_changed(self, value: float) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(value * 10))
        self.moved.emit()

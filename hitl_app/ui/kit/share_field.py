"""Field for a percentage, set with a slider or typed."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QSizePolicy, QSlider, QWidget

from hitl_app.ui.kit import theme
from hitl_app.ui.kit.widgets import row

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

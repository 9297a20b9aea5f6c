"""The rail on the left: one button a page."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout

from hitl_app.ui.kit import icons, theme


class Rail(QFrame):
    """Buttons for the pages, one of them chosen.

    Signals:
        chosen: A page was chosen; carries its key.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(76)
        self.buttons: dict[str, QToolButton] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(6, theme.S3, 6, theme.S3)
        self._layout.setSpacing(theme.S1)
        self._layout.addStretch(1)

    def add(self, key: str, title: str) -> None:
        """Add a page's button, with the icon of its key."""
        button = QToolButton()
        button.setText(title)
        button.setAccessibleName(title)
        bold = QFontMetrics(theme.font(theme.TINY, bold=True))
        self.setFixedWidth(max(self.width(), bold.horizontalAdvance(title) + 2 * theme.S3))
        button.setCheckable(True)
        button.setIconSize(QSize(22, 22))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFixedHeight(56)
        button.clicked.connect(lambda: self.chosen.emit(key))
        self._layout.insertWidget(len(self.buttons), button)
        self.buttons[key] = button
        self._draw(key)

    def choose(self, key: str) -> None:
        """Mark a page as the one that is shown."""
        # No button group: Tab would reach only the button that is chosen.
        for other, button in self.buttons.items():
            button.setChecked(other == key)

    def changeEvent(self, event: QEvent) -> None:
        """Adapt to a changed font or colour scheme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            for key in self.buttons:
                self._draw(key)

    def _draw(self, key: str) -> None:
        t = theme.tokens()
        self.buttons[key].setIcon(icons.icon(key, t.dim, t.accent, 22))

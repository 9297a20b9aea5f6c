"""What the window shows while no workspace is open: why, and what to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from hitl_app.domain.errors import KnownError
from hitl_app.ui import messages, theme
from hitl_app.ui.page import Page
from hitl_app.ui.widgets import button, column, empty_state, label, row


class WelcomePage(Page):
    """Says what happened in one sentence, what to do in another, and offers to do it.

    Signals:
        choose_wanted: Another folder is to be chosen.
        import_wanted: The folder is to become a workspace by an import.
        own_wanted: It is to become one whose categories are chosen first.
    """

    key = "welcome"
    icon = "photos"
    choose_wanted = Signal()
    import_wanted = Signal()
    own_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        header = QFrame()
        header.setObjectName("header")
        line = row(label(self.tr("Second Look"), "heading"), None)
        line.setContentsMargins(theme.S5, 0, theme.S5, 0)
        header.setLayout(line)
        self.header = header
        self._layout = column()
        self._told: QWidget | None = None
        self.setLayout(self._layout)
        self.show_nothing()

    @property
    def title(self) -> str:
        """What the rail would call it."""
        return self.tr("Welcome")

    def show_nothing(self) -> None:
        """Asks for a workspace."""
        self._show(
            "photos",
            self.tr("Which photos is it about?"),
            self.tr(
                "Choose the folder that keeps your decisions. A folder that keeps none yet "
                "becomes a workspace with the first import."
            ),
            can_import=False,
        )

    def show_error(self, error: Exception) -> None:
        """Says why a workspace cannot be opened."""
        told = messages.of_error(error)
        missing = isinstance(error, KnownError) and error.code == "no-workspace"
        self._show("warning", told.happened, told.remedy, can_import=missing)

    def _show(self, icon: str, happened: str, remedy: str, *, can_import: bool) -> None:
        buttons = []
        if can_import:
            add = button(self.tr("Import photos here…"), "primary")
            add.clicked.connect(self.import_wanted)
            own = button(self.tr("Begin with my own categories…"))
            own.clicked.connect(self.own_wanted)
            buttons += [add, own]
        first = icon == "photos"
        words = self.tr("Choose a folder…") if first else self.tr("Choose another folder…")
        other = button(words, "" if can_import else "primary")
        other.clicked.connect(self.choose_wanted)
        buttons.append(other)
        if self._told is not None:
            self._told.deleteLater()
        self._told = empty_state(icon, happened, remedy, *buttons)
        self._layout.addWidget(self._told)
        self.setAccessibleName(f"{happened} {remedy}")

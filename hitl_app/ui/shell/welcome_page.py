"""What the window shows while no workspace is open: why, and what to do."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from hitl_app.domain.errors import KnownError
from hitl_app.ui.kit import plain, theme
from hitl_app.ui.kit.widgets import button, column, empty_state, label, row
from hitl_app.ui.session.page import Page
from hitl_app.ui.wording import messages


class WelcomePage(Page):
    """Says what happened in one sentence, what to do in another, and offers to do it.

    Signals:
        choose_wanted: Another folder is to be chosen.
        new_wanted: A new workspace is wanted.
        open_wanted: One that was opened before is wanted; carries its folder.
        import_wanted: The folder is to become a workspace by an import.
        own_wanted: It is to become one whose categories are chosen first.
        tour_wanted: Somebody wants to learn it on the sample catalogue.
    """

    key = "welcome"
    icon = "photos"
    choose_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal(object)
    import_wanted = Signal()
    own_wanted = Signal()
    tour_wanted = Signal()

    def __init__(self, recent: Sequence[Path] = (), *, offers_tour: bool = False) -> None:
        super().__init__()
        self._offers_tour = offers_tour
        self.tour: QPushButton | None = None
        self._recent = tuple(recent)
        header = QFrame()
        header.setObjectName("header")
        line = row(label(self.tr("Second Look"), "heading"), None)
        line.setContentsMargins(theme.S5, 0, theme.S5, 0)
        header.setLayout(line)
        self.header = header
        self.recent: list[QPushButton] = []
        self._layout = column()
        self._told: QWidget | None = None
        self.setLayout(self._layout)
        self.show_nothing()

    @property
    def title(self) -> str:
        """What the rail would call it."""
        return self.tr("Welcome")

    def show_nothing(self) -> None:
        """Ask for a workspace."""
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
        """Show why a workspace cannot be opened."""
        told = messages.of_error(error)
        missing = isinstance(error, KnownError) and error.code == "no-workspace"
        self._show("warning", told.happened, told.remedy, can_import=missing)

    def _recent_list(self) -> QVBoxLayout:
        """Offer the workspaces that were opened last."""
        self.recent = []
        for folder in self._recent:
            one = button(folder.name, "quiet", name=self.tr("Open {folder}").format(folder=folder))
            one.setToolTip(plain.tip(str(folder)))
            one.clicked.connect(lambda _=False, folder=folder: self.open_wanted.emit(folder))
            self.recent.append(one)
        caption = label(self.tr("OPENED BEFORE"), "caption")
        layout = column(theme.S3, spacing=theme.S1)
        layout.addLayout(row(None, caption, None))
        for one in self.recent:
            layout.addLayout(row(None, one, None))
        return layout

    def _tour_offer(self) -> QVBoxLayout:
        """Offer to learn it on photos that do not matter."""
        caption = label(self.tr("NEW HERE?"), "caption")
        self.tour = button(self.tr("Learn it on the sample catalogue"))
        self.tour.clicked.connect(self.tour_wanted)
        layout = column(theme.S5, spacing=theme.S2)
        layout.addLayout(row(None, caption, None))
        layout.addLayout(row(None, self.tour, None))
        return layout

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
        new = button(self.tr("New workspace…"))
        new.clicked.connect(self.new_wanted)
        buttons.append(new)
        if self._told is not None:
            self._layout.removeWidget(self._told)
            self._told.hide()
            self._told.deleteLater()
        self._told = empty_state(icon, happened, remedy, *buttons)
        self._layout.addWidget(self._told)
        told = self._told.layout()
        if isinstance(told, QVBoxLayout):
            # Above the stretch at the end.
            if self._offers_tour and first:
                told.insertLayout(told.count() - 1, self._tour_offer())
            if self._recent:
                told.insertLayout(told.count() - 1, self._recent_list())
        self.setAccessibleName(f"{happened} {remedy}")

"""Welcome page, shown while no workspace is open."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from hitl_app.domain.errors import KnownError
from hitl_app.ui.kit import plain, theme
from hitl_app.ui.kit.cards import empty_state
from hitl_app.ui.kit.widgets import button, column, label, row
from hitl_app.ui.session.page import Page
from hitl_app.ui.shell.commands import WindowCommands
from hitl_app.ui.wording import messages


class WelcomePage(Page):
    """Shows the event, the remedy, and a button for it.

    Args:
        does: Performs actions.
        recent: Workspaces that were opened before.
        open_tour: Begins the tour, where it is offered.
    """

    key = "welcome"
    icon = "photos"

    def __init__(
        self,
        does: WindowCommands,
        recent: Sequence[Path] = (),
        open_tour: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._does, self._open_tour = does, open_tour
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
        """Return its title."""
        return self.tr("Welcome")

    def show_nothing(self) -> None:
        """Ask for a workspace."""
        self._show(
            "photos",
            self.tr("Open a workspace"),
            self.tr(
                "A workspace is a folder where your labels are saved. Your photos stay where "
                "they are."
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
        self.recent, does = [], self._does
        for folder in self._recent:
            one = button(folder.name, "quiet", name=self.tr("Open {folder}").format(folder=folder))
            one.setToolTip(plain.tip(str(folder)))
            one.clicked.connect(lambda _=False, folder=folder: does.open_recent(folder))
            self.recent.append(one)
        caption = label(self.tr("RECENT"), "caption")
        layout = column(theme.S3, spacing=theme.S1)
        layout.addLayout(row(None, caption, None))
        for one in self.recent:
            layout.addLayout(row(None, one, None))
        return layout

    def _tour_offer(self, open_tour: Callable[[], None]) -> QVBoxLayout:
        """Make the offer of the tour."""
        caption = label(self.tr("NEW HERE?"), "caption")
        self.tour = button(self.tr("Try it with sample photos"))
        self.tour.clicked.connect(open_tour)
        layout = column(theme.S5, spacing=theme.S2)
        layout.addLayout(row(None, caption, None))
        layout.addLayout(row(None, self.tour, None))
        return layout

    def _show(self, icon: str, happened: str, remedy: str, *, can_import: bool) -> None:
        buttons = []
        if can_import:
            add = button(self.tr("Import photos here…"), "primary")
            add.clicked.connect(self._does.import_folder)
            own = button(self.tr("Start with my own categories…"))
            own.clicked.connect(self._does.begin_with_own)
            buttons += [add, own]
        first = icon == "photos"
        words = self.tr("Choose a folder…") if first else self.tr("Choose another folder…")
        other = button(words, "" if can_import else "primary")
        other.clicked.connect(self._does.choose_workspace)
        buttons.append(other)
        new = button(self.tr("New workspace…"))
        new.clicked.connect(self._does.new_workspace)
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
            if self._open_tour is not None and first:
                told.insertLayout(told.count() - 1, self._tour_offer(self._open_tour))
            if self._recent:
                told.insertLayout(told.count() - 1, self._recent_list())
        self.setAccessibleName(f"{happened} {remedy}")

"""Welcome page, shown while no workspace is open."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from hitl_app.domain.errors import KnownError
from hitl_app.ui.kit import plain, theme
from hitl_app.ui.kit.cards import empty_state, page_header
from hitl_app.ui.kit.widgets import button, column, label, row
from hitl_app.ui.session.page import Page
from hitl_app.ui.shell.commands import WindowCommands
from hitl_app.ui.wording import messages


class WelcomePage(Page):
    """Shows the event, the remedy, and a button for it.

    Args:
        open_tour: Begins the tour, where it is offered.
        error: Why a workspace could not be opened, if one was tried.
    """

    key = "welcome"

    def __init__(
        self,
        does: WindowCommands,
        recent: Sequence[Path] = (),
        open_tour: Callable[[], None] | None = None,
        error: Exception | None = None,
    ) -> None:
        super().__init__()
        self._does, self._open_tour = does, open_tour
        self.tour: QPushButton | None = None
        self._recent = tuple(recent)
        self.header = page_header(self.tr("Second Look"), None)
        self.recent: list[QPushButton] = []
        if error is None:
            text = self.tr(
                "A workspace keeps your labels in a folder of its own. Your photos stay where "
                "they are."
            )
            self._show("photos", self.tr("Label your photos"), text, can_begin=False)
        else:
            told = messages.of_error(error)
            missing = isinstance(error, KnownError) and error.code == "no-workspace"
            self._show("warning", told.happened, told.remedy, can_begin=missing)

    def _recent_list(self) -> QVBoxLayout:
        """Offer the workspaces that were opened last."""
        self.recent, does = [], self._does
        for folder in self._recent:
            name = self.tr("Open {folder}").format(folder=folder)
            one = button(folder.name, "quiet", name=name)
            one.clicked.connect(lambda _=False, folder=folder: does.open_recent(folder))
            one.setToolTip(plain.tip(str(folder)))
            self.recent.append(one)
        lines = (label(self.tr("RECENT"), "caption"), *self.recent)
        return column(theme.S3, *(row(None, one, None) for one in lines), spacing=theme.S1)

    def _tour_offer(self, open_tour: Callable[[], None]) -> QVBoxLayout:
        """Make the offer of the tour."""
        caption = label(self.tr("NEW HERE?"), "caption")
        self.tour = button(self.tr("Try it with sample photos"), clicked=open_tour)
        return column(theme.S5, row(None, caption, None), row(None, self.tour, None))

    def _show(self, icon: str, happened: str, remedy: str, *, can_begin: bool) -> None:
        does, first = self._does, icon == "photos"
        words = self.tr("Open a workspace…") if first else self.tr("Choose another folder…")
        new = button(self.tr("New workspace…"), "primary" if first else "")
        new.clicked.connect(does.new_workspace)
        opening = button(words, "" if first or can_begin else "primary")
        opening.clicked.connect(does.choose_workspace)
        buttons = [new, opening] if first else [opening, new]
        if can_begin:
            here = button(self.tr("New workspace here…"), "primary")
            here.clicked.connect(does.new_workspace_here)
            buttons = [here, opening]
        body = empty_state(icon, happened, remedy, *buttons)
        self.setLayout(column(body))
        told = body.layout()
        if isinstance(told, QVBoxLayout):
            # Above the stretch at the end.
            if self._open_tour is not None and first:
                told.insertLayout(told.count() - 1, self._tour_offer(self._open_tour))
            if self._recent:
                told.insertLayout(told.count() - 1, self._recent_list())
        self.setAccessibleName(f"{happened} {remedy}")

"""Run the tour on the sample catalogue, in a workspace of its own."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hitl_app.ui.commands.table import command
from hitl_app.ui.gateway.services import sample
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.help.tour import Tour
from hitl_app.ui.session import recent
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.messages import Action, Message

if TYPE_CHECKING:
    from hitl_app.services.catalogue.sample import SampleState
    from hitl_app.ui.help.tour_panel import TourPanel
    from hitl_app.ui.shell.host import Host

_TOPIC = "tour"
_LEAST = 40
"""Number of photos to review that the tour needs."""


class Touring(QObject):
    """Starts the tour in a sample workspace, and shows it in the window."""

    def __init__(self, window: "Host") -> None:
        super().__init__(window)
        self._window = window
        self.tour = Tour(self)
        self.panel: TourPanel | None = None
        self._number = 0
        self._home: Path | None = None

    def want(self) -> None:
        """Begin the tour, or ask whether to close the open workspace."""
        session = self._window.session
        if session is None or not session.is_open:
            self.open_sample()
        else:
            session.store.submit(Lane.READS, sample.look, self._on_looked)

    def offer(self) -> None:
        """Offer the tour, once on this computer, where the sample catalogue is open."""
        if recent.tour_was_offered():
            return
        recent.keep(tour=True)
        self._ask(
            self.tr("New here?"),
            self.tr("The tour shows how it works, step by step, on these sample photos."),
            (self.tr("Start the tour"), self.want),
        )

    def _ask(self, happened: str, remedy: str, yes: Action) -> None:
        actions = (yes, (self.tr("Not now"), _nothing))
        message = Message(happened, remedy, actions=actions, topic=_TOPIC, waits=True)
        self._window.messages.tell(message)

    def open_sample(self) -> None:
        """Open the sample catalogue and begin."""
        self._home = self._window.folder
        self._open(1)

    def _open(self, number: int) -> None:
        if not self._window.may_stop_jobs():
            return
        home = self._home
        self._window.open_workspace(recent.sample_folder(number), create=True)
        self._number, self._home = number, home
        if self._window.session is not None:
            self._window.session.opened.connect(self._on_opened)

    def _on_opened(self) -> None:
        if self._window.session is not None:
            self._window.session.store.submit(Lane.READS, sample.look, self._on_sample)

    def _on_sample(self, look: "SampleState") -> None:
        from hitl_app.resources import sample_catalogue

        session = self._window.session
        if session is not None and not look.photos:
            session.import_paths([sample_catalogue()])
        elif look.to_review < _LEAST:
            # Its photos are all reviewed: the next workspace starts anew.
            self._open(self._number + 1)
            return
        self.begin()

    def _on_looked(self, look: "SampleState") -> None:
        if look.is_sample and look.to_review >= _LEAST:
            self.begin()
            return
        folder = self._window.folder
        text = self.tr("Nothing changes in {name}. You can return to it after the last step.")
        self._ask(
            self.tr("The tour opens a workspace with sample photos."),
            text.format(name="" if folder is None else formats.own(folder.name)),
            (self.tr("Open"), self.open_sample),
        )

    def begin(self) -> None:
        """Show the first step, in the workspace that is open."""
        recent.keep(tour=True)
        self._window.messages.forget(_TOPIC)
        if self.panel is None:
            from hitl_app.ui.help.guide_window import show_guide
            from hitl_app.ui.help.tour_panel import TourPanel

            self.panel = TourPanel(self.tour)
            self.panel.asked.connect(lambda name: self._window.dispatcher.run(command(name)))
            self.panel.page_wanted.connect(self._window.show_page)
            self.panel.guide.clicked.connect(lambda: show_guide(self._window))
            self.panel.home.clicked.connect(self._go_home)
            self._window.page_shown.connect(self.panel.show_page)
            self._window.add_strip(self.panel)
        self.tour.begin()
        self.panel.show_page(self._window.page_key)
        self.panel.set_home(self._home_words())

    def _home_words(self) -> str:
        """Return the text of the last button; "" if the sample was opened directly."""
        folder = self._window.folder
        if folder is None or not recent.is_own_sample(folder):
            return ""
        if self._home is None:
            return self.tr("Start with my own photos")
        return self.tr("Back to {name}").format(name=formats.own(self._home.name))

    def _go_home(self) -> None:
        if not self._window.may_stop_jobs():
            return
        home = self._home
        self._window.close_workspace()
        if home is None:
            self._window.show_welcome()
        else:
            self._window.open_workspace(home)

    def workspace_closed(self) -> None:
        """End the tour: there is nothing left to do it on."""
        self._number, self._home = 0, None
        self.tour.leave()


def _nothing() -> None:
    """Do nothing."""

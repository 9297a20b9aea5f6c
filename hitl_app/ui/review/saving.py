"""Show on the Review page which decisions are saved, and that the server is away."""

from PySide6.QtCore import QObject, QTimer

from hitl_app.domain.roles import Role
from hitl_app.ui.review.commands import ReviewCommands
from hitl_app.ui.review.counts import ReviewCounts
from hitl_app.ui.review.flow_state import FlowState
from hitl_app.ui.review.panel.panel import ReviewPanel
from hitl_app.ui.review.supply import AHEAD, AHEAD_TO_KEEP
from hitl_app.ui.session.session import Session
from hitl_app.ui.wording import messages
from hitl_app.ui.wording.saving import given_in

_AGAIN_MS = 50
_PAINTED_MS = 15
"""Delay until the next photo is painted: the list of decisions must not hold it up."""


class Saving(QObject):
    """Connects the decisions of a window that are not saved yet with session and panel."""

    def __init__(
        self, session: Session, counts: ReviewCounts, panel: ReviewPanel, commands: ReviewCommands
    ) -> None:
        flow = commands.flow
        super().__init__(flow)
        self._session, self._flow, self._counts = session, flow, counts
        self._panel, self._commands = panel, commands
        pending, server = flow.pending, session.server
        flow.started.connect(self._on_started)
        self._soon = QTimer(self, singleShot=True, interval=_PAINTED_MS)
        self._soon.timeout.connect(self.show)
        pending.changed.connect(self._soon.start)
        counts.counted.connect(self._on_counted)
        for done in (pending.saved, pending.refused):
            done.connect(counts.ask)
        pending.saved.connect(server.note_saved)
        pending.failing.connect(server.note_not_saved)
        pending.refused.connect(self._on_refused)
        pending.caught_up.connect(self._on_caught_up)
        server.changed.connect(self._on_server)
        pending.held.connect(server.tell_held)
        server.returned.connect(self._on_returned)
        server.gave_in.connect(self._on_gave_in)
        self._gone: set[int] = set()
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._drop_gone)

    def stop(self) -> None:
        """Stop before the page is destroyed."""
        self._soon.stop()
        self._again.stop()

    def _on_returned(self) -> None:
        if self._flow.is_started:
            self._flow.meanwhile.fetch_again()
        else:
            self._flow.start()

    def _on_gave_in(self, photos: set[int]) -> None:
        self._gone |= photos
        self._drop_gone()

    def _drop_gone(self) -> None:
        """Drop photos that were decided before this window was opened, once it has painted."""
        if self._flow.is_busy:
            self._again.start()
            return
        self._flow.drop(self._gone)
        self._gone.clear()

    def _on_started(self) -> None:
        session = self._session
        # A viewer's decision is refused at once: the photo stays on the screen.
        self._flow.pending.is_used = session.is_shared and session.role is not Role.VIEWER
        self._on_server()

    def _on_server(self) -> None:
        may_keep = self._session.server.may_keep
        self._flow.pending.may_keep = may_keep
        self._flow.supply.ahead = AHEAD_TO_KEEP if may_keep else AHEAD
        if may_keep and self._flow.is_started:
            self._flow.supply.fill()
        is_away = self._session.server.is_away
        self._flow.pending.set_away(is_away=is_away)
        if is_away and self._flow.state is FlowState.FETCHING:
            # The photo on the screen is decided, and the next one may not come for long.
            self._flow.show(None)

    def _on_caught_up(self, saved: int, refused: int) -> None:
        self._session.server.note_saved()
        if saved or refused:
            self._session.told.emit(given_in(saved, refused))

    def _on_refused(self, error: Exception, waited: bool) -> None:  # noqa: FBT001 - a signal's slot
        if not waited:
            self._session.told.emit(messages.of_error(error))

    def _on_counted(self) -> None:
        if not self._counts.is_outdated:
            self._flow.pending.counted()
        self.show()

    def show(self) -> None:
        """Show the decisions that are not saved yet before the last saved ones."""
        status = self._counts.status
        lines = () if status is None else status.last
        pending = self._flow.pending
        self._panel.last.show_lines(lines, self._counts.names, pending.shown, pending.is_away)
        self._panel.undo.set_words(self._commands.undo_words())
        self._panel.undo.setEnabled(self._commands.can_undo())

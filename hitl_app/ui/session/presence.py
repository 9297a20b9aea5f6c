"""Presence of operators at this and other windows."""

import time
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from hitl_app.domain.errors import KnownError
from hitl_app.domain.pending import AWAY
from hitl_app.domain.review import Presence
from hitl_app.ui.gateway.services import settings, windows
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.messages import Message

if TYPE_CHECKING:
    from hitl_app.services.workspace.windows import Pulse
    from hitl_app.workspace import Workspace

_POLL_MS = 2000
# Polls between two heartbeats, for windows on other computers.
_BEAT = 15
_TOPIC = "presence"


class PresenceWatch(QObject):
    """Announces this window, and polls for others.

    Attributes:
        lane: Thread of the polls.

    Signals:
        changed: Another operator is at this window, or other windows were opened or closed.
        worked: Something was decided, here or at another window.
        arrived: Photos came in or went, by another program such as the server for browsers.
        settled: The active version or the categories changed, at any window.
        told: Carries a `Message`.
        answered: A poll was answered.
        unanswered: A poll failed; carries the exception.
    """

    changed = Signal()
    worked = Signal()
    arrived = Signal()
    settled = Signal()
    told = Signal(object)
    answered = Signal()
    unanswered = Signal(object)

    def __init__(self, store: Store, operator: str, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self.operator = operator
        self.others: tuple[Presence, ...] = ()
        self.lane = Lane.READS
        # Made here, so that a window can leave before it knows that it was registered.
        self._token = str(uuid4())
        self._is_entered = self._only_look = False
        self._pulse: Pulse | None = None
        self._asking = False
        self._asked_at = 0.0
        self._polls = 0
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self.look)

    def enter(self, *, only_look: bool = False) -> None:
        """Register this window, unless it may only look; the workspace has just been opened."""
        self._only_look = only_look
        self._asking, self._asked_at = True, time.monotonic()
        token = None if only_look else self._token
        work = partial(_enter, token=token, operator=self.operator)
        self._store.submit(Lane.DECISIONS, work, self._on_entered, self._on_not_entered)

    def switch(self, operator: str) -> None:
        """Record a change of this window's operator."""
        self.operator = operator
        self._stay()
        self.changed.emit()

    def leave(self) -> None:
        """Unregister this window; the store does it before it ends."""
        self._timer.stop()
        if not self._only_look:
            self._store.submit(Lane.DECISIONS, partial(windows.leave, token=self._token))

    def look(self) -> None:
        """Poll the other windows."""
        if self._asking or not self._timer.isActive():
            return
        if not self._is_entered:
            self.enter(only_look=self._only_look)
            return
        self._asking, self._asked_at = True, time.monotonic()
        self._polls += 1
        if self._polls % _BEAT == 0:
            self._stay()
        work = partial(windows.pulse, token=self._token, before=self._pulse)
        self._store.submit(self.lane, work, self._on_pulse, self._on_failed)

    def silent_s(self) -> float:
        """Return for how long a poll has not been answered, in seconds."""
        return time.monotonic() - self._asked_at if self._asking else 0.0

    def _stay(self) -> None:
        if not self._only_look:
            work = partial(windows.stay, token=self._token, operator=self.operator)
            self._store.submit(Lane.DECISIONS, work, on_error=self.unanswered.emit)

    def _on_entered(self, operator: str) -> None:
        self.operator = operator
        self._is_entered, self._asking = True, False
        self.answered.emit()
        self._timer.start()
        self.changed.emit()
        self.look()

    def _on_not_entered(self, error: Exception) -> None:
        if isinstance(error, KnownError) and error.code in AWAY:
            self._timer.start()
            self._on_failed(error)
        else:
            self._store.failed.emit(error)

    def _on_failed(self, error: Exception) -> None:
        # Errors are reported by user actions; this polls again.
        self._asking = False
        self.unanswered.emit(error)

    def _on_pulse(self, pulse: "Pulse") -> None:
        self._asking = False
        self.answered.emit()
        before, self._pulse = self._pulse, pulse
        if pulse.others != self.others:
            self._tell(pulse.others)
        if before is not None and pulse.operation != before.operation:
            self.worked.emit()
        if before is not None and pulse.photo != before.photo:
            self.arrived.emit()
        if before is not None and pulse.settings != before.settings:
            self.settled.emit()

    def _tell(self, others: tuple[Presence, ...]) -> None:
        came = {other.token for other in others} - {other.token for other in self.others}
        self.others = others
        self.changed.emit()
        if came:
            happened = self.tr("This workspace is also open in another window: {who}.")
            remedy = self.tr(
                "You can both keep working: decisions appear in the other window within seconds."
            )
            if any(other.operator == self.operator for other in others):
                remedy = self.tr(
                    "It also works as {name}. If that is another person, choose another name in "
                    "the status line: undo affects the decisions of both."
                ).format(name=self.operator)
            self.told.emit(Message(happened.format(who=self.words()), remedy, topic=_TOPIC))

    def words(self) -> str:
        """Describe the operators of other windows, with times."""
        one = self.tr("{who} since {time}")
        return ", ".join(
            one.format(who=other.operator, time=formats.clock(other.since)) for other in self.others
        )


def _enter(workspace: "Workspace", *, token: str | None, operator: str) -> str:
    """Record an open window, if it has a token; return the operator's name in the workspace."""
    name = settings.operator_name(workspace, operator)
    if token is not None:
        windows.enter(workspace, token, name)
    return name

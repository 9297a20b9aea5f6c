"""Decisions of this window that the server has not saved yet.

On a server, the next photo does not wait for the decision: it is confirmed behind the scenes.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import IntEnum, auto
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from hitl_app.domain.decisions import Answer, Decision
from hitl_app.domain.errors import KnownError
from hitl_app.domain.pending import AWAY, MOST_KEPT, PendingDecision, pending_decision
from hitl_app.domain.review import DecisionLine, ReviewPhoto
from hitl_app.ui.gateway.services import kept, pending
from hitl_app.ui.gateway.store_thread import Lane, Store

_RETRY_MS = 1000
_KEEP_AFTER_S = 1.0
"""Age from which a decision is written to the disk of this computer, if that is allowed."""


class PendingState(IntEnum):
    """How far a decision is.

    Attributes:
        SENDING: It is in memory alone.
        KEPT: It is on the disk of this computer.
        SAVED: The server has saved it.
    """

    SENDING = auto()
    KEPT = auto()
    SAVED = auto()


@dataclass(eq=False, slots=True)
class Pending:
    """One decision, with its photo as it was shown.

    Attributes:
        waited: Whether the server did not answer meanwhile.
    """

    decision: PendingDecision
    shown: ReviewPhoto
    line: DecisionLine
    since: float
    state: PendingState = PendingState.SENDING
    was_sent: bool = False
    waited: bool = False


class PendingDecisions(QObject):
    """Sends decisions in order, each until it is saved or refused.

    Attributes:
        is_used: Whether decisions are confirmed behind the scenes.
        photos: Numbers of the photos whose decisions are not saved yet.
        is_away: Whether the server does not answer.
        may_keep: Whether decisions may be kept on this computer meanwhile.

    Signals:
        changed: Other decisions are pending, or one is further.
        saved: The server has saved a decision, or undone it.
        refused: A decision was not saved; carries the exception, and whether it had waited for the
            server.
        failing: The server cannot save now; carries the exception.
        held: A request was dropped, because the server does not answer.
        caught_up: Nothing is left to send; carries how many decisions that had waited for the
            server were saved, and how many were refused.
    """

    changed = Signal()
    saved = Signal()
    refused = Signal(object, bool)
    failing = Signal(object)
    held = Signal()
    caught_up = Signal(int, int)

    def __init__(self, store: Store, parent: QObject, client: str) -> None:
        super().__init__(parent)
        self._store, self._client = store, client
        self.is_used = self.is_away = self.may_keep = False
        self.photos: set[int] = set()
        self._entries: list[Pending] = []
        self._sent: PendingDecision | None = None
        self._on_disk: tuple[PendingDecision, ...] = ()
        self._is_writing = False
        self._late = [0, 0]
        self._retry = QTimer(self, singleShot=True, interval=_RETRY_MS)
        self._retry.timeout.connect(self._send)
        self._clock = QTimer(self, interval=_RETRY_MS // 2)
        self._clock.timeout.connect(self._keep)

    @property
    def shown(self) -> tuple[Pending, ...]:
        """Return the decisions to show, the last one first."""
        return tuple(one for one in reversed(self._entries) if not one.decision.withdrawn)

    @property
    def unkept(self) -> int:
        """Return how many would be lost with this window."""
        return sum(one.state is PendingState.SENDING for one in self._unsaved())

    def last(self, operator: str) -> Pending | None:
        """Return the decision that the operator would undo next, if it is not saved yet."""
        last = next(iter(self.shown), None)
        is_own = last is not None and last.decision.operator == operator
        return last if is_own and last and last.state is not PendingState.SAVED else None

    def has_room(self) -> bool:
        """Return True if another decision may be made, else report that it is dropped."""
        count = sum(1 for _ in self._unsaved())
        has_room = count < MOST_KEPT and (self.may_keep or not self.is_away)
        if not has_room:
            self.held.emit()
        return has_room

    def refuses(self) -> bool:
        """Return True, and report it, while the server does nothing but take decisions later."""
        if self.is_away:
            self.held.emit()
        return self.is_away

    def is_withdrawing(self) -> bool:
        """Return True while a decision is being undone."""
        return any(one.decision.withdrawn for one in self._entries)

    def add(
        self,
        shown: ReviewPhoto,
        answer: Answer,
        category_id: int | None,
        note: str,
        operator: str,
    ) -> None:
        """Take a decision on a photo, and send it after the earlier ones."""
        decision = pending_decision(shown, answer, category_id, note, operator, self._client)
        line = DecisionLine(_as_made(decision), shown.photo.path, shown.thumbnail)
        entry = Pending(decision, shown, line, time.monotonic(), waited=self.is_away)
        self._entries.append(entry)
        self.photos.add(decision.photo_id)
        self._clock.start()
        self.changed.emit()
        self._send()

    def undo(self, operator: str) -> ReviewPhoto | None:
        """Undo the last decision that is not saved yet; return its photo as it was shown."""
        entry = self.last(operator)
        if entry is None:
            return None
        if entry.was_sent:
            # It may be saved already: the server is asked to undo it by its key.
            entry.decision = replace(entry.decision, withdrawn=True)
        else:
            self._entries.remove(entry)
        self._refresh()
        self._send()
        return entry.shown

    def set_away(self, *, is_away: bool) -> None:
        """Note whether the server answers."""
        self.is_away = is_away
        if is_away:
            for one in self._unsaved():
                one.waited = True
        self._keep()
        self.changed.emit()
        if not is_away and self._retry.isActive():
            self._retry.stop()
            self._send()

    def counted(self) -> None:
        """Forget saved decisions: the list of the last decisions has them now."""
        self._entries = list(self._unsaved())

    def close(self) -> None:
        """Give in what is left, or keep it, before the store ends."""
        self._retry.stop()
        self._clock.stop()
        left = [one.decision for one in self._unsaved()]
        if not left and not self._on_disk:
            return
        # Beside the lane of decisions, which may be blocked; else after what is being sent there.
        lane = Lane.KEEPING if self.is_away else Lane.DECISIONS
        work = partial(
            kept.close,
            client=self._client,
            decisions=left,
            is_away=self.is_away,
            may_keep=self.may_keep,
        )
        self._store.submit(lane, work)

    def _unsaved(self) -> Iterator[Pending]:
        return (one for one in self._entries if one.state is not PendingState.SAVED)

    def _refresh(self) -> None:
        self.photos.clear()
        self.photos.update(
            one.decision.photo_id for one in self._unsaved() if not one.decision.withdrawn
        )
        self._keep()
        self.changed.emit()

    def _send(self) -> None:
        entry = next(self._unsaved(), None)
        if self._sent is not None or self._retry.isActive():
            return
        if entry is None:
            self._end()
            return
        self._sent, entry.was_sent = entry.decision, True
        done = partial(self._on_saved, entry, entry.decision)
        failed = partial(self._on_failed, entry, entry.decision)
        work = partial(pending.give_in, decision=entry.decision)
        self._store.submit(Lane.DECISIONS, work, done, failed)

    def _end(self) -> None:
        self._clock.stop()
        saved, refused = self._late
        self._late = [0, 0]
        self.caught_up.emit(saved, refused)

    def _on_saved(self, entry: Pending, sent: PendingDecision, _result: object) -> None:
        self._sent = None
        if entry.decision.withdrawn and not sent.withdrawn:
            self._send()
            return
        if sent.withdrawn:
            self._entries.remove(entry)
        else:
            entry.state = PendingState.SAVED
            self._late[0] += entry.waited
        self._refresh()
        self.saved.emit()
        self._send()

    def _on_failed(self, entry: Pending, sent: PendingDecision, error: Exception) -> None:
        self._sent = None
        if isinstance(error, KnownError) and error.code in AWAY:
            self._retry.start()
            entry.waited = True
            self.failing.emit(error)
            return
        if entry.waited and not sent.withdrawn:
            self._late[1] += 1
        self._entries.remove(entry)
        self._refresh()
        self.refused.emit(error, entry.waited)
        self._send()

    def _keep(self) -> None:
        """Write what is not saved for a while to the disk of this computer."""
        if self._is_writing or not (self.may_keep or self._on_disk):
            return
        unsaved = list(self._unsaved())
        now = time.monotonic()
        is_late = any(now - one.since > _KEEP_AFTER_S for one in unsaved)
        is_due = self._on_disk or self.is_away or is_late
        wanted = tuple(one.decision for one in unsaved) if is_due else ()
        if wanted == self._on_disk:
            return
        self._is_writing = True
        work = partial(kept.keep, client=self._client, decisions=wanted)
        self._store.submit(Lane.KEEPING, work, partial(self._on_kept, wanted), self._on_not_kept)

    def _on_kept(self, written: tuple[PendingDecision, ...], _result: object) -> None:
        self._is_writing, self._on_disk = False, written
        for one in self._unsaved():
            if one.decision in written:
                one.state = PendingState.KEPT
        self.changed.emit()
        self._keep()

    def _on_not_kept(self, error: Exception) -> None:
        self._is_writing = self.may_keep = False
        self.changed.emit()
        self._store.failed.emit(error)


def _as_made(decision: PendingDecision) -> Decision:
    """Return a decision as the list of the last ones shows it."""
    return Decision(
        id=0,
        operation_id=0,
        photo_id=decision.photo_id,
        answer=Answer(decision.answer),
        category_id=decision.category_id,
        operator=decision.operator,
        at=datetime.now(UTC),
        suggestion_id=decision.suggestion_id,
        note=decision.note,
    )

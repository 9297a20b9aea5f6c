"""Whether the database server of a workspace answers."""

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hitl_app.domain.errors import KnownError
from hitl_app.domain.pending import AWAY, SILENT
from hitl_app.domain.settings import KEEP_DECISIONS
from hitl_app.ui.gateway.services import kept, settings
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.session.presence import PresenceWatch
from hitl_app.ui.wording import messages
from hitl_app.ui.wording.messages import Message
from hitl_app.ui.wording.saving import TOPIC, given_in

if TYPE_CHECKING:
    from hitl_app.services.review.kept import GivenIn

_PATIENCE_S = 5.0
"""Seconds after which a poll without an answer counts as none."""
_POLLS, _SAVES = "polls", "saves"
_UNFINISHED = "unfinished"


class ServerWatch(QObject):
    """Watches the polls of a window and its decisions, and reports when the server is away.

    Attributes:
        is_away: Whether it does not answer, or cannot save.
        may_keep: Whether decisions may be kept on this computer meanwhile.

    Signals:
        changed: One of the attributes changed.
        returned: The server answers again.
        gave_in: What earlier windows kept is saved; carries the numbers of the photos.
        told: Carries a `Message`.
    """

    changed = Signal()
    returned = Signal()
    gave_in = Signal(object)
    told = Signal(object)

    def __init__(self, store: Store, presence: PresenceWatch, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._presence = store, presence
        self.may_keep = False
        self._failing: set[str] = set()
        self._error: KnownError | None = None
        self._is_left = self._is_refused = False
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._check_polls)
        presence.answered.connect(partial(self._note_answer, _POLLS))
        presence.unanswered.connect(partial(self._note_failure, _POLLS))

    @property
    def is_away(self) -> bool:
        """Return True if the server does not answer, or cannot save."""
        return bool(self._failing)

    def start(self) -> None:
        """Start watching; the workspace is open, and on a server."""
        self._presence.lane = Lane.POLLS
        self._clock.start()
        self._load()
        self._give_in_kept()

    def stop(self) -> None:
        """Stop watching."""
        self._clock.stop()

    def refresh(self, changed: Collection[str]) -> None:
        """Read the setting again after a change."""
        if "settings" in changed and self._clock.isActive():
            self._load()

    def note_saved(self) -> None:
        """Note that the server has saved a decision."""
        self._note_answer(_SAVES)

    def note_not_saved(self, error: Exception) -> None:
        """Note that it could not save a decision now."""
        self._note_failure(_SAVES, error)

    def explains(self, error: Exception) -> bool:
        """Return True if an error comes from the absence of the server, which is reported."""
        is_known = isinstance(error, KnownError) and error.code in AWAY
        if not (is_known and self.is_away):
            self.note_silence(error)
        elif not self._is_refused:
            self._tell()
        return is_known and self.is_away

    def note_silence(self, error: Exception) -> None:
        """Note an error that may come from a server that does not answer."""
        if isinstance(error, KnownError) and error.code in SILENT:
            self._note_failure(_POLLS, error)

    def refuses(self) -> bool:
        """Return True, and show why, if nothing can be saved now."""
        if self.is_away:
            self._tell_refused(())
        return self.is_away

    def tell_held(self) -> None:
        """Report that the Review page dropped a request, and offer to keep decisions."""
        if self.is_away:
            self._tell_refused(self._offer())

    def tell_unfinished(self, error: Exception) -> None:
        """Report why an action failed; if the server ended it, this stays true when it returns."""
        if not (isinstance(error, KnownError) and error.code in SILENT):
            self._store.failed.emit(error)
            return
        self.note_silence(error)
        happened = self.tr("The database server stopped answering before the action was finished.")
        remedy = self.tr("Once it answers, the page shows what was saved. Do the rest of it again.")
        told = Message(happened, remedy, tone="warning", topic=_UNFINISHED, waits=True)
        self.told.emit(told)

    def _load(self) -> None:
        work = partial(settings.get_setting, name=KEEP_DECISIONS)
        self._store.submit(Lane.KEEPING, work, self._on_loaded)

    def _on_loaded(self, value: object) -> None:
        if self.may_keep != bool(value):
            self.may_keep = bool(value)
            self.changed.emit()
            if self.is_away:
                self._tell()

    def _give_in_kept(self) -> None:
        """Give in what earlier windows kept on this computer."""
        work = partial(kept.give_in_kept, is_over=lambda: self._store.closing)
        self._store.submit(Lane.FILES, work, self._on_given_in, self._on_not_given_in)

    def _on_given_in(self, found: "GivenIn") -> None:
        refused = sum(found.refused.values())
        if found.photos or refused:
            self.told.emit(given_in(len(found.photos), refused))
            self.gave_in.emit(set(found.photos))

    def _on_not_given_in(self, error: Exception) -> None:
        if isinstance(error, KnownError) and error.code in AWAY:
            self._is_left = True
            self.note_silence(error)
        else:
            self._store.failed.emit(error)

    def _allow(self) -> None:
        work = partial(settings.set_setting, name=KEEP_DECISIONS, text="1")
        self._store.submit(Lane.KEEPING, work, self._on_loaded)

    def _check_polls(self) -> None:
        if self._presence.silent_s() > _PATIENCE_S:
            self._note_failure(_POLLS, KnownError("server-away", detail=""))

    def _note_answer(self, source: str) -> None:
        if source not in self._failing:
            return
        self._failing.remove(source)
        if not self.is_away:
            self._store.is_unreachable = False
            text = self.tr("The database server answers again.")
            if not self._is_silent():
                text = self.tr("The database server saves again.")
            self.told.emit(Message(text, tone="good", topic=TOPIC))
            self.changed.emit()
            self.returned.emit()
            if self._is_left:
                self._is_left = False
                self._give_in_kept()

    def _note_failure(self, source: str, error: Exception) -> None:
        is_known = isinstance(error, KnownError) and error.code in AWAY
        if not is_known or not self._clock.isActive():
            return
        is_new = not self.is_away
        self._failing.add(source)
        if is_new:
            assert isinstance(error, KnownError)  # noqa: S101 - checked above
            self._error, self._is_refused = error, False
            self._store.is_unreachable = error.code in SILENT
            self._tell()
            self.changed.emit()

    def _tell(self) -> None:
        happened = self.tr("The database server does not answer.")
        if self._error is not None and not self._is_silent():
            happened = messages.of_error(self._error).happened
            remedy = self.tr(
                "Decisions that are not saved yet are marked, and sent until they are saved. Other "
                "changes have to wait."
            )
        elif self.may_keep:
            remedy = self.tr(
                "Continue on the Review page with the loaded photos: your decisions are kept on "
                "this computer and saved as soon as the server answers."
            )
        else:
            remedy = self.tr(
                "Wait until it answers: the review continues by itself. Decisions that are not "
                "saved yet are marked, and sent then."
            )
        self._say(happened, remedy, self._offer())

    def _is_silent(self) -> bool:
        """Return True if the server does not answer; else it answers, and cannot save."""
        return self._error is None or self._error.code in SILENT

    def _offer(self) -> tuple[messages.Action, ...]:
        keep = (self.tr("Keep decisions on this computer"), self._allow)
        return () if self.may_keep else (keep,)

    def _tell_refused(self, actions: tuple[messages.Action, ...]) -> None:
        # A query that fails later says less, and must not take its place.
        self._is_refused = True
        happened = self.tr("Nothing was changed: the database server does not answer.")
        remedy = self.tr("Do it again once the server answers.")
        if not self._is_silent():
            happened = self.tr("Nothing was changed: the database server cannot save now.")
            remedy = self.tr("Do it again once the server saves.")
        self._say(happened, remedy, actions)

    def _say(self, happened: str, remedy: str, actions: tuple[messages.Action, ...]) -> None:
        """Show a message that leaves when the server answers."""
        told = Message(happened, remedy, tone="warning", actions=actions, topic=TOPIC, waits=True)
        self.told.emit(told)

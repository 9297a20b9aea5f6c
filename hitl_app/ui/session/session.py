"""One open workspace of the window: store, jobs and messages."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.pending import SILENT
from hitl_app.domain.roles import Role
from hitl_app.ui.gateway import tasks
from hitl_app.ui.gateway.claim_tasks import new_client
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.jobs.job import Job, JobState, Outcome
from hitl_app.ui.jobs.jobs import JobPool
from hitl_app.ui.session import recent
from hitl_app.ui.session.category_changes import CategoryChanges
from hitl_app.ui.session.inspections import CertificateFiles, Inspections
from hitl_app.ui.session.job_outcomes import RESTARTED, JobMessages
from hitl_app.ui.session.live_learning import LiveLearning
from hitl_app.ui.session.model_care import ModelCare
from hitl_app.ui.session.part import SessionPart
from hitl_app.ui.session.presence import PresenceWatch
from hitl_app.ui.session.server import ServerWatch
from hitl_app.ui.session.watching import FolderWatch
from hitl_app.ui.wording import messages
from hitl_app.ui.wording.messages import Message

if TYPE_CHECKING:
    from hitl_app.ui.gateway.beginning import Beginning
    from hitl_app.workspace import Workspace

_SETTLE_MS = 300
_DECIDING_MS = 2000
_AFTER_DEED_MS = 40
"""Delay until the next photo is painted, before the next key."""
_PAINTED_MS = 15
"""Deeds are reported before the next photo is painted; jobs write after that."""
_FOLLOW_UPS = ("embedding", "order")
_ALL = (
    *("photos", "models", "categories", "imports", "inspections", "products", "settings"),
    *("watched", "drafts"),
)
"""Names of all that pages read again after a server was away."""


class Session(QObject):
    """Opens a workspace, starts jobs in it, and reports their outcomes.

    Attributes:
        client: Token by which the window claims photos.
        role: What the operator may do; known once the workspace is open.

    Signals:
        opened: The workspace is open.
        open_failed: It cannot be opened; carries the exception.
        told: Carries a `Message`.
        changed: Carries a set of names such as `photos`; several changes come as one.
        status_changed: Carries a `tasks.Status`.
        explained: An explanation arrived; carries the job's result, or None.
        show_wanted: As that of the parts.
        measured: Versions were measured; carries the job's name and its result.
        deed: An action is on disk; carries its name: see `tour`.
    """

    opened = Signal()
    open_failed = Signal(object)
    told = Signal(object)
    changed = Signal(object)
    status_changed = Signal(object)
    explained = Signal(object)
    show_wanted = Signal(str)
    measured = Signal(str, object)
    deed = Signal(str)

    def __init__(
        self,
        folder: Path,
        *,
        create: bool,
        program: Sequence[str] = (),
        with_jobs: bool = True,
        operator: str = "",
        beginning: "Beginning | None" = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.folder, self.client, self.role = folder, new_client(), Role.LEAD
        opener = partial(tasks.open_workspace, folder, create=create, beginning=beginning)
        self.store = Store(opener, self)
        self.store.failed.connect(self.tell_error)
        # Until it has answered, the window may be closed without waiting for it.
        self.store.is_unreachable = recent.is_on_server(folder)
        self.pool = JobPool(folder, self, program)
        self.pool.is_automatic = with_jobs
        self.pool.changed.connect(self._on_changed)
        self.pool.ended.connect(self._on_job_ended)
        self.deed.connect(self._on_deed)
        part = (self.store, self.pool, self)
        self._news = JobMessages(*part)
        self.inspections = Inspections(*part)
        self.categories = CategoryChanges(*part)
        self.categories.stale.connect(self._score_again)
        self.care = ModelCare(*part)
        self.care.retrain_due.connect(self.retrain)
        self.learning = LiveLearning(*part)
        self.learning.failed.connect(self._on_learning_failed)
        self.deed.connect(lambda _: self.learning.look())
        self.changed.connect(self.learning.refresh)
        self.watch = FolderWatch(*part)
        self.certificates = CertificateFiles(*part)
        for one in self.findChildren(SessionPart):
            one.told.connect(self.told)
            one.changed.connect(self._on_changed)
            one.show_wanted.connect(self.show_wanted)
        self.presence = PresenceWatch(self.store, operator, self)
        self.presence.told.connect(self.told)
        self.presence.arrived.connect(lambda: self._on_changed(["photos"]))
        self.presence.settled.connect(lambda: self._on_changed(["models", "categories", "photos"]))
        self.server = ServerWatch(self.store, self.presence, self)
        self.server.told.connect(self.told)
        self.server.returned.connect(self._on_returned)
        self.changed.connect(self.server.refresh)
        self.status: tasks.Status | None = None
        self.outcomes: deque[tuple[str, JobState, str]] = deque(maxlen=20)
        """Jobs that ended: name, how, and the code of what went wrong."""
        self.is_open = self.is_shared = False
        self._dirty: set[str] = set()
        # Imports that a server ended when it stopped answering.
        self._cut_off: list[dict[str, Any]] = []
        self._settle = QTimer(self, singleShot=True)
        self._settle.timeout.connect(self._on_settled)
        # Runs during decisions, and a little longer.
        self._deciding = QTimer(self, singleShot=True, interval=_DECIDING_MS)
        self._painted = QTimer(self, singleShot=True, interval=_PAINTED_MS)
        self._painted.timeout.connect(self.pool.note_decision)
        self._first_photo = QTimer(self, singleShot=True, interval=_AFTER_DEED_MS)
        self._first_photo.timeout.connect(self._start_upkeep)

    def open(self) -> None:
        """Open the workspace in its thread."""
        self.store.open(self._on_opened, self.open_failed.emit)

    def close(self) -> None:
        """End jobs and threads; recorded decisions are on disk."""
        self._settle.stop()
        self._deciding.stop()
        self._painted.stop()
        self._first_photo.stop()
        self.care.stop()
        self.learning.stop()
        self.watch.stop()
        self.server.stop()
        self.presence.leave()
        self.pool.close()
        self.store.close()

    # Requests.

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Start an import, or queue it behind the running one."""
        self.pool.start("import", {"paths": [os.fsdecode(path) for path in paths]})

    def resume_import(self, import_id: int, *, again: bool = False) -> None:
        """Resume an import, or read all of its files again."""
        self.pool.start("import", {"resume": import_id, **({"again": True} if again else {})})

    def retrain(self) -> None:
        """Fine-tune the active version on the training photos; the gate judges the candidate."""
        if self.pool.find("retrain") is not None:
            words = self.tr("A retraining is already running.")
            self.told.emit(Message(words, self.tr("Wait until it finishes, or cancel it."),
                                   topic="retrain"))  # fmt: skip
            return
        self.pool.start("retrain", {"activate": False})

    # Events.

    def _on_opened(self, workspace: "Workspace") -> None:
        self.is_open, self.role = True, workspace.database.role
        self.store.is_unreachable = False
        self.is_shared = workspace.database.dialect.is_shared
        if self.is_shared:
            self.server.start()
        self.presence.enter(only_look=self.role is Role.VIEWER)
        self.opened.emit()
        # Behind the query for the first photo: upkeep would import modules at the same time.
        self.store.submit(Lane.DECISIONS, lambda _: None, lambda _: self._first_photo.start())

    def allows(self, needed: Role) -> bool:
        """Return True if the operator has a role, else show why not."""
        try:
            self.role.check(needed)
        except KnownError as error:
            self.tell_error(error)
            return False
        return True

    def _start_upkeep(self) -> None:
        """Load the status, and start what works without requests."""
        if self.role is Role.VIEWER:
            self.told.emit(Message(
                self.tr("You can look at this workspace, but not change it."),
                self.tr("To label photos, ask the administrator of the server for the role "
                        "operator."), topic="role"))  # fmt: skip
            self.reload()
            return
        self.care.start()
        self.learning.start()
        self.watch.start()
        self.reload(then=self._make_up)

    def reload(self, then: Callable[[tasks.Status], None] | None = None) -> None:
        """Fetch the state of the workspace."""

        def done(status: tasks.Status) -> None:
            self.status = status
            self.status_changed.emit(status)
            if then is not None:
                then(status)

        self.store.submit(Lane.READS, tasks.status, done)

    def _sort_the_rest(self, status: tasks.Status) -> None:
        """Run the job again if another rule was chosen as it ended."""
        if status.products_pending:
            self.pool.start_once("products")

    def _make_up(self, status: tasks.Status) -> None:
        """Start jobs that a dead process, or another program, left undone."""
        if not self.pool.is_automatic:
            return
        if status.flagging_pending:
            self.pool.start_once("flag")
        self._sort_the_rest(status)
        if status.stale:
            self._score_again()
        elif not status.flagging_pending:
            self._follow_up(status)
        self.inspections.check()
        if status.interrupted is not None:
            self.told.emit(self._news.interrupted(status.interrupted.id))

    def _score_again(self) -> None:
        """Score photos again; a running job may not include the last change."""
        waits = any(j.name == "rescore" and j.state is JobState.QUEUED for j in self.pool.jobs)
        if self.pool.is_automatic and not waits:
            self.pool.start("rescore")

    def _follow_up(self, status: tasks.Status) -> None:
        """Compute vectors and sort the queue, once no other job changes photos."""
        if not self.pool.is_automatic or any(job.spec.moves_photos for job in self.pool.jobs):
            return
        if status.without_vector and status.model is not None and not status.stale:
            self.pool.start("embedding")
        elif status.order_pending:
            self.pool.start("order")

    def explain(self, params: dict[str, Any]) -> None:
        """Request an explanation; a new request replaces the last."""
        self.pool.cancel_named("explain")
        self.pool.start("explain", params)

    def _on_changed(self, what: Iterable[str]) -> None:
        self._dirty |= set(what)
        if not self._settle.isActive():
            self._settle.start(_DECIDING_MS if self._deciding.isActive() else _SETTLE_MS)

    def _on_deed(self) -> None:
        """Keep jobs and their updates from delaying the next key."""
        self._painted.start()
        self._deciding.start()
        if self._settle.isActive() and self._settle.remainingTime() > _AFTER_DEED_MS:
            self._settle.start(_AFTER_DEED_MS)

    def _on_settled(self) -> None:
        what, self._dirty = self._dirty, set()
        self.changed.emit(what)
        # The status line shows accepted photos.
        if {"models", "inspections"} & what:
            self.reload(then=self._follow_up)

    def _on_job_ended(self, job: Job) -> None:
        self._on_changed(job.spec.changes)
        self.inspections.job_ended(job)
        self.care.job_ended(job)
        self.learning.job_ended(job)
        self.watch.job_ended(job)
        outcome = job.outcome
        if outcome is not None and outcome.code in SILENT:
            self._on_cut_off(job, outcome)
        if outcome is None or job.spec.quiet:
            return
        self.outcomes.append((job.name, outcome.state, outcome.code))
        done = outcome.state is JobState.DONE
        if done:
            self.deed.emit(job.name)
        if job.name == "explain" and outcome.state is not JobState.CANCELLED:
            self.explained.emit(outcome.result if done else None)
        # Not after itself: its unfinished work is done when the workspace is opened again.
        if done and job.spec.moves_photos and job.name not in _FOLLOW_UPS:
            self.reload(then=self._follow_up)
        elif job.name == "embedding":
            self.pool.start("order")
        elif job.name == "products" and done:
            self.reload(then=self._sort_the_rest)
        if job.name in ("evaluate", "compare") and done:
            self.measured.emit(job.name, outcome.result)
        message = self._news.message(job, outcome)
        if message is not None:
            self.told.emit(message)

    def _on_cut_off(self, job: Job, outcome: Outcome) -> None:
        """Remember a job that a server has ended; the polls notice when it answers again."""
        if job.name in RESTARTED:
            self._cut_off.append(job.params)
        self.server.note_silence(KnownError(outcome.code, **outcome.params))

    def _on_returned(self) -> None:
        """Read everything again, and start jobs again: the server answers."""
        self._on_changed(_ALL)
        self.reload(then=self._continue)

    def _continue(self, status: tasks.Status) -> None:
        cut_off, self._cut_off = self._cut_off, []
        for params in cut_off:
            number = None if status.interrupted is None else status.interrupted.id
            self.pool.start("import", params if number is None else {"resume": number})
        if self.role is not Role.VIEWER:
            self._make_up(replace(status, interrupted=None) if cut_off else status)

    def _on_learning_failed(self, job: Job, outcome: Outcome) -> None:
        self.outcomes.append((job.name, outcome.state, outcome.code))
        self.told.emit(self._news.failure(job, outcome))

    def tell_error(self, error: Exception) -> None:
        """Report an error; cancellations are no errors."""
        if not isinstance(error, CancelledError) and not self.server.explains(error):
            self.told.emit(messages.of_error(error))

"""One open workspace at the desk: its store, its jobs, and what they have to say."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from hitl_app.domain.review import Order
from hitl_app.ui.gateway import inspection_tasks, network_tasks, product_tasks, tasks
from hitl_app.ui.gateway.services import certificates, pruning, watching
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.jobs.job import Job, JobState
from hitl_app.ui.jobs.jobs import JobPool
from hitl_app.ui.session.category_changes import CategoryChanges
from hitl_app.ui.session.inspections import Inspections
from hitl_app.ui.session.job_outcomes import JobNews
from hitl_app.ui.session.model_care import NetworkCare
from hitl_app.ui.session.presence import DeskPresence
from hitl_app.ui.session.watching import FolderWatch
from hitl_app.ui.wording import formats, messages
from hitl_app.ui.wording.messages import Message
from hitl_app.ui.wording.speech import speech

if TYPE_CHECKING:
    from hitl_app.ui.session.export_wish import ExportWish
    from hitl_app.workspace import Workspace

_SETTLE_MS = 300
_DECIDING_MS = 2000
_AFTER_DEED_MS = 40
"""By then the next photo is painted, and the next key is still to come."""
_PAINTED_MS = 15
"""A deed is told before the next photo is painted; jobs write behind that."""
_OUTCOMES_KEPT = 20
_OUTCOMES = ("evaluate", "compare")
_FOLLOW_UPS = ("embedding", "order")


class DeskSession(QObject):
    """Opens a workspace, starts jobs in it, and tells what became of them.

    Signals:
        opened: The workspace is open.
        open_failed: It cannot be opened; carries the exception.
        told: Carries a `Message`.
        changed: Carries a set of names such as `photos`; several changes come as one.
        standing_changed: Carries a `tasks.Standing`.
        explained: What the network looked at; carries the job's result, or None.
        show_wanted: A message's button asks for a page; carries its key.
        measured: Versions were measured; carries the job's name and its result.
        deed: Something was really done here, and is on the disk; carries its name: see `tour`.
    """

    opened = Signal()
    open_failed = Signal(object)
    told = Signal(object)
    changed = Signal(object)
    standing_changed = Signal(object)
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
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.folder = folder
        self.store = Store(partial(tasks.open_workspace, folder, create=create), self)
        self.store.failed.connect(self._on_error)
        self.pool = JobPool(folder, self, program)
        self.pool.changed.connect(self._on_changed)
        self.pool.ended.connect(self._on_job_ended)
        self.deed.connect(self._on_deed)
        self._news = JobNews(self, self)
        self.inspections = Inspections(self.store, self.pool, with_jobs=with_jobs, parent=self)
        self.inspections.told.connect(self.told)
        self.inspections.changed.connect(self._on_changed)
        self.inspections.show_wanted.connect(self.show_wanted)
        self.categories = CategoryChanges(self.store, self)
        self.categories.told.connect(self.told)
        self.categories.changed.connect(self._on_changed)
        self.categories.show_wanted.connect(self.show_wanted)
        self.categories.stale.connect(self._score_again)
        self.care = NetworkCare(self.store, self.pool, with_jobs=with_jobs, parent=self)
        self.care.told.connect(self.told)
        self.care.changed.connect(self._on_changed)
        self.care.retrain_due.connect(self.retrain)
        self.presence = DeskPresence(self.store, operator, self)
        self.presence.told.connect(self.told)
        self.presence.settled.connect(
            lambda: self._on_changed(["networks", "categories", "photos"])
        )
        self.watch = FolderWatch(self.store, self.pool, self)
        self.watch.told.connect(self.told)
        self.watch.changed.connect(self._on_changed)
        self.standing: tasks.Standing | None = None
        self.outcomes: deque[tuple[str, JobState, str]] = deque(maxlen=_OUTCOMES_KEPT)
        """Jobs that ended: name, how, and the code of what went wrong."""
        self.can_roll_back = False
        self.is_open = False
        self._with_jobs = with_jobs
        self._dirty: set[str] = set()
        self._settle = QTimer(self, singleShot=True)
        self._settle.timeout.connect(self._on_settled)
        # Runs while somebody decides, and a little longer.
        self._deciding = QTimer(self, singleShot=True, interval=_DECIDING_MS)
        self._painted = QTimer(self, singleShot=True, interval=_PAINTED_MS)
        self._painted.timeout.connect(self.pool.make_room)

    def open(self) -> None:
        """Open the workspace in its thread."""
        self.store.open(self._on_opened, self.open_failed.emit)

    def close(self) -> None:
        """End jobs and threads; decisions that were made are on the disk."""
        self._settle.stop()
        self._deciding.stop()
        self._painted.stop()
        self.care.stop()
        self.watch.stop()
        self.presence.leave()
        self.pool.close()
        self.store.close()

    def keep_warm(self) -> None:
        """Have a worker process stand by."""
        if self._with_jobs:
            self.pool.keep_warm()

    # What people ask for.

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Start an import, or put it in line behind the one that runs."""
        self.pool.start("import", {"paths": [os.fsdecode(path) for path in paths]})

    def resume_import(self, import_id: int, *, again: bool = False) -> None:
        """Resume an import, or read all of its files again."""
        self.pool.start("import", {"resume": import_id, **({"again": True} if again else {})})

    def undo_import(self, import_id: int) -> None:
        """Take an import back on which nobody has decided yet."""
        self.pool.start("import-undo", {"number": import_id})

    def watch_folder(self, folder: Path) -> None:
        """Have new photos of a folder come in by themselves, and what is in it already."""
        work = partial(watching.add_folder, folder=folder)
        self.store.submit(Lane.FOLDERS, work, lambda _: self._on_watch_changed())

    def switch_watch(self, folder_id: int, active: bool) -> None:  # noqa: FBT001 - a signal's slot
        """Switch the watching of a folder on or off."""
        work = partial(watching.switch_folder, folder_id=folder_id, active=active)
        self.store.submit(Lane.DECISIONS, work, lambda _: self._on_watch_changed())

    def end_watch(self, folder_id: int) -> None:
        """Watch a folder no more."""
        work = partial(watching.remove_folder, folder_id=folder_id)
        self.store.submit(Lane.FILES, work, lambda _: self._on_watch_changed())

    def _on_watch_changed(self) -> None:
        self._on_changed(["watched"])
        self.watch.look()

    def retrain(self) -> None:
        """Fine-tune the active version on the lessons; the gate decides what comes of it."""
        if self.pool.find("retrain") is not None:
            words = self.tr("A retraining runs already.")
            self.told.emit(Message(words, self.tr("Wait until it is done, or cancel it."),
                                   topic="retrain"))  # fmt: skip
            return
        self.pool.start("retrain", {"activate": False})

    def evaluate(self) -> None:
        """Measure the active version on the reference photos."""
        if self.pool.find("evaluate") is None:
            self.pool.start("evaluate")

    def compare(self, version: str, against: str) -> None:
        """Compare two versions on the reference photos."""
        if self.pool.find("compare") is None:
            self.pool.start("compare", {"version": version, "against": against})

    def pin(self, version: str, pinned: bool) -> None:  # noqa: FBT001 - a signal's slot
        """Pin a version, so that it is never pruned, or let it go."""
        work = partial(pruning.pin, name=version, pinned=pinned)
        self.store.submit(Lane.DECISIONS, work, lambda _: self._on_changed(["networks"]))

    def set_automation(self, wanted: network_tasks.Automation) -> None:
        """Store when retrainings begin by themselves."""
        work = partial(network_tasks.set_automation, wanted=wanted)
        self.store.submit(Lane.DECISIONS, work, lambda _: self._on_changed(["settings"]))

    def cancel(self, name: str) -> None:
        """Cancel the job of a name, if it runs or waits."""
        job = self.pool.find(name)
        if job is not None:
            self.pool.cancel(job)

    def activate(self, version: str) -> None:
        """Let a version take over."""
        self.pool.start("activate", {"version": version})

    def roll_back(self) -> None:
        """Bring the version before back."""
        self.pool.start("rollback")

    def set_promise(self, target: float, confidence: float) -> None:
        """Store how right the catalogue must be, and how sure a certificate of it."""
        work = partial(inspection_tasks.set_promise, target=target, confidence=confidence)
        self.store.submit(Lane.DECISIONS, work, lambda _: self._on_changed(["settings"]))

    def set_habits(self, share: float, carry: bool) -> None:  # noqa: FBT001 - a signal's slot
        """Store the share of second opinions, and whether later photos may be carried."""
        work = partial(inspection_tasks.set_habits, share=share, carry=carry)
        self.store.submit(Lane.DECISIONS, work, lambda _: self._on_changed(["settings", "photos"]))

    def set_order(self, order: Order) -> None:
        """Store what comes first in the queue, and has the photos moved."""
        work = partial(tasks.set_order, order=order)
        self.store.submit(Lane.DECISIONS, work, lambda _: self._on_order_set())

    def _on_order_set(self) -> None:
        self.pool.start("order")
        self.look_again()

    def set_products(self, rule: str) -> None:
        """Store how photos belong to a product, and has every photo follow."""
        work = partial(product_tasks.set_rule, rule=rule)
        self.store.submit(Lane.DECISIONS, work, lambda _: self._sort_into_products())

    def _sort_into_products(self) -> None:
        # One that runs begins anew by itself.
        if self.pool.find("products") is None:
            self.pool.start("products")
        self.look_again()

    def _sort_the_rest(self, standing: tasks.Standing) -> None:
        """Go on if another rule was chosen just as the job ended."""
        if standing.products_pending and self.pool.find("products") is None:
            self.pool.start("products")

    def set_threshold(self, threshold: float | None) -> None:
        """Store the manual threshold and has every photo follow it."""
        work = partial(tasks.set_threshold, threshold=threshold)
        self.store.submit(Lane.DECISIONS, work, lambda _: self._on_threshold_set())

    def export(self, wish: "ExportWish") -> None:
        """Write what is known of the photos into a file or a folder."""
        params = {
            "target": os.fsdecode(wish.target),
            "kind": wish.kind,
            "states": list(wish.states),
            "links": wish.links,
        }
        self.pool.start("export", params)

    def back_up(self, file: Path) -> None:
        """Write the whole workspace into a ZIP file."""
        self.pool.start("backup", {"file": os.fsdecode(file)})

    def _tell_writing(self, file: Path) -> None:
        text = self.tr("{file} is being written…").format(file=file)
        self.told.emit(Message(text, topic="file"))

    # What happens.

    def _on_opened(self, _workspace: "Workspace") -> None:
        self.is_open = True
        self.presence.enter()
        self.opened.emit()
        self.care.start()
        if self._with_jobs:
            self.watch.start()
        self.look_again(then=self._make_up)

    def look_again(self, then: Callable[[tasks.Standing], None] | None = None) -> None:
        """Fetch how the workspace stands."""

        def done(standing: tasks.Standing) -> None:
            self.standing = standing
            self.standing_changed.emit(standing)
            if then is not None:
                then(standing)

        self.store.submit(Lane.READS, tasks.standing, done)

    def _make_up(self, standing: tasks.Standing) -> None:
        """Do what a process that died, or another program, left undone."""
        if not self._with_jobs:
            return
        if standing.flagging_pending and self.pool.find("flag") is None:
            self.pool.start("flag")
        self._sort_the_rest(standing)
        if standing.stale:
            self._score_again()
        elif not standing.flagging_pending:
            self._follow_up(standing)
        self.inspections.check()
        if standing.interrupted is not None:
            self.told.emit(self._news.interrupted(standing.interrupted.id))

    def _score_again(self) -> None:
        """Have what waits scored again; one that runs already may not see what changed last."""
        waits = any(j.name == "rescore" and j.state is JobState.WAITING for j in self.pool.jobs)
        if self._with_jobs and not waits:
            self.pool.start("rescore")

    def _follow_up(self, standing: tasks.Standing) -> None:
        """Have photos looked at and the queue put in order, once nothing else moves them."""
        if not self._with_jobs or any(job.spec.moves_photos for job in self.pool.jobs):
            return
        if standing.without_vector and standing.network is not None and not standing.stale:
            self.pool.start("embedding")
        elif standing.order_pending:
            self.pool.start("order")

    def _on_threshold_set(self) -> None:
        self.pool.start("flag")
        self.look_again()

    def write_certificate(self, number: int, file: Path) -> None:
        """Write a certificate as a page that can be printed."""
        self._tell_writing(file)
        write = certificates.write_page
        work = partial(write, number=number, file=file, speech=speech())
        self.store.submit(
            Lane.FILES, work, lambda _: self._on_certificate_written(file), self._on_file_error
        )

    def write_labels(self, number: int, file: Path) -> None:
        """Write the labels that a certificate covers."""
        self._tell_writing(file)
        work = partial(certificates.write_labels, number=number, file=file)
        self.store.submit(
            Lane.FILES, work, lambda n: self._on_written(file, n), self._on_file_error
        )

    def explain(self, params: dict[str, Any]) -> None:
        """Ask what the network looked at; who asks again wants the newer answer."""
        self.cancel("explain")
        self.pool.start("explain", params)

    def _on_changed(self, what: Iterable[str]) -> None:
        self._dirty |= set(what)
        if not self._settle.isActive():
            self._settle.start(_DECIDING_MS if self._deciding.isActive() else _SETTLE_MS)

    def _on_deed(self) -> None:
        """Have jobs, and what they changed, stay out of the way of the next key."""
        self._painted.start()
        self._deciding.start()
        if self._settle.isActive() and self._settle.remainingTime() > _AFTER_DEED_MS:
            self._settle.start(_AFTER_DEED_MS)

    def _on_settled(self) -> None:
        what, self._dirty = self._dirty, set()
        self.changed.emit(what)
        # What was accepted shows on the status line.
        if {"networks", "inspections"} & what:
            self.look_again(then=self._follow_up)

    def _on_job_ended(self, job: Job) -> None:
        self._on_changed(job.spec.changes)
        self.inspections.job_ended(job)
        self.care.job_ended(job)
        self.watch.job_ended(job)
        outcome = job.outcome
        if outcome is None:
            return
        self.outcomes.append((job.name, outcome.state, outcome.code))
        done = outcome.state is JobState.DONE
        if done:
            self.deed.emit(job.name)
        if job.name == "explain" and outcome.state is not JobState.CANCELLED:
            self.explained.emit(outcome.result if done else None)
        # Not after itself: what it could not do now it does when the workspace is opened again.
        if done and job.spec.moves_photos and job.name not in _FOLLOW_UPS:
            self.look_again(then=self._follow_up)
        elif job.name == "embedding":
            self.pool.start("order")
        elif job.name == "products" and done:
            self.look_again(then=self._sort_the_rest)
        if job.name in _OUTCOMES and done:
            self.measured.emit(job.name, outcome.result)
        message = self._news.message(job, outcome)
        if message is not None:
            self.told.emit(message)

    def _on_written(self, file: Path, count: int) -> None:
        text = self.tr("{n} photos were written to {file}.", "", count)
        words = text.format(n=formats.number(count), file=file)
        self.told.emit(Message(words, tone="good", topic="file"))

    def _on_certificate_written(self, file: Path) -> None:
        text = self.tr("The certificate was written to {file}.")
        self.told.emit(Message(text.format(file=file), tone="good", topic="file"))

    def _on_file_error(self, error: Exception) -> None:
        self.told.emit(replace(messages.of_error(error), topic="file"))

    def _on_error(self, error: Exception) -> None:
        self.told.emit(messages.of_error(error))

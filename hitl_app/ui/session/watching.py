"""Import new photos of watched folders automatically."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from hitl_app.domain.errors import CancelledError
from hitl_app.ui.gateway.services import watching
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.jobs.job import Job, JobState
from hitl_app.ui.jobs.jobs import JobPool
from hitl_app.ui.session.part import SessionPart
from hitl_app.ui.wording import formats, messages
from hitl_app.ui.wording.messages import Message

if TYPE_CHECKING:
    from hitl_app.services.catalogue.watching import Scan, Watch
    from hitl_app.workspace import Workspace

_SLOW_MS, _SOON_MS = 5_000, 2_000
# Scans take a tenth of the time at most, but pauses never exceed a minute.
_REST, _MOST_MS = 10, 60_000
_TROUBLE_S = 120.0
_SILENT_S = 20.0
"""Seconds after which an unresponsive disk is reported."""
_TOPIC = "watch"


class FolderWatch(SessionPart):
    """Scans the watched folders of an open workspace, and starts due imports.

    Attributes:
        gone: Paths of missing watched folders.
        elsewhere: Whether another window is the one that watches.
    """

    def __init__(self, store: Store, pool: JobPool, parent: QObject) -> None:
        super().__init__(store, pool, parent)
        self._scanner = _Scanner(lambda: store.closing)
        self.gone: tuple[str, ...] = ()
        self.elsewhere = False
        self._asking = self._started = self._failed = False
        self._began = self._not_before = 0.0
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self.scan)
        self._silent = ""
        self._patience = QTimer(self, interval=int(1000 * _SILENT_S / 2))
        self._patience.timeout.connect(self._check_for_silence)

    def start(self) -> None:
        """Start watching; the workspace is open."""
        self._started = self._pool.is_automatic
        self.scan()

    def stop(self) -> None:
        """Stop watching; the store releases the lease before it ends."""
        self._clock.stop()
        self._patience.stop()
        if self._started:
            self._started = False
            self._store.submit(Lane.FOLDERS, self._scanner.leave)

    def add(self, folder: Path) -> None:
        """Watch a folder; its present photos are imported too."""
        self._change(partial(watching.add_folder, folder=folder), Lane.FOLDERS)

    def switch(self, folder_id: int, active: bool) -> None:  # noqa: FBT001 - a signal's slot
        """Switch the watching of a folder on or off."""
        self._change(partial(watching.switch_folder, folder_id=folder_id, active=active))

    def remove(self, folder_id: int) -> None:
        """Stop watching a folder."""
        self._change(partial(watching.remove_folder, folder_id=folder_id), Lane.FILES)

    def _change(self, work: "Callable[[Workspace], object]", lane: Lane = Lane.DECISIONS) -> None:
        def done(_result: object) -> None:
            self.changed.emit(["watched"])
            self.scan()

        self._store.submit(lane, work, done)

    def scan(self) -> None:
        """Scan now, unless a scan is running."""
        if self._started and not self._asking:
            self._asking = True
            self._began = time.monotonic()
            self._patience.start()
            self._store.submit(Lane.FOLDERS, self._scanner.scan, self._on_scan, self._on_failed)

    def job_ended(self, job: Job) -> None:
        """Pause after a failed import."""
        failed = job.outcome is not None and job.outcome.state is JobState.FAILED
        if failed and job.params.get("watched"):
            self._not_before = time.monotonic() + _TROUBLE_S

    def _on_scan(self, scan: "Scan") -> None:
        self._wait(soon=bool(scan.settling))
        self._failed = False
        if self._silent:
            text = self.tr("The watched folder {path} can be read again.")
            self._tell_good(text, self._silent)
            self._silent = ""
        if (scan.elsewhere, scan.gone) != (self.elsewhere, self.gone):
            self._tell(set(scan.gone) - set(self.gone), set(self.gone) & set(scan.there))
            self.elsewhere, self.gone = scan.elsewhere, scan.gone
            self.changed.emit(["watched"])
        if self._is_due(scan):
            self._pool.start("import", {"watched": True})

    def _is_due(self, scan: "Scan") -> bool:
        busy = scan.importing or self._pool.find("import") is not None
        return scan.due and not busy and time.monotonic() >= self._not_before

    def _on_failed(self, error: Exception) -> None:
        self._wait(soon=False)
        # Once only: this polls every few seconds.
        if not self._failed and not isinstance(error, CancelledError):
            self._failed = True
            self._tell_error(error)

    def _wait(self, *, soon: bool) -> None:
        self._asking = False
        self._patience.stop()
        took_ms = int(1000 * (time.monotonic() - self._began))
        if self._started:
            rest = min(_REST * took_ms, _MOST_MS)
            self._clock.start(max(_SOON_MS if soon else _SLOW_MS, rest))

    def _check_for_silence(self) -> None:
        silent = self._scanner.silent_folder(_SILENT_S)
        if silent and not self._silent:
            self._silent = silent
            told = messages.problem("watch-silent", {"path": silent})
            self.told.emit(replace(told, topic=f"{_TOPIC} {silent}"))

    def _tell(self, gone: set[str], back: set[str]) -> None:
        for path in sorted(gone):
            told = messages.problem("watch-gone", {"path": path})
            self.told.emit(replace(told, topic=f"{_TOPIC} {path}"))
        for path in sorted(back):
            self._tell_good(self.tr("The watched folder {path} is available again."), path)

    def _tell_good(self, text: str, path: str) -> None:
        """Report that a folder is available again; replaces the earlier message."""
        words = text.format(path=formats.own(path))
        self.told.emit(Message(words, tone="good", topic=f"{_TOPIC} {path}"))


class _Scanner:
    """Scans the watched folders on a store thread, until `is_over`; others call `silent_folder`."""

    def __init__(self, is_over: Callable[[], bool]) -> None:
        self._is_over = is_over
        self._watch: Watch | None = None
        self._moved = 0.0

    def scan(self, workspace: "Workspace") -> "Scan":
        """Scan every watched folder, and hand over new, complete files."""
        if self._watch is None:
            self._watch = watching.Watch(self._pause)
        self._moved = time.monotonic()
        return self._watch.scan(workspace)

    def leave(self, workspace: "Workspace") -> None:
        """Release the lease for watching."""
        if self._watch is not None:
            self._watch.leave(workspace)

    def silent_folder(self, seconds: float) -> str:
        """Return the folder that a running scan has been blocked on for long, else ""."""
        if self._watch is None or time.monotonic() - self._moved < seconds:
            return ""
        return self._watch.at

    def _pause(self) -> None:
        self._moved = time.monotonic()
        if self._is_over():
            raise CancelledError
        watching.rest()

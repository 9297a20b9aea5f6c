"""Watched folders: list them and find new, completely written files.

A scan finds files that no photo and no earlier scan knows. A file is handed over to the next import
when its size and time were the same in two scans. One process watches at a time, by a lease; the
import that takes what was handed over is a job like any other.
"""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hitl_app.domain.errors import KnownError
from hitl_app.domain.imports import WatchedFolder
from hitl_app.domain.runs import UNFINISHED
from hitl_app.imaging.arrivals import SeenFile, Tree, seen_file
from hitl_app.imaging.names import show_raw
from hitl_app.services.catalogue import imports
from hitl_app.store.engine import leases
from hitl_app.store.imports import resuming, watching
from hitl_app.workspace import Workspace

LEASE = "watch"
SETTLE_S = 3.0
"""Seconds after which an unchanged file counts as complete."""
# Files that arrive in sequence form one import, unless the first has waited this long.
_MOST_S = 60.0
_AT_ONCE = 200
_BEAT_S = 30.0
# Pause between files: the window shares this process.
_PAUSE_S = 0.002


def list_folders(workspace: Workspace) -> tuple[WatchedFolder, ...]:
    """Return the watched folders."""
    with workspace.database.read() as session:
        return watching.folders(session)


def add_folder(workspace: Workspace, folder: Path) -> WatchedFolder:
    """Watch a folder; its present files are imported too.

    Raises:
        KnownError: It is no folder that can be read, or overlaps with one that is watched.
    """
    path = folder.absolute()
    try:
        with os.scandir(path) as entries:
            next(entries, None)
    except OSError as error:
        raise KnownError("watch-no-folder", path=str(folder)) from error
    raw = os.fsencode(path)
    real = path.resolve()
    for other in list_folders(workspace):
        # Accesses a disk that may not answer: hold no lock meanwhile.
        there = Path(os.fsdecode(other.raw)).resolve()
        if there == real or there in real.parents or real in there.parents:
            raise KnownError("watch-overlap", path=show_raw(raw), other=other.path)
    with workspace.database.write() as session:
        for other in watching.folders(session):
            if other.raw == raw:
                raise KnownError("watch-overlap", path=show_raw(raw), other=other.path)
        return watching.add_folder(session, raw, show_raw(raw))


def find_folder(workspace: Workspace, folder: Path) -> WatchedFolder:
    """Return the watched folder of a path.

    Raises:
        KnownError: It is not watched.
    """
    raw = os.fsencode(folder.absolute())
    for known in list_folders(workspace):
        if raw == known.raw:
            return known
    raise KnownError("watch-unknown", path=show_raw(raw))


def switch_folder(workspace: Workspace, folder_id: int, *, active: bool) -> None:
    """Switch the watching of a folder on or off."""
    with workspace.database.write() as session:
        watching.set_active(session, folder_id, active=active)


def unfinished_import(workspace: Workspace) -> int | None:
    """Return the number of the last unfinished import of watched files.

    Killed and cancelled imports count.
    """
    imports.notice_dead(workspace)
    with workspace.database.read() as session:
        return resuming.unfinished_watched(session, UNFINISHED)


def remove_folder(workspace: Workspace, folder_id: int) -> None:
    """Stop watching a folder; its photos stay."""
    switch_folder(workspace, folder_id, active=False)
    count = _AT_ONCE
    while count == _AT_ONCE:
        with workspace.database.paced_write() as session:
            count = watching.forget_some(session, folder_id, _AT_ONCE)
    with workspace.database.write() as session:
        watching.remove_folder(session, folder_id)


@dataclass(frozen=True, slots=True)
class Scan:
    """Result of a scan of the watched folders.

    Attributes:
        elsewhere: Whether another process holds the lease for watching.
        due: Whether an import is to begin: all are whole, or the first has waited long enough.
    """

    elsewhere: bool = False
    there: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    waiting: int = 0
    due: bool = False
    settling: int = 0
    importing: bool = False


def rest() -> None:
    """Yield to other threads for a moment."""
    time.sleep(_PAUSE_S)


class Watch:
    """Scans the watched folders of a workspace; use from one thread at a time.

    Args:
        pause: Called every few files; may raise to end a scan.
        settle_s: How long a file must stay unchanged.

    Attributes:
        at: Path of the folder being scanned; safe to read from any thread.
    """

    def __init__(self, pause: Callable[[], None] = rest, settle_s: float = SETTLE_S) -> None:
        self._pause, self._settle_s = pause, settle_s
        self.at = ""
        self._lease: leases.Lease | None = None
        self._beaten = 0.0
        self._waits_since: float | None = None
        self._trees: dict[int, Tree] = {}
        self._settling: dict[int, dict[bytes, tuple[SeenFile, float]]] = {}

    def scan(self, workspace: Workspace) -> Scan:
        """Scan every active folder, and hand over new, complete files."""
        folders = [folder for folder in list_folders(workspace) if folder.active]
        for left in set(self._trees) - {folder.id for folder in folders}:
            del self._trees[left], self._settling[left]
        if not folders:
            self.leave(workspace)
            return Scan()
        if not self._hold(workspace):
            return Scan(elsewhere=True)
        there = {folder.path: self._scan(workspace, folder) for folder in folders}
        imports.notice_dead(workspace)
        with workspace.database.read() as session:
            waiting = watching.waiting_count(session)
            settling = self._count_settling()
            return Scan(
                there=tuple(path for path, found in there.items() if found),
                gone=tuple(path for path, found in there.items() if not found),
                waiting=waiting,
                due=self._is_due(waiting, settling),
                settling=settling,
                importing=leases.is_held(session, imports.LEASE),
            )

    def leave(self, workspace: Workspace) -> None:
        """Release the lease for watching."""
        if self._lease is not None:
            with workspace.database.write() as session:
                leases.drop_lease(session, self._lease)
            self._lease = None

    def _hold(self, workspace: Workspace) -> bool:
        """Take or keep the lease for watching; return whether it is held."""
        if self._lease is not None and time.monotonic() - self._beaten < _BEAT_S:
            return True
        with workspace.database.read() as session:
            if self._lease is None and leases.is_held(session, LEASE):
                return False
        with workspace.database.write() as session:
            if self._lease is None or not leases.beat(session, self._lease):
                try:
                    self._lease = leases.take_lease(session, LEASE)
                except KnownError:
                    # Another process was quicker.
                    self._lease = None
        self._beaten = time.monotonic()
        return self._lease is not None

    def _scan(self, workspace: Workspace, folder: WatchedFolder) -> bool:
        """Scan one folder; return whether it exists."""
        self.at = folder.path
        own = str(workspace.models_folder)
        tree = self._trees.setdefault(folder.id, Tree(os.fsdecode(folder.raw), (own,)))
        settling = self._settling.setdefault(folder.id, {})
        try:
            whole = self._settled(settling)
            for batch in tree.look(self._pause):
                for file in _unknown(workspace, batch):
                    if file.raw not in settling:
                        settling[file.raw] = file, time.monotonic()
        except OSError:
            settling.clear()
            return False
        _hand_over(workspace, folder.id, whole)
        for file in whole:
            del settling[file.raw]
        return True

    def _settled(self, settling: dict[bytes, tuple[SeenFile, float]]) -> list[SeenFile]:
        """Return the complete files; keep those still being written, forget missing ones."""
        whole = []
        for number, (raw, (before, since)) in enumerate(list(settling.items())):
            if number % _AT_ONCE == 0:
                self._pause()
            try:
                now = seen_file(raw, os.stat(raw))  # noqa: PTH116 - bytes as the system gave them
            except OSError:
                now = None
            if now is None:
                del settling[raw]
            elif now != before:
                settling[raw] = now, time.monotonic()
            elif now.state.size and time.monotonic() - since >= self._settle_s:
                whole.append(now)
        return whole

    def _is_due(self, waiting: int, settling: int) -> bool:
        now = time.monotonic()
        if not waiting:
            self._waits_since = None
            return False
        if self._waits_since is None:
            self._waits_since = now
        return not settling or now - self._waits_since >= _MOST_S

    def _count_settling(self) -> int:
        """Count files that are expected to be complete soon; empty files are placeholders."""
        return sum(
            file.state.size > 0
            for settling in self._settling.values()
            for file, _ in settling.values()
        )


def _unknown(workspace: Workspace, files: Sequence[SeenFile]) -> list[SeenFile]:
    with workspace.database.read() as session:
        known = watching.known_files(session, {file.raw: file.state for file in files})
    return [
        file
        for file in files
        if not any(state.is_same(file.state) for state in known.get(file.raw, ()))
    ]


def _hand_over(workspace: Workspace, folder_id: int, files: Sequence[SeenFile]) -> None:
    for start in range(0, len(files), _AT_ONCE):
        part = [(file.raw, file.state) for file in files[start : start + _AT_ONCE]]
        with workspace.database.paced_write() as session:
            if any(f.id == folder_id for f in watching.folders(session)):
                watching.hand_over(session, folder_id, part)

"""Restore changed backups: each is refused, or leaves a workspace that opens.

An input is either the bytes of a ZIP file, or changed pages of a database inside an intact one.

    python -m benchmarks.fuzz.backups --minutes 10
"""

import io
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Final

from benchmarks.big import make
from benchmarks.fuzz.runner import main
from benchmarks.kills import check_database
from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.services.review import reviewing
from hitl_app.services.workspace.restoring import restore
from hitl_app.workspace import Workspace, database_path

_PAGES: Final = b"P"
_ZIP: Final = b"Z"
_SIGNATURE: Final = 4
_REFUSALS: Final = frozenset({"backup-damaged", "database-newer", "disk-full", "read-failed"})


def _made(folder: Path) -> bytes:
    """Make a small workspace and return its database."""
    make(folder, (0.3, 0.6, 0.9))
    workspace = Workspace.open(folder)
    (shown, *_) = reviewing.next_photos(workspace, limit=1)
    reviewing.decide(workspace, shown.photo.id, Answer.SKIP, "ann")
    workspace.close()
    with closing(sqlite3.connect(database_path(folder))) as raw:
        raw.execute("PRAGMA journal_mode=DELETE")
        raw.execute("INSERT INTO setting VALUES ('threshold', 0.5)")
        raw.commit()
    return database_path(folder).read_bytes()


def _packed(database: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("backup.json", "{}")
        archive.writestr("review.db", database)
    return out.getvalue()


def _patched(database: bytes, patches: bytes) -> bytes:
    """Change a database: each patch is an offset of three bytes, a length of one, and bytes."""
    data, at = bytearray(database), 0
    while at + _SIGNATURE < len(patches):
        place = int.from_bytes(patches[at : at + 3], "little") % len(data)
        length = 1 + patches[at + 3] % 32
        content = patches[at + 4 : at + 4 + length]
        data[place : place + len(content)] = content
        at += 4 + length
    return bytes(data[: len(database)])


class _Target:
    """Restores an input and opens what came of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._database = _made(folder / "made")

    def seeds(self) -> list[bytes]:
        """Return a whole backup, and patches at the places that a database turns on."""
        size = len(self._database)
        places = [16, 18, 24, 28, 32, 44, 52, 56, 60, 68, 100, 108, *range(4096, size, 4096)]
        patches = [at.to_bytes(3, "little") + b"\3" + b"\xff\0\1\7" for at in places]
        names = (b"photo", b"waiting", b"skip", b"threshold", b"CREATE", b"[1, ", b"0005", b"{")
        for name in names:
            at = self._database.find(name)
            patches.append(max(at, 0).to_bytes(3, "little") + bytes([len(name) - 1]) + name)
        return [_ZIP + _packed(self._database), *(_PAGES + patch for patch in patches)]

    def __call__(self, data: bytes) -> None:
        kind, rest = data[:1], data[1:]
        content = rest if kind == _ZIP else _packed(_patched(self._database, rest))
        with tempfile.TemporaryDirectory(dir=self._folder) as scratch:
            file, folder = Path(scratch) / "b.zip", Path(scratch) / "workspace"
            file.write_bytes(content)
            try:
                restore(folder, file)
            except KnownError as error:
                if error.code not in _REFUSALS or ".second-look-" in str(error.params):
                    raise AssertionError(f"{error.code}: {error.params}") from error
                if [path for path in folder.iterdir() if path.name != "models"]:
                    raise AssertionError("something was left") from error
                return
            _use(folder)


def _use(folder: Path) -> None:
    """Open a workspace that was restored, and work in it."""
    check_database(folder)
    with closing(Workspace.open(folder)) as workspace:
        for shown in reviewing.next_photos(workspace, limit=1):
            reviewing.decide(workspace, shown.photo.id, Answer.SKIP, "ann")
        reviewing.counts(workspace)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="fuzz-backups-") as scratch_:
        target = _Target(Path(scratch_))
        main("backups", target, target.seeds(), ())

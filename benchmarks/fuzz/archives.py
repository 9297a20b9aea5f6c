"""Fuzz the reading of ZIP files: as photos, and as what `zipfile` is then given.

Usage: python -m benchmarks.fuzz.archives [--minutes N]
"""

import io
import struct
import tempfile
import zipfile
from pathlib import Path

from benchmarks.fuzz.runner import main
from hitl_app.domain.imports import FoundFile
from hitl_app.imaging.files import UnreadablePath, read, scan
from safeio.foreign import foreign_bytes
from safeio.reasons import PhotoError
from safeio.zip_directory import open_checked

_LIMIT = 1 << 22
_FILE = Path(tempfile.mkdtemp(prefix="fuzz-archives-")) / "drop.zip"


def target(data: bytes) -> None:
    """Scan a ZIP file and read all that is found in it; then open it as a backup is opened."""
    _FILE.write_bytes(data)
    for item in scan([_FILE]):
        if isinstance(item, UnreadablePath):
            continue
        assert isinstance(item, FoundFile)
        try:
            content = read(item, _LIMIT)
        except PhotoError:
            continue
        assert len(content) == item.size, "a member is as large as it says"
    with (
        foreign_bytes(lambda error: ValueError(str(error)), ValueError),
        open_checked(_FILE, most=1000, limit=_LIMIT) as archive,
    ):
        for entry in archive.infolist():
            archive.read(entry)


def seeds() -> list[bytes]:
    """Make archives of every kind that is read, and of some that are not."""
    found = [_made(method) for method in (0, 8, 12, 14)]
    stored = found[0]
    found.append(b"#!/bin/sh\n" + stored)
    found.append(_made(8, comment=b"PK\5\6" + bytes(18)))
    at = stored.rindex(b"PK\5\6")
    size, start = struct.unpack_from("<2L", stored, at + 12)
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 3, 3, size, start)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, at, 1)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 3, 3, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    found.append(stored[:at] + record + locator + end)
    found.append(b"")
    return found


def _made(method: int, comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.comment = comment
        for name in ("1.jpg", "größe/2.png", "../3.gif"):
            archive.writestr(name, b"photo" * 50)
        with archive.open("4.jpg", "w", force_zip64=True) as member:
            member.write(b"photo")
    return out.getvalue()


if __name__ == "__main__":
    main("archives", target, seeds(), (PhotoError, ValueError))

"""Translate the paths of photos between the database and this computer.

The database has one path for each file, whichever computer opens it. All queries return paths of
this computer and take them; what is shown as text stays as it is stored. The folders are in a file
of the user: they describe this computer, not a workspace.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from hitl_app.domain.errors import KnownError
from hitl_app.domain.imports import FoundFile
from hitl_app.domain.places import Place, Places
from hitl_app.imaging.names import show, show_raw
from safeio.files import write_whole

_FILE: Final = "places.json"
_MOST_BYTES: Final = 1 << 20

_read: tuple[object, Places] = (None, Places())
"""State of the file when it was read, and its content; replaced as a whole."""


def known() -> Places:
    """Return the folders of this computer; none where the file is missing or damaged."""
    global _read  # noqa: PLW0603 - one file, one copy of it
    file = _file()
    state = _state(file)
    if _read[0] != (file, state):
        _read = (file, state), Places(_parse(file) if state else ())
    return _read[1]


def keep(places: Iterable[Place]) -> None:
    """Store the folders of this computer.

    Raises:
        KnownError: Code `write-failed`.
    """
    file = _file()
    rows = [{"stored": one.stored, "here": one.here} for one in places]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, f"{json.dumps(rows, indent=1)}\n".encode())
    except OSError as error:
        detail = error.strerror or ""
        raise KnownError("write-failed", path=str(file), detail=detail) from error


def here(raw: bytes) -> bytes | None:
    """Return where a stored path is on this computer; None if it can be nowhere."""
    places = known()
    if not places.places:
        return raw
    try:
        found = places.here(os.fsdecode(raw))
        return None if found is None else os.fsencode(found)
    except UnicodeError:
        # No file of Windows has such a name.
        return None


def stored(raw: bytes) -> bytes:
    """Return the path that the database has for a path of this computer."""
    places = known()
    return os.fsencode(places.stored(os.fsdecode(raw))) if places.places else raw


def stored_root(root: tuple[bytes, str]) -> tuple[bytes, str]:
    """Return bytes and text that the database has for those of a path of this computer."""
    raw = stored(root[0])
    return root if raw == root[0] else (raw, show_raw(raw))


def root_here(root: tuple[bytes, str]) -> tuple[bytes, str]:
    """Return bytes and text of a stored path on this computer; as stored if it can be nowhere."""
    raw = here(root[0])
    return root if raw in (None, root[0]) else (raw, show_raw(raw))


def stored_file(file: FoundFile) -> FoundFile:
    """Return a file as the database has it.

    Its stamp is of this computer alone: others would take the file for another one.
    """
    raw = stored(file.raw)
    if raw == file.raw:
        return file
    before = show_raw(file.raw)
    # The text is the path, with the name of a member behind it, or the address in a feed.
    after = file.shown.removeprefix(before)
    shown = file.shown if after == file.shown else show(os.fsdecode(raw)) + after
    return replace(file, raw=raw, shown=shown, stamp=None)


def file_here(file: FoundFile) -> FoundFile | None:
    """Return a stored file with its path on this computer; None if it can be nowhere."""
    raw = here(file.raw)
    if raw is None or raw == file.raw:
        return None if raw is None else file
    return replace(file, raw=raw, stamp=None)


def _parse(file: Path) -> list[Place]:
    try:
        with file.open("rb") as source:
            rows = json.loads(source.read(_MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return []
    found = []
    for row in rows if isinstance(rows, list) else ():
        match row:
            case {"stored": str(stored), "here": str(here)} if stored and here:
                found.append(Place(stored, here))
    return found


def _state(file: Path) -> tuple[int, int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def _file() -> Path:
    from platformdirs import user_config_path

    return user_config_path("second-look", appauthor=False) / _FILE

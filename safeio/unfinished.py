"""Unfinished files and folders beside their targets, and the removal of orphans.

Their names hold computer and process. A killed process leaves its files; the next process of the
same computer that writes there removes them, but none of a running process or another computer.
"""

import contextlib
import hashlib
import os
import re
import secrets
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import psutil

from safeio.processes import is_running

PREFIX: Final = ".second-look-"
"""Prefix of the names of unfinished files and folders; readers ignore them."""
_NAME: Final = re.compile(re.escape(PREFIX) + r"([0-9a-f]{8})-(\d{1,9})-(\d{1,12})-[0-9a-f]{8}")


def place_beside(target: Path) -> Path:
    """Remove orphans beside a target, and return an unused path there.

    Its name is short: the target's may be as long as names can be.
    """
    _sweep(target.parent)
    started = int(psutil.Process().create_time())
    who = f"{_computer()}-{os.getpid()}-{started}-{secrets.token_hex(4)}"
    return target.with_name(PREFIX + who)


@contextlib.contextmanager
def temporary_folder(beside: Path) -> Iterator[Path]:
    """Make an empty folder beside a target, which need not exist, and remove it at the end."""
    place = place_beside(beside)
    place.mkdir()
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _computer() -> str:
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]


def _sweep(folder: Path) -> None:
    # Orphans that cannot be listed or removed do not prevent writing.
    with contextlib.suppress(OSError):
        for path in folder.glob(f"{PREFIX}*"):
            found = _NAME.fullmatch(path.name)
            if found is not None and found[1] == _computer() and not _is_its_process_there(found):
                _take_away(path)


def _is_its_process_there(found: re.Match[str]) -> bool:
    # The name holds whole seconds: the middle of that one.
    return is_running(int(found[2]), int(found[3]) + 0.5)


def _take_away(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)

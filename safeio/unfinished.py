"""What is being written, beside its place: names that tell whose it is, and an end to orphans.

A process that is killed leaves what it wrote. The next one of this computer that writes there takes
it away; what a living process or another computer writes is left alone.
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
"""Names of files and folders that are being written begin so; readers pass them over."""
_NAME: Final = re.compile(re.escape(PREFIX) + r"([0-9a-f]{8})-(\d{1,9})-(\d{1,12})-[0-9a-f]{8}")


def place_beside(target: Path) -> Path:
    """Return a path beside a target that nothing is at, after orphans there were taken away.

    Its name is short: the target's may be as long as names can be.
    """
    _sweep(target.parent)
    started = int(psutil.Process().create_time())
    who = f"{_computer()}-{os.getpid()}-{started}-{secrets.token_hex(4)}"
    return target.with_name(PREFIX + who)


@contextlib.contextmanager
def temporary_folder(beside: Path) -> Iterator[Path]:
    """Make an empty folder beside a target, and take it away at the end.

    Args:
        beside: The target; nothing need be there.
    """
    place = place_beside(beside)
    place.mkdir()
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _computer() -> str:
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]


def _sweep(folder: Path) -> None:
    # What cannot be listed or taken away is no reason not to write.
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

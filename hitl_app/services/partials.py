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
from pathlib import Path

import psutil

_NAME = re.compile(r"\.second-look-([0-9a-f]{8})-(\d{1,9})-(\d{1,12})-[0-9a-f]{8}")


def place_beside(target: Path) -> Path:
    """Gives a path beside a target that nothing is at, after orphans there were taken away.

    Its name is short: the target's may be as long as names can be.
    """
    _sweep(target.parent)
    started = int(psutil.Process().create_time())
    who = f"{_computer()}-{os.getpid()}-{started}-{secrets.token_hex(4)}"
    return target.with_name(f".second-look-{who}")


def _computer() -> str:
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]


def _sweep(folder: Path) -> None:
    # What cannot be listed or taken away is no reason not to write.
    with contextlib.suppress(OSError):
        for path in folder.glob(".second-look-*"):
            found = _NAME.fullmatch(path.name)
            if found is not None and found[1] == _computer() and not _is_alive(found):
                _take_away(path)


def _is_alive(found: re.Match[str]) -> bool:
    try:
        started = psutil.Process(int(found[2])).create_time()
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True
    # Process numbers are used again; the start time tells the two apart.
    return bool(abs(started - int(found[3])) < 2)


def _take_away(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)

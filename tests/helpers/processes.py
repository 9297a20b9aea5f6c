"""The processes that a test started."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable

import psutil


def told(module, *arguments, timeout, **environment):
    """Runs a helper's program to its good end; gives what its last line says as JSON."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.helpers.{module}", *map(str, arguments)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=timeout,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return json.loads(done.stdout.splitlines()[-1])


def until(done: Callable[[], bool], seconds: float = 20) -> bool:
    """Waits for something that another process or thread does; gives whether it came."""
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.01)
    return done()


def children() -> list[psutil.Process]:
    """Gives the processes of this one; Python keeps one of its own once others were spawned."""
    return [child for child in psutil.Process().children() if _is_ours(child)]


def _is_ours(child: psutil.Process) -> bool:
    try:
        return "resource_tracker" not in " ".join(child.cmdline())
    except (psutil.ZombieProcess, psutil.NoSuchProcess):
        return False

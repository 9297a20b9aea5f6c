"""The processes that a test started."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable

import psutil


def run_helper(module, *arguments, timeout, **environment):
    """Run a helper's program, assert that it succeeds, and return its last line as JSON."""
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
    """Wait until a condition is true in another process or thread; return its last value."""
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.01)
    return done()


def children() -> list[psutil.Process]:
    """Return the child processes of this one, without the resource tracker of Python."""
    return [child for child in psutil.Process().children() if _is_ours(child)]


def _is_ours(child: psutil.Process) -> bool:
    try:
        return "resource_tracker" not in " ".join(child.cmdline())
    except (psutil.ZombieProcess, psutil.NoSuchProcess):
        return False

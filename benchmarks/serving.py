"""The server in a process of its own, for benchmarks."""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from benchmarks.registry import ROOT

_LEAVE_S = 120


class Server:
    """A server that answers at `address`; it is process `pid`."""

    def __init__(self, process: "subprocess.Popen[str]", log: IO[str], address: str) -> None:
        self.address, self.pid = address, process.pid
        self._log = log

    def errors(self) -> str:
        """Return what it wrote to standard error."""
        self._log.seek(0)
        return self._log.read()


@contextmanager
def served(folder: Path, *options: str) -> Iterator[Server]:
    """Serve a workspace from another process, which ends in order."""
    command = [sys.executable, "-m", "hitl_app", "--workspace", str(folder), "serve", "--json"]
    log = tempfile.TemporaryFile("w+")  # noqa: SIM115 - it is read after the process has ended
    process = subprocess.Popen(
        [*command, "--port", "0", *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield Server(process, log, json.loads(process.stdout.readline())["address"])
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(_LEAVE_S)
        process.stdout.close()

"""The server in a process of its own, as an operator starts it."""

import json
import signal
import subprocess
import sys
from contextlib import contextmanager


@contextmanager
def served(folder, *options):
    """Yield what a server prints, and its `pid`; it must end in order on Ctrl+C."""
    command = [sys.executable, "-m", "hitl_app", "serve", "--json", "--port", "0", *options]
    server = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        line = server.stdout.readline()
        assert line, server.stderr.read()
        yield {**json.loads(line), "pid": server.pid}
    finally:
        server.send_signal(signal.SIGINT)
        _, error = server.communicate(timeout=60)
    assert (server.returncode, error) == (0, "")

"""Entry point: `hitl-app`, or `python -m hitl_app`."""

import os
import sys
import threading


def main() -> int:
    """Open the window, or run a command; return the exit status."""
    from hitl_app.cli import run
    from hitl_app.cli.main import CANCELLED
    from safeio.printing import guard_streams, release_streams

    guard_streams()
    try:
        status = run(sys.argv[1:])
    finally:
        release_streams()
    others = [one for one in threading.enumerate() if one is not threading.main_thread()]
    if status == CANCELLED and any(not thread.daemon for thread in others):
        # A cancelled job may have left threads in an uninterruptible call, for which Python would
        # wait.
        from training.core.backend import release_standard_error

        release_standard_error()
        os._exit(status)
    return status


if __name__ == "__main__":
    sys.exit(main())

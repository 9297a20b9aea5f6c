"""``python -m training``."""

import sys

from safeio.printing import guard_streams, release_streams
from training.cli.main import main

if __name__ == "__main__":
    guard_streams()
    try:
        status = main()
    finally:
        release_streams()
    sys.exit(status)

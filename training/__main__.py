"""``python -m training``."""

import sys

from safeio.printing import guard_streams
from training.cli.main import main

if __name__ == "__main__":
    guard_streams()
    sys.exit(main())

"""``python -m training``."""

import sys

from training.cli import main
from training.printing import guard_streams

if __name__ == "__main__":
    guard_streams()
    sys.exit(main())

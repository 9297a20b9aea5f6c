"""``python -m training``."""

import sys

from training.cli.main import main
from training.core.printing import guard_streams

if __name__ == "__main__":
    guard_streams()
    sys.exit(main())

"""The program's version and, in a checkout, its commit."""

import shutil
import subprocess
from pathlib import Path

from training import __version__


def program() -> str:
    """Return ``0.1.0``, or ``0.1.0+83c2b27`` in a git checkout."""
    root = Path(__file__).parents[2]
    git = shutil.which("git")
    if git is None or not (root / ".git").exists():
        return __version__
    result = subprocess.run(  # noqa: S603 - a fixed command
        [git, "-C", str(root), "rev-parse", "--short", "HEAD"],
        capture_output=True,
        text=True,
        timeout=10,
        check=False,
    )
    commit = result.stdout.strip()
    return f"{__version__}+{commit}" if result.returncode == 0 and commit else __version__

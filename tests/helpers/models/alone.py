"""Runs the example of an exported model where Second Look cannot be imported."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_ALONE = """
import runpy, sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"hitl_app", "training", "safeio"}:
            raise ImportError(f"{name} is not here")

sys.meta_path.insert(0, Blocker())
try:
    import safeio
except ImportError:
    pass
else:
    raise SystemExit("Second Look is here")
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def run_example(folder: Path, files: Sequence[Path]) -> list[tuple[str, float]]:
    """Return the category and its probability that the example prints for each photo."""
    command = [sys.executable, "-I", "-c", _ALONE, "example.py", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=280)
    assert done.returncode == 0, done.stderr
    lines = [line.split("\t") for line in done.stdout.splitlines() if "\t" in line]
    assert [line[0] for line in lines] == [str(file) for file in files]
    return [(line[1], float(line[2])) for line in lines]

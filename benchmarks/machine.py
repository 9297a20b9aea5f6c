"""What every benchmark prints beside its figures."""

import os
import platform
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

PHOTOS = "SECOND_LOOK_PHOTOS"


def photo_folder() -> Path:
    """Return the folder of real photos, from the first argument or the environment."""
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get(PHOTOS, "")
    folder = Path(given)
    if not given or not folder.is_dir():
        sys.exit(f"Give a folder of photos as the first argument, or in {PHOTOS}.")
    return folder


def describe() -> str:
    """One line on the machine and the versions that matter."""
    processor = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [x for x in cpuinfo.read_text().splitlines() if x.startswith("model name")]
        processor = names[0].split(":", 1)[1].strip() if names else processor
    packages = ", ".join(f"{p} {version(p)}" for p in ("pillow", "SQLAlchemy", "keras"))
    return (
        f"{os.cpu_count()} cores, {processor}, {platform.system()}, "
        f"Python {platform.python_version()}, {packages}"
    )


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a Markdown table under a title and the machine."""
    print(f"\n### {title}\n\n{describe()}\n")
    print("| " + " | ".join(columns) + " |")
    print("| " + " | ".join("---" for _ in columns) + " |")
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")

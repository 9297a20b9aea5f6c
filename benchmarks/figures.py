"""Figures that benchmarks measure, what they are compared with, and where they are kept."""

import json
import os
import platform
import re
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NoReturn

import psutil

from benchmarks.registry import BENCHMARKS
from hitl_app.notices import versions

PHOTOS = "SECOND_LOOK_PHOTOS"
ROWS = "SECOND_LOOK_ROWS"
"""Environment variable: the file to which a benchmark writes its rows."""
COLUMNS = ("figure", "measured", "peer", "limit", "verdict")
_PACKAGES = {
    "PySide6-Essentials",
    "tensorflow-cpu",
    "tensorflow",
    "keras",
    "onnxruntime",
    "Pillow",
    "SQLAlchemy",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    Attributes:
        figure: What was measured; limits are looked up by it.
        value: The figure.
        unit: Of the value.
        detail: Spread of the value, counts behind it and the like.
        case: Under which condition.
        peer: What it is compared with; a number if a limit counts in peers.
    """

    figure: str
    value: float
    unit: str = ""
    detail: str = ""
    case: str = ""
    peer: float | str = ""

    def limit(self, limits: Mapping[str, str]) -> str:
        """Return the limit of this case, else of the figure, else an empty text."""
        return limits.get(self.name, limits.get(self.figure, ""))

    @property
    def name(self) -> str:
        """The figure and its case."""
        return f"{self.figure}, {self.case}" if self.case else self.figure

    def verdict(self, limits: Mapping[str, str]) -> str:
        """Compare the value with its limit, such as `<= 220, goal 150` or `>= 1.5 x peer`."""
        limit = self.limit(limits)
        if not limit:
            return ""
        found = re.fullmatch(r"([<>]=) (.+?)(?:, goal (.+))?", limit)
        assert found, limit
        compare, required, goal = found.groups()
        if not self._keeps(compare, required):
            return "missed"
        return "met" if goal is None or self._keeps(compare, goal) else "met, goal missed"

    def _keeps(self, compare: str, bound: str) -> bool:
        times, _, peer = bound.partition(" x ")
        limit = float(times) * (float(self.peer) if peer else 1)
        return self.value <= limit if compare == "<=" else self.value >= limit

    def cells(self, limits: Mapping[str, str]) -> tuple[str, ...]:
        """Return the cells of a table of `COLUMNS`."""
        value = f"{_number(self.value)} {self.unit}".strip()
        measured = f"{value} ({self.detail})" if self.detail else value
        peer = self.peer if isinstance(self.peer, str) else _number(self.peer)
        return self.name, measured, peer, self.limit(limits), self.verdict(limits)


def _number(value: float) -> str:
    return f"{round(value, 2 if abs(value) < 100 else 0):,}".removesuffix(".0")


def photo_folder() -> Path:
    """Return the folder of real photos, from the first argument or the environment."""
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get(PHOTOS, "")
    folder = Path(given)
    if not given or not folder.is_dir():
        sys.exit(f"Give a folder of photos as the first argument, or in {PHOTOS}.")
    return folder


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def describe() -> str:
    """One line on the machine and the versions that matter."""
    processor = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [x for x in cpuinfo.read_text().splitlines() if x.startswith("model name")]
        processor = names[0].split(":", 1)[1].strip() if names else processor
    packages = ", ".join(f"{n} {v}" for n, v in versions().items() if n in _PACKAGES)
    return (
        f"{os.cpu_count()} cores, {processor}, {psutil.virtual_memory().total / 2**30:.0f} GB, "
        f"{platform.system()}, Python {platform.python_version()}, {packages}"
    )


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def show(name: str, rows: Sequence[Row]) -> int:
    """Print the rows, write them for the runner, and return 1 if a limit is missed."""
    limits = next((b.limits for b in BENCHMARKS if b.name == name), {})
    print(f"\n{describe()}\n")
    print(table(COLUMNS, (row.cells(limits) for row in rows)), flush=True)
    if ROWS in os.environ:
        text = json.dumps([asdict(row) for row in rows], default=float)
        Path(os.environ[ROWS]).write_text(text, encoding="utf-8")
    return int(any(row.verdict(limits) == "missed" for row in rows))


def report(rows: Sequence[Row]) -> NoReturn:
    """Show the rows of the module that was started, and end with 1 if a limit is missed."""
    spec = sys.modules["__main__"].__spec__
    assert spec is not None
    sys.exit(show(spec.name.removeprefix("benchmarks."), rows))

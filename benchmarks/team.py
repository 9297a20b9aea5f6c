"""Several operators on one workspace on a database server.

Makes a private server whose commits are synced to the disk and a workspace of photos to review, and
lets processes with real sessions claim and decide photos: 1, 2, 4 and 8 of them as fast as they can
and at the pace of people, and 200 operators at that pace, 25 a process.

Pauses are those between the decisions of a workspace, if one is given, else drawn from a lognormal
distribution: half of them are below 1.8 s, a tenth above 4.5 s.

Usage: python -m benchmarks.team [PHOTOS] [SECONDS] [--times WORKSPACE]
"""

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Final

import numpy as np
from sqlalchemy import select

from benchmarks import big
from benchmarks.figures import Row, report
from hitl_app.domain.decisions import Answer
from hitl_app.domain.photos import PhotoState
from hitl_app.domain.reports.pace import BREAK_S
from hitl_app.services.review import claims
from hitl_app.services.workspace import moving
from hitl_app.store.schema import OperationRow, PhotoRow
from hitl_app.workspace import Workspace
from tests.helpers.workspace.servers import SYNCED, Server, make_server

_WINDOWS: Final = (1, 2, 4, 8)
_MANY: Final = (8, 25)
"""Processes, and operators in each."""
_OPERATOR: Final = "operator"
_MEDIAN_S, _SPREAD = 1.8, 0.715


def made_times(count: int = 5000) -> list[float]:
    """Return pauses between decisions, where none were recorded."""
    drawn = np.random.default_rng(1).lognormal(np.log(_MEDIAN_S), _SPREAD, count)
    return [float(one) for one in drawn]


def recorded_times(folder: Path) -> list[float]:
    """Return the pauses between the decisions of each operator of a workspace."""
    workspace = Workspace.open(folder, or_read=True)
    with workspace.database.read() as session:
        query = select(OperationRow.operator, OperationRow.at).order_by(OperationRow.id)
        rows = session.execute(query).all()
    workspace.close()
    before: dict[str, float] = {}
    found = []
    for operator, at in rows:
        gap = at.timestamp() - before.get(operator, 0.0)
        before[operator] = at.timestamp()
        if 0 < gap < BREAK_S:
            found.append(gap)
    return found


class Operator(threading.Thread):
    """Claims and decides photos until a time; prints each photo, and how long each step took."""

    def __init__(self, workspace: Workspace, number: int, times: list[float], end: float) -> None:
        super().__init__(name=f"operator {number}")
        self._workspace, self._times, self._end = workspace, times, end
        self._client = claims.Client(self.name, f"computer-{number}")
        self._category = 1 + number % 10
        self._rng = np.random.default_rng(number)
        self.failure: Exception | None = None

    def run(self) -> None:
        """Decide."""
        try:
            self._work()
        except Exception as error:  # noqa: BLE001 - the process reports it
            self.failure = error

    def _work(self) -> None:
        # Nobody begins in step with the others.
        self._think(self._rng.random())
        while time.monotonic() < self._end:
            began = time.perf_counter()
            shown = claims.next_photo(self._workspace, self._client)
            if shown is None:
                break
            _report("given", shown.photo.id, began)
            self._think()
            began = time.perf_counter()
            request = claims.Request(shown.photo.id, Answer.CATEGORY, self._category)
            claims.decide(self._workspace, self._client, request, shown=shown.photo)
            _report("decided", shown.photo.id, began)
        claims.leave(self._workspace, self._client)

    def _think(self, part: float = 1.0) -> None:
        if self._times:
            pause = part * self._times[self._rng.integers(len(self._times))]
            time.sleep(max(0.0, min(pause, self._end - time.monotonic())))


def _report(what: str, photo: int, began: float) -> None:
    # In one piece: `print` writes the end of a line by itself, and threads come in between.
    sys.stdout.write(f"{what} {photo} {time.perf_counter() - began}\n")
    sys.stdout.flush()


def operate(folder: Path, first: int, count: int, seconds: float, times: Path) -> None:
    """Let operators decide in one process, once a line comes on standard input."""
    workspace = Workspace.open(folder)
    pauses = [float(line) for line in times.read_text().split()]
    print("ready", flush=True)
    sys.stdin.readline()
    end = time.monotonic() + seconds
    operators = [Operator(workspace, first + n, pauses, end) for n in range(count)]
    for one in operators:
        one.start()
    for one in operators:
        one.join()
    workspace.close()
    for failed in (one.failure for one in operators if one.failure is not None):
        raise failed


@dataclass
class Shift:
    """What the operators of one round printed: photos, and seconds of each step."""

    given: dict[str, list[int]] = field(default_factory=lambda: {"given": [], "decided": []})
    seconds: dict[str, list[float]] = field(default_factory=lambda: {"given": [], "decided": []})

    def add(self, line: str) -> None:
        """Add a line of an operator."""
        kind, photo, seconds = line.split()
        self.given[kind].append(int(photo))
        self.seconds[kind].append(float(seconds))


def shift(folders: list[Path], each: int, seconds: float, times: Path) -> Shift:
    """Let a process decide in each folder, all at once, with so many operators each."""
    module = [sys.executable, "-m", "benchmarks.team", _OPERATOR]
    processes = [
        subprocess.Popen(
            [*module, str(folder), str(n * each), str(each), str(seconds), str(times)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n, folder in enumerate(folders)
    ]
    found = Shift()
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in processes:
        output, _ = process.communicate()
        assert process.returncode == 0, output
        for line in output.splitlines():
            found.add(line)
    return found


def measured(
    folders: list[Path], seconds: float, times: Path, case: str, each: int = 1
) -> tuple[list[Row], int, int]:
    """Measure operators; return figures, photos given twice and decisions lost."""
    found = shift(folders, each, seconds, times)
    workspace = Workspace.open(folders[0])
    with workspace.database.read() as session:
        query = select(PhotoRow.id).where(PhotoRow.state == PhotoState.REVIEWED)
        there = set(session.scalars(query))
    workspace.close()
    given, decided = found.given["given"], found.given["decided"]
    rows = [Row("decisions", len(decided) / seconds, "/s", case=case)]
    names = {"decided": "decision to durable", "given": "claim of the next photo"}
    for kind, name in names.items():
        cuts = [1000 * cut for cut in quantiles(found.seconds[kind], n=20)]
        detail = f"median {cuts[9]:.0f} ms"
        rows.append(Row(f"{name}, 95th percentile", cuts[18], "ms", detail, case))
    # What was given and not decided when the time was over is free again.
    twice = len(decided) - len(set(decided)) + len(given) - len(set(given))
    return rows, twice, len(set(decided) - there)


def make_workspace(server: Server, work: Path, photos: int) -> list[Path]:
    """Make a workspace of photos to review on a server; return a folder for each computer."""
    big.make(work / "old", photos, features=True)
    old = Workspace.open(work / "old")
    moving.move_to_server(old, server.address("photos"), lambda *_done: None)
    old.close()
    folders = [work / f"computer-{number}" for number in range(max(_WINDOWS))]
    for folder in folders:
        Workspace.connect(folder, server.address("photos")).close()
    return folders


def main(photos: int, seconds: float, workspace: Path | None) -> None:
    """Measure all."""
    server = make_server(SYNCED)
    pauses = made_times() if workspace is None else recorded_times(workspace)
    rows: list[Row] = []
    twice = lost = 0
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        folders = make_workspace(server, work, photos)
        fast, paced = work / "none.txt", work / "times.txt"
        fast.write_text("")
        paced.write_text("\n".join(map(str, pauses)))
        rounds = [
            (count, 1, times, f"{count} window{'' if count == 1 else 's'}, {pace}")
            for times, pace in ((fast, "as fast as they can"), (paced, "at the pace of people"))
            for count in _WINDOWS
        ]
        processes, each = _MANY
        rounds.append(
            (processes, each, paced, f"{processes * each} operators, at the pace of people")
        )
        for count, people, times, case in rounds:
            more, again, gone = measured(folders[:count], seconds, times, case, people)
            rows, twice, lost = rows + more, twice + again, lost + gone
    report([*rows, Row("photos given twice", twice), Row("decisions lost", lost)])


if __name__ == "__main__":
    if sys.argv[1:2] == [_OPERATOR]:
        folder, first, count, seconds, times = sys.argv[2:]
        operate(Path(folder), int(first), int(count), float(seconds), Path(times))
    else:
        parser = argparse.ArgumentParser(prog="python -m benchmarks.team", description=__doc__)
        parser.add_argument("photos", type=int, nargs="?", default=100_000)
        parser.add_argument("seconds", type=float, nargs="?", default=20)
        parser.add_argument("--times", type=Path, metavar="WORKSPACE")
        given = parser.parse_args()
        main(given.photos, given.seconds, given.times)

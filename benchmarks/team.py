"""Several operators on one workspace on a database server, and the move of a workspace there.

Makes a private server whose commits are synced to the disk, copies a workspace of photos to review
from a file into it and back, and lets 1, 2, 4 and 8 processes decide with claims as fast as they
can.

Usage: python -m benchmarks.team [PHOTOS] [SECONDS]
"""

import hashlib
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from sqlalchemy import select

from benchmarks import big
from benchmarks.figures import Row, report
from hitl_app.domain.decisions import Answer
from hitl_app.domain.photos import PhotoState
from hitl_app.jobs.job import Job
from hitl_app.services.review import claims
from hitl_app.services.workspace import moving
from hitl_app.store.schema import PhotoRow
from hitl_app.worker.table import run_job
from hitl_app.workspace import Workspace
from tests.helpers.workspace.servers import SYNCED, Server, make_server

_OPERATORS = (1, 2, 4, 8)
_OPERATOR = "operator"


def operate(folder: Path, number: int, seconds: float) -> None:
    """Decide photos until the time is over; print each photo and how long its decision took.

    The first one is decided when a line comes on standard input.
    """
    workspace = Workspace.open(folder)
    client = claims.Client(f"operator {number}", f"computer-{number}")
    category = 1 + number % 10
    print("ready", flush=True)
    sys.stdin.readline()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        shown = claims.next_photo(workspace, client)
        if shown is None:
            break
        print("given", shown.photo.id)
        began = time.perf_counter()
        request = claims.Request(shown.photo.id, Answer.CATEGORY, category)
        claims.decide(workspace, client, request, shown=shown.photo)
        print("decided", shown.photo.id, time.perf_counter() - began, flush=True)
    claims.leave(workspace, client)
    workspace.close()


@dataclass
class Shift:
    """What the operators of one round printed."""

    given: list[int] = field(default_factory=list)
    decided: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def add(self, line: str) -> None:
        """Add a line of an operator."""
        kind, *rest = line.split()
        if kind == "given":
            self.given.append(int(rest[0]))
        elif kind == "decided":
            self.decided.append(int(rest[0]))
            self.seconds.append(float(rest[1]))


def shift(folders: list[Path], seconds: float) -> Shift:
    """Let an operator decide in each folder at once."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.team", _OPERATOR, str(folder), str(n), str(seconds)],
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


def measured(folders: list[Path], seconds: float) -> tuple[list[Row], int, int]:
    """Measure operators, one a folder; return figures, photos given twice and decisions lost."""
    found = shift(folders, seconds)
    workspace = Workspace.open(folders[0])
    with workspace.database.read() as session:
        query = select(PhotoRow.id).where(PhotoRow.state == PhotoState.REVIEWED)
        there = set(session.scalars(query))
    workspace.close()
    cuts = [1000 * cut for cut in quantiles(found.seconds, n=20)]
    case = f"{len(folders)} operator{'' if len(folders) == 1 else 's'}"
    rows = [
        Row("decisions", len(found.decided) / seconds, "/s", case=case),
        Row(
            "decision to durable, 95th percentile", cuts[18], "ms", f"median {cuts[9]:.0f} ms", case
        ),
    ]
    twice = len(found.given) - len(set(found.given))
    return rows, twice, len(set(found.decided) - there)


def exported(folder: Path) -> str:
    """Return the hash of a workspace's export."""
    workspace = Workspace.open(folder)
    file = folder / "labels.csv"
    run_job("export", workspace, Job(lambda _event: None), {"target": str(file)})
    workspace.close()
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    file.unlink()
    return digest


def moves(server: Server, old: Path, work: Path) -> list[Row]:
    """Move a workspace to a server and back, and compare the exports."""
    wanted = exported(old)
    workspace = Workspace.open(old)
    began = time.perf_counter()
    moved = moving.move_to_server(workspace, server.address("photos"), lambda *_done: None)
    there = time.perf_counter() - began
    workspace.close()
    joined = Workspace.connect(work / "computer-0", server.address("photos"))
    began = time.perf_counter()
    moving.move_to_folder(joined, work / "back", lambda *_done: None)
    back = time.perf_counter() - began
    joined.close()
    differ = sum(exported(folder) != wanted for folder in (work / "computer-0", work / "back"))
    return [
        Row("moved to the server and compared", there, "s", f"{moved.rows} rows"),
        Row("moved to the server and compared, rows", moved.rows / there, "/s"),
        Row("moved to a folder and compared", back, "s"),
        Row("exports that differ", differ),
    ]


def main(photos: int = 100_000, seconds: float = 20) -> None:
    """Measure all."""
    server = make_server(SYNCED)
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        big.make(work / "old", photos, features=True)
        rows = moves(server, work / "old", work)
        folders = [work / f"computer-{number}" for number in range(max(_OPERATORS))]
        for folder in folders[1:]:
            Workspace.connect(folder, server.address("photos")).close()
        twice = lost = 0
        for count in _OPERATORS:
            more, again, gone = measured(folders[:count], seconds)
            rows, twice, lost = rows + more, twice + again, lost + gone
    report([*rows, Row("photos given twice", twice), Row("decisions lost", lost)])


if __name__ == "__main__":
    if sys.argv[1:2] == [_OPERATOR]:
        operate(Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
    else:
        main(*(int(argument) for argument in sys.argv[1:]))

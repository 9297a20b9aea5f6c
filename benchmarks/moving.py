"""The move of a workspace to a database server and back, and the room that it takes there.

The workspace has thumbnails as large as those of real photos, features and predictions. Exports
before and after are compared byte by byte.

Usage: python -m benchmarks.moving [PHOTOS]
"""

import hashlib
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import big
from benchmarks.figures import Row, report
from hitl_app.jobs.job import Job
from hitl_app.services.workspace import moving
from hitl_app.worker.table import run_job
from hitl_app.workspace import Workspace
from tests.helpers.workspace.servers import SYNCED, Server, make_server

_SIDE = 192
_SIZES = """
SELECT relname, pg_table_size(oid), pg_indexes_size(oid) FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
ORDER BY pg_total_relation_size(oid) DESC LIMIT 6
"""


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
    rows = [Row("exports that differ", differ)]
    for case, spent in (("to the server", there), ("to a folder", back)):
        rows += [
            Row("moved and compared", spent, "s", f"{moved.rows:,} rows", case),
            Row("rows moved and compared", moved.rows / spent, "/s", case=case),
        ]
    return rows


def sizes(server: Server, photos: int) -> list[Row]:
    """Measure the room on the server, a photo."""
    found = server.run(_SIZES, "photos")
    return [
        Row(
            "bytes a photo on the server",
            (table + indexes) / photos,
            "B",
            f"indexes {indexes / photos:.0f}",
            name,
        )
        for name, table, indexes in found
    ]


def main(photos: int = 100_000) -> None:
    """Measure all."""
    server = make_server(SYNCED)
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        big.make(work / "old", photos, features=True, side=_SIDE)
        rows = moves(server, work / "old", work)
    report([*rows, *sizes(server, photos)])


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))

"""Very many photos classified by processes and by Ray, beside a usual import of the same photos.

Real photos, each altered so that no two are the same, are imported by each engine into a new
workspace, from the start of the command to its end. Each run has a process of its own, whose memory
is noted meanwhile. Then two nodes of a Ray cluster, with a processor each, against one of them; and
rows of classified photos stored in a workspace on a database server.

Usage: python -m benchmarks.many FOLDER [PHOTOS]
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from PIL import Image

from benchmarks.figures import Row, photo_folder, report
from hitl_app.domain.imports import FoundFile
from hitl_app.domain.models import Score
from hitl_app.jobs.imports import importing
from hitl_app.jobs.job import Job
from hitl_app.jobs.scoring import Scorer
from hitl_app.store.engine.dialect import Durability
from hitl_app.store.imports import imports
from hitl_app.store.models import scores
from hitl_app.workspace import Workspace
from tests.helpers.workspace.servers import SYNCED, make_server

_RUN = "run"
_SHARE = "share of an import's rate"
_PER_COMMIT = 256
_STORED = 20_000
_ROWS = 5
"""Rows of a photo: itself, its thumbnail, path, prediction and features."""


def alter(files: list[Path], folder: Path, number: int) -> None:
    """Write one photo: a crop of a real one, another crop with each turn."""
    turn, place = divmod(number, len(files))
    with Image.open(files[place]) as image:
        width, height = image.size
        cut = image.crop((turn, turn // 2, width - 2, height - 1)).convert("RGB")
    cut.save(folder / f"{number // 1000:03}" / f"{number:06}.jpg", quality=90)


def make(folder: Path, count: int) -> None:
    """Write so many photos into subfolders of a thousand."""
    files = sorted(photo_folder().glob("*.jpg"))
    for number in range(0, count, 1000):
        (folder / f"{number // 1000:03}").mkdir(parents=True)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(partial(alter, files, folder), range(count), chunksize=100))


@dataclass(frozen=True)
class Run:
    """One finished run.

    Attributes:
        grown: By how much the memory of its process grew from a quarter of the photos to the end.
        peak: Most memory of its process.
    """

    rate: float
    grown: float
    peak: float


def measured(work: Path, photos: Path, engine: dict[str, Any] | None) -> Run:
    """Import all photos into a new workspace, in a process of its own."""
    place = work / f"workspace-{time.monotonic_ns()}"
    command = [sys.executable, "-m", "benchmarks.many", _RUN, str(place), str(photos)]
    done = subprocess.run(
        [*command, json.dumps(engine)], check=True, stdout=subprocess.PIPE, text=True
    )
    found = Run(**json.loads(done.stdout.splitlines()[-1]))
    print(engine, found, file=sys.stderr, flush=True)
    return found


def import_all(place: Path, photos: Path, engine: dict[str, Any] | None) -> Run:
    """Import all photos in this process."""
    used: list[float] = []
    process, done = psutil.Process(), [0.0]
    ended = threading.Event()

    def note(event: dict[str, Any]) -> None:
        if event.get("stage") == "read" and event["total"]:
            done[0] = event["done"] / event["total"]

    def watch() -> None:
        while not ended.wait(0.2):
            if done[0] >= 0.25:
                # Pages that Ray shares between processes are not the driver's own.
                used.append(process.memory_full_info().uss / 2**20)

    workspace = Workspace.create(place, Durability.NORMAL)
    watcher = threading.Thread(target=watch)
    watcher.start()
    started = time.perf_counter()
    result = importing.run(workspace, Job(note), paths=[str(photos)], engine=engine)
    took = time.perf_counter() - started
    ended.set()
    watcher.join()
    workspace.close()
    assert result["new"] == result["found"]
    return Run(result["new"] / took, used[-1] - used[0], max(used))


def of_nodes(work: Path, photos: Path, nodes: int) -> Run:
    """Import with a cluster of so many nodes of one processor each."""
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - runs of other engines do without it

    small = {"object_store_memory": 256 * 2**20, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, **small})
    try:
        for _ in range(nodes):
            cluster.add_node(num_cpus=1, object_store_memory=small["object_store_memory"])
        cluster.wait_for_nodes()
        return measured(work, photos, {"name": "ray", "address": cluster.address})
    finally:
        cluster.shutdown()


def stored() -> Row:
    """Store photos with their predictions and features on a server."""
    server = make_server(SYNCED)
    rng = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.create_on_server(
            Path(folder) / "joined", server.address("photos"), Durability.NORMAL
        )
        scorer = Scorer(workspace)
        version = scorer.version
        with workspace.database.write() as session:
            number = imports.start_import(session, [(b"/photos", "/photos")])
        photos = [_photo(n, rng.bytes(5_000), len(version.outputs), scorer.width, rng)
                  for n in range(_STORED)]  # fmt: skip
        started = time.perf_counter()
        for start in range(0, _STORED, _PER_COMMIT):
            some = photos[start : start + _PER_COMMIT]
            with workspace.database.paced_write() as session:
                imports.add_photos(session, number, some, version.id)
                ids = imports.known_hashes(session, [photo.sha256 for photo in some])
                new = {ids[photo.sha256]: photo.score for photo in some if photo.score}
                scores.add_first_scores(session, scorer.source, new, None)
        took = time.perf_counter() - started
        workspace.close()
    return Row("rows stored on a server", _ROWS * _STORED / took, "/s",
               f"{_STORED:,} photos, {_PER_COMMIT} a transaction")  # fmt: skip


def _photo(
    number: int, thumbnail: bytes, outputs: int, width: int, rng: np.random.Generator
) -> imports.NewPhoto:
    path = f"/photos/{number:06}.jpg"
    file = FoundFile(path.encode(), "", path, 50_000, number, number)
    share = float(rng.random())
    score = Score(1, share, rng.random(outputs).astype("<f2").tobytes(), rng.bytes(width + 4))
    sha256 = hashlib.sha256(path.encode()).hexdigest()
    return imports.NewPhoto(sha256, (file,), 400, 533, 50_000, "JPEG", thumbnail, score)


def main(count: int = 20_000) -> list[Row]:
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        make(work / "photos", count)
        run = partial(measured, work, work / "photos")
        usual = run(None)
        local, ray = run({"name": "local"}), run({"name": "ray"})
        one, two = (of_nodes(work, work / "photos", nodes) for nodes in (1, 2))
    peer = f"import {usual.rate:,.0f} photos/s"
    case = "Ray on one node"
    return [
        Row("photos classified", usual.rate, "photos/s", f"{count:,} photos", "import"),
        Row(_SHARE, local.rate / usual.rate, case="processes", peer=peer),
        Row(_SHARE, ray.rate / usual.rate, case=case, peer=peer),
        Row("rate on two nodes of one processor", two.rate / one.rate, "x one node",
            peer=f"one node {one.rate:,.0f} photos/s"),
        *(Row("driver's memory at the end, beyond that at a quarter", found.grown, "MB",
              f"peak {found.peak:,.0f} MB", name)
          for name, found in (("processes", local), (case, ray))),
        stored(),
    ]  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == [_RUN]:
        found = import_all(Path(sys.argv[2]), Path(sys.argv[3]), json.loads(sys.argv[4]))
        print(json.dumps(vars(found)))
    else:
        report(main(*(int(argument) for argument in sys.argv[2:])))

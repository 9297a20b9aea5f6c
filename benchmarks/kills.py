"""kill -9 at random moments of import, decisions and retraining; what was acknowledged stays.

One process imports, one decides and prints each acknowledged decision, one retrains; each round
kills all of them at a random moment, opens the workspace again and compares.

Usage: python -m benchmarks.kills FOLDER [ROUNDS]
"""

import contextlib
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figures import Row, photo_folder, report
from hitl_app.services.catalogue import imports
from hitl_app.services.models import versions as models
from hitl_app.services.review import reviewing
from hitl_app.store.engine.database import dialect_of
from hitl_app.workspace import Workspace, database_path

_DECIDER = """
import random, sys
from pathlib import Path
from hitl_app.domain.decisions import Answer
from hitl_app.services.review import reviewing
from hitl_app.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
rng = random.Random(int(sys.argv[2]))
while True:
    for shown in reviewing.next_photos(workspace, limit=4):
        category = rng.randint(1, 10)
        number = reviewing.decide(workspace, shown.photo.id, Answer.CATEGORY, "ann", category)
        sys.stdout.write(f"{shown.photo.id} {category} {number}\\n")
        sys.stdout.flush()
"""


def worker(
    folder: Path, job: str, out: int = subprocess.DEVNULL, **params: object
) -> subprocess.Popen[str]:
    """Start a job as the window does; its events go to `out`."""
    process = subprocess.Popen(
        [sys.executable, "-m", "hitl_app.worker"],
        stdin=subprocess.PIPE,
        stdout=out,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin is not None
    order = {"do": "run", "job": job, "workspace": str(folder), "params": params}
    process.stdin.write(json.dumps(order) + "\n")
    process.stdin.flush()
    return process


def one_round(folder: Path, photos: list[str], seed: int, acknowledged: dict[int, int]) -> None:
    """Start everything, kill it at a random moment, and note what was acknowledged."""
    rng = random.Random(seed)
    part = rng.sample(photos, 250)
    decider = subprocess.Popen(
        [sys.executable, "-c", _DECIDER, str(folder), str(seed)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    jobs = [worker(folder, "import", paths=part), worker(folder, "retrain", activate=True)]
    # Now and then long enough for a retraining to come to its end.
    time.sleep(rng.uniform(1.0, 30.0 if seed % 5 == 0 else 12.0))
    for process in (decider, *jobs):
        process.kill()
    out, _ = decider.communicate()
    for process in jobs:
        process.wait()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()  # type: ignore[union-attr]
    # The last line may be cut: then it was not acknowledged.
    for line in out.splitlines(keepends=True):
        if line.endswith("\n"):
            photo, category, _ = line.split()
            acknowledged[int(photo)] = int(category)


def check_database(folder: Path) -> None:
    """Raise KnownError if the database is damaged, or its schema is not that of this program."""
    database = dialect_of(database_path(folder))
    database.take_alone()
    database.check_foreign(lambda: False)


def check(folder: Path, acknowledged: dict[int, int]) -> tuple[int, int]:
    """Open the workspace again; return lost decisions and photos without their parts."""
    check_database(folder)
    with contextlib.closing(Workspace.open(folder)) as workspace:
        imports.list_imports(workspace)
        active = models.active_version(workspace)
        workspace.version_folder(active.name)
        lost = sum(
            reviewing.show_photo(workspace, photo).photo.label_id != category
            for photo, category in acknowledged.items()
        )
        halves = sum(
            not shown.thumbnail or not shown.probabilities or not shown.originals
            for shown in reviewing.next_photos(workspace, limit=500)
        )
        return lost, halves


def main() -> list[Row]:
    photos = [str(p) for p in sorted(photo_folder().glob("*.jpg"))]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    acknowledged: dict[int, int] = {}
    lost = halves = opened = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Workspace.create(folder).close()
        # Something to decide from the first moment on.
        worker(folder, "import", paths=photos[:600]).wait()
        for seed in range(rounds):
            one_round(folder, photos, seed, acknowledged)
            bad, half = check(folder, acknowledged)
            opened += 1
            lost, halves = lost + bad, halves + half
        workspace = Workspace.open(folder)
        versions = len(models.list_versions(workspace))
        counts = reviewing.counts(workspace)
        workspace.close()
    return [
        Row("workspaces reopened", opened, peer=rounds),
        Row("decisions lost", lost, detail=f"of {len(acknowledged):,} acknowledged"),
        Row("photos without thumbnail, path or prediction", halves,
            detail=f"of {counts.photos:,}"),
        Row("model versions made", versions - 1),
    ]  # fmt: skip


if __name__ == "__main__":
    report(main())

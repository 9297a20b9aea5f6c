"""kill -9 at random moments of import, decisions and retraining; what was acknowledged stays.

One process imports, one decides and prints each acknowledged decision, one retrains; each round
kills all of them at a random moment, opens the workspace again and compares. Required: 50 rounds
without a lost decision, and every reopening works.

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

from benchmarks.machine import photo_folder, table
from hitl_app.domain.decisions import Answer
from hitl_app.services.catalogue import imports
from hitl_app.services.models import versions as networks
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


def worker(folder: Path, job: str, **params: object) -> subprocess.Popen[str]:
    """Start a job as the desk does."""
    process = subprocess.Popen(
        [sys.executable, "-m", "hitl_app.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
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


def check(folder: Path, acknowledged: dict[int, int]) -> tuple[int, int]:
    """Open the workspace again; return lost decisions and photos without their parts."""
    database = dialect_of(database_path(folder))
    database.take_alone()
    database.check_foreign(lambda: False)
    workspace = Workspace.open(folder)
    try:
        imports.list_imports(workspace)
        active = networks.active_version(workspace)
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
    finally:
        workspace.close()


def ends_of_retraining(photos: list[str], rounds: int) -> tuple[int, int, int]:
    """Kills retrainings about the moment when the version is written and activated.

    Returns:
        Reopenings, how often the candidate was active then, and workspaces without a whole version.
    """
    rng = random.Random(1)
    taken = broken = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Workspace.create(folder).close()
        worker(folder, "import", paths=photos[:150]).wait()
        workspace = Workspace.open(folder)
        for shown in reviewing.next_photos(workspace, limit=40):
            category = 1 + shown.photo.id % 10
            reviewing.decide(workspace, shown.photo.id, Answer.CATEGORY, "ann", category)
        before = networks.active_version(workspace).name
        workspace.close()
        started = time.monotonic()
        worker(folder, "retrain", activate=False).wait()
        usual = time.monotonic() - started
        for _ in range(rounds):
            process = worker(folder, "retrain", activate=True)
            time.sleep(usual + rng.uniform(-2.0, 0.5))
            process.kill()
            process.wait()
            check(folder, {})
            workspace = Workspace.open(folder)
            active = networks.active_version(workspace).name
            parts = {path.name for path in workspace.version_folder(active).iterdir()}
            workspace.close()
            broken += not {"card.json", "network.keras", "replay.npz", "holdout.npz"} <= parts
            taken += active != before
            before = active
    return rounds, taken, broken


def main() -> None:
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
        versions = len(networks.list_versions(workspace))
        counts = reviewing.counts(workspace)
        workspace.close()
    reopened, taken, broken = ends_of_retraining(photos, 20)
    table(
        f"kill -9, {rounds} rounds of import, decisions and retraining",
        ("what", "count", "limit"),
        [
            ("reopened", opened, rounds),
            ("acknowledged decisions", len(acknowledged), ""),
            ("of these lost", lost, 0),
            ("photos without thumbnail, path or prediction", halves, 0),
            ("photos brought in", counts.photos, ""),
            ("network versions made", versions - 1, ""),
            ("killed about the end of a retraining, and reopened", reopened, 20),
            ("of these, the candidate had taken over", taken, ""),
            ("of these, without a whole active version", broken, 0),
        ],
    )
    sys.exit(0 if not lost and not halves and not broken and opened == rounds else 1)


if __name__ == "__main__":
    main()

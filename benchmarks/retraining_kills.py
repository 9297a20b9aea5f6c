"""kill -9 at random moments of a retraining: teaching, writing, activating, scoring again.

Each round retrains a workspace of real photos in a worker, waits for a random event and a short
time, and kills it. Then the workspace is opened: the old version is active or the new one, its
folder is whole and has the registered weights, no decision is missing, and photos to review have a
prediction. At the end photos are scored again, as by a window that opens such a workspace, and none
may be left.

Usage: python -m benchmarks.retraining_kills FOLDER [ROUNDS]
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.figures import Row, photo_folder, report
from benchmarks.kills import check_database, worker
from hitl_app import resources
from hitl_app.domain.decisions import Answer
from hitl_app.jobs.scoring import checked_folder
from hitl_app.services.models import versions
from hitl_app.services.review import reviewing
from hitl_app.workspace import Workspace
from training.versions.registry import verify

IMPORTED, REVIEWED = 400, 60
SMALLEST = "seed-cnn"
# Where to wait for, and how long a kill may come after it, in seconds.
MOMENTS = {"start": 6.0, "train": 6.0, "compare": 1.5, "score": 0.6}


@dataclass(slots=True)
class Found:
    """Results of the rounds."""

    killed: Counter[str] = field(default_factory=Counter)
    taken_over: int = 0
    broken: int = 0
    lost: int = 0
    left_to_score: int = 0


def last_train(event: dict[str, Any]) -> bool:
    """Return True if the teaching is about to end and a version about to be written."""
    return event.get("stage") == "train" and event["done"] >= 0.97 * (event.get("total") or 1)


def kill_at(folder: Path, moment: str, rng: random.Random) -> str:
    """Retrain and kill; return the last event."""
    process = worker(folder, "retrain", subprocess.PIPE, activate=True)
    assert process.stdout is not None
    said = "start"
    wanted = moment == "start"
    while not wanted:
        line = process.stdout.readline()
        if not line:
            break
        event = json.loads(line)
        said = event.get("stage", said)
        wanted = last_train(event) if moment == "compare" else event.get("stage") == moment
    time.sleep(rng.uniform(0, MOMENTS[moment]))
    process.kill()
    rest, _ = process.communicate()
    for line in rest.splitlines():
        if line.startswith("{") and line.endswith("}"):
            event = json.loads(line)
            said = event.get("stage", event["event"] if event["event"] == "done" else said)
    return said


def check(folder: Path, before: str, decided: dict[int, int], found: Found) -> str:
    """Open the workspace again and compare; return the version that is active."""
    check_database(folder)
    with closing(Workspace.open(folder)) as workspace:
        versions.training_runs(workspace)
        active = versions.active_version(workspace)
        known = {version.name: version for version in versions.list_versions(workspace)}
        verify(checked_folder(workspace, active.name))
        is_new = active.name != before
        found.taken_over += is_new
        found.broken += is_new and known[active.name].parent != before
        found.lost += sum(
            reviewing.show_photo(workspace, photo).photo.label_id != category
            for photo, category in decided.items()
        )
        to_review = reviewing.next_photos(workspace, limit=IMPORTED)
        found.broken += len(to_review) != IMPORTED - len(decided)
        found.broken += any(not shown.probabilities for shown in to_review)
        found.left_to_score += versions.stale_photos(workspace) > 0
        return active.name


def prepare(folder: Path, photos: list[str]) -> dict[int, int]:
    """Return a workspace with some decisions, labelled by the smallest model."""
    # A workspace knows the models that it may begin with.
    resources.GREY_MODEL = SMALLEST
    Workspace.create(folder).close()
    worker(folder, "import", paths=photos[:IMPORTED]).wait()
    workspace = Workspace.open(folder)
    # Not the model that such photos begin with: the rounds are about moments, not about minutes.
    versions.activate(workspace, SMALLEST)
    workspace.close()
    worker(folder, "rescore").wait()
    workspace = Workspace.open(folder)
    decided = {}
    for shown in reviewing.next_photos(workspace, limit=REVIEWED):
        category = 1 + shown.photo.id % 10
        reviewing.decide(workspace, shown.photo.id, Answer.CATEGORY, "ann", category)
        decided[shown.photo.id] = category
    workspace.close()
    return decided


def main() -> list[Row]:
    """Run the rounds."""
    photos = [str(p) for p in sorted(photo_folder().glob("*.jpg"))]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    rng = random.Random(1)
    found = Found()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "workspace"
        decided = prepare(folder, photos)
        active = SMALLEST
        for number in range(rounds):
            moment = list(MOMENTS)[number % len(MOMENTS)]
            found.killed[kill_at(folder, moment, rng)] += 1
            active = check(folder, active, decided, found)
        worker(folder, "rescore").wait()
        workspace = Workspace.open(folder)
        left = versions.stale_photos(workspace)
        workspace.close()
    killed = ", ".join(f"{count} after {stage}" for stage, count in found.killed.most_common())
    return [
        Row("workspaces reopened", rounds, peer=rounds, detail=f"killed: {killed}"),
        Row("no whole active version, or photos without prediction", found.broken,
            detail=f"{found.taken_over} new versions had taken over"),
        Row("decisions lost", found.lost),
        Row("photos left after scoring again", left,
            detail=f"some were left in {found.left_to_score} rounds"),
    ]  # fmt: skip


if __name__ == "__main__":
    report(main())

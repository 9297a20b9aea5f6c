"""How many decisions live learning saves, through the program's own commands.

An operator who knows the labels works in the terminal: `hitl-app queue` names the next ten photos,
`hitl-app decide` records their labels, and what is right by then is counted, until 97 % of the
photos are decided or rightly suggested. Categories are the operator's own; the model, `photo-base`,
was trained on none of the photos and knows none of the categories. Without live learning the model
is retrained after every 250 decisions instead.

Cases: 2,000 photos of ten categories, three draws; and all photos of the five categories on which
nothing was chosen.

Usage: python -m benchmarks.drafts LABELS.CSV WORK [--off]
"""

import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import select

from benchmarks.figures import Row, report
from hitl_app.domain.photos import PhotoState
from hitl_app.store.schema import CategoryRow, PhotoRow
from hitl_app.workspace import Workspace

GOAL, AT_ONCE, PHOTOS, DRAWS, RETRAIN_AFTER = 0.97, 10, 2000, 3, 250
UNSEEN = ("hat", "outwear", "shirt", "shorts", "t-shirt")
"""Categories on whose photos no setting of live learning was chosen."""
_PROGRAM = (
    "import sys\n"
    "from hitl_app import resources\n"
    "resources.PHOTO_MODEL = 'photo-base'\n"
    "from hitl_app.__main__ import main\n"
    "sys.exit(main())\n"
)


@dataclass
class Day:
    """One operator's work on a set of photos.

    Attributes:
        shares: Pairs of the share decided and the share of the rest that is rightly suggested.
        seconds: That each `decide` took, learning included.
    """

    folder: Path
    labels: dict[str, str]
    live: bool
    shares: list[tuple[float, float]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def run(self) -> float:
        """Work until enough is right; return the share that was decided."""
        self._begin()
        decided = retrained = 0
        while True:
            right, left = self._right()
            self.shares.append((decided / len(self.labels), right / max(1, left)))
            if decided + right >= GOAL * len(self.labels):
                return decided / len(self.labels)
            rows = self._call("queue", "--limit", str(AT_ONCE))["queue"]
            table = self.folder / "decisions.csv"
            with table.open("w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file)
                writer.writerow(("photo", "label"))
                writer.writerows((row["photo"], self.labels[_name(row)]) for row in rows)
            began = time.monotonic()
            self._call("decide", "--from", str(table))
            self.seconds.append(time.monotonic() - began)
            decided += len(rows)
            if not self.live and decided - retrained >= RETRAIN_AFTER:
                self._call("retrain", "--activate")
                retrained = decided

    def _begin(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        names = self.folder / "names.txt"
        names.write_text("\n".join(sorted(set(self.labels.values()))) + "\n", encoding="utf-8")
        self._call("init", "--categories", str(names))
        if not self.live:
            self._call("settings set", "live-learning", "0")
        photos = self.folder / "photos"
        photos.mkdir()
        for path in self.labels:
            (photos / Path(path).name).symlink_to(path)
        self._call("import", str(photos))

    def _call(self, *words: str) -> Any:
        workspace = ("--workspace", str(self.folder / "workspace"))
        words = (*words[0].split(), *workspace, *words[1:], "--json")
        done = subprocess.run(
            (sys.executable, "-c", _PROGRAM, *words), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(words)}: {done.stderr}")
        return json.loads(done.stdout)

    def _right(self) -> tuple[int, int]:
        """Return how many suggestions are right, of how many photos to review."""
        workspace = Workspace.open(self.folder / "workspace")
        try:
            with workspace.database.read() as session:
                query = (
                    select(PhotoRow.first_path, CategoryRow.name)
                    .outerjoin(CategoryRow, CategoryRow.id == PhotoRow.suggestion_id)
                    .where(PhotoRow.state == PhotoState.TO_REVIEW)
                )
                rows = session.execute(query).all()
        finally:
            workspace.close()
        labels = {Path(path).name: label for path, label in self.labels.items()}
        return sum(labels[Path(path).name] == name for path, name in rows), len(rows)


def _name(row: dict[str, Any]) -> str:
    return os.path.realpath(row["path"])


def sets(labels: Path) -> dict[str, dict[str, str]]:
    """Return labels by path for each case, under names that the model does not know."""
    with labels.open(newline="", encoding="utf-8") as file:
        rows = [
            (str((labels.parent / r["photo"]).resolve()), r["label"]) for r in csv.DictReader(file)
        ]
    unknown = {label: f"own {label}" for _, label in rows}
    found = {}
    for draw in range(1, DRAWS + 1):
        chosen = np.random.default_rng(draw).permutation(len(rows))[:PHOTOS]
        chosen_rows = (rows[i] for i in chosen)
        found[f"2,000 photos of ten categories, draw {draw}"] = {
            path: unknown[label] for path, label in chosen_rows
        }
    found["five categories on which nothing was chosen"] = {
        path: unknown[label] for path, label in rows if label in UNSEEN
    }
    return found


def main(arguments: Sequence[str]) -> list[Row]:
    """Work through all cases."""
    labels, work = Path(arguments[0]), Path(arguments[1])
    live = "--off" not in arguments
    rows: list[Row] = []
    every: list[float] = []
    for number, (case, photos) in enumerate(sets(labels).items()):
        if not live and number:
            break
        day = Day(work / f"drafts-{number}", photos, live)
        decided = day.run()
        way = "" if live else ", retrained every 250 decisions instead"
        detail = f"{len(photos):,} photos"
        rows.append(Row("decided until 97 % are right", 100 * decided, unit="%",
                        detail=detail, case=case + way))  # fmt: skip
        every += day.seconds
        curve = ", ".join(f"{100 * d:.0f} %: {100 * s:.0f}" for d, s in _thinned(day.shares))
        print(f"{case}{way}: {100 * decided:.1f} %; suggestions right at {curve}", flush=True)
        if number == 0 and live:
            rows += [
                Row("suggestions right, of those left", 100 * share, unit="%",
                    case=f"{100 * at:.0f} % decided")
                for at, share in _thinned(day.shares)
            ]  # fmt: skip
        shutil.rmtree(day.folder)
    ordered = sorted(every)
    rows.append(Row("a command that records ten decisions and learns, median",
                    statistics.median(ordered), unit="s",
                    detail=f"95th percentile {ordered[int(0.95 * len(ordered))]:.1f}"))  # fmt: skip
    return rows


def _thinned(shares: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the share after 20, 50, 100, 200 and 400 decisions."""
    wanted = (2, 5, 10, 20, 40)
    return [shares[n] for n in wanted if n < len(shares)]


if __name__ == "__main__":
    report(main(sys.argv[1:]))

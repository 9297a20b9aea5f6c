"""Labels exported in every format, imported into a new workspace, and exported again.

Two thirds of the photos are reviewed by three operators at different times. What the second export
has of label, operator and time is compared with the first, photo by photo.

Usage: python -m benchmarks.round_trip [PHOTOS]
"""

import csv
import json
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from benchmarks.figures import Row, report
from benchmarks.labels import make
from hitl_app.services.categories import categories
from hitl_app.workspace import Workspace

PHOTOS = 10_000
_OPERATORS = ("ann", "Bo", "Čeněk")
Labels = dict[str, tuple[str, str, str]]


def command(folder: Path, *arguments: str) -> dict[str, object]:
    """Run a command of the terminal on a workspace; return its result."""
    line = [sys.executable, "-m", "hitl_app", *arguments, "--workspace", str(folder), "--json"]
    done = subprocess.run(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    result: dict[str, object] = json.loads(done.stdout)
    return result


def exported(folder: Path, file: Path) -> Labels:
    """Export a workspace as CSV; return label, operator and time by hash."""
    command(folder, "export", str(file))
    with file.open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    return {
        row["photo"]: (row["label"], row["operator"], row["decided_at"])
        for row in rows
        if row["decided_by"] == "person"
    }


def write_labels(file: Path, photos: int, names: list[str]) -> None:
    """Write the labels of two thirds of the photos."""
    with file.open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(("photo", "label", "operator", "decided_at"))
        for i in (i for i in range(photos) if i % 3):
            label = "not-a-photo" if i % 50 == 1 else names[i % len(names)]
            at = f"2024-05-{1 + i % 28:02d}T10:{i % 60:02d}:{i % 59:02d}.{i % 1000:03d}+00:00"
            writer.writerow((f"{i % 997}/photo-{i}.jpg", label, _OPERATORS[i % 3], at))


def main(photos: int, work: Path) -> None:
    """Measure, and report."""
    first = work / "first"
    make(first, photos)
    with closing(Workspace.open(first)) as workspace:
        names = [one.name for one in categories.list_categories(workspace)]
    write_labels(work / "said.csv", photos, names)
    command(first, "import-labels", str(work / "said.csv"))
    before = exported(first, work / "before.csv")
    rows = []
    for number, name in enumerate(("csv", "json", "parquet", "coco")):
        suffix = "coco.json" if name == "coco" else name
        file, other = work / f"labels.{suffix}", work / f"other-{number}"
        kind = ("--format", "coco") if name == "coco" else ()
        command(first, "export", str(file), *kind)
        make(other, photos)
        command(other, "import-labels", str(file))
        after = exported(other, work / f"after-{number}.csv")
        differ = sum(before.get(key) != after.get(key) for key in before.keys() | after.keys())
        detail = f"of {len(before):,} labels of three operators"
        rows.append(Row("labels, operators or times that differ", differ, "", detail, name))
    report(rows)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else PHOTOS, Path(place))

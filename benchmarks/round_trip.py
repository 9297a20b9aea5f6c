"""Labels exported in every format, imported into a new workspace, and exported again.

Two thirds of the photos are reviewed by three operators at different times. What the second export
has of label, operator and time is compared with the first, photo by photo. Folders for YOLO are the
exported ones in `train` and `val`: they hold labels alone.

Usage: python -m benchmarks.round_trip [PHOTOS]
"""

import csv
import hashlib
import json
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from PIL import Image

from benchmarks.figures import Row, report
from benchmarks.labels import Made, make
from hitl_app.services.categories import categories
from hitl_app.services.exports.formats import BY_NAME
from hitl_app.services.exports.names import safe_name
from hitl_app.workspace import Workspace

PHOTOS = 10_000
_OPERATORS = ("ann", "Bo", "Čeněk")
_FORMATS = ("csv", "json", "parquet", "coco", "folders", "imagefolder")
_SIDE = 28
Labels = dict[str, tuple[str, str, str]]


def write_photos(folder: Path, photos: int) -> list[Made]:
    """Write small pictures that all differ."""
    made = []
    for i in range(photos):
        file = folder / str(i % 97) / f"photo-{i}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        colour = i % 256, i // 256 % 256, i // 65536
        Image.new("RGB", (_SIDE, _SIDE), colour).save(file)
        made.append(Made(hashlib.sha256(file.read_bytes()).hexdigest(), str(file), "PNG"))
    return made


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
            writer.writerow((f"{i % 97}/photo-{i}.png", label, _OPERATORS[i % 3], at))


def as_yolo(exported_folder: Path, target: Path, files: list[Made]) -> list[Made]:
    """Move the photos of an export with a label into `train` and `val`, as YOLO has them.

    Returns:
        The photos where they are now.
    """
    moved = {}
    for folder in exported_folder.iterdir():
        if folder.is_dir() and folder.name != "to-review":
            for place, file in enumerate(sorted(folder.iterdir())):
                here = target / ("val" if place % 5 == 0 else "train") / folder.name / file.name
                here.parent.mkdir(parents=True, exist_ok=True)
                file.rename(here)
                moved[file.name] = str(here)
    return [one._replace(path=moved.get(Path(one.path).name, one.path)) for one in files]


def differing(first: Labels, second: Labels, *, labels_alone: bool = False) -> int:
    """Count the photos on which two exports differ."""
    some = slice(0, 1 if labels_alone else None)
    both = first.keys() | second.keys()
    return sum(first.get(key, ())[some] != second.get(key, ())[some] for key in both)


def main(photos: int, work: Path) -> None:
    """Measure, and report."""
    first = work / "first"
    files = write_photos(work / "photos", photos)
    make(first, photos, files)
    with closing(Workspace.open(first)) as workspace:
        names = [one.name for one in categories.list_categories(workspace)]
    write_labels(work / "said.csv", photos, names)
    command(first, "import-labels", str(work / "said.csv"))
    before = exported(first, work / "before.csv")
    detail = f"of {len(before):,} labels of three operators"
    # Names of folders cannot have every letter that those of categories can.
    other_names = [f"{safe_name(name)}={name}" for name in names if safe_name(name) != name]
    renamed = [word for pair in other_names for word in ("--map", pair)]
    rows = []
    for name in (*_FORMATS, "yolo"):
        target = work / (f"{name}{BY_NAME[name].suffix}" if name in BY_NAME else name)
        if name == "yolo":
            files = as_yolo(work / "folders", target, files)
        else:
            command(first, "export", str(target), "--format", name)
        other = work / f"other-{name}"
        make(other, photos, files)
        command(other, "import-labels", str(target), *(renamed if name == "yolo" else ()))
        after = exported(other, work / f"after-{name}.csv")
        differ = differing(before, after, labels_alone=name == "yolo")
        figure = "labels" if name == "yolo" else "labels, operators or times"
        rows.append(Row(f"{figure} that differ", differ, "", detail, name))
    report(rows)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else PHOTOS, Path(place))

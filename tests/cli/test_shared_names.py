"""Own categories, some of which the shipped model knows by name: from import to export, twice."""

import csv

import pytest

from tests.helpers.files.photos import GARMENTS, make_photos
from tests.helpers.terminal import decide_from_table, run_json

COUNT = 72
NAMES = dict(
    zip(GARMENTS, ("T-shirts", "legwear", "Dresses", "COAT", "footwear", "luggage"), strict=True)
)
SHARED = {"T-shirts", "Dresses", "COAT"}


@pytest.fixture
def photos(app, tmp_path, capsys):
    """Import photos into a workspace of six categories, half of them known by name."""
    names = tmp_path / "names.txt"
    names.write_text("\n".join(NAMES.values()))
    files = make_photos(tmp_path / "drop", COUNT)
    run_json(capsys, "init", "--categories", str(names))
    run_json(capsys, "import", str(tmp_path / "drop"))
    return files


def label(path):
    return NAMES[next(name for name in GARMENTS if f"/{name}" in str(path))]


def decide(capsys, tmp_path, files):
    rows = [(str(path), label(path)) for path in files]
    return decide_from_table(capsys, tmp_path / "decisions.csv", rows)


def queue(capsys):
    return run_json(capsys, "queue", "--limit", str(COUNT))["queue"]


def test_first_suggestions_are_categories_known_by_name(photos, capsys, tmp_path):
    rows = queue(capsys)
    shown = [row for row in rows if row["suggestion"]]
    assert {row["suggestion"] for row in shown} <= SHARED
    assert 0 < len(shown) < COUNT, "photos of what has no category here get none"
    assert all(not row["confidence"] for row in rows if not row["suggestion"])
    status = run_json(capsys, "status")
    assert (status["to_review"], status["auto_accepted"]) == (COUNT, 0)


def test_decisions_and_retrainings_teach_the_others(photos, capsys, tmp_path):
    decide(capsys, tmp_path, photos[:18])
    assert {row["suggestion"] for row in queue(capsys)} - {*SHARED, ""}
    run_json(capsys, "undo")
    assert {row["suggestion"] for row in queue(capsys)} <= {*SHARED, ""}
    names = []
    for first, last in ((0, 30), (30, 50)):
        decide(capsys, tmp_path, photos[first:last])
        done = run_json(capsys, "retrain", "--activate")
        names.append(done["candidate"])
        assert done["activated"]
        status = run_json(capsys, "status")
        assert status["auto_accepted"] == 0, "no certificate, no threshold"
    versions = {one["version"]: one for one in run_json(capsys, "models", "list")["models"]}
    assert versions[names[1]]["active"]
    assert versions[names[1]]["parent"] == names[0]
    out = tmp_path / "labels.csv"
    for _ in range(2):
        run_json(capsys, "export", str(out))
        with out.open(newline="") as file:
            rows = list(csv.DictReader(file))
        assert {row["label"] for row in rows} <= {*NAMES.values(), ""}
        out.unlink()

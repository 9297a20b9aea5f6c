"""Models exported from a terminal for use without Second Look, twice over."""

import csv
import json

import pytest

from hitl_app.cli import run
from tests.helpers.files.photos import GARMENTS, make_photos
from tests.helpers.models.alone import run_example
from tests.helpers.terminal import run_json

COUNT = 36


@pytest.fixture
def photos(app, tmp_path, capsys):
    """Import photos into a workspace of six categories that no model knows; return their files."""
    names = tmp_path / "names.txt"
    names.write_text("\n".join(f"my {name}" for name in GARMENTS))
    files = make_photos(tmp_path / "drop", COUNT)
    run_json(capsys, "init", "--categories", str(names))
    run_json(capsys, "import", str(tmp_path / "drop"))
    return files


def decide(capsys, tmp_path, files):
    table = tmp_path / "decisions.csv"
    with table.open("w", newline="") as file:
        rows = [
            (file_, "my " + next(n for n in GARMENTS if f"/{n}" in str(file_))) for file_ in files
        ]
        csv.writer(file).writerows([("photo", "label"), *rows])
    return run_json(capsys, "decide", "--from", str(table))


def suggestions(capsys):
    rows = run_json(capsys, "queue", "--limit", str(COUNT))["queue"]
    return {row["path"]: row["suggestion"] for row in rows}


@pytest.mark.timeout(900)
def test_draft_is_exported_with_own_categories_twice(photos, capsys, tmp_path):
    out = tmp_path / "out"
    arguments = ("models", "export-runtime", "seed-cnn", str(out), "--format", "onnx", "--draft")
    assert run([*arguments]) == 1
    assert "Live learning has added nothing to seed-cnn" in capsys.readouterr().err
    for taught in (photos[:18], photos[18:24]):
        decide(capsys, tmp_path, taught)
        known = run_json(capsys, "models", "list")["models"]
        done = run_json(capsys, *arguments, "--replace")
        assert done["version"] == "seed-cnn-draft"
        assert done["equal"] == done["photos"]
        assert sorted(done["categories"]) == sorted(f"my {name}" for name in GARMENTS)
        # The workspace has no version more.
        assert run_json(capsys, "models", "list")["models"] == known
        expected = suggestions(capsys)
        files = [file for file in photos if str(file) in expected]
        printed = run_example(out, files)
        assert [label for label, _ in printed] == [expected[str(file)] for file in files]


def test_export_is_refused_and_replaced_as_told(app, capsys, tmp_path):
    run_json(capsys, "init")
    out = tmp_path / "model.zip"
    arguments = ["models", "export-runtime", "seed-cnn", str(out), "--format", "onnx"]
    assert run(arguments) == 0
    assert "with the same category" in capsys.readouterr().out
    first = out.read_bytes()
    assert run(arguments) == 1
    assert "already exists and is not overwritten" in capsys.readouterr().err
    assert out.read_bytes() == first
    done = run_json(capsys, *arguments, "--replace")
    assert json.loads(json.dumps(done))["file"] == str(out)
    assert run([*arguments[:2], "nothing", *arguments[3:]]) == 1
    assert "There is no model version nothing." in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir() if path != app] == ["model.zip"]

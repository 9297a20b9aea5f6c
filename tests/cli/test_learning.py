"""Live learning from a terminal, as an operator would: twice, undone, off and on."""

import pytest

from hitl_app.workspace import Workspace
from tests.helpers.files.photos import GARMENTS, make_photos
from tests.helpers.terminal import decide_from_table, run_json

COUNT = 72


@pytest.fixture
def photos(app, tmp_path, capsys):
    """Import photos into a workspace of six categories that no model knows; return their files."""
    names = tmp_path / "names.txt"
    names.write_text("\n".join(f"my {name}" for name in GARMENTS))
    files = make_photos(tmp_path / "drop", COUNT)
    run_json(capsys, "init", "--categories", str(names))
    run_json(capsys, "import", str(tmp_path / "drop"))
    return files


def label(path):
    return "my " + next(name for name in GARMENTS if f"/{name}" in str(path))


def decide(capsys, tmp_path, files):
    rows = [(str(path), label(path)) for path in files]
    return decide_from_table(capsys, tmp_path / "decisions.csv", rows)


def right(capsys):
    rows = run_json(capsys, "queue", "--limit", str(COUNT))["queue"]
    return sum(row["suggestion"] == label(row["path"]) for row in rows) / len(rows)


def test_decide_and_undo_teach_draft(photos, capsys, tmp_path):
    assert right(capsys) == 0
    assert run_json(capsys, "status")["draft"] is None
    first = decide(capsys, tmp_path, photos[:18])["learned"]
    assert first["suggested"] == COUNT - 18
    once = right(capsys)
    assert once > 0.6
    second = decide(capsys, tmp_path, photos[18:36])["learned"]
    assert second["draft"] > first["draft"]
    assert second["training_photos"] > first["training_photos"]
    assert right(capsys) > 0.6
    run_json(capsys, "undo")
    status = run_json(capsys, "status")["draft"]
    assert status["training"] == first["training_photos"]
    assert right(capsys) == pytest.approx(once, abs=0.05)
    assert decide(capsys, tmp_path, photos[18:36])["recorded"] == 18
    assert run_json(capsys, "status")["draft"]["training"] == second["training_photos"]


def test_learning_can_be_switched_off_and_on(photos, capsys, tmp_path):
    run_json(capsys, "settings", "set", "live-learning", "0")
    assert "learned" not in decide(capsys, tmp_path, photos[:18])
    assert run_json(capsys, "status")["draft"] is None
    run_json(capsys, "settings", "set", "live-learning", "1")
    assert decide(capsys, tmp_path, photos[18:24])["learned"]["draft"]
    assert right(capsys) > 0.6
    run_json(capsys, "settings", "set", "live-learning", "0")
    assert decide(capsys, tmp_path, photos[24:25])["learned"]["draft"] is None
    assert right(capsys) == 0


def test_draft_becomes_version_when_inspection_is_opened_twice(photos, capsys, tmp_path, app):
    make_photos(tmp_path / "more", 150, seed=3)
    run_json(capsys, "import", str(tmp_path / "more"))
    decide(capsys, tmp_path, photos[:18])
    given = ("--target", "0.8", "--threshold", "0.3", "--checks", "20")
    opened = run_json(capsys, "inspect", "--open", *given)
    assert opened["checks"] == 20
    first = run_json(capsys, "status")
    assert first["model"] == "seed-cnn-1"
    assert first["draft"] is None
    run_json(capsys, "inspect", "--cancel")
    decide(capsys, tmp_path, photos[18:30])
    assert run_json(capsys, "status")["draft"]["used"]
    run_json(capsys, "inspect", "--open", *given)
    assert run_json(capsys, "status")["model"] == "seed-cnn-2"
    workspace = Workspace.open(app)
    assert set(workspace.card("seed-cnn-2").categories) == {f"my {name}" for name in GARMENTS}
    workspace.close()

"""The terminal contract."""

import re

import pytest

from hitl_app.cli import run
from tests.helpers.files.photos import make_photos
from tests.helpers.terminal import run_json


def test_commands_cover_job_from_import_to_undo(app, capsys, tmp_path):
    make_photos(tmp_path / "drop", 30)
    (tmp_path / "drop" / "text.jpg").write_text("text")
    result = run_json(capsys, "import", str(tmp_path / "drop"))
    assert set(result) >= {"found", "new", "known", "to_review", "auto_accepted", "seconds"}
    path = str(tmp_path / "drop" / "text.jpg")
    unreadable = [{"path": path, "reason": "not-an-image", "files": 1}]
    assert (result["new"], result["unreadable"]) == (30, unreadable)
    run_json(capsys, "settings", "set", "queue-order", "least-confident")
    queue = run_json(capsys, "queue", "--limit", "25")["queue"]
    assert [row["confidence"] for row in queue] == sorted(row["confidence"] for row in queue)
    table = "photo,label\n" + "".join(f"{row['photo']},Dress\n" for row in queue)
    (app / "said.csv").write_text(table + "nobody,Dress\n")
    decided = run_json(capsys, "decide", "--from", "said.csv", "--operator", "ann")
    assert decided.pop("learned")["draft"] == 1
    assert decided == {
        "recorded": 25,
        "rejected": [{"line": 27, "reason": "photo-unknown"}],
        "empty": 0,
    }
    assert run(["retrain"]) == 1
    # How many of the photos to come are validation photos depends on their hashes.
    assert re.fullmatch(
        r"A retraining could not be judged yet\. Review more photos: about 1[234][05] more "
        r"decisions until the result can be judged\.",
        capsys.readouterr().err.splitlines()[-1],
    )
    trained = run_json(capsys, "retrain", "--activate")
    assert set(trained) >= {
        "candidate",
        "active",
        "verdict",
        "activated",
        "reasons",
        "seconds",
        "metrics",
    }
    assert (trained["active"], trained["scored"]) == ("seed-cnn-1", 5)
    status = run_json(capsys, "status")
    assert status.pop("catalogue")["right_at_least"] == 25
    assert status == {
        "photos": 30,
        "to_review": 5,
        "reviewed": 25,
        "auto_accepted": 0,
        "training": trained["training_photos"],
        "validation": trained["validation"],
        "model": "seed-cnn-1",
        "draft": None,
        "unknown_categories": [],
        "threshold": None,
        "target": 0.95,
        "certified": 0,
        "inspection": None,
    }
    assert run_json(capsys, "models", "rollback")["model"] == "seed-cnn"
    versions = run_json(capsys, "models", "list")["models"]
    assert [v["version"] for v in versions if v["active"]] == ["seed-cnn"]
    assert run_json(capsys, "export", "out.csv")["photos"] == 30
    decided = ("--include", "reviewed", "--format")
    assert run_json(capsys, "export", "out", *decided, "folders")["photos"] == 25
    assert run_json(capsys, "export", "out.coco", *decided, "coco")["photos"] == 25
    assert run_json(capsys, "undo", "--operator", "ann")["changed"] == 25


@pytest.mark.parametrize(
    "arguments",
    [
        ("status",),
        ("queue",),
        ("undo",),
        ("retrain",),
        ("models", "list"),
        ("categories", "list"),
        ("settings", "list"),
        ("export", "x.csv"),
        ("backup", "x.zip"),
    ],
)
def test_commands_fail_and_create_nothing_without_workspace(app, capsys, arguments):
    assert run(list(arguments)) == 1
    error = capsys.readouterr().err
    assert error.startswith("There is no workspace in ")
    assert error.count("\n") == 1
    assert list(app.iterdir()) == []


def test_workspace_option_is_accepted_before_and_after_command(
    filled, tmp_path, capsys, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    folder = str(filled)
    assert run_json(capsys, "status", "--workspace", folder)["photos"] == 4
    assert run_json(capsys, "--workspace", folder, "status")["photos"] == 4
    assert run_json(capsys, "--workspace", folder, "models", "list")["models"]


def test_categories_imports_moves_merges_and_retires(filled, capsys):
    (filled / "more.txt").write_text("Parka\ncoat\nparka\n")
    added = run_json(capsys, "categories", "import", "more.txt")
    assert (added["added"], added["known"]) == (["Parka"], ["Coat"])
    assert added["refused"] == [{"line": 3, "reason": "category-repeated"}]
    assert run_json(capsys, "status")["unknown_categories"] == ["Parka"]
    assert run_json(capsys, "categories", "move", "Parka", "1")["categories"][0] == "Parka"
    preview = run_json(capsys, "categories", "merge", "Coat", "Pullover")
    assert preview == {"merged": None, "reviewed": 0, "auto_accepted": 0}
    done = run_json(capsys, "categories", "merge", "coat", "pullover", "--yes")
    assert (done["into"], done["inspection_closed"], done["certificates"]) == (
        "Pullover",
        False,
        [],
    )
    assert done["scored"] == 4
    run_json(capsys, "categories", "retire", "Bag")
    listed = {row["name"]: row for row in run_json(capsys, "categories", "list")["categories"]}
    assert (listed["Coat"]["merged_into"], listed["Coat"]["retired"]) == ("Pullover", True)
    assert run_json(capsys, "categories", "bring-back", "bag")["added"] == "Bag"
    assert run(["categories", "bring-back", "Coat"]) == 1
    assert capsys.readouterr().err.startswith("Coat was permanently merged into Pullover.")


def test_init_creates_workspace_with_own_categories(app, capsys, tmp_path):
    (tmp_path / "sorted" / "Parka").mkdir(parents=True)
    (tmp_path / "sorted" / "Scarf").mkdir()
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    assert run(["init", "--categories", str(empty)]) == 1
    assert list(app.iterdir()) == [], "nothing is made for a list without names"
    capsys.readouterr()
    made = run_json(capsys, "init", "--categories-from", str(tmp_path / "sorted"))
    assert (made["new"], made["categories"]) == (True, ["Parka", "Scarf"])
    make_photos(tmp_path / "drop", 6)
    result = run_json(capsys, "import", str(tmp_path / "drop"))
    assert (result["to_review"], result["auto_accepted"]) == (6, 0)
    queue = run_json(capsys, "queue")["queue"]
    assert {(row["suggestion"], row["confidence"]) for row in queue} == {("", None)}
    assert run(["init", "--categories-from", str(tmp_path / "sorted")]) == 1
    assert capsys.readouterr().err.startswith("This workspace already contains photos.")


def test_init_reports_whether_workspace_is_new(app, capsys):
    assert run_json(capsys, "init")["new"] is True
    assert run_json(capsys, "init")["new"] is False


@pytest.mark.parametrize("kind", ["table", "csv", "json"])
def test_queue_prints_table_csv_and_json(filled, capsys, kind):
    assert run(["queue", "--limit", "2", "--format", kind]) == 0
    out = capsys.readouterr().out
    assert "photo-00000.png" in out.replace("\n", "")
    assert "photo-00003.png" not in out
    if kind == "csv":
        assert out.splitlines()[0] == "photo,path,suggestion,confidence"


def test_categories_and_settings_report_changes(filled, capsys):
    assert run_json(capsys, "categories", "add", "Hat")["added"] == "Hat"
    assert run_json(capsys, "categories", "rename", "Hat", "Cap")["new"] == "Cap"
    retired = run_json(capsys, "categories", "retire", "Cap")
    assert retired == {
        "retired": "Cap",
        "scored": 0,
        "inspection_closed": False,
        "certificates": [],
    }
    names = run_json(capsys, "categories", "list")["categories"]
    assert names[-1] == {
        "name": "Cap",
        "position": 10,
        "retired": True,
        "merged_into": None,
        "reviewed": 0,
        "auto_accepted": 0,
        "known": False,
    }
    changed = run_json(capsys, "settings", "set", "threshold", "0.5")
    assert (changed["value"], changed["to_review"], changed["auto_accepted"]) == (0.5, 3, 1)
    assert run_json(capsys, "settings", "get", "threshold")["value"] == 0.5
    assert run_json(capsys, "settings", "list")["settings"]["import-threads"] == 0
    assert run(["status"]) == 0
    assert "not certified" in capsys.readouterr().out


def test_restore_reads_file_of_backup(filled, capsys, tmp_path):
    file = str(tmp_path / "b.zip")
    assert run_json(capsys, "backup", file)["versions"] == 1
    result = run_json(capsys, "restore", file, "--workspace", str(tmp_path / "new"))
    assert (result["photos"], result["kept"]) == (4, None)

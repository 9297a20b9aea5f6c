"""The terminal contract."""

import pytest

from hitl_app.cli import run
from tests.helpers.photos import make_photos
from tests.helpers.terminal import said


def test_the_whole_job_from_a_terminal(app, capsys, tmp_path):
    make_photos(tmp_path / "drop", 30)
    (tmp_path / "drop" / "text.jpg").write_text("text")
    result = said(capsys, "import", str(tmp_path / "drop"))
    assert set(result) >= {"found", "new", "known", "to_review", "auto_accepted", "seconds"}
    path = str(tmp_path / "drop" / "text.jpg")
    unreadable = [{"path": path, "reason": "not-an-image", "files": 1}]
    assert (result["new"], result["unreadable"]) == (30, unreadable)
    said(capsys, "settings", "set", "queue-order", "least-confident")
    queue = said(capsys, "queue", "--limit", "25")["queue"]
    assert [row["confidence"] for row in queue] == sorted(row["confidence"] for row in queue)
    table = "photo,label\n" + "".join(f"{row['photo']},Dress\n" for row in queue)
    (app / "said.csv").write_text(table + "nobody,Dress\n")
    decided = said(capsys, "decide", "--from", "said.csv", "--operator", "ann")
    assert decided == {
        "recorded": 25,
        "rejected": [{"line": 27, "reason": "photo-unknown"}],
        "empty": 0,
    }
    trained = said(capsys, "retrain")
    assert set(trained) >= {
        "candidate",
        "active",
        "verdict",
        "activated",
        "reasons",
        "seconds",
        "metrics",
    }
    assert said(capsys, "models", "activate", trained["candidate"])["scored"] == 5
    status = said(capsys, "status")
    assert status.pop("catalogue")["right_at_least"] == 25
    assert status == {
        "photos": 30,
        "to_review": 5,
        "reviewed": 25,
        "auto_accepted": 0,
        "training": trained["training_photos"],
        "validation": trained["validation"],
        "model": "seed-cnn-1",
        "unknown_categories": [],
        "threshold": None,
        "target": 0.95,
        "certified": 0,
        "inspection": None,
    }
    assert said(capsys, "models", "rollback")["model"] == "seed-cnn"
    versions = said(capsys, "models", "list")["models"]
    assert [v["version"] for v in versions if v["active"]] == ["seed-cnn"]
    assert said(capsys, "export", "out.csv")["photos"] == 30
    decided = ("--include", "reviewed", "--format")
    assert said(capsys, "export", "out", *decided, "folders")["photos"] == 25
    assert said(capsys, "export", "out.coco", *decided, "coco")["photos"] == 25
    assert said(capsys, "undo", "--operator", "ann")["changed"] == 25


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
def test_only_import_and_init_make_a_workspace(app, capsys, arguments):
    assert run(list(arguments)) == 1
    error = capsys.readouterr().err
    assert error.startswith("There is no workspace in ")
    assert error.count("\n") == 1
    assert list(app.iterdir()) == []


def test_another_folder_is_named_before_or_after_the_command(filled, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = str(filled)
    assert said(capsys, "status", "--workspace", folder)["photos"] == 4
    assert said(capsys, "--workspace", folder, "status")["photos"] == 4
    assert said(capsys, "--workspace", folder, "models", "list")["models"]


def test_the_categories_from_a_terminal(filled, capsys):
    (filled / "more.txt").write_text("Parka\ncoat\nparka\n")
    added = said(capsys, "categories", "import", "more.txt")
    assert (added["added"], added["known"]) == (["Parka"], ["Coat"])
    assert added["refused"] == [{"line": 3, "reason": "category-repeated"}]
    assert said(capsys, "status")["unknown_categories"] == ["Parka"]
    assert said(capsys, "categories", "move", "Parka", "1")["categories"][0] == "Parka"
    told = said(capsys, "categories", "merge", "Coat", "Pullover")
    assert told == {"merged": None, "reviewed": 0, "auto_accepted": 0}
    done = said(capsys, "categories", "merge", "coat", "pullover", "--yes")
    assert (done["into"], done["inspection_closed"], done["certificates"]) == (
        "Pullover",
        False,
        [],
    )
    assert done["scored"] == 4
    said(capsys, "categories", "retire", "Bag")
    listed = {row["name"]: row for row in said(capsys, "categories", "list")["categories"]}
    assert (listed["Coat"]["merged_into"], listed["Coat"]["retired"]) == ("Pullover", True)
    assert said(capsys, "categories", "bring-back", "bag")["added"] == "Bag"
    assert run(["categories", "bring-back", "Coat"]) == 1
    assert capsys.readouterr().err.startswith("Coat was permanently merged into Pullover.")


def test_init_with_own_categories_alone(app, capsys, tmp_path):
    (tmp_path / "sorted" / "Parka").mkdir(parents=True)
    (tmp_path / "sorted" / "Scarf").mkdir()
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    assert run(["init", "--categories", str(empty)]) == 1
    assert list(app.iterdir()) == [], "nothing is made for a list without names"
    capsys.readouterr()
    made = said(capsys, "init", "--categories-from", str(tmp_path / "sorted"))
    assert (made["new"], made["categories"]) == (True, ["Parka", "Scarf"])
    make_photos(tmp_path / "drop", 6)
    result = said(capsys, "import", str(tmp_path / "drop"))
    assert (result["to_review"], result["auto_accepted"]) == (6, 0)
    queue = said(capsys, "queue")["queue"]
    assert {(row["suggestion"], row["confidence"]) for row in queue} == {("", None)}
    assert run(["init", "--categories-from", str(tmp_path / "sorted")]) == 1
    assert capsys.readouterr().err.startswith("This workspace already contains photos.")


def test_init_says_whether_it_made_one(app, capsys):
    assert said(capsys, "init")["new"] is True
    assert said(capsys, "init")["new"] is False


@pytest.mark.parametrize("kind", ["table", "csv", "json"])
def test_the_queue_in_three_forms(filled, capsys, kind):
    assert run(["queue", "--limit", "2", "--format", kind]) == 0
    out = capsys.readouterr().out
    assert "photo-00000.png" in out.replace("\n", "")
    assert "photo-00003.png" not in out
    if kind == "csv":
        assert out.splitlines()[0] == "photo,path,suggestion,confidence"


def test_a_version_is_carried_to_another_workspace(app, capsys, tmp_path, monkeypatch):
    make_photos(tmp_path / "drop", 12)
    said(capsys, "import", str(tmp_path / "drop"))
    queue = said(capsys, "queue")["queue"]
    table = "photo,label\n" + "".join(f"{row['photo']},Dress\n" for row in queue)
    (app / "said.csv").write_text(table)
    said(capsys, "decide", "--from", "said.csv")
    name = said(capsys, "retrain")["candidate"]
    file = tmp_path / "it.zip"
    assert said(capsys, "models", "export", name, str(file))["bytes"] == file.stat().st_size
    assert run(["models", "import", str(file)]) == 1
    assert "There is already a model version" in capsys.readouterr().err
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    said(capsys, "init")
    assert said(capsys, "models", "import", str(file))["version"] == name
    assert said(capsys, "models", "activate", name)["model"] == name
    listed = said(capsys, "models", "list")["models"]
    assert [(v["version"], v["parent"]) for v in listed if v["active"]] == [(name, "seed-cnn")]


def test_categories_and_settings(filled, capsys):
    assert said(capsys, "categories", "add", "Hat")["added"] == "Hat"
    assert said(capsys, "categories", "rename", "Hat", "Cap")["new"] == "Cap"
    retired = said(capsys, "categories", "retire", "Cap")
    assert retired == {
        "retired": "Cap",
        "scored": 0,
        "inspection_closed": False,
        "certificates": [],
    }
    names = said(capsys, "categories", "list")["categories"]
    assert names[-1] == {
        "name": "Cap",
        "position": 10,
        "retired": True,
        "merged_into": None,
        "reviewed": 0,
        "auto_accepted": 0,
        "known": False,
    }
    changed = said(capsys, "settings", "set", "threshold", "0.5")
    assert (changed["value"], changed["to_review"], changed["auto_accepted"]) == (0.5, 3, 1)
    assert said(capsys, "settings", "get", "threshold")["value"] == 0.5
    assert said(capsys, "settings", "list")["settings"]["import-threads"] == 0
    assert run(["status"]) == 0
    assert "not certified" in capsys.readouterr().out


def test_backup_and_restore(filled, capsys, tmp_path):
    file = str(tmp_path / "b.zip")
    assert said(capsys, "backup", file)["versions"] == 1
    result = said(capsys, "restore", file, "--workspace", str(tmp_path / "new"))
    assert (result["photos"], result["kept"]) == (4, None)

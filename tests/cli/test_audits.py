"""`inspect --lot import:N`: imported labels from the plan to the certificate, twice over."""

import csv
import json

import pytest

from hitl_app.cli import run
from hitl_app.workspace import Workspace
from tests.helpers.terminal import run_json
from tests.helpers.workspace.audits import imported, labels_of

PHOTOS = 150
LOT = ("--lot", "import:1")


@pytest.fixture
def folder(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    imported(tmp_path, PHOTOS).close()
    capsys.readouterr()
    return tmp_path


def answer(folder, capsys, wrong=()):
    """Decide all blind photos from a table; return what the command prints."""
    workspace = Workspace.open(folder)
    labels = labels_of(workspace, wrong)
    workspace.close()
    queue = run_json(capsys, "queue", "--limit", "500")["queue"]
    blind = [row for row in queue if row["confidence"] is None]
    assert not any(row["suggestion"] for row in blind)
    with (folder / "answers.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("photo", "label"))
        rows.writerows((row["photo"], labels[row["path"]]) for row in blind)
    return run_json(capsys, "decide", "--from", "answers.csv", "--operator", "bea")


def exported(folder, capsys):
    run_json(capsys, "export", "all.json")
    return json.loads((folder / "all.json").read_text("utf-8"))


def test_lot_of_an_import_is_certified_twice(folder, capsys):
    plan = run_json(capsys, "inspect", *LOT, "--target", "0.9")
    assert (plan["lot"], plan["source"], plan["stages_left"]) == (PHOTOS, "supplied.csv", 6)
    labels = {row["photo"]: row["label"] for row in exported(folder, capsys)["photos"]}
    for number, left in ((1, 5), (2, 4)):
        opened = run_json(capsys, "inspect", "--open", *LOT, "--target", "0.9")
        assert opened["label_import"] == 1
        meanwhile = exported(folder, capsys)["photos"]
        hidden = [row for row in meanwhile if row["state"] == "to-review"]
        assert len(hidden) == opened["checks"]
        assert {row["label"] for row in hidden} == {""}
        stage = answer(folder, capsys)["inspection"]
        assert (stage["state"], stage["certificate"], stage["wrong"]) == ("passed", number, 0)
        assert run_json(capsys, "inspect", *LOT, "--target", "0.9")["stages_left"] == left
    found = exported(folder, capsys)
    assert {row["photo"]: row["label"] for row in found["photos"]} == labels
    assert [(c["kind"], c["label_import"]) for c in found["certificates"]] == [("labels", 1)] * 2
    assert found["certificates"][0]["annotators"] == ["maria"]
    catalogue = run_json(capsys, "status")["catalogue"]
    # The first certificate and the second are about the same import: the better bound counts.
    assert 0 < catalogue["most_wrong"] <= min(c["most_wrong"] for c in found["certificates"])
    assert catalogue["confidence"] == pytest.approx(0.95)


def test_bad_labels_are_told_with_page_table_and_likely_mistakes(folder, capsys):
    assert run(["inspect", "--open", *LOT, "--target", "0.9"]) == 0
    assert "without their labels" in capsys.readouterr().out
    # The auditor finds a third of the labels wrong.
    stage = answer(folder, capsys, wrong=range(1, PHOTOS, 3))["inspection"]
    assert stage["state"] == "failed"
    assert run(["inspect", "--list"]) == 0
    listed = capsys.readouterr().out
    assert "150 labels of import 1 (supplied.csv), at least " in listed
    assert "below the target of 90.0%" in listed
    page = ("inspect", "--certificate", "1", "--out", "one.html", "--labels", "labels.csv")
    result = run_json(capsys, *page)
    html = (folder / "one.html").read_text("utf-8")
    assert "It is not proved that 90.0 % of these 150 labels are right." in html
    assert "1: supplied.csv" in html
    rows = (folder / "labels.csv").read_text("utf-8-sig").splitlines()
    assert len(rows) == 1 + result["covered"] < 1 + PHOTOS
    assert {row.split(",")[3] for row in rows[1:]} == {"maria"}
    mistakes = run_json(capsys, "mistakes", *LOT)
    assert mistakes["compared"] + mistakes["left_out"] == PHOTOS - stage["checks"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--lot", "import:9"), "There is no import of labels with the number 9."),
        (("--lot", "import:1", "--target", "0.5"), "A required accuracy of 0.5 is not possible."),
    ],
)
def test_inspect_refuses_lots(folder, capsys, arguments, words):
    del folder
    for action in ((), ("--open",)):
        assert run(["inspect", *action, *arguments]) == 1
        assert words in capsys.readouterr().err


@pytest.mark.parametrize("lot", ["7", "import:", "import:0", "import:x", "export:1", "import:²"])
def test_inspect_takes_imports_alone(folder, capsys, lot):
    del folder
    with pytest.raises(SystemExit) as caught:
        run(["inspect", "--lot", lot])
    assert caught.value.code == 2
    assert "--lot" in capsys.readouterr().err

"""`decide`: tables that are read once and again."""

import csv
import json

import pytest
from PIL import Image

from hitl_app.cli import run
from hitl_app.domain.settings import LIVE_LEARNING
from hitl_app.services import settings
from hitl_app.workspace import Workspace
from tests.helpers.workspace.workspaces import add_photos, make_workspace


@pytest.fixture
def filled(app):
    workspace = make_workspace(app)
    add_photos(workspace, [0.1] * 20)
    # Suggestions stay as they were exported.
    settings.set_setting(workspace, LIVE_LEARNING, "0")
    workspace.close()
    return app


def run_json(capsys, *arguments):
    assert run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def printed(capsys, *arguments, status=0):
    capsys.readouterr()
    assert run(arguments) == status
    captured = capsys.readouterr()
    return captured.err if status else captured.out


def table(folder, labels):
    rows = [f"photo-{number:05d}.png,{label}" for number, label in enumerate(labels)]
    (folder / "said.csv").write_text("\n".join(["photo,label", *rows]) + "\n")


def exported(capsys, folder, name):
    run_json(capsys, "export", str(folder / name))
    with (folder / name).open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def write(folder, name, rows):
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_decide_records_only_what_was_edited_in_an_export(filled, capsys):
    run_json(capsys, "settings", "set", "second-opinions", "1.0")
    table(filled, ["Dress"] * 20)
    decide = ("decide", "--operator", "anna", "--from", "said.csv")
    assert printed(capsys, *decide) == "20 decisions of anna recorded.\n"
    assert printed(capsys, *decide) == ("0 decisions of anna recorded; 20 rows unchanged.\n")
    before = exported(capsys, filled, "labels.csv")
    edited = [dict(row) for row in before]
    edited[6]["label"] = "Bag"
    write(filled, "edited.csv", edited)
    decide = ("decide", "--operator", "bob", "--from", "edited.csv")
    assert printed(capsys, *decide) == ("1 decision of bob recorded; 19 rows unchanged.\n")
    found = run_json(capsys, "opinions")
    assert (found["compared"], found["wanted"], found["disputed"]) == (0, 20, 0)
    after = exported(capsys, filled, "after.csv")
    assert [row for row in after if row != before[after.index(row)]] == [after[6]]
    assert (after[6]["label"], after[6]["operator"]) == ("Bag", "bob")
    # Neither the edited table nor the new export has anything left to record.
    for name, who in (("edited.csv", "bob"), ("edited.csv", "anna"), ("after.csv", "anna")):
        assert run_json(capsys, "decide", "--operator", who, "--from", name)["recorded"] == 0
    assert exported(capsys, filled, "after.csv") == after
    run_json(capsys, "undo", "--operator", "bob")
    assert exported(capsys, filled, "undone.csv") == before
    assert run_json(capsys, *decide)["recorded"] == 1
    assert run_json(capsys, "opinions")["wanted"] == 20


def test_decide_records_second_opinions_with_option(filled, capsys):
    run_json(capsys, "settings", "set", "second-opinions", "1.0")
    table(filled, ["Dress"] * 20)
    run_json(capsys, "decide", "--operator", "anna", "--from", "said.csv")
    table(filled, ["Dress"] * 19 + ["Bag"])
    decide = ("decide", "--operator", "bob", "--from", "said.csv", "--second-opinions")
    for recorded in (20, 0):
        done = run_json(capsys, *decide)
        assert done["recorded"] == recorded
        found = run_json(capsys, "opinions")
        assert (found["compared"], found["wanted"], found["disputed"]) == (20, 0, 1)
    assert (done["unchanged"], done["rejected"]) == (20, [])
    run_json(capsys, "undo", "--operator", "bob")
    assert run_json(capsys, "opinions")["wanted"] == 20


def test_decide_corrects_auto_accepted_photos(filled, capsys):
    workspace = Workspace.open(filled)
    add_photos(workspace, [0.95] * 3, folder="/sure")
    workspace.close()
    run_json(capsys, "settings", "set", "threshold", "0.9")
    rows = exported(capsys, filled, "labels.csv")
    assert [row["decided_by"] for row in rows[20:]] == ["model"] * 3
    rows[20]["label"] = "Bag"
    write(filled, "labels.csv", rows)
    for recorded in (1, 0):
        done = run_json(capsys, "decide", "--operator", "anna", "--from", "labels.csv")
        assert (done["recorded"], done["unchanged"]) == (recorded, 3 - recorded)
        assert (done["rejected"], done["empty"]) == ([], 20)
    after = exported(capsys, filled, "after.csv")[20:]
    assert [(row["label"], row["decided_by"], row["operator"]) for row in after] == [
        ("Bag", "person", "anna"),
        (rows[21]["label"], "model", ""),
        (rows[22]["label"], "model", ""),
    ]


def test_decide_reads_a_list_beside_its_photos_after_a_second_import(app, tmp_path, capsys):
    drop = tmp_path / "drop"
    names = ("a/1.png", "b/1.png", "b/2.png", "a/cafe\u0301.png")
    for number, name in enumerate(names):
        (drop / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (40, 40), (60 * number, 90, 200)).save(drop / name)
    (drop / "list.csv").write_text(
        "File Name;Class\na\\1.png;Dress\nb/1.png;Bag\n2.png;Coat\na/caf\u00e9.png;Shirt\n",
        encoding="utf-16",
    )
    for new in (4, 0):
        assert run_json(capsys, "import", str(drop))["new"] == new
        done = run_json(capsys, "decide", "--from", str(drop / "list.csv"))
        assert (done["recorded"], done["rejected"]) == (new, [])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a.png,Dress\n", "has no column photo, label. Write `photo,label` in its first"),
        (b"photo,label\nb\xfcgel.png,Dress\n", "line 2 is not in UTF-8. Save it as UTF-8 CSV"),
        (b'photo,label\n"a.png,Dress\nb.png,Bag\n', "begins in line 2 is not closed. Save it"),
        (b"PK\x03\x04", "it is an Excel workbook or an archive, not text. Save it as UTF-8 CSV"),
    ],
)
def test_decide_reports_why_table_cannot_be_read(filled, capsys, content, sentence):
    (filled / "said.csv").write_bytes(content)
    assert sentence in printed(capsys, "decide", "--from", "said.csv", status=1)

"""`duplicates`: near-duplicates of a real import, listed, dropped and brought back."""

import csv
import io

import pytest
from PIL import Image

from hitl_app.cli import run
from tests.helpers.terminal import run_json
from tests.helpers.workspace.copies import altered, encoded, item


@pytest.fixture
def imported(app, tmp_path, capsys):
    """Return the folder of a workspace of twelve photos, six of them copies."""
    photos = tmp_path / "photos"
    photos.mkdir()
    for number in range(6):
        (photos / f"item-{number}.jpg").write_bytes(encoded(item(number).resize((288, 384))))
    for way, other in enumerate((2, 3, 5)):
        (photos / f"item-0-copy-{way}.jpg").write_bytes(altered(item(0), way))
        (photos / f"item-{other}-copy.jpg").write_bytes(altered(item(other), way))
    assert run(["init"]) == 0
    assert run(["import", str(photos)]) == 0
    capsys.readouterr()
    return app


def names(result):
    groups = {}
    for row in result["duplicates"]:
        groups.setdefault(row["group"], []).append(row["path"].rpartition("/")[2])
    return sorted(groups.values(), key=lambda group: (-len(group), group))


def test_duplicates_lists_groups(imported, capsys):
    result = run_json(capsys, "duplicates")
    assert (result["groups"], result["compared"], result["left_out"]) == (4, 12, 0)
    assert [set(group) for group in names(result)] == [
        {"item-0.jpg", *(f"item-0-copy-{way}.jpg" for way in range(3))},
        *({f"item-{n}.jpg", f"item-{n}-copy.jpg"} for n in (2, 3, 5)),
    ]
    assert all(group[0].count("-") == 1 for group in names(result)), "the largest first"
    assert run(["duplicates"]) == 0
    text = capsys.readouterr().out
    assert "4 groups with 10 photos, of 12 photos compared." in text
    assert run(["duplicates", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["path"] for row in rows] == [row["path"] for row in result["duplicates"]]
    assert run(["duplicates", "--format", "json"]) == 0
    assert '"groups"' in capsys.readouterr().out


def test_duplicates_are_dropped_and_come_back_with_undo(imported, capsys, tmp_path):
    for _ in range(2):
        result = run_json(capsys, "duplicates", "--drop", "--operator", "ann")
        assert (result["dropped"], result["kept"]) == (6, 0)
        assert run_json(capsys, "duplicates")["groups"] == 0
        assert run_json(capsys, "status")["to_review"] == 6
        target = tmp_path / "labels.csv"
        target.unlink(missing_ok=True)
        assert run_json(capsys, "export", str(target))["photos"] == 6
        assert run_json(capsys, "undo", "--operator", "ann")["decisions"] == 6
        assert run_json(capsys, "duplicates")["groups"] == 4
    assert run(["duplicates", "--drop"]) == 0
    assert "Dropped: 6 photos." in capsys.readouterr().out


def test_duplicates_keep_the_reviewed_photo(imported, capsys, tmp_path):
    table = tmp_path / "said.csv"
    table.write_text("photo,label\nitem-2-copy.jpg,Dress\n")
    assert run(["decide", "--from", str(table), "--operator", "ann"]) == 0
    capsys.readouterr()
    result = run_json(capsys, "duplicates", "--drop", "--operator", "ann")
    assert result["dropped"] == 6
    kept = [row for row in result["duplicates"] if row["label"]]
    assert [row["path"].rpartition("/")[2] for row in kept] == ["item-2-copy.jpg"]
    assert run_json(capsys, "status")["to_review"] == 5


def test_duplicates_of_an_empty_workspace(app, capsys):
    assert run(["init"]) == 0
    capsys.readouterr()
    result = run_json(capsys, "duplicates", "--drop")
    assert (result["groups"], result["compared"], result["dropped"]) == (0, 0, 0)


def test_duplicates_skip_a_plain_picture(app, capsys, tmp_path):
    for shade in range(3):
        Image.new("RGB", (90, 120), (200 + shade,) * 3).save(tmp_path / f"{shade}.png")
    assert run(["init"]) == 0
    assert run(["import", *(str(tmp_path / f"{shade}.png") for shade in range(3))]) == 0
    capsys.readouterr()
    assert run_json(capsys, "duplicates")["groups"] == 0

"""Photos that are elsewhere on this computer, from a terminal."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from sqlalchemy import select

from hitl_app.cli import run
from hitl_app.services.catalogue import watching
from hitl_app.services.review import reviewing
from hitl_app.store.engine.address import CONNECTION
from hitl_app.store.schema import PathRow, WatchedFileRow
from hitl_app.workspace import Workspace
from tests.helpers.terminal import run_json


def at(folder):
    return "--workspace", str(folder)


def add_photo(file, shade):
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.full((60, 50, 3), shade, np.uint8)).save(file)


@pytest.fixture
def shop(tmp_path):
    """Return a folder of photos, which tests move."""
    for number in range(3):
        add_photo(tmp_path / "shop" / f"{number}.png", 40 * number)
    return tmp_path / "shop"


@pytest.fixture
def computer(monkeypatch, tmp_path):
    """Return a function that moves to a computer, by its name."""

    def sit_at(name):
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "computers" / name))

    return sit_at


def paths_of(folder):
    workspace = Workspace.open(folder)
    with workspace.database.read() as session:
        found = session.execute(select(PathRow.raw, PathRow.shown)).all()
    workspace.close()
    return sorted((os.fsdecode(raw), shown) for raw, shown in found)


def exported(folder, capsys, name, *options):
    target = folder.parent / name
    return run_json(capsys, "export", str(target), "--format", "folders", *options, *at(folder))


def test_moved_photos_are_found_and_never_stored_twice(seed_model, capsys, tmp_path, shop):
    folder, moved = tmp_path / "workspace", tmp_path / "elsewhere" / "photos"
    run_json(capsys, "import", str(shop), *at(folder))
    before = paths_of(folder)
    moved.parent.mkdir()
    shop.rename(moved)
    for number in range(2):
        missing = exported(folder, capsys, f"none-{number}")
        assert (missing["photos"], missing["missing"]) == (0, 3)
        found = run_json(capsys, "paths", "set", str(shop), str(moved))
        assert found == {"folder": str(shop), "here": str(moved), "there": True}
        assert exported(folder, capsys, f"copies-{number}")["photos"] == 3
        links = exported(folder, capsys, f"links-{number}", "--links")
        assert (links["photos"], links["linked"]) == (3, 3)
        # By its path here, and by the one that the workspace has.
        for path, again in ((moved, []), (moved, ["--again"]), (moved / "0.png", ["--again"])):
            done = run_json(capsys, "import", str(path), *again, *at(folder))
            assert (done["new"], done["unreadable"]) == (0, [])
        assert paths_of(folder) == before
        assert run_json(capsys, "paths", "list")["paths"] == [found]
        run_json(capsys, "paths", "remove", str(shop))
        assert run_json(capsys, "paths", "list")["paths"] == []


def test_new_photos_get_the_path_that_all_computers_know(seed_model, capsys, tmp_path, shop):
    folder, moved = tmp_path / "workspace", tmp_path / "moved"
    run_json(capsys, "import", str(shop), *at(folder))
    shop.rename(moved)
    run_json(capsys, "paths", "set", str(shop), str(moved))
    add_photo(moved / "new.png", 200)
    assert run_json(capsys, "import", str(moved), *at(folder))["new"] == 1
    new = str(shop / "new.png")
    assert (new, new) in paths_of(folder)
    table = tmp_path / "labels.csv"
    name = run_json(capsys, "categories", "list", *at(folder))["categories"][0]["name"]
    table.write_text(f"path,label\n{moved / 'new.png'},{name}\n{shop / '0.png'},{name}\n")
    assert run_json(capsys, "decide", "--from", str(table), *at(folder))["recorded"] == 2


def test_each_computer_of_a_team_has_its_paths(
    seed_model, capsys, tmp_path, databases, computer, shop
):
    one, two, there = tmp_path / "one", tmp_path / "two", tmp_path / "drive"
    address = databases.new()
    computer("one")
    run_json(capsys, "init", "--database", address, str(one), "--photos", str(shop))
    run_json(capsys, "connect", address, str(two))
    there.symlink_to(shop)
    hidden = tmp_path / "hidden"
    for number in range(2):
        computer("two")
        run_json(capsys, "paths", "set", str(shop), str(there))
        assert exported(two, capsys, f"two-{number}")["photos"] == 3
        run_json(capsys, "paths", "set", str(shop), str(hidden))
        assert exported(two, capsys, f"two-none-{number}")["missing"] == 3
        computer("one")
        assert run_json(capsys, "paths", "list")["paths"] == []
        assert exported(one, capsys, f"one-{number}")["photos"] == 3
    assert json.loads((two / CONNECTION).read_text()) == {"database": address}


def test_folder_that_leads_nowhere_is_named(capsys, tmp_path):
    for _time in range(2):
        assert run(["paths", "set", r"P:\shop", str(tmp_path / "none")]) == 0
        told = capsys.readouterr().out
        assert "(not found)" in told
        assert "stored thumbnails" in told
        assert run(["paths", "list"]) == 0
        assert rf"P:\shop is {tmp_path / 'none'} on this computer (not found)" in (
            capsys.readouterr().out.replace("\n", "")
        )
    assert run(["paths", "remove", r"p:/SHOP/"]) == 0
    assert run(["paths", "remove", r"P:\shop"]) == 1
    assert "paths list" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", ["shop", "../shop", "/mnt/../etc", "P:shop"])
def test_folder_that_is_not_absolute_is_refused(capsys, tmp_path, wrong):
    assert run(["paths", "set", wrong, str(tmp_path)]) == 1
    assert "no absolute path" in capsys.readouterr().err
    assert run_json(capsys, "paths", "list")["paths"] == []


def test_damaged_file_of_paths_is_taken_for_none(capsys, tmp_path, computer):
    computer("one")
    file = tmp_path / "computers" / "one" / "second-look" / "places.json"
    run_json(capsys, "paths", "set", "/mnt/shop", str(tmp_path))
    assert json.loads(file.read_text())[0]["stored"] == "/mnt/shop"
    for content in (b"\xff", b"[[[", b'{"a": 1}', b'[{"stored": 1, "here": "/a"}, 5]', b"[" * 9999):
        file.write_bytes(content)
        assert run_json(capsys, "paths", "list")["paths"] == []
    run_json(capsys, "paths", "set", "/mnt/shop", str(tmp_path))
    assert len(run_json(capsys, "paths", "list")["paths"]) == 1


def test_watched_folder_is_watched_where_it_is(seed_model, settled, capsys, tmp_path, shop):
    folder, moved = tmp_path / "workspace", tmp_path / "moved"
    run_json(capsys, "init", *at(folder))
    run_json(capsys, "watch", "add", str(shop), *at(folder))
    assert run_json(capsys, "watch", "--once", *at(folder))["new"] == 3
    shop.rename(moved)
    run_json(capsys, "paths", "set", str(shop), str(moved))
    for number in range(2):
        add_photo(moved / f"new-{number}.png", 200 + number)
        assert run_json(capsys, "watch", "--once", *at(folder))["new"] == 1
    workspace = Workspace.open(folder)
    (known,) = watching.list_folders(workspace)
    with workspace.database.read() as session:
        raws = session.scalars(select(WatchedFileRow.raw)).all()
    shown = reviewing.show_photo(workspace, 4)
    workspace.close()
    assert Path(os.fsdecode(known.raw)) == moved
    assert {Path(os.fsdecode(raw)).parent for raw in raws} == {shop}
    assert shown.originals == ((os.fsencode(moved / "new-0.png"), ""),)
    run_json(capsys, "watch", "remove", str(moved), *at(folder))

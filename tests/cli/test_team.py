"""Workspaces that several computers share, from a terminal."""

import errno
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from sqlalchemy import update

from hitl_app.cli import run
from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.services.models.versions import active_version
from hitl_app.services.review import reviewing
from hitl_app.services.workspace import moving
from hitl_app.store.engine.address import CONNECTION
from hitl_app.store.models import version_files
from hitl_app.store.schema import CategoryRow, PathRow, PhotoRow
from hitl_app.workspace import VERSION_FILES, Workspace
from tests.helpers.terminal import run_json
from tests.helpers.workspace.workspaces import add_photos, make_workspace


@pytest.fixture
def address(databases):
    return databases.new()


@pytest.fixture
def photos(tmp_path):
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(3):
        pixels = np.full((60, 50, 3), 40 * number, np.uint8)
        Image.fromarray(pixels).save(folder / f"{number}.png")
    return folder


def at(folder):
    return "--workspace", str(folder)


def exported(folder, capsys):
    file = folder.parent / f"{folder.name}.csv"
    assert run(["export", str(file), *at(folder)]) == 0
    capsys.readouterr()
    return file.read_bytes()


def test_second_computer_joins_with_the_address_alone(
    seed_model, capsys, tmp_path, address, photos
):
    one, two = tmp_path / "one", tmp_path / "two"
    made = run_json(capsys, "init", "--database", address, str(one), "--photos", str(photos))
    assert (made["new"], made["import"]["new"]) == (True, 3)
    assert run_json(capsys, "init", "--database", address, str(one))["new"] is False
    for _time in range(2):
        assert run_json(capsys, "connect", address, str(two))["photos"] == 3
    assert run_json(capsys, "settings", "set", "operator", "ann", *at(one))["value"] == "ann"
    run_json(capsys, "settings", "set", "operator", "ben", *at(two))
    assert run_json(capsys, "settings", "get", "operator", *at(one))["value"] == "ann"
    table = tmp_path / "labels.csv"
    name = run_json(capsys, "categories", "list", *at(two))["categories"][0]["name"]
    table.write_text(f"path,label\n{photos / '0.png'},{name}\n")
    for _time in range(2):
        run_json(capsys, "decide", "--from", str(table), *at(two))
        assert run_json(capsys, "status", *at(one))["reviewed"] == 1
        run_json(capsys, "undo", "--operator", "ben", *at(one))
        assert run_json(capsys, "status", *at(two))["reviewed"] == 0
    kept = json.loads((one / CONNECTION).read_text())
    assert kept == {"database": address, "operator": "ann"}
    assert not (one / "review.db").exists()
    for value in (1, 0):
        run_json(capsys, "settings", "set", "keep-decisions", str(value), *at(one))
        found = [run_json(capsys, "settings", "get", "keep-decisions", *at(f)) for f in (one, two)]
        assert [each["value"] for each in found] == [value, 0]


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("postgresql://ann:secret@127.0.0.1:1/photos", "contains a password"),
        ("postgresql://127.0.0.1:1/photos", "does not answer"),
        ("postgresql://127.0.0.1", "names no database"),
        ("mysql://127.0.0.1/photos", "does not begin with postgresql://"),
        ("postgresql://127.0.0.1:1/photos?sslmode=some", 'database: invalid sslmode value: "some"'),
        ("postgresql://127.0.0.1:x/photos", "not the address of a database"),
        ("postgresql://127.0.0.1:70000/photos", "not the address of a database"),
    ],
)
def test_connect_refuses_what_leads_nowhere_and_leaves_nothing(capsys, tmp_path, target, words):
    for arguments in (["connect", target, "here"], ["init", "--database", target, "here"]):
        folder = tmp_path / "here"
        assert run([str(folder) if one == "here" else one for one in arguments]) == 1
        told = capsys.readouterr().err
        assert words in told
        assert "secret" not in told
        assert not folder.exists()


def test_connect_refuses_database_without_workspace_and_folder_of_another(
    seed_model, capsys, tmp_path, databases
):
    empty = databases.new("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    assert run(["connect", empty, str(tmp_path / "here")]) == 1
    assert "There is no workspace" in capsys.readouterr().err
    make_workspace(tmp_path / "other", [0.5]).close()
    before = (tmp_path / "other" / "review.db").read_bytes()
    assert run(["connect", databases.address("one"), str(tmp_path / "other")]) == 1
    assert "the folder of another workspace" in capsys.readouterr().err
    assert (tmp_path / "other" / "review.db").read_bytes() == before
    assert not (tmp_path / "other" / CONNECTION).exists()


def trained(workspace):
    """Add a version as a retraining would, with the files of the active one."""
    active = active_version(workspace)
    source = workspace.version_folder(active.name)
    folder = workspace.models_folder / "trained"
    folder.mkdir(parents=True)
    for name in VERSION_FILES:
        (folder / name).write_bytes((source / name).read_bytes())
    card = json.loads((folder / "card.json").read_text())
    (folder / "card.json").write_text(json.dumps({**card, "name": "trained"}))
    with workspace.database.write() as session:
        workspace.register_version(session, workspace.card("trained"), active.outputs)


def test_move_to_server_and_back_keeps_everything(seed_model, capsys, tmp_path, address):
    old, joined, back = tmp_path / "old", tmp_path / "joined", tmp_path / "back"
    workspace = make_workspace(old)
    ids = add_photos(workspace, [0.9, 0.5, 0.4], names=["a'b.png", "写真 \\N.png", "tab\t\r\n.png"])
    reviewing.decide(workspace, ids[0], Answer.CATEGORY, "ann", 2)
    reviewing.decide(workspace, ids[1], Answer.ASK, "ann", note="what is it?")
    reviewing.decide(workspace, ids[2], Answer.CATEGORY, "ben", 3)
    reviewing.undo(workspace, "ben")
    trained(workspace)
    workspace.close()
    wanted, before = exported(old, capsys), (old / "review.db").read_bytes()
    moved = run_json(capsys, "move-to", address, *at(old))
    assert (moved["versions"], moved["missing"]) == (1, [])
    assert (old / "review.db").read_bytes() == before
    assert run(["move-to", address, *at(old)]) == 1
    assert "already a workspace" in capsys.readouterr().err
    run_json(capsys, "connect", address, str(joined))
    assert exported(joined, capsys) == wanted
    # The files of the version come from the database, and once only.
    workspace = Workspace.open(joined)
    assert not workspace.models_folder.exists()
    for _time in range(2):
        weights = (workspace.version_folder("trained") / VERSION_FILES[1]).read_bytes()
        assert weights == (old / "models" / "trained" / VERSION_FILES[1]).read_bytes()
    # Rows are numbered on where they ended.
    assert add_photos(workspace, [0.3], names=["new.png"]) == [4]
    reviewing.decide(workspace, 4, Answer.CATEGORY, "ann", 2)
    assert reviewing.undo(workspace, "ann").changed == 1
    workspace.close()
    wanted = exported(joined, capsys)
    assert run_json(capsys, "move-to", str(back), *at(joined))["versions"] == 1
    assert exported(back, capsys) == wanted
    assert (back / "models" / "trained" / VERSION_FILES[1]).read_bytes() == weights
    assert sorted(p.name for p in back.iterdir()) == ["models", "review.db"]
    assert run(["move-to", str(back), *at(joined)]) == 1
    assert "already a workspace" in capsys.readouterr().err


@pytest.mark.parametrize(
    "change",
    [
        update(CategoryRow).values(name="a zero\0byte"),
        update(PathRow).values(shown="a zero\0byte"),
        update(PathRow).values(id=2**40),
        update(PhotoRow).values(width=2**40),
    ],
    ids=["category", "path", "number", "width"],
)
def test_move_leaves_nothing_when_a_value_cannot_be_copied(
    seed_model, capsys, tmp_path, address, change
):
    workspace = make_workspace(tmp_path / "old", [0.5])
    with workspace.database.write() as session:
        session.execute(change)
    workspace.close()
    for _round in range(2):
        assert run(["move-to", address, *at(tmp_path / "old")]) == 1
        assert "could not be copied exactly" in capsys.readouterr().err
    assert run_json(capsys, "connect", address, str(tmp_path / "joined"))["photos"] == 0


def test_failed_move_to_folder_leaves_nothing(seed_model, capsys, tmp_path, address, monkeypatch):
    Workspace.create_on_server(tmp_path / "one", address).close()
    target = tmp_path / "back"

    def full(_file):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(moving, "sync_file", full)
        assert run(["move-to", str(target), *at(tmp_path / "one")]) == 1
    assert "disk is full" in capsys.readouterr().err
    assert list(target.iterdir()) == []
    run_json(capsys, "move-to", str(target), *at(tmp_path / "one"))


def test_fetched_version_with_other_weights_is_refused(seed_model, capsys, tmp_path, address):
    workspace = Workspace.create_on_server(tmp_path / "one", address)
    trained(workspace)
    workspace.close()

    other = Workspace.connect(tmp_path / "two", address)
    with other.database.write() as session:
        ((number, _name),) = version_files.stored(session)
        version_files.put(session, number, dict.fromkeys(VERSION_FILES, b"{}"))

    with pytest.raises(KnownError, match="version-damaged"):
        other.version_folder("trained")
    assert not (other.models_folder / "trained").exists()
    other.close()


def test_restore_is_refused_before_anything_is_read(seed_model, capsys, tmp_path, address):
    Workspace.create_on_server(tmp_path / "one", address).close()
    assert run(["backup", str(tmp_path / "b.zip"), *at(tmp_path / "one")]) == 0
    assert run(["restore", str(tmp_path / "b.zip"), *at(tmp_path / "one")]) == 1
    assert "cannot be restored into a database on a server" in capsys.readouterr().err
    assert run(["restore", str(tmp_path / "b.zip"), *at(tmp_path / "fresh")]) == 0


def test_commands_name_the_extra_when_the_driver_is_missing(tmp_path):
    code = (
        "import sys; sys.modules['psycopg'] = None; from hitl_app.cli import run;"
        " sys.exit(run(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "connect", "postgresql://a/b", str(tmp_path / "x")],
        capture_output=True, text=True, timeout=100,
    )  # fmt: skip
    assert done.returncode == 1
    assert "pip install 'hitl-app[team]'" in done.stderr
    assert not Path(tmp_path / "x").exists()

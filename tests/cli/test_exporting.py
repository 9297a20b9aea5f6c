"""Exports and backups from a terminal: repeated, over existing files, and read-only."""

import json
import os
import stat

import pytest

from hitl_app.cli import run
from hitl_app.services.exports.formats import BY_NAME as EXPORT_FORMATS
from hitl_app.workspace import Workspace
from tests.helpers.files.read_only import read_only
from tests.helpers.workspace.exports import READERS, read_csv, read_lines
from tests.helpers.workspace.workspaces import add_photos, make_workspace

TABLES = {"folders": ("labels.csv", read_csv), "imagefolder": ("metadata.jsonl", read_lines)}


@pytest.fixture
def filled(tmp_path, monkeypatch):
    """Return the folder of a workspace of four photos, the first of which is decided."""
    folder = tmp_path / "workspace"
    workspace = make_workspace(folder)
    add_photos(workspace, [0.1, 0.2, 0.3, 0.9], folder=str(tmp_path / "photos"), real=True)
    workspace.close()
    monkeypatch.chdir(folder)
    decide(tmp_path, "photo-00000.png,Dress")
    return folder


def decide(place, *rows):
    (place / "said.csv").write_text("\n".join(["photo,label", *rows]))
    assert run(["decide", "--from", str(place / "said.csv"), "--operator", "ann"]) == 0


def export(capsys, *arguments):
    capsys.readouterr()
    assert run(["export", *map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def labels(target, kind):
    """Read back the label of each photo, by the end of its path."""
    name, read = TABLES.get(kind, (None, READERS.get(kind)))
    rows = read(target if name is None else target / name)
    return {row["path"][-9:-4]: row.get("category", row.get("label")) or "" for row in rows}


@pytest.mark.parametrize("kind", EXPORT_FORMATS)
def test_export_writes_current_labels_when_repeated(filled, capsys, tmp_path, kind):
    first = tmp_path / "first"
    assert export(capsys, first, "--format", kind)["photos"] == 4
    before = dict.fromkeys(("00000", "00001", "00002", "00003"), "") | {"00000": "Dress"}
    assert labels(first, kind) == before
    decide(tmp_path, "photo-00000.png,Bag", "photo-00001.png,Coat")
    after = before | {"00000": "Bag", "00001": "Coat"}
    if kind in TABLES:
        assert run(["export", str(first), "--format", kind]) == 1
        assert "already exists and is not overwritten" in capsys.readouterr().err
        assert labels(first, kind) == before
    else:
        assert export(capsys, first, "--format", kind)["photos"] == 4
        assert labels(first, kind) == after
    assert export(capsys, tmp_path / "second", "--format", kind)["photos"] == 4
    assert labels(tmp_path / "second", kind) == after
    assert not list(tmp_path.glob(".second-look-*"))


def test_backup_overwrites_file_with_current_state(filled, capsys, tmp_path):
    file = str(tmp_path / "b.zip")
    for row, decided in (("photo-00001.png,Coat", 2), ("photo-00002.png,Bag", 3)):
        decide(tmp_path, row)
        assert run(["backup", file]) == 0
        new = str(tmp_path / f"new-{decided}")
        assert run(["restore", file, "--workspace", new]) == 0
        capsys.readouterr()
        assert run(["status", "--workspace", new, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["reviewed"] == decided
    assert not list(tmp_path.glob(".second-look-*"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
@pytest.mark.parametrize(
    "arguments",
    [
        *(("export", "{}", "--format", kind) for kind in EXPORT_FORMATS),
        ("backup", "{}"),
        ("models", "export", "seed-cnn", "{}"),
    ],
    ids=" ".join,
)
def test_commands_refuse_pipe_as_target(filled, capsys, tmp_path, arguments):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    capsys.readouterr()
    assert run([part.format(pipe) for part in arguments]) == 1
    (error,) = [line for line in capsys.readouterr().err.splitlines() if str(pipe) in line]
    folder = TABLES.keys() & set(arguments)
    assert ("already exists" if folder else "is a folder, a pipe or a device") in error
    assert stat.S_ISFIFO(pipe.lstat().st_mode)


def test_models_export_refuses_file_of_workspace(filled, capsys):
    before = (filled / "review.db").read_bytes()
    assert run(["models", "export", "seed-cnn", "review.db"]) == 1
    assert "is part of the workspace" in capsys.readouterr().err
    assert (filled / "review.db").read_bytes() == before


def test_export_warns_about_links_to_originals(filled, capsys, tmp_path):
    done = export(capsys, tmp_path / "links", "--format", "folders", "--links")
    assert (done["linked"], done["unlabelled"], done["missing"]) == (4, 3, 0)
    assert run(["export", str(tmp_path / "again"), "--format", "folders", "--links"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("Links: 4. Editing one can change the original")
    assert lines[2].startswith("Without a label, in the folder to-review: 3.")


def test_export_links_targets_of_imported_links(filled, capsys, tmp_path):
    from hitl_app.store.schema import PathRow

    (tmp_path / "short").mkdir()
    (tmp_path / "short" / "x.png").symlink_to("../photos/photo-00000.png")
    workspace = Workspace.open(filled)
    with workspace.database.write() as session:
        row = session.query(PathRow).filter(PathRow.shown.endswith("00000.png")).one()
        row.raw = os.fsencode(tmp_path / "short" / "x.png")
    workspace.close()
    done = export(capsys, tmp_path / "out", "--format", "folders", "--links")
    assert (done["linked"], done["missing"]) == (4, 0)
    assert (tmp_path / "out" / "Dress" / "x.png").samefile(tmp_path / "photos" / "photo-00000.png")


def test_export_links_no_file_edited_with_same_time(filled, capsys, tmp_path):
    photo = tmp_path / "photos" / "photo-00000.png"
    status, content = photo.stat(), bytearray(photo.read_bytes())
    content[-1] ^= 1
    photo.write_bytes(content)
    os.utime(photo, ns=(status.st_atime_ns, status.st_mtime_ns))
    done = export(capsys, tmp_path / "out", "--format", "folders", "--links")
    assert (done["photos"], done["missing"]) == (3, 1)


READING = (
    *("status", "queue", "progress", "models list", "categories list", "settings list"),
    *("inspect --list", "opinions", "products", "watch list", "diagnostics"),
)


def test_commands_only_read_when_workspace_is_read_only(filled, capsys, tmp_path):
    before = {path.name: path.stat().st_mtime_ns for path in filled.iterdir()}
    with read_only(filled):
        for command in READING:
            assert run([*command.split(), "--json"]) == 0, command
        for kind in EXPORT_FORMATS:
            target = tmp_path / f"out-{kind}"
            assert export(capsys, target, "--format", kind)["photos"] == 4
            assert labels(target, kind)["00000"] == "Dress"
        assert run(["backup", str(tmp_path / "b.zip")]) == 0
        capsys.readouterr()
        for command in ("undo --operator ann", "settings set target 0.9", "categories add Hat2"):
            assert run(command.split()) == 1
            error = capsys.readouterr().err
            assert "No permission to write to the database" in error
            assert error.count("\n") == 1
    assert {path.name: path.stat().st_mtime_ns for path in filled.iterdir()} == before
    assert run(["restore", str(tmp_path / "b.zip"), "--workspace", str(tmp_path / "new")]) == 0
    assert "Restored 4 photos" in capsys.readouterr().out

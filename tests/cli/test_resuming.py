"""Interrupted imports, changed files, and repeated commands."""

import json
import os
import zipfile

import pytest

from hitl_app.cli import run
from hitl_app.domain.runs import RunState
from hitl_app.services.review import reviewing
from hitl_app.store.imports import imports as rows
from hitl_app.workspace import Workspace
from tests.helpers.files.photos import make_photos


@pytest.fixture
def run_json(settled, tmp_path, monkeypatch, capsys):
    """Return a function that runs a command in a new workspace and returns its output."""
    (tmp_path / "workspace").mkdir()
    monkeypatch.chdir(tmp_path / "workspace")

    def run_command(*arguments, status=0):
        assert run([*arguments, "--json"]) == status
        captured = capsys.readouterr()
        return json.loads(captured.out) if status == 0 else captured.err

    return run_command


@pytest.fixture
def shop(tmp_path):
    make_photos(tmp_path / "shop", 4)
    return tmp_path / "shop"


def facts(result):
    return [result[name] for name in ("found", "new", "known", "changed", "resumed")]


def stop(monkeypatch, error, after=1):
    """Let the next import fail with an error after it stored photos a number of times."""
    stored = []
    real = rows.add_photos

    def add(*arguments):
        if len(stored) == after:
            monkeypatch.setattr(rows, "add_photos", real)
            raise error
        stored.append(1)
        return real(*arguments)

    monkeypatch.setattr(rows, "add_photos", add)


def kill(tmp_path):
    """Change the last import to one whose process was killed."""
    workspace = Workspace.open(tmp_path / "workspace")
    with workspace.database.write() as session:
        row = session.get_one(rows.ImportRow, rows.last_imports(session)[0].id)
        row.state, row.finished_at = RunState.RUNNING, None
    workspace.close()


def write_in_place(file, content):
    """Write other bytes of the same size, and restore the time."""
    status = file.stat()
    with file.open("r+b") as out:
        out.write(content)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert file.stat().st_size == status.st_size


def test_watch_retries_files_of_failed_import(run_json, shop, tmp_path, monkeypatch):
    run_json("init")
    run_json("watch", "add", str(shop))
    stop(monkeypatch, RuntimeError("of a parser"), after=0)
    assert "RuntimeError" in run_json("watch", "--once", status=1)
    make_photos(shop / "later", 6)
    assert run_json("watch", "--once") == {"imports": 2, "new": 6, "unreadable": 0}
    assert run_json("watch", "--once") == {"imports": 0, "new": 0, "unreadable": 0}
    assert run_json("status")["photos"] == 6


def test_watch_counts_photos_of_resumed_import(run_json, shop, tmp_path, monkeypatch):
    run_json("init")
    run_json("watch", "add", str(shop))
    stop(monkeypatch, KeyboardInterrupt(), after=0)
    run_json("watch", "--once")
    kill(tmp_path)
    assert run_json("watch", "--once") == {"imports": 1, "new": 4, "unreadable": 0}
    assert run_json("status")["photos"] == 4


def test_watch_imports_files_of_cancelled_import(run_json, shop, monkeypatch):
    run_json("init")
    run_json("watch", "add", str(shop))
    stop(monkeypatch, KeyboardInterrupt(), after=0)
    run_json("watch", "--once")
    assert run_json("watch", "--once")["new"] == 4


def test_watch_lists_unreadable_files_and_imports_the_others(run_json, shop, capsys):
    with zipfile.ZipFile(shop / "a.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.write(next(shop.glob("*.jpg")), "packed.png")
    run_json("init")
    run_json("watch", "add", str(shop))
    assert run(["watch", "--once"]) == 0
    out = capsys.readouterr().out
    assert "New photos from watched folders: 4. Unreadable: 1." in out
    assert f"{shop / 'a.zip'}/packed.png: its compression is not supported" in out
    make_photos(shop / "later", 5)
    assert run_json("watch", "--once") == {"imports": 1, "new": 1, "unreadable": 0}


def test_import_resumes_interrupted_import_of_same_folder(run_json, shop, tmp_path, monkeypatch):
    stop(monkeypatch, RuntimeError("of a parser"), after=0)
    run_json("import", str(shop), status=1)
    kill(tmp_path)
    assert facts(run_json("import", str(shop))) == [4, 4, 0, 0, True]
    assert facts(run_json("import", str(shop))) == [4, 0, 4, 0, False]
    workspace = Workspace.open(tmp_path / "workspace")
    with workspace.database.read() as session:
        states = [run_.state for run_ in rows.last_imports(session)]
    workspace.close()
    assert states == [RunState.DONE, RunState.DONE]


def test_import_of_another_folder_keeps_interrupted_import(run_json, shop, tmp_path, monkeypatch):
    stop(monkeypatch, RuntimeError("of a parser"), after=0)
    run_json("import", str(shop), status=1)
    make_photos(tmp_path / "other", 6)
    assert facts(run_json("import", str(tmp_path / "other"))) == [6, 6, 0, 0, False]
    assert facts(run_json("import", str(shop)))[-1]


def test_import_counts_unreadable_files_that_it_does_not_list(run_json, shop, capsys):
    with zipfile.ZipFile(shop / "a.zip", "w", zipfile.ZIP_LZMA) as archive:
        for number in range(50):
            archive.writestr(f"{number:02}.png", b"photo")
    assert run(["import", str(shop)]) == 0
    out = capsys.readouterr().out
    assert "Files found: 54. New photos: 4. Already imported: 0. Unreadable: 50." in out
    assert out.count("unreadable: ") == 21
    assert f"unreadable: and 30 more in {shop / 'a.zip'}: its compression is not supported" in out
    result = run_json("import", str(shop))
    assert facts(result)[:3] == [54, 0, 4]
    assert sum(file["files"] for file in result["unreadable"]) == 50


def test_import_reads_file_again_when_changed_with_same_time(run_json, shop, tmp_path):
    run_json("import", str(shop))
    first, second = sorted(shop.glob("*.jpg"))[:2]
    workspace = Workspace.open(tmp_path / "workspace")
    photo = next(s.photo for s in reviewing.next_photos(workspace, limit=9)
                 if s.photo.path == str(first))  # fmt: skip
    reviewing.decide(workspace, photo.id, reviewing.Answer.CATEGORY, "ann", 1)
    workspace.close()
    data = bytearray(first.read_bytes())
    # Bytes after the end of the picture change the file but not the picture.
    padded = bytes(data) + b"0"
    first.write_bytes(padded)
    run_json("import", str(shop))
    write_in_place(first, padded[:-1] + b"1")
    assert facts(run_json("import", str(shop))) == [4, 1, 3, 1, False]
    assert facts(run_json("import", str(shop))) == [4, 0, 4, 0, False]
    out = run_json("export", str(tmp_path / "out"), "--format", "folders", "--links")
    # Only the new photo has an original: the decided one and the one between have none.
    assert (out["photos"], out["missing"]) == (4, 2)
    assert second.exists()


def test_import_skips_files_known_to_older_database(run_json, shop, tmp_path):
    first = sorted(shop.glob("*.jpg"))[0]
    first.write_bytes(first.read_bytes() + b"0")
    run_json("import", str(shop))
    workspace = Workspace.open(tmp_path / "workspace")
    with workspace.database.write() as session:
        session.execute(rows.update(rows.PathRow).values(stamp=None))
    workspace.close()
    write_in_place(first, first.read_bytes()[:-1] + b"1")
    assert facts(run_json("import", str(shop))) == [4, 0, 4, 0, False]
    assert facts(run_json("import", "--again", str(shop))) == [4, 1, 3, 1, False]


def test_import_again_counts_unchanged_files_as_known(run_json, shop):
    run_json("import", str(shop))
    assert facts(run_json("import", "--again", str(shop))) == [4, 0, 4, 0, False]


def test_watch_imports_file_changed_with_same_time(run_json, shop):
    first = sorted(shop.glob("*.jpg"))[0]
    first.write_bytes(first.read_bytes() + b"0")
    run_json("init")
    run_json("watch", "add", str(shop))
    assert run_json("watch", "--once")["new"] == 4
    write_in_place(first, first.read_bytes()[:-1] + b"1")
    assert run_json("watch", "--once") == {"imports": 1, "new": 1, "unreadable": 0}
    assert run_json("watch", "--once") == {"imports": 0, "new": 0, "unreadable": 0}


def test_categories_merge_reports_same_result_when_repeated(run_json, shop):
    run_json("import", str(shop))
    names = [c["name"] for c in run_json("categories", "list")["categories"]]
    first = run_json("categories", "merge", names[0], names[1], "--yes")
    run_json("categories", "add", "Another")
    again = run_json("categories", "merge", names[0], names[1], "--yes")
    assert again == {**first, "scored": 0}
    assert "There is no category" in run_json(
        "categories", "merge", names[0], names[2], "--yes", status=1
    )


def test_products_reports_same_result_after_another_rule(run_json, shop):
    run_json("import", str(shop))
    first = run_json("products", "first", "--apply")
    run_json("products", "off", "--apply")
    again = run_json("products", "first", "--apply")
    assert again == first
    assert run_json("products", "first", "--apply") == {**first, "changed": 0}

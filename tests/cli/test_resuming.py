"""Imports that did not come to their end, files that changed, and doing things twice."""

import json
import os
import zipfile

import pytest

from hitl_app.cli import run
from hitl_app.domain.runs import RunState
from hitl_app.services.catalogue import watching
from hitl_app.services.review import reviewing
from hitl_app.store.imports import imports as rows
from hitl_app.workspace import Workspace
from tests.helpers.photos import make_photos


@pytest.fixture
def told(tmp_path, monkeypatch, capsys):
    """Runs a command in a new workspace and gives what it told."""
    monkeypatch.setattr(watching.Watch.__init__, "__defaults__", (watching.rest, 0.0))
    monkeypatch.setattr(watching, "SETTLE_S", 0.0)
    (tmp_path / "workspace").mkdir()
    monkeypatch.chdir(tmp_path / "workspace")

    def tell(*arguments, status=0):
        assert run([*arguments, "--json"]) == status
        said = capsys.readouterr()
        return json.loads(said.out) if status == 0 else said.err

    return tell


@pytest.fixture
def shop(tmp_path):
    make_photos(tmp_path / "shop", 4)
    return tmp_path / "shop"


def facts(result):
    return [result[name] for name in ("found", "new", "known", "changed", "resumed")]


def stop(monkeypatch, error, after=1):
    """Has the next import end with an error when it stored photos so many times."""
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
    """Makes the last import look like one whose process was killed."""
    workspace = Workspace.open(tmp_path / "workspace")
    with workspace.database.write() as session:
        row = session.get_one(rows.ImportRow, rows.last_imports(session)[0].id)
        row.state, row.finished_at = RunState.RUNNING, None
    workspace.close()


def write_in_place(file, content):
    """Writes other bytes of the same size, and sets the time back."""
    status = file.stat()
    with file.open("r+b") as out:
        out.write(content)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert file.stat().st_size == status.st_size


def test_watch_tries_again_what_a_failed_import_left(told, shop, tmp_path, monkeypatch):
    told("init")
    told("watch", "add", str(shop))
    stop(monkeypatch, RuntimeError("of a parser"), after=0)
    assert "RuntimeError" in told("watch", "--once", status=1)
    make_photos(shop / "later", 6)
    assert told("watch", "--once") == {"imports": 2, "new": 6, "unreadable": 0}
    assert told("watch", "--once") == {"imports": 0, "new": 0, "unreadable": 0}
    assert told("status")["photos"] == 6


def test_watch_counts_what_a_resumed_import_brought_in(told, shop, tmp_path, monkeypatch):
    told("init")
    told("watch", "add", str(shop))
    stop(monkeypatch, KeyboardInterrupt(), after=0)
    told("watch", "--once")
    kill(tmp_path)
    assert told("watch", "--once") == {"imports": 1, "new": 4, "unreadable": 0}
    assert told("status")["photos"] == 4


def test_watch_takes_what_was_cancelled_before(told, shop, monkeypatch):
    told("init")
    told("watch", "add", str(shop))
    stop(monkeypatch, KeyboardInterrupt(), after=0)
    told("watch", "--once")
    assert told("watch", "--once")["new"] == 4


def test_watch_lists_unreadable_files_and_brings_in_the_others(told, shop, capsys):
    with zipfile.ZipFile(shop / "a.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.write(next(shop.glob("*.jpg")), "packed.png")
    told("init")
    told("watch", "add", str(shop))
    assert run(["watch", "--once"]) == 0
    out = capsys.readouterr().out
    assert "New photos from watched folders: 4. Unreadable: 1." in out
    assert f"{shop / 'a.zip'}/packed.png: its compression is not supported" in out
    make_photos(shop / "later", 5)
    assert told("watch", "--once") == {"imports": 1, "new": 1, "unreadable": 0}


def test_import_resumes_one_of_the_same_folder_that_was_cut_off(told, shop, tmp_path, monkeypatch):
    stop(monkeypatch, RuntimeError("of a parser"), after=0)
    told("import", str(shop), status=1)
    kill(tmp_path)
    assert facts(told("import", str(shop))) == [4, 4, 0, 0, True]
    assert facts(told("import", str(shop))) == [4, 0, 4, 0, False]
    workspace = Workspace.open(tmp_path / "workspace")
    with workspace.database.read() as session:
        states = [run_.state for run_ in rows.last_imports(session)]
    workspace.close()
    assert states == [RunState.DONE, RunState.DONE]


def test_import_of_another_folder_leaves_the_one_that_was_cut_off(
    told, shop, tmp_path, monkeypatch
):
    stop(monkeypatch, RuntimeError("of a parser"), after=0)
    told("import", str(shop), status=1)
    make_photos(tmp_path / "other", 6)
    assert facts(told("import", str(tmp_path / "other"))) == [6, 6, 0, 0, False]
    assert facts(told("import", str(shop)))[-1]


def test_import_counts_files_of_an_archive_that_are_not_named(told, shop, capsys):
    with zipfile.ZipFile(shop / "a.zip", "w", zipfile.ZIP_LZMA) as archive:
        for number in range(50):
            archive.writestr(f"{number:02}.png", b"photo")
    assert run(["import", str(shop)]) == 0
    out = capsys.readouterr().out
    assert "Files found: 54. New photos: 4. Already imported: 0. Unreadable: 50." in out
    assert out.count("unreadable: ") == 21
    assert f"unreadable: and 30 more in {shop / 'a.zip'}: its compression is not supported" in out
    result = told("import", str(shop))
    assert facts(result)[:3] == [54, 0, 4]
    assert sum(file["files"] for file in result["unreadable"]) == 50


def test_import_reads_a_file_again_that_was_changed_with_its_time_kept(told, shop, tmp_path):
    told("import", str(shop))
    first, second = sorted(shop.glob("*.jpg"))[:2]
    workspace = Workspace.open(tmp_path / "workspace")
    photo = next(s.photo for s in reviewing.next_photos(workspace, limit=9)
                 if s.photo.path == str(first))  # fmt: skip
    reviewing.decide(workspace, photo.id, reviewing.Answer.CATEGORY, "ann", 1)
    workspace.close()
    data = bytearray(first.read_bytes())
    # Behind the picture's end: other bytes, the same photo to see.
    padded = bytes(data) + b"0"
    first.write_bytes(padded)
    told("import", str(shop))
    write_in_place(first, padded[:-1] + b"1")
    assert facts(told("import", str(shop))) == [4, 1, 3, 1, False]
    assert facts(told("import", str(shop))) == [4, 0, 4, 0, False]
    out = told("export", str(tmp_path / "out"), "--format", "folders", "--links")
    # The decided photo has no original any more, nor has the one between; the new one has.
    assert (out["photos"], out["missing"]) == (4, 2)
    assert second.exists()


def test_import_passes_what_an_older_database_knows(told, shop, tmp_path):
    first = sorted(shop.glob("*.jpg"))[0]
    first.write_bytes(first.read_bytes() + b"0")
    told("import", str(shop))
    workspace = Workspace.open(tmp_path / "workspace")
    with workspace.database.write() as session:
        session.execute(rows.update(rows.PathRow).values(stamp=None))
    workspace.close()
    write_in_place(first, first.read_bytes()[:-1] + b"1")
    assert facts(told("import", str(shop))) == [4, 0, 4, 0, False]
    assert facts(told("import", "--again", str(shop))) == [4, 1, 3, 1, False]


def test_import_again_reads_every_file_and_counts_truthfully(told, shop):
    told("import", str(shop))
    assert facts(told("import", "--again", str(shop))) == [4, 0, 4, 0, False]


def test_watch_brings_in_a_file_that_was_changed_with_its_time_kept(told, shop):
    first = sorted(shop.glob("*.jpg"))[0]
    first.write_bytes(first.read_bytes() + b"0")
    told("init")
    told("watch", "add", str(shop))
    assert told("watch", "--once")["new"] == 4
    write_in_place(first, first.read_bytes()[:-1] + b"1")
    assert told("watch", "--once") == {"imports": 1, "new": 1, "unreadable": 0}
    assert told("watch", "--once") == {"imports": 0, "new": 0, "unreadable": 0}


def test_merge_is_told_as_done_when_it_is_asked_for_twice(told, shop):
    told("import", str(shop))
    names = [c["name"] for c in told("categories", "list")["categories"]]
    first = told("categories", "merge", names[0], names[1], "--yes")
    told("categories", "add", "Another")
    again = told("categories", "merge", names[0], names[1], "--yes")
    assert again == {**first, "scored": 0}
    assert "There is no category" in told(
        "categories", "merge", names[0], names[2], "--yes", status=1
    )


def test_products_twice_with_another_rule_between(told, shop):
    told("import", str(shop))
    first = told("products", "first", "--apply")
    told("products", "off", "--apply")
    again = told("products", "first", "--apply")
    assert again == first
    assert told("products", "first", "--apply") == {**first, "changed": 0}

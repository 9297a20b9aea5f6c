"""Every format, read back by readers that share no code with the writers."""

import csv
import errno
import hashlib
import json
import os
import shutil
import sys
import zipfile
from pathlib import Path

import pytest
from pyarrow import parquet

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.photos import PhotoState
from hitl_app.imaging.files import read_path
from hitl_app.services.categories.categories import add_category, list_categories, rename_category
from hitl_app.services.exports import exporting, tables
from hitl_app.services.exports import folders as export_folders
from hitl_app.services.exports.exporting import export
from hitl_app.services.exports.formats import BY_NAME as EXPORT_FORMATS
from hitl_app.services.review import reviewing
from hitl_app.store.models import scores
from hitl_app.workspace import Workspace
from tests.helpers.guards.databases import FILE
from tests.helpers.workspace.exports import READERS, read_csv, read_lines, read_xlsx
from tests.helpers.workspace.workspaces import add_photos, make_workspace

FOLDERS = {"folders": ("labels.csv", read_csv), "imagefolder": ("metadata.jsonl", read_lines)}


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "workspace")
    yield workspace
    workspace.close()


def fill(workspace, folder):
    """Add photos that are decided, no product, to review and auto-accepted, with their files."""
    folder = str(folder)
    a, b, *_ = add_photos(workspace, [0.1, 0.2, 0.3, 0.95], folder=folder, real=True)
    reviewing.decide(workspace, a, Answer.CATEGORY, "ann", 2)
    reviewing.decide(workspace, b, Answer.NOT_A_PHOTO, "bob")
    with workspace.database.write() as session:
        scores.flag_slice(session, 0.9, 1, 10)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """Return a folder for a workspace that is made once: it takes longer than any export."""
    return tmp_path_factory.mktemp("template")


@pytest.fixture
def four(template, tmp_path, database_kind):
    """Yield a workspace of four photos, whose shared files must stay unchanged."""
    # What is on a server is not copied with its folder.
    made = template / "workspace" if database_kind == FILE else tmp_path / "workspace"
    if not made.exists():
        workspace = make_workspace(made)
        fill(workspace, template / "photos")
        workspace.close()
    if database_kind == FILE:
        shutil.copytree(made, tmp_path / "workspace")
    workspace = Workspace.open(tmp_path / "workspace")
    yield workspace
    workspace.close()


@pytest.fixture
def own(workspace, tmp_path):
    """Return a workspace of four photos with files of its own."""
    fill(workspace, tmp_path / "photos")
    return workspace


def read_back(workspace, target, kind, **wanted):
    """Export and read back; return the rows in the order of the file."""
    export(workspace, target, kind=kind, **wanted)
    if kind in READERS:
        return READERS[kind](target)
    table, read = FOLDERS[kind]
    return read(target / table)


def left_behind(folder):
    return [path.name for path in folder.iterdir() if path.name.startswith(".partial")]


@pytest.mark.parametrize("kind", EXPORT_FORMATS)
def test_export_contains_label_operator_and_certificate(four, tmp_path, kind):
    decided, rejected, to_review, accepted = read_back(four, tmp_path / "out", kind)
    label = "category" if kind == "coco" else "label"
    assert [row[label] or "" for row in (decided, rejected, to_review, accepted)] == [
        "Trouser",
        "not-a-photo",
        "",
        "Dress",
    ]
    assert (decided["operator"], decided["decided_by"]) == ("ann", "person")
    assert decided["decided_at"].endswith("+00:00")
    assert decided["confidence"] in (None, "")
    assert [row["state"] for row in (decided, rejected, to_review, accepted)] == [
        "reviewed",
        "reviewed",
        "to-review",
        "auto-accepted",
    ]
    assert (accepted["model"], accepted["certificate"]) == ("seed-cnn", "not certified")
    assert float(accepted["confidence"]) == 0.9502
    assert left_behind(tmp_path) == []


@pytest.mark.parametrize("kind", EXPORT_FORMATS)
def test_export_writes_only_given_states(four, tmp_path, kind):
    seen = []
    wanted = [PhotoState.REVIEWED, PhotoState.AUTO_ACCEPTED]
    done = export(four, tmp_path / "out", lambda *at: seen.append(at), kind=kind, states=wanted)
    assert done == exporting.Exported(3, 0)
    assert seen[-1][0] == seen[-1][1]
    states = {row["state"] for row in read_back(four, tmp_path / "again", kind, states=wanted)}
    assert states == {"reviewed", "auto-accepted"}


@pytest.mark.parametrize("kind", EXPORT_FORMATS)
def test_export_leaves_nothing_when_cancelled(four, tmp_path, kind):
    def stop(_done, _total):
        raise CancelledError

    before = sorted(tmp_path.iterdir())
    with pytest.raises(CancelledError):
        export(four, tmp_path / "out", stop, kind=kind)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("kind", EXPORT_FORMATS)
def test_export_leaves_nothing_when_disk_is_full(four, tmp_path, kind):
    def full(_done, _total):
        raise OSError(errno.ENOSPC, "no room")

    before = sorted(tmp_path.iterdir())
    with pytest.raises(KnownError) as raised:
        export(four, tmp_path / "out", full, kind=kind)
    assert raised.value.code == "disk-full"
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("kind", EXPORT_FORMATS)
@pytest.mark.parametrize(
    ("place", "code"), [("none/out", "write-failed"), ("workspace/models/out", "target-own")]
)
def test_export_refuses_missing_folder_and_workspace_as_target(four, tmp_path, kind, place, code):
    with pytest.raises(KnownError) as raised:
        export(four, tmp_path / place, kind=kind)
    assert raised.value.code == code


# Folders.


def files_in(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in ("labels.csv", "metadata.jsonl")
    }


@pytest.mark.parametrize("kind", FOLDERS)
@pytest.mark.parametrize("links", [False, True])
def test_export_folders_puts_each_photo_under_its_label(four, tmp_path, kind, links):
    rows = read_back(four, tmp_path / "out", kind, links=links)
    found = files_in(tmp_path / "out")
    assert found == {row["file_name"]: row["photo"] for row in rows}
    assert [name.split("/")[0] for name in found if found[name] == rows[0]["photo"]] == ["Trouser"]
    assert {name.split("/")[0] for name in found} >= {"Trouser", "not-a-photo", "to-review"}
    one = tmp_path / "out" / rows[0]["file_name"]
    assert (one.stat().st_nlink > 1) is links


def test_export_folders_uses_symbolic_links_or_copies_without_hard_links(
    four, tmp_path, monkeypatch
):
    def refuse(*_paths, **_more):
        raise OSError(errno.EXDEV, "another disk")

    monkeypatch.setattr(export_folders.os, "link", refuse)
    rows = read_back(four, tmp_path / "linked", "folders", links=True)
    assert all((tmp_path / "linked" / row["file_name"]).is_symlink() for row in rows)
    monkeypatch.setattr(export_folders.os, "symlink", refuse)
    rows = read_back(four, tmp_path / "copied", "folders", links=True)
    assert files_in(tmp_path / "copied") == {row["file_name"]: row["photo"] for row in rows}
    assert not any((tmp_path / "copied" / row["file_name"]).is_symlink() for row in rows)


@pytest.mark.parametrize("links", [False, True])
def test_export_folders_leaves_out_and_counts_missing_files(own, tmp_path, links):
    (tmp_path / "photos" / "photo-00000.png").unlink()
    (tmp_path / "photos" / "photo-00001.png").write_bytes(b"another picture by now")
    done = export(own, tmp_path / "out", kind="folders", links=links)
    assert done == exporting.Exported(2, 2, linked=2 if links else 0, unlabelled=1)
    assert len(files_in(tmp_path / "out")) == 2
    assert len(read_csv(tmp_path / "out" / "labels.csv")) == 2


def test_export_folders_links_file_with_changed_time(own, tmp_path):
    os.utime(tmp_path / "photos" / "photo-00000.png", ns=(1, 1))
    assert export(own, tmp_path / "out", kind="folders", links=True).missing == 0


def test_export_folders_unpacks_photos_of_zip(workspace, tmp_path):
    content = b"bytes of a photo"
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as archive:
        archive.writestr("inner/one.png", content)
    (number,) = add_photos(workspace, [0.5])
    raw = os.fsencode(tmp_path / "more.zip")
    with workspace.database.write() as session:
        from hitl_app.store.schema import PathRow, PhotoRow

        session.query(PathRow).update({"raw": raw, "member": "inner/one.png"})
        session.get(PhotoRow, number).sha256 = hashlib.sha256(content).hexdigest()
    assert read_path(raw, "inner/one.png") == content
    (row,) = read_back(workspace, tmp_path / "out", "imagefolder", links=True)
    assert (tmp_path / "out" / row["file_name"]).read_bytes() == content


def test_export_folders_writes_unique_and_safe_names(workspace, tmp_path):
    names = ["same.png", "=cmd.png", "CON.png", "-rf.png", ".hidden.png", "a:b*?.png"]
    ids = add_photos(workspace, [0.5] * 6, folder=str(tmp_path / "one"), names=names, real=True)
    names = ["same.png", "labels.csv.png", "y.png"]
    ids += add_photos(workspace, [0.6] * 3, folder=str(tmp_path / "two"), names=names, real=True)
    odd = ["..", "../../up", "a/b", "A_B", "to-review", "labels.csv", "nul", "é" * 60, "..."]
    for number, name in zip(ids, odd, strict=True):
        category = add_category(workspace, name).category
        reviewing.decide(workspace, number, Answer.CATEGORY, "ann", category.id)
    rows = read_back(workspace, tmp_path / "out", "imagefolder")
    assert [row["label"] for row in rows] == odd
    found = files_in(tmp_path / "out")
    assert found == {row["file_name"]: row["photo"] for row in rows}
    folders = [row["file_name"].split("/")[0] for row in rows]
    assert len({folder.casefold() for folder in folders}) == len(odd)
    assert not {folder.casefold() for folder in folders} & {"..", ".", "nul", "to-review", ""}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one", "out", "two", "workspace"]


def test_export_folders_renames_files_of_one_name(workspace, tmp_path):
    for folder in ("one", "two", "three"):
        add_photos(workspace, [0.5], folder=str(tmp_path / folder), names=["same.png"], real=True)
    rows = read_back(workspace, tmp_path / "out", "folders")
    assert rows[0]["file_name"] == "to-review/same.png"
    assert len({row["file_name"] for row in rows}) == 3
    assert files_in(tmp_path / "out") == {row["file_name"]: row["photo"] for row in rows}


def test_export_folders_refuses_folder_with_files(four, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    for target in (tmp_path / "out", tmp_path / "out" / "mine.txt"):
        with pytest.raises(KnownError) as raised:
            export(four, target, kind="folders")
        assert raised.value.code == "target-there"
    assert (tmp_path / "out" / "mine.txt").read_text() == "mine"
    (tmp_path / "out" / "mine.txt").unlink()
    assert export(four, tmp_path / "out", kind="folders").photos == 4


# Tables.


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "http://x.example", "+49", "a_x0041_"])
def test_export_xlsx_writes_texts_and_no_formulas(four, tmp_path, name):
    rename_category(four, list_categories(four)[1].name, name)
    export(four, tmp_path / "t.xlsx")
    assert name in {row["label"] for row in read_xlsx(tmp_path / "t.xlsx")}
    with zipfile.ZipFile(tmp_path / "t.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
        assert b"<f" not in sheet
        assert b"hyperlink" not in sheet
        assert not [part for part in archive.namelist() if "sheet1.xml.rels" in part]


def test_fitting_cuts_long_text_between_characters():
    assert tables.fitting("a" + "😀" * 20_000) == "a" + "😀" * 16_383
    assert tables.fitting("a\udc80b") == "a\ufffdb"


def test_export_parquet_fails_without_pyarrow(four, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(KnownError) as raised:
        export(four, tmp_path / "out.parquet")
    assert raised.value.code == "parquet-missing"
    assert not (tmp_path / "out.parquet").exists()


def test_export_parquet_contains_catalogue_and_certificates(four, tmp_path):
    export(four, tmp_path / "out.parquet")
    metadata = parquet.read_schema(tmp_path / "out.parquet").metadata
    head = json.loads(metadata[b"second-look"])
    export(four, tmp_path / "out.json")
    content = json.loads((tmp_path / "out.json").read_bytes())
    assert head["catalogue"] == content["catalogue"]
    assert head["certificates"] == content["certificates"]


def test_export_xlsx_refuses_more_photos_than_rows(four, tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "MAX_ROWS", 4)
    with pytest.raises(KnownError) as raised:
        export(four, tmp_path / "out.xlsx")
    assert raised.value.code == "export-too-many"
    assert raised.value.params == {"photos": 4, "most": 3}
    assert not (tmp_path / "out.xlsx").exists()
    wanted = [PhotoState.REVIEWED, PhotoState.AUTO_ACCEPTED]
    assert export(four, tmp_path / "out.xlsx", states=wanted).photos == 3


def test_export_imagefolder_starts_with_confidence_when_it_comes_late(four, tmp_path, monkeypatch):
    """`datasets` infers the types of the columns from the first 10 MB."""
    usual = read_back(four, tmp_path / "usual", "imagefolder")
    assert [row["confidence"] for row in usual[:2]] == [None, None]
    monkeypatch.setattr(export_folders, "_FIRST_BYTES", 10)
    rows = read_back(four, tmp_path / "late", "imagefolder")
    assert rows == [usual[2], *usual[:2], usual[3]]
    assert sorted(path.name for path in (tmp_path / "late").iterdir() if path.is_file()) == [
        "metadata.jsonl"
    ]


def test_export_folders_writes_labels_without_formulas(workspace, tmp_path):
    (number,) = add_photos(workspace, [0.5], folder=str(tmp_path / "photos"), real=True)
    category = add_category(workspace, "=1+1").category
    reviewing.decide(workspace, number, Answer.CATEGORY, "ann", category.id)
    export(workspace, tmp_path / "out", kind="folders")
    with (tmp_path / "out" / "labels.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]

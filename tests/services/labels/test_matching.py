"""How often paths and folders are read to find the photos of a file of labels."""

import os
from collections import Counter

import pytest
from sqlalchemy import event

from hitl_app.services.labels import finding, matching
from hitl_app.services.labels.formats import Source
from hitl_app.services.labels.matching import match
from hitl_app.services.labels.rows import Columns
from tests.helpers.workspace.workspaces import add_photos, make_workspace

PHOTOS = 60


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "workspace")
    add_photos(workspace, [0.1] * PHOTOS, folder="/made/deep/down")
    yield workspace
    workspace.close()


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(matching, "_CHUNK", 10)
    monkeypatch.setattr(finding, "_FEW", 8)


def matched(workspace, folder, rows):
    """Return what is found of rows, and how often all paths were read for it."""
    file = folder / "said.csv"
    file.write_text("\n".join(["photo,label", *rows]) + "\n")
    passes = []
    reads = []

    def note(_connection, _cursor, statement, *_more):
        if "FROM path" in statement and "WHERE" not in statement:
            passes.append(statement)

    with workspace.database.read() as session:
        event.listen(session.connection(), "before_cursor_execute", note)
        found = match(session, Source(file, "csv", Columns()), reads.append)
    assert reads == sorted(reads)
    assert reads[-1] == found.rows == len(rows)
    return found, len(passes)


def test_match_reads_paths_once_for_a_file_with_few_labels(workspace, tmp_path, small):
    del small
    rows = [f"photo-{n:05d}.png,{'Coat' if n % 6 == 0 else ''}" for n in range(PHOTOS)]

    found, passes = matched(workspace, tmp_path, rows)

    assert (len(found), found.empty, found.rejected.total) == (10, 50, 0)
    assert passes == 1


def test_match_reads_paths_as_often_as_they_have_parts_at_most(workspace, tmp_path, small):
    del small
    rows = [f"{'x/' * n}photo-{n:05d}.png,Coat" for n in range(PHOTOS)]
    rows += [f"down/photo-{n:05d}.png,Coat" for n in range(1, PHOTOS)]

    found, passes = matched(workspace, tmp_path, rows)

    assert (len(found), found.rejected.counts) == (PHOTOS, Counter({"photo-unknown": PHOTOS - 1}))
    assert passes <= len(["", "made", "deep", "down", "photo.png"])


def test_match_looks_for_a_folder_once_that_no_row_has_a_file_in(
    workspace, tmp_path, monkeypatch, small
):
    del small
    asked = Counter()
    for name in ("isdir", "isfile"):
        monkeypatch.setattr(os.path, name, _counted(asked, getattr(os.path, name)))
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "new.png").touch()
    gone = [f"/away/{n % 3}/{n}.png,Coat" for n in range(30)]

    found, _ = matched(workspace, tmp_path, [*gone, "there/new.png,Coat", "there/no.png,Coat"])

    assert found.brought == [str(tmp_path / "there" / "new.png")]
    assert found.rejected.counts == {"photo-unknown": 31}
    assert {asked[f"/away/{n}"] for n in range(3)} == {1}
    assert not [path for path in asked if path.endswith(".png") and path.startswith("/away")]


def _counted(asked, ask):
    def counting(path):
        asked[os.fspath(path)] += 1
        return ask(path)

    return counting

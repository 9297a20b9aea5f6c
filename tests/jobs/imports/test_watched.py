"""Imports of files from watched folders."""

import pytest

from hitl_app.domain.errors import CancelledError
from hitl_app.domain.runs import RunState
from hitl_app.jobs.imports import importing, reverting
from hitl_app.services.catalogue import imports, watching
from hitl_app.services.review import reviewing
from tests.helpers.files.photos import make_photos


@pytest.fixture
def shop(workspace, tmp_path):
    """Watch a folder with five photos and one other file; return the photos."""
    files = make_photos(tmp_path / "shop", 5)
    (tmp_path / "shop" / "bad.jpg").write_text("no photo")
    watching.add_folder(workspace, tmp_path / "shop")
    return files


def scan_twice(workspace):
    watch = watching.Watch(lambda: None, settle_s=0)
    watch.scan(workspace)
    found = watch.scan(workspace)
    watch.leave(workspace)
    return found


def run(workspace, recorder, **params):
    return importing.run(workspace, recorder.job, **(params or {"watched": True}))


def facts(result):
    return [result[name] for name in ("found", "new", "known", "unreadable", "watched")]


def test_watched_import_takes_each_file_once(workspace, recorder, shop, tmp_path):
    scan_twice(workspace)
    result = run(workspace, recorder)
    assert facts(result) == [6, 5, 0, 1, True]
    (listed,) = imports.list_imports(workspace)
    assert (listed.watched, listed.roots) == (True, (str(tmp_path / "shop"),))
    # Neither known nor unreadable files are offered again.
    assert scan_twice(workspace).waiting == 0
    assert run(workspace, recorder) == {}
    assert len(imports.list_imports(workspace)) == 1


def test_watch_leaves_out_imported_files(workspace, recorder, shop, tmp_path):
    run(workspace, recorder, paths=[str(tmp_path / "shop")])
    assert scan_twice(workspace).waiting == 1  # the one that is no photo


def test_watch_leaves_out_files_of_reverted_import(workspace, recorder, shop):
    scan_twice(workspace)
    number = run(workspace, recorder)["import"]
    reverting.run(workspace, recorder.job, number=number)
    assert reviewing.counts(workspace).photos == 0
    assert scan_twice(workspace).waiting == 0
    assert run(workspace, recorder) == {}


def test_watched_import_skips_vanished_file(workspace, recorder, shop):
    scan_twice(workspace)
    shop[0].unlink()
    assert facts(run(workspace, recorder)) == [5, 4, 0, 1, True]


def test_watched_import_ends_when_all_files_vanished(workspace, recorder, shop, tmp_path):
    scan_twice(workspace)
    for file in (tmp_path / "shop").iterdir():
        file.unlink()
    assert facts(run(workspace, recorder)) == [0, 0, 0, 0, True]


def test_watched_import_resumes_after_cancel(workspace, recorder, shop):
    scan_twice(workspace)
    recorder.stop_at = ("scan", 3)
    with pytest.raises(CancelledError):
        run(workspace, recorder)
    (cancelled,) = imports.list_imports(workspace)
    assert cancelled.state is RunState.CANCELLED
    # A cancelled import must not start by itself.
    assert scan_twice(workspace).waiting == 0
    other = type(recorder)()
    assert facts(run(workspace, other, resume=cancelled.id)) == [6, 5, 0, 1, True]


def test_watched_import_reads_photos_of_zip(workspace, recorder, tmp_path):
    import zipfile

    files = make_photos(tmp_path / "made", 3)
    (tmp_path / "shop").mkdir()
    with zipfile.ZipFile(tmp_path / "shop" / "more.zip", "w") as archive:
        for file in files:
            archive.write(file, file.name)
    watching.add_folder(workspace, tmp_path / "shop")
    assert scan_twice(workspace).waiting == 1
    assert facts(run(workspace, recorder)) == [3, 3, 0, 0, True]
    assert scan_twice(workspace).waiting == 0

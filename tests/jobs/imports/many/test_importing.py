"""The import of very many photos by processes of this computer."""

import os
import shutil
import signal
import threading

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.imports import FoundFile
from hitl_app.domain.runs import RunState
from hitl_app.domain.settings import THRESHOLD
from hitl_app.jobs.imports import importing
from hitl_app.jobs.imports.many import work
from hitl_app.jobs.imports.many.spool import Spool
from hitl_app.services.catalogue import imports
from hitl_app.services.categories import categories
from hitl_app.services.models import versions
from hitl_app.services.settings import set_setting
from tests.helpers.files.photos import make_photos
from tests.helpers.processes import children, until
from tests.helpers.workspace.contents import contents, photos_by_path
from tests.helpers.workspace.workspaces import make_workspace

TWO = {"name": "local", "workers": 2}
# What files and workers do is the same on every database.
any_database = pytest.mark.own_database


def run(workspace, recorder, *paths, engine=TWO):
    paths = [str(path) for path in paths]
    return importing.run(workspace, recorder.job, paths=paths, engine=engine)


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr("hitl_app.jobs.imports.many.importing.BATCH", 4)
    monkeypatch.setattr("hitl_app.jobs.imports.many.importing._ALONE", 4)
    monkeypatch.setattr("hitl_app.jobs.imports.many.importing._SHARED", 4)
    monkeypatch.setattr("hitl_app.jobs.job._RATED_S", 0)


@pytest.fixture
def drop(tmp_path):
    """Return a folder with photos, a copy of one, and files that are none."""
    files = make_photos(tmp_path / "drop", 30)
    shutil.copy(files[3], tmp_path / "drop" / "zz.jpg")
    (tmp_path / "drop" / "half.jpg").write_bytes(files[0].read_bytes()[:3000])
    (tmp_path / "drop" / "none.png").touch()
    return tmp_path / "drop"


def test_processes_leave_the_same_rows_as_an_import(
    workspace, recorder, tmp_path, drop, small_batches
):
    result = run(workspace, recorder, drop)
    other = make_workspace(tmp_path / "other")
    plain = importing.run(other, recorder.job, paths=[str(drop)])
    counts = ("found", "new", "known", "unreadable", "to_review")
    assert [result[name] for name in counts] == [plain[name] for name in counts]
    assert result["unreadable"] == 2
    found, wanted = contents(workspace), contents(other)
    other.close()
    # These are numbered as they come.
    for name, columns in (("unreadable", slice(2, None)), ("path", slice(1, None))):
        mine, theirs = (sorted(row[columns] for row in one.pop(name)) for one in (found, wanted))
        assert mine == theirs
    assert found == wanted
    assert recorder.stages() == ["scan", "read"]
    rates = [e["left_s"] for e in recorder.events if e.get("stage") == "read"]
    assert any(rate is not None for rate in rates)


def test_second_run_reads_nothing_again(workspace, recorder, drop, small_batches):
    run(workspace, recorder, drop)
    before = contents(workspace)
    again = run(workspace, recorder, drop)
    assert (again["new"], again["known"], again["unreadable"]) == (0, 31, 2)
    found = contents(workspace)
    assert {name: found[name] for name in ("photo", "prediction", "embedding")} == {
        name: before[name] for name in ("photo", "prediction", "embedding")
    }


def test_cancelled_run_resumes_with_every_photo_once(workspace, recorder, drop, small_batches):
    recorder.stop_at = ("read", 10)
    with pytest.raises(CancelledError):
        run(workspace, recorder, drop)
    (cancelled,) = imports.list_imports(workspace)
    assert cancelled.state is RunState.CANCELLED
    assert 0 < cancelled.new < 30
    assert children() == []
    recorder = type(recorder)()
    result = run(workspace, recorder, drop)
    assert (result["new"], result["resumed"]) == (30, True)
    found = contents(workspace)
    assert len(found["photo"]) == len(found["prediction"]) == len(found["embedding"]) == 30
    assert len({row[1] for row in found["photo"]}) == 30


@pytest.mark.parametrize("first", [["list.csv", "path"], ["list.txt"]], ids=["table", "text"])
def test_usual_import_resumes_a_run_on_a_list(
    workspace, recorder, tmp_path, drop, small_batches, first
):
    name, *lines = first
    table = tmp_path / name
    table.write_text("\n".join([*lines, *(f"drop/{file.name}" for file in sorted(drop.iterdir()))]))
    recorder.stop_at = ("read", 10)
    with pytest.raises(CancelledError) as raised:
        run(workspace, recorder, table)
    recorder = type(recorder)()
    result = importing.run(workspace, recorder.job, resume=raised.value.result["import"])
    assert (result["new"], result["unreadable"]) == (30, 2)


@any_database
def test_killed_worker_is_replaced(workspace, recorder, drop, small_batches):
    killed = []

    def kill_one():
        until(lambda: len(children()) == 2)
        for child in children()[:1]:
            child.send_signal(signal.SIGKILL)
            killed.append(child.pid)

    thread = threading.Thread(target=kill_one)
    thread.start()
    result = run(workspace, recorder, drop)
    thread.join()
    assert len(killed) == 1
    assert (result["new"], result["unreadable"]) == (30, 2)
    assert len(contents(workspace)["prediction"]) == 30


def test_photos_are_scored_again_when_a_category_is_retired_meanwhile(
    workspace, recorder, drop, small_batches
):
    retired = []
    progress = recorder.job.progress

    def retire(stage, *rest):
        progress(stage, *rest)
        if stage == "read" and not retired:
            retired.append(categories.list_categories(workspace)[0])
            categories.retire_category(workspace, retired[0].name)

    recorder.job.progress = retire
    run(workspace, recorder, drop)
    suggestions = {suggestion for _, suggestion, _ in photos_by_path(workspace).values()}
    assert not suggestions & {retired[0].id, None}
    assert versions.stale_photos(workspace) == 0


def test_threshold_accepts_confident_photos_at_once(workspace, recorder, drop):
    set_setting(workspace, THRESHOLD, "0.5")
    result = run(workspace, recorder, drop)
    sure = [c for _, _, c in photos_by_path(workspace).values() if c >= 0.5]
    assert result["auto_accepted"] == len(sure) > 0


@any_database
def test_changed_file_is_listed_and_taken_by_the_next_run(workspace, recorder, drop, monkeypatch):
    file = sorted(drop.glob("*.jpg"))[0]
    choose = importing.Pipeline._choose_model

    def change(self, sample):
        choose(self, sample)
        file.write_bytes(file.read_bytes() + b"0")

    monkeypatch.setattr("hitl_app.jobs.imports.pipeline.Pipeline._choose_model", change)
    result = run(workspace, recorder, drop)
    listed = {f.path: f.reason for f in imports.unreadable_files(workspace, result["import"])}
    assert listed[str(file)] == "changed"
    monkeypatch.undo()
    monkeypatch.setattr("hitl_app.jobs.job._REPORT_S", 0)
    assert run(workspace, recorder, drop)["new"] == 1


@any_database
def test_photos_in_parquet_files_are_imported_and_read_again(workspace, recorder, tmp_path, drop):
    files = sorted(drop.glob("*-*.jpg"))
    rows = {"image": [{"bytes": file.read_bytes(), "path": file.name} for file in files]}
    rows["image"][5] = {"bytes": None, "path": "gone.jpg"}
    parquet.write_table(pa.table(rows), tmp_path / "photos.parquet", row_group_size=7)
    result = run(workspace, recorder, tmp_path / "photos.parquet")
    assert (result["new"], result["unreadable"]) == (29, 1)
    other = make_workspace(tmp_path / "other")
    importing.run(other, recorder.job, paths=[str(drop)])
    by_hash = {found[0]: found for found in photos_by_path(other).values()}
    other.close()
    mine = photos_by_path(workspace)
    assert all(by_hash[found[0]] == found for found in mine.values())
    assert str(tmp_path / "photos.parquet" / "6") in mine
    assert run(workspace, recorder, tmp_path / "photos.parquet")["known"] == 29


@any_database
def test_run_fails_when_version_is_damaged_for_the_workers(workspace, recorder, drop, monkeypatch):
    recipe = work.Recipe.of

    def damaged(scorer, outputs):
        found = recipe(scorer, outputs)
        return work.Recipe(str(drop), found.outputs, found.offered)

    monkeypatch.setattr(work.Recipe, "of", damaged)
    with pytest.raises(KnownError):
        run(workspace, recorder, drop)
    assert children() == []
    (failed,) = imports.list_imports(workspace)
    assert failed.state is RunState.FAILED


@any_database
def test_spool_keeps_files_in_their_order(tmp_path):
    files = [
        FoundFile(os.fsencode(f"/p/{n}\udcff"), "", f"/p/{n}", n, n * 10**12, n or None)
        for n in range(1200)
    ]
    with Spool() as spool:
        for file in files:
            spool.add(file)
        assert len(spool) == 1200
        for _time in range(2):
            assert list(spool.files()) == files
        assert [f.size for f in spool.spread(60)] == list(np.arange(0, 1200, 20))

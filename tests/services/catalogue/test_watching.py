"""Watched folders: which files are handed over to imports."""

import os
import sqlite3
from pathlib import Path

import pytest

from hitl_app.domain.errors import KnownError
from hitl_app.domain.runs import RunState
from hitl_app.services.catalogue import imports as import_service
from hitl_app.services.catalogue import watching
from hitl_app.store.engine import leases
from hitl_app.store.imports import imports
from hitl_app.store.imports import watching as rows
from tests.helpers.workspace.workspaces import make_workspace


@pytest.fixture
def workspace(tmp_path, seed_model):
    workspace = make_workspace(tmp_path / "workspace")
    yield workspace
    workspace.close()


@pytest.fixture
def shop(tmp_path):
    folder = tmp_path / "shop"
    folder.mkdir()
    return folder


@pytest.fixture
def watch(workspace):
    watch = watching.Watch(lambda: None, settle_s=0)
    yield watch
    watch.leave(workspace)


def code_of(call, *arguments):
    with pytest.raises(KnownError) as raised:
        call(*arguments)
    return raised.value.code


def handed_over(workspace):
    """Begin an import as the job does; return the names of its files."""
    with workspace.database.write() as session:
        number = imports.start_import(session, rows.roots_to_claim(session), watched=True)
        while rows.claim_some(session, number, 2):
            pass
        imports.end_import(session, number, RunState.DONE, 0)
        return [Path(os.fsdecode(raw)).name for raw in rows.claimed(session, number)]


def test_scan_finds_present_and_later_files(workspace, shop, watch):
    (shop / "a.jpg").write_bytes(b"a")
    watching.add_folder(workspace, shop)
    first = watch.scan(workspace)
    assert (first.there, first.settling, first.waiting, first.due) == ((str(shop),), 1, 0, False)
    second = watch.scan(workspace)
    assert (second.settling, second.waiting, second.due) == (0, 1, True)
    assert handed_over(workspace) == ["a.jpg"]
    (shop / "below").mkdir()
    (shop / "below" / "b.jpg").write_bytes(b"b")
    watch.scan(workspace)
    assert watch.scan(workspace).waiting == 1
    assert handed_over(workspace) == ["b.jpg"]
    assert watch.scan(workspace).waiting == 0


def test_scan_waits_for_file_that_is_still_written(workspace, shop, watch):
    watching.add_folder(workspace, shop)
    with (shop / "a.jpg").open("wb") as file:
        for size in range(1, 4):
            file.write(b"x")
            file.flush()
            scan = watch.scan(workspace)
            assert (scan.settling, scan.waiting) == (1, 0), size
    assert watch.scan(workspace).waiting == 1


def test_scan_leaves_out_empty_and_vanished_files(workspace, shop, watch):
    watching.add_folder(workspace, shop)
    (shop / "empty.jpg").touch()
    (shop / "gone.jpg").write_bytes(b"g")
    assert watch.scan(workspace).settling == 1
    (shop / "gone.jpg").unlink()
    scan = watch.scan(workspace)
    assert (scan.settling, scan.waiting) == (0, 0)
    (shop / "empty.jpg").write_bytes(b"now it is there")
    watch.scan(workspace)
    assert watch.scan(workspace).waiting == 1


def test_scan_waits_until_settle_time_has_passed(workspace, shop):
    watching.add_folder(workspace, shop)
    (shop / "a.jpg").write_bytes(b"a")
    watch = watching.Watch(lambda: None, settle_s=1000)
    for _ in range(3):
        scan = watch.scan(workspace)
    assert (scan.settling, scan.waiting) == (1, 0)
    watch.leave(workspace)


def test_scan_retries_unreadable_file_only_when_it_changed(workspace, shop, watch):
    watching.add_folder(workspace, shop)
    (shop / "bad.jpg").write_bytes(b"no photo")
    watch.scan(workspace)
    watch.scan(workspace)
    # The import could not read it: only this list has it.
    assert handed_over(workspace) == ["bad.jpg"]
    watch.leave(workspace)
    again = watching.Watch(lambda: None, settle_s=0)
    for _ in range(3):
        assert again.scan(workspace).waiting == 0
    (shop / "bad.jpg").write_bytes(b"a better one")
    os.utime(shop)
    again.scan(workspace)
    assert again.scan(workspace).waiting == 1
    assert handed_over(workspace) == ["bad.jpg"]
    again.leave(workspace)


def test_scan_offers_files_of_failed_import_again(workspace, shop, watch):
    watching.add_folder(workspace, shop)
    (shop / "a.jpg").write_bytes(b"a")
    watch.scan(workspace)
    watch.scan(workspace)
    with workspace.database.write() as session:
        number = imports.start_import(session, [], watched=True)
        rows.claim_some(session, number, 10)
        imports.end_import(session, number, RunState.FAILED, 0)
    # Its files are left for the next import, as are later ones.
    assert watch.scan(workspace).waiting == 1
    (shop / "b.jpg").write_bytes(b"b")
    watch.scan(workspace)
    assert watch.scan(workspace).waiting == 2
    assert handed_over(workspace) == ["a.jpg", "b.jpg"]


def test_scan_reports_missing_folder_and_resumes_when_it_returns(workspace, shop, watch, tmp_path):
    watching.add_folder(workspace, shop)
    watch.scan(workspace)
    shop.rename(tmp_path / "away")
    scan = watch.scan(workspace)
    assert (scan.there, scan.gone) == ((), (str(shop),))
    (tmp_path / "away" / "a.jpg").write_bytes(b"a")
    (tmp_path / "away").rename(shop)
    assert watch.scan(workspace).gone == ()
    assert watch.scan(workspace).waiting == 1


def test_scan_leaves_folders_to_the_watch_that_was_first(workspace, shop, watch):
    watching.add_folder(workspace, shop)
    (shop / "a.jpg").write_bytes(b"a")
    watch.scan(workspace)
    other = watching.Watch(lambda: None, settle_s=0)
    for _ in range(3):
        scan = other.scan(workspace)
        assert (scan.elsewhere, scan.waiting) == (True, 0)
    watch.leave(workspace)
    other.scan(workspace)
    assert other.scan(workspace).waiting == 1
    other.leave(workspace)
    with workspace.database.read() as session:
        assert not leases.is_held(session, watching.LEASE)


def test_scan_reports_running_import(workspace, shop, watch):
    watching.add_folder(workspace, shop)
    with workspace.database.write() as session:
        leases.take_lease(session, import_service.LEASE)
    assert watch.scan(workspace).importing


def test_switch_folder_stops_and_resumes_watching(workspace, shop, watch):
    folder = watching.add_folder(workspace, shop)
    (shop / "a.jpg").write_bytes(b"a")
    watch.scan(workspace)
    watch.scan(workspace)
    watching.switch_folder(workspace, folder.id, active=False)
    assert watch.scan(workspace) == watching.Scan()
    with workspace.database.read() as session:
        assert rows.roots_to_claim(session) == []
    watching.switch_folder(workspace, folder.id, active=True)
    assert watch.scan(workspace).waiting == 1


def test_remove_folder_forgets_its_files(workspace, shop, watch):
    folder = watching.add_folder(workspace, shop)
    (shop / "bad.jpg").write_bytes(b"no photo")
    watch.scan(workspace)
    watch.scan(workspace)
    handed_over(workspace)
    watching.remove_folder(workspace, folder.id)
    assert watching.list_folders(workspace) == ()
    # Adding it once more offers all of its files.
    watching.add_folder(workspace, shop)
    watch.scan(workspace)
    assert watch.scan(workspace).waiting == 1


def test_add_folder_refuses_files_and_overlapping_folders(workspace, shop, tmp_path):
    file = shop / "a.jpg"
    file.write_bytes(b"a")
    assert code_of(watching.add_folder, workspace, file) == "watch-no-folder"
    assert code_of(watching.add_folder, workspace, tmp_path / "none") == "watch-no-folder"
    (shop / "below").mkdir()
    watching.add_folder(workspace, shop)
    for same in (shop, shop / "below", tmp_path, shop / "below" / ".."):
        assert code_of(watching.add_folder, workspace, same) == "watch-overlap"
    assert code_of(watching.find_folder, workspace, shop / "below") == "watch-unknown"
    assert watching.find_folder(workspace, shop).path == str(shop)


@pytest.mark.own_database
def test_add_folder_resolves_paths_without_lock(workspace, shop, tmp_path, monkeypatch):
    (tmp_path / "other").mkdir()
    watching.add_folder(workspace, shop)
    real, free = Path.resolve, []

    def resolve(path, *args, **kwargs):
        other = sqlite3.connect(workspace.database.path, timeout=0)
        other.execute("BEGIN IMMEDIATE")
        other.close()
        free.append(path)
        return real(path, *args, **kwargs)

    monkeypatch.setattr(Path, "resolve", resolve)
    watching.add_folder(workspace, tmp_path / "other")
    assert shop in free
    assert len(watching.list_folders(workspace)) == 2


def test_scan_leaves_out_folders_of_workspace(workspace, watch, tmp_path):
    watching.add_folder(workspace, tmp_path)
    (workspace.models_folder / "version").mkdir(parents=True)
    (workspace.models_folder / "version" / "curves.png").write_bytes(b"no photo of the shop")
    assert watch.scan(workspace).settling == 0


def test_scan_ends_when_stopped(workspace, shop):
    class StoppedError(Exception):
        pass

    def stop():
        raise StoppedError

    watching.add_folder(workspace, shop)
    for number in range(70):
        (shop / f"{number}.jpg").write_bytes(b"a")
    watch = watching.Watch(stop, settle_s=0)
    with pytest.raises(StoppedError):
        watch.scan(workspace)
    watch.leave(workspace)

"""Watched folders: what is handed over to imports, and what is not."""

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
from tests.helpers.workspaces import make_workspace


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
    """Begins an import as the job does, and gives the names of the files that it takes."""
    with workspace.database.write() as session:
        number = imports.start_import(session, rows.roots_to_claim(session), watched=True)
        while rows.claim_some(session, number, 2):
            pass
        imports.end_import(session, number, RunState.DONE, 0)
        return [Path(os.fsdecode(raw)).name for raw in rows.claimed(session, number)]


def test_what_is_there_and_what_comes(workspace, shop, watch):
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


def test_a_file_that_is_still_being_written_is_waited_for(workspace, shop, watch):
    watching.add_folder(workspace, shop)
    with (shop / "a.jpg").open("wb") as file:
        for size in range(1, 4):
            file.write(b"x")
            file.flush()
            scan = watch.scan(workspace)
            assert (scan.settling, scan.waiting) == (1, 0), size
    assert watch.scan(workspace).waiting == 1


def test_an_empty_file_and_one_that_went_are_no_arrivals(workspace, shop, watch):
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


def test_what_stands_still_for_too_short_a_time_is_not_taken(workspace, shop):
    watching.add_folder(workspace, shop)
    (shop / "a.jpg").write_bytes(b"a")
    watch = watching.Watch(lambda: None, settle_s=1000)
    for _ in range(3):
        scan = watch.scan(workspace)
    assert (scan.settling, scan.waiting) == (1, 0)
    watch.leave(workspace)


def test_a_file_is_tried_again_only_when_it_changed(workspace, shop, watch):
    watching.add_folder(workspace, shop)
    (shop / "bad.jpg").write_bytes(b"no photo")
    watch.scan(workspace)
    watch.scan(workspace)
    # The import could not read it: nobody but this list knows it.
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


def test_what_an_import_left_that_failed_comes_with_the_next(workspace, shop, watch):
    watching.add_folder(workspace, shop)
    (shop / "a.jpg").write_bytes(b"a")
    watch.scan(workspace)
    watch.scan(workspace)
    with workspace.database.write() as session:
        number = imports.start_import(session, [], watched=True)
        rows.claim_some(session, number, 10)
        imports.end_import(session, number, RunState.FAILED, 0)
    # What it left waits for the next one, and so does what comes later.
    assert watch.scan(workspace).waiting == 1
    (shop / "b.jpg").write_bytes(b"b")
    watch.scan(workspace)
    assert watch.scan(workspace).waiting == 2
    assert handed_over(workspace) == ["a.jpg", "b.jpg"]


def test_a_folder_that_vanishes_is_told_and_taken_up_again(workspace, shop, watch, tmp_path):
    watching.add_folder(workspace, shop)
    watch.scan(workspace)
    shop.rename(tmp_path / "away")
    scan = watch.scan(workspace)
    assert (scan.there, scan.gone) == ((), (str(shop),))
    (tmp_path / "away" / "a.jpg").write_bytes(b"a")
    (tmp_path / "away").rename(shop)
    assert watch.scan(workspace).gone == ()
    assert watch.scan(workspace).waiting == 1


def test_only_one_process_watches(workspace, shop, watch):
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


def test_a_running_import_is_told(workspace, shop, watch):
    watching.add_folder(workspace, shop)
    with workspace.database.write() as session:
        leases.take_lease(session, import_service.LEASE)
    assert watch.scan(workspace).importing


def test_switched_off_and_on_again(workspace, shop, watch):
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


def test_a_folder_that_was_removed_is_forgotten(workspace, shop, watch):
    folder = watching.add_folder(workspace, shop)
    (shop / "bad.jpg").write_bytes(b"no photo")
    watch.scan(workspace)
    watch.scan(workspace)
    handed_over(workspace)
    watching.remove_folder(workspace, folder.id)
    assert watching.list_folders(workspace) == ()
    # Whoever adds it once more wants all of it.
    watching.add_folder(workspace, shop)
    watch.scan(workspace)
    assert watch.scan(workspace).waiting == 1


def test_folders_that_cannot_be_watched(workspace, shop, tmp_path):
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


def test_no_lock_is_held_while_a_disk_is_asked(workspace, shop, tmp_path, monkeypatch):
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


def test_the_workspace_may_stand_in_a_watched_folder(workspace, watch, tmp_path):
    watching.add_folder(workspace, tmp_path)
    (workspace.models_folder / "version").mkdir(parents=True)
    (workspace.models_folder / "version" / "curves.png").write_bytes(b"no photo of the shop")
    assert watch.scan(workspace).settling == 0


def test_a_look_can_be_stopped(workspace, shop):
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

"""Backups of a workspace, and what a restore brings back."""

import os
import shutil
import zipfile

import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError
from hitl_app.services.models import versions
from hitl_app.services.review import reviewing
from hitl_app.services.workspace.backup import BackedUp, backup
from hitl_app.services.workspace.restoring import restore
from hitl_app.store.imports import imports as import_rows
from hitl_app.workspace import Workspace, database_path
from tests.helpers.workspace.models import add_child, code_of
from tests.helpers.workspace.workspaces import add_photos


def test_restore_brings_back_decisions_and_versions(workspace, tmp_path):
    number, _ = add_photos(workspace, [0.1, 0.2])
    reviewing.decide(workspace, number, Answer.CATEGORY, "ann", 4)
    add_child(workspace, "one")
    assert backup(workspace, tmp_path / "b.zip") == BackedUp(2, ())
    reviewing.undo(workspace, "ann")
    shutil.rmtree(workspace.models_folder / "one")
    workspace.close()
    kept = restore(workspace.folder, tmp_path / "b.zip").kept
    assert kept is not None
    assert kept.exists()
    again = Workspace.open(workspace.folder)
    assert reviewing.show_photo(again, number).photo.label_id == 4
    assert versions.active_version(again).name == "one"
    assert again.version_folder("one").is_dir()
    with again.database.read() as session:
        assert session.connection().exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    again.close()
    assert not [p for p in workspace.folder.iterdir() if p.name.startswith(".")]


def test_restore_replaces_damaged_weights_and_keeps_them_aside(workspace, tmp_path):
    add_child(workspace, "one")
    weights = workspace.models_folder / "one" / "network.keras"
    whole = weights.read_bytes()
    backup(workspace, tmp_path / "b.zip")
    weights.write_bytes(whole[:100])
    workspace.close()
    restore(workspace.folder, tmp_path / "b.zip")
    assert weights.read_bytes() == whole
    (aside,) = (workspace.folder / "backups" / "models").iterdir()
    assert (aside / "network.keras").read_bytes() == whole[:100]
    (weights.parent / "card.json").unlink()
    restore(workspace.folder, tmp_path / "b.zip")
    assert (weights.parent / "card.json").is_file()
    assert len(list((workspace.folder / "backups" / "models").iterdir())) == 2
    # Unchanged files stay in place.
    restore(workspace.folder, tmp_path / "b.zip")
    assert len(list((workspace.folder / "backups" / "models").iterdir())) == 2


def test_backup_leaves_out_and_names_missing_version(workspace, tmp_path):
    number, _ = add_photos(workspace, [0.1, 0.2])
    reviewing.decide(workspace, number, Answer.CATEGORY, "ann", 4)
    for name in ("one", "two"):
        add_child(workspace, name, active=False)
    shutil.rmtree(workspace.models_folder / "one")
    assert backup(workspace, tmp_path / "b.zip") == BackedUp(2, ("one",))
    restore(tmp_path / "other", tmp_path / "b.zip")
    again = Workspace.open(tmp_path / "other")
    assert reviewing.show_photo(again, number).photo.label_id == 4
    assert again.version_folder("two").is_dir()
    assert code_of(versions.activate, again, "one") == "version-missing"
    again.close()


def test_backup_refuses_file_of_workspace(workspace):
    add_child(workspace, "one")
    database = database_path(workspace.folder)
    before = database.read_bytes()
    assert code_of(backup, workspace, database) == "target-own"
    assert code_of(backup, workspace, workspace.folder / "review.db-wal") == "target-own"
    card = workspace.models_folder / "one" / "card.json"
    assert code_of(backup, workspace, card) == "target-own"
    assert database.read_bytes() == before


def test_backup_accepts_files_older_than_1980(workspace, tmp_path):
    add_child(workspace, "one")
    for path in (workspace.models_folder / "one").iterdir():
        os.utime(path, (0, 0))
    assert backup(workspace, tmp_path / "b.zip") == BackedUp(2, ())


def test_backup_reports_progress_while_photos_are_decided(workspace, tmp_path, monkeypatch):
    monkeypatch.setattr("hitl_app.store.engine.sqlite._COPY_PAGES", 4)
    ids = add_photos(workspace, [0.5] * 40)
    reports, to_decide = [], iter(ids)

    def report(stage, done, total):
        reports.append((stage, done, total))
        if stage == "copy" and (number := next(to_decide, None)) is not None:
            reviewing.decide(workspace, number, Answer.CATEGORY, "ann", 1)

    backup(workspace, tmp_path / "b.zip", report)
    copied = [(done, total) for stage, done, total in reports if stage == "copy"]
    assert len(copied) > 10, "the copy reports each step"
    assert [done for done, _ in copied] == sorted(done for done, _ in copied), (
        "the copy never starts again"
    )
    assert copied[-1][0] == copied[-1][1]
    packed = [(done, total) for stage, done, total in reports if stage == "pack"]
    assert packed[-1][0] <= packed[-1][1]
    restore(tmp_path / "new", tmp_path / "b.zip")
    other = Workspace.open(tmp_path / "new")
    counts = reviewing.counts(other)
    other.close()
    assert (counts.photos, counts.reviewed) == (40, 0), "as it was when the backup began"


def test_backup_leaves_nothing_when_cancelled(workspace, tmp_path):
    def stop(stage, _done, _total):
        if stage == "pack":
            raise CancelledError

    before = sorted(tmp_path.iterdir())
    with pytest.raises(CancelledError):
        backup(workspace, tmp_path / "b.zip", stop)
    assert sorted(tmp_path.iterdir()) == before


def test_restore_refuses_backup_without_weights(workspace, tmp_path):
    backup(workspace, tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as whole:
        parts = {n: whole.read(n) for n in whole.namelist() if not n.endswith("network.keras")}
    with zipfile.ZipFile(tmp_path / "less.zip", "w") as less:
        for name, data in parts.items():
            less.writestr(name, data)
    assert code_of(restore, tmp_path / "new", tmp_path / "less.zip") == "backup-damaged"


def test_restore_creates_workspace_in_empty_folder(workspace, tmp_path):
    add_photos(workspace, [0.1, 0.2])
    backup(workspace, tmp_path / "b.zip")
    assert restore(tmp_path / "new", tmp_path / "b.zip").kept is None
    other = Workspace.open(tmp_path / "new")
    assert reviewing.counts(other).photos == 2
    other.close()


def test_restore_refuses_workspace_in_use(workspace, tmp_path):
    backup(workspace, tmp_path / "b.zip")
    with workspace.database.read() as session:
        import_rows.last_imports(session)
        assert code_of(restore, workspace.folder, tmp_path / "b.zip") == "restore-busy"
    assert list((workspace.folder / "backups").iterdir()) == []
    add_photos(workspace, [0.1])
    assert reviewing.counts(workspace).photos == 1


def test_restore_replaces_and_keeps_broken_database(tmp_path, workspace):
    backup(workspace, tmp_path / "b.zip")
    folder = tmp_path / "broken"
    folder.mkdir()
    database_path(folder).write_bytes(b"not a database at all")
    kept = restore(folder, tmp_path / "b.zip").kept
    assert kept.read_bytes() == b"not a database at all"
    Workspace.open(folder).close()


@pytest.mark.parametrize("entry", ["../evil", "models/../../evil", "models/x/../evil", "/evil"])
def test_restore_refuses_backup_with_paths_that_lead_outside(workspace, tmp_path, entry):
    backup(workspace, tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip", "a") as archive:
        archive.writestr(entry, "x")
    target = tmp_path / "deep" / "new"
    assert code_of(restore, target, tmp_path / "b.zip") == "backup-damaged"
    assert list(target.iterdir()) == []
    assert not list(tmp_path.rglob("evil"))


def test_restore_refuses_files_that_are_no_backup(workspace, tmp_path):
    (tmp_path / "text.zip").write_text("hello")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("photo.jpg", "x")
    backup(workspace, tmp_path / "b.zip")
    whole = (tmp_path / "b.zip").read_bytes()
    (tmp_path / "half.zip").write_bytes(whole[: len(whole) // 2])
    for name in ("text.zip", "other.zip", "half.zip"):
        assert code_of(restore, tmp_path / "new", tmp_path / name) == "backup-damaged"
    assert code_of(restore, tmp_path / "new", tmp_path / "none.zip") == "read-failed"
    assert not database_path(tmp_path / "new").exists()

"""Settings, categories, models, backups: what a workspace is made of."""

import json
import os
import shutil
import zipfile

import pytest

from hitl_app import resources
from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.imports import UnreadableFile
from hitl_app.services.catalogue.imports import list_imports, save_unreadable
from hitl_app.services.categories import categories
from hitl_app.services.models import versions
from hitl_app.services.review import reviewing
from hitl_app.services.settings import flagging_pending, get_setting, operator_name, set_setting
from hitl_app.services.workspace.backup import BackedUp, backup
from hitl_app.services.workspace.restoring import restore
from hitl_app.store.imports import imports as import_rows
from hitl_app.store.imports.unreadable import add_unreadable
from hitl_app.store.models.versions import activate, add_version, start_run
from hitl_app.workspace import Workspace, database_path
from tests.helpers.workspaces import add_photos, make_workspace, roll_back


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "workspace")
    yield workspace
    workspace.close()


def code_of(call, *arguments):
    with pytest.raises(KnownError) as raised:
        call(*arguments)
    return raised.value.code


def test_an_older_workspace_gets_the_models_that_came_later(tmp_path, monkeypatch):
    make_workspace(tmp_path / "workspace").close()
    monkeypatch.setattr(resources, "PHOTO_MODEL", "photo")
    opened = Workspace.open(tmp_path / "workspace")
    names = [version.name for version in versions.list_versions(opened)]
    assert sorted(names) == ["photo", "seed-cnn"]
    assert versions.active_version(opened).name == "seed-cnn"
    assert versions.activate(opened, "photo").name == "photo"
    opened.close()


def test_a_new_workspace_has_the_shipped_model_and_its_categories(workspace):
    version = versions.active_version(workspace)
    card = workspace.card(version.name)
    names = [c.name for c in categories.list_categories(workspace)]
    assert names == list(card.categories)
    assert version.shipped
    assert len(version.outputs) == len(names)


def test_opening_makes_nothing(tmp_path):
    assert code_of(Workspace.open, tmp_path) == "no-workspace"
    assert list(tmp_path.iterdir()) == []


def test_making_twice_changes_nothing(workspace):
    categories.add_category(workspace, "Hat")
    again = Workspace.create(workspace.folder)
    assert len(categories.list_categories(again)) == 11
    assert len(versions.list_versions(again)) == 1
    again.close()


def test_settings_have_defaults_types_and_ranges(workspace):
    assert get_setting(workspace, "threshold") is None
    assert set_setting(workspace, "threshold", "0,85") == 0.85
    assert flagging_pending(workspace)
    assert get_setting(workspace, "threshold") == 0.85
    assert set_setting(workspace, "threshold", "off") is None
    assert get_setting(workspace, "operator") == operator_name(workspace)
    set_setting(workspace, "operator", " Ann  B ")
    assert operator_name(workspace) == "Ann B"
    assert operator_name(workspace, "Eve") == "Eve"


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("threshold", "1.5", "setting-range"),
        ("threshold", "nan", "setting-range"),
        ("threshold", "high", "setting-range"),
        ("import-threads", "2.5", "setting-range"),
        ("import-threads", "off", "setting-range"),
        ("operator", "", "name-empty"),
        ("colour", "red", "setting-unknown"),
    ],
)
def test_settings_that_are_refused(workspace, name, value, code):
    assert code_of(set_setting, workspace, name, value) == code
    assert not flagging_pending(workspace)


def test_a_category_keeps_its_decisions_when_it_is_renamed(workspace):
    (number,) = add_photos(workspace, [0.1])
    hat = categories.add_category(workspace, "Hat").category
    reviewing.decide(workspace, number, Answer.CATEGORY, "ann", hat.id)
    categories.rename_category(workspace, "hat", "Headwear")
    assert reviewing.show_photo(workspace, number).photo.label_id == hat.id
    assert categories.list_categories(workspace)[-1].name == "Headwear"


def test_a_retired_category_is_no_suggestion_any_more_and_can_come_back(workspace):
    bag, dress = add_photos(workspace, [0.7, 0.8], suggestions=[8, 3])
    categories.retire_category(workspace, "Bag")
    assert "Bag" not in [c.name for c in categories.list_categories(workspace)]
    assert reviewing.show_photo(workspace, bag).photo.suggestion_id is None
    assert reviewing.show_photo(workspace, dress).photo.suggestion_id is not None
    assert versions.stale_photos(workspace) == 1
    assert code_of(reviewing.decide, workspace, bag, Answer.CATEGORY, "ann", 9) == (
        "category-unknown"
    )
    assert categories.add_category(workspace, "bag").category.id == 9


@pytest.mark.parametrize(
    ("call", "arguments", "code"),
    [
        (categories.add_category, ("dress",), "category-exists"),
        (categories.add_category, ("skip",), "name-reserved"),
        (categories.rename_category, ("Dress", "COAT"), "category-exists"),
        (categories.rename_category, ("Hovercraft", "Boat"), "category-unknown"),
        (categories.retire_category, ("Hovercraft",), "category-unknown"),
    ],
)
def test_category_mistakes(workspace, call, arguments, code):
    assert code_of(call, workspace, *arguments) == code


def test_the_last_category_stays(workspace):
    first, *others = categories.list_categories(workspace)
    for category in others:
        categories.retire_category(workspace, category.name)
    assert code_of(categories.retire_category, workspace, first.name) == "category-last"


def add_child(workspace, name, *, active=True):
    """Registers a version as a retraining would, with the weights of the shipped one."""
    parent = versions.active_version(workspace)
    target = workspace.models_folder / name
    shutil.copytree(resources.shipped_models() / "seed-cnn", target)
    card = json.loads((target / "card.json").read_text())
    (target / "card.json").write_text(json.dumps({**card, "name": name, "parent": parent.name}))
    with workspace.database.write() as session:
        number = add_version(
            session,
            name=name,
            parent=parent.name,
            sha256=card["sha256"],
            outputs=parent.outputs,
            metrics={},
            shipped=False,
        )
        if active:
            activate(session, number, "gate")


def test_roll_back_goes_back_step_by_step(workspace):
    add_child(workspace, "one")
    add_child(workspace, "two")
    assert roll_back(workspace).name == "one"
    assert roll_back(workspace).name == "seed-cnn"
    assert code_of(roll_back, workspace) == "nothing-to-roll-back"
    assert versions.activate(workspace, "two").name == "two"
    assert roll_back(workspace).name == "seed-cnn"


def test_a_retraining_whose_process_died_is_told_as_interrupted(workspace):
    with workspace.database.write() as session:
        start_run(session, "seed-cnn", {}, [1])
    assert [run.state for run in versions.training_runs(workspace)] == ["interrupted"]


def test_a_version_whose_folder_is_gone_cannot_take_over(workspace):
    add_child(workspace, "one", active=False)
    shutil.rmtree(workspace.models_folder / "one")
    assert code_of(versions.activate, workspace, "one") == "version-missing"
    assert versions.active_version(workspace).name == "seed-cnn"
    assert code_of(versions.activate, workspace, "../../etc") == "version-unknown"


def test_a_backup_brings_everything_back(workspace, tmp_path):
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


def test_a_backup_takes_the_place_of_damaged_weights(workspace, tmp_path):
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
    # What is as it was stays where it is.
    restore(workspace.folder, tmp_path / "b.zip")
    assert len(list((workspace.folder / "backups" / "models").iterdir())) == 2


def test_a_version_that_somebody_deleted_is_left_out_of_a_backup_and_named(workspace, tmp_path):
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


def test_nothing_is_written_over_the_workspace_itself(workspace):
    add_child(workspace, "one")
    database = database_path(workspace.folder)
    before = database.read_bytes()
    assert code_of(backup, workspace, database) == "target-own"
    assert code_of(backup, workspace, workspace.folder / "review.db-wal") == "target-own"
    card = workspace.models_folder / "one" / "card.json"
    assert code_of(backup, workspace, card) == "target-own"
    assert database.read_bytes() == before


def test_files_from_before_the_calendar_of_zip(workspace, tmp_path):
    add_child(workspace, "one")
    for path in (workspace.models_folder / "one").iterdir():
        os.utime(path, (0, 0))
    assert backup(workspace, tmp_path / "b.zip") == BackedUp(2, ())


def test_a_backup_tells_how_far_it_is_while_somebody_decides(workspace, tmp_path, monkeypatch):
    monkeypatch.setattr("hitl_app.store.engine.sqlite._COPY_PAGES", 4)
    ids = add_photos(workspace, [0.5] * 40)
    told, to_decide = [], iter(ids)

    def report(stage, done, total):
        told.append((stage, done, total))
        if stage == "copy" and (number := next(to_decide, None)) is not None:
            reviewing.decide(workspace, number, Answer.CATEGORY, "ann", 1)

    backup(workspace, tmp_path / "b.zip", report)
    copied = [(done, total) for stage, done, total in told if stage == "copy"]
    assert len(copied) > 10, "as one step it would tell nothing"
    assert [done for done, _ in copied] == sorted(done for done, _ in copied), "never begun anew"
    assert copied[-1][0] == copied[-1][1]
    packed = [(done, total) for stage, done, total in told if stage == "pack"]
    assert packed[-1][0] <= packed[-1][1]
    restore(tmp_path / "new", tmp_path / "b.zip")
    other = Workspace.open(tmp_path / "new")
    counts = reviewing.counts(other)
    other.close()
    assert (counts.photos, counts.reviewed) == (40, 0), "as it was when the backup began"


def test_a_backup_that_is_stopped_leaves_nothing(workspace, tmp_path):
    def stop(stage, _done, _total):
        if stage == "pack":
            raise CancelledError

    before = sorted(tmp_path.iterdir())
    with pytest.raises(CancelledError):
        backup(workspace, tmp_path / "b.zip", stop)
    assert sorted(tmp_path.iterdir()) == before


def test_a_backup_without_the_weights(workspace, tmp_path):
    backup(workspace, tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as whole:
        parts = {n: whole.read(n) for n in whole.namelist() if not n.endswith("network.keras")}
    with zipfile.ZipFile(tmp_path / "less.zip", "w") as less:
        for name, data in parts.items():
            less.writestr(name, data)
    assert code_of(restore, tmp_path / "new", tmp_path / "less.zip") == "backup-damaged"


def test_a_backup_goes_into_an_empty_folder(workspace, tmp_path):
    add_photos(workspace, [0.1, 0.2])
    backup(workspace, tmp_path / "b.zip")
    assert restore(tmp_path / "new", tmp_path / "b.zip").kept is None
    other = Workspace.open(tmp_path / "new")
    assert reviewing.counts(other).photos == 2
    other.close()


def test_nobody_restores_under_an_open_window(workspace, tmp_path):
    backup(workspace, tmp_path / "b.zip")
    with workspace.database.read() as session:
        import_rows.last_imports(session)
        assert code_of(restore, workspace.folder, tmp_path / "b.zip") == "restore-busy"
    assert list((workspace.folder / "backups").iterdir()) == []
    add_photos(workspace, [0.1])
    assert reviewing.counts(workspace).photos == 1


def test_a_broken_database_is_replaced_and_kept(tmp_path, workspace):
    backup(workspace, tmp_path / "b.zip")
    folder = tmp_path / "broken"
    folder.mkdir()
    database_path(folder).write_bytes(b"not a database at all")
    kept = restore(folder, tmp_path / "b.zip").kept
    assert kept.read_bytes() == b"not a database at all"
    Workspace.open(folder).close()


@pytest.mark.parametrize("entry", ["../evil", "models/../../evil", "models/x/../evil", "/evil"])
def test_a_backup_with_paths_that_lead_out(workspace, tmp_path, entry):
    backup(workspace, tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip", "a") as archive:
        archive.writestr(entry, "x")
    target = tmp_path / "deep" / "new"
    assert code_of(restore, target, tmp_path / "b.zip") == "backup-damaged"
    assert list(target.iterdir()) == []
    assert not list(tmp_path.rglob("evil"))


def test_files_that_are_no_backup(workspace, tmp_path):
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


def test_the_list_of_unreadable_files_can_be_saved(workspace, tmp_path):
    with workspace.database.write() as session:
        number = import_rows.start_import(session, [(b"/x", "/x")])
        files = [UnreadableFile("=x.jpg", "truncated", "")]
        add_unreadable(session, number, files)
    assert save_unreadable(workspace, number, tmp_path / "list.csv") == 1
    assert "'=x.jpg,truncated," in (tmp_path / "list.csv").read_text("utf-8-sig")
    # Its process is gone, or never was: the import is told as interrupted.
    assert [run.state for run in list_imports(workspace)] == ["interrupted"]

"""Settings, categories, models and imports of a workspace."""

import shutil

import pytest

from hitl_app import resources
from hitl_app.domain.decisions import Answer
from hitl_app.domain.imports import UnreadableFile
from hitl_app.services.catalogue.imports import list_imports, save_unreadable
from hitl_app.services.categories import categories
from hitl_app.services.models import versions
from hitl_app.services.review import reviewing
from hitl_app.services.settings import flagging_pending, get_setting, operator_name, set_setting
from hitl_app.store.imports import imports as import_rows
from hitl_app.store.imports.unreadable import add_unreadable
from hitl_app.store.models.versions import start_run
from hitl_app.workspace import Workspace
from tests.helpers.workspace.models import add_child, code_of
from tests.helpers.workspace.workspaces import add_photos, make_workspace, roll_back


def test_open_adds_newly_shipped_models_to_older_workspace(tmp_path, monkeypatch):
    make_workspace(tmp_path / "workspace").close()
    monkeypatch.setattr(resources, "PHOTO_MODEL", "photo")
    opened = Workspace.open(tmp_path / "workspace")
    names = [version.name for version in versions.list_versions(opened)]
    assert sorted(names) == ["photo", "seed-cnn"]
    assert versions.active_version(opened).name == "seed-cnn"
    assert versions.activate(opened, "photo").name == "photo"
    opened.close()


def test_create_registers_shipped_model_and_its_categories(workspace):
    version = versions.active_version(workspace)
    card = workspace.card(version.name)
    names = [c.name for c in categories.list_categories(workspace)]
    assert names == list(card.categories)
    assert version.shipped
    assert len(version.outputs) == len(names)


def test_open_creates_nothing_without_workspace(tmp_path):
    assert code_of(Workspace.open, tmp_path) == "no-workspace"
    assert list(tmp_path.iterdir()) == []


def test_create_changes_nothing_when_repeated(workspace):
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
def test_set_setting_refuses_invalid_values(workspace, name, value, code):
    assert code_of(set_setting, workspace, name, value) == code
    assert not flagging_pending(workspace)


def test_rename_category_keeps_decisions(workspace):
    (number,) = add_photos(workspace, [0.1])
    hat = categories.add_category(workspace, "Hat").category
    reviewing.decide(workspace, number, Answer.CATEGORY, "ann", hat.id)
    categories.rename_category(workspace, "hat", "Headwear")
    assert reviewing.show_photo(workspace, number).photo.label_id == hat.id
    assert categories.list_categories(workspace)[-1].name == "Headwear"


def test_retire_category_removes_suggestions_until_it_is_added_again(workspace):
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
def test_category_changes_refuse_invalid_names(workspace, call, arguments, code):
    assert code_of(call, workspace, *arguments) == code


def test_retire_category_refuses_last_category(workspace):
    first, *others = categories.list_categories(workspace)
    for category in others:
        categories.retire_category(workspace, category.name)
    assert code_of(categories.retire_category, workspace, first.name) == "category-last"


def test_roll_back_activates_earlier_versions_one_by_one(workspace):
    add_child(workspace, "one")
    add_child(workspace, "two")
    assert roll_back(workspace).name == "one"
    assert roll_back(workspace).name == "seed-cnn"
    assert code_of(roll_back, workspace) == "nothing-to-roll-back"
    assert versions.activate(workspace, "two").name == "two"
    assert roll_back(workspace).name == "seed-cnn"


def test_training_runs_reports_run_of_dead_process_as_interrupted(workspace):
    with workspace.database.write() as session:
        start_run(session, "seed-cnn", {}, [1])
    assert [run.state for run in versions.training_runs(workspace)] == ["interrupted"]


def test_activate_refuses_version_without_folder(workspace):
    add_child(workspace, "one", active=False)
    shutil.rmtree(workspace.models_folder / "one")
    assert code_of(versions.activate, workspace, "one") == "version-missing"
    assert versions.active_version(workspace).name == "seed-cnn"
    assert code_of(versions.activate, workspace, "../../etc") == "version-unknown"


def test_save_unreadable_writes_list_of_files(workspace, tmp_path):
    with workspace.database.write() as session:
        number = import_rows.start_import(session, [(b"/x", "/x")])
        files = [UnreadableFile("=x.jpg", "truncated", "")]
        add_unreadable(session, number, files)
    assert save_unreadable(workspace, number, tmp_path / "list.csv") == 1
    assert "'=x.jpg,truncated," in (tmp_path / "list.csv").read_text("utf-8-sig")
    # Its process is gone: the import counts as interrupted.
    assert [run.state for run in list_imports(workspace)] == ["interrupted"]

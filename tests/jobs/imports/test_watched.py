"""Imports that take what watched folders handed over."""

import pytest

from hitl_app.domain.errors import CancelledError
from hitl_app.domain.runs import RunState
from hitl_app.jobs.imports import importing, reverting
from hitl_app.services.catalogue import imports, watching
from hitl_app.services.review import reviewing
from tests.helpers.photos import make_photos


@pytest.fixture
def shop(workspace, tmp_path):
    """A watched folder with five photos, and one file that is none."""
    files = make_photos(tmp_path / "shop", 5)
    (tmp_path / "shop" / "bad.jpg").write_text("no photo")
    watching.add_folder(workspace, tmp_path / "shop")
    return files


def look(workspace):
    watch = watching.Watch(lambda: None, settle_s=0)
    watch.scan(workspace)
    found = watch.scan(workspace)
    watch.leave(workspace)
    return found


def run(workspace, recorder, **params):
    return importing.run(workspace, recorder.job, **(params or {"watched": True}))


def facts(result):
    return [result[name] for name in ("found", "new", "known", "unreadable", "watched")]


def test_once_and_never_again(workspace, recorder, shop, tmp_path):
    look(workspace)
    result = run(workspace, recorder)
    assert facts(result) == [6, 5, 0, 1, True]
    (told,) = imports.list_imports(workspace)
    assert (told.watched, told.roots) == (True, (str(tmp_path / "shop"),))
    # Neither what is known nor what cannot be read comes a second time.
    assert look(workspace).waiting == 0
    assert run(workspace, recorder) == {}
    assert len(imports.list_imports(workspace)) == 1


def test_what_was_imported_before_is_not_handed_over(workspace, recorder, shop, tmp_path):
    run(workspace, recorder, paths=[str(tmp_path / "shop")])
    assert look(workspace).waiting == 1  # the one that is no photo


def test_what_was_taken_back_does_not_come_again_by_itself(workspace, recorder, shop):
    look(workspace)
    number = run(workspace, recorder)["import"]
    reverting.run(workspace, recorder.job, number=number)
    assert reviewing.counts(workspace).photos == 0
    assert look(workspace).waiting == 0
    assert run(workspace, recorder) == {}


def test_what_went_before_the_import_is_no_trouble(workspace, recorder, shop):
    look(workspace)
    shop[0].unlink()
    assert facts(run(workspace, recorder)) == [5, 4, 0, 1, True]


def test_nothing_is_left_of_what_was_handed_over(workspace, recorder, shop, tmp_path):
    look(workspace)
    for file in (tmp_path / "shop").iterdir():
        file.unlink()
    assert facts(run(workspace, recorder)) == [0, 0, 0, 0, True]


def test_a_cancelled_one_goes_on_where_it_was(workspace, recorder, shop):
    look(workspace)
    recorder.stop_at = ("scan", 3)
    with pytest.raises(CancelledError):
        run(workspace, recorder)
    (told,) = imports.list_imports(workspace)
    assert told.state is RunState.CANCELLED
    # Whoever cancelled it does not want it to begin by itself.
    assert look(workspace).waiting == 0
    other = type(recorder)()
    assert facts(run(workspace, other, resume=told.id)) == [6, 5, 0, 1, True]


def test_a_zip_file_comes_as_its_photos(workspace, recorder, tmp_path):
    import zipfile

    files = make_photos(tmp_path / "made", 3)
    (tmp_path / "shop").mkdir()
    with zipfile.ZipFile(tmp_path / "shop" / "more.zip", "w") as archive:
        for file in files:
            archive.write(file, file.name)
    watching.add_folder(workspace, tmp_path / "shop")
    assert look(workspace).waiting == 1
    assert facts(run(workspace, recorder)) == [3, 3, 0, 0, True]
    assert look(workspace).waiting == 0

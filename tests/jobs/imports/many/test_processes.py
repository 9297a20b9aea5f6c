"""Worker processes that die."""

import pytest

from hitl_app import resources
from hitl_app.domain.errors import KnownError
from hitl_app.domain.imports import FoundFile
from hitl_app.imaging.files import scan
from hitl_app.jobs.imports.many.processes import Processes
from hitl_app.jobs.imports.many.work import Recipe
from hitl_app.jobs.imports.reading import Decoded
from tests.helpers.files.deadly import Deadly
from tests.helpers.files.photos import make_photos
from tests.helpers.processes import children

# The engine knows nothing of the database; the import by it is tested on both.
pytestmark = pytest.mark.own_database


@pytest.fixture
def recipe():
    outputs = tuple(range(1, 11))
    return Recipe(str(resources.shipped_models() / "seed-cnn"), outputs, frozenset(outputs))


def test_file_of_which_workers_die_is_listed_and_the_others_are_classified(tmp_path, recipe):
    make_photos(tmp_path, 4)
    one, two, three, four = scan([tmp_path])
    deadly = Deadly(b"/photos/deadly.jpg", "", "/photos/deadly.jpg", 1, 1)
    with Processes(recipe, lambda: None, 1) as engine:
        first, second, third = engine.results(iter([[one], [two, deadly, three], [four]]))
    assert [type(result) for result in (*first, second[0], second[2], *third)] == [Decoded] * 4
    assert [result.file for result in (*first, second[0], second[2], *third)] == [
        one, two, three, four,
    ]  # fmt: skip
    assert (second[1].shown, second[1].reason) == ("/photos/deadly.jpg", "damaged")
    assert all(result.score.confidence > 0 for result in (*first, *third))
    assert children() == []


def test_workers_are_started_only_for_batches(tmp_path, recipe):
    make_photos(tmp_path, 1)
    with Processes(recipe, lambda: None, 5) as engine:
        assert children() == []
        ((found,),) = engine.results(iter([list(scan([tmp_path]))]))
        assert isinstance(found, Decoded)
        assert len(children()) == 1
    assert children() == []


def test_workers_that_cannot_start_end_the_run(tmp_path):
    recipe = Recipe(str(tmp_path / "gone"), (1, 2), frozenset({1, 2}))
    with (
        Processes(recipe, lambda: None, 1) as engine,
        pytest.raises(KnownError, match="training-failed"),
    ):
        list(engine.results(iter([[FoundFile(b"/a.jpg", "", "/a.jpg", 1, 1)]])))


def test_batches_are_taken_only_as_fast_as_results(tmp_path, recipe):
    make_photos(tmp_path, 1)
    (file,) = scan([tmp_path])
    taken = []

    def batches():
        for number in range(60):
            taken.append(number)
            yield [file]

    with Processes(recipe, lambda: None, 2) as engine:
        for done, _ in enumerate(engine.results(batches()), 1):
            assert len(taken) - done < 8
    assert len(taken) == done == 60

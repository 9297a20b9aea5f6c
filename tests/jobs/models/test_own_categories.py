"""The operators' own categories through imports, retrainings and scoring again, on real parts."""

import numpy as np
import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.settings import THRESHOLD
from hitl_app.jobs.imports import importing
from hitl_app.jobs.models import rescoring, retraining, training_photos
from hitl_app.services.categories import adding, categories
from hitl_app.services.certification import proposing
from hitl_app.services.models import reliability, versions
from hitl_app.services.review import reviewing
from hitl_app.services.settings import set_setting
from hitl_app.store.models import scores
from hitl_app.store.models.versions import begin_anew
from hitl_app.store.photos import counts
from tests.helpers.files.photos import GARMENTS, make_photos
from tests.helpers.workspace.workspaces import make_workspace


def kind(photo):
    """Return what a synthetic photo shows, by its name."""
    return photo.path.rsplit("/", 1)[1].rsplit("-", 1)[0]


def ids(workspace):
    return {c.name: c.id for c in categories.list_categories(workspace, retired=True)}


def decide(workspace, shown, names=None):
    """Decide photos as what they show, or as the category that a name maps to."""
    known = ids(workspace)
    for photo in shown:
        name = (names or {}).get(kind(photo), kind(photo))
        reviewing.decide(workspace, photo.id, Answer.CATEGORY, "ann", known[name])


def to_review(workspace):
    return sorted(reviewing.queue(workspace, 1000), key=lambda photo: photo.path[-8:])


@pytest.fixture
def own(tmp_path):
    """Yield a workspace that offers only the kinds of the synthetic photos, none of them known."""
    (tmp_path / "own.txt").write_text("\n".join(GARMENTS))
    workspace = make_workspace(tmp_path / "own")
    adding.begin_with(workspace, tmp_path / "own.txt")
    with workspace.database.write() as session:
        begin_anew(session, versions.active_version(workspace).name, versions.OWN_CATEGORIES)
    yield workspace
    workspace.close()


def test_import_suggests_nothing_before_first_retraining(own, recorder, tmp_path):
    set_setting(own, THRESHOLD, "0.3")
    make_photos(tmp_path / "drop", 60, size=(60, 80))
    result = importing.run(own, recorder.job, paths=[str(tmp_path / "drop")])
    assert (result["new"], result["to_review"], result["auto_accepted"]) == (60, 60, 0)
    assert versions.why_active(own)[1] == "own-categories"
    assert {(p.suggestion_id, p.confidence) for p in to_review(own)} == {(None, 0.0)}
    assert versions.stale_photos(own) == 0, "nothing is left to do"
    (shown,) = reviewing.next_photos(own, limit=1)
    assert shown.probabilities == {}
    assert proposing.proposal(own, threshold=0.0, checks=10).plan is None
    decide(own, to_review(own)[:30])
    assert reliability.reliability(own).photos == 0
    with own.database.read() as session:
        assert counts.lot_histogram(session, 0)[0].sum() == 0
        assert not scores.validation_outcomes(session, versions.active_version(own).id)


def test_retrain_activates_first_version_of_own_categories(own, recorder, tmp_path, quicken):
    make_photos(tmp_path / "drop", 180, size=(60, 80))
    importing.run(own, recorder.job, paths=[str(tmp_path / "drop")])
    decide(own, to_review(own)[:150])
    result = retraining.run(own, recorder.job)
    assert result["validation"] < 50, "fewer than it takes against a version that knows them"
    assert (result["verdict"], result["activated"]) == ("better", True)
    told = [(e["stage"], e["total"]) for e in recorder.events if e["event"] == "progress"]
    compared = max(place for place, (stage, _) in enumerate(told) if stage == "compare")
    assert told[compared + 1] == ("score", None), "before the scorer is loaded"
    assert result["metrics"]["active"]["accuracy"] == 0.0
    version = versions.active_version(own)
    assert set(version.outputs) == set(ids(own).values())
    with own.database.read() as session:
        assert categories.unknown_to_model(session) == ()
    left = to_review(own)
    assert len(left) == 30
    names = {number: name for name, number in ids(own).items()}
    assert np.mean([names[p.suggestion_id] == kind(p) for p in left]) > 0.5
    # Later retrainings continue from this version.
    decide(own, left[:20])
    quicken()
    again = retraining.run(own, type(recorder)().job)
    assert own.card(again["candidate"]).parent == version.name
    assert own.card(again["candidate"]).categories == own.card(version.name).categories


@pytest.mark.parametrize("name", ["Coat", "Dress"])
def test_retraining_tells_own_category_from_output_of_same_name(own, recorder, tmp_path, name):
    make_photos(tmp_path / "drop", 24)
    importing.run(own, recorder.job, paths=[str(tmp_path / "drop")])
    categories.rename_category(own, name.lower(), name)
    decide(own, to_review(own), {name.lower(): name})
    parent = versions.active_version(own)
    found = training_photos.gather(own, recorder.job)
    assert name in found.categories
    assert name not in found.dropped
    assert f"{name} ({parent.name})" in found.dropped


def test_retrain_refuses_training_photos_of_one_category(own, recorder, tmp_path):
    make_photos(tmp_path / "drop", 24)
    importing.run(own, recorder.job, paths=[str(tmp_path / "drop")])
    decide(own, [photo for photo in to_review(own) if kind(photo) == "coat"])
    with pytest.raises(KnownError) as raised:
        retraining.run(own, recorder.job)
    assert raised.value.code == "one-category"
    assert raised.value.params["name"] == "coat"


@pytest.fixture
def meanwhile(monkeypatch, quick):
    """Return a function that schedules an action for the start of the next training."""
    real = retraining.finetune
    happens = []

    def then(**arguments):
        while happens:
            happens.pop()()
        return real(**arguments)

    monkeypatch.setattr(retraining, "finetune", then)
    return happens.append


def shipped(workspace, recorder, tmp_path, count):
    """Import synthetic photos; return the model's name for each kind."""
    make_photos(tmp_path / "drop", count)
    importing.run(workspace, recorder.job, paths=[str(tmp_path / "drop")])
    names = ("T-shirt/top", "Trouser", "Dress", "Coat", "Sneaker", "Bag")
    return dict(zip(GARMENTS, names, strict=True))


def test_retrain_suggests_no_category_retired_meanwhile(workspace, recorder, tmp_path, meanwhile):
    names = shipped(workspace, recorder, tmp_path, 90)
    decide(workspace, to_review(workspace)[:60], names)
    meanwhile(lambda: categories.retire_category(workspace, "Coat"))
    result = retraining.run(workspace, recorder.job, activate=True)
    coat = ids(workspace)["Coat"]
    assert "Coat" in workspace.card(result["candidate"]).categories, "it began before"
    assert coat in versions.active_version(workspace).outputs
    assert coat not in {p.suggestion_id for p in to_review(workspace)}
    assert versions.stale_photos(workspace) == 0
    again = retraining.run(workspace, type(recorder)().job)
    assert "Coat" not in workspace.card(again["candidate"]).categories
    assert again["left_out"] == 10


def test_retrain_joins_category_merged_meanwhile(workspace, recorder, tmp_path, meanwhile):
    names = shipped(workspace, recorder, tmp_path, 90)
    decide(workspace, to_review(workspace)[:60], names)
    meanwhile(lambda: categories.merge_category(workspace, "Coat", "Pullover"))
    retraining.run(workspace, recorder.job, activate=True)
    coat, pullover = ids(workspace)["Coat"], ids(workspace)["Pullover"]
    assert versions.active_version(workspace).outputs.count(pullover) == 2
    assert coat not in {p.suggestion_id for p in to_review(workspace)}
    for photo in to_review(workspace):
        probabilities = reviewing.show_photo(workspace, photo.id).probabilities
        assert photo.confidence == pytest.approx(probabilities[photo.suggestion_id], abs=1e-3)
        assert probabilities[photo.suggestion_id] == pytest.approx(
            max(probabilities.values()), abs=1e-3
        )
    again = retraining.run(workspace, type(recorder)().job)
    card = workspace.card(again["candidate"])
    assert len(card.categories) == 9
    assert again["left_out"] == 0
    assert "Coat" not in card.categories


def test_rescoring_adds_probabilities_after_merge_without_network(
    workspace, recorder, tmp_path, monkeypatch
):
    shipped(workspace, recorder, tmp_path, 40)
    before = {
        p.id: reviewing.show_photo(workspace, p.id).probabilities for p in to_review(workspace)
    }
    coat, pullover = ids(workspace)["Coat"], ids(workspace)["Pullover"]
    categories.merge_category(workspace, "Coat", "Pullover")
    assert versions.stale_photos(workspace) == 40

    def forbidden(*_):
        raise AssertionError("its features are known")

    monkeypatch.setattr(rescoring.Scorer, "features", forbidden)
    assert rescoring.run(workspace, recorder.job)["scored"] == 40
    for photo in to_review(workspace):
        expected = dict(before[photo.id])
        expected[pullover] += expected.pop(coat)
        assert photo.suggestion_id == max(expected, key=expected.get)
        assert photo.confidence == pytest.approx(max(expected.values()), abs=1e-3)

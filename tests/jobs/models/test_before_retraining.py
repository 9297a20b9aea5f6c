"""What is known before a retraining, and the draft beside its candidate."""

import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.jobs import learning
from hitl_app.jobs.imports import importing
from hitl_app.jobs.models import forecasting, retraining
from hitl_app.services.categories import categories
from hitl_app.services.models import drafts, schedule, versions
from hitl_app.services.review import reviewing
from tests.helpers.files.photos import make_photos
from training.finetuning import enough

KINDS = 4


@pytest.fixture
def decided(workspace, recorder, tmp_path):
    """Return a function that decides more of the imported synthetic photos, as they are."""
    make_photos(tmp_path / "drop", 130)
    importing.run(workspace, recorder.job, paths=[str(tmp_path / "drop")])

    def work(count):
        kinds = categories.list_categories(workspace)
        for photo in reviewing.queue(workspace, count):
            number = int(photo.path.rsplit("-", 1)[1].split(".")[0])
            answer = kinds[number % KINDS].id
            reviewing.decide(workspace, photo.id, Answer.CATEGORY, "ann", answer)

    return work


@pytest.fixture
def guarded(monkeypatch):
    """Ask for as many validation photos as the program does."""
    monkeypatch.setattr(retraining, "least_validation", enough.least_validation)


def test_retrain_refuses_until_gate_could_judge_it(workspace, recorder, decided, guarded, quick):
    decided(60)
    missing = schedule.outlook(workspace).missing
    assert missing > 0
    with pytest.raises(KnownError) as raised:
        retraining.run(workspace, recorder.job)
    assert (raised.value.code, raised.value.params) == ("too-few-to-judge", {"least": missing})
    assert versions.training_runs(workspace) == ()
    # Without a verdict it starts only if the candidate is to be activated in any case.
    assert retraining.run(workspace, recorder.job, activate=True)["activated"]


def test_forecast_is_stored_until_model_or_photos_change(workspace, recorder, decided):
    decided(60)
    before = schedule.outlook(workspace)
    assert (before.seconds, before.is_measured) == (None, False)
    found = forecasting.run(workspace, recorder.job)
    then = schedule.outlook(workspace)
    assert found["version"] == "seed-cnn"
    assert found["training_photos"] == then.training_photos
    assert (then.seconds, then.is_measured) == (found["seconds"], True)
    assert found["seconds"] > 0
    decided(40)
    more = schedule.outlook(workspace)
    assert not more.is_measured
    assert more.seconds > found["seconds"], "it grows with the photos until it is measured again"


def test_forecast_refuses_without_training_photos(workspace, recorder):
    with pytest.raises(KnownError) as raised:
        forecasting.run(workspace, recorder.job)
    assert raised.value.code == "no-training-photos"


def test_retrain_reports_how_candidate_does_beside_draft(workspace, recorder, decided, quick):
    decided(120)
    learning.run(workspace, recorder.job, once=True)
    draft = drafts.learning(workspace).draft
    assert draft.used
    result = retraining.run(workspace, recorder.job)
    live = versions.training_runs(workspace)[0].report["live"]
    assert live == result["metrics"]["live"]
    assert (live["draft"], live["count"]) == (draft.id, result["validation"])
    # The draft had learned from the same photos.
    assert live["accuracy"] == pytest.approx(draft.figures["right"] / draft.figures["validation"])
    assert live["candidate"] == pytest.approx(result["metrics"]["candidate"]["accuracy"])
    won = live["only_candidate_right"] - live["only_live_right"]
    assert won == pytest.approx(live["count"] * (live["candidate"] - live["accuracy"]))


def test_retrain_reports_no_draft_without_live_learning(workspace, recorder, decided, quick):
    decided(60)
    retraining.run(workspace, recorder.job)
    assert "live" not in versions.training_runs(workspace)[0].report

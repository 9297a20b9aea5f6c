"""Retraining, activation and scoring again, with the shipped model and real fine-tuning."""

import json
from dataclasses import fields

import numpy as np
import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.runs import RunState
from hitl_app.jobs import flagging
from hitl_app.jobs.folder_scoring import prepared_thumbnail
from hitl_app.jobs.imports import importing
from hitl_app.jobs.models import activating, comparing, rescoring, retraining
from hitl_app.services.categories import categories
from hitl_app.services.models import versions
from hitl_app.services.review import reviewing
from hitl_app.services.settings import flagging_pending, set_setting
from hitl_app.store.schema import TrainingRunRow
from tests.helpers.files.photos import make_photos
from tests.helpers.workspace.workspaces import add_photos
from training.core.observer import Silent
from training.finetuning.config import FinetuneConfig
from training.finetuning.finetune import finetune
from training.inputs.samples import Samples
from training.versions.registry import load_model


def imported(workspace, recorder, tmp_path, count, *, decided):
    """Import synthetic photos and decide some by the number in their name."""
    make_photos(tmp_path / "drop", count)
    importing.run(workspace, recorder.job, paths=[str(tmp_path / "drop")])
    shown = reviewing.next_photos(workspace, limit=count)
    kinds = categories.list_categories(workspace)
    for one in sorted(shown, key=lambda s: s.photo.path)[:decided]:
        number = int(one.photo.path.rsplit("-", 1)[1].split(".")[0])
        answer = kinds[number % 4].id
        reviewing.decide(workspace, one.photo.id, Answer.CATEGORY, "ann", answer)
    recorder.events.clear()
    return shown


def test_retrain_activates_nothing_when_validation_photos_are_few(
    workspace, recorder, tmp_path, quick
):
    imported(workspace, recorder, tmp_path, 48, decided=40)
    result = retraining.run(workspace, recorder.job)
    assert (result["verdict"], result["activated"]) == ("undecided", False)
    assert (result["active"], result["candidate"]) == ("seed-cnn", "seed-cnn-1")
    assert result["reasons"][0][0] == "too-few-validation"
    assert result["left_out"] == 0
    assert result["training_photos"] + result["validation"] == 40
    assert recorder.stages()[-3:] == ["begin", "train", "compare"]
    curve = [e["record"] for e in recorder.events if e["event"] == "curve"]
    assert [r["epoch"] for r in curve] == list(range(1, len(curve) + 1))
    json.dumps(recorder.events, allow_nan=False)
    (run,) = versions.training_runs(workspace)
    assert (run.state, run.candidate, run.verdict) == (RunState.DONE, "seed-cnn-1", "undecided")
    assert run.report["curve"] == curve
    # The operator may still activate it; photos to review are scored again, reviewed ones are not.
    activated = activating.activate(workspace, recorder.job, version="seed-cnn-1")
    assert (activated["model"], activated["scored"]) == ("seed-cnn-1", 8)
    assert {p.version for p in reviewing.queue(workspace, 50)} == {"seed-cnn-1"}
    assert versions.stale_photos(workspace) == 0
    back = activating.rollback(workspace, recorder.job)
    assert (back["model"], back["scored"]) == ("seed-cnn", 8)


def test_retrain_adds_new_and_drops_retired_categories(
    workspace, recorder, tmp_path, monkeypatch, quicken
):
    shown = imported(workspace, recorder, tmp_path, 158, decided=0)
    hat = categories.add_category(workspace, "Hat").category
    kinds = {c.name: c.id for c in categories.list_categories(workspace)}
    for one in sorted(shown, key=lambda s: s.photo.path.rsplit("-", 1)[1])[:110]:
        answer = hat.id if "coat" in one.photo.path else kinds["Bag"]
        reviewing.decide(workspace, one.photo.id, Answer.CATEGORY, "ann", answer)
    categories.retire_category(workspace, "Sandal")
    judge = comparing.compare
    monkeypatch.setattr(comparing, "compare", lambda *a, **k: judge(*a, **{**k, "minimum": 10}))
    result = retraining.run(workspace, recorder.job)
    card = workspace.card(result["candidate"])
    old = workspace.card("seed-cnn").categories
    assert card.categories == (*(name for name in old if name != "Sandal"), "Hat")
    version = next(v for v in versions.list_versions(workspace) if v.name == result["candidate"])
    assert list(version.outputs) == [
        *(kinds[name] for name in card.categories if name != "Hat"),
        hat.id,
    ]
    metrics = result["metrics"]
    assert metrics["categories"] == [*card.categories, "Sandal"]
    place = card.categories.index("Hat")
    assert metrics["active"]["recall"][place] == 0.0, "it has no such output"
    assert metrics["candidate"]["recall"][place] > 0.5
    assert (result["verdict"], result["activated"]) == ("better", True)
    coats = [photo for photo in reviewing.queue(workspace, 50) if "coat" in photo.path]
    hats = [photo for photo in coats if photo.suggestion_id == hat.id]
    assert len(coats) == 8
    assert len(hats) >= 6, "photos to review were scored again"
    # The next retraining continues from this version.
    quicken()
    again = retraining.run(workspace, type(recorder)().job)
    assert workspace.card(again["candidate"]).categories == card.categories


def test_retrain_activates_better_candidate_and_rescores_queue(
    workspace, recorder, tmp_path, monkeypatch, quicken
):
    shown = imported(workspace, recorder, tmp_path, 150, decided=140)
    judge = comparing.compare
    monkeypatch.setattr(comparing, "compare", lambda *a, **k: judge(*a, **{**k, "minimum": 10}))
    result = retraining.run(workspace, recorder.job)
    metrics = result["metrics"]
    assert metrics["candidate"]["accuracy"] > metrics["active"]["accuracy"] + 0.2
    assert (result["verdict"], result["activated"], result["active"]) == (
        "better",
        True,
        "seed-cnn-1",
    )
    assert result["scored"] == 10
    assert len(shown) == 150
    assert {p.version for p in reviewing.queue(workspace, 50)} == {"seed-cnn-1"}
    quicken()
    again = retraining.run(workspace, type(recorder)().job)
    assert again["candidate"] == "seed-cnn-2"
    version = next(v for v in versions.list_versions(workspace) if v.name == "seed-cnn-2")
    assert version.parent == "seed-cnn-1"


def test_retrain_never_trains_on_validation_photos(workspace, recorder, tmp_path, monkeypatch):
    imported(workspace, recorder, tmp_path, 30, decided=30)
    seen = {}

    def spy(**arguments):
        seen.update(arguments)
        raise KnownError("disk-full", path="x")

    monkeypatch.setattr(retraining, "finetune", spy)
    with pytest.raises(KnownError):
        retraining.run(workspace, recorder.job)
    training_photos = {image.tobytes() for image in seen["training_photos"].images}
    validation = {image.tobytes() for image in seen["validation"].images}
    assert training_photos
    assert validation
    assert not training_photos & validation
    counts = reviewing.counts(workspace)
    assert (counts.training, counts.validation) == (len(training_photos), len(validation))
    (run,) = versions.training_runs(workspace)
    assert run.state is RunState.FAILED


def test_retrain_leaves_no_version_when_cancelled(workspace, recorder, tmp_path):
    imported(workspace, recorder, tmp_path, 20, decided=20)
    recorder.stop_at = ("train", 5)
    with pytest.raises(CancelledError):
        retraining.run(workspace, recorder.job)
    assert [v.name for v in versions.list_versions(workspace)] == ["seed-cnn"]
    assert list(workspace.models_folder.glob("*")) == []
    (run,) = versions.training_runs(workspace)
    assert run.state is RunState.CANCELLED


def test_retrain_refuses_without_training_photos(workspace, recorder):
    (number,) = add_photos(workspace, [0.5])
    reviewing.decide(workspace, number, Answer.NOT_A_PHOTO, "ann")
    with pytest.raises(KnownError) as raised:
        retraining.run(workspace, recorder.job)
    assert raised.value.code == "no-training-photos"
    assert versions.training_runs(workspace) == ()


def test_retrain_refuses_when_all_training_photos_are_of_retired_categories(workspace, recorder):
    coat = next(c.id for c in categories.list_categories(workspace) if c.name == "Coat")
    for number in add_photos(workspace, [0.5] * 9):
        reviewing.decide(workspace, number, Answer.CATEGORY, "ann", coat)
    categories.retire_category(workspace, "Coat")
    training_photos = reviewing.counts(workspace).training
    assert training_photos
    with pytest.raises(KnownError) as raised:
        retraining.run(workspace, recorder.job)
    assert (raised.value.code, raised.value.params) == (
        "training-retired",
        {"count": training_photos},
    )


def test_rescoring_suggests_no_retired_category(workspace, recorder, tmp_path):
    make_photos(tmp_path / "drop", 12)
    importing.run(workspace, recorder.job, paths=[str(tmp_path / "drop")])
    names = {c.id: c.name for c in categories.list_categories(workspace)}
    gone = reviewing.queue(workspace, 1)[0].suggestion_id
    categories.retire_category(workspace, names[gone])
    stale = versions.stale_photos(workspace)
    assert rescoring.run(workspace, recorder.job)["scored"] == stale > 0
    suggestions = {p.suggestion_id for p in reviewing.queue(workspace, 50)}
    assert gone not in suggestions
    assert None not in suggestions


def test_flagging_applies_and_removes_threshold(workspace, recorder):
    add_photos(workspace, list(np.linspace(0.35, 0.95, 40)))
    set_setting(workspace, "threshold", "0.8")
    assert flagging_pending(workspace)
    histogram = reviewing.confidence_histogram(workspace)
    result = flagging.run(workspace, recorder.job)
    assert result["to_review"] == histogram.flagged(0.8)
    assert result["auto_accepted"] == histogram.accepted(0.8) > 0
    assert not flagging_pending(workspace)
    set_setting(workspace, "threshold", "off")
    assert flagging.run(workspace, recorder.job)["to_review"] == 40


def test_finetune_repeats_run_from_its_record(workspace, recorder, tmp_path, quick):
    imported(workspace, recorder, tmp_path, 30, decided=24)
    result = retraining.run(workspace, recorder.job)
    with workspace.database.read() as session:
        row = session.query(TrainingRunRow).one()
        config, training_ids, parent = dict(row.config), list(row.training_ids), row.parent
    names = {field.name for field in fields(FinetuneConfig)}
    settings = {name: value for name, value in config.items() if name in names}
    again = finetune(
        workspace.version_folder(parent),
        prepared(workspace, training_ids, config["training_labels"]),
        prepared(workspace, config["validation_ids"], config["validation_labels"]),
        FinetuneConfig(**settings),
        tmp_path,
        "again",
        Silent(),
    )
    first = load_model(workspace.version_folder(result["candidate"])).get_weights()
    second = load_model(again).get_weights()
    assert all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))


def prepared(workspace, photo_ids, labels):
    shown = [reviewing.show_photo(workspace, photo_id) for photo_id in photo_ids]
    images = [prepared_thumbnail("fashion-mnist-28", one.thumbnail) for one in shown]
    stacked = np.stack(images) if images else np.zeros((0, 28, 28, 1), np.uint8)
    return Samples(stacked, np.array(labels, np.int64))

"""Export of a workspace's models for other runtimes."""

import json

import numpy as np
import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.jobs.imports import importing
from hitl_app.jobs.job import Job
from hitl_app.jobs.models import activating, retraining
from hitl_app.jobs.models.runtimes import export_runtime
from hitl_app.jobs.scoring import Scorer
from hitl_app.services.categories import categories
from hitl_app.services.models.versions import active_version
from hitl_app.services.review import reviewing
from hitl_app.store.models import versions
from tests.helpers.files.photos import make_photos
from tests.helpers.models.alone import run_example
from training.inputs.photos import decoded
from training.inputs.preparation import prepare

ONNX = {"runtime": "onnx"}


def refusal(call, *arguments, **named):
    with pytest.raises(KnownError) as raised:
        call(*arguments, **named)
    return raised.value.code


def names_of(out):
    return json.loads((out / "categories.json").read_text())


def suggested(workspace, files):
    """Return what a workspace suggests for files, with its confidence."""
    # Bulk work may compute with bytes, which moves confidences by a hundredth.
    scorer = Scorer(workspace, whole=True)
    batch = np.stack([prepare(decoded(file), scorer.preparation) for file in files])
    scores = scorer.scores(scorer.features(batch))
    known = {one.id: one.name for one in categories.list_categories(workspace)}
    return [known[one.suggestion_id] for one in scores], [one.confidence for one in scores]


def test_export_names_categories_as_workspace_does(workspace, recorder, tmp_path):
    """Renamed, merged and retired categories: labels are those of suggestions."""
    files = make_photos(tmp_path / "photos", 18)
    found = categories.list_categories(workspace)
    kept, gone, renamed, retired, *_ = found
    categories.merge_category(workspace, gone.name, kept.name)
    categories.rename_category(workspace, renamed.name, "=Jumper/é")
    categories.retire_category(workspace, retired.name)
    name = active_version(workspace).name
    for turn in ("out", "again"):
        out = tmp_path / turn
        export_runtime(workspace, recorder.job, version=name, target=str(out), **ONNX)
        names = names_of(out)
        assert "=Jumper/é" in names
        assert gone.name not in names
        assert retired.name not in names
        assert len(names) == len(found) - 2
        labels, confidences = suggested(workspace, files)
        printed = run_example(out, files)
        assert [label for label, _ in printed] == labels
        assert [share for _, share in printed] == pytest.approx(confidences, abs=0.002)
    assert recorder.stages() == ["convert", "check", "write"]


def test_retrained_version_is_exported_with_own_categories(workspace, recorder, tmp_path, quick):
    files = make_photos(tmp_path / "photos", 36)
    importing.run(workspace, recorder.job, paths=[str(tmp_path / "photos")])
    hat = categories.add_category(workspace, "Topi, hijau").category
    bag = next(one for one in categories.list_categories(workspace) if one.name == "Bag")
    for one in reviewing.next_photos(workspace, limit=30):
        answer = hat.id if "coat" in one.photo.path else bag.id
        reviewing.decide(workspace, one.photo.id, Answer.CATEGORY, "ann", answer)
    name = retraining.run(workspace, recorder.job)["candidate"]
    activating.activate(workspace, recorder.job, version=name)
    labels, confidences = suggested(workspace, files)
    assert {"Topi, hijau", "Bag"} & set(labels)
    for runtime in ("onnx", "keras"):
        out = tmp_path / runtime
        params = {"version": name, "target": str(out), "runtime": runtime}
        done = export_runtime(workspace, Job(lambda _event: None), **params)
        assert (done["version"], done["equal"]) == (name, done["photos"])
        assert names_of(out) == list(workspace.card(name).categories)
    printed = run_example(tmp_path / "onnx", files)
    assert [label for label, _ in printed] == labels
    assert [share for _, share in printed] == pytest.approx(confidences, abs=0.002)


@pytest.mark.parametrize("stage", ["convert", "check"])
def test_cancelled_export_leaves_nothing_and_can_be_started_again(
    workspace, recorder, tmp_path, stage
):
    place = tmp_path / "exports"
    place.mkdir()
    wanted = {"version": active_version(workspace).name, "target": str(place / "out"), **ONNX}
    recorder.stop_at = (stage, 0)
    with pytest.raises(CancelledError):
        export_runtime(workspace, recorder.job, **wanted)
    assert not list(place.iterdir())
    export_runtime(workspace, Job(lambda _event: None), **wanted)
    assert [path.name for path in place.iterdir()] == ["out"]


def test_shipped_model_that_is_not_registered_is_exported(workspace, recorder, tmp_path):
    wanted = {"version": "fashion-mnist", "target": str(tmp_path / "out.zip"), **ONNX}
    result = export_runtime(workspace, recorder.job, **wanted)
    assert result["equal"] == result["photos"]
    assert "Trouser" in result["categories"]


@pytest.mark.parametrize("name", ["nothing", "../fashion-mnist", ""])
def test_unknown_version_is_refused(workspace, recorder, tmp_path, name):
    wanted = {"version": name, "target": str(tmp_path / "out"), **ONNX}
    assert refusal(export_runtime, workspace, recorder.job, **wanted) == "version-unknown"


def test_places_that_are_taken_or_own_are_refused(workspace, recorder, tmp_path):
    name = active_version(workspace).name
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "photo.jpg").write_bytes(b"x")
    for target, code in (
        (tmp_path / "mine", "runtime-there"),
        (workspace.models_folder / "x", "target-own"),
        (tmp_path / "missing" / "x", "write-failed"),
    ):
        wanted = {"version": name, "target": str(target), "replace": True, **ONNX}
        assert refusal(export_runtime, workspace, recorder.job, **wanted) == code
    wanted = {"version": name, "target": str(tmp_path / "x"), "runtime": "flash"}
    assert refusal(export_runtime, workspace, recorder.job, **wanted) == "runtime-unknown"


def test_version_without_category_in_use_is_refused(workspace, recorder, tmp_path):
    found = categories.list_categories(workspace)
    for name in ("my hat", "my scarf"):
        categories.add_category(workspace, name)
    for one in found:
        categories.retire_category(workspace, one.name)
    wanted = {"version": active_version(workspace).name, "target": str(tmp_path / "x"), **ONNX}
    assert refusal(export_runtime, workspace, recorder.job, **wanted) == "runtime-categories"


def test_draft_is_refused_when_there_is_none_or_for_another_version(workspace, recorder, tmp_path):
    name = active_version(workspace).name
    wanted = {"target": str(tmp_path / "x"), "draft": True, **ONNX}
    refused = refusal(export_runtime, workspace, recorder.job, version=name, **wanted)
    assert refused == "draft-none"
    with workspace.database.read() as session:
        others = [one.name for one in versions.all_versions(session) if not one.active]
    for other in others:
        refused = refusal(export_runtime, workspace, recorder.job, version=other, **wanted)
        assert refused == "draft-elsewhere"

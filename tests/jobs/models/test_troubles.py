"""Retraining with bad input, a full disk or another retraining; versions on the same photos."""

import errno
import os

import numpy as np
import pytest
from sqlalchemy import delete, select, update

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.reports.confusion import pair
from hitl_app.domain.runs import RunState
from hitl_app.jobs.imports import importing
from hitl_app.jobs.models import activating, comparing, rescoring, retraining
from hitl_app.services.categories import categories
from hitl_app.services.models import pruning, versions
from hitl_app.services.review import reviewing
from hitl_app.store.engine import leases
from hitl_app.store.schema import PhotoRow, ThumbnailRow
from safeio import files
from tests.helpers.files.photos import make_photos


@pytest.fixture
def decided(workspace, recorder, tmp_path):
    """Return a function that imports synthetic photos and decides some."""

    def work(count, how_many, answer):
        make_photos(tmp_path / "drop", count)
        importing.run(workspace, recorder.job, paths=[str(tmp_path / "drop")])
        kinds = categories.list_categories(workspace)
        for n, photo in enumerate(reviewing.queue(workspace, how_many)):
            reviewing.decide(workspace, photo.id, Answer.CATEGORY, "ann", kinds[answer(n)].id)
        recorder.events.clear()

    return work


def splits(workspace):
    counts = reviewing.counts(workspace)
    return counts.training, counts.validation


def test_retrain_is_undecided_with_three_training_photos(workspace, recorder, decided, quick):
    decided(12, 0, lambda _: 0)
    kinds = categories.list_categories(workspace)
    for photo in reviewing.queue(workspace, 12):
        if splits(workspace)[0] < 3:
            reviewing.decide(workspace, photo.id, Answer.CATEGORY, "ann", kinds[0].id)
    result = retraining.run(workspace, recorder.job)
    assert result["training_photos"] == 3
    assert (result["verdict"], result["activated"]) == ("undecided", False)
    assert versions.active_version(workspace).name == "seed-cnn"
    (run,) = versions.training_runs(workspace)
    assert (run.training_photos, run.state) == (3, RunState.DONE)


def test_retrain_activates_nothing_for_training_photos_of_one_category(
    workspace, recorder, decided, quick
):
    decided(40, 30, lambda _: 2)
    result = retraining.run(workspace, recorder.job)
    assert not result["activated"]
    before, after = pair(versions.training_runs(workspace)[0].report)
    assert sum(before.counts.values()) == sum(after.counts.values()) == result["validation"]
    own = before.categories.index(categories.list_categories(workspace)[2].name)
    assert before.photos(own) == after.photos(own) == result["validation"]


def test_retrain_leaves_out_and_counts_unreadable_thumbnails(workspace, recorder, decided, quick):
    decided(30, 25, lambda n: n % 3)
    training_photos, validation = splits(workspace)
    with workspace.database.write() as session:
        ids = list(session.scalars(_ids("training")))
        session.execute(delete(ThumbnailRow).where(ThumbnailRow.photo_id == ids[0]))
        damaged = update(ThumbnailRow).where(ThumbnailRow.photo_id == ids[1])
        session.execute(damaged.values(encoded=b"\x89PNG broken"))
    result = retraining.run(workspace, recorder.job)
    assert (result["training_photos"], result["validation"]) == (training_photos - 2, validation)
    assert result["unreadable"] == 2


def _ids(split):
    return select(PhotoRow.id).where(PhotoRow.split == split, PhotoRow.state == "reviewed")


def test_retrain_refuses_when_all_thumbnails_are_unreadable(workspace, recorder, decided):
    decided(12, 10, lambda n: n % 3)
    with workspace.database.write() as session:
        session.execute(update(ThumbnailRow).values(encoded=b"gone"))
    with pytest.raises(KnownError) as raised:
        retraining.run(workspace, recorder.job)
    assert raised.value.code == "thumbnails-gone"
    assert versions.training_runs(workspace) == ()


def test_retrain_leaves_no_version_when_disk_is_full(
    workspace, recorder, decided, quick, monkeypatch
):
    decided(14, 12, lambda n: n % 3)
    real, done = files.sync_file, []

    def full(path):
        # The first file of the version is written, later ones are not.
        done.append(path)
        if len(done) > 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(path)

    monkeypatch.setattr(files, "sync_file", full)
    with pytest.raises(KnownError) as raised:
        retraining.run(workspace, recorder.job)
    assert raised.value.code == "disk-full"
    assert len(done) > 1
    assert list(workspace.models_folder.iterdir()) == []
    (run,) = versions.training_runs(workspace)
    assert run.state is RunState.FAILED
    assert versions.active_version(workspace).name == "seed-cnn"
    assert not pruning.is_due(workspace)


def test_retrain_refuses_to_run_beside_another_retraining(workspace, recorder, decided):
    decided(12, 10, lambda n: n % 3)
    with workspace.database.write() as session:
        lease = leases.take_lease(session, versions.LEASE)
    with pytest.raises(KnownError) as raised:
        retraining.run(workspace, recorder.job)
    assert (raised.value.code, raised.value.params["job"]) == ("job-busy", "retrain")
    with workspace.database.write() as session:
        leases.drop_lease(session, lease)


def test_retrain_runs_again_after_cancel(workspace, recorder, decided, quick):
    decided(14, 12, lambda n: n % 3)
    recorder.stop_at = ("train", 2)
    with pytest.raises(CancelledError):
        retraining.run(workspace, recorder.job)
    assert list(workspace.models_folder.glob("*")) == []
    result = retraining.run(workspace, type(recorder)().job)
    assert result["candidate"] == "seed-cnn-1"
    states = [run.state for run in versions.training_runs(workspace)]
    assert states == [RunState.DONE, RunState.CANCELLED]


def test_retrain_ends_as_cancelled_before_first_batch(workspace, recorder, decided):
    decided(14, 12, lambda n: n % 3)
    recorder.stop_at = ("train", 0)
    with pytest.raises(CancelledError):
        retraining.run(workspace, recorder.job)
    assert [run.state for run in versions.training_runs(workspace)] == [RunState.CANCELLED]


def test_rescoring_resumes_after_cancelled_activation(
    workspace, recorder, decided, quick, monkeypatch
):
    decided(60, 20, lambda n: n % 3)
    result = retraining.run(workspace, recorder.job)
    monkeypatch.setattr(rescoring, "BATCH", 16)
    monkeypatch.setattr("hitl_app.jobs.job._REPORT_S", 0)
    recorder.stop_at = ("score", 16)
    activated = activating.activate(workspace, recorder.job, version=result["candidate"])
    assert versions.active_version(workspace).name == result["candidate"]
    left = versions.stale_photos(workspace)
    assert 0 < left < 40
    assert activated["unscored"] == left
    assert rescoring.run(workspace, type(recorder)().job)["scored"] == left
    assert versions.stale_photos(workspace) == 0


# Comparison of versions.


def test_evaluate_and_compare_use_same_validation_photos(workspace, recorder, decided, quick):
    decided(80, 70, lambda n: n % 3)
    retraining.run(workspace, recorder.job)
    _, validation = splits(workspace)
    one = comparing.evaluate(workspace, recorder.job)
    assert (one["version"], one["count"]) == ("seed-cnn", validation)
    assert sum(count for _, _, count in one["confusion"]) == validation
    right = sum(count for a, b, count in one["confusion"] if a == b)
    assert one["accuracy"] == pytest.approx(right / validation)
    kept = versions.active_version(workspace).metrics["evaluated"]
    assert (kept["accuracy"], kept["count"]) == (one["accuracy"], validation)
    two = comparing.compare_versions(workspace, recorder.job, version="seed-cnn-1")
    assert (two["version"], two["against"]) == ("seed-cnn-1", "seed-cnn")
    assert two["active"]["accuracy"] == pytest.approx(one["accuracy"])
    report = versions.training_runs(workspace)[0].report
    assert two["candidate"]["accuracy"] == pytest.approx(report["candidate"]["accuracy"])
    assert two["only_candidate_right"] == report["only_candidate_right"]
    same = comparing.compare_versions(
        workspace, recorder.job, version="seed-cnn", against="seed-cnn"
    )
    assert (same["only_candidate_right"], same["only_active_right"]) == (0, 0)
    assert same["verdict"] != "better"


def test_evaluate_leaves_out_blind_photos(workspace, recorder, decided):
    decided(40, 30, lambda n: n % 3)
    _, validation = splits(workspace)
    with workspace.database.write() as session:
        ids = list(session.scalars(_ids("validation")))
        session.execute(update(PhotoRow).where(PhotoRow.id == ids[0]).values(blind=True))
    one = comparing.evaluate(workspace, recorder.job)
    assert one["count"] == validation - 1


def test_evaluate_and_compare_refuse_without_validation_photos(workspace, recorder, decided):
    decided(12, 0, lambda _: 0)
    for ask in (
        lambda: comparing.evaluate(workspace, recorder.job),
        lambda: comparing.compare_versions(workspace, recorder.job, version="seed-cnn"),
    ):
        with pytest.raises(KnownError) as raised:
            ask()
        assert raised.value.code == "no-validation"


def test_confusion_counts_labels_and_predictions():
    probabilities = np.array([[0.9, 0.1], [0.2, 0.8], [0.7, 0.3]], np.float32)
    assert comparing._confusion(probabilities, np.array([0, 0, 1])) == [
        [0, 0, 1],
        [0, 1, 1],
        [1, 0, 1],
    ]
    assert comparing._confusion(probabilities[:0], np.array([], np.int64)) == []

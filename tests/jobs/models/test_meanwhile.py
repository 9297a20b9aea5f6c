"""Changes while a job runs: other versions, categories, other jobs, and cancellation."""

from types import SimpleNamespace

import pytest
from sqlalchemy import delete, select, update

from hitl_app.domain.certification.inspections import InspectionState
from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError
from hitl_app.domain.models import FOREIGN
from hitl_app.domain.photos import PhotoState
from hitl_app.domain.runs import RunState
from hitl_app.jobs.imports import importing
from hitl_app.jobs.models import activating, comparing, rescoring, retraining
from hitl_app.services.categories import categories
from hitl_app.services.models import versions
from hitl_app.services.review import reviewing
from hitl_app.store.engine import leases
from hitl_app.store.schema import EmbeddingRow, ModelVersionRow, PhotoRow
from tests.helpers.files.photos import make_photos
from tests.helpers.workspace.workspaces import let_another_take_over


@pytest.fixture
def decided(workspace, recorder, tmp_path):
    """Return a workspace of 60 imported photos, 20 of them decided."""
    make_photos(tmp_path / "drop", 60)
    importing.run(workspace, recorder.job, paths=[str(tmp_path / "drop")])
    kinds = categories.list_categories(workspace)
    for n, photo in enumerate(reviewing.queue(workspace, 20)):
        reviewing.decide(workspace, photo.id, Answer.CATEGORY, "ann", kinds[n % 3].id)
    recorder.events.clear()
    return workspace


@pytest.fixture
def judged(monkeypatch):
    """Return a function that makes the gate prefer every candidate after a given action."""

    def after(deed):
        real = retraining.judge

        def judge(*args):
            verdict, report = real(*args)
            deed()
            object.__setattr__(verdict, "verdict", "better")
            return verdict, report

        monkeypatch.setattr(retraining, "judge", judge)

    return after


def active(workspace):
    return versions.active_version(workspace).name


def last_run(workspace):
    return versions.training_runs(workspace)[0]


def test_retrain_activates_nothing_when_active_version_changed_meanwhile(
    decided, recorder, quick, judged
):
    judged(lambda: let_another_take_over(decided))
    result = retraining.run(decided, recorder.job)
    assert (result["verdict"], result["activated"], result["active"]) == ("better", False, "other")
    assert active(decided) == "other"
    assert result["reasons"][-1] == [
        "another-version-meanwhile",
        {"version": "other", "parent": "seed-cnn"},
    ]
    run = last_run(decided)
    assert (run.state, run.candidate) == (RunState.DONE, "seed-cnn-1")
    assert run.report["reasons"][-1]["code"] == "another-version-meanwhile"


def test_retrain_activates_nothing_when_inspection_was_opened_meanwhile(
    decided, recorder, quick, judged, monkeypatch
):
    found = SimpleNamespace(id=7, state=InspectionState.OPEN)
    under_way = retraining.inspections.under_way
    now = []
    monkeypatch.setattr(
        retraining.inspections, "under_way", lambda s: now[0] if now else under_way(s)
    )
    judged(lambda: now.append(found))
    result = retraining.run(decided, recorder.job)
    assert (result["activated"], active(decided)) == (False, "seed-cnn")
    assert result["reasons"][-1] == ["inspection-meanwhile", {}]


def test_retrain_keeps_active_version_when_cancelled_before_activation(
    decided, recorder, quick, judged
):
    judged(recorder.job.cancel)
    with pytest.raises(CancelledError):
        retraining.run(decided, recorder.job)
    assert active(decided) == "seed-cnn"
    assert last_run(decided).state is RunState.CANCELLED


def test_retrain_counts_unscored_photos_when_cancelled_after_activation(
    decided, recorder, quick, judged, monkeypatch
):
    judged(lambda: None)
    monkeypatch.setattr(rescoring, "BATCH", 16)
    recorder.stop_at = ("score", 16)
    result = retraining.run(decided, recorder.job)
    assert (result["activated"], result["active"]) == (True, "seed-cnn-1")
    assert last_run(decided).state is RunState.DONE
    assert result["unscored"] == versions.stale_photos(decided) > 0


def test_rollback_waits_for_another_rescoring(decided, recorder, monkeypatch):
    let_another_take_over(decided)
    monkeypatch.setattr(rescoring, "_CHECK_AGAIN_S", 0)
    with decided.database.write() as session:
        held = leases.take_lease(session, rescoring.LEASE)
    waited = []

    def on_event(event):
        recorder.events.append(event)
        if event.get("stage") == "score" and not waited:
            waited.append(event)
            with decided.database.write() as session:
                leases.drop_lease(session, held)

    recorder.job._send = on_event
    result = activating.rollback(decided, recorder.job)
    assert waited
    assert (result["model"], result["unscored"]) == ("seed-cnn", 0)
    assert versions.stale_photos(decided) == 0


def test_rollback_keeps_activation_when_cancelled_while_it_waits(decided, recorder):
    let_another_take_over(decided)
    with decided.database.write() as session:
        leases.take_lease(session, rescoring.LEASE)
    recorder.stop_at = ("score", 0)
    result = activating.rollback(decided, recorder.job)
    assert (result["model"], active(decided)) == ("seed-cnn", "seed-cnn")


@pytest.mark.parametrize("change", ["retired", "merged"])
def test_rescoring_suggests_no_category_retired_or_merged_meanwhile(
    decided, recorder, monkeypatch, change
):
    with decided.database.write() as session:
        session.execute(delete(EmbeddingRow))
        to_review = PhotoRow.state == PhotoState.TO_REVIEW
        session.execute(update(PhotoRow).where(to_review).values(version_id=None))
    suggested = reviewing.queue(decided, 60)[0].suggestion_id
    names = {c.id: c.name for c in categories.list_categories(decided)}
    real, done = rescoring._from_thumbnails, []

    def scored(*args):
        result = real(*args)
        if not done:
            done.append(True)
            if change == "retired":
                categories.retire_category(decided, names[suggested])
            else:
                into = next(name for number, name in names.items() if number != suggested)
                categories.merge_category(decided, names[suggested], into)
        return result

    monkeypatch.setattr(rescoring, "_from_thumbnails", scored)
    rescoring.run(decided, recorder.job)
    assert done
    assert suggested not in {photo.suggestion_id for photo in reviewing.queue(decided, 60)}
    assert versions.stale_photos(decided) == 0


# Outputs of versions, in the current categories.


def test_evaluate_counts_merged_outputs_together(decided, recorder, monkeypatch):
    before = comparing.evaluate(decided, recorder.job)
    kinds = categories.list_categories(decided)
    confusion = {(a, b): n for a, b, n in before["confusion"]}
    categories.merge_category(decided, kinds[0].name, kinds[1].name)
    after = comparing.evaluate(decided, recorder.job)
    assert after["count"] == before["count"]
    assert after["categories"] == [c for c in before["categories"] if c != kinds[0].name]
    # Confusions between the two are right now.
    wrong_between = confusion.get((0, 1), 0) + confusion.get((1, 0), 0)
    assert after["accuracy"] >= before["accuracy"] + wrong_between / before["count"] - 1e-6
    same = comparing.compare_versions(decided, recorder.job, version="seed-cnn", against="seed-cnn")
    assert same["active"]["accuracy"] == pytest.approx(after["accuracy"])


def test_evaluate_counts_foreign_outputs_as_wrong(decided, recorder):
    with decided.database.write() as session:
        for row in session.scalars(select(ModelVersionRow)):
            row.outputs = [FOREIGN] * len(row.outputs)
    found = comparing.evaluate(decided, recorder.job)
    assert found["accuracy"] == 0
    assert found["categories"][-1] == "–"
    last = len(found["categories"]) - 1
    assert {b for _, b, _ in found["confusion"]} == {last}

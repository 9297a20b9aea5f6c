"""What changes while a job is at work: other versions, categories, other jobs, and who stops it."""

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
from hitl_app.store.schema import ModelVersionRow, PhotoRow, PredictionRow
from tests.helpers.photos import make_photos
from tests.helpers.workspaces import let_another_take_over


@pytest.fixture
def decided(workspace, recorder, tmp_path):
    """60 photos that came in, 20 of them decided."""
    make_photos(tmp_path / "drop", 60)
    importing.run(workspace, recorder.job, paths=[str(tmp_path / "drop")])
    kinds = categories.list_categories(workspace)
    for n, photo in enumerate(reviewing.queue(workspace, 20)):
        reviewing.decide(workspace, photo.id, Answer.CATEGORY, "ann", kinds[n % 3].id)
    recorder.events.clear()
    return workspace


@pytest.fixture
def judged(monkeypatch):
    """Has the gate call every candidate better, once something else was done."""

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


def test_a_candidate_does_not_take_over_from_what_it_was_not_compared_with(
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


def test_a_candidate_closes_no_inspection_that_was_opened_meanwhile(
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


def test_who_stops_it_before_it_took_over_keeps_the_model(decided, recorder, quick, judged):
    judged(recorder.job.cancel)
    with pytest.raises(CancelledError):
        retraining.run(decided, recorder.job)
    assert active(decided) == "seed-cnn"
    assert last_run(decided).state is RunState.CANCELLED


def test_who_stops_it_afterwards_is_told_what_is_so(decided, recorder, quick, judged, monkeypatch):
    judged(lambda: None)
    monkeypatch.setattr(rescoring, "BATCH", 16)
    recorder.stop_at = ("score", 16)
    result = retraining.run(decided, recorder.job)
    assert (result["activated"], result["active"]) == (True, "seed-cnn-1")
    assert last_run(decided).state is RunState.DONE
    assert result["unscored"] == versions.stale_photos(decided) > 0


def test_another_job_that_scores_again_is_waited_for(decided, recorder, monkeypatch):
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
    said = activating.rollback(decided, recorder.job)
    assert waited
    assert (said["model"], said["unscored"]) == ("seed-cnn", 0)
    assert versions.stale_photos(decided) == 0


def test_who_does_not_want_to_wait_for_it_ends_what_is_done(decided, recorder):
    let_another_take_over(decided)
    with decided.database.write() as session:
        leases.take_lease(session, rescoring.LEASE)
    recorder.stop_at = ("score", 0)
    said = activating.rollback(decided, recorder.job)
    assert (said["model"], active(decided)) == ("seed-cnn", "seed-cnn")


@pytest.mark.parametrize("change", ["retired", "merged"])
def test_no_suggestion_outlives_its_category(decided, recorder, monkeypatch, change):
    with decided.database.write() as session:
        session.execute(delete(PredictionRow))
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


# What versions say, in the categories of now.


def test_outputs_that_were_merged_count_together(decided, recorder, monkeypatch):
    before = comparing.evaluate(decided, recorder.job)
    kinds = categories.list_categories(decided)
    said = {(a, b): n for a, b, n in before["confusion"]}
    categories.merge_category(decided, kinds[0].name, kinds[1].name)
    after = comparing.evaluate(decided, recorder.job)
    assert after["count"] == before["count"]
    assert after["categories"] == [c for c in before["categories"] if c != kinds[0].name]
    # Nobody said one of the two for the other any more.
    wrong_between = said.get((0, 1), 0) + said.get((1, 0), 0)
    assert after["accuracy"] >= before["accuracy"] + wrong_between / before["count"] - 1e-6
    same = comparing.compare_versions(decided, recorder.job, version="seed-cnn", against="seed-cnn")
    assert same["active"]["accuracy"] == pytest.approx(after["accuracy"])


def test_a_version_that_knows_none_of_the_categories_is_never_right(decided, recorder):
    with decided.database.write() as session:
        for row in session.scalars(select(ModelVersionRow)):
            row.outputs = [FOREIGN] * len(row.outputs)
    said = comparing.evaluate(decided, recorder.job)
    assert said["accuracy"] == 0
    assert said["categories"][-1] == "–"
    last = len(said["categories"]) - 1
    assert {b for _, b, _ in said["confusion"]} == {last}

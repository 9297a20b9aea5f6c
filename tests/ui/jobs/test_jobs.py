"""Tests of the pool of worker processes, with a fake worker."""

import sys
from dataclasses import replace

import pytest

from hitl_app.ui.jobs.job import JobState
from hitl_app.ui.jobs.jobs import DECIDING_S, JobPool
from tests.helpers.processes import children
from tests.ui.conftest import fake_worker


@pytest.fixture
def pool(qtbot, tmp_path):
    pool = JobPool(tmp_path, program=fake_worker(), grace_ms=100)
    yield pool
    pool.close()


def ended(qtbot, job, timeout=10_000):
    qtbot.waitUntil(lambda: job.is_over, timeout=timeout)
    return job.outcome


def test_pool_reports_result_and_progress_when_job_is_done(pool, qtbot, tmp_path):
    changed = []
    pool.changed.connect(changed.append)
    job = pool.start("import", {"paths": ["/a"]})
    assert job.state is JobState.RUNNING
    outcome = ended(qtbot, job)
    assert outcome.state is JobState.DONE
    assert outcome.result["params"] == {"paths": ["/a"]}
    assert job.progress.done == 1
    assert job.progress.total == 4
    assert (job.progress.rate, job.progress.left_s) == (2.0, 1.5)
    assert changed == [["photos"]]
    assert pool.jobs == ()


def test_note_decision_reaches_all_running_jobs(pool, qtbot):
    jobs = [pool.start(name, {"play": "waits"}) for name in ("import", "retrain")]
    qtbot.waitUntil(lambda: all(job.progress for job in jobs))
    pool.note_decision()
    pool.note_decision()
    qtbot.waitUntil(lambda: all(job.progress.done == 2 for job in jobs))
    assert {job.progress.stage for job in jobs} == {"decided"}
    assert {job.progress.left_s for job in jobs} == {DECIDING_S}
    for job in jobs:
        pool.cancel(job)
        assert ended(qtbot, job).state is JobState.CANCELLED
        assert job.progress.done == 2


def test_pool_throttles_progress_but_always_reports_the_last(pool, qtbot):
    job = pool.start("import", {"play": "waits"})
    qtbot.waitUntil(lambda: job.progress is not None)
    qtbot.waitUntil(lambda: not pool._soon.isActive())
    reported = []
    pool.updated.connect(lambda: reported.append(job.progress))
    for done in range(50):
        job.progress = replace(job.progress, done=done)
        job.progressed.emit()
    assert [progress.done for progress in reported] == [0]
    qtbot.waitUntil(lambda: len(reported) == 2)
    assert reported[-1].done == 49
    qtbot.waitUntil(lambda: not pool._soon.isActive())
    assert len(reported) == 2
    pool.cancel(job)
    assert len(reported) == 4, "the request to stop is reported at once"
    ended(qtbot, job)


def test_pool_reports_code_and_detail_when_job_fails(pool, qtbot):
    outcome = ended(qtbot, pool.start("import", {"play": "failed"}))
    assert (outcome.state, outcome.code) == (JobState.FAILED, "disk-full")
    assert outcome.params == {"path": "/full"}
    assert outcome.detail == "the traceback\n\nlog of import"


def test_pool_reports_failure_with_log_when_process_dies(pool, qtbot):
    outcome = ended(qtbot, pool.start("import", {"play": "dies"}))
    assert (outcome.state, outcome.code) == (JobState.FAILED, "worker-died")
    assert outcome.params == {"detail": "exit code 3"}
    assert outcome.detail.endswith("the last words")


def test_pool_reports_failure_when_process_is_killed(pool, qtbot):
    job = pool.start("import", {"play": "waits"})
    qtbot.waitUntil(lambda: job.progress is not None)
    children()[0].kill()
    outcome = ended(qtbot, job)
    assert outcome.code == "worker-died"
    assert outcome.params["detail"].startswith("signal")


def test_pool_reports_failure_when_program_is_missing(qtbot, tmp_path):
    pool = JobPool(tmp_path, program=["/no/such/program"])
    outcome = ended(qtbot, pool.start("import"))
    assert (outcome.state, outcome.code) == (JobState.FAILED, "worker-died")
    pool.close()


def test_pool_ignores_output_of_libraries(pool, qtbot):
    assert ended(qtbot, pool.start("import", {"play": "noise"})).state is JobState.DONE


def test_pool_cancels_running_job(pool, qtbot):
    job = pool.start("import", {"play": "waits"})
    qtbot.waitUntil(lambda: job.progress is not None)
    pool.cancel(job)
    assert job.state is JobState.CANCELLING
    outcome = ended(qtbot, job)
    assert (outcome.state, outcome.result) == (JobState.CANCELLED, {"import": 1})


def test_pool_kills_process_that_ignores_cancel(pool, qtbot, monkeypatch):
    monkeypatch.setattr("hitl_app.ui.jobs.process._KILL_MS", 100)
    job = pool.start("import", {"play": "deaf"})
    qtbot.waitUntil(lambda: job.progress is not None)
    (process,) = children()
    qtbot.wait(100)  # until it ignores signals as well
    pool.cancel(job)
    assert ended(qtbot, job).state is JobState.CANCELLED
    assert not process.is_running()


def test_pool_runs_two_jobs_and_queues_others(pool, qtbot):
    jobs = [pool.start(name, {"play": "waits"}) for name in ("import", "retrain", "flag")]
    states = [job.state for job in jobs]
    assert states == [JobState.RUNNING, JobState.RUNNING, JobState.QUEUED]
    assert pool.jobs == tuple(jobs)
    pool.cancel(jobs[0])
    ended(qtbot, jobs[0])
    assert jobs[2].state is JobState.RUNNING


def test_pool_cancels_queued_job_at_once(pool, qtbot):
    ended_jobs = []
    pool.ended.connect(ended_jobs.append)
    first = pool.start("import", {"play": "waits"})
    second = pool.start("import", {"play": "waits"})
    assert second.state is JobState.QUEUED  # imports run one after the other
    pool.cancel(second)
    assert second.outcome.state is JobState.CANCELLED
    assert ended_jobs == [second]
    assert pool.jobs == (first,)


def test_pool_queues_job_while_another_changes_the_model(pool):
    pool.start("activate", {"play": "waits"})
    assert pool.start("rescore", {"play": "waits"}).state is JobState.QUEUED
    assert pool.start("retrain", {"play": "waits"}).state is JobState.RUNNING


def test_pool_runs_quiet_job_beside_the_others_without_listing_it(pool, qtbot):
    quiet = pool.start("learn", {"play": "waits"})
    jobs = [pool.start(name, {"play": "waits"}) for name in ("import", "retrain", "flag")]
    assert pool.jobs == tuple(jobs)
    states = [job.state for job in (quiet, *jobs)]
    assert states == [JobState.RUNNING] * 3 + [JobState.QUEUED]
    assert pool.find("learn") is quiet
    pool.start_once("learn")
    assert len(children()) == 3
    pool.cancel_named("learn")
    assert ended(qtbot, quiet).state is JobState.CANCELLED
    assert pool.find("learn") is None


def test_quiet_job_leaves_warm_process_to_others(pool, qtbot):
    pool.keep_warm()
    (warm,) = children()
    pool.start("learn", {"play": "waits"})
    assert len(children()) == 2
    assert pool._standby._process.processId() == warm.pid
    pool.start("import", {"play": "waits"})
    assert len(children()) == 3, "another process is kept warm beside one job"


def test_pool_uses_and_replaces_warm_process(pool, qtbot):
    pool.keep_warm()
    pool.keep_warm()
    (warm,) = children()
    qtbot.waitUntil(lambda: pool._standby.is_warm)
    job = pool.start("import")
    running = {child.pid for child in children()}
    assert warm.pid in running
    assert len(running) == 2
    ended(qtbot, job)
    qtbot.waitUntil(lambda: len(children()) == 1)
    assert children()[0].pid != warm.pid


def test_pool_keeps_no_warm_process_beside_two_jobs(pool):
    pool.keep_warm()
    pool.start("import", {"play": "waits"})
    pool.start("retrain", {"play": "waits"})
    assert len(children()) == 2


def test_pool_does_not_restart_warm_process_that_dies(qtbot, tmp_path):
    pool = JobPool(tmp_path, program=[sys.executable, "-c", "pass"])
    pool.keep_warm()
    qtbot.waitUntil(lambda: pool._standby is None)
    assert children() == []
    pool.close()


def test_pool_delivers_curve_records_while_job_runs(pool, qtbot):
    job = pool.start("retrain", {"play": "curve"})
    qtbot.waitUntil(lambda: len(job.curve_records) == 3)
    assert job.curve_records[2]["validation_accuracy"] == pytest.approx(0.3)


def test_pool_leaves_no_process_when_closed(qtbot, tmp_path):
    pool = JobPool(tmp_path, program=fake_worker())
    pool.keep_warm()
    plays = ("import", "waits"), ("retrain", "deaf"), ("learn", "waits")
    jobs = [pool.start(name, {"play": play}) for name, play in plays]
    qtbot.waitUntil(lambda: all(job.progress is not None for job in jobs))
    ended_jobs = []
    pool.ended.connect(ended_jobs.append)
    pool.close(wait_ms=200)
    assert children() == []
    assert ended_jobs == []

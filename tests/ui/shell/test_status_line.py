"""Tests of the status line."""

import pytest

from hitl_app.domain.models import Draft
from hitl_app.services.models.drafts import Learning
from hitl_app.ui.jobs.jobs import JobPool
from hitl_app.ui.shell.status_line import StatusLine
from tests.ui.conftest import fake_worker


@pytest.fixture
def line(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.resize(1280, 32)
    line.show()
    return line


def learned(photos=1214, *, used=True):
    return Learning(is_on=True, draft=Draft(21, 1, 1500, photos, (1, 2), {}, used))


def text(line):
    parts = (line.work.text(), line.work), (line.learning.full_text(), line.learning)
    (shown,) = (words for words, part in parts if part.isVisible())
    return shown


def test_status_line_names_draft_and_training_photos(line):
    assert text(line) == "No jobs running"
    line.show_learning(learned())
    assert text(line) == "Suggestions learned from 1,214 training photos"
    tip = line.learning.toolTip()
    assert tip.startswith(text(line))
    assert "One in five reviewed photos is a validation photo" in tip


def test_status_line_tells_that_worse_draft_is_not_used(line):
    line.show_learning(learned(used=False))
    assert text(line) == (
        "The last draft is worse than the model on the validation photos; the model goes on "
        "suggesting."
    )


@pytest.mark.parametrize(
    "state", [None, Learning(is_on=True, draft=None), Learning(is_on=False, draft=None)]
)
def test_status_line_tells_nothing_while_nothing_is_learned(line, state):
    line.show_learning(learned())
    line.show_learning(state)
    assert text(line) == "No jobs running"
    assert line.learning.toolTip() == ""


def test_status_line_shows_running_job_instead_of_learning(line, qtbot, tmp_path):
    pool = JobPool(tmp_path, program=fake_worker("waits"))
    line.show_learning(learned())
    pool.start("learn")
    line.show_jobs(pool.jobs)
    assert text(line).startswith("Suggestions learned")
    pool.start("import")
    line.show_jobs(pool.jobs)
    assert text(line).startswith("Importing")
    line.show_learning(learned(1220))
    assert text(line).startswith("Importing")
    line.show_jobs(())
    assert "1,220" in text(line)
    pool.close()

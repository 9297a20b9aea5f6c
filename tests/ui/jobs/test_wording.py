"""Tests of the texts on jobs."""

import pytest

from hitl_app.ui.jobs.job import Progress
from hitl_app.ui.jobs.wording import progress_parts


@pytest.mark.parametrize(
    ("rate", "words"), [(12.4, ["12/s"]), (2.0, ["2.0/s"]), (0.03, []), (None, [])]
)
def test_progress_tells_the_rate_where_it_tells_something(qapp, rate, words):
    parts = progress_parts(Progress("train", 3, 88, rate, None))
    assert parts == ["3 of 88", *words]


@pytest.mark.parametrize(
    ("done", "total", "words"),
    [
        (0, 1, []),
        (1, 1, []),
        (1, 2, ["1 of 2"]),
        (7, None, ["7 so far"]),
        (1, None, []),
        (0, None, []),
    ],
)
def test_progress_tells_the_amount_where_there_is_more_than_one(qapp, done, total, words):
    assert progress_parts(Progress("train", done, total)) == words

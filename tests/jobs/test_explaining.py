"""Explanations of suggestions, with the shipped model."""

import json
import sys

import pytest

from hitl_app.domain.errors import KnownError
from hitl_app.jobs import explaining
from hitl_app.jobs.imports import importing
from hitl_app.services.review import reviewing
from tests.helpers.files.photos import make_photos
from tests.helpers.workspace.workspaces import let_another_take_over


@pytest.fixture
def photo(workspace, recorder, tmp_path):
    make_photos(tmp_path / "drop", 2)
    importing.run(workspace, recorder.job, paths=[str(tmp_path / "drop")])
    return reviewing.queue(workspace, 1)[0]


def test_explaining_returns_heat_map_of_suggestion(workspace, recorder, photo):
    found = explaining.run(workspace, recorder.job, photo=photo.id, operator="ann")
    assert (found["photo"], found["category"]) == (photo.id, photo.suggestion_id)
    shares = [share for row in found["heat"] for share in row]
    assert 0 <= min(shares) <= max(shares) <= 1
    assert len(found["area"]) == 4
    json.dumps(found, allow_nan=False)


def test_explaining_needs_no_tensorflow(workspace, recorder, photo):
    before = "tensorflow" in sys.modules
    explaining.run(workspace, recorder.job, photo=photo.id)
    assert before or "tensorflow" not in sys.modules


def test_explaining_refuses_suggestion_of_another_version(workspace, recorder, photo):
    let_another_take_over(workspace)
    with pytest.raises(KnownError) as raised:
        explaining.run(workspace, recorder.job, photo=photo.id)
    assert raised.value.code == "nothing-to-explain"

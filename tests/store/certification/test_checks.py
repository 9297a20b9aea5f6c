"""Counts of the checks of an inspection, and of the photos that a certificate would accept."""

import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.services.review import reviewing
from hitl_app.store.certification.checks import count_checks
from tests.helpers.workspace.inspections import CHECKS, SURE, blind, catalogue, open_inspection


@pytest.mark.parametrize("answer", [Answer.SKIP, Answer.ASK, Answer.NOT_A_PHOTO])
def test_count_checks_counts_photos_left_without_those_on_hold(tmp_path, answer):
    workspace = catalogue(tmp_path)
    inspection = open_inspection(workspace)
    for stage in (1, 2):
        reviewing.decide(workspace, blind(workspace, stage)[0], answer, "ann")
    with workspace.database.read() as session:
        found = count_checks(session, inspection)
    assert (found.checks, found.left) == (CHECKS, SURE - 2)
    assert found.held == (answer is not Answer.NOT_A_PHOTO)
    workspace.close()

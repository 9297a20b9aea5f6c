"""Outcomes of stages, and the places of the checks that the next one adds."""

import pytest

from hitl_app.domain.certification.inspections import InspectionState
from hitl_app.services.certification import settling
from hitl_app.services.review import reviewing
from tests.helpers.workspace.inspections import (
    SURE,
    Operator,
    blind,
    catalogue,
    decide_many,
    nothing,
    open_inspection,
)


@pytest.fixture
def workspace(tmp_path):
    workspace = catalogue(tmp_path, SURE, 60)
    yield workspace
    workspace.close()


def settled(workspace, wrong):
    """Decide the checks of the first stage, some of them as wrong; return its outcome."""
    open_inspection(workspace, checks=40)
    ids = blind(workspace, 1)
    operator = Operator(workspace, ids[:wrong])
    decide_many(workspace, {i: operator.right(i) for i in ids})
    return settling.settle(workspace, nothing)


def test_settle_reports_lot_when_inspection_fails(workspace):
    outcome = settled(workspace, 40)
    assert (outcome.state, outcome.lot) == (InspectionState.FAILED, SURE)


def test_settle_spares_photos_of_lot_when_next_stage_begins(workspace):
    outcome = settled(workspace, 1)
    assert (outcome.state, outcome.stage.number) == (InspectionState.OPEN, 1)
    queue = [photo.id for photo in reviewing.queue(workspace, 1000)]
    hidden = {photo.id for photo in reviewing.queue(workspace, 1000) if photo.blind}
    spared = next(place for place, i in enumerate(queue) if i <= SURE and i not in hidden)
    assert set(blind(workspace, 2)) <= set(queue[:spared])

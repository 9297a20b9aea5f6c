"""Reliability of a version's confidences on a workspace's own photos."""

import pytest

from hitl_app.services.models.reliability import reliability
from hitl_app.services.review import reviewing
from tests.helpers.workspace import inspections
from tests.helpers.workspace.workspaces import let_another_take_over


@pytest.fixture
def workspace(tmp_path):
    workspace = inspections.catalogue(tmp_path)
    yield workspace
    workspace.close()


def test_reliability_uses_validation_photos_of_active_version_only(workspace):
    ids = inspections.validation(workspace)
    inspections.confirm(workspace, ids[:49])
    found = reliability(workspace)
    assert (found.version, found.photos, found.bins) == ("seed-cnn", 49, ())
    inspections.confirm(workspace, ids[49:60], right=False)
    found = reliability(workspace)
    assert found.photos == sum(one.count for one in found.bins) == 60
    assert sum(one.right for one in found.bins) == 49
    let_another_take_over(workspace)
    assert reliability(workspace).photos == 0, "the new version has not scored them"


def test_reliability_leaves_out_training_photos_and_no_products(workspace):
    ids = inspections.validation(workspace)
    inspections.confirm(workspace, ids[:50])
    reviewing.decide(workspace, ids[50], "not-a-photo", "ann")
    training_photos = [i for i in range(1, 601) if i not in ids][:30]
    inspections.confirm(workspace, training_photos, right=False)
    found = reliability(workspace)
    assert (found.photos, sum(one.right for one in found.bins)) == (50, 50)

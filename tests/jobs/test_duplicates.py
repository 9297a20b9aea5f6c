"""The job `duplicates`: groups across the catalogue, without what must stay hidden."""

import numpy as np
import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError
from hitl_app.jobs import duplicates
from hitl_app.jobs.job import Job
from hitl_app.services.catalogue import catalogue
from hitl_app.services.categories import categories
from hitl_app.services.review import changing, reviewing
from hitl_app.store.schema import PhotoRow
from tests.helpers.workspace.copies import (
    add_groups,
    encoded,
    item,
    mirrored,
    numbers,
    replace_picture,
)
from tests.helpers.workspace.workspaces import add_photos, let_another_take_over, make_workspace


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path)
    yield workspace
    workspace.close()


def found(workspace):
    return duplicates.run(workspace, Job(lambda _event: None))


def test_duplicates_are_found_whatever_their_state(workspace):
    groups, _ = add_groups(workspace, (4, 3, 2))
    first = categories.list_categories(workspace)[0].id
    reviewing.decide(workspace, groups[0][1], Answer.CATEGORY, "ann", first)
    reviewing.decide(workspace, groups[1][0], Answer.SKIP, "ann")
    for _ in range(2):
        result = found(workspace)
        assert numbers(result["groups"]) == numbers(groups)
        assert [len(group) for group in result["groups"]] == [4, 3, 2]
        assert (result["compared"], result["left_out"]) == (12, 0)


def test_duplicates_need_the_same_picture(workspace):
    (group,), _ = add_groups(workspace, (3,))
    replace_picture(workspace, group[2], mirrored(item(0)))
    assert numbers(found(workspace)["groups"]) == [group[:2]]
    replace_picture(workspace, group[1], encoded(item(7)))
    assert found(workspace)["groups"] == []
    replace_picture(workspace, group[1], b"damaged")
    assert found(workspace)["groups"] == []


def test_duplicates_leave_out_blind_and_dropped_photos(workspace):
    (group, pair), _ = add_groups(workspace, (3, 2))
    with workspace.database.write() as session:
        session.get_one(PhotoRow, group[1]).blind = True
    assert numbers(found(workspace)["groups"]) == numbers([[group[0], group[2]], pair])
    changing.drop(workspace, pair[1:], "ann")
    assert numbers(found(workspace)["groups"]) == [[group[0], group[2]]]
    reviewing.undo(workspace, "ann")
    assert numbers(found(workspace)["groups"]) == numbers([[group[0], group[2]], pair])


def test_duplicates_without_features_are_counted(workspace):
    groups, _ = add_groups(workspace, (2,))
    add_photos(workspace, [0.4, 0.5], folder="/more")
    result = found(workspace)
    assert (result["groups"], result["compared"], result["left_out"]) == (groups, 5, 2)
    let_another_take_over(workspace)
    result = found(workspace)
    assert (result["groups"], result["compared"], result["left_out"]) == ([], 0, 7)


def test_duplicates_report_and_can_be_cancelled(workspace):
    add_groups(workspace, (2,))
    events = []
    duplicates.run(workspace, Job(events.append))
    assert [e["done"] for e in events if e["event"] == "progress"] == [0, 5]
    job = Job(events.append)
    job.cancel()
    with pytest.raises(CancelledError):
        duplicates.run(workspace, job)
    assert np.size(found(workspace)["groups"]) == 2


def test_duplicates_are_stored_as_far_as_they_fit(workspace, monkeypatch):
    groups, _ = add_groups(workspace, (4, 3, 2))
    for most, kept in ((2_000, 3), (8, 2)):
        monkeypatch.setattr(duplicates, "_STORED", most)
        result = found(workspace)["groups"]
        assert numbers(result) == numbers(groups)
        assert catalogue.known_duplicates(workspace) == tuple(map(tuple, result[:kept]))

"""Mistakes of operators are found; confusions of the model are none."""

import numpy as np
import pytest

from hitl_app.jobs import mistakes
from hitl_app.jobs.mistakes import suspicions
from hitl_app.services.certification import inspecting, proposing
from tests.helpers.workspace.inspections import all_checks, decide_many, nothing
from tests.helpers.workspace.workspaces import add_photos


@pytest.fixture
def decided(workspace):
    """Return a decided workspace whose model confuses half of the third category with the first."""
    rng = np.random.default_rng(4)
    truth = rng.integers(0, 3, 300)
    suggested = np.where((truth == 2) & (rng.random(300) < 0.5), 0, truth)
    ids = add_photos(
        workspace, rng.uniform(0.7, 0.99, 300).tolist(), suggestions=suggested.tolist()
    )
    with workspace.database.read() as session:
        from hitl_app.store.models.versions import active_version

        outputs = active_version(session).outputs
    labels = {i: outputs[t] for i, t in zip(ids, truth, strict=True)}
    # Slips between the two categories that the model distinguishes.
    slips = [i for i in ids if labels[i] == outputs[1]][:6]
    labels |= dict.fromkeys(slips, outputs[0])
    decide_many(workspace, labels)
    return workspace, set(slips), outputs


def test_mistakes_finds_slips_but_not_confusions_of_model(decided, recorder):
    workspace, slips, _outputs = decided
    found = mistakes.run(workspace, recorder.job)
    assert found["compared"] == 300
    first = found["mistakes"][: len(slips) + 4]
    assert len(slips & {row["id"] for row in first}) >= len(slips) - 1
    assert {row["likelier"] for row in first if row["id"] in slips} == {"Trouser"}
    assert found["found"] < 30, "a hundred photos are of a category that the model confuses"


def test_mistakes_lists_no_more_than_limit(decided, recorder):
    workspace, *_ = decided
    found = mistakes.run(workspace, recorder.job, limit=2)
    assert len(found["mistakes"]) == 2
    assert found["found"] > 2


def test_mistakes_compares_nothing_when_decisions_are_few(workspace, recorder):
    ids = add_photos(workspace, [0.9] * 30)
    decide_many(workspace, dict.fromkeys(ids, 1))
    found = mistakes.run(workspace, recorder.job)
    assert (found["mistakes"], found["compared"], found["left_out"]) == ([], 0, 30)


def test_mistakes_leaves_out_rare_categories(decided, recorder):
    workspace, _slips, outputs = decided
    decide_many(workspace, {1: outputs[7]})
    found = mistakes.run(workspace, recorder.job)
    assert (found["compared"], found["left_out"]) == (299, 1)


def test_mistakes_hides_checks_of_open_inspection(decided, recorder):
    workspace, *_, outputs = decided
    add_photos(workspace, [0.99] * 200, folder="/sure", suggestions=[1] * 200)
    wanted = proposing.proposal(workspace, 0.8, 0.98, 30)
    inspecting.open_inspection(workspace, wanted, "ann", nothing)
    checks = all_checks(workspace)
    labels = dict.fromkeys(checks, outputs[1]) | dict.fromkeys(checks[:4], outputs[0])
    decide_many(workspace, labels)
    before = mistakes.run(workspace, recorder.job)
    assert not {row["id"] for row in before["mistakes"]} & set(checks)
    inspecting.cancel(workspace)
    after = mistakes.run(workspace, recorder.job)
    assert {row["id"] for row in after["mistakes"]} & set(checks)


def test_suspicions_starts_at_mean_confidence_of_each_class():
    held_out = np.array(
        [[0.9, 0.1], [0.7, 0.3], [0.35, 0.65], [0.2, 0.8], [0.1, 0.9], [0.45, 0.55]]
    )
    labels = np.array([0, 0, 0, 1, 1, 1])
    # Means: 0.65 for the first class, 0.75 for the second; 0.65 of the third photo is not enough.
    assert suspicions(held_out, labels) == []
    labels[4] = 0
    (suspect,) = suspicions(held_out, labels)
    assert (suspect, held_out[suspect]) == ((4, 1), 0.9)

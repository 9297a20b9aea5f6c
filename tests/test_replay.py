"""The workspace in memory, used to measure error rates, against the program itself."""

import secrets

import numpy as np
import pytest

from benchmarks.loops import Operator
from benchmarks.real_workspace import RealWorkspace
from benchmarks.replay import MemoryWorkspace
from hitl_app.services.certification import inspecting

COUNT = 500


def catalogue(seed, overconfident):
    """Return confidences as a workspace stores them, and which suggestions are right."""
    rng = np.random.default_rng(seed)
    confidence = rng.beta(6, 0.5, COUNT + 1).clip(0.11, 0.999).astype("<f2").astype(np.float64)
    right = rng.random(COUNT + 1) < confidence ** (2 if overconfident else 1)
    return confidence, right


def work(app, order, skips, seed):
    """Work, import the rest, work until the queue is empty; return the decisions of both parts."""
    operator = Operator(
        0.85, order, lambda _plan, _to_review: True, np.random.default_rng(seed), skips, first=100
    )
    before = operator.work(app, most=250)
    app.arrive()
    return before, operator.work(app)


@pytest.mark.parametrize(
    ("seed", "order", "skips", "overconfident"),
    [
        (1, "least sure first", 0.02, False),
        (2, "by chance", 0.0, False),
        (3, "most sure first", 0.0, True),
    ],
)
def test_memory_workspace_decides_and_accepts_same_photos_as_program(
    tmp_path, monkeypatch, seed, order, skips, overconfident
):
    confidence, right = catalogue(seed, overconfident)
    arrived = COUNT * 2 // 3
    seeds = np.random.default_rng(seed)
    monkeypatch.setattr(secrets, "randbits", lambda bits: int(seeds.integers(2**bits)))
    real = RealWorkspace(tmp_path, confidence, right, arrived)
    decisions = work(real, order, skips, seed)
    memory = MemoryWorkspace(
        confidence, right, real.validation(), np.random.default_rng(seed), arrived
    )
    assert work(memory, order, skips, seed) == decisions
    assert real.accepted() == [passed.photos for passed in memory.passed]
    certificates = inspecting.list_certificates(real.workspace)[::-1]
    assert [(c.lot, c.checks, c.wrong, c.most_wrong) for c in certificates] == [
        (p.lot, p.checks, p.wrong, p.most_wrong) for p in memory.passed
    ]
    assert len(memory.spent) > 0
    assert memory.passed or order != "least sure first"
    assert len(real.queue()) == 0
    real.close()

"""Every job is declared once, and the worker can run what is declared."""

import ast
from pathlib import Path

import pytest

import hitl_app.ui
from hitl_app.job_specs import BY_NAME, JOBS
from hitl_app.worker import table


def test_worker_runs_each_declared_job_and_no_other():
    assert list(table.JOBS) == [spec.name for spec in JOBS]
    assert len({table.JOBS[spec.name] for spec in JOBS}) == len(JOBS)


def _started() -> set[str]:
    """Return the names of jobs that the window starts, as its sources spell them."""
    found = set()
    for file in Path(hitl_app.ui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("pool.start"):
                found |= {a.value for a in node.args[:1] if isinstance(a, ast.Constant)}
    return found


@pytest.mark.parametrize("name", sorted(_started()))
def test_window_starts_only_declared_jobs(name):
    assert name in BY_NAME

"""`decide`: decisions from a table."""

from typing import Any

from hitl_app.cli.inspecting import settled
from hitl_app.cli.opening import opened
from hitl_app.cli.terminal import report
from hitl_app.messages import REJECTIONS
from hitl_app.services import settings
from hitl_app.services.review import decision_tables


def decide(given: Any) -> None:
    """Record the decisions of a table, and print the result."""
    with opened(given) as workspace:
        operator = settings.operator_name(workspace, given.operator)
        done = decision_tables.decide_from(
            workspace, given.file, operator, second_opinions=given.second_opinions
        )
        stage, lines = settled(workspace)
    result = {
        "recorded": done.recorded,
        "rejected": [{"line": r.line, "reason": r.reason} for r in done.rejected],
        "empty": done.empty,
        **({"unchanged": done.unchanged} if done.unchanged else {}),
        **({"repeated": done.repeated} if done.repeated else {}),
        **({"inspection": stage} if stage else {}),
    }
    lines = [
        _summary(done, operator),
        *(f"line {r.line}: {REJECTIONS.get(r.reason, r.reason)}" for r in done.rejected),
        *lines,
    ]
    report(given, result, lines)


def _summary(done: decision_tables.Recorded, operator: str) -> str:
    decisions = "decision" if done.recorded == 1 else "decisions"
    parts = [f"{done.recorded:,} {decisions} of {operator} recorded"]
    for count, one, more in (
        (done.unchanged, "row unchanged", "rows unchanged"),
        (done.repeated, "row repeated later", "rows repeated later"),
        (len(done.rejected), "row rejected", "rows rejected"),
        (done.empty, "row without a label", "rows without a label"),
    ):
        if count:
            parts.append(f"{count:,} {one if count == 1 else more}")
    return "; ".join(parts) + "."

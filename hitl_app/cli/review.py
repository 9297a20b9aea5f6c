"""Commands on the queue: list it, decide from a table, undo."""

from typing import Any

from hitl_app.cli.inspecting import settled
from hitl_app.cli.terminal import Output, counted, learned, opened, table
from hitl_app.messages import REJECTIONS
from hitl_app.services import settings
from hitl_app.services.categories.categories import list_categories
from hitl_app.services.review import decision_tables, reviewing
from hitl_app.workspace import Workspace
from safeio.cells import defuse
from safeio.printing import write_json, write_rows


def queue(given: Any) -> None:
    """Print the photos to review as a table, as CSV or as JSON."""
    with opened(given) as workspace:
        to_review = reviewing.queue(workspace, given.limit)
        names = {c.id: c.name for c in list_categories(workspace, retired=True)}
    rows = [
        {
            "photo": photo.sha256,
            "path": photo.path,
            "suggestion": names.get(photo.suggestion_id or 0, ""),
            "confidence": None if photo.score is None else round(photo.score, 4),
        }
        for photo in to_review
    ]
    if given.json or given.format == "json":
        write_json({"queue": rows})
    elif given.format == "csv":
        cells = [[None if v is None else defuse(str(v)) for v in row.values()] for row in rows]
        write_rows([("photo", "path", "suggestion", "confidence"), *cells])
    else:
        shown = [
            (str(r["photo"])[:12], str(r["path"]), str(r["suggestion"]), _percent(r["confidence"]))
            for r in rows
        ]
        table("To review, in queue order", ("photo", "path", "suggestion", "confidence"), shown)


def _percent(value: Any) -> str:
    return "" if value is None else f"{100 * float(value):.0f} %"


def decide(workspace: Workspace, given: Any) -> Output:
    """Record the decisions of a table, and print the result."""
    operator = settings.operator_name(workspace, given.operator)
    done = decision_tables.decide_from(
        workspace, given.file, operator, second_opinions=given.second_opinions
    )
    stage, lines = settled(workspace)
    learning = learned(workspace)
    if learning is not None and learning["draft"]:
        lines.append(_learned_line(learning))
    result = {
        "recorded": done.recorded,
        "rejected": [{"line": r.line, "reason": r.reason} for r in done.rejected],
        "empty": done.empty,
        **({"unchanged": done.unchanged} if done.unchanged else {}),
        **({"repeated": done.repeated} if done.repeated else {}),
        **({"inspection": stage} if stage else {}),
        **({"learned": learning} if learning else {}),
    }
    lines = [
        _summary(done, operator),
        *(f"line {r.line}: {REJECTIONS.get(r.reason, r.reason)}" for r in done.rejected),
        *lines,
    ]
    return result, lines


def _learned_line(learning: dict[str, Any]) -> str:
    photos = counted(learning["training_photos"], "photo")
    changed = counted(learning["suggested"], "suggestion")
    return f"Draft {learning['draft']} learned from {photos}; {changed} changed."


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


def undo(workspace: Workspace, given: Any) -> Output:
    """Undo the last operation of an operator."""
    operator = settings.operator_name(workspace, given.operator)
    undone = reviewing.undo(workspace, operator)
    operation = undone.operation
    result = {
        "operator": operator,
        "operation": operation.id,
        "kind": operation.kind.value,
        "decisions": operation.photos,
        "changed": undone.changed,
    }
    decisions = counted(operation.photos, "decision")
    line = f"Undid {decisions} of {operator}; {counted(undone.changed, 'photo')} changed."
    learned(workspace)
    return result, [line]

"""Command that imports labels."""

import os
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from hitl_app.cli.inspecting import settled
from hitl_app.cli.terminal import Output, counted, followed_up, learned, run_shown
from hitl_app.domain.errors import KnownError
from hitl_app.domain.labels import LabelImport, LabelKind
from hitl_app.messages import REJECTIONS
from hitl_app.services.labels import history
from hitl_app.services.settings import operator_name
from hitl_app.workspace import Workspace

_LINES = 20


def import_labels(workspace: Workspace, given: Any) -> Output:
    """Import labels from a file or a folder, list earlier imports, or remove one."""
    if given.list:
        return _listed_imports(workspace)
    if given.remove is not None:
        return _removed(workspace, given.remove)
    result = run_shown(
        "import-labels",
        workspace,
        source=os.fspath(given.source),
        kind=given.format,
        become=given.become,
        columns={
            "photo": given.photo_column,
            "label": given.label_column,
            "score": given.score_column,
            "annotator": given.annotator_column,
            "at": given.time_column,
        },
        encoding=given.encoding,
        refuse_several=given.several == "refuse",
        new=given.new_categories,
        renamed=dict(given.map),
        annotator=given.annotator or "",
        photos=not given.no_photos,
        dry_run=given.dry_run,
    )
    if given.dry_run:
        return result, _preview(result)
    if "imported" in result or result["version"]:
        followed_up(workspace)
    stage, lines = settled(workspace)
    learning = learned(workspace) if result["operation"] is not None else None
    result |= {"inspection": stage} if stage else {}
    result |= {"learned": learning} if learning else {}
    return result, [_summary(result, operator_name(workspace)), *_rejections(result), *lines]


def _removed(workspace: Workspace, number: int) -> Output:
    found = history.find_import(workspace, number)
    if found.kind is LabelKind.SUGGESTIONS and found.version:
        result = run_shown("suggestions-remove", workspace, number=number)
        event = f"{counted(result['changed'], 'suggestion')} of {found.version} removed"
    elif found.operation_id is not None and not found.undone:
        params = {"operation": found.operation_id, "operator": found.operator}
        result = run_shown("labels-undo", workspace, **params)
        learned(workspace)
        event = f"{counted(result['changed'], 'photo')} changed"
    else:
        raise KnownError("labels-import-undone", number=number)
    followed_up(workspace)
    return result | {"import": number}, [f"Import {number} ({found.source}): {event}."]


def _listed_imports(workspace: Workspace) -> Output:
    listed = [_listed_import(one) for one in history.list_imports(workspace)]
    lines = [
        f"{one['id']}: {one['source']} ({one['format']}), {one['kind']}, "
        f"{one['started_at'][:16].replace('T', ' ')} by {one['operator']}: "
        f"{counted(one['recorded'], 'label')} recorded, {one['photos']:,} in force{one['note']}"
        for one in listed
    ]
    for one in listed:
        del one["note"]
    return {"imports": listed}, lines or ["No labels were imported."]


def _listed_import(one: LabelImport) -> dict[str, Any]:
    ended = one.finished_at
    note = "; undone" if one.undone else "" if ended else "; not finished"
    return {
        **asdict(one),
        "kind": one.kind.value,
        "started_at": one.started_at.isoformat(timespec="milliseconds"),
        "finished_at": None if ended is None else ended.isoformat(timespec="milliseconds"),
        "note": note,
    }


def _preview(result: Mapping[str, Any]) -> list[str]:
    known = {n: c for n, c in result["labels"].items() if n not in result["unknown"]}
    lines = [
        f"Format: {result['format']}. {counted(result['rows'], 'row')}.",
        f"Labels that are categories here: {_listed(known)}.",
    ]
    if result["unknown"]:
        lines.append(f"Labels that are not categories here: {_listed(result['unknown'])}.")
    here = {name: result["annotators"][name] for name in result["operators"]}
    if here:
        lines.append(f"Annotators who are operators here: {_listed(here)}.")
    others = {n: c for n, c in result["annotators"].items() if n not in here}
    if others:
        lines.append(f"Annotators who are not operators yet: {_listed(others)}.")
    if result["files"]:
        files = counted(result["files"], "photo")
        lines.append(f"{files} would be imported first.")
    return [*lines, *_rejections(result), "Nothing was changed."]


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} ({count:,})" for name, count in counts.items()) or "none"


def _summary(result: Mapping[str, Any], operator: str) -> str:
    parts = []
    if "imported" in result:
        parts.append(f"{counted(result['imported'].get('new', 0), 'new photo')} imported")
    if result["created"]:
        parts.append(f"categories created: {', '.join(result['created'])}")
    parts.append(f"{_recorded(result)} recorded by {operator}")
    for count, one, more in (
        (result["unchanged"], "row unchanged", "rows unchanged"),
        (result["repeated"], "row repeated later", "rows repeated later"),
        (result["differing"], "of them with another label", "of them with other labels"),
        (sum(result["rejected"].values()), "row rejected", "rows rejected"),
        (result["empty"], "row without a label", "rows without a label"),
    ):
        if count:
            parts.append(f"{count:,} {one if count == 1 else more}")
    return "; ".join(parts) + "."


def _recorded(result: Mapping[str, Any]) -> str:
    if not result["version"]:
        return counted(result["recorded"], "label")
    return f"{counted(result['recorded'], 'suggestion')} of {result['version']}"


def _rejections(result: Mapping[str, Any]) -> list[str]:
    lines = [
        f"line {one['line']}: {REJECTIONS.get(one['reason'], one['reason'])}"
        for one in result["first"][:_LINES]
    ]
    if sum(result["rejected"].values()) > _LINES:
        lines += [
            f"{counted(count, 'row')}: {REJECTIONS.get(reason, reason)}"
            for reason, count in result["rejected"].items()
        ]
    return lines

"""The commands, one function each."""

import os
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from hitl_app.cli import (
    categories,
    deciding,
    insights,
    inspecting,
    products,
    settings,
    versions,
    watching,
)
from hitl_app.cli.imports import changed_lines, unreadable_lines
from hitl_app.cli.opening import folder_of, opened
from hitl_app.cli.terminal import (
    EXPORT_NOTES,
    counted,
    followed_up,
    report,
    run_shown,
    shown_job,
    table,
)
from hitl_app.domain.errors import KnownError
from hitl_app.messages import MODEL_REASONS, gate_reason
from hitl_app.services.catalogue import imports
from hitl_app.services.categories.categories import list_categories
from hitl_app.services.models.versions import why_active
from hitl_app.services.reports import diagnostics
from hitl_app.services.review import reviewing
from hitl_app.services.settings import operator_name
from hitl_app.services.workspace import restoring
from hitl_app.store.engine.dialect import Durability
from hitl_app.workspace import Workspace
from safeio.cells import defuse, restore
from safeio.printing import write_json, write_rows


def _import(given: Any) -> None:
    # A path may come from an export, where formulas are escaped.
    paths = [path if os.path.lexists(path) else restore(path) for path in given.paths]
    if not any(os.path.lexists(path) for path in paths):
        detail = "there is no such file or folder"
        raise KnownError("read-failed", path=", ".join(given.paths), detail=detail)
    workspace = Workspace.create(folder_of(given), Durability.NORMAL)
    try:
        result = run_shown("import", workspace, paths=paths, again=given.again)
        files = imports.unreadable_files(workspace, result["import"])
        name, reason = why_active(workspace)
        followed_up(workspace)
    finally:
        workspace.close()
    result["model"] = name
    unreadable = result["unreadable"]
    result["unreadable"] = [{"path": f.path, "reason": f.reason, "files": f.files} for f in files]
    lines = [
        *(["Resumed the interrupted import."] if result["resumed"] else []),
        f"Files found: {result['found']:,}. New photos: {result['new']:,}. "
        f"Already imported: {result['known']:,}. Unreadable: {unreadable:,}.",
        *(changed_lines(result["changed"])),
        f"{counted(result['to_review'], 'photo')} to review, {result['auto_accepted']:,} "
        "auto-accepted.",
        *([MODEL_REASONS[reason].format(name=name)] if reason in MODEL_REASONS else []),
        *unreadable_lines(files),
    ]
    report(given, result, lines)


def _queue(given: Any) -> None:
    with opened(given) as workspace:
        to_review = reviewing.queue(workspace, given.limit)
        names = {c.id: c.name for c in list_categories(workspace, retired=True)}
    rows = [
        {
            "photo": photo.sha256,
            "path": photo.path,
            "suggestion": names.get(photo.suggestion_id or 0, ""),
            "confidence": None if photo.suggestion_id is None else round(photo.confidence, 4),
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


def _undo(given: Any) -> None:
    with opened(given) as workspace:
        operator = operator_name(workspace, given.operator)
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
    report(given, result, [line])


def _export(given: Any) -> None:
    with opened(given) as workspace:
        result = run_shown(
            "export",
            workspace,
            target=str(given.file),
            kind=given.format,
            states=given.include,
            links=given.links,
        )
    lines = [f"{counted(result['photos'], 'photo')} exported to {result['file']}."]
    notes = [(text, int(result[name])) for name, text in EXPORT_NOTES.items()]
    lines += [text.format(n=f"{count:,}") for text, count in notes if count]
    report(given, result, lines)


def _retrain(given: Any) -> None:
    with opened(given, Durability.NORMAL) as workspace:
        result = run_shown("retrain", workspace, activate=given.activate)
        followed_up(workspace)
    lines = [
        f"Candidate {result['candidate']}: {result['verdict']}; "
        f"{result['active']} is active ({counted(result['training_photos'], 'training photo')}, "
        f"{counted(result['validation'], 'validation photo')}).",
        *(gate_reason(code, params) for code, params in result["reasons"]),
    ]
    if result["left_out"]:
        lines.append(
            f"{counted(result['left_out'], 'reviewed photo')} left out: categories retired."
        )
    if result["unreadable"]:
        lines.append(
            f"{counted(result['unreadable'], 'reviewed photo')} left out: thumbnails missing."
        )
    lines += versions.effect_lines(result)
    report(given, result, lines)


def _backup(given: Any) -> None:
    with opened(given) as workspace:
        result = run_shown("backup", workspace, file=str(given.file))
    lines = [
        f"Workspace backed up to {given.file} with {counted(result['versions'], 'model version')}."
    ]
    if result["missing"]:
        names = ", ".join(result["missing"])
        lines.append(f"Not included, because their folders are missing or damaged: {names}.")
    report(given, result, lines)


def _restore(given: Any) -> None:
    with shown_job("Restoring") as job:
        restored = restoring.restore(folder_of(given), given.file, job.progress)
    kept = restored.kept
    with opened(given) as workspace:
        photos = reviewing.counts(workspace).photos
    result = {
        "photos": photos,
        "kept": None if kept is None else str(kept),
        "inspection_closed": restored.inspection_closed,
    }
    lines = [f"Restored {counted(photos, 'photo')} from {given.file}."]
    if kept is not None:
        lines.append(f"The previous workspace is kept in {kept}.")
    if restored.inspection_closed:
        lines.append(
            "The inspection that was open in the backup is closed and its stages count as used, "
            "because its checks may have been seen since."
        )
    report(given, result, lines)


def _diagnostics(given: Any) -> None:
    sections: dict[str, dict[str, Any]] = {"program": diagnostics.of_program()}
    # Without a usable workspace, a report needs the rest most.
    try:
        with opened(given) as workspace:
            sections["workspace"] = diagnostics.of_workspace(workspace)
    except KnownError as error:
        sections["workspace"] = {"not opened": error.code}
    report(given, sections, diagnostics.as_text(sections).rstrip().split("\n"))


COMMANDS: Final[Mapping[str, Callable[[Any], None]]] = {
    "inspect": inspecting.inspect,
    "init": categories.init,
    "categories list": categories.show,
    "categories add": categories.add,
    "categories bring-back": categories.bring_back,
    "categories rename": categories.rename,
    "categories retire": categories.retire,
    "categories merge": categories.merge,
    "categories move": categories.move,
    "categories import": categories.import_names,
    "watch": watching.run,
    "watch list": watching.show,
    "watch add": watching.add,
    "watch remove": watching.remove,
    "watch on": partial(watching.switch, active=True),
    "watch off": partial(watching.switch, active=False),
    "import": _import,
    "status": insights.status,
    "progress": insights.progress,
    "mistakes": insights.mistakes,
    "opinions": insights.opinions,
    "products": products.show,
    "queue": _queue,
    "decide": deciding.decide,
    "undo": _undo,
    "export": _export,
    "retrain": _retrain,
    "models list": versions.list_versions,
    "models activate": versions.activate,
    "models rollback": versions.roll_back,
    "models evaluate": versions.evaluate,
    "models compare": versions.compare,
    "models prune": versions.prune,
    "models pin": partial(versions.pin, pinned=True),
    "models unpin": partial(versions.pin, pinned=False),
    "models export": versions.export,
    "models import": versions.import_file,
    "settings list": settings.show,
    "settings get": settings.get,
    "settings set": settings.change,
    "backup": _backup,
    "restore": _restore,
    "diagnostics": _diagnostics,
}
"""Functions of the commands, by name."""

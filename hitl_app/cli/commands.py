"""The commands, one function each."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hitl_app.cli import versions
from hitl_app.cli.categories import init
from hitl_app.cli.categories import with_opener as categories_commands
from hitl_app.cli.deciding import decide
from hitl_app.cli.imports import changed_lines, unreadable_lines
from hitl_app.cli.insights import mistakes, opinions, progress, status
from hitl_app.cli.inspecting import inspect
from hitl_app.cli.products import show as show_products
from hitl_app.cli.terminal import EXPORT_NOTES, followed_up, report, run_shown, shown_job, table
from hitl_app.cli.watching import with_opener as watch_commands
from hitl_app.domain.errors import KnownError
from hitl_app.messages import NETWORK_REASONS, gate_reason
from hitl_app.services import settings
from hitl_app.services.catalogue import imports
from hitl_app.services.categories import categories
from hitl_app.services.models import versions as networks
from hitl_app.services.reports import diagnostics
from hitl_app.services.review import reviewing
from hitl_app.services.workspace import restoring
from hitl_app.store.engine.dialect import Durability
from hitl_app.workspace import Workspace
from safeio.cells import defuse, restore
from safeio.printing import write_json, write_rows


@contextmanager
def _open(given: Any, durability: Durability = Durability.FULL) -> Iterator[Workspace]:
    # What only reads works on a read-only disk too; what writes says there that it cannot.
    workspace = Workspace.open(_folder(given), durability, or_read=True)
    try:
        yield workspace
    finally:
        workspace.close()


def _folder(given: Any) -> Path:
    folder: Path = given.workspace or Path.cwd()
    return folder


def _import(given: Any) -> None:
    # A path may come out of an export, where it was kept from turning into a formula.
    paths = [path if os.path.lexists(path) else restore(path) for path in given.paths]
    if not any(os.path.lexists(path) for path in paths):
        detail = "there is no such file or folder"
        raise KnownError("read-failed", path=", ".join(given.paths), detail=detail)
    workspace = Workspace.create(_folder(given), Durability.NORMAL)
    try:
        result = run_shown("import", workspace, paths=paths, again=given.again)
        files = imports.unreadable_files(workspace, result["import"])
        name, reason = networks.why_active(workspace)
        followed_up(workspace)
    finally:
        workspace.close()
    result["network"] = name
    unreadable = result["unreadable"]
    result["unreadable"] = [{"path": f.path, "reason": f.reason, "files": f.files} for f in files]
    lines = [
        *(["The import that had not come to its end was resumed."] if result["resumed"] else []),
        f"{result['found']:,} files found: {result['new']:,} new photos, "
        f"{result['known']:,} known, {unreadable:,} unreadable.",
        *(changed_lines(result["changed"])),
        f"{result['waiting']:,} photos wait, {result['accepted']:,} are accepted.",
        *([NETWORK_REASONS[reason].format(name=name)] if reason in NETWORK_REASONS else []),
        *unreadable_lines(files),
    ]
    report(given, result, lines)


def _status(given: Any) -> None:
    status(given, _open)


def _progress(given: Any) -> None:
    progress(given, _open)


def _opinions(given: Any) -> None:
    opinions(given, _open)


def _mistakes(given: Any) -> None:
    mistakes(given, _open)


def _products(given: Any) -> None:
    show_products(given, _open)


def _queue(given: Any) -> None:
    with _open(given) as workspace:
        waiting = reviewing.queue(workspace, given.limit)
        names = {c.id: c.name for c in categories.list_categories(workspace, retired=True)}
    rows = [
        {
            "photo": photo.sha256,
            "path": photo.path,
            "suggestion": names.get(photo.suggestion_id or 0, ""),
            "confidence": None if photo.suggestion_id is None else round(photo.confidence, 4),
        }
        for photo in waiting
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
        table("Waiting, in queue order", ("photo", "path", "suggestion", "confidence"), shown)


def _percent(value: Any) -> str:
    return "" if value is None else f"{100 * float(value):.0f} %"


def _decide(given: Any) -> None:
    decide(given, _open)


def _undo(given: Any) -> None:
    with _open(given) as workspace:
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
    line = f"Took back {operation.photos:,} decisions of {operator}; {undone.changed:,} changed."
    report(given, result, [line])


def _export(given: Any) -> None:
    with _open(given) as workspace:
        result = run_shown(
            "export",
            workspace,
            target=str(given.file),
            kind=given.format,
            states=given.include,
            links=given.links,
        )
    lines = [f"{result['photos']:,} photos written to {result['file']}."]
    notes = [(text, int(result[name])) for name, text in EXPORT_NOTES.items()]
    lines += [text.format(n=f"{count:,}") for text, count in notes if count]
    report(given, result, lines)


def _retrain(given: Any) -> None:
    with _open(given, Durability.NORMAL) as workspace:
        result = run_shown("retrain", workspace, activate=given.activate)
        followed_up(workspace)
    lines = [
        f"Candidate {result['candidate']}: {result['verdict']}; "
        f"{result['active']} is active ({result['lessons']:,} lessons, "
        f"{result['reference']:,} reference photos).",
        *(gate_reason(code, params) for code, params in result["reasons"]),
    ]
    if result["left_out"]:
        lines.append(
            f"{result['left_out']:,} decided photos were left out: "
            "their categories are no longer offered."
        )
    if result["unreadable"]:
        lines.append(f"{result['unreadable']:,} were left out: their thumbnails are gone.")
    lines += versions.effect_lines(result)
    report(given, result, lines)


def _networks_activate(given: Any) -> None:
    with _open(given, Durability.NORMAL) as workspace:
        result = run_shown("activate", workspace, version=given.version)
        followed_up(workspace)
    _taken_over(given, result)


def _networks_export(given: Any) -> None:
    with _open(given) as workspace:
        params = {"version": given.version, "file": str(given.file)}
        result = run_shown("version-export", workspace, **params)
    report(given, result, [f"{result['version']} was written to {result['file']}."])


def _networks_import(given: Any) -> None:
    with _open(given) as workspace:
        result = run_shown("version-import", workspace, file=str(given.file))
    line = f"{result['version']} is here; 'networks activate {result['version']}' lets it label."
    report(given, result, [line])


def _networks_rollback(given: Any) -> None:
    with _open(given, Durability.NORMAL) as workspace:
        result = run_shown("rollback", workspace)
        followed_up(workspace)
    _taken_over(given, result)


def _taken_over(given: Any, result: dict[str, Any]) -> None:
    line = f"{result['network']} is active; {result['scored']:,} photos were scored again."
    report(given, result, [line, *versions.effect_lines(result)])


def _networks_list(given: Any) -> None:
    versions.list_versions(given, _open)


def _networks_prune(given: Any) -> None:
    versions.prune(given, _open)


def _networks_pin(given: Any) -> None:
    versions.pin(given, _open, pinned=True)


def _networks_unpin(given: Any) -> None:
    versions.pin(given, _open, pinned=False)


def _networks_evaluate(given: Any) -> None:
    versions.evaluate(given, _open)


def _networks_compare(given: Any) -> None:
    versions.compare(given, _open)


def _settings_list(given: Any) -> None:
    with _open(given) as workspace:
        values = {name: settings.get_setting(workspace, name) for name in settings.SETTINGS}
    lines = [f"{name:<16} {_shown(value)}" for name, value in values.items()]
    report(given, {"settings": values}, lines)


def _settings_get(given: Any) -> None:
    with _open(given) as workspace:
        value = settings.get_setting(workspace, given.name)
    report(given, {"name": given.name, "value": value}, [_shown(value)])


def _settings_set(given: Any) -> None:
    with _open(given) as workspace:
        value = settings.set_setting(workspace, given.name, given.value)
        result: dict[str, Any] = {"name": given.name, "value": value}
        if settings.flagging_pending(workspace):
            result |= run_shown("flag", workspace)
        followed_up(workspace)
    lines = [f"{given.name} is {_shown(value)}."]
    if "changed" in result:
        lines.append(f"{result['waiting']:,} photos wait, {result['accepted']:,} are accepted.")
    report(given, result, lines)


def _shown(value: settings.Value) -> str:
    return "off" if value is None else str(value)


def _backup(given: Any) -> None:
    with _open(given) as workspace:
        result = run_shown("backup", workspace, file=str(given.file))
    lines = [f"The database and {result['versions']} network versions are in {given.file}."]
    if result["missing"]:
        names = ", ".join(result["missing"])
        lines.append(f"Without these networks, whose folders are gone or damaged: {names}.")
    report(given, result, lines)


def _restore(given: Any) -> None:
    with shown_job("Restoring") as job:
        restored = restoring.restore(_folder(given), given.file, job.progress)
    kept = restored.kept
    with _open(given) as workspace:
        photos = reviewing.counts(workspace).photos
    result = {
        "photos": photos,
        "kept": None if kept is None else str(kept),
        "inspection_closed": restored.inspection_closed,
    }
    lines = [f"Restored {photos:,} photos from {given.file}."]
    if kept is not None:
        lines.append(f"What was there before is kept in {kept}.")
    if restored.inspection_closed:
        lines.append(
            "The inspection that was open in it is closed, and its looks are spent: its checks may "
            "have been seen since."
        )
    report(given, result, lines)


def _diagnostics(given: Any) -> None:
    sections: dict[str, dict[str, Any]] = {"program": diagnostics.of_program()}
    # Where no workspace can be opened, the rest is what a report needs most.
    try:
        with _open(given) as workspace:
            sections["workspace"] = diagnostics.of_workspace(workspace)
    except KnownError as error:
        sections["workspace"] = {"not opened": error.code}
    report(given, sections, diagnostics.as_text(sections).rstrip().split("\n"))


def _inspect(given: Any) -> None:
    inspect(given, _open)


COMMANDS: dict[str, Callable[[Any], None]] = {
    "inspect": _inspect,
    "init": init,
    **categories_commands(_open),
    **watch_commands(_open),
    "import": _import,
    "status": _status,
    "progress": _progress,
    "mistakes": _mistakes,
    "opinions": _opinions,
    "products": _products,
    "queue": _queue,
    "decide": _decide,
    "undo": _undo,
    "export": _export,
    "retrain": _retrain,
    "networks list": _networks_list,
    "networks activate": _networks_activate,
    "networks rollback": _networks_rollback,
    "networks evaluate": _networks_evaluate,
    "networks compare": _networks_compare,
    "networks prune": _networks_prune,
    "networks pin": _networks_pin,
    "networks unpin": _networks_unpin,
    "networks export": _networks_export,
    "networks import": _networks_import,
    "settings list": _settings_list,
    "settings get": _settings_get,
    "settings set": _settings_set,
    "backup": _backup,
    "restore": _restore,
    "diagnostics": _diagnostics,
}

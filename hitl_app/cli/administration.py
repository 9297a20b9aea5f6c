"""Commands on settings, exports, backups and diagnostics."""

from collections.abc import Mapping
from typing import Any

from hitl_app.cli.terminal import (
    Output,
    counted,
    folder_of,
    followed_up,
    opened,
    report,
    run_shown,
    shown_job,
)
from hitl_app.domain.errors import KnownError
from hitl_app.domain.settings import SETTINGS, Setting, Value, find_setting
from hitl_app.services import settings
from hitl_app.services.reports import diagnostics
from hitl_app.services.review import reviewing
from hitl_app.services.workspace import restoring
from hitl_app.workspace import Workspace

_EXPORT_NOTES: Mapping[str, str] = {
    "missing": "Left out, because their files are missing or have changed: {n}.",
    "linked": "Links: {n}. Editing one can change the original; copy it first.",
    "unlabelled": "Without a label, in the folder to-review: {n}. Leave them out with "
    "--include reviewed,auto-accepted.",
    "pattern": "Move the folder to a path without *, ?, [, $ and :: before loading it with "
    "the Hugging Face library.",
}
"""Sentences that follow an export, by the figure of its result that is not 0."""


def list_settings(workspace: Workspace, _given: Any) -> Output:
    """List the settings, each with its value and title."""
    values = {one.name: settings.get_setting(workspace, one.name) for one in SETTINGS}
    lines = [
        f"{one.name:<22} {_shown(one, values[one.name]):<16} {one.title}".rstrip()
        for one in SETTINGS
    ]
    return {"settings": values}, lines


def get_setting(given: Any) -> None:
    """Read a setting."""
    setting = find_setting(given.name)
    with opened(given) as workspace:
        value = settings.get_setting(workspace, given.name)
    report(given, _as_dict(setting, value), [_shown(setting, value)])


def set_setting(given: Any) -> None:
    """Change a setting, and make its effect happen."""
    setting = find_setting(given.name)
    with opened(given) as workspace:
        value = settings.set_setting(workspace, given.name, given.value)
        result = _as_dict(setting, value)
        if settings.flagging_pending(workspace):
            result |= run_shown("flag", workspace)
        followed_up(workspace)
    lines = [f"{given.name} is {_shown(setting, value)}."]
    if "changed" in result:
        lines.append(
            f"{counted(result['to_review'], 'photo')} to review, "
            f"{result['auto_accepted']:,} auto-accepted."
        )
    report(given, result, lines)


def _as_dict(setting: Setting, value: Value) -> dict[str, Any]:
    return {
        "name": setting.name,
        "value": value,
        "title": setting.title,
        "unit": setting.unit,
    }


def _shown(setting: Setting, value: Value) -> str:
    text = setting.text(value)
    if value is None or not setting.unit:
        return text
    return f"{text} ({100 * value:g} %)" if isinstance(value, float) else f"{text} {setting.unit}"


def export(workspace: Workspace, given: Any) -> Output:
    """Export labels to a file or a folder."""
    result = run_shown(
        "export",
        workspace,
        target=str(given.file),
        kind=given.format,
        states=given.include,
        links=given.links,
    )
    lines = [f"{counted(result['photos'], 'photo')} exported to {result['file']}."]
    notes = [(text, int(result[name])) for name, text in _EXPORT_NOTES.items()]
    lines += [text.format(n=f"{count:,}") for text, count in notes if count]
    return result, lines


def back_up(workspace: Workspace, given: Any) -> Output:
    """Back up the workspace to a file."""
    result = run_shown("backup", workspace, file=str(given.file))
    lines = [
        f"Workspace backed up to {given.file} with {counted(result['versions'], 'model version')}."
    ]
    if result["missing"]:
        names = ", ".join(result["missing"])
        lines.append(f"Not included, because their folders are missing or damaged: {names}.")
    return result, lines


def restore(given: Any) -> None:
    """Put a backup in the place of the workspace."""
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


def diagnose(given: Any) -> None:
    """Print versions and figures for a report of a problem."""
    sections: dict[str, dict[str, Any]] = {"program": diagnostics.of_program()}
    # Without a usable workspace, a report needs the rest most.
    try:
        with opened(given) as workspace:
            sections["workspace"] = diagnostics.of_workspace(workspace)
    except KnownError as error:
        sections["workspace"] = {"not opened": error.code}
    report(given, sections, diagnostics.as_text(sections).rstrip().split("\n"))

"""Diagnostics for bug reports, without private data.

Only facts of this program are gathered: versions, figures, codes. No path of a photo, no name of
an operator or a category, no note; the program's own folder has `~` in the place of the home.
"""

import os
import platform
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hitl_app import __version__
from hitl_app.domain.imports import ImportRun
from hitl_app.domain.models import TrainingRun
from hitl_app.domain.runs import RunState
from hitl_app.domain.settings import SETTINGS
from hitl_app.notices import versions
from hitl_app.services import settings
from hitl_app.services.review.reviewing import counts
from hitl_app.store import diagnostics as facts
from hitl_app.store.engine.filesystem import is_network_share
from hitl_app.store.imports import imports
from hitl_app.store.models import versions as models
from hitl_app.workspace import Workspace

Facts = dict[str, Any]
_LAST = 5
_MB = 2**20
# A text may contain user input.
_SETTINGS = tuple(one.name for one in SETTINGS if one.type is not str or one.choices)


def of_program() -> Facts:
    """Return facts that do not depend on the workspace."""
    import psutil

    return {
        "Second Look": __version__,
        "Python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "cores": os.cpu_count(),
        "memory in MB": psutil.virtual_memory().total // _MB,
        "encoding": sys.getfilesystemencoding(),
        "installed in": short(Path(__file__).parents[3]),
        "packages": versions(),
    }


def of_workspace(workspace: Workspace) -> Facts:
    """Return the state of a workspace, in figures and codes."""
    now = counts(workspace)
    with workspace.database.read() as session:
        revision, rows = facts.revision(session), facts.rows(session)
        reasons = facts.unreadable_reasons(session)
        last_imports = imports.last_imports(session, _LAST)
        runs = models.last_runs(session, _LAST)
        shipped = [one.shipped for one in models.all_versions(session)]
    files = [file for file in workspace.database.dialect.files() if file.is_file()]
    return {
        "schema revision": revision,
        "database in MB": sum(file.stat().st_size for file in files) // _MB,
        "free disk in MB": shutil.disk_usage(workspace.folder).free // _MB,
        "on a network share": is_network_share(workspace.folder),
        "photos": now.photos,
        "to review": now.to_review,
        "auto-accepted": now.auto_accepted,
        "reviewed": now.reviewed,
        "rows": rows,
        "shipped versions": sum(shipped),
        "settings": {name: settings.get_setting(workspace, name) for name in _SETTINGS},
        "unreadable files": reasons,
        "last imports": [_import_words(run) for run in last_imports],
        "last retrainings": [_training_words(run) for run in runs],
    }


def _import_words(run: ImportRun) -> str:
    figures = f"{run.found} found, {run.new} new, {run.known} known, {run.unreadable} unreadable"
    return f"{run.state}: {figures}, {_seconds(run)}"


def _training_words(run: TrainingRun) -> str:
    # With a reason come names of categories: its code will do.
    codes = [str(reason["code"]) for reason in run.report.get("reasons") or ()]
    verdict = ", ".join([run.verdict or "no verdict", *codes])
    return f"{run.state}: {run.training_photos} training photos, {verdict}, {_seconds(run)}"


def _seconds(run: ImportRun | TrainingRun) -> str:
    if run.finished_at is None or run.state is RunState.RUNNING:
        return "not ended"
    return f"{(run.finished_at - run.started_at).total_seconds():.0f} s"


def as_text(sections: Mapping[str, Mapping[str, Any]]) -> str:
    """Format facts as text, a line each, to be read before they are sent."""
    lines: list[str] = []
    for title, section in sections.items():
        lines += ["", title] if lines else [title]
        for name, value in section.items():
            lines += _lines(name, value)
    return without_home("\n".join(lines) + "\n")


def _lines(name: str, value: Any) -> list[str]:
    if isinstance(value, Mapping):
        listed = ", ".join(f"{key} {_plain(one)}" for key, one in value.items())
        return [f"  {name}: {listed or 'none'}"]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [f"  {name}:", *(f"    {_plain(one)}" for one in value)] if value else []
    return [f"  {name}: {_plain(value)}"]


def _plain(value: Any) -> str:
    if value is None:
        return "off"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def short(path: Path) -> str:
    """Return a path as text, `~` for the home folder."""
    return without_home(str(path))


def without_home(text: str) -> str:
    """Put `~` in the place of the home folder, wherever a text names it."""
    home = Path.home()
    # Longest first: the real place of a home that is a link may lie inside another.
    for folder in sorted({str(home), str(home.resolve()), home.as_posix()}, key=len, reverse=True):
        if len(folder) > 1:
            text = text.replace(folder, "~")
    return text

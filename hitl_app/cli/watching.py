"""Commands on watched folders."""

import contextlib
import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from hitl_app.cli.imports import unreadable_lines
from hitl_app.cli.opening import opened
from hitl_app.cli.terminal import followed_up, report, run_shown
from hitl_app.domain.errors import KnownError
from hitl_app.domain.imports import UnreadableFile
from hitl_app.messages import sentences
from hitl_app.services.catalogue import imports, watching
from hitl_app.workspace import Workspace
from safeio.printing import complain

_EVERY_S = 5.0


def add(given: Any) -> None:
    """Add a watched folder."""
    with opened(given) as workspace:
        folder = watching.add_folder(workspace, given.folder)
    line = f"Watching {folder.path}: the app and `hitl-app watch` import new photos from it."
    report(given, {"folder": folder.path, "active": True}, [line])


def remove(given: Any) -> None:
    """Remove a watched folder."""
    with opened(given) as workspace:
        folder = watching.find_folder(workspace, given.folder)
        watching.remove_folder(workspace, folder.id)
    line = f"Stopped watching {folder.path}. Photos already imported from it are kept."
    report(given, {"folder": folder.path}, [line])


def switch(given: Any, *, active: bool) -> None:
    """Switch the watching of a folder on or off."""
    with opened(given) as workspace:
        folder = watching.find_folder(workspace, given.folder)
        watching.switch_folder(workspace, folder.id, active=active)
    line = f"Watching {folder.path} is {'on' if active else 'off'}."
    report(given, {"folder": folder.path, "active": active}, [line])


def show(given: Any) -> None:
    """List the watched folders."""
    with opened(given) as workspace:
        folders = watching.list_folders(workspace)
    listed: list[dict[str, Any]] = [
        {
            "folder": folder.path,
            "active": folder.active,
            "there": Path(os.fsdecode(folder.raw)).is_dir(),
        }
        for folder in folders
    ]
    off = {True: "", False: " (off)"}
    gone = {True: "", False: " (not found)"}
    lines = [f"{one['folder']}{off[one['active']]}{gone[one['there']]}" for one in listed]
    report(given, {"folders": listed}, lines or ["No watched folders."])


def run(given: Any) -> None:
    """Import new photos, until Ctrl+C, or once.

    Raises:
        KnownError: No folder is watched, or another program watches already.
    """
    total = {"imports": 0, "new": 0, "unreadable": 0}
    files: list[UnreadableFile] = []
    with opened(given) as workspace:
        if not any(folder.active for folder in watching.list_folders(workspace)):
            raise KnownError("watch-nothing")
        bring = partial(_import, workspace, total, files)
        _resume(workspace, bring)
        watch = watching.Watch()
        try:
            # Ctrl+C ends it; during an import it cancels that.
            with contextlib.suppress(KeyboardInterrupt):
                _bring(workspace, watch, bring, once=given.once)
        finally:
            watch.leave(workspace)
    line = (
        f"New photos from watched folders: {total['new']:,}. Unreadable: {total['unreadable']:,}."
    )
    report(given, total, [line, *unreadable_lines(files)])


def _resume(workspace: Workspace, bring: Callable[..., None]) -> None:
    """Resume unfinished imports of watched files."""
    while (number := watching.unfinished_import(workspace)) is not None:
        bring(resume=number)


def _bring(
    workspace: Workspace, watch: watching.Watch, bring: Callable[..., None], *, once: bool
) -> None:
    gone: tuple[str, ...] = ()
    while True:
        scan = watch.scan(workspace)
        if scan.elsewhere and once:
            raise KnownError("watch-elsewhere")
        for path in set(scan.gone) - set(gone):
            complain(" ".join(sentences("watch-gone", {"path": path})))
        gone = scan.gone
        if scan.due and (once or not scan.importing):
            bring(watched=True)
        elif once and not scan.settling:
            return
        else:
            time.sleep(watching.SETTLE_S if scan.settling else _EVERY_S)


def _import(
    workspace: Workspace, total: dict[str, int], files: list[UnreadableFile], **which: Any
) -> None:
    result = run_shown("import", workspace, **which)
    followed_up(workspace)
    if result.get("unreadable"):
        files += imports.unreadable_files(workspace, result["import"])
    total["imports"] += bool(result)
    for name in ("new", "unreadable"):
        total[name] += int(result.get(name, 0))

"""Commands that import photos, once or from watched folders."""

import contextlib
import os
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from hitl_app.cli.terminal import Output, counted, folder_of, followed_up, report, run_shown
from hitl_app.domain.errors import KnownError
from hitl_app.domain.imports import UnreadableFile
from hitl_app.domain.pending import SILENT
from hitl_app.messages import MODEL_REASONS, sentences
from hitl_app.services.catalogue import imports, watching
from hitl_app.services.feeds.formats import Feed, is_feed
from hitl_app.services.feeds.items import FeedColumns
from hitl_app.services.models.versions import why_active
from hitl_app.store.engine.dialect import Durability
from hitl_app.workspace import Workspace
from safeio.cells import restore
from safeio.printing import complain
from safeio.reasons import WORDS, with_kind

_EVERY_S = 5.0


def import_photos(given: Any) -> None:
    """Import photos, into a new workspace if there is none."""
    # A path may come from an export, where formulas are escaped.
    paths = [path if os.path.lexists(path) else restore(path) for path in given.paths]
    if not any(os.path.lexists(path) for path in paths):
        detail = "there is no such file or folder"
        raise KnownError("read-failed", path=", ".join(given.paths), detail=detail)
    feed = _feed(given, paths)
    workspace = Workspace.create(folder_of(given), Durability.NORMAL)
    try:
        result, lines = import_into(workspace, paths, again=given.again, feed=feed)
    finally:
        workspace.close()
    report(given, result, lines)


def _feed(given: Any, paths: Sequence[str]) -> dict[str, Any] | None:
    """Return how a product feed is read; None for photos.

    Raises:
        KnownError: A feed is not alone, or there are options of feeds and none is there.
    """
    feeds = [path for path in paths if is_feed(Path(path))]
    columns = FeedColumns(
        given.image_column, given.id_column, given.title_column, given.group_column
    )
    options = (columns, given.encoding, given.allow_private, given.per_host)
    if not feeds:
        if options != (FeedColumns(), "", False, 0):
            raise KnownError("feed-options", path=", ".join(paths))
        return None
    if len(paths) > 1:
        raise KnownError("feed-alone", path=feeds[0])
    return Feed(Path(feeds[0]), *options).options()


def import_into(
    workspace: Workspace,
    paths: Sequence[str],
    *,
    again: bool = False,
    feed: dict[str, Any] | None = None,
    engine: dict[str, Any] | None = None,
) -> Output:
    """Import photos, or the one product feed that is read so; return what to print."""
    params = {"again": again, "feed": feed, "engine": engine}
    result = run_shown("import", workspace, paths=list(paths), **params)
    files = imports.unreadable_files(workspace, result["import"])
    name, reason = why_active(workspace)
    followed_up(workspace)
    result["model"] = name
    unreadable = result["unreadable"]
    result["unreadable"] = [{"path": f.path, "reason": f.reason, "files": f.files} for f in files]
    changed = (
        f"Files changed since the last import: {result['changed']:,}. Earlier decisions on their "
        "photos are kept."
    )
    renewed = f"Thumbnails replaced by larger ones: {result['renewed']:,}."
    lines = [
        *(["Resumed the interrupted import."] if result["resumed"] else []),
        *_feed_lines(result.get("feed")),
        f"Files found: {result['found']:,}. New photos: {result['new']:,}. "
        f"Already imported: {result['known']:,}. Unreadable: {unreadable:,}.",
        *([changed] if result["changed"] else []),
        *([renewed] if result["renewed"] else []),
        f"{counted(result['to_review'], 'photo')} to review, {result['auto_accepted']:,} "
        "auto-accepted.",
        *([MODEL_REASONS[reason].format(name=name)] if reason in MODEL_REASONS else []),
        *_unreadable_lines(files),
    ]
    return result, lines


def _feed_lines(feed: dict[str, int] | None) -> list[str]:
    if feed is None:
        return []
    notes = [
        f"{feed[name]:,} {words}"
        for name, words in (
            ("without", "without an image"),
            ("rejected", "that cannot be read"),
            ("repeated", "with the id of another"),
        )
        if feed[name]
    ]
    more = f", of these {', '.join(notes)}" if notes else ""
    return [
        f"Items in the feed: {feed['items']:,}{more}.",
        f"Images downloaded: {feed['downloaded']:,}. Failed: {feed['failed']:,}.",
    ]


def _unreadable_lines(files: Sequence[UnreadableFile]) -> list[str]:
    """Return a line for each file that could not be read, and for the others of an archive."""
    lines = []
    for file in files:
        more = f"and {file.others:,} more in " if file.others else ""
        lines.append(unreadable_line(f"{more}{file.path}", file.reason, file.detail))
    return lines


def unreadable_line(path: str, reason: str, detail: str) -> str:
    """Return a line on a file that could not be read."""
    return f"unreadable: {path}: {with_kind(WORDS.get(reason, reason), reason, detail)}"


def add_folder(workspace: Workspace, given: Any) -> Output:
    """Add a watched folder."""
    folder = watching.add_folder(workspace, given.folder)
    line = f"Watching {folder.path}: the app and `hitl-app watch` import new photos from it."
    return {"folder": folder.path, "active": True}, [line]


def remove_folder(workspace: Workspace, given: Any) -> Output:
    """Remove a watched folder."""
    folder = watching.find_folder(workspace, given.folder)
    watching.remove_folder(workspace, folder.id)
    line = f"Stopped watching {folder.path}. Photos already imported from it are kept."
    return {"folder": folder.path}, [line]


def switch_folder(workspace: Workspace, given: Any, *, active: bool) -> Output:
    """Switch the watching of a folder on or off."""
    folder = watching.find_folder(workspace, given.folder)
    watching.switch_folder(workspace, folder.id, active=active)
    line = f"Watching {folder.path} is {'on' if active else 'off'}."
    return {"folder": folder.path, "active": active}, [line]


def list_folders(workspace: Workspace, _given: Any) -> Output:
    """List the watched folders."""
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
    return {"folders": listed}, lines or ["No watched folders."]


def watch(workspace: Workspace, given: Any) -> Output:
    """Import new photos, until Ctrl+C, or once.

    Raises:
        KnownError: No folder is watched, or another program watches already.
    """
    total = {"imports": 0, "new": 0, "unreadable": 0}
    files: list[UnreadableFile] = []
    if not any(folder.active for folder in watching.list_folders(workspace)):
        raise KnownError("watch-nothing")
    bring = partial(_import_watched, workspace, total, files)
    scanner = watching.Watch()
    try:
        # Ctrl+C ends it; during an import it cancels that.
        with contextlib.suppress(KeyboardInterrupt):
            _bring_patiently(workspace, scanner, bring, once=given.once)
    finally:
        scanner.leave(workspace)
    line = (
        f"New photos from watched folders: {total['new']:,}. Unreadable: {total['unreadable']:,}."
    )
    return total, [line, *_unreadable_lines(files)]


def _bring_patiently(
    workspace: Workspace, scanner: watching.Watch, bring: Callable[..., None], *, once: bool
) -> None:
    """Import what is there and what comes; a server that is away is waited for, unless once."""
    is_away = False
    while True:
        try:
            # Unfinished imports of watched files first.
            while (number := watching.unfinished_import(workspace)) is not None:
                bring(resume=number)
            is_away = False
            _bring(workspace, scanner, bring, once=once)
        except KnownError as error:
            if once or error.code not in SILENT:
                raise
            if not is_away:
                happened, _remedy = sentences(error.code, error.params)
                complain(f"{happened} Watching continues as soon as it answers.")
            is_away = True
            time.sleep(_EVERY_S)
        else:
            return


def _bring(
    workspace: Workspace, scanner: watching.Watch, bring: Callable[..., None], *, once: bool
) -> None:
    gone: tuple[str, ...] = ()
    while True:
        scan = scanner.scan(workspace)
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


def _import_watched(
    workspace: Workspace, total: dict[str, int], files: list[UnreadableFile], **which: Any
) -> None:
    result = run_shown("import", workspace, **which)
    followed_up(workspace)
    if result.get("unreadable"):
        files += imports.unreadable_files(workspace, result["import"])
    total["imports"] += bool(result)
    for name in ("new", "unreadable"):
        total[name] += int(result.get(name, 0))

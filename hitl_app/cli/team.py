"""Commands on workspaces that several computers share: connect, move."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hitl_app.cli import values
from hitl_app.cli.terminal import Output, counted, report, shown_job
from hitl_app.services.review import reviewing
from hitl_app.services.workspace import moving
from hitl_app.store.engine.address import is_address
from hitl_app.workspace import Workspace
from safeio.printing import Parser


def add_server(init: Parser) -> None:
    """Add the options by which `init` makes a workspace on a server."""
    init.add_argument(
        "folder",
        nargs="?",
        type=values.folder,
        metavar="FOLDER",
        help="workspace folder; the same as --workspace",
    )
    init.add_argument(
        "--database",
        metavar="ADDRESS",
        help="keep the workspace in a database on a PostgreSQL server, such as "
        "postgresql://ann@server/photos; the folder holds what is this computer's own",
    )


def add_commands(add: Callable[[str, str], Parser]) -> None:
    """Add the commands `connect` and `move-to`."""
    connect = add("connect", "Connect a folder of this computer to a workspace on a server")
    connect.add_argument(
        "address", metavar="ADDRESS", help="such as postgresql://ann@server/photos"
    )
    connect.add_argument("folder", type=values.folder, metavar="FOLDER")
    move = add("move-to", "Copy the workspace to a server or into a folder; the old one stays")
    move.add_argument(
        "target",
        metavar="ADDRESS|FOLDER",
        help="address of an empty database, or a folder without a workspace",
    )


def folder_of(given: argparse.Namespace) -> Path | None:
    """Return the folder that `init` is given in either way."""
    folder: Path | None = given.folder or given.workspace
    return folder


def connect(given: Any) -> None:
    """Connect a folder to a workspace on a server."""
    workspace = Workspace.connect(given.folder, given.address)
    try:
        photos = reviewing.counts(workspace).photos
    finally:
        workspace.close()
    result = {"folder": str(workspace.folder), "photos": photos}
    lines = [
        f"Connected: {workspace.folder}, {counted(photos, 'photo')}.",
        f"Open it with: hitl-app --workspace {workspace.folder}",
    ]
    report(given, result, lines)


def move(workspace: Workspace, given: Any) -> Output:
    """Copy the workspace to a server or into a folder."""
    target = str(given.target)
    with shown_job("Copying") as job:
        if is_address(target):
            moved = moving.move_to_server(workspace, target, job.progress)
            then = f"Connect each computer with: hitl-app connect {target} FOLDER"
        else:
            folder = values.folder(target)
            moved = moving.move_to_folder(workspace, folder, job.progress)
            then = f"Open it with: hitl-app --workspace {folder}"
    result = {
        "rows": moved.rows,
        "versions": moved.versions,
        "missing": list(moved.missing),
    }
    lines = [
        f"Copied and compared: {counted(moved.rows, 'row')}, "
        f"{counted(moved.versions, 'model version')}. The old workspace is unchanged.",
        then,
    ]
    if moved.missing:
        names = ", ".join(moved.missing)
        lines.append(f"Not included, because their files are missing: {names}.")
    return result, lines

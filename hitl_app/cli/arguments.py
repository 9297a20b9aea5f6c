"""Arguments of the command line."""

import argparse
from pathlib import Path

from hitl_app import __version__
from hitl_app.cli import import_arguments, label_options, many, places, roles, team, values
from hitl_app.cli.runtime_arguments import add_runtime_arguments
from hitl_app.domain.photos import PhotoState
from hitl_app.services.exports import formats
from safeio.printing import Parser

_LOT = "inspect the labels of an import: `import-labels --list` shows the numbers"


def parser() -> Parser:
    """Make the parser; every command sets `command`, and `action` where it has several."""
    top = Parser(
        prog="hitl-app",
        description="Second Look: label product photos with a model that learns from "
        "your decisions. "
        "Without a command, it opens the app.",
    )
    top.add_argument("--version", action="version", version=f"Second Look {__version__}")
    top.add_argument("--sample", action="store_true", help="open the app with sample photos")
    top.add_argument("--picture", type=Path, metavar="FILE", help="save a picture of the window")
    _common(top)
    commands = top.add_subparsers(dest="command", title="commands", metavar="COMMAND")
    _photos(commands)
    _models(commands)
    _inspections(commands)
    _administration(commands)
    return top


def _common(
    parser_: argparse.ArgumentParser, *, report: bool = False, nested: bool = False
) -> None:
    # A nested parser must not overwrite with its default what stood before the command.
    default = argparse.SUPPRESS if nested else None
    parser_.add_argument(
        "--workspace",
        type=values.folder,
        metavar="DIR",
        default=default,
        help="workspace folder (default: the current folder)",
    )
    if report:
        parser_.add_argument("--json", action="store_true", help="print one JSON object")


class _Commands:
    """Adds commands that all take the common options."""

    def __init__(self, group: "argparse._SubParsersAction[Parser]") -> None:
        self._group = group

    def add(self, name: str, text: str) -> Parser:
        """Add one command."""
        added = self._group.add_parser(name, help=text, description=f"{text}.")
        _common(added, report=True, nested=True)
        return added


def _photos(group: "argparse._SubParsersAction[Parser]") -> None:
    commands = _Commands(group)
    init = commands.add("init", "Create a workspace; a terminal asks for what no option says")
    team.add_server(init)
    own = init.add_mutually_exclusive_group()
    own.add_argument(
        "--categories",
        type=Path,
        metavar="FILE",
        help="start with only the categories in this file, one per line",
    )
    own.add_argument(
        "--categories-from",
        type=Path,
        metavar="FOLDER",
        help="start with only the names of its subfolders",
    )
    own.add_argument(
        "--starter",
        type=values.starter,
        metavar="SET",
        help=f"start with a list of categories: {', '.join(values.STARTERS)}",
    )
    photos = init.add_mutually_exclusive_group()
    photos.add_argument(
        "--photos", nargs="+", type=values.path, metavar="PATH", help="folders, photos or ZIP files"
    )
    photos.add_argument("--sample", action="store_true", help="import the sample photos")
    import_arguments.add_import(
        commands.add("import", "Import photos, or the images of a product feed")
    )
    label_options.add_to(commands.add("import-labels", label_options.TEXT))
    many.add_to(commands.add("classify-many", many.TEXT))
    _watching(commands)
    commands.add("status", "Show the state of the workspace")
    going = commands.add("progress", "Show remaining photos, pace and corrections")
    going.add_argument(
        "--operator", metavar="NAME", help="operator (default: the one set in the workspace)"
    )
    queue = commands.add("queue", "List the photos to review, in queue order")
    queue.add_argument("--limit", type=values.positive, default=20, metavar="N")
    queue.add_argument("--format", choices=("table", "csv", "json"), default="table")
    products = commands.add("products", "Preview or change the product grouping")
    products.add_argument(
        "rule",
        nargs="?",
        type=values.path,
        metavar="RULE",
        help="off, folder, number, first or a pattern such as '{sku}_{n}' (default: the "
        "current rule)",
    )
    products.add_argument("--apply", action="store_true", help="apply the rule to all photos")
    decide = commands.add("decide", "Record decisions from a CSV file")
    decide.add_argument("--from", dest="file", type=Path, required=True, metavar="FILE.csv")
    decide.add_argument("--operator", metavar="NAME")
    decide.add_argument(
        "--second-opinions",
        action="store_true",
        help="record rows for photos that need a second opinion of this operator as that opinion",
    )
    opinions = commands.add("opinions", "Show operator agreement and open second opinions")
    opinions.add_argument(
        "--wanted",
        action="store_true",
        help="list photos that need a second opinion of an operator",
    )
    opinions.add_argument("--operator", metavar="NAME")
    opinions.add_argument("--limit", type=values.positive, default=20, metavar="N")
    mistakes = commands.add("mistakes", "List labels that the model disagrees with")
    mistakes.add_argument("--limit", type=values.positive, default=20, metavar="N")
    mistakes.add_argument("--lot", type=values.lot, metavar="import:N", help="of this import alone")
    duplicates = commands.add("duplicates", "List photos that show almost the same picture")
    duplicates.add_argument("--format", choices=("table", "csv", "json"), default="table")
    duplicates.add_argument(
        "--drop",
        action="store_true",
        help="drop all but the largest photo of each group: they leave the queue and exports",
    )
    duplicates.add_argument("--operator", metavar="NAME")
    undo = commands.add("undo", "Undo the last operation of an operator")
    undo.add_argument("--operator", metavar="NAME")
    export = commands.add("export", "Export labels to a file or a folder")
    export.add_argument("file", type=Path, metavar="FILE|FOLDER")
    export.add_argument(
        "--format",
        choices=formats.BY_NAME,
        default="",
        help="default: from the file extension",
    )
    export.add_argument(
        "--include",
        type=values.states,
        default=tuple(PhotoState),
        metavar="STATES",
        help=f"any of {','.join(PhotoState)} (default: all)",
    )
    export.add_argument(
        "--links",
        action="store_true",
        help="link photos instead of copying them, where possible; editing a link can change the "
        "original",
    )


def _watching(commands: _Commands) -> None:
    watch = commands.add("watch", "Import new photos from watched folders until Ctrl+C")
    watch.add_argument("--once", action="store_true", help="import what is there now, then exit")
    nested = _Commands(watch.add_subparsers(dest="action", metavar="ACTION"))
    nested.add("list", "List the watched folders")
    for name, text in (
        ("add", "Watch a folder"),
        ("remove", "Stop watching a folder and remove it from the list"),
        ("on", "Resume watching a folder"),
        ("off", "Pause watching a folder"),
    ):
        nested.add(name, text).add_argument("folder", type=values.folder, metavar="FOLDER")


def _models(group: "argparse._SubParsersAction[Parser]") -> None:
    commands = _Commands(group)
    retrain = commands.add("retrain", "Retrain the model on the decisions")
    retrain.add_argument(
        "--activate",
        action="store_true",
        help="activate the new version even if it is not better, or cannot be judged",
    )
    models = commands.add("models", "List model versions, or change the active one")
    actions = models.add_subparsers(dest="action", required=True, metavar="ACTION")
    nested = _Commands(actions)
    nested.add("list", "List the versions")
    nested.add("activate", "Activate a version").add_argument("version", metavar="VERSION")
    nested.add("rollback", "Roll back to the previous version")
    nested.add("evaluate", "Measure a version on the validation photos").add_argument(
        "version", metavar="VERSION", nargs="?", help="default: the active version"
    )
    compare = nested.add("compare", "Compare two versions on the validation photos")
    compare.add_argument("version", metavar="VERSION")
    compare.add_argument("against", metavar="OTHER", nargs="?", help="default: the active version")
    nested.add("prune", "Delete the files of old versions that are not kept")
    for name, text in (
        ("pin", "Keep a version when old ones are deleted"),
        ("unpin", "Allow a version to be deleted"),
    ):
        nested.add(name, text).add_argument("version", metavar="VERSION")
    export = nested.add("export", "Export a version to a file")
    export.add_argument("version", metavar="VERSION")
    export.add_argument("file", type=Path, metavar="FILE.zip")
    add_runtime_arguments(nested.add("export-runtime", "Export a version for other programs"))
    nested.add("import", "Import a version from a file").add_argument(
        "file", type=Path, metavar="FILE.zip"
    )


def _inspections(group: "argparse._SubParsersAction[Parser]") -> None:
    inspect = _Commands(group).add("inspect", "Verify automatic labels by an inspection")
    action = inspect.add_mutually_exclusive_group()
    action.add_argument("--plan", action="store_true", help="show the proposal (default)")
    action.add_argument(
        "--open", action="store_true", help="start an inspection: fix the lot and draw the checks"
    )
    action.add_argument(
        "--extend", action="store_true", help="check new photos for drift to extend a certificate"
    )
    action.add_argument("--cancel", action="store_true", help="cancel the open inspection")
    action.add_argument("--list", action="store_true", help="list the certificates")
    action.add_argument(
        "--certificate", type=values.positive, metavar="N", help="show one certificate"
    )
    inspect.add_argument("--out", type=Path, metavar="FILE.html", help="save its page")
    inspect.add_argument(
        "--labels", type=Path, metavar="FILE.csv", help="save the labels it covers"
    )
    inspect.add_argument(
        "--target", type=float, metavar="SHARE", help="required accuracy, such as 0.95"
    )
    inspect.add_argument(
        "--threshold", type=float, metavar="CONFIDENCE", help="lowest confidence in the lot"
    )
    inspect.add_argument("--checks", type=values.positive, metavar="N", help="sample size")
    inspect.add_argument("--lot", type=values.lot, metavar="import:N", help=_LOT)


def _administration(group: "argparse._SubParsersAction[Parser]") -> None:
    commands = _Commands(group)
    categories = commands.add("categories", "List or change the categories")
    nested = _Commands(categories.add_subparsers(dest="action", required=True, metavar="ACTION"))
    nested.add("list", "List the categories")
    nested.add("add", "Add a category").add_argument("name", metavar="NAME")
    rename = nested.add("rename", "Rename a category")
    rename.add_argument("old", metavar="OLD")
    rename.add_argument("new", metavar="NEW")
    nested.add("retire", "Retire a category").add_argument("name", metavar="NAME")
    back = nested.add("bring-back", "Restore a retired category")
    back.add_argument("name", metavar="NAME")
    merge = nested.add("merge", "Merge a category into another one")
    merge.add_argument("name", metavar="NAME")
    merge.add_argument("into", metavar="INTO")
    merge.add_argument("--yes", action="store_true", help="confirm; this cannot be undone")
    move = nested.add("move", "Move a category to another position and digit key")
    move.add_argument("name", metavar="NAME")
    move.add_argument("place", type=values.positive, metavar="PLACE")
    listed = nested.add("import", "Add categories from a list or from folder names")
    listed.add_argument(
        "source",
        type=Path,
        metavar="SOURCE",
        help="text or CSV file, or a folder with one subfolder per category",
    )
    settings = commands.add("settings", "List, show or change settings")
    nested = _Commands(settings.add_subparsers(dest="action", required=True, metavar="ACTION"))
    nested.add("list", "List the settings")
    nested.add("get", "Show a setting").add_argument("name", metavar="NAME")
    change = nested.add("set", "Change a setting")
    change.add_argument("name", metavar="NAME")
    change.add_argument("value", metavar="VALUE")
    paths = commands.add("paths", "List or set where photos are on this computer")
    nested = _Commands(paths.add_subparsers(dest="action", required=True, metavar="ACTION"))
    places.add_commands(nested.add)
    backup = commands.add("backup", "Back up the workspace to a file")
    backup.add_argument("file", type=Path, metavar="FILE")
    restore = commands.add("restore", "Restore the workspace from a backup")
    restore.add_argument("file", type=Path, metavar="FILE")
    _serving(commands)
    team.add_commands(commands.add)
    people = commands.add("roles", "Show, make or give the roles of a workspace on a server")
    nested = _Commands(people.add_subparsers(dest="action", required=True, metavar="ACTION"))
    roles.add_commands(nested.add)
    commands.add("diagnostics", "Show versions and figures for a bug report, without private data")


def _serving(commands: _Commands) -> None:
    serve = commands.add("serve", "Serve an upload page, a review page and an API to browsers")
    serve.add_argument(
        "--host",
        type=values.path,
        default="127.0.0.1",
        metavar="ADDRESS",
        help="address to listen at (default: this computer only); any other needs a token",
    )
    port = "default: 8765; 0 for a free one"
    serve.add_argument("--port", type=values.port, default=8765, metavar="N", help=port)
    keeps = "keep no uploaded photos: for trying only"
    serve.add_argument("--no-queue", action="store_true", help=keeps)
    serve.add_argument(
        "--token-new",
        action="store_true",
        help="make a new access token, which replaces the one before, and show it once",
    )

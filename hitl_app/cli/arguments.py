"""Arguments of the command line."""

import argparse
from pathlib import Path

from hitl_app import __version__
from hitl_app.domain.photos import PhotoState
from hitl_app.services.exports import formats
from safeio.printing import Parser

_MOST = 10_000_000


def parser() -> Parser:
    """Make the parser; every command sets `command`, and `action` where it has several."""
    top = Parser(
        prog="hitl-app",
        description="Second Look: label product photos with a model that learns from you. "
        "Without a command it opens the window.",
    )
    top.add_argument("--version", action="version", version=f"Second Look {__version__}")
    top.add_argument(
        "--sample", action="store_true", help="open the window on the sample catalogue"
    )
    top.add_argument("--picture", type=Path, metavar="FILE", help="leave a picture of the window")
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
        type=lambda text: Path(_path(text)),
        metavar="DIR",
        default=default,
        help="the workspace's folder (default: the current one)",
    )
    if report:
        parser_.add_argument(
            "--json", action="store_true", help="one JSON object on standard output"
        )


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
    init = commands.add("init", "Make a workspace")
    own = init.add_mutually_exclusive_group()
    own.add_argument(
        "--categories",
        type=Path,
        metavar="FILE",
        help="offer only those that it names, a line each",
    )
    own.add_argument(
        "--categories-from", type=Path, metavar="FOLDER", help="offer only its subfolders' names"
    )
    add = commands.add("import", "Bring photos in")
    add.add_argument(
        "paths", nargs="+", type=_path, metavar="PATH", help="folder, photo or ZIP file"
    )
    add.add_argument(
        "--again", action="store_true", help="read files again that seem to be unchanged"
    )
    _watching(commands)
    commands.add("status", "Tell how the workspace stands")
    going = commands.add("progress", "Tell what is left, the pace, and what is corrected into what")
    going.add_argument(
        "--operator", metavar="NAME", help="who looks (default: who is at the window)"
    )
    queue = commands.add("queue", "List what waits, in queue order")
    queue.add_argument("--limit", type=_positive, default=20, metavar="N")
    queue.add_argument("--format", choices=("table", "csv", "json"), default="table")
    products = commands.add("products", "Show which photos a rule takes together as one product")
    products.add_argument(
        "rule",
        nargs="?",
        type=_path,
        metavar="RULE",
        help="off, folder, number, first or a pattern such as '{sku}_{n}' (default: as it is)",
    )
    products.add_argument("--apply", action="store_true", help="let every photo follow the rule")
    decide = commands.add("decide", "Record decisions from a CSV file")
    decide.add_argument("--from", dest="file", type=Path, required=True, metavar="FILE.csv")
    decide.add_argument("--operator", metavar="NAME")
    decide.add_argument(
        "--second-opinions",
        action="store_true",
        help="take rows on photos that wait for a second opinion of this operator as that opinion",
    )
    opinions = commands.add("opinions", "Tell how far operators agree, or what waits for one")
    opinions.add_argument("--wanted", action="store_true", help="list what waits for an operator")
    opinions.add_argument("--operator", metavar="NAME")
    opinions.add_argument("--limit", type=_positive, default=20, metavar="N")
    mistakes = commands.add("mistakes", "List decisions that are probably mistakes")
    mistakes.add_argument("--limit", type=_positive, default=20, metavar="N")
    undo = commands.add("undo", "Take back the last operation")
    undo.add_argument("--operator", metavar="NAME")
    export = commands.add("export", "Write all labels to a file or a folder")
    export.add_argument("file", type=Path, metavar="FILE|FOLDER")
    export.add_argument(
        "--format",
        choices=formats.BY_NAME,
        default="",
        help="default: by the ending of the file's name",
    )
    export.add_argument(
        "--include",
        type=_states,
        default=tuple(PhotoState),
        metavar="STATES",
        help=f"of {','.join(PhotoState)} (default: all of them)",
    )
    export.add_argument(
        "--links",
        action="store_true",
        help="link a folder's photos where that is possible; saving over a link can change the "
        "original",
    )


def _watching(commands: _Commands) -> None:
    watch = commands.add("watch", "Bring in what is new in watched folders, until Ctrl+C")
    watch.add_argument("--once", action="store_true", help="bring in what is there now, and end")
    nested = _Commands(watch.add_subparsers(dest="action", metavar="ACTION"))
    nested.add("list", "List the watched folders")
    for name, text in (
        ("add", "Watch a folder from now on"),
        ("remove", "Watch a folder no more"),
        ("on", "Switch the watching of a folder on"),
        ("off", "Switch the watching of a folder off"),
    ):
        nested.add(name, text).add_argument("folder", type=_folder, metavar="FOLDER")


def _models(group: "argparse._SubParsersAction[Parser]") -> None:
    commands = _Commands(group)
    retrain = commands.add("retrain", "Train the model on the decisions")
    retrain.add_argument(
        "--activate", action="store_true", help="let the candidate take over in any case"
    )
    models = commands.add("models", "List model versions, or change the active one")
    actions = models.add_subparsers(dest="action", required=True, metavar="ACTION")
    nested = _Commands(actions)
    nested.add("list", "List the versions")
    nested.add("activate", "Let a version take over").add_argument("version", metavar="VERSION")
    nested.add("rollback", "Bring the version before back")
    nested.add("evaluate", "Measure a version on the validation photos").add_argument(
        "version", metavar="VERSION", nargs="?", help="the active one unless named"
    )
    compare = nested.add("compare", "Compare two versions on the validation photos")
    compare.add_argument("version", metavar="VERSION")
    compare.add_argument("against", metavar="OTHER", nargs="?", help="the active one unless named")
    nested.add("prune", "Take the folders of old versions away, by the rule")
    for name, text in (("pin", "Never prune a version"), ("unpin", "Let a version be pruned")):
        nested.add(name, text).add_argument("version", metavar="VERSION")
    export = nested.add("export", "Write a version into one file")
    export.add_argument("version", metavar="VERSION")
    export.add_argument("file", type=Path, metavar="FILE.zip")
    nested.add("import", "Take a version out of such a file").add_argument(
        "file", type=Path, metavar="FILE.zip"
    )


def _inspections(group: "argparse._SubParsersAction[Parser]") -> None:
    inspect = _Commands(group).add("inspect", "Earn that the model may label photos alone")
    action = inspect.add_mutually_exclusive_group()
    action.add_argument("--plan", action="store_true", help="what it would take and save (default)")
    action.add_argument("--open", action="store_true", help="fix the lot and draw the checks")
    action.add_argument(
        "--extend", action="store_true", help="check arrivals for drift under an older certificate"
    )
    action.add_argument("--cancel", action="store_true", help="end the open inspection")
    action.add_argument("--list", action="store_true", help="list the certificates")
    action.add_argument("--certificate", type=_positive, metavar="N", help="one certificate")
    inspect.add_argument("--out", type=Path, metavar="FILE.html", help="its page, to print")
    inspect.add_argument("--labels", type=Path, metavar="FILE.csv", help="the labels it covers")
    inspect.add_argument("--target", type=float, metavar="SHARE", help="such as 0.95")
    inspect.add_argument("--threshold", type=float, metavar="CONFIDENCE", help="the lot's least")
    inspect.add_argument("--checks", type=_positive, metavar="N", help="of the first look")


def _administration(group: "argparse._SubParsersAction[Parser]") -> None:
    commands = _Commands(group)
    categories = commands.add("categories", "List or change the categories")
    nested = _Commands(categories.add_subparsers(dest="action", required=True, metavar="ACTION"))
    nested.add("list", "List the categories")
    nested.add("add", "Add a category").add_argument("name", metavar="NAME")
    rename = nested.add("rename", "Rename a category")
    rename.add_argument("old", metavar="OLD")
    rename.add_argument("new", metavar="NEW")
    nested.add("retire", "Offer a category no more").add_argument("name", metavar="NAME")
    back = nested.add("bring-back", "Offer a retired category again")
    back.add_argument("name", metavar="NAME")
    merge = nested.add("merge", "Let a category count as another one")
    merge.add_argument("name", metavar="NAME")
    merge.add_argument("into", metavar="INTO")
    merge.add_argument("--yes", action="store_true", help="do it; it cannot be undone")
    move = nested.add("move", "Move a category to another place, and so to another digit")
    move.add_argument("name", metavar="NAME")
    move.add_argument("place", type=_positive, metavar="PLACE")
    listed = nested.add("import", "Add the categories that a list or a folder names")
    listed.add_argument(
        "source", type=Path, metavar="SOURCE", help="text or CSV file, or a folder of folders"
    )
    settings = commands.add("settings", "List, read or change settings")
    nested = _Commands(settings.add_subparsers(dest="action", required=True, metavar="ACTION"))
    nested.add("list", "List the settings")
    nested.add("get", "Read a setting").add_argument("name", metavar="NAME")
    change = nested.add("set", "Change a setting")
    change.add_argument("name", metavar="NAME")
    change.add_argument("value", metavar="VALUE")
    backup = commands.add("backup", "Write the workspace into one file")
    backup.add_argument("file", type=Path, metavar="FILE")
    restore = commands.add("restore", "Put a backup in the workspace's place")
    restore.add_argument("file", type=Path, metavar="FILE")
    commands.add("diagnostics", "Tell versions and figures for a report, and nothing private")


def _positive(text: str) -> int:
    number = int(text)
    if not 1 <= number <= _MOST:
        raise argparse.ArgumentTypeError(f"must be from 1 to {_MOST}")
    return number


def _states(text: str) -> tuple[str, ...]:
    states = tuple(text.split(","))
    if not set(states) <= set(PhotoState):
        raise argparse.ArgumentTypeError(f"must be of {','.join(PhotoState)}")
    return states


def _folder(text: str) -> Path:
    return Path(_path(text))


def _path(text: str) -> str:
    # An unset variable in a script must not turn into the current folder.
    if not text:
        raise argparse.ArgumentTypeError("must not be empty")
    return text

"""Commands on where the photos are on this computer."""

from collections.abc import Callable
from typing import Any

from hitl_app.cli import values
from hitl_app.cli.terminal import report
from hitl_app.services import places
from hitl_app.services.places import FoundPlace
from safeio.printing import Parser


def add_commands(add: Callable[[str, str], Parser]) -> None:
    """Add the commands below `paths`."""
    add("list", "List the folders whose photos are elsewhere on this computer")
    change = add("set", "Set where a folder of photos is on this computer, for all workspaces")
    change.add_argument(
        "stored",
        type=values.path,
        metavar="FOLDER",
        help="folder as the workspace has it, such as /mnt/shop; quote what has backslashes",
    )
    change.add_argument(
        "here", type=values.folder, metavar="HERE", help=r"the same folder here, such as P:\shop"
    )
    remove = add("remove", "Forget where a folder of photos is on this computer")
    remove.add_argument("stored", type=values.path, metavar="FOLDER")


def list_places(given: Any) -> None:
    """List the folders of this computer."""
    found = places.list_places()
    lines = [_line(one) for one in found] or ["All photos are where the workspaces have them."]
    report(given, {"paths": [_as_dict(one) for one in found]}, lines)


def set_place(given: Any) -> None:
    """Set where a folder is."""
    found = places.set_place(given.stored, given.here)
    lines = [_line(found)]
    if not found.there:
        lines.append("Until it is there, its photos show as their stored thumbnails.")
    report(given, _as_dict(found), lines)


def remove_place(given: Any) -> None:
    """Forget where a folder is."""
    places.remove_place(given.stored)
    report(given, {"folder": given.stored}, [f"Removed: {given.stored}"])


def _line(found: FoundPlace) -> str:
    state = "" if found.there else " (not found)"
    return f"{found.place.stored} is {found.place.here} on this computer{state}"


def _as_dict(found: FoundPlace) -> dict[str, object]:
    return {"folder": found.place.stored, "here": found.place.here, "there": found.there}

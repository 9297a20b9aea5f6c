"""Where the photos of workspaces are on this computer."""

import os
from dataclasses import dataclass
from pathlib import Path

from hitl_app.domain.errors import KnownError
from hitl_app.domain.places import Place, is_absolute, same_folder
from hitl_app.imaging.names import show_raw
from hitl_app.store import places
from hitl_app.store.imports import imports
from hitl_app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A folder of photos, and whether it is there now."""

    place: Place
    there: bool


def list_places() -> tuple[FoundPlace, ...]:
    """Return the folders that are set on this computer; a slow disk is waited for."""
    return tuple(FoundPlace(one, Path(one.here).is_dir()) for one in places.known().places)


def set_place(stored: str, here: Path) -> FoundPlace:
    """Set where a folder of workspaces is on this computer, whether it is there now or not.

    Args:
        stored: The folder as workspaces have it, in the spelling of any system.
        here: The same folder on this computer.

    Raises:
        KnownError: Code `place-relative`, or the setting cannot be written.
    """
    place = Place(stored.strip(), os.path.normpath(here.expanduser().absolute()))
    if not is_absolute(place.stored):
        raise KnownError("place-relative", path=stored)
    others = [one for one in places.known().places if not same_folder(one.stored, place.stored)]
    places.keep([*others, place])
    return FoundPlace(place, Path(place.here).is_dir())


def remove_place(stored: str) -> None:
    """Forget where a folder is on this computer.

    Raises:
        KnownError: Code `place-unknown`.
    """
    known = places.known().places
    others = [one for one in known if not same_folder(one.stored, stored.strip())]
    if len(others) == len(known):
        raise KnownError("place-unknown", path=stored)
    places.keep(others)


def folders_elsewhere(workspace: Workspace) -> tuple[str, ...]:
    """Return the folders of imports, as the workspace has them, that are not on this computer."""
    with workspace.database.read() as session:
        stored = sorted(imports.roots(session))
    found = []
    for raw in stored:
        here, folder = places.here(raw), show_raw(raw)
        # Uploads have no folder, but a source.
        if is_absolute(folder) and (here is None or not os.path.lexists(here)):
            found.append(folder)
    return tuple(found)

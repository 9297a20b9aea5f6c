"""Look at photos before they are imported: how many there are, and of which kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hitl_app import resources
from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.imports import FoundFile
from hitl_app.imaging.archives import Archives
from hitl_app.imaging.files import scan
from hitl_app.imaging.kinds import are_small_and_grey
from hitl_app.services.categories.lists import read_names


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import of some paths would find.

    Attributes:
        photos: Number of files.
        model: Name of the shipped model that would label them; "" without photos.
        reason: Why that one; see `versions.why_active`.
        subfolders: Names of the folders in the one that was chosen.
    """

    photos: int
    model: str
    reason: str
    subfolders: tuple[str, ...]


def preview(paths: Sequence[Path], is_stopped: Callable[[], bool] = lambda: False) -> Preview:
    """Return what an import of some paths would find.

    Raises:
        CancelledError: It was stopped.
    """

    def check() -> None:
        if is_stopped():
            raise CancelledError

    files = [file for file in scan(paths, check) if isinstance(file, FoundFile)]
    check()
    names = _subfolders(paths[0]) if len(paths) == 1 and paths[0].is_dir() else ()
    if not files:
        return Preview(0, "", "first", names)
    with Archives() as archives:
        grey = are_small_and_grey(files, archives, is_stopped)
    if grey:
        return Preview(len(files), resources.GREY_MODEL, "grey-photos", names)
    return Preview(len(files), resources.PHOTO_MODEL, "other-photos", names)


def _subfolders(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(name for _, name in read_names(folder).names)
    except KnownError:
        return ()

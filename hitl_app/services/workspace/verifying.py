"""Verify an unpacked backup: open it as a workspace and read it completely."""

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy.orm import Session

from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.listing import Listing
from hitl_app.domain.settings import FLAGGING_PENDING, SETTINGS
from hitl_app.services import settings
from hitl_app.services.catalogue import catalogue, imports, watching
from hitl_app.services.categories import categories
from hitl_app.services.certification import inspecting, proposing
from hitl_app.services.models import schedule
from hitl_app.services.models import versions as models
from hitl_app.services.reports import insights, progress
from hitl_app.services.review import opinions, reviewing
from hitl_app.services.workspace.unpacking import DATABASE, Report, damaged
from hitl_app.store.certification import inspections
from hitl_app.store.engine.database import dialect_of
from hitl_app.store.models import versions
from hitl_app.store.values import get_value
from hitl_app.store.verification import read_through
from hitl_app.workspace import Workspace
from safeio.foreign import foreign_bytes
from training.versions.card import WEIGHTS

_LEAST_S: Final = 60.0
_BYTES_PER_S: Final = 2 << 20
_SAMPLE: Final = 50
# What the disk or the workspace's folder refuses is no fault of the backup. The copy was written
# just now: a failure to write it again is due to its own header.
_OF_THE_PLACE: Final = frozenset(
    {
        *("disk-full", "disk-failed", "write-failed", "network-share"),
        *("own-link", "backup-damaged"),
    }
)
_WORDS: Final = {
    "not-a-database": "its database is none",
    "not-a-review-database": "its database is another program's",
    "database-damaged": "its database is damaged",
    "database-unreadable": "its database cannot be read",
    "workspace-read-only": "its database says that it cannot be written",
}


def check_unpacked(place: Path, file: Path, report: Report) -> bool:
    """Check a backup as a whole where it lies unpacked, and close an inspection that is open in it.

    A backup of an older revision is brought up to date in the course of it.

    Returns:
        True if an inspection was open in it.

    Raises:
        KnownError: It is no whole backup, was written by a newer program, or takes too long to
            read; the disk is full or refuses.
        CancelledError: `report` raised it.
    """
    database = place / DATABASE
    end = time.monotonic() + _LEAST_S + database.stat().st_size / _BYTES_PER_S
    with _faults(file, place):
        try:
            dialect_of(database).check_foreign(lambda: time.monotonic() > end)
        except CancelledError:
            raise damaged(file, "its database takes too long to read") from None
        workspace = Workspace.open(place)
        try:
            _read(workspace, lambda: time.monotonic() > end, report)
            _check_versions(workspace, place)
            with workspace.database.write() as session:
                return inspections.close_restored(session)
        finally:
            workspace.close()


@contextmanager
def _faults(file: Path, place: Path) -> Iterator[None]:
    """Make whatever reading the backup raises damage of it, and name it, not its copy."""

    def damage(error: Exception) -> KnownError:
        return damaged(file, str(error).partition("\n")[0] or type(error).__name__)

    with foreign_bytes(damage, KnownError, CancelledError, OSError, MemoryError):
        try:
            yield
        except KnownError as error:
            if error.code == "database-newer":
                raise KnownError("database-newer", path=str(file)) from error
            if error.code in _OF_THE_PLACE:
                at = str(error.params.get("path", "")).replace(str(place), str(place.parent))
                raise KnownError(error.code, **{**error.params, "path": at}) from error
            detail = error.params.get("detail") or _WORDS.get(error.code, error.code)
            raise damaged(file, str(detail)) from error


def _read(workspace: Workspace, stopped: Callable[[], bool], report: Report) -> None:
    """Read all rows, then what the pages and commands show first."""

    def in_time(stage: str, done: int, total: int) -> None:
        if stopped():
            raise ValueError("its database takes too long to read")
        report(stage, done, total)

    with workspace.database.read() as session:
        read_through(session, in_time)
        _check_settings(session)
    operator = settings.operator_name(workspace)
    reviewing.counts(workspace)
    reviewing.review_status(workspace, operator)
    reviewing.next_photos(workspace, limit=_SAMPLE, operator=operator)
    reviewing.confidence_histogram(workspace)
    catalogue.first(workspace, Listing(), operator, _SAMPLE)
    catalogue.choices(workspace)
    categories.list_categories(workspace, retired=True)
    models.list_versions(workspace)
    models.training_runs(workspace)
    schedule.outlook(workspace)
    imports.list_imports(workspace)
    inspecting.list_certificates(workspace)
    proposing.stages_left(workspace)
    insights.catalogue(workspace)
    opinions.status(workspace)
    progress.progress(workspace, operator)
    watching.list_folders(workspace)


def _check_settings(session: Session) -> None:
    """Check that stored settings and marks are what the program stores under their names."""
    for setting in SETTINGS:
        value = get_value(session, setting.name)
        if value is not None and not (type(value) in _TYPES and setting.parse(str(value)) == value):
            raise ValueError(f"its setting {setting.name} has no value that it can have")
    for name, is_mark in _MARKS.items():
        value = get_value(session, name)
        if value is not None and not is_mark(value):
            raise ValueError(f"its mark {name} is none")


_TYPES: Final = (int, float, str)


def _is_number(value: Any) -> bool:
    return type(value) is int and abs(value) < 2**63


_MARKS: Final[dict[str, Callable[[Any], bool]]] = {
    **dict.fromkeys(settings.NUMBERED_MARKS, _is_number),
    FLAGGING_PENDING: lambda value: type(value) is bool or _is_number(value),
    settings.IMPORTING_VERSION: lambda value: type(value) is str,
    settings.ACCEPTING: lambda value: (
        _is_number(value)
        or (type(value) is list and len(value) == 2 and all(_is_number(one) for one in value))
    ),
    settings.NEAR_DUPLICATES: lambda value: (
        type(value) is list
        and all(type(group) is list and all(map(_is_number, group)) for group in value)
    ),
    settings.RETRAIN_FORECAST: lambda value: (
        type(value) is dict
        and {"version", "at"} <= value.keys()
        and all(type(value.get(key)) in (int, float) for key in ("seconds", "training_photos"))
    ),
    settings.EXPECTED_BEFORE: lambda value: (
        type(value) is dict and "version" in value and type(value.get("saved")) in (int, float)
    ),
}


def _check_versions(workspace: Workspace, place: Path) -> None:
    """Check that each version in the backup is the one that its card and its database name."""
    folders = sorted((place / "models").glob("*"))
    with workspace.database.read() as session:
        registered = {f.name: versions.version_sha256(session, f.name) for f in folders}
    for folder in folders:
        card = workspace.card(folder.name)
        with (folder / WEIGHTS).open("rb") as weights:
            found = hashlib.file_digest(weights, "sha256").hexdigest()
        if len({found, card.sha256, registered[folder.name]}) > 1:
            raise ValueError(f"its model {folder.name[:60]!a} is not the one that is registered")

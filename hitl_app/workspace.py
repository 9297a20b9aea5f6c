"""Open a folder as a workspace: the composition root.

A workspace is a folder with `review.db`, which holds all data, and `models/`, which holds the
model versions that were trained in it. The window, every job and the terminal open one of these and
hand it to the services; nothing else knows where things are.
"""

import filecmp
import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from hitl_app import resources
from hitl_app.domain.errors import KnownError
from hitl_app.domain.roles import Role
from hitl_app.slowness import slow_down
from hitl_app.store import categories
from hitl_app.store.certification.inspections import under_way
from hitl_app.store.engine.address import CONNECTION, read_address, write_address
from hitl_app.store.engine.database import Database, server_at
from hitl_app.store.engine.dialect import Dialect, Durability
from hitl_app.store.engine.filesystem import check_no_link
from hitl_app.store.models import version_files, versions
from hitl_app.store.values import RESTORED_VERSIONS, clear_value, get_value
from safeio.files import whole_folder
from training.core.errors import TrainingError
from training.versions.card import WEIGHTS, Card, parse_card

READY = ".restored-"
"""Folders below `models` whose names begin so hold versions of a backup, ready to be moved."""
VERSION_FILES = ("card.json", WEIGHTS)
_MAX_CARD_BYTES = 1 << 20


class Workspace:
    """One open workspace; safe to use from several threads."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self.database = database

    @classmethod
    def open(
        cls, folder: Path, durability: Durability = Durability.FULL, *, or_read: bool = False
    ) -> "Workspace":
        """Open an existing workspace.

        Args:
            folder: The workspace's folder.
            durability: Durability of its commits.
            or_read: True to open for reading alone what cannot be written; every commit then
                raises code `workspace-read-only`, or `role-forbids` on a server.

        Raises:
            KnownError: There is none, or it cannot be used; the code says which.
        """
        path = database_path(folder)
        try:
            workspace = cls(folder.resolve(), Database.open(path, durability))
        except KnownError as error:
            if not or_read or error.code not in ("workspace-read-only", "role-forbids"):
                raise
            return cls(folder.resolve(), Database.open_to_read(path))
        if not workspace.database.role.may(Role.LEAD):
            return workspace
        try:
            workspace._place_restored()
            workspace._register_shipped_models()
        except BaseException:
            workspace.close()
            raise
        return workspace

    @classmethod
    def create(cls, folder: Path, durability: Durability = Durability.FULL) -> "Workspace":
        """Make a workspace of a folder, or open the one that is there.

        A new one gets the shipped models; the one for Fashion-MNIST's categories is active until
        the first import shows which fits the photos better.

        Raises:
            KnownError: The folder cannot be written or used.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise KnownError("workspace-read-only", path=str(folder)) from error
        if not os.access(folder, os.W_OK):
            raise KnownError("workspace-read-only", path=str(folder))
        database = Database.create(database_path(folder), durability)
        workspace = cls(folder.resolve(), database)
        workspace._register_shipped_models()
        return workspace

    @classmethod
    def create_on_server(
        cls, folder: Path, address: str, durability: Durability = Durability.FULL
    ) -> "Workspace":
        """Make a workspace in a database on a server, and connect a folder to it.

        Raises:
            KnownError: The folder is another workspace, or the database cannot be used.
        """
        with _connecting(folder, address) as dialect:
            dialect.create()
            return cls.create(folder, durability)

    @classmethod
    def connect(cls, folder: Path, address: str) -> "Workspace":
        """Connect a folder to a workspace that is in a database on a server.

        Raises:
            KnownError: The folder is another workspace, or the database has none.
        """
        with _connecting(folder, address):
            return cls.open(folder, or_read=True)

    def _place_restored(self) -> None:
        """Move the versions that a restored backup laid ready to their places.

        Of two that open the workspace at once the second waits for the lock, under which all moves
        are made. A kill before its commit leaves the mark, and the next opening moves the rest.
        """
        with self.database.read() as session:
            if get_value(session, RESTORED_VERSIONS) is None:
                return
        aside = self.folder / "backups" / "models"
        check_no_link(self.models_folder, aside.parent, aside)
        with self.database.write() as session:
            ready = self.models_folder / str(get_value(session, RESTORED_VERSIONS))
            if ready.parent == self.models_folder and ready.name.startswith(READY):
                for version in sorted(ready.glob("*")):
                    _take_place(version, self.models_folder / version.name, aside)
                    slow_down()
                shutil.rmtree(ready, ignore_errors=True)
            clear_value(session, RESTORED_VERSIONS)

    def _register_shipped_models(self) -> None:
        """Register the shipped models that the workspace lacks; the first labels a new one.

        An older program's workspace gets those that came later, to choose from.
        """
        shipped = list(dict.fromkeys((resources.GREY_MODEL, resources.PHOTO_MODEL)))
        for old, new in resources.SUPERSEDED.items():
            self._supersede(old, new)
        with self.database.read() as session:
            known = {version.name for version in versions.all_versions(session)}
            is_new = versions.active_id(session) is None
            is_misfolded = bool(categories.misfolded(session))
        if is_misfolded:
            with self.database.write() as session:
                categories.fold_again(session)
        cards = [self.card(name) for name in shipped if name not in known]
        if not cards and not is_new:
            return
        with self.database.write() as session:
            for card in cards:
                outputs = categories.register_categories(session, card.categories)
                register_version(session, card, [one.id for one in outputs], shipped=True)
            if is_new:
                versions.adopt(session, shipped[0], "first")

    def _supersede(self, old: str, new: str) -> None:
        """Let a shipped version of this program take the place of an earlier one of its name.

        The earlier one gets another name, under which its weights are still shipped or which tells
        their hash, and stays active while an inspection rests on it.
        """
        with self.database.read() as session:
            registered = {one: versions.version_sha256(session, one) for one in (old, new)}
        if not any(registered.values()) or not (resources.shipped_models() / old).is_dir():
            return
        earlier, later = self.card(old), self.card(new)
        with self.database.write() as session:
            known = versions.version_sha256(session, new)
            if known is not None and known != later.sha256:
                name = old if known == earlier.sha256 else f"{new}-{known[:8]}"
                versions.rename(session, new, name)
                outputs = versions.outputs(session, name)
                register_version(session, later, outputs, shipped=True)
            active = versions.active_version(session)
            if active is None or under_way(session) is not None:
                return
            sha256 = versions.version_sha256(session, active.name) or ""
            if active.name in (old, f"{new}-{sha256[:8]}"):
                versions.activate(session, versions.find_id(session, new), "superseded")

    @property
    def models_folder(self) -> Path:
        """Return the folder that versions trained here are written to."""
        return self.folder / "models"

    def own_models_folder(self) -> Path:
        """Return the folder that versions are written to, if it is in the workspace itself.

        Raises:
            KnownError: Code `own-link`; it is a link to another place.
        """
        check_no_link(self.models_folder)
        return self.models_folder

    def version_folder(self, name: str) -> Path:
        """Return the folder of a version: one trained here, else one that was shipped.

        Raises:
            KnownError: Code `version-missing`; neither place has it.
        """
        for root in (self.models_folder, resources.shipped_models()):
            # Names come from the database, which is untrusted.
            if Path(name).name == name and (root / name / "card.json").is_file():
                return root / name
        if self.database.dialect.is_shared and self._fetch_version(name):
            return self.models_folder / name
        raise KnownError("version-missing", version=name)

    def card(self, name: str) -> Card:
        """Read the card of a version.

        Raises:
            KnownError: There is no such version, or its card cannot be read.
        """
        path = self.version_folder(name) / "card.json"
        try:
            with path.open("rb") as file:
                text = file.read(_MAX_CARD_BYTES).decode()
            return parse_card(text, str(path))
        except (OSError, UnicodeDecodeError, TrainingError) as error:
            params = error.params if isinstance(error, TrainingError) else {}
            detail = str(params.get("detail", error))
            raise KnownError("version-damaged", version=name, detail=detail) from error

    def register_version(self, session: Session, card: Card, outputs: Sequence[int]) -> int:
        """Register a version whose files are in the workspace's folder; return its row number.

        On a server its files become part of the database, for the other computers.
        """
        number = register_version(session, card, outputs)
        if self.database.dialect.is_shared:
            folder = self.version_folder(card.name)
            files = {name: (folder / name).read_bytes() for name in VERSION_FILES}
            version_files.put(session, number, files)
        return number

    def _fetch_version(self, name: str) -> bool:
        """Copy the files of a version from the database to this computer; False if it has none.

        Raises:
            KnownError: Code `version-damaged`; they are not those of the version, or
                `write-failed`.
        """
        with self.database.read() as session:
            sha256 = versions.version_sha256(session, name)
            files = version_files.get(session, name)
        # Names come from the database, which others write.
        if Path(name).name != name or set(files) != set(VERSION_FILES):
            return False
        if hashlib.sha256(files[WEIGHTS]).hexdigest() != sha256:
            raise KnownError("version-damaged", version=name, detail="its hash is another one")
        root = self.own_models_folder()
        try:
            root.mkdir(exist_ok=True)
            with whole_folder(root / name) as place:
                for file, content in files.items():
                    (place / file).write_bytes(content)
        except FileExistsError:
            # Another process of this computer was quicker.
            return (root / name / "card.json").is_file()
        except OSError as error:
            detail = error.strerror or ""
            raise KnownError("write-failed", path=str(root), detail=detail) from error
        return True

    def close(self) -> None:
        """Close the database."""
        self.database.close()


def database_path(folder: Path) -> Path:
    """Return where a folder keeps its review database, or the address of the server that has it."""
    connection = folder / CONNECTION
    return connection if connection.exists() else folder / "review.db"


@contextmanager
def _connecting(folder: Path, address: str) -> Iterator[Dialect]:
    """Connect a folder to a database on a server, unless the block fails."""
    file = folder / CONNECTION
    if (folder / "review.db").exists() or (file.exists() and read_address(file) != address):
        raise KnownError("folder-taken", path=str(folder))
    dialect = server_at(address, folder)
    is_new, was_there = not file.exists(), folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        check_no_link(file)
        if is_new:
            write_address(file, address)
    except OSError as error:
        raise KnownError("workspace-read-only", path=str(folder)) from error
    try:
        yield dialect
    except BaseException:
        if is_new:
            file.unlink(missing_ok=True)
        if not was_there:
            with suppress(OSError):
                folder.rmdir()
        raise
    finally:
        dialect.close()


def register_version(
    session: Session, card: Card, outputs: Sequence[int], *, shipped: bool = False
) -> int:
    """Register a version by its card and the categories of its outputs; return its row number."""
    return versions.add_version(
        session,
        name=card.name,
        parent=card.parent,
        sha256=card.sha256,
        outputs=outputs,
        metrics=dict(card.metrics),
        shipped=shipped,
    )


def _take_place(version: Path, there: Path, aside: Path) -> None:
    """Move a version's folder to its place; a different folder there is kept aside."""
    if os.path.lexists(there):
        if _is_same(there, version):
            return
        aside.mkdir(parents=True, exist_ok=True)
        there.rename(aside / f"{there.name}-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}")
    version.rename(there)


def _is_same(there: Path, version: Path) -> bool:
    """Return True if two folders hold the same files, byte by byte."""
    names = [path.name for path in version.iterdir()]
    if there.is_symlink() or any((there / name).is_symlink() for name in names):
        return False
    same, _, _ = filecmp.cmpfiles(there, version, names, shallow=False)
    return set(same) == set(names)

"""Tables of imports and watched folders."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, false
from sqlalchemy.orm import Mapped, mapped_column

from hitl_app.store.schema.base import Base


class ImportRow(Base):
    """One run over folders or files; `roots` holds hexadecimal bytes and text of each."""

    __tablename__ = "import_run"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(11))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    roots: Mapped[list[Any]]
    found: Mapped[int] = mapped_column(default=0)
    new: Mapped[int] = mapped_column(default=0)
    known: Mapped[int] = mapped_column(default=0)
    # Whether it took files from watched folders; its files are rows of `watched_file`.
    watched: Mapped[bool] = mapped_column(default=False, server_default=false())
    # How a product feed is read; none for an import of folders and files.
    feed: Mapped[dict[str, Any] | None]


class UnreadableRow(Base):
    """A file that an import could not read, and why; of an archive with many such the rest too."""

    __tablename__ = "unreadable"
    __table_args__ = (Index("ix_unreadable_import_id", "import_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"))
    path: Mapped[str]
    reason: Mapped[str] = mapped_column(String(20))
    detail: Mapped[str]
    # Files of the archive at `path` that are not named; 0 where the row is one file.
    others: Mapped[int] = mapped_column(default=0, server_default="0")


class WatchedFolderRow(Base):
    """A folder whose new photos are imported automatically."""

    __tablename__ = "watched_folder"
    id: Mapped[int] = mapped_column(primary_key=True)
    raw: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    shown: Mapped[str]
    active: Mapped[bool]


class WatchedFileRow(Base):
    """A file of a watched folder that was handed over to an import.

    It stays, so that an unreadable file, or one whose import was reverted, is not imported again by
    itself before it is changed.
    """

    __tablename__ = "watched_file"
    raw: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    folder_id: Mapped[int] = mapped_column(ForeignKey("watched_folder.id"), index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    mtime_ns: Mapped[int] = mapped_column(BigInteger)
    # As of `path`.
    stamp: Mapped[int | None] = mapped_column(BigInteger)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"), index=True)

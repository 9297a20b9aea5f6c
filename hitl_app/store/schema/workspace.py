"""Tables of categories, settings, jobs under way and open windows."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from hitl_app.store.schema.base import Base


class CategoryRow(Base):
    """One label of the workspace; `folded` is its name as compared."""

    __tablename__ = "category"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    folded: Mapped[str] = mapped_column(String(240), unique=True)
    position: Mapped[int]
    retired_at: Mapped[datetime | None]
    # Target of a permanent merge: labels of this category count as that one.
    merged_into_id: Mapped[int | None]


class LeaseRow(Base):
    """Holder of a lease on work that only one process may do at a time."""

    __tablename__ = "job_lease"
    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    owner: Mapped[str] = mapped_column(String(36))
    host: Mapped[str] = mapped_column(String(255))
    pid: Mapped[int]
    process_started: Mapped[float]
    beat_at: Mapped[datetime]


class PresenceRow(Base):
    """A window that has this workspace open: operator and start time."""

    __tablename__ = "presence"
    token: Mapped[str] = mapped_column(String(36), primary_key=True)
    operator: Mapped[str] = mapped_column(String(60))
    since: Mapped[datetime]
    host: Mapped[str] = mapped_column(String(255))
    pid: Mapped[int]
    process_started: Mapped[float]
    beat_at: Mapped[datetime]


class AnsweredRow(Base):
    """A request of a program that was answered: it is done once, however often it is sent.

    `key` and `fingerprint` are hashes, of its operator with its idempotency key and of what it asks
    for.
    """

    __tablename__ = "answered_request"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    answer: Mapped[dict[str, Any]]


class SettingRow(Base):
    """A setting that differs from its default, or a mark that a job leaves for the next one."""

    __tablename__ = "setting"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)

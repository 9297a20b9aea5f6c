"""Tables of inspections and certificates."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from hitl_app.store.schema.base import Base


class InspectionRow(Base):
    """One inspection of a lot: its parameters and state.

    `after_id` and `last_id` bound the photos that the lot was taken from; `level` is the chance of
    a false certificate that each stage may take; `reason` is the code of why it was closed;
    `extends_id` is the certificate under which arrivals are accepted that show no drift;
    `unknown_stages` were perhaps made after the backup that this database was restored from, or
    belong to an audit that ended before its stage. Of an audit, `label_import_id` is the import
    whose labels are its lot, and `annotators` gave them; its threshold is 0.
    """

    __tablename__ = "inspection"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(9))
    reason: Mapped[str] = mapped_column(String(20), default="")
    version_id: Mapped[int] = mapped_column(ForeignKey("model_version.id"))
    operator: Mapped[str] = mapped_column(String(60))
    threshold: Mapped[float]
    target: Mapped[float]
    confidence: Mapped[float]
    level: Mapped[float]
    lot: Mapped[int] = mapped_column(default=0)
    sample: Mapped[int]
    after_id: Mapped[int]
    last_id: Mapped[int]
    seed: Mapped[int]
    extends_id: Mapped[int | None]
    label_import_id: Mapped[int | None] = mapped_column(ForeignKey("label_import.id"))
    annotators: Mapped[list[Any] | None]
    unknown_stages: Mapped[int] = mapped_column(default=0, server_default="0")
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class BlindRow(Base):
    """A blind photo of an inspection; `stage` is 0 for a decoy."""

    __tablename__ = "blind"
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    stage: Mapped[int]


class LotLabelRow(Base):
    """One label of the lot of an audit: the decision that was in force on a photo."""

    __tablename__ = "lot_label"
    __table_args__ = (Index("ix_lot_label_photo_id", "photo_id"),)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))


class StageRow(Base):
    """One stage of an inspection and its result; append-only."""

    __tablename__ = "stage"
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    checks: Mapped[int]
    wrong: Mapped[int]
    decided: Mapped[int]
    wrong_decided: Mapped[int]
    left: Mapped[int]
    most_wrong: Mapped[int]
    stands: Mapped[bool]
    at: Mapped[datetime]


class CertificateRow(Base):
    """The bound proved for a lot; never changed. Photos refer to their certificate."""

    __tablename__ = "certificate"
    id: Mapped[int] = mapped_column(primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), unique=True)
    kind: Mapped[str] = mapped_column(String(9))
    version: Mapped[str] = mapped_column(String(120))
    version_sha256: Mapped[str] = mapped_column(String(64))
    threshold: Mapped[float]
    target: Mapped[float]
    confidence: Mapped[float]
    level: Mapped[float]
    lot: Mapped[int]
    checks: Mapped[int]
    wrong: Mapped[int]
    accepted: Mapped[int]
    most_wrong: Mapped[int]
    operators: Mapped[list[Any]]
    at: Mapped[datetime]

"""Tables of imports of labels, and of the suggestions that came with them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from hitl_app.store.schema.base import Base


class LabelImportRow(Base):
    """One import of labels: its source, its operation or its model version, and its counts.

    Labels imported as decisions have an operation, unless each row equalled the label in force;
    labels imported as suggestions have a model version. `annotator` is the operator of rows that
    name none. Counts are of rows; they are 0 until it has finished.
    """

    __tablename__ = "label_import"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(11))
    source: Mapped[str] = mapped_column(String(255))
    format: Mapped[str] = mapped_column(String(20))
    operator: Mapped[str] = mapped_column(String(60))
    annotator: Mapped[str] = mapped_column(String(60))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    # Its suggestions are gone since.
    removed_at: Mapped[datetime | None]
    operation_id: Mapped[int | None] = mapped_column(ForeignKey("operation.id"), unique=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("model_version.id"), unique=True)
    rows: Mapped[int] = mapped_column(default=0)
    recorded: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)


class OutsideSuggestionRow(Base):
    """The label that an outside model gave a photo, and its score from 0 to 1, if it gave one."""

    __tablename__ = "outside_suggestion"
    __table_args__ = (Index("ix_outside_suggestion_photo_id", "photo_id"),)
    version_id: Mapped[int] = mapped_column(ForeignKey("model_version.id"), primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    score: Mapped[float | None]

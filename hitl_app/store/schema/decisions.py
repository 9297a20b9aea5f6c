"""Tables of operations and decisions."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from hitl_app.store.schema.base import Base


class OperationRow(Base):
    """One action of an operator; an undo refers to the operation that it reverts."""

    __tablename__ = "operation"
    __table_args__ = (
        Index("ix_operation_operator", "operator", "id"),
        # Progress is added up from this index alone.
        Index("ix_operation_hour", "hour", "operator", "kind", "photos", "decided"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(6))
    operator: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]
    photos: Mapped[int]
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("operation.id"), unique=True)
    # Of its time, in hours since 1970.
    hour: Mapped[int] = mapped_column(default=0, server_default="0")
    # Change of the number of reviewed photos.
    decided: Mapped[int] = mapped_column(default=0, server_default="0")


class DecisionRow(Base):
    """A decision on a photo; append-only, the last one of a photo is in force.

    An undo adds a row: the decision that stood before (`restores_id` names it, operator and time
    are its own), or `withdrawn`.
    """

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_photo", "photo_id", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(ForeignKey("operation.id"), index=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"))
    answer: Mapped[str] = mapped_column(String(11))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    operator: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]
    suggestion_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    confidence: Mapped[float | None]
    version_id: Mapped[int | None] = mapped_column(ForeignKey("model_version.id"))
    # The draft of that version that made the suggestion, if any.
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("draft.id"))
    restores_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    # Question to the colleague.
    note: Mapped[str | None] = mapped_column(String(200))
    # Certificate under which the photo was accepted before; an undo restores it.
    certificate_id: Mapped[int | None]


class OpinionRow(Base):
    """A photo that more than one operator is to decide.

    Decisions from `from_id` on count. `first_id` and `second_id` are the independent answers of two
    operators.
    """

    __tablename__ = "opinion"
    __table_args__ = (Index("ix_opinion_state", "state"),)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    state: Mapped[str] = mapped_column(String(8))
    first_by: Mapped[str | None] = mapped_column(String(60))
    second_by: Mapped[str | None] = mapped_column(String(60))
    first_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    second_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))

"""Tables of photos and their data."""

from datetime import datetime
from typing import Final

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, false
from sqlalchemy.orm import Mapped, mapped_column

from hitl_app.store.schema.base import Base

WHERE: Final = "where"
"""Key of an index's `info`: the photos that it holds, as its migration says.

A decision changes most indexes: those that hold fewer photos make it cheaper. A query can use one
only if its text says the same, with the state as a literal (`conditions.in_state`); a comparison of
a column says that it is not null.
"""


class PhotoRow(Base):
    """One distinct image with its public state."""

    __tablename__ = "photo"
    __table_args__ = (
        Index(
            "ix_photo_queue", "state", "hold", "place", "id", info={WHERE: "state = 'to-review'"}
        ),
        # For the live count of a threshold, and the size of a lot.
        Index(
            "ix_photo_threshold",
            "state",
            "hold",
            "blind",
            "confidence",
            "version_id",
            "suggestion_id",
            "certificate_id",
            "label_id",
        ),
        Index("ix_photo_lot", "lot_id", "state", "hold", info={WHERE: "lot_id IS NOT NULL"}),
        Index("ix_photo_split", "state", "split", "label_id"),
        Index("ix_photo_confidence", "confidence"),
        # For undecided photos without a certificate, and accepted ones by certificate and import.
        Index(
            "ix_photo_grounds",
            "state",
            "certificate_id",
            "import_id",
            info={WHERE: "state = 'to-review' OR state = 'auto-accepted'"},
        ),
        # For corrections.
        Index(
            "ix_photo_shown",
            "state",
            "shown_id",
            "label_id",
            "blind",
            info={WHERE: "shown_id IS NOT NULL"},
        ),
        # All columns by which the catalogue is filtered and sorted: rows are scattered between
        # thumbnails, and reading them all would take minutes.
        Index(
            "ix_photo_listing",
            "first_path",
            "state",
            "blind",
            "label_id",
            "suggestion_id",
            "version_id",
            "confidence",
            "import_id",
            "decided_at",
            "decided_by",
            "shown_id",
            "product",
            "item",
            "title",
        ),
        Index("ix_photo_product", "product", "state", info={WHERE: "product IS NOT NULL"}),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    width: Mapped[int]
    height: Mapped[int]
    bytes: Mapped[int] = mapped_column(BigInteger)
    format: Mapped[str] = mapped_column(String(8))
    split: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(13))
    hold: Mapped[int] = mapped_column(default=0)
    label_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    suggestion_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    confidence: Mapped[float] = mapped_column(default=0.0)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("model_version.id"))
    # The draft of that version that suggestion and confidence are of, if any.
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("draft.id"))
    # Place in the queue: its confidence, or a random place for a blind photo.
    place: Mapped[float] = mapped_column(default=0.0, server_default="0")
    # Without a certificate, an accepted photo is above a manual threshold.
    certificate_id: Mapped[int | None]
    # The last inspection whose lot it belongs to.
    lot_id: Mapped[int | None]
    # Its suggestion is hidden until it is decided.
    blind: Mapped[bool] = mapped_column(default=False, server_default=false())
    first_path: Mapped[str]
    import_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"), index=True)
    decided_at: Mapped[datetime | None] = mapped_column(index=True)
    decided_by: Mapped[str | None] = mapped_column(String(60))
    # The suggestion shown with its decision; none for a blind decision.
    shown_id: Mapped[int | None]
    # Operator who asked a colleague about it.
    asked_by: Mapped[str | None] = mapped_column(String(60))
    # Its product: that of its feed, else by its first path and the rule in force.
    product: Mapped[str | None]
    # Of a photo that a product feed brought: id and title of its item, and its product there.
    item: Mapped[str | None]
    title: Mapped[str | None]
    feed_product: Mapped[str | None]


class ThumbnailRow(Base):
    """The small image that serves the lists, preparation and retraining."""

    __tablename__ = "thumbnail"
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    encoded: Mapped[bytes] = mapped_column(LargeBinary)


class PathRow(Base):
    """A path of a photo: the bytes that the system gave, and a text to show.

    Size, modification time and stamp let a repeated import pass an unchanged file without reading
    it. The stamp combines other attributes that the system changes with a file's content
    (`stamp_of`); none is stored for files of earlier programs.
    """

    __tablename__ = "path"
    __table_args__ = (Index("uq_path_raw_member", "raw", "member", unique=True),)
    id: Mapped[int] = mapped_column(primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), index=True)
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    member: Mapped[str] = mapped_column(default="")
    shown: Mapped[str] = mapped_column(index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    mtime_ns: Mapped[int] = mapped_column(BigInteger)
    stamp: Mapped[int | None] = mapped_column(BigInteger)


class PredictionRow(Base):
    """A version's prediction on a photo: float16 probabilities in the order of its outputs."""

    __tablename__ = "prediction"
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("model_version.id"), primary_key=True)
    probabilities: Mapped[bytes] = mapped_column(LargeBinary)


class EmbeddingRow(Base):
    """Packed features of a photo by one backbone (`hitl_app.domain.vectors`); one row per photo."""

    __tablename__ = "embedding"
    __table_args__ = (Index("ix_embedding_backbone_id", "backbone_id"),)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    backbone_id: Mapped[int] = mapped_column(ForeignKey("backbone.id"))
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class DraftPredictionRow(Base):
    """A draft's prediction on a photo: float16 probabilities in the order of its outputs."""

    __tablename__ = "draft_prediction"
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    probabilities: Mapped[bytes] = mapped_column(LargeBinary)

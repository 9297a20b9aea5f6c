"""The tables, as SQLAlchemy 2 typed rows.

State, label, confidence, first path and time of decision stand on the photo's own row, indexed and
kept by the same transaction that adds the prediction or the decision, so that no page has to
aggregate the append-only tables.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    false,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored as UTC without an offset and given back with one."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into naive UTC."""
        del dialect
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the stored moment its offset back."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """All rows."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime, dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012


class CategoryRow(Base):
    """One label of the workspace; `folded` is its name as compared."""

    __tablename__ = "category"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    folded: Mapped[str] = mapped_column(String(240), unique=True)
    position: Mapped[int]
    retired_at: Mapped[datetime | None]
    # Retired for good: what was decided as this one counts as that one.
    merged_into_id: Mapped[int | None]


class NetworkVersionRow(Base):
    """A network version that this workspace has used; `outputs` are category ids in order.

    0 stands for a category that this workspace never had.
    """

    __tablename__ = "network_version"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    parent: Mapped[str | None] = mapped_column(String(120))
    created_at: Mapped[datetime]
    sha256: Mapped[str] = mapped_column(String(64))
    outputs: Mapped[list[Any]]
    metrics: Mapped[dict[str, Any]]
    shipped: Mapped[bool]
    # A pinned version is never pruned; of a pruned one only this row is left.
    pinned: Mapped[bool] = mapped_column(default=False, server_default=false())
    pruned_at: Mapped[datetime | None]


class ActivationRow(Base):
    """Which version took over when; the last one is active. `reason` is a code."""

    __tablename__ = "activation"
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("network_version.id"))
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("network_version.id"))
    reason: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]


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
    # Whether it took what watched folders handed over; its files are rows of `watched_file`.
    watched: Mapped[bool] = mapped_column(default=False, server_default=false())


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
    """A folder whose new photos come in by themselves."""

    __tablename__ = "watched_folder"
    id: Mapped[int] = mapped_column(primary_key=True)
    raw: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    shown: Mapped[str]
    active: Mapped[bool]


class WatchedFileRow(Base):
    """A file of a watched folder that was handed over to an import, or waits for one.

    It stays, so that a file that could not be read, or whose import was taken back, does not come
    again by itself before it is changed.
    """

    __tablename__ = "watched_file"
    raw: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    folder_id: Mapped[int] = mapped_column(ForeignKey("watched_folder.id"), index=True)
    size: Mapped[int]
    mtime_ns: Mapped[int]
    # As of `path`.
    stamp: Mapped[int | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"), index=True)


class PhotoRow(Base):
    """One distinct image with its public state."""

    __tablename__ = "photo"
    __table_args__ = (
        Index("ix_photo_queue", "state", "hold", "place", "id"),
        # The live count of a threshold, and what a lot would hold.
        Index(
            "ix_photo_sure",
            "state",
            "hold",
            "unaided",
            "confidence",
            "version_id",
            "suggestion_id",
            "certificate_id",
            "label_id",
        ),
        Index("ix_photo_lot", "lot_id", "state", "hold"),
        Index("ix_photo_role", "state", "role", "label_id"),
        Index("ix_photo_confidence", "confidence"),
        # What was accepted on which grounds, and when it came.
        Index("ix_photo_grounds", "state", "certificate_id", "import_id"),
        # What is corrected into what.
        Index("ix_photo_shown", "state", "shown_id", "label_id", "unaided"),
        # All that the catalogue is filtered and sorted by: its rows lie far apart between the
        # thumbnails, and a walk over each of them would take minutes.
        Index(
            "ix_photo_listing",
            "first_path",
            "state",
            "unaided",
            "label_id",
            "suggestion_id",
            "version_id",
            "confidence",
            "import_id",
            "decided_at",
            "decided_by",
            "shown_id",
            "product",
        ),
        Index("ix_photo_product", "product", "state"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    width: Mapped[int]
    height: Mapped[int]
    bytes: Mapped[int]
    format: Mapped[str] = mapped_column(String(8))
    role: Mapped[str] = mapped_column(String(9))
    state: Mapped[str] = mapped_column(String(8))
    hold: Mapped[int] = mapped_column(default=0)
    label_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    suggestion_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    confidence: Mapped[float] = mapped_column(default=0.0)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("network_version.id"))
    # Where it stands in the queue: its confidence, or for an unaided photo a place by chance.
    place: Mapped[float] = mapped_column(default=0.0, server_default="0")
    # An acceptance without a certificate stands on a manual threshold alone.
    certificate_id: Mapped[int | None]
    # The last inspection whose lot it belongs to.
    lot_id: Mapped[int | None]
    # Decided without the network's opinion, which nobody is shown until then.
    unaided: Mapped[bool] = mapped_column(default=False, server_default=false())
    first_path: Mapped[str]
    import_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"), index=True)
    decided_at: Mapped[datetime | None] = mapped_column(index=True)
    decided_by: Mapped[str | None] = mapped_column(String(60))
    # What whoever decided it had in sight as the suggestion; none if they decided unaided.
    shown_id: Mapped[int | None]
    # Who put it to a colleague, and so waits for somebody else's word.
    asked_by: Mapped[str | None] = mapped_column(String(60))
    # What it is a view of, by its first path and the rule in force.
    product: Mapped[str | None]


class ThumbnailRow(Base):
    """The 128-pixel image that serves the lists, preparation and retraining."""

    __tablename__ = "thumbnail"
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    encoded: Mapped[bytes] = mapped_column(LargeBinary)


class PathRow(Base):
    """Where a photo was met: the bytes that the system gave, and a text to show.

    Size, modification time and stamp let a repeated import pass an unchanged file without reading
    it. The stamp is made of what else the system changes with a file's content (`imaging.stamps`);
    none is stored for files of earlier programs.
    """

    __tablename__ = "path"
    __table_args__ = (Index("uq_path_raw_member", "raw", "member", unique=True),)
    id: Mapped[int] = mapped_column(primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), index=True)
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    member: Mapped[str] = mapped_column(default="")
    shown: Mapped[str] = mapped_column(index=True)
    size: Mapped[int]
    mtime_ns: Mapped[int]
    stamp: Mapped[int | None]


class PredictionRow(Base):
    """What one version said of one photo: float16 probabilities in the order of its outputs."""

    __tablename__ = "prediction"
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("network_version.id"), primary_key=True)
    probabilities: Mapped[bytes] = mapped_column(LargeBinary)


class EmbeddingRow(Base):
    """What a photo looks like to one version: its features, stored compactly; one row a photo."""

    __tablename__ = "embedding"
    __table_args__ = (Index("ix_embedding_version_id", "version_id"),)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("network_version.id"))
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class OperationRow(Base):
    """One action of an operator; an undo names the operation that it takes back."""

    __tablename__ = "operation"
    __table_args__ = (
        Index("ix_operation_operator", "operator", "id"),
        # Progress is added up from this index alone.
        Index("ix_operation_hour", "hour", "operator", "kind", "photos", "decided"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(4))
    operator: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]
    photos: Mapped[int]
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("operation.id"), unique=True)
    # Of its time, in hours since 1970.
    hour: Mapped[int] = mapped_column(default=0, server_default="0")
    # How many more photos were decided after it than before.
    decided: Mapped[int] = mapped_column(default=0, server_default="0")


class DecisionRow(Base):
    """What a person said of a photo; append-only, the last one of a photo is in force.

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
    version_id: Mapped[int | None] = mapped_column(ForeignKey("network_version.id"))
    restores_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    # What the colleague who is asked is to read.
    note: Mapped[str | None] = mapped_column(String(200))
    # Under which the photo was accepted before this was said; an undo gives it back.
    certificate_id: Mapped[int | None]


class TrainingRunRow(Base):
    """One retraining with all that it used: configuration, lesson ids, what the gate said."""

    __tablename__ = "training_run"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(11))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    parent: Mapped[str] = mapped_column(String(120))
    candidate: Mapped[str | None] = mapped_column(String(120))
    verdict: Mapped[str | None] = mapped_column(String(9))
    config: Mapped[dict[str, Any]]
    lesson_ids: Mapped[list[Any]]
    report: Mapped[dict[str, Any]]


class InspectionRow(Base):
    """One inspection of a lot: what was asked for, and how it stands.

    `after_id` and `last_id` bound the photos that the lot was taken from; `level` is the chance of
    a false certificate that each look may take; `reason` is the code of why it was closed;
    `carries_id` is the certificate under which arrivals are accepted that show no drift;
    `unseen_looks` were perhaps made after the backup that this database was restored from.
    """

    __tablename__ = "inspection"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(9))
    reason: Mapped[str] = mapped_column(String(20), default="")
    version_id: Mapped[int] = mapped_column(ForeignKey("network_version.id"))
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
    carries_id: Mapped[int | None]
    unseen_looks: Mapped[int] = mapped_column(default=0, server_default="0")
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class UnaidedRow(Base):
    """A photo that an inspection has decided unaided; `look` is 0 for one that is no check."""

    __tablename__ = "unaided"
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    look: Mapped[int]


class LookRow(Base):
    """One look at a sample and what it said; append-only."""

    __tablename__ = "look"
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
    """What was proved of a lot; never changed. Photos name the certificate that they fall under."""

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


class OpinionRow(Base):
    """A photo that more than one operator is to decide.

    Decisions from `from_id` on count. `first_id` and `second_id` are what two operators said before
    either could know of the other's opinion.
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


class LeaseRow(Base):
    """Who does a job that only one process may do at a time."""

    __tablename__ = "job_lease"
    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    owner: Mapped[str] = mapped_column(String(36))
    host: Mapped[str] = mapped_column(String(255))
    pid: Mapped[int]
    process_started: Mapped[float]
    beat_at: Mapped[datetime]


class PresenceRow(Base):
    """A desk that has this workspace open: who is at it, and since when."""

    __tablename__ = "presence"
    token: Mapped[str] = mapped_column(String(36), primary_key=True)
    operator: Mapped[str] = mapped_column(String(60))
    since: Mapped[datetime]
    host: Mapped[str] = mapped_column(String(255))
    pid: Mapped[int]
    process_started: Mapped[float]
    beat_at: Mapped[datetime]


class SettingRow(Base):
    """A setting that differs from its default, or a mark that a job leaves for the next one."""

    __tablename__ = "setting"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)

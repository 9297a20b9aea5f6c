"""Tables of model versions, their activations and retrainings."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from hitl_app.store.schema.base import Base


class BackboneRow(Base):
    """A model without its head, by the SHA-256 of its layers and weights.

    Versions that share it have the same features.
    """

    __tablename__ = "backbone"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)


class ModelVersionRow(Base):
    """A model version that this workspace has used; `outputs` are category ids in order.

    0 stands for a category that this workspace never had.
    """

    __tablename__ = "model_version"
    # Renaming the table (migration 0006) left the constraint its name.
    __table_args__ = (UniqueConstraint("name", name="uq_network_version_name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    parent: Mapped[str | None] = mapped_column(String(120))
    created_at: Mapped[datetime]
    sha256: Mapped[str] = mapped_column(String(64))
    outputs: Mapped[list[Any]]
    metrics: Mapped[dict[str, Any]]
    shipped: Mapped[bool]
    # A pinned version is never pruned; of a pruned one only this row is left.
    pinned: Mapped[bool] = mapped_column(default=False, server_default=false())
    pruned_at: Mapped[datetime | None]
    # Unknown until it first computes features here.
    backbone_id: Mapped[int | None] = mapped_column(ForeignKey("backbone.id"))
    # Only its suggestions were imported: there is no file of it.
    outside: Mapped[bool] = mapped_column(default=False, server_default=false())


class VersionFileRow(Base):
    """A file of a version that was trained or imported, in a workspace on a server.

    Each computer keeps a copy in its own folder, checked by the version's hash.
    """

    __tablename__ = "version_file"
    version_id: Mapped[int] = mapped_column(ForeignKey("model_version.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class DraftRow(Base):
    """A head that learned from the decisions up to one, on the features of a version.

    It can be fitted again from these decisions (`hitl_app.jobs.learning`). `outputs` are category
    ids in order; `figures` compare it with the version on the validation photos. A draft that is
    not used suggests nothing.
    """

    __tablename__ = "draft"
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("model_version.id"))
    decision_id: Mapped[int]
    training_photos: Mapped[int]
    outputs: Mapped[list[Any]]
    figures: Mapped[dict[str, Any]]
    used: Mapped[bool]
    at: Mapped[datetime]


class ActivationRow(Base):
    """An activation of a version; the last one is active. `reason` is a code."""

    __tablename__ = "activation"
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("model_version.id"))
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("model_version.id"))
    reason: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]


class TrainingRunRow(Base):
    """One retraining: configuration, ids of its training photos, the promotion gate's report."""

    __tablename__ = "training_run"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(11))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    parent: Mapped[str] = mapped_column(String(120))
    candidate: Mapped[str | None] = mapped_column(String(120))
    verdict: Mapped[str | None] = mapped_column(String(9))
    config: Mapped[dict[str, Any]]
    training_ids: Mapped[list[Any]]
    report: Mapped[dict[str, Any]]

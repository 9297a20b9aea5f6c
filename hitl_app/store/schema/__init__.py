"""The tables, as SQLAlchemy 2 typed rows.

State, label, confidence, first path and time of decision are columns of the photo's row, indexed
and updated by the same transaction that adds the prediction or the decision, so that no page has to
aggregate the append-only tables.
"""

from hitl_app.store.schema.base import Base, UtcDateTime
from hitl_app.store.schema.certification import BlindRow, CertificateRow, InspectionRow, StageRow
from hitl_app.store.schema.decisions import DecisionRow, OperationRow, OpinionRow
from hitl_app.store.schema.imports import ImportRow, UnreadableRow, WatchedFileRow, WatchedFolderRow
from hitl_app.store.schema.models import ActivationRow, ModelVersionRow, TrainingRunRow
from hitl_app.store.schema.photos import (
    EmbeddingRow,
    PathRow,
    PhotoRow,
    PredictionRow,
    ThumbnailRow,
)
from hitl_app.store.schema.workspace import CategoryRow, LeaseRow, PresenceRow, SettingRow

__all__ = [
    "ActivationRow",
    "Base",
    "BlindRow",
    "CategoryRow",
    "CertificateRow",
    "DecisionRow",
    "EmbeddingRow",
    "ImportRow",
    "InspectionRow",
    "LeaseRow",
    "ModelVersionRow",
    "OperationRow",
    "OpinionRow",
    "PathRow",
    "PhotoRow",
    "PredictionRow",
    "PresenceRow",
    "SettingRow",
    "StageRow",
    "ThumbnailRow",
    "TrainingRunRow",
    "UnreadableRow",
    "UtcDateTime",
    "WatchedFileRow",
    "WatchedFolderRow",
]

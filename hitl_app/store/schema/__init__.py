"""The tables, as SQLAlchemy 2 typed rows.

State, label, confidence, first path and time of decision are columns of the photo's row, indexed
and updated by the same transaction that adds the prediction or the decision, so that no page has to
aggregate the append-only tables.
"""

from hitl_app.store.schema.base import Base, UtcDateTime
from hitl_app.store.schema.certification import (
    BlindRow,
    CertificateRow,
    InspectionRow,
    LotLabelRow,
    StageRow,
)
from hitl_app.store.schema.decisions import DecisionRow, OperationRow, OpinionRow
from hitl_app.store.schema.imports import ImportRow, UnreadableRow, WatchedFileRow, WatchedFolderRow
from hitl_app.store.schema.labels import LabelImportRow, OutsideSuggestionRow
from hitl_app.store.schema.models import (
    ActivationRow,
    BackboneRow,
    DraftRow,
    ModelVersionRow,
    TrainingRunRow,
    VersionFileRow,
)
from hitl_app.store.schema.photos import (
    DraftPredictionRow,
    EmbeddingRow,
    PathRow,
    PhotoRow,
    PredictionRow,
    ThumbnailRow,
)
from hitl_app.store.schema.workspace import (
    AnsweredRow,
    CategoryRow,
    LeaseRow,
    PresenceRow,
    SettingRow,
)

__all__ = [
    "ActivationRow",
    "AnsweredRow",
    "BackboneRow",
    "Base",
    "BlindRow",
    "CategoryRow",
    "CertificateRow",
    "DecisionRow",
    "DraftPredictionRow",
    "DraftRow",
    "EmbeddingRow",
    "ImportRow",
    "InspectionRow",
    "LabelImportRow",
    "LeaseRow",
    "LotLabelRow",
    "ModelVersionRow",
    "OperationRow",
    "OpinionRow",
    "OutsideSuggestionRow",
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
    "VersionFileRow",
    "WatchedFileRow",
    "WatchedFolderRow",
]

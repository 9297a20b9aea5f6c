"""Features by backbone, and drafts: heads that learn between two versions.

Revision ID: 0007
Revises: 0006

Vectors of earlier programs are too short for a head; a job computes them anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "backbone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backbone")),
        sa.UniqueConstraint("key", name=op.f("uq_backbone_key")),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("training_photos", sa.Integer(), nullable=False),
        sa.Column("outputs", sa.JSON(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["model_version.id"], name=op.f("fk_draft_version_id_model_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    op.create_table(
        "draft_prediction",
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("probabilities", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name=op.f("fk_draft_prediction_draft_id_draft")
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name=op.f("fk_draft_prediction_photo_id_photo")
        ),
        sa.PrimaryKeyConstraint("photo_id", name=op.f("pk_draft_prediction")),
    )
    op.drop_index("ix_embedding_version_id", table_name="embedding")
    op.drop_table("embedding")
    op.create_table(
        "embedding",
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("backbone_id", sa.Integer(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["backbone_id"], ["backbone.id"], name=op.f("fk_embedding_backbone_id_backbone")
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name=op.f("fk_embedding_photo_id_photo")
        ),
        sa.PrimaryKeyConstraint("photo_id", name=op.f("pk_embedding")),
    )
    op.create_index("ix_embedding_backbone_id", "embedding", ["backbone_id"])
    # As text: Alembic cannot add a column with a reference to a table of SQLite.
    for table, column, other in (
        ("model_version", "backbone_id", "backbone"),
        ("photo", "draft_id", "draft"),
        ("decision", "draft_id", "draft"),
    ):
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER REFERENCES {other} (id)")

"""Record imports of labels, and suggestions of outside models.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "model_version",
        sa.Column("outside", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "label_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=11), nullable=False),
        sa.Column("source", sa.String(length=255), nullable=False),
        sa.Column("format", sa.String(length=20), nullable=False),
        sa.Column("operator", sa.String(length=60), nullable=False),
        sa.Column("annotator", sa.String(length=60), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("operation_id", sa.Integer(), nullable=True),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("recorded", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_label_import_operation_id_operation")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["model_version.id"],
            name=op.f("fk_label_import_version_id_model_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_import")),
        sa.UniqueConstraint("operation_id", name=op.f("uq_label_import_operation_id")),
        sa.UniqueConstraint("version_id", name=op.f("uq_label_import_version_id")),
    )
    op.create_table(
        "outside_suggestion",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["model_version.id"],
            name=op.f("fk_outside_suggestion_version_id_model_version"),
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name=op.f("fk_outside_suggestion_photo_id_photo")
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name=op.f("fk_outside_suggestion_category_id_category")
        ),
        sa.PrimaryKeyConstraint("version_id", "photo_id", name=op.f("pk_outside_suggestion")),
    )
    op.create_index("ix_outside_suggestion_photo_id", "outside_suggestion", ["photo_id"])

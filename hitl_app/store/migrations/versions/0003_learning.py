"""Embeddings, kept and pruned versions, merged categories, and the catalogue's orders.

A migration is frozen: it spells its tables out and never imports today's rows.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "embedding",
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name=op.f("fk_embedding_photo_id_photo")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["network_version.id"],
            name=op.f("fk_embedding_version_id_network_version"),
        ),
        sa.PrimaryKeyConstraint("photo_id", name=op.f("pk_embedding")),
    )
    op.create_index("ix_embedding_version_id", "embedding", ["version_id"])
    op.add_column(
        "network_version",
        sa.Column("pinned", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("network_version", sa.Column("pruned_at", sa.DateTime(), nullable=True))
    op.add_column("category", sa.Column("merged_into_id", sa.Integer(), nullable=True))
    op.add_column("decision", sa.Column("certificate_id", sa.Integer(), nullable=True))
    op.create_index("ix_photo_confidence", "photo", ["confidence"])
    op.drop_index("ix_photo_first_path", table_name="photo")
    op.create_index(
        "ix_photo_listing",
        "photo",
        [
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
        ],
    )

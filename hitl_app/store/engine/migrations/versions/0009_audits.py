"""Record audits of imported labels: the import, its annotators, and the labels of the lot.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # As text: Alembic cannot add a column with a reference to a table of SQLite.
    op.execute(
        "ALTER TABLE inspection ADD COLUMN label_import_id INTEGER REFERENCES label_import (id)"
    )
    op.add_column("inspection", sa.Column("annotators", sa.JSON(), nullable=True))
    op.create_table(
        "lot_label",
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_lot_label_inspection_id_inspection")
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name=op.f("fk_lot_label_photo_id_photo")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_lot_label_decision_id_decision")
        ),
        sa.PrimaryKeyConstraint("inspection_id", "photo_id", name=op.f("pk_lot_label")),
    )
    op.create_index("ix_lot_label_photo_id", "lot_label", ["photo_id"])

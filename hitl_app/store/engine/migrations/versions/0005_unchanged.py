"""Compare all attributes of a file; group unreadable files.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("path", sa.Column("stamp", sa.Integer(), nullable=True))
    op.add_column("watched_file", sa.Column("stamp", sa.Integer(), nullable=True))
    op.add_column(
        "unreadable", sa.Column("others", sa.Integer(), server_default="0", nullable=False)
    )

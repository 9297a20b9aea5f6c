"""Product feeds: how one is read, and id, title and product of the photos that it brings.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_LISTED = (
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
)


def upgrade() -> None:
    op.add_column("import_run", sa.Column("feed", sa.JSON(), nullable=True))
    for name in ("item", "title", "feed_product"):
        op.add_column("photo", sa.Column(name, sa.String(), nullable=True))
    op.drop_index("ix_photo_listing", table_name="photo")
    op.create_index("ix_photo_listing", "photo", [*_LISTED, "item", "title"])

"""Indexes of photos hold only those that queries look for in them.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_UNDECIDED = "state = 'to-review' OR state = 'auto-accepted'"
_INDEXES = (
    ("ix_photo_queue", ["state", "hold", "place", "id"], "state = 'to-review'"),
    ("ix_photo_lot", ["lot_id", "state", "hold"], "lot_id IS NOT NULL"),
    ("ix_photo_grounds", ["state", "certificate_id", "import_id"], _UNDECIDED),
    ("ix_photo_shown", ["state", "shown_id", "label_id", "blind"], "shown_id IS NOT NULL"),
    ("ix_photo_product", ["product", "state"], "product IS NOT NULL"),
)


def upgrade() -> None:
    for name, columns, which in _INDEXES:
        where = sa.text(which)
        op.drop_index(name, table_name="photo")
        op.create_index(name, "photo", columns, sqlite_where=where, postgresql_where=where)
    # The planner of SQLite takes the youngest of several that serve alike: here the smallest.
    op.drop_index("ix_photo_split", table_name="photo")
    op.create_index("ix_photo_split", "photo", ["state", "split", "label_id"])

"""Count photos by confidence from one index.

Revision ID: 0004
Revises: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_photo_sure", "photo")
    found = ["state", "hold", "unaided", "confidence"]
    counted = ["version_id", "suggestion_id", "certificate_id", "label_id"]
    op.create_index("ix_photo_sure", "photo", [*found, *counted])

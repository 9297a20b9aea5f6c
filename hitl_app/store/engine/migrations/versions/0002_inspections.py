"""Inspections, certificates, and the place of a photo in the queue.

A migration is frozen: it spells its tables out and never imports today's rows.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inspection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=9), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("operator", sa.String(length=60), nullable=False),
        sa.Column("threshold", sa.Double(), nullable=False),
        sa.Column("target", sa.Double(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("level", sa.Double(), nullable=False),
        sa.Column("lot", sa.Integer(), nullable=False),
        sa.Column("sample", sa.Integer(), nullable=False),
        sa.Column("after_id", sa.Integer(), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("carries_id", sa.Integer(), nullable=True),
        sa.Column("unseen_looks", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["network_version.id"],
            name=op.f("fk_inspection_version_id_network_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
    )
    op.create_table(
        "unaided",
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("look", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_unaided_inspection_id_inspection")
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name=op.f("fk_unaided_photo_id_photo")
        ),
        sa.PrimaryKeyConstraint("inspection_id", "photo_id", name=op.f("pk_unaided")),
    )
    op.create_table(
        "look",
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("checks", sa.Integer(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("decided", sa.Integer(), nullable=False),
        sa.Column("wrong_decided", sa.Integer(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("most_wrong", sa.Integer(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_look_inspection_id_inspection")
        ),
        sa.PrimaryKeyConstraint("inspection_id", "number", name=op.f("pk_look")),
    )
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=9), nullable=False),
        sa.Column("version", sa.String(length=120), nullable=False),
        sa.Column("version_sha256", sa.String(length=64), nullable=False),
        sa.Column("threshold", sa.Double(), nullable=False),
        sa.Column("target", sa.Double(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("level", sa.Double(), nullable=False),
        sa.Column("lot", sa.Integer(), nullable=False),
        sa.Column("checks", sa.Integer(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("most_wrong", sa.Integer(), nullable=False),
        sa.Column("operators", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.id"],
            name=op.f("fk_certificate_inspection_id_inspection"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("inspection_id", name=op.f("uq_certificate_inspection_id")),
    )
    op.create_table(
        "opinion",
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("first_by", sa.String(length=60), nullable=True),
        sa.Column("second_by", sa.String(length=60), nullable=True),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.Column("second_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name=op.f("fk_opinion_photo_id_photo")
        ),
        sa.ForeignKeyConstraint(
            ["from_id"], ["decision.id"], name=op.f("fk_opinion_from_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["decision.id"], name=op.f("fk_opinion_first_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["decision.id"], name=op.f("fk_opinion_second_id_decision")
        ),
        sa.PrimaryKeyConstraint("photo_id", name=op.f("pk_opinion")),
    )
    op.create_index("ix_opinion_state", "opinion", ["state"])
    op.add_column("photo", sa.Column("place", sa.Double(), nullable=False, server_default="0"))
    op.add_column("photo", sa.Column("lot_id", sa.Integer(), nullable=True))
    op.add_column(
        "photo", sa.Column("unaided", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.execute("UPDATE photo SET place = confidence")
    op.drop_index("ix_photo_queue", table_name="photo")
    op.create_index("ix_photo_queue", "photo", ["state", "hold", "place", "id"])
    op.create_index("ix_photo_sure", "photo", ["state", "confidence", "hold", "version_id"])
    op.create_index("ix_photo_lot", "photo", ["lot_id", "state", "hold"])
    # A certificate is never edited: the database itself refuses.
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER certificate_no_{change.lower()} BEFORE {change} ON certificate "
            "BEGIN SELECT RAISE(ABORT, 'a certificate is never changed'); END"
        )

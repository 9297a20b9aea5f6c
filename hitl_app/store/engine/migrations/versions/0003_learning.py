"""Embeddings, versions kept or pruned, merged categories, several people, the
catalogue's orders, progress, products, and watched folders.

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
    op.add_column("decision", sa.Column("note", sa.String(length=200), nullable=True))
    op.add_column("photo", sa.Column("asked_by", sa.String(length=60), nullable=True))
    op.execute(
        """
        UPDATE photo SET asked_by = (
            SELECT decision.operator FROM decision
            WHERE decision.photo_id = photo.id AND decision.answer = 'ask'
            ORDER BY decision.id DESC LIMIT 1
        )
        WHERE state = 'waiting' AND hold = 2 AND 'ask' = (
            SELECT decision.answer FROM decision
            WHERE decision.photo_id = photo.id ORDER BY decision.id DESC LIMIT 1
        )
        """
    )
    op.create_table(
        "presence",
        sa.Column("token", sa.String(length=36), nullable=False),
        sa.Column("operator", sa.String(length=60), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("process_started", sa.Float(), nullable=False),
        sa.Column("beat_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_presence")),
    )
    op.add_column("decision", sa.Column("certificate_id", sa.Integer(), nullable=True))
    _remember_what_was_shown()
    op.add_column("photo", sa.Column("product", sa.String(), nullable=True))
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
            "shown_id",
            "product",
        ],
    )
    op.create_index("ix_photo_product", "photo", ["product", "state"])
    op.create_index("ix_photo_grounds", "photo", ["state", "certificate_id", "import_id"])
    op.create_index("ix_photo_shown", "photo", ["state", "shown_id", "label_id", "unaided"])
    _count_operations()
    _watch_folders()


def _watch_folders() -> None:
    op.add_column(
        "import_run",
        sa.Column("watched", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "watched_folder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watched_folder")),
        sa.UniqueConstraint("raw", name=op.f("uq_watched_folder_raw")),
    )
    op.create_table(
        "watched_file",
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("folder_id", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("mtime_ns", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["folder_id"], ["watched_folder.id"],
            name=op.f("fk_watched_file_folder_id_watched_folder"),
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import_run.id"], name=op.f("fk_watched_file_import_id_import_run")
        ),
        sa.PrimaryKeyConstraint("raw", name=op.f("pk_watched_file")),
    )
    op.create_index(op.f("ix_watched_file_folder_id"), "watched_file", ["folder_id"])
    op.create_index(op.f("ix_watched_file_import_id"), "watched_file", ["import_id"])


def _remember_what_was_shown() -> None:
    op.add_column("photo", sa.Column("shown_id", sa.Integer(), nullable=True))
    op.execute(
        """
        UPDATE photo SET shown_id = (
            SELECT decision.suggestion_id FROM decision
            WHERE decision.photo_id = photo.id ORDER BY decision.id DESC LIMIT 1
        )
        WHERE state = 'decided'
        """
    )


def _count_operations() -> None:
    for name in ("hour", "decided"):
        op.add_column(
            "operation", sa.Column(name, sa.Integer(), nullable=False, server_default="0")
        )
    operation = sa.table(
        "operation",
        sa.column("id", sa.Integer()),
        sa.column("at", sa.DateTime()),
        sa.column("hour", sa.Integer()),
        sa.column("decided", sa.Integer()),
    )
    op.execute(operation.update().values(hour=sa.extract("epoch", operation.c.at) // 3600))
    changes = op.get_bind().execute(
        sa.text(
            """
            SELECT operation_id, SUM(now - before) AS change FROM (
                SELECT operation_id,
                    CASE WHEN answer IN ('category', 'not-a-photo') THEN 1 ELSE 0 END AS now,
                    CASE WHEN LAG(answer) OVER (PARTITION BY photo_id ORDER BY id)
                        IN ('category', 'not-a-photo') THEN 1 ELSE 0 END AS before
                FROM decision
            ) AS said
            GROUP BY operation_id
            """
        )
    )
    found = [{"number": number, "change": change} for number, change in changes]
    if found:
        by_number = operation.update().where(operation.c.id == sa.bindparam("number"))
        op.get_bind().execute(by_number.values(decided=sa.bindparam("change")), found)
    columns = ["hour", "operator", "kind", "photos", "decided"]
    op.create_index("ix_operation_hour", "operation", columns)

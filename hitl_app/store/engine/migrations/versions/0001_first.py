"""The first schema.

A migration is frozen: it spells its tables out and never imports today's rows.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("folded", sa.String(length=240), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category")),
        sa.UniqueConstraint("folded", name=op.f("uq_category_folded")),
    )
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=11), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("roots", sa.JSON(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
    )
    op.create_table(
        "job_lease",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("owner", sa.String(length=36), nullable=False),
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("process_started", sa.Double(), nullable=False),
        sa.Column("beat_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job_lease")),
    )
    op.create_table(
        "network_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("parent", sa.String(length=120), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("outputs", sa.JSON(), nullable=False),
        sa.Column("metrics", sa.JSON(), nullable=False),
        sa.Column("shipped", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_version")),
        sa.UniqueConstraint("name", name=op.f("uq_network_version_name")),
    )
    op.create_table(
        "operation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("operator", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("photos", sa.Integer(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["operation.id"], name=op.f("fk_operation_undoes_id_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_operation_undoes_id")),
    )
    op.create_index("ix_operation_operator", "operation", ["operator", "id"], unique=False)
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "training_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=11), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("parent", sa.String(length=120), nullable=False),
        sa.Column("candidate", sa.String(length=120), nullable=True),
        sa.Column("verdict", sa.String(length=9), nullable=True),
        sa.Column("config", sa.JSON(), nullable=False),
        sa.Column("lesson_ids", sa.JSON(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_run")),
    )
    op.create_table(
        "activation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("previous_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["previous_id"],
            ["network_version.id"],
            name=op.f("fk_activation_previous_id_network_version"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["network_version.id"],
            name=op.f("fk_activation_version_id_network_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activation")),
    )
    op.create_table(
        "photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.Column("role", sa.String(length=9), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("hold", sa.Integer(), nullable=False),
        sa.Column("label_id", sa.Integer(), nullable=True),
        sa.Column("suggestion_id", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("certificate_id", sa.Integer(), nullable=True),
        sa.Column("first_path", sa.String(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", sa.String(length=60), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import_run.id"], name=op.f("fk_photo_import_id_import_run")
        ),
        sa.ForeignKeyConstraint(
            ["label_id"], ["category.id"], name=op.f("fk_photo_label_id_category")
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["category.id"], name=op.f("fk_photo_suggestion_id_category")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["network_version.id"], name=op.f("fk_photo_version_id_network_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
        sa.UniqueConstraint("sha256", name=op.f("uq_photo_sha256")),
    )
    op.create_index(op.f("ix_photo_decided_at"), "photo", ["decided_at"], unique=False)
    op.create_index(op.f("ix_photo_first_path"), "photo", ["first_path"], unique=False)
    op.create_index(op.f("ix_photo_import_id"), "photo", ["import_id"], unique=False)
    op.create_index("ix_photo_queue", "photo", ["state", "hold", "confidence", "id"], unique=False)
    op.create_index("ix_photo_role", "photo", ["state", "role", "label_id"], unique=False)
    op.create_table(
        "unreadable",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import_run.id"], name=op.f("fk_unreadable_import_id_import_run")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unreadable")),
    )
    op.create_index("ix_unreadable_import_id", "unreadable", ["import_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=11), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("operator", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("restores_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name=op.f("fk_decision_category_id_category")
        ),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_decision_operation_id_operation")
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name=op.f("fk_decision_photo_id_photo")
        ),
        sa.ForeignKeyConstraint(
            ["restores_id"], ["decision.id"], name=op.f("fk_decision_restores_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["category.id"], name=op.f("fk_decision_suggestion_id_category")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["network_version.id"],
            name=op.f("fk_decision_version_id_network_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_operation_id"), "decision", ["operation_id"], unique=False)
    op.create_index("ix_decision_photo", "decision", ["photo_id", "id"], unique=False)
    op.create_table(
        "path",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("mtime_ns", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name=op.f("fk_path_photo_id_photo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_path")),
    )
    op.create_index(op.f("ix_path_photo_id"), "path", ["photo_id"], unique=False)
    op.create_index(op.f("ix_path_shown"), "path", ["shown"], unique=False)
    op.create_index("uq_path_raw_member", "path", ["raw", "member"], unique=True)
    op.create_table(
        "prediction",
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("probabilities", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name=op.f("fk_prediction_photo_id_photo")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["network_version.id"],
            name=op.f("fk_prediction_version_id_network_version"),
        ),
        sa.PrimaryKeyConstraint("photo_id", "version_id", name=op.f("pk_prediction")),
    )
    op.create_table(
        "thumbnail",
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("encoded", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name=op.f("fk_thumbnail_photo_id_photo")
        ),
        sa.PrimaryKeyConstraint("photo_id", name=op.f("pk_thumbnail")),
    )

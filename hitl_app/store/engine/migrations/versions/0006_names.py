"""Tables, columns and stored codes have the names that the documentation uses.

Revision ID: 0006
Revises: 0005

Constraints keep the names that they were made with; nothing reads these.
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TABLES = {"network_version": "model_version", "unaided": "blind", "look": "stage"}
_COLUMNS = (
    ("photo", "role", "split"),
    ("photo", "unaided", "blind"),
    ("blind", "look", "stage"),
    ("inspection", "carries_id", "extends_id"),
    ("inspection", "unseen_looks", "unknown_stages"),
    ("training_run", "lesson_ids", "training_ids"),
)
_CODES = (
    ("photo", "state", {"waiting": "to-review", "accepted": "auto-accepted", "decided": "reviewed"}),
    ("photo", "split", {"lesson": "training", "reference": "validation"}),
    ("operation", "kind", {"desk": "window"}),
    ("import_run", "state", {"undoing": "reverting", "undone": "reverted"}),
    ("certificate", "kind", {"carried": "extended"}),
    (
        "setting",
        "name",
        {
            "carry-arrivals": "extend-certificates",
            "keep-versions": "keep-models",
            "products": "product-grouping",
        },
    ),
)
_ORDERS = {
    "teaches-most": "most-informative",
    "least-sure": "least-confident",
    "most-sure": "most-confident",
}
# Keys of JSON objects.
_KEYS = {
    "lessons": "training_photos",
    "lesson_labels": "training_labels",
    "reference": "validation",
    "reference_ids": "validation_ids",
    "reference_labels": "validation_labels",
    "reference_loss": "validation_loss",
    "reference_accuracy": "validation_accuracy",
}
# Reasons of the promotion gate.
_REASONS = {
    "too-few-reference": "too-few-validation",
    "less-sure-of-what-is-right": "less-confident-when-right",
    "surer-of-what-is-right": "more-confident-when-right",
}
_OBJECTS = (("model_version", "metrics"), ("training_run", "config"), ("training_run", "report"))


def upgrade() -> None:
    for old, new in _TABLES.items():
        op.rename_table(old, new)
    for table, old, new in _COLUMNS:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {old} TO {new}")
    for old, new in (("ix_photo_role", "ix_photo_split"), ("ix_photo_sure", "ix_photo_threshold")):
        op.drop_index(old, table_name="photo")
        columns = ["state", "split", "label_id"]
        if new == "ix_photo_threshold":
            found = ["state", "hold", "blind", "confidence"]
            columns = [*found, "version_id", "suggestion_id", "certificate_id", "label_id"]
        op.create_index(new, "photo", columns)
    # The trigger refuses any other change of a certificate.
    op.execute("DROP TRIGGER certificate_no_update")
    for table, column, codes in _CODES:
        for old, new in codes.items():
            op.execute(f"UPDATE {table} SET {column} = '{new}' WHERE {column} = '{old}'")
    op.execute(
        "CREATE TRIGGER certificate_no_update BEFORE UPDATE ON certificate "
        "BEGIN SELECT RAISE(ABORT, 'a certificate is never changed'); END"
    )
    for old, new in _ORDERS.items():
        value = f"value = '\"{new}\"' WHERE name = 'queue-order' AND value = '\"{old}\"'"
        op.execute(f"UPDATE setting SET {value}")
    for table, column in _OBJECTS:
        for old, new in _KEYS.items():
            _replace(table, column, f'"{old}":', f'"{new}":')
    for old, new in _REASONS.items():
        _replace("training_run", "report", f'"{old}"', f'"{new}"')


def _replace(table: str, column: str, old: str, new: str) -> None:
    changed = f"replace({column}, '{old}', '{new}')"
    op.execute(f"UPDATE {table} SET {column} = {changed} WHERE {column} LIKE '%{old}%'")

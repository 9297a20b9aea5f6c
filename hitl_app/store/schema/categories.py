"""The table of categories."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from hitl_app.store.schema.base import Base


class CategoryRow(Base):
    """One label of the workspace; `folded` is its name as compared."""

    __tablename__ = "category"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    folded: Mapped[str] = mapped_column(String(240), unique=True)
    position: Mapped[int]
    retired_at: Mapped[datetime | None]
    # Target of a permanent merge: labels of this category count as that one.
    merged_into_id: Mapped[int | None]

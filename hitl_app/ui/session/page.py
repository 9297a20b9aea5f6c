"""Base class of pages."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from hitl_app.ui.gateway.tasks import Status


class Page(QWidget):
    """One page: header, body and refresh.

    Signals:
        review_wanted: The operator returns to the photos.

    Attributes:
        header: Stands above the messages while the page is shown.
        commands: Owner of its commands; None for the page itself.
    """

    key: ClassVar[str] = ""
    header: QWidget
    commands: object | None = None
    review_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.header = QWidget()

    def refresh(self, changed: Collection[str]) -> None:
        """Redraw what depends on a change of `photos`, `models`, `imports`, `categories`, ..."""

    def activated(self) -> None:
        """Refresh the page each time that it is shown."""

    def show_part(self, part: str) -> None:
        """Show the part that a message's button asks for, by its key."""

    def jobs_updated(self, *, importing: bool) -> None:
        """Handle a change of jobs: one began, progressed or ended."""

    def show_status(self, status: "Status") -> None:
        """Show the state of the workspace."""

    def leave(self) -> None:
        """Return to the photos."""
        self.review_wanted.emit()

    def is_settled(self) -> bool:
        """Return True if all data of the page is loaded and shown."""
        return True

    def state(self) -> dict[str, Any]:
        """Return the page's view state in JSON types, to restore it later."""
        return {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Restore a view state; invalid values are ignored."""

    def close_threads(self) -> None:
        """End the page's threads before it is destroyed."""

"""What every page is to the window."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from hitl_app.ui.gateway.tasks import Status


class Page(QWidget):
    """One page: a header, a body, and what it does when something changed.

    Attributes:
        key: Its name in the table of commands.
        icon: Its icon's name.
        header: Stands above the messages while the page is shown.
        commands: What does its commands; None where the page itself does.
    """

    key: ClassVar[str] = ""
    icon: ClassVar[str] = ""
    header: QWidget
    commands: object | None = None

    def __init__(self) -> None:
        super().__init__()
        self.header = QWidget()

    @property
    def title(self) -> str:
        """What the rail calls it, in the language of the window."""
        raise NotImplementedError

    def refresh(self, changed: Collection[str]) -> None:
        """Redraw what depends on something that changed.

        Args:
            changed: Names such as `photos`, `models`, `imports`, `categories`, `jobs`.
        """

    def activated(self) -> None:
        """Bring the page up to date, each time that it is shown."""

    def jobs_updated(self, *, importing: bool) -> None:
        """Follow jobs: one began, moved on or ended.

        Args:
            importing: Whether an import runs or waits.
        """

    def show_status(self, status: "Status") -> None:
        """Show how the workspace stands."""

    def is_settled(self) -> bool:
        """Return True if everything that the page has to show is shown."""
        return True

    def state(self) -> dict[str, Any]:
        """Return how the page looks, in JSON types, for when it is made again."""
        return {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Let a new page look as another one did; what makes no sense is left out."""

    def close_threads(self) -> None:
        """End what the page runs beside the window; it goes away."""

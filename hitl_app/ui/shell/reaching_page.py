"""Page that is shown while the server of a workspace does not answer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from hitl_app.ui.kit.cards import empty_state, page_header
from hitl_app.ui.kit.widgets import button, column, label
from hitl_app.ui.session.page import Page
from hitl_app.ui.wording import formats, messages


class ReachingPage(Page):
    """Shows what happened, what to do, and when the workspace is tried again.

    Signals:
        again_wanted: The operator wants it to be tried now.
        other_wanted: The operator wants to open another workspace.
    """

    key = "reaching"
    again_wanted = Signal()
    other_wanted = Signal()

    def __init__(self, error: Exception) -> None:
        super().__init__()
        told = messages.of_error(error)
        self.header = page_header(self.tr("Second Look"), None)
        self.again = button(self.tr("Try again"), "primary", clicked=self.again_wanted.emit)
        other = button(self.tr("Open another workspace…"), clicked=self.other_wanted.emit)
        body = empty_state("warning", told.happened, told.remedy, self.again, other)
        self.state_line, self.kept = label("", "dim"), label("", "dim", wrap=True)
        layout = body.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - as `empty_state` makes it
        for line in (self.state_line, self.kept):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.insertWidget(layout.count() - 1, line)
        self.setLayout(column(body))
        self.setAccessibleName(f"{told.happened} {told.remedy}")

    def activated(self) -> None:
        """Focus the button."""
        self.again.setFocus()

    def show_wait(self, seconds: int) -> None:
        """Show in how many seconds it is tried again."""
        text = self.tr("The next attempt is in {n} seconds.", "", seconds)
        self.state_line.setText(text.format(n=formats.number(seconds)))

    def show_attempt(self) -> None:
        """Show that it is being tried."""
        self.state_line.setText(self.tr("Connecting…"))

    def show_stopped(self) -> None:
        """Show that it is not tried again by itself."""
        self.state_line.setText("")

    def show_kept(self, count: int) -> None:
        """Show how many decisions wait on this computer."""
        text = self.tr(
            "{n} decisions are kept on this computer. They are saved once the workspace opens.",
            "",
            count,
        )
        self.kept.setText(text.format(n=formats.number(count)) if count else "")

"""A job that runs or waits, as pages show it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hitl_app.ui.jobs.job import Job, JobState
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.widgets import Bar, button, column, label, row


class JobRow(QWidget):
    """How far a job is: words above a bar, and the button that cancels it.

    Args:
        describe: Returns how a job stands, in a line.
        kind: How that line looks.
        bar: What a screen reader calls the bar.
        cancel: What a screen reader calls the button.

    Signals:
        cancel_wanted: The job is to stop.
    """

    cancel_wanted = Signal()

    def __init__(self, describe: Callable[[Job], str], kind: str, bar: str, cancel: str) -> None:
        super().__init__()
        self._describe = describe
        self.words, self.bar = label("", kind), Bar(6, bar)
        self.cancel = button(self.tr("Cancel"), name=cancel, clicked=self.cancel_wanted)
        self.setLayout(row(column(self.words, self.bar), self.cancel, spacing=theme.S4, grow=0))

    def show_job(self, job: Job | None) -> None:
        """Show how a job stands; nothing is shown without one."""
        self.setVisible(job is not None)
        if job is not None:
            self.words.setText(self._describe(job))
            self.bar.set_share(job.share)
            self.cancel.setEnabled(job.state is not JobState.CANCELLING)

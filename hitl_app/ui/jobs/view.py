"""Widget of a running or queued job."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from hitl_app.ui.jobs.job import Job, JobState
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.bars import Bar
from hitl_app.ui.kit.widgets import button, column, label, row


class JobRow(QWidget):
    """Progress of a job: text, bar and cancel button."""

    def __init__(self, describe: Callable[[Job], str], kind: str, bar: str, cancel: str) -> None:
        super().__init__()
        self._describe = describe
        self.words, self.bar = label("", kind), Bar(6, bar)
        self.cancel = button(self.tr("Cancel"), name=cancel)
        self.setLayout(row(column(self.words, self.bar), self.cancel, spacing=theme.S4, grow=0))

    def show_job(self, job: Job | None) -> None:
        """Show the state of a job; hidden without one."""
        self.setVisible(job is not None)
        if job is not None:
            self.words.setText(self._describe(job))
            self.bar.set_share(job.share)
            self.cancel.setEnabled(job.state is not JobState.CANCELLING)

"""Status line: active model, running jobs, and live learning while there are none."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from hitl_app.ui.jobs.job import Job, JobState
from hitl_app.ui.jobs.wording import job_line
from hitl_app.ui.kit import plain, theme
from hitl_app.ui.kit.bars import Bar
from hitl_app.ui.kit.widgets import ElidedLabel, button, label, row
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.services.models.drafts import Learning
    from hitl_app.ui.gateway.tasks import Status


class _Dot(QWidget):
    """Dot: filled with an active model, else a ring."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(10, 10)
        self.is_on = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it in the current colours."""
        t = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour(t.good if self.is_on else t.dim))
        painter.setBrush(theme.colour(t.good) if self.is_on else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(1, 1, 8, 8))


class StatusLine(QFrame):
    """Model on the left, work on the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self.setFixedHeight(32)
        self.job: Job | None = None
        self._dot = _Dot()
        self.model = ElidedLabel("dim")
        self.operator = button("", "quiet")
        self.operator.setToolTip(self.tr("Change operator"))
        self.others = label("", "dim")
        self.server = label(self.tr("Server is not saving"), "warning")
        self.work = label("", "dim")
        self.learning = ElidedLabel("dim")
        self.bar = Bar(4, self.tr("Job progress"))
        self.bar.setFixedWidth(120)
        name = self.tr("Cancel job")
        self.cancel = button(self.tr("Cancel"), "quiet", name=name)
        work = (self.learning, self.work, self.bar, self.cancel)
        parts = (self.server, *work, self.others, self.operator)
        layout = row(self._dot, self.model, *parts, grow=1)
        layout.setContentsMargins(theme.S5, 0, theme.S4, 0)
        self.setLayout(layout)
        self.show_jobs(())
        self.show_people("", "")
        self.server.hide()

    def show_people(self, operator: str, others: str) -> None:
        """Show the operators of this and other windows; none while no workspace is open."""
        self.operator.setText(operator)
        self.operator.setAccessibleName(self.tr("Operator: {who}").format(who=operator))
        self.operator.setVisible(bool(operator))
        self.others.setText(self.tr("also labelling: {who}").format(who=others))
        self.others.setVisible(bool(others))

    def show_status(self, status: "Status | None") -> None:
        """Show the active model, and auto-accepted photos."""
        self._dot.is_on = status is not None and status.model is not None
        self._dot.update()
        if status is None:
            self.model.setText("")
        elif status.model is None:
            self.model.setText(self.tr("No active model"))
        else:
            name = self.tr("Model {name}").format(name=status.model)
            self.model.setText(" · ".join([name, *self._accepted(status)]))

    def _accepted(self, status: "Status") -> list[str]:
        """Return the text on auto-accepted photos and their basis."""
        parts = []
        if status.certified:
            text = self.tr("{n} auto-accepted, certified", "", status.certified)
            parts.append(text.format(n=formats.number(status.certified)))
        if status.extended:
            text = self.tr("{n} by extended acceptance, not certified", "", status.extended)
            parts.append(text.format(n=formats.number(status.extended)))
        if status.threshold is not None:
            text = self.tr("auto-accepts from {share}, not certified")
            parts.append(text.format(share=formats.percent(status.threshold, 1)))
        return parts or [self.tr("All photos need review")]

    def show_learning(self, state: "Learning | None") -> None:
        """Show what a draft has learned, whenever no job is running."""
        words = _learned(state)
        self.learning.setText(words)
        self.learning.setToolTip(plain.tip(f"{words}\n\n{_explained()}") if words else "")
        self._share_place()

    def _share_place(self) -> None:
        """Show live learning where no job is to be shown."""
        learns = self.job is None and bool(self.learning.full_text())
        self.learning.setVisible(learns)
        self.work.setVisible(not learns)

    def show_jobs(self, jobs: tuple[Job, ...]) -> None:
        """Show the first job and how many more there are."""
        self.job = jobs[0] if jobs else None
        self._share_place()
        for part in (self.bar, self.cancel):
            part.setVisible(self.job is not None)
        if self.job is None:
            self.work.setText(self.tr("No jobs running"))
            return
        text = job_line(self.job)
        if len(jobs) > 1:
            text += self.tr(" · {n} more", "", len(jobs) - 1).format(n=len(jobs) - 1)
        self.work.setText(text)
        self.bar.set_share(self.job.share)
        self.cancel.setEnabled(self.job.state is not JobState.CANCELLING)


def _tr(text: str, n: int = -1) -> str:
    return QCoreApplication.translate("learning", text, None, n)


def _learned(state: "Learning | None") -> str:
    """Describe what a draft has learned; "" while nothing was learned."""
    if state is None or not state.is_on or state.draft is None:
        return ""
    draft = state.draft
    if not draft.used:
        return _tr(
            "The last draft is worse than the model on the validation photos; the model goes on "
            "suggesting."
        )
    n = draft.training_photos
    text = _tr("Suggestions learned from {n} training photos", n)
    return text.format(n=formats.number(n))


def _explained() -> str:
    return _tr(
        "A draft of the model learns from your decisions and makes the suggestions for the photos "
        "that follow. One in five reviewed photos is a validation photo: it measures the draft, "
        "which is used only while it is not worse than the model."
    )

"""Which model is active, whether it is good, and what comes next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame

from hitl_app.messages import outlook_doubt
from hitl_app.ui.gateway.model_tasks import Models
from hitl_app.ui.jobs.job import Job
from hitl_app.ui.jobs.wording import status_text
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.cards import as_card
from hitl_app.ui.kit.widgets import button, column, label, row, set_kind
from hitl_app.ui.models.versions_table import live_figures
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.messages import translated

if TYPE_CHECKING:
    from hitl_app.services.models.schedule import Outlook


class OverviewCard(QFrame):
    """Three lines on the model, and the button that retrains it."""

    def __init__(self) -> None:
        super().__init__()
        self.active = label("", "title", wrap=True)
        self.quality = label("", wrap=True)
        self.next = label("", "strong", wrap=True)
        self.cost = label("", "dim", wrap=True)
        self.retrain = button(self.tr("Retrain now"), "primary")
        told = column(self.next, self.cost, spacing=theme.S1)
        foot = row(spacing=theme.S4)
        foot.addLayout(told, 1)
        foot.addWidget(self.retrain)
        as_card(self, self.active, self.quality, foot)

    def show_state(
        self, state: Models, measured: tuple[float, int] | None, job: Job | None, *, timing: bool
    ) -> None:
        """Show the state of now.

        Args:
            state: Of the models.
            measured: Share of the validation photos that the active version gets right, and of how
                many; None if it was not measured.
            job: The running or queued retraining, if any.
            timing: Whether the duration is being measured.
        """
        self.active.setText(self._active(state))
        self.quality.setText(self._quality(state, measured))
        outlook = state.outlook
        self.retrain.setEnabled(job is None and can_begin(outlook))
        set_kind(self.retrain, "kind", "primary" if outlook.pays else "")
        if job is not None:
            self.next.setText(self.tr("A retraining is running."))
            self.cost.setText(status_text(job))
        else:
            self.next.setText(self._next(outlook))
            can = can_begin(outlook)
            self.cost.setText(self._cost(outlook, timing=timing) if can else self._meanwhile(state))
        self.cost.setVisible(bool(self.cost.text()))

    def _active(self, state: Models) -> str:
        name = next((one.version.name for one in state.branches if one.version.active), None)
        if name is None:
            return self.tr("No model is active")
        draft = state.learning.draft
        if draft is None or not draft.used:
            return self.tr("Model {name} is active").format(name=name)
        text = self.tr("Model {name} is active and has learned from {n} training photos", "",
                       draft.training_photos)  # fmt: skip
        return text.format(name=name, n=formats.number(draft.training_photos))

    def _quality(self, state: Models, measured: tuple[float, int] | None) -> str:
        measured = live_figures(state.learning) or measured
        if measured is None or not measured[1]:
            return self.tr(
                "How good it is on your photos is unknown: one in five reviewed photos becomes a "
                "validation photo, which measures it."
            )
        share, n = measured
        if n < _FEW:
            # A percentage would promise more than so few photos can tell.
            text = self.tr("Its suggestion is correct on {right} of {n} validation photos.", "", n)
            return text.format(right=formats.number(round(share * n)), n=formats.number(n))
        text = self.tr("Its suggestion is correct on {share} of {n} validation photos.", "", n)
        text = text.format(share=formats.percent(share), n=formats.number(n))
        if not state.uncertain_first or not state.outlook.to_review:
            return text
        return (
            text
            + " "
            + self.tr(
                "The least confident suggestions come to you first; on the others it is usually "
                "correct more often."
            )
        )

    def _next(self, outlook: "Outlook") -> str:
        if not outlook.training_photos:
            return self.tr("Review some photos: the model learns from your decisions.")
        doubt = outlook_doubt(outlook.doubt, outlook.counts, translated)
        if outlook.missing:
            return self.tr("A retraining cannot start yet.") + " " + doubt
        if doubt:
            return doubt
        n = outlook.decisions
        text = self.tr("A retraining pays: there are {n} new decisions.", "", n)
        return text.format(n=formats.number(n))

    def _meanwhile(self, state: Models) -> str:
        """Describe what decisions do before a retraining can start."""
        if not state.learning.is_on or not state.outlook.training_photos:
            return ""
        return self.tr("Meanwhile, live learning uses each of your decisions.")

    def _cost(self, outlook: "Outlook", *, timing: bool) -> str:
        parts = [gain_words(outlook)]
        if timing:
            parts.append(self.tr("Measuring how long it takes…"))
        elif outlook.seconds is not None:
            time = formats.duration(outlook.seconds)
            parts.append(self.tr("It takes about {time}.").format(time=time))
        return " ".join(parts)


_SLIGHT = 0.0005
_FEW = 10


def _tr(text: str) -> str:
    return QCoreApplication.translate("models", text)


def can_begin(outlook: "Outlook") -> bool:
    """Return True if a retraining can begin: there is something to learn and to judge it by."""
    return outlook.training_photos > 0 and not outlook.missing


def gain_words(outlook: "Outlook") -> str:
    """Describe the expected gain of a retraining in one sentence."""
    if outlook.gain is None:
        return _tr("Expected gain: unknown.")
    if outlook.gain < _SLIGHT:
        return _tr("Expected gain: almost none.")
    text = _tr("Expected gain: about {gain} in accuracy.")
    return text.format(gain=formats.percent(outlook.gain, 1))

"""Retraining schedule: expected gain, duration, automatic start."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame

from hitl_app.domain.settings import KEEP_MODELS, RETRAIN_AFTER, RETRAIN_FROM
from hitl_app.ui.kit.cards import as_card
from hitl_app.ui.kit.widgets import label, row
from hitl_app.ui.session.session import Session
from hitl_app.ui.settings.control import bound_control
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.services.models.schedule import Outlook


class SchedulePanel(QFrame):
    """One line on whether a retraining pays, and the settings of automatic ones."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.words = label("", wrap=True)
        self.after = bound_control(session, RETRAIN_AFTER)
        self.begin = bound_control(session, RETRAIN_FROM)
        self.keep = bound_control(session, KEEP_MODELS)
        told = self.tr(
            "Only while this window is open and no inspection is running. Older versions "
            "are deleted, except those that are pinned, built in, certified, active, or "
            "needed for rolling back."
        )
        as_card(
            self,
            label(self.tr("Automatic retraining"), "heading"),
            self.words,
            *(row(control, None) for control in (self.after, self.begin, self.keep)),
            label(told, "dim", wrap=True),
        )

    def show_outlook(self, outlook: "Outlook") -> None:
        """Show whether a retraining pays now."""
        self.words.setText(outlook_words(outlook))


def _tr(text: str, n: int = -1) -> str:
    return QCoreApplication.translate("schedule", text, None, n)


def outlook_words(outlook: "Outlook") -> str:
    """Describe expected gain and duration of a retraining in one line."""
    n = outlook.decisions
    if not n:
        text = (
            _tr("No decisions yet")
            if outlook.first
            else _tr("No decisions since the last retraining")
        )
    elif outlook.first:
        text = _tr("{n} decisions so far", n)
    else:
        text = _tr("{n} decisions since the last retraining", n)
    parts = [text.format(n=formats.number(n))]
    if outlook.gain is None:
        parts.append(_tr("expected gain: unknown"))
    elif outlook.gain < 0.0005:
        parts.append(_tr("expected gain: almost none"))
    else:
        text = _tr("expected gain: about {gain} in accuracy")
        parts.append(text.format(gain=formats.percent(outlook.gain, 1)))
    time = formats.duration(outlook.seconds)
    parts.append(_tr("takes about {time}").format(time=time))
    return " · ".join(parts)

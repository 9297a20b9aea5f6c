"""Retraining schedule: expected gain, duration, automatic start."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from hitl_app.domain.settings import KEEP_MODELS, RETRAIN_AFTER, RETRAIN_FROM
from hitl_app.ui.kit.cards import as_card
from hitl_app.ui.kit.widgets import label, row
from hitl_app.ui.session.session import Session
from hitl_app.ui.settings.control import SettingControl
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.services.models.schedule import Outlook


class SchedulePanel(QFrame):
    """One line on whether a retraining pays, and the settings of automatic ones."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.words = label("", wrap=True)
        self.after = SettingControl(session, RETRAIN_AFTER)
        self.begin = SettingControl(session, RETRAIN_FROM)
        self.keep = SettingControl(session, KEEP_MODELS)
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
        """Show the expected gain and duration of a retraining in one line."""
        n = outlook.decisions
        if not n:
            text = (
                self.tr("No decisions yet")
                if outlook.first
                else self.tr("No decisions since the last retraining")
            )
        elif outlook.first:
            text = self.tr("{n} decisions so far", "", n)
        else:
            text = self.tr("{n} decisions since the last retraining", "", n)
        parts = [text.format(n=formats.number(n))]
        if outlook.gain is None:
            parts.append(self.tr("expected gain: unknown"))
        elif outlook.gain < 0.0005:
            parts.append(self.tr("expected gain: almost none"))
        else:
            text = self.tr("expected gain: about {gain} in accuracy")
            parts.append(text.format(gain=formats.percent(outlook.gain, 1)))
        time = formats.duration(outlook.seconds)
        parts.append(self.tr("takes about {time}").format(time=time))
        self.words.setText(" · ".join(parts))

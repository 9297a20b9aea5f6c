"""Settings of the Models page: certificates, second opinions, threshold, automatic retraining."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QFrame

from hitl_app.domain.settings import (
    BY_NAME,
    CONFIDENCE,
    EXTEND_CERTIFICATES,
    KEEP_DECISIONS,
    KEEP_MODELS,
    LIVE_LEARNING,
    RETRAIN_AFTER,
    RETRAIN_FROM,
    SECOND_OPINIONS,
    TARGET,
    THRESHOLD,
)
from hitl_app.ui.gateway import tasks
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.cards import as_card
from hitl_app.ui.kit.fields import ShareField
from hitl_app.ui.kit.widgets import CheckBox, button, chip, label, row
from hitl_app.ui.session.session import Session
from hitl_app.ui.settings.control import SettingControl, store_setting
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.messages import translated

if TYPE_CHECKING:
    from hitl_app.domain.flagging import ConfidenceHistogram
    from hitl_app.services.models.schedule import Outlook


class OpinionsPanel(QFrame):
    """The share of second opinions, and whether later photos may be accepted."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.share = SettingControl(session, SECOND_OPINIONS)
        self.extend = SettingControl(session, EXTEND_CERTIFICATES)
        told = self.tr(
            "Second opinions: this share of reviewed photos is labelled again by someone "
            "else, without suggestions. New photos accepted automatically are checked for "
            "drift and marked as extended, not certified."
        )
        self.keep = SettingControl(session, KEEP_DECISIONS)
        self.keep.setVisible(session.is_shared)
        as_card(
            self,
            label(self.tr("Second opinions and new photos"), "heading"),
            row(self.share, theme.S4, self.extend, None),
            label(told, "dim", wrap=True),
            self.keep,
        )


class TargetPanel(QFrame):
    """Target and confidence of certificates."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.target = SettingControl(session, TARGET)
        self.confidence = SettingControl(session, CONFIDENCE)
        self.earn = button(self.tr("Verify automatic labels…"))
        told = self.tr(
            "A lot is accepted when its checks prove the required accuracy. At 95 % "
            "confidence, the chance of a wrong certificate is at most 5 %, over all "
            "certificates of the same photos together."
        )
        as_card(
            self,
            row(label(self.tr("Required accuracy"), "heading"), None, self.earn),
            row(self.target, theme.S4, self.confidence, None),
            label(told, "dim", wrap=True),
        )


_SETTING = BY_NAME[THRESHOLD]


class ThresholdPanel(QFrame):
    """Off: all photos need review; on: the model accepts photos above a confidence."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._histogram: ConfidenceHistogram | None = None
        self._stored: float | None = None
        self._touched = False
        self.switch = CheckBox(translated(_SETTING.title))
        self.switch.setAccessibleName(self.switch.text())
        self.field = ShareField(_SETTING.low, _SETTING.high, self.tr("Threshold"))
        self.count = label("", wrap=True)
        self.count.setMinimumHeight(20)
        name = self.tr("Apply threshold")
        self.apply = button(self.tr("Apply"), "primary", name=name, clicked=self._on_apply)
        self._lay_out()
        self.switch.toggled.connect(self._on_touched)
        self.field.moved.connect(self._on_touched)
        self._show()

    def _lay_out(self) -> None:
        mark = chip(self.tr("not certified"), "warning")
        mark.setToolTip(
            self.tr("A threshold gives no guarantee: the number of wrong labels is unknown.")
        )
        line = row(self.switch, self.field, self.apply, spacing=theme.S4, grow=1)
        heading = row(label(self.tr("Manual threshold"), "heading"), mark, None)
        as_card(self, heading, line, self.count)

    def refresh(self) -> None:
        """Fetch the threshold in force and the counts."""
        self._session.store.submit(Lane.READS, tasks.threshold_state, self._on_state)

    def threshold(self) -> float | None:
        """Return the threshold that is set on the panel, stored or not."""
        return self.field.share() if self.switch.isChecked() else None

    def _on_state(self, state: "tuple[float | None, ConfidenceHistogram]") -> None:
        self._stored, self._histogram = state
        if not self._touched:
            with QSignalBlocker(self.switch):
                self.switch.setChecked(self._stored is not None)
            self.field.show_share(self._stored or float(_SETTING.first or 0))
        self._show()

    def _on_touched(self) -> None:
        self._touched = True
        self._show()

    def _show(self) -> None:
        self.field.setEnabled(self.switch.isChecked())
        self.apply.setEnabled(self._histogram is not None and self.threshold() != self._stored)
        self.count.setText(self.count_words())

    def count_words(self) -> str:
        """Describe the effect of the threshold on the panel."""
        if self._histogram is None:
            return self.tr("Counting…")
        threshold = self.threshold()
        to_review = self._histogram.flagged(threshold)
        accepted = self._histogram.accepted(threshold)
        total = formats.number(to_review + accepted)
        if threshold is None:
            text = self.tr("Off: all {n} unreviewed photos need review.", "", to_review + accepted)
            return text.format(n=total)
        text = self.tr("{to_review} of {total} to review; {accepted} auto-accepted, not certified.")
        return text.format(
            to_review=formats.number(to_review), total=total, accepted=formats.number(accepted)
        )

    def _on_apply(self) -> None:
        self._stored = self.threshold()
        self._touched = False
        store_setting(self._session, THRESHOLD, self._stored)
        self._show()


class LearningPanel(QFrame):
    """Switch for learning from each decision."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.learn = SettingControl(session, LIVE_LEARNING)
        told = self.tr(
            "A draft of the model follows your decisions within seconds and makes the next "
            "suggestions, as long as it is not worse on the validation photos. Retraining makes a "
            "new version of the model."
        )
        as_card(
            self,
            label(self.tr("Live learning"), "heading"),
            row(self.learn, None),
            label(told, "dim", wrap=True),
        )


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
        if outlook.seconds is not None:
            time = formats.duration(outlook.seconds)
            parts.append(self.tr("takes about {time}").format(time=time))
        self.words.setText(" · ".join(parts))

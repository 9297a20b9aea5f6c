"""Model versions as a tree, with actions."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from hitl_app.domain.models import ModelVersion
from hitl_app.domain.reports.lineage import Branch
from hitl_app.ui.gateway import model_tasks, tasks
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.cards import WIDE, card
from hitl_app.ui.kit.fields import Choice
from hitl_app.ui.kit.tables import RowsView
from hitl_app.ui.kit.widgets import button, column, label, row
from hitl_app.ui.models.card_panel import CardPanel
from hitl_app.ui.models.comparison_view import ComparisonView
from hitl_app.ui.models.export_dialog import ModelExportDialog
from hitl_app.ui.models.versions_table import Measure, live_figures, version_columns
from hitl_app.ui.session.session import Session
from hitl_app.ui.wording import formats
from training.versions.card import Card


class VersionsPanel(QWidget):
    """Versions as a tree, the card of the chosen one, and how versions compare.

    Signals:
        compared: A comparison or evaluation shows.
    """

    compared = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._state: model_tasks.Models | None = None
        self._measured: dict[str, Measure] = {}
        self._wants_export = False
        columns = version_columns(self._measured.get, self._live)
        self.versions: RowsView[Branch] = RowsView(columns, self.tr("Model versions"))
        self.versions.picked.connect(self._on_picked)
        pool = session.pool
        self.activate = button(self.tr("Activate"), clicked=self._on_activate)
        self.roll_back = button(self.tr("Roll back"), clicked=lambda: pool.start("rollback"))
        self.export = button(self.tr("Export model…"), clicked=self.export_wanted)
        self.pin = button(self.tr("Pin"), clicked=self._on_pin)
        self.remove = button(self.tr("Remove suggestions"), clicked=self._on_remove)
        self.remove.setToolTip(self.tr("The active model suggests for these photos instead."))
        self.remove.hide()
        self.evaluate = button(self.tr("Evaluate"), clicked=lambda: pool.start_once("evaluate"))
        self.compare = button(self.tr("Compare"), clicked=self._on_compare)
        self.against = Choice(self.tr("Version to compare with"))
        self.against.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        # The version that a person chose; without one it is the active version.
        self._against = ""
        self.against.textActivated.connect(self._on_against)
        self.comparison = ComparisonView()
        self.told = label("", wrap=True)
        self.told.hide()
        self.card = CardPanel()
        self.card.hide()
        self._question = self._make_question()
        self._lay_out()
        session.measured.connect(self._on_measured)

    def _make_question(self) -> QFrame:
        """Make the inline confirmation for overriding the gate."""
        self.question = label("", wrap=True)
        self.override = button(self.tr("Activate anyway"), clicked=self._on_override)
        self.keep = button(self.tr("Cancel"), "quiet", clicked=self._leave_it)
        line = row(self.question, self.override, self.keep, spacing=theme.S3, grow=0)
        result = QFrame()
        result.setObjectName("message")
        result.setProperty("tone", "warning")
        line.setContentsMargins(theme.S3, theme.S2, theme.S3, theme.S2)
        result.setLayout(line)
        result.hide()
        return result

    def _lay_out(self) -> None:
        title = label(self.tr("Versions"), "heading")
        actions = self.remove, self.export, self.pin, self.roll_back, self.activate
        head = row(title, None, *actions)
        against = label(self.tr("Compare selected version with"))
        against.setBuddy(self.against)
        foot = row(against, self.against, self.compare, None, self.evaluate)
        tree = column(head, self._question, self.versions, foot, spacing=theme.S3)
        left = column(card(tree), self.told, self.comparison, None, spacing=theme.S4)
        right = column(self.card, None)
        self._sides = row(left, right, spacing=theme.S4, grow=0)
        self._sides.setStretch(0, 3)
        self._sides.setStretch(1, 2)
        self.setLayout(column(self._sides, None))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the card beside the versions where there is room for lines of a good length."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        wide = self.width() >= WIDE
        self._sides.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def show_state(self, state: model_tasks.Models, measured: dict[str, Measure]) -> None:
        """Show the versions of now."""
        self._state = state
        self._measured.clear()
        self._measured.update(measured)
        self.versions.set_rows(state.branches, self._place_in(state.branches))
        self.versions.fit_height(10)
        self._question.hide()
        self._offer_others()
        self.show_actions()
        if self._wants_export:
            self.export_wanted()

    def _place_in(self, branches: Sequence[Branch]) -> int:
        """Return where the chosen version is now; the active one's place if that was chosen."""
        chosen = self.versions.chosen()
        versions = [one.version for one in branches]
        if chosen is None or chosen.version.active:
            wanted = [version.active for version in versions]
        else:
            wanted = [version.name == chosen.version.name for version in versions]
        return wanted.index(True) if True in wanted else 0

    def _live(self) -> Measure | None:
        state = self._state
        return None if state is None else live_figures(state.learning)

    def usable(self) -> list[ModelVersion]:
        """Return the versions whose folders exist; of outside models there are none."""
        if self._state is None:
            return []
        return [
            one.version
            for one in self._state.branches
            if one.version.pruned_at is None and not (one.missing or one.version.outside)
        ]

    def _offer_others(self) -> None:
        chosen, before = self.versions.chosen(), self._against
        names = [v.name for v in self.usable() if chosen is None or v.name != chosen.version.name]
        active = next((v.name for v in self.usable() if v.active), "")
        self.against.clear()
        self.against.addItems(names)
        wanted = before if before in names else active
        self.against.setCurrentIndex(max(0, self.against.findText(wanted)))

    def _on_against(self, name: str) -> None:
        self._against = name

    def show_actions(self) -> None:
        """Enable or disable the buttons."""
        branch, state, pool = self.versions.chosen(), self._state, self._session.pool
        busy = any(job.turn == "models" for job in pool.jobs)
        there = branch is not None and branch.version in self.usable()
        active = branch is not None and branch.version.active
        self.activate.setEnabled(there and not active and not busy)
        back = None if state is None else state.rollback
        self.roll_back.setEnabled(back is not None and not busy)
        words = self.tr("Roll back") if back is None else self.tr("Roll back to {name}")
        self.roll_back.setText(words.format(name=back))
        busy_import = any(job.turn == "import" for job in pool.jobs)
        self.remove.setVisible(self._import() is not None)
        self.remove.setEnabled(not busy_import)
        own = there and branch is not None and not branch.version.shipped
        self.pin.setEnabled(own)
        pinned = branch is not None and branch.version.pinned
        self.pin.setText(self.tr("Unpin") if pinned else self.tr("Pin"))
        self.pin.setToolTip(self.tr("A pinned version is never deleted."))
        judged = state is not None and state.counts.validation > 0
        measuring = pool.find("compare") is not None or pool.find("evaluate") is not None
        self.compare.setEnabled(there and judged and self.against.count() > 0 and not measuring)
        self.evaluate.setEnabled(judged and not measuring)
        tip = "" if judged else self.tr("There are no validation photos yet. Review more photos.")
        for one in (self.compare, self.evaluate):
            one.setToolTip(tip)

    def _on_picked(self, branch: Branch | None) -> None:
        self._question.hide()
        self._offer_others()
        self.show_actions()
        if branch is None:
            self.card.hide()
            return
        name = branch.version.name
        work = partial(tasks.model_card, name=name)
        self._session.store.submit(Lane.READS, work, partial(self._on_card, name))

    def _on_card(self, name: str, found: Card | None) -> None:
        chosen = self.versions.chosen()
        if chosen is None or chosen.version.name != name:
            return
        self.card.setVisible(found is not None)
        if found is not None:
            self.card.show_card(found)

    def _on_activate(self) -> None:
        branch = self.versions.chosen()
        if branch is None or self._state is None:
            return
        name = branch.version.name
        if name not in self._state.unconfirmed:
            self._session.pool.start("activate", {"version": name})
            return
        text = self.tr(
            "The comparison did not show that {name} is better on your photos. Activating it "
            "anyway is recorded as your choice."
        )
        self.question.setText(text.format(name=name))
        self._question.show()
        self.override.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_it(self) -> None:
        self._question.hide()
        self.versions.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_override(self) -> None:
        self._question.hide()
        branch = self.versions.chosen()
        if branch is not None:
            self._session.pool.start("activate", {"version": branch.version.name})

    def _import(self) -> int | None:
        """Return the import of the chosen outside model, if one in use is chosen."""
        branch, state = self.versions.chosen(), self._state
        named = None if branch is None or state is None else branch.version.name
        return None if state is None or named is None else state.imports.get(named)

    def _on_remove(self) -> None:
        number = self._import()
        if number is not None:
            self._session.pool.start_once("suggestions-remove", {"number": number})

    def _on_pin(self) -> None:
        branch = self.versions.chosen()
        if branch is not None:
            self._session.care.pin(branch.version.name, not branch.version.pinned)

    def _on_compare(self) -> None:
        branch = self.versions.chosen()
        if branch is not None and self.against.currentText():
            wanted = {"version": branch.version.name, "against": self.against.currentText()}
            self._session.pool.start_once("compare", wanted)

    def compare_wanted(self) -> None:
        """Choose two versions to compare, and focus the button."""
        branch = self.versions.chosen()
        usable = self.usable()
        if (branch is None or branch.version not in usable) and self._state is not None:
            rows = [one.version for one in self._state.branches]
            self.versions.selectRow(rows.index(usable[0]) if usable else 0)
        self.against.setFocus(Qt.FocusReason.OtherFocusReason)

    def export_wanted(self) -> None:
        """Open the dialog for the export of a model, once the versions are known."""
        state = self._state
        self._wants_export = state is None
        if state is None:
            return
        draft = state.learning.draft
        taught = draft.training_photos if draft is not None and draft.used else 0
        chosen = self.versions.chosen()
        dialog = ModelExportDialog(
            self.window(),
            self.usable(),
            "" if chosen is None else chosen.version.name,
            taught,
            Path.home(),
        )
        dialog.wanted.connect(partial(self._session.pool.start, "runtime-export"))
        dialog.open()

    def _on_measured(self, name: str, result: Mapping[str, Any]) -> None:
        version, against = str(result.get("version", "")), str(result.get("against", ""))
        n = int(result.get("count") or 0)
        count = formats.number(n)
        if name == "evaluate":
            text = self.tr("{version} is correct on {share} of {n} validation photos.", "", n)
            share = formats.percent(float(result.get("accuracy") or 0), 1)
            self.told.setText(text.format(version=version, share=share, n=count))
            self.comparison.show_one(result)
        else:
            text = self.tr(
                "{version} compared with {against} on the same {n} validation photos.", "", n
            )
            self.told.setText(text.format(version=version, against=against, n=count))
            self.comparison.show_report(result, against, version)
        self.told.show()
        self.compared.emit()

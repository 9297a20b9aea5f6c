"""The Models page: sections on versions, retraining and acceptance."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from hitl_app.domain.models import TrainingRun
from hitl_app.ui.gateway import model_tasks
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.cards import card, page_header
from hitl_app.ui.kit.charts import plots
from hitl_app.ui.kit.sections import Sections, padded
from hitl_app.ui.kit.tables import Column, RowsView
from hitl_app.ui.kit.widgets import column, label, row
from hitl_app.ui.models.comparison_view import ComparisonView
from hitl_app.ui.models.overview import OverviewCard, can_begin
from hitl_app.ui.models.rules import (
    LearningPanel,
    OpinionsPanel,
    SchedulePanel,
    TargetPanel,
    ThresholdPanel,
)
from hitl_app.ui.models.training_panel import TrainingPanel, verdict_words
from hitl_app.ui.models.versions_panel import VersionsPanel
from hitl_app.ui.models.versions_table import figures_of
from hitl_app.ui.session.page import Page
from hitl_app.ui.session.session import Session
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.workspace import Workspace


class ModelsPage(Page):
    """Model versions, retraining and targets."""

    key = "models"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._state: model_tasks.Models | None = None
        self._asked_for_curve = False
        self.header = self._make_header()
        self.target = TargetPanel(session)
        self.opinions = OpinionsPanel(session)
        self.threshold = ThresholdPanel(session)
        self.family = VersionsPanel(session)
        self.overview = OverviewCard()
        self.retrain = self.overview.retrain
        self.retrain.clicked.connect(self._on_retrain)
        self._timed: tuple[str, int] | None = None
        self.runs: RowsView[TrainingRun] = RowsView(
            [
                Column(self.tr("WHEN"), lambda run: formats.moment(run.started_at)),
                Column(self.tr("FROM"), lambda run: run.parent, stretch=True),
                Column(self.tr("TO"), lambda run: run.candidate or "–"),
                Column(
                    self.tr("RESULT"),
                    verdict_words,
                    tone=lambda run: {"better": "good", "worse": "warning"}.get(
                        run.verdict or "", ""
                    ),
                ),
            ],
            self.tr("Training history"),
        )
        self.runs.picked.connect(self._show_training)
        self.training = TrainingPanel()
        self.training.cancel.clicked.connect(lambda: session.pool.cancel_named("retrain"))
        self.comparison = ComparisonView()
        self.learning = LearningPanel(session)
        self.schedule = SchedulePanel(session)
        self._lay_out()
        self.family.compared.connect(lambda: self.sections.show_widget(self.family.told))
        session.pool.updated.connect(self._on_jobs_updated)
        self._on_jobs_updated()

    def _make_header(self) -> QFrame:
        self.summary = label("", "dim")
        return page_header(self.tr("Models"), self.summary, None)

    def _lay_out(self) -> None:
        self.sections = Sections(self.tr("Sections of this page"))
        above = column(self.overview, self.family, spacing=theme.S4)
        self.sections.add("versions", self.tr("Overview"), padded(above))
        self.sections.add("retraining", self.tr("Retraining"), self._retraining())
        promise = column(self.target, self.opinions, self.threshold, None, spacing=theme.S4)
        self.sections.add("promise", self.tr("Targets and review rules"), padded(promise))
        self.setLayout(column(self.sections))

    def _retraining(self) -> QWidget:
        runs = column(label(self.tr("Training history"), "heading"), self.runs, spacing=theme.S3)
        self._runs_card = card(runs)
        left = column(self.learning, self.schedule, self._runs_card, None, spacing=theme.S4)
        self._upper = row(left, spacing=theme.S4)
        self._upper.setStretch(0, 3)
        self._upper.addWidget(self.training, 2, Qt.AlignmentFlag.AlignTop)
        return padded(column(self._upper, self.comparison, None, spacing=theme.S4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the retraining below the lists where there is no room beside them."""
        super().resizeEvent(event)
        narrow = self.width() < 1060
        direction = QBoxLayout.Direction
        self._upper.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        # Beside the lists it keeps its own height, below them the whole width.
        side = Qt.AlignmentFlag(0) if narrow else Qt.AlignmentFlag.AlignTop
        self._upper.setAlignment(self.training, side)

    def refresh(self, changed: Collection[str]) -> None:
        """Refresh when models, photos or decisions changed."""
        kinds = {"models", "photos", "categories", "settings"}
        if self.isVisible():
            kinds |= {"forecast", "drafts"}
        if kinds & set(changed):
            self._session.store.submit(Lane.READS, model_tasks.list_models, self._on_listed)
            self.threshold.refresh()

    def is_settled(self) -> bool:
        """Return True if the lists are loaded."""
        return self._state is not None

    def activated(self) -> None:
        """Refresh everything; prepare the curve the first time."""
        self.refresh({"models"})
        if self.sections.shown() == "versions":
            self.family.versions.setFocus()
        if not self._asked_for_curve:
            self._asked_for_curve = True
            plots.know_types()
            # Off the window's thread: it takes long enough to be felt.
            self._session.store.submit(
                Lane.READS, _import_plots, lambda _: self.training.make_curve()
            )

    def show_schedule(self) -> None:
        """Show the retraining schedule."""
        self.sections.show_section("retraining")
        self.schedule.after.take_focus()

    def show_training(self) -> None:
        """Show the running retraining; without one, what it takes and brings, and the button."""
        if self._session.pool.find("retrain") is not None:
            self.sections.show_section("retraining")
            # Not to a setting of the section, which the next key would change.
            self.sections.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.sections.show_section("versions")
        self.sections.show_widget(self.overview)
        self.retrain.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_part(self, part: str) -> None:
        """Show the verdict on the last retraining, if that is asked for."""
        if part == "verdict":
            self.sections.show_section("retraining")
            self.runs.selectRow(0)
            self.sections.show_widget(self.training)

    def _on_retrain(self) -> None:
        # Both would load TensorFlow, and slow each other down.
        self._session.pool.cancel_named("forecast")
        self._session.retrain()
        self.show_training()

    def show_versions(self) -> None:
        """Show the versions."""
        self.sections.show_section("versions")
        self.family.versions.setFocus(Qt.FocusReason.OtherFocusReason)

    def export_model(self) -> None:
        """Open the dialog for the export of a model."""
        self.sections.show_section("versions")
        self.family.export_wanted()

    def show_comparing(self) -> None:
        """Show where two versions are chosen to be compared."""
        self.sections.show_section("versions")
        self.family.compare_wanted()

    def _on_listed(self, state: model_tasks.Models) -> None:
        self._state = state
        self.family.show_state(state, _measured(state.runs) | dict(state.outside))
        self.runs.set_rows(state.runs)
        self.runs.fit_height(6)
        self._runs_card.setVisible(bool(state.runs))
        self.schedule.show_outlook(state.outlook)
        counts = state.counts
        training_photos = self.tr("{n} training photos", "", counts.training)
        validation = self.tr("{n} validation photos", "", counts.validation)
        self.summary.setText(
            f"{training_photos.format(n=formats.number(counts.training))} · "
            f"{validation.format(n=formats.number(counts.validation))}"
        )
        self._show_training()
        self._show_overview()
        self._measure_duration()

    def _show_training(self) -> None:
        job = self._session.pool.find("retrain")
        run = self.runs.chosen()
        self.comparison.clear()
        if job is not None:
            self.training.show_job(job)
        elif run is not None:
            self.training.show_run(run)
            self.comparison.show_report(run.report, run.parent, run.candidate or "")
        else:
            training_photos = 0 if self._state is None else self._state.counts.training
            self.training.show_nothing(training_photos)

    def _show_overview(self) -> None:
        state, pool = self._state, self._session.pool
        if state is None:
            return
        active = next((one.version for one in state.branches if one.version.active), None)
        measured = None if active is None else figures_of(active, _measured(state.runs))
        timing = pool.find("forecast") is not None
        self.overview.show_state(state, measured, pool.find("retrain"), timing=timing)

    def _measure_duration(self) -> None:
        """Measure how long a retraining takes now, if one can begin; once for each model."""
        state, pool = self._state, self._session.pool
        if state is None or not pool.is_automatic or not self.isVisible():
            return
        outlook = state.outlook
        active = next((one.version.name for one in state.branches if one.version.active), "")
        wanted = active, outlook.training_photos
        if pool.find("retrain") is not None:
            # It cancelled the measuring, which begins again when it has ended.
            self._timed = None
        elif can_begin(outlook) and not outlook.is_measured and self._timed != wanted:
            self._timed = wanted
            pool.start_once("forecast")

    def _on_jobs_updated(self) -> None:
        self.family.show_actions()
        self._show_training()
        self._show_overview()
        self._measure_duration()


def _import_plots(_workspace: "Workspace") -> None:
    import pyqtgraph  # noqa: F401 - so that it is there when the window asks for it


def _measured(runs: Collection[TrainingRun]) -> dict[str, tuple[float, int]]:
    """Return the gate's last figures of each version."""
    result: dict[str, tuple[float, int]] = {}
    for run in runs:
        count = int(run.report.get("count") or 0)
        for side, name in (("candidate", run.candidate), ("active", run.parent)):
            figures = run.report.get(side)
            if name and name not in result and isinstance(figures, Mapping):
                result[name] = float(figures["accuracy"]), count
    return result

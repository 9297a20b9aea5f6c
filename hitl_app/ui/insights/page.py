"""The Insights page: accuracy, progress, corrections."""

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from hitl_app.ui.gateway import insight_tasks
from hitl_app.ui.gateway.store_thread import Lane, Query
from hitl_app.ui.insights.accuracy_cards import LearningCard, ReliabilityPanel
from hitl_app.ui.insights.catalogue_panel import CataloguePanel
from hitl_app.ui.insights.certificate_table import CertificatePanel
from hitl_app.ui.insights.corrections_panel import CorrectionsCard
from hitl_app.ui.insights.inspection_panel import ArrivalsCard, InspectionPanel
from hitl_app.ui.insights.people_panel import PeoplePanel
from hitl_app.ui.insights.progress_panel import BurnDownCard, PaceCard
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.cards import WIDE, page_header
from hitl_app.ui.kit.charts import plots
from hitl_app.ui.kit.sections import Sections, padded
from hitl_app.ui.kit.widgets import as_widget, column, row
from hitl_app.ui.session.page import Page
from hitl_app.ui.session.session import Session


class InsightsPage(Page):
    """Accuracy of the labels, and inspections."""

    key = "insights"

    def __init__(self, session: Session) -> None:
        super().__init__()
        plots.know_types()
        self._session = session
        self._state: insight_tasks.Insights | None = None
        self._told: insight_tasks.ProgressData | None = None
        store = session.store
        self._accuracy = Query(store, Lane.READS, insight_tasks.read_insights, self._on_state)
        self._progress = Query(store, Lane.SEARCHES, insight_tasks.read_progress, self._on_told)
        self.header = page_header(self.tr("Insights"), None)
        self.inspection = InspectionPanel(session)
        self.arrivals = ArrivalsCard(session)
        self.certificates = CertificatePanel(session.certificates)
        self.catalogue = CataloguePanel()
        self.reliability = ReliabilityPanel(session)
        self.people = PeoplePanel(session)
        self.left = BurnDownCard(session)
        self.pace = PaceCard(session)
        self.corrections = CorrectionsCard(session)
        self.learning = LearningCard(session)
        self._lay_out()

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        left = column(self.inspection, self.arrivals, None, spacing=theme.S4)
        right = column(self.certificates, self.reliability, None, spacing=theme.S4)
        self._sides = _halves(as_widget(left), as_widget(right))
        accuracy = column(self.catalogue, self._sides, None, spacing=theme.S4)
        self._going = _halves(self.left, self.pace)
        self.sections = Sections(self.tr("Sections of this page"))
        for key, title, content in (
            ("accuracy", self.tr("Accuracy"), accuracy),
            ("progress", self.tr("Progress"), column(self._going, None)),
            ("corrections", self.tr("Corrections"), column(self.corrections, None)),
            ("learning", self.tr("Learning"), column(self.learning, None)),
            ("people", self.tr("People"), column(self.people, None)),
        ):
            self.sections.add(key, title, padded(content))
        self.sections.changed.connect(lambda _: self._on_section())
        self.setLayout(column(self.sections))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the lower cards below each other where there is no room beside."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        narrow = self.width() < 900
        wide = self.width() >= WIDE
        self._sides.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self._going.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self.catalogue.set_narrow(narrow=narrow)
        self.people.set_narrow(narrow=narrow)

    def activated(self) -> None:
        """Refresh everything."""
        self._accuracy.ask()
        self._on_section()
        self.setFocus()

    def _on_section(self) -> None:
        self._tell()
        if self.sections.shown() == "learning" and self.isVisible():
            self._session.deed.emit("saw-learning")

    def show_top(self) -> None:
        """Show the section on inspections."""
        self.sections.show_section("accuracy")
        self.sections.show_widget(self.inspection)

    def refresh(self, changed: Collection[str]) -> None:
        """Refresh after relevant changes, unless hidden."""
        if self.isVisible() and {
            "photos", "models", "inspections", "settings", "categories",
        } & set(changed):  # fmt: skip
            self._accuracy.ask()
            self._tell()

    def is_settled(self) -> bool:
        """Return True if all its data is loaded."""
        if self._progress.is_asking or (self._tells() and self._told is None):
            return False
        return (
            self._state is not None
            and not self._accuracy.is_asking
            and self.inspection.is_settled()
        )

    def _on_state(self, state: insight_tasks.Insights) -> None:
        self._state = state
        allowed, left = state.stages
        self.inspection.show_stages(allowed - left, allowed, newer=state.newer)
        self.inspection.show_inspection(state.inspection, state.next_stage)
        self.arrivals.show_arrivals(state.arrivals)
        self.certificates.show_acceptances(state.certificates, state.catalogue.uncertified)
        self.catalogue.show_catalogue(state.catalogue)
        self.reliability.show_reliability(state.reliability)
        self.people.show_opinions(state.opinions, state.opinion_share)

    def _tells(self) -> bool:
        """Return True if the shown section is on progress."""
        return self.sections.shown() in ("progress", "corrections", "learning")

    def _tell(self) -> None:
        if self._tells() and self.isVisible():
            self._progress.ask()

    def _on_told(self, data: insight_tasks.ProgressData) -> None:
        self._told = data
        for one in (self.left, self.pace, self.corrections, self.learning):
            one.show_progress(data)


def _halves(left: QWidget, right: QWidget) -> QBoxLayout:
    line = row(left, right, spacing=theme.S4, grow=0)
    line.setStretch(1, 1)
    return line

"""The Networks page: versions, what may be labelled alone, and retraining."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from hitl_app.domain.entities import NetworkVersion, TrainingRun
from hitl_app.ui import formats, tasks, theme
from hitl_app.ui.card_panel import CardPanel
from hitl_app.ui.opinions_panel import OpinionsPanel
from hitl_app.ui.page import Page
from hitl_app.ui.session import DeskSession
from hitl_app.ui.tables import Column, RowsView
from hitl_app.ui.target_panel import TargetPanel
from hitl_app.ui.threshold_panel import ThresholdPanel
from hitl_app.ui.training_panel import TrainingPanel, verdict_words
from hitl_app.ui.widgets import QuietScroll, button, card, column, label, row
from training.card import Card

if TYPE_CHECKING:
    from hitl_app.workspace import Workspace

_NARROW = 1060


class NetworksPage(Page):
    """Which network labels, which others there are, and how the next one comes.

    Signals:
        retrain_wanted: A retraining is to start.
        earn_wanted: The operator wants to see what an inspection would take.
    """

    key = "networks"
    icon = "networks"
    retrain_wanted = Signal()
    earn_wanted = Signal()

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self._session = session
        self._state: tasks.Networks | None = None
        self._measured: dict[str, tuple[float, int]] = {}
        self._asked_for_curve = False
        self.header = self._make_header()
        self.target = TargetPanel(session)
        self.target.applied.connect(session.set_promise)
        self.target.earn_wanted.connect(self.earn_wanted)
        self.opinions = OpinionsPanel(session)
        self.opinions.applied.connect(session.set_habits)
        self.threshold = ThresholdPanel(session)
        self.threshold.applied.connect(session.set_threshold)
        self.versions = RowsView(self._version_columns(), self.tr("Network versions"))
        self.versions.picked.connect(self._on_version_picked)
        self.runs = RowsView(self._run_columns(), self.tr("Retrainings"))
        self.runs.picked.connect(self._show_training)
        self.training = TrainingPanel()
        self.training.cancel_wanted.connect(lambda: session.cancel("retrain"))
        self._lay_out()
        session.pool.updated.connect(self._on_jobs_updated)
        self._on_jobs_updated()

    @property
    def title(self) -> str:
        """What the rail calls it."""
        return self.tr("Networks")

    def _make_header(self) -> QFrame:
        header = QFrame()
        header.setObjectName("header")
        self.summary = label("", "dim")
        self.retrain = button(self.tr("Retrain now"), "primary")
        self.retrain.clicked.connect(self.retrain_wanted)
        line = row(label(self.title, "heading"), self.summary, None, self.retrain)
        line.setContentsMargins(theme.S5, 0, theme.S5, 0)
        header.setLayout(line)
        return header

    def _lay_out(self) -> None:
        self.activate = button(self.tr("Activate"))
        self.activate.clicked.connect(self._on_activate)
        self.roll_back = button(self.tr("Roll back"))
        self.roll_back.clicked.connect(self._session.roll_back)
        head = row(label(self.tr("Versions"), "heading"), None, self.roll_back, self.activate)
        versions = column(spacing=theme.S3)
        versions.addLayout(head)
        versions.addWidget(self.versions)
        runs = column(label(self.tr("Retrainings"), "heading"), self.runs, spacing=theme.S3)
        self._runs_card = card(runs)
        self.card = CardPanel()
        self.card.hide()
        left = column(card(versions), self._runs_card, self.card, None, spacing=theme.S4)
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower.setSpacing(theme.S4)
        self._lower.addLayout(left, 3)
        self._lower.addWidget(self.training, 2, Qt.AlignmentFlag.AlignTop)
        content = QWidget()
        body = QVBoxLayout(content)
        body.setContentsMargins(theme.S5, theme.S4, theme.S5, theme.S4)
        body.setSpacing(theme.S4)
        body.addWidget(self.target)
        body.addWidget(self.opinions)
        body.addWidget(self.threshold)
        body.addLayout(self._lower, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(QuietScroll(content))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the retraining below the lists where there is no room beside them."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        direction = QBoxLayout.Direction
        self._lower.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        # Beside the lists it keeps its own height, below them the whole width.
        side = Qt.AlignmentFlag(0) if narrow else Qt.AlignmentFlag.AlignTop
        self._lower.setAlignment(self.training, side)

    def _version_columns(self) -> list[Column[NetworkVersion]]:
        return [
            Column(
                self.tr("VERSION"),
                self._version_name,
                stretch=True,
                tip=self._version_tip,
                tone=lambda version: "accent" if version.active else "",
            ),
            Column(self.tr("FROM"), lambda version: version.parent or self.tr("shipped")),
            Column(self.tr("LESSONS"), _lessons, right=True),
            Column(self.tr("ON YOUR PHOTOS"), self._on_photos, right=True, tip=self._version_tip),
            Column(self.tr("SINCE"), lambda version: formats.moment(version.created_at)),
        ]

    def _version_name(self, version: NetworkVersion) -> str:
        return f"● {version.name} · {self.tr('active')}" if version.active else version.name

    def _version_tip(self, version: NetworkVersion) -> str:
        test = _figures(version.metrics, "test")
        if test is None:
            return version.name
        text = self.tr("{share} of {n} test pictures; that says little about your photos")
        return text.format(share=formats.percent(test[0], 1), n=formats.number(test[1]))

    def _on_photos(self, version: NetworkVersion) -> str:
        found = _figures(version.metrics, "reference") or self._measured.get(version.name)
        if found is None or not found[1]:
            return self.tr("not measured")
        text = self.tr("{share} of {n}")
        return text.format(share=formats.percent(found[0], 1), n=formats.number(found[1]))

    def _run_columns(self) -> list[Column[TrainingRun]]:
        return [
            Column(self.tr("WHEN"), lambda run: formats.moment(run.started_at)),
            Column(self.tr("FROM"), lambda run: run.parent, stretch=True),
            Column(self.tr("TO"), lambda run: run.candidate or "–"),
            Column(
                self.tr("VERDICT"),
                verdict_words,
                tone=lambda run: {"better": "good", "worse": "warning"}.get(run.verdict or "", ""),
            ),
        ]

    def refresh(self, changed: Collection[str]) -> None:
        """Looks again when networks, photos or decisions changed."""
        if {"networks", "photos", "categories"} & set(changed):
            self._session.store.read(tasks.list_networks, self._on_listed)
            self.threshold.refresh()
            self.target.refresh()
            self.opinions.refresh()

    def is_settled(self) -> bool:
        """Whether the lists are there."""
        return self._state is not None

    def activated(self) -> None:
        """Brings everything up to date; the first time, prepares the curve."""
        self.refresh({"networks"})
        self.versions.setFocus()
        if not self._asked_for_curve:
            self._asked_for_curve = True
            # Off the window's thread: it takes long enough to be felt.
            self._session.store.read(_import_plots, lambda _: self.training.make_curve())

    def _on_listed(self, state: tasks.Networks) -> None:
        self._state = state
        self._measured = _measured(state.runs)
        self.versions.set_rows(state.versions)
        self.versions.fit_height(6)
        self.runs.set_rows(state.runs)
        self.runs.fit_height(6)
        self._runs_card.setVisible(bool(state.runs))
        text = self.tr("{n} lessons · {m} reference photos")
        counts = state.counts
        self.summary.setText(
            text.format(n=formats.number(counts.lessons), m=formats.number(counts.reference))
        )
        self._show_actions()
        self._show_training()

    def _on_version_picked(self, version: NetworkVersion | None) -> None:
        self._show_actions()
        if version is None:
            self.card.hide()
            return
        work = partial(tasks.network_card, name=version.name)
        self._session.store.read(work, partial(self._on_card, version.name))

    def _on_card(self, name: str, card: Card | None) -> None:
        chosen = self.versions.chosen()
        if chosen is None or chosen.name != name:
            return
        self.card.setVisible(card is not None)
        if card is not None:
            self.card.show_card(card)

    def _show_actions(self) -> None:
        version, state = self.versions.chosen(), self._state
        busy = any(job.turn == "networks" for job in self._session.pool.jobs)
        self.activate.setEnabled(version is not None and not version.active and not busy)
        back = None if state is None else state.rollback
        self.roll_back.setEnabled(back is not None and not busy)
        words = self.tr("Roll back") if back is None else self.tr("Roll back to {name}")
        self.roll_back.setText(words.format(name=back))

    def _show_training(self) -> None:
        job = self._session.pool.find("retrain")
        run = self.runs.chosen()
        if job is not None:
            self.training.show_job(job)
        elif run is not None:
            self.training.show_run(run)
        else:
            lessons = 0 if self._state is None else self._state.counts.lessons
            self.training.show_nothing(lessons)
        has_lessons = self._state is not None and self._state.counts.lessons > 0
        self.retrain.setEnabled(job is None and has_lessons)
        tip = "" if has_lessons else self.tr("Decide some photos first.")
        self.retrain.setToolTip(tip)

    def _on_jobs_updated(self) -> None:
        self._show_actions()
        self._show_training()

    def _on_activate(self) -> None:
        version = self.versions.chosen()
        if version is not None:
            self._session.activate(version.name)


def _import_plots(_workspace: "Workspace") -> None:
    import pyqtgraph  # noqa: F401 - so that it is there when the window asks for it


def _lessons(version: NetworkVersion) -> str:
    lessons = version.metrics.get("lessons")
    return formats.number(lessons) if isinstance(lessons, int) else "–"


def _figures(metrics: Mapping[str, Any], name: str) -> tuple[float, int] | None:
    """Gives accuracy and count of one set that a version was measured on."""
    found = metrics.get(name)
    if not isinstance(found, Mapping) or found.get("accuracy") is None:
        return None
    return float(found["accuracy"]), int(found.get("count", 0))


def _measured(runs: Collection[TrainingRun]) -> dict[str, tuple[float, int]]:
    """Gives what the gate measured of each version last."""
    result: dict[str, tuple[float, int]] = {}
    for run in runs:
        count = int(run.report.get("count") or 0)
        for side, name in (("candidate", run.candidate), ("active", run.parent)):
            figures = run.report.get(side)
            if name and name not in result and isinstance(figures, Mapping):
                result[name] = float(figures["accuracy"]), count
    return result

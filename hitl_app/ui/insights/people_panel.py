"""Second opinions: agreement of operators, and probable mistakes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from hitl_app.domain.decisions import Answer
from hitl_app.ui.insights.mistakes_panel import MistakesPart
from hitl_app.ui.jobs.job import Job, JobState
from hitl_app.ui.jobs.wording import status_text
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.cards import as_card
from hitl_app.ui.kit.tables import Column, RowsView
from hitl_app.ui.kit.widgets import button, column, label, row
from hitl_app.ui.session.session import Session
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.services.review.opinions import Opinions

_MOST_PAIRS = 5


Pair = tuple[str, str, int]
"""Two answers to the same photos, and how many photos there are."""


class PeoplePanel(QFrame):
    """Agreement of operators, beside probable mistakes."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.status = label("", "dim", wrap=True)
        self.agreement = AgreementPart()
        self.mistakes = MistakesPart()
        self._parts: dict[str, AgreementPart | MistakesPart] = {
            "agreement": self.agreement,
            "mistakes": self.mistakes,
        }
        for name, part in self._parts.items():
            part.start.clicked.connect(lambda _=False, name=name: self._start(name))
        session.pool.updated.connect(self._show_jobs)
        session.pool.ended.connect(self._on_ended)
        self._beside = row(self.agreement, self.mistakes, spacing=theme.S5)
        self._beside.setStretch(0, 2)
        self._beside.setStretch(1, 3)
        as_card(self, label(self.tr("People"), "heading"), self.status, self._beside)

    def set_narrow(self, *, narrow: bool) -> None:
        """Arrange its parts in a column, or in a row."""
        direction = QBoxLayout.Direction
        self._beside.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def show_opinions(self, found: "Opinions", share: float) -> None:
        """Show the counts of second opinions; a share of 0 is off."""
        counts = (
            (found.wanted, self.tr("{n} need a second opinion", "", found.wanted)),
            (found.disputed, self.tr("{n} need a third", "", found.disputed)),
            (found.agreed, self.tr("{n} agreed", "", found.agreed)),
            (found.settled, self.tr("{n} settled by a third person", "", found.settled)),
        )
        if not share and not any(count for count, _ in counts):
            text = self.tr(
                "Second opinions are off. On the Models page, you can have a share of the "
                "reviewed photos labelled again by someone else."
            )
        else:
            parts = [words.format(n=formats.number(count)) for count, words in counts]
            text = self.tr("Second opinions: {parts}.").format(parts=" · ".join(parts))
            if not share:
                text += self.tr(" Second opinions are off now.")
        self.status.setText(text)

    def _start(self, name: str) -> None:
        if self._session.pool.find(name) is None:
            self._session.pool.start(name)

    def _show_jobs(self) -> None:
        for name, part in self._parts.items():
            job = self._session.pool.find(name)
            part.start.setEnabled(job is None)
            if job is not None:
                part.told.setText(status_text(job))

    def _on_ended(self, job: Job) -> None:
        part = self._parts.get(job.name)
        if part is None or job.outcome is None:
            return
        part.start.setEnabled(True)
        part.show_result(job.outcome.result if job.outcome.state is JobState.DONE else None)


class AgreementPart(QWidget):
    """Agreement of operators, and their most frequent disagreements."""

    def __init__(self) -> None:
        super().__init__()
        self.start = button(self.tr("Compare operators"))
        self.told = label("", "dim", wrap=True)
        self.pairs: RowsView[Pair] = RowsView(_columns(), self.tr("Disagreements"))
        head = row(label(self.tr("Agreement"), "strong"), None, self.start)
        self.setLayout(column(head, self.told, self.pairs, None, spacing=theme.S3))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_result(None)

    def show_result(self, result: Mapping[str, Any] | None) -> None:
        """Show the result of the job `agreement`, or an explanation without one."""
        pairs: list[Pair] = [] if result is None else [tuple(p) for p in result.get("pairs", ())]
        self.pairs.set_rows(pairs[:_MOST_PAIRS])
        self.pairs.fit_height(_MOST_PAIRS)
        self.pairs.setVisible(bool(pairs))
        if result is None:
            text = self.tr("Compares the labels that two people gave the same photo.")
        elif result.get("share") is None:
            text = self.tr("No photo has been labelled by two people yet.")
        else:
            text = self.words(result)
        self.told.setText(text)

    def words(self, result: Mapping[str, Any]) -> str:
        """Describe the agreement."""
        share, photos = float(result["share"]), int(result["compared"])
        said = self.tr("Operators agree on {share} of {n} photos", "", photos)
        said = said.format(share=formats.percent(share), n=formats.number(photos))
        if result.get("kappa") is not None:
            kappa = formats.decimal(result["kappa"], 2)
            said += self.tr(" (kappa {kappa})").format(kappa=kappa)
        return said + "."


def _tr(text: str) -> str:
    return QCoreApplication.translate("people", text)


def _name(said: str) -> str:
    return _tr("not a product photo") if said == Answer.NOT_A_PHOTO else said


def _columns() -> list[Column[Pair]]:
    return [
        Column(_tr("ONE LABEL"), lambda pair: _name(pair[0]), stretch=True),
        Column(_tr("OTHER LABEL"), lambda pair: _name(pair[1]), stretch=True),
        Column(_tr("PHOTOS"), lambda pair: formats.number(pair[2]), right=True),
    ]

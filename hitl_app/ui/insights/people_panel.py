"""The section on people: their agreement, and labels worth a second look."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QSizePolicy, QWidget

from hitl_app.domain.decisions import Answer
from hitl_app.ui.gateway.photo_rows import PhotoRows
from hitl_app.ui.jobs.job import Job, JobState
from hitl_app.ui.jobs.wording import status_text
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.cards import as_card
from hitl_app.ui.kit.painting import square
from hitl_app.ui.kit.tables import Column, RowsView
from hitl_app.ui.kit.widgets import button, column, label, row
from hitl_app.ui.session.session import Session
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.services.review.opinions import Opinions

PICTURE = 72
"""Pixels of a picture's side."""
_SHARP = 2
"""Pixels of a screen for each of them, at most."""
_MOST = 6
"""Labels in sight at once."""


class PeoplePanel(QFrame):
    """Agreement of operators, beside labels worth a second look."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.status = label("", "dim", wrap=True)
        self.agreement = AgreementPart()
        self.mistakes = MistakesPart(PhotoRows(session.store, _SHARP * PICTURE, self))
        self._parts: dict[str, AgreementPart | MistakesPart] = {
            "agreement": self.agreement,
            "mistakes": self.mistakes,
        }
        self.agreement.start.clicked.connect(lambda: session.pool.start_once("agreement"))
        self.mistakes.start.clicked.connect(lambda: session.pool.start_once("mistakes"))
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
        if job.params.get("label_import") is not None:
            # The Review page shows them.
            part.start.setEnabled(True)
            part.show_result(None)
            return
        part.start.setEnabled(True)
        self.mistakes.pictures.operator = self._session.presence.operator
        part.show_result(job.outcome.result if job.outcome.state is JobState.DONE else None)


class _ResultPart(QWidget):
    """The button that starts a job, and the job's result: a summary, and a table."""

    def _lay_out(
        self, title: str, start: str, columns: Sequence[Column[Any]], name: str, *more: QPushButton
    ) -> None:
        self.start = button(start)
        self.told = label("", "dim", wrap=True)
        self.table: RowsView[Any] = RowsView(columns, name)
        head = row(label(title, "strong"), None, *more, self.start)
        self.setLayout(column(head, self.told, self.table, None, spacing=theme.S3))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def _show(self, text: str, rows: Sequence[Any], most: int) -> None:
        self.told.setText(text)
        self.table.set_rows(rows)
        self.table.fit_height(most)
        self.table.setVisible(bool(rows))


class AgreementPart(_ResultPart):
    """Agreement of operators, and their most frequent disagreements."""

    def __init__(self) -> None:
        super().__init__()
        columns: list[Column[tuple[str, str, int]]] = [
            Column(self.tr("ONE LABEL"), lambda p: self._name(p[0]), stretch=True),
            Column(self.tr("OTHER LABEL"), lambda p: self._name(p[1]), stretch=True),
            Column(self.tr("PHOTOS"), lambda p: formats.number(p[2]), right=True),
        ]
        start, name = self.tr("Compare operators"), self.tr("Disagreements")
        self._lay_out(self.tr("Agreement"), start, columns, name)
        self.show_result(None)

    def _name(self, said: str) -> str:
        return self.tr("not a product photo") if said == Answer.NOT_A_PHOTO else said

    def show_result(self, result: Mapping[str, Any] | None) -> None:
        """Show the result of the job, or an explanation without one."""
        if result is None:
            text = self.tr("Compares the labels that two people gave the same photo.")
        elif result.get("share") is None:
            text = self.tr("No photo has been labelled by two people yet.")
        else:
            text = self.words(result)
        pairs = [tuple(pair) for pair in (result or {}).get("pairs", ())]
        self._show(text, pairs[:5], most=5)

    def words(self, result: Mapping[str, Any]) -> str:
        """Describe the agreement."""
        share, photos = float(result["share"]), int(result["compared"])
        said = self.tr("Operators agree on {share} of {n} photos", "", photos)
        said = said.format(share=formats.percent(share), n=formats.number(photos))
        if result.get("kappa") is not None:
            kappa = formats.decimal(result["kappa"], 2)
            said += self.tr(" (kappa {kappa})").format(kappa=kappa)
        return said + "."


class MistakesPart(_ResultPart):
    """Labels worth a second look, with their photos; rows are entries of the job's result.

    Signals:
        open_wanted: A photo should be reviewed again; carries its number.
    """

    open_wanted = Signal(int)

    def __init__(self, pictures: PhotoRows) -> None:
        super().__init__()
        self.pictures = pictures
        columns: list[Column[Mapping[str, Any]]] = [
            Column(
                self.tr("PHOTO"),
                lambda one: PurePath(one["path"]).name,
                stretch=True,
                tip=lambda one: str(one["path"]),
                picture=self._picture,
            ),
            Column(self.tr("LABEL"), lambda one: str(one["label"]), stretch=True),
            Column(self.tr("SUGGESTED"), lambda one: str(one["likelier"]), stretch=True),
            Column(
                self.tr("CONFIDENCE"), lambda one: formats.percent(one["probability"]), right=True
            ),
        ]
        self.again = button(self.tr("Open"), clicked=lambda: self._on_opened(self.table.chosen()))
        title = self.tr("Worth a second look")
        self._lay_out(title, self.tr("Find labels to check"), columns, title, self.again)
        self.show_result(None)
        self.table.show_pictures(PICTURE)
        pictures.arrived.connect(self.table.viewport().update)
        self.table.opened.connect(self._on_opened)

    def show_result(self, result: Mapping[str, Any] | None) -> None:
        """Show the result of the job, or an explanation without one."""
        text = self.tr("Lists labels that the model disagrees with.")
        rows = (result or {}).get("mistakes", ())
        self._show(text if result is None else self.words(result), rows, most=_MOST)
        self.pictures.want(one["id"] for one in rows)
        self.again.setVisible(bool(rows))

    def _picture(self, mistake: Mapping[str, Any]) -> QImage | None:
        found = self.pictures.row(mistake["id"])
        if found is None:
            return None
        picture = square(found.picture, _SHARP * PICTURE)
        picture.setDevicePixelRatio(_SHARP)
        return picture

    def words(self, result: Mapping[str, Any]) -> str:
        """Describe how many labels are worth a second look, or why that is unknown."""
        compared, found = int(result.get("compared", 0)), int(result.get("found", 0))
        if not compared and int(result.get("left_out", 0)) < 50:
            return self.tr("At least 50 reviewed photos are needed.")
        if not compared:
            return self.tr(
                "At least 50 reviewed photos of several categories, scored by the same model "
                "version, are needed."
            )
        values = {"found": formats.number(found), "n": formats.number(compared)}
        if not found:
            return self.tr("Nothing worth a second look in {n} decisions.", "", compared).format(
                **values
            )
        text = self.tr("{n} of {all} decisions are worth a second look.", "", found)
        text = text.format(n=values["found"], all=values["n"])
        shown = len(result.get("mistakes", ()))
        if shown < found:
            most = self.tr(" The first {n} are listed.", "", shown)
            text += most.format(n=formats.number(shown))
        return text

    def _on_opened(self, mistake: Mapping[str, Any] | None) -> None:
        if mistake is not None:
            self.open_wanted.emit(int(mistake["id"]))

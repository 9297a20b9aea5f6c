"""What is corrected into what: a matrix whose cells lead to their photos."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from hitl_app.domain.listing import NO_CATEGORY
from hitl_app.domain.reports.confusion import Confusion
from hitl_app.domain.reports.progress import Correction, Corrections
from hitl_app.ui.gateway.insight_tasks import ProgressData
from hitl_app.ui.insights.plot_card import PlotCard
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.charts.confusion_view import ConfusionModel, ConfusionView
from hitl_app.ui.kit.tables import Column, Index, RowsView
from hitl_app.ui.kit.widgets import column, label, row
from hitl_app.ui.session.session import Session
from hitl_app.ui.wording import formats

_MOST = 8


class CorrectionsModel(ConfusionModel):
    """Matrix of suggested categories (rows) and decided ones (columns)."""

    rows = 0

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of suggested categories."""
        return min(self.rows, super().rowCount(parent))

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of the decided category."""
        return super().rowCount(parent)

    def words(self, row: int, said: int) -> str:
        """Describe in a sentence what a cell counts."""
        names, n = self.confusion.categories, self.confusion.counts.get((row, said), 0)
        total = self.confusion.photos(row)
        if row == said:
            text = self.tr(
                "{part} of {n} photos suggested as {suggested} were confirmed", "", total
            )
        else:
            text = self.tr(
                "{part} of {n} photos suggested as {suggested} were changed to {said} ({s})",
                "",
                total,
            )
        return text.format(
            part=formats.number(n),
            n=formats.number(total),
            suggested=names[row],
            said=names[said],
            s=formats.percent(n / total if total else 0.0),
        )


class CorrectionsView(ConfusionView):
    """The matrix; Enter or a double click opens a cell.

    Signals:
        opened: A cell with photos was opened; carries its row and column.
    """

    opened = Signal(int, int)

    def __init__(self, name: str) -> None:
        super().__init__(name, CorrectionsModel)
        self.doubleClicked.connect(lambda _: self._open())

    def show_rows(self, confusion: Confusion, rows: int) -> None:
        """Show counts of which only the first so many categories were suggested."""
        if isinstance(self.cells, CorrectionsModel):
            self.cells.rows = rows
        self.show_confusion(confusion)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current cell with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        at = self.currentIndex()
        if at.isValid() and self.cells.confusion.counts.get((at.row(), at.column())):
            self.opened.emit(at.row(), at.column())


class CorrectionsCard(PlotCard):
    """The matrix, and what is corrected most.

    Signals:
        photos_wanted: Photos are to be listed; carries the suggested category's number, and that
            of the decided one or `NO_CATEGORY`.
    """

    photos_wanted = Signal(int, int)

    def __init__(self, session: Session) -> None:
        super().__init__(session, "corrections", self.tr("Corrections"))
        self._found = Corrections((), (), {})
        self.matrix = CorrectionsView(self.tr("Suggestions and corrections"))
        self.pointed = label("", wrap=True)
        self.pointed.setMinimumHeight(self.pointed.sizeHint().height())
        self.matrix.pointed.connect(self.pointed.setText)
        self.matrix.opened.connect(self._on_opened)
        self.most: RowsView[Correction] = RowsView(
            [
                Column(self.tr("SUGGESTED"), lambda one: one.suggested.name, stretch=True),
                Column(self.tr("CHANGED TO"), self.said, stretch=True),
                Column(self.tr("PHOTOS"), lambda one: formats.number(one.photos), right=True),
                Column(self.tr("SHARE"), lambda one: formats.percent(one.share), right=True),
            ],
            self.tr("Most frequent corrections"),
        )
        self.most.opened.connect(self._on_line)
        self.drawing.addWidget(self.matrix)
        left = column(self.canvas, self.pointed, None, spacing=theme.S2)
        self._list_title = label(self.tr("Most frequent"), "strong")
        right = column(self._list_title, self.most, None, spacing=theme.S2)
        self._beside = row(left, right, spacing=theme.S5)
        self._beside.setStretch(0, 3)
        self._beside.setStretch(1, 2)
        self.body.addLayout(self._beside)

    def said(self, one: Correction) -> str:
        """Return the name of the decided category."""
        return self.tr("not a product photo") if one.decided is None else one.decided.name

    def show_progress(self, told: ProgressData) -> None:
        """Show what is corrected into what."""
        found = told.progress.corrections
        self.show_figures(told.tables["corrections"])
        for part in (self.pointed, self._list_title, self.most):
            part.setVisible(bool(found.total))
        if not found.total:
            self.told.setText(
                self.tr(
                    "No suggestions confirmed or corrected yet. Corrections appear here once you "
                    "review photos on the Review page."
                )
            )
            return
        text = self.tr(
            "{share} of {n} suggestions were confirmed. Rows are suggestions, columns are "
            "decisions; press Enter or double-click a cell to list its photos. Photos "
            "labelled without suggestions are not counted.",
            "",
            found.total,
        )
        share = formats.percent(found.confirmed / found.total, 1)
        self.told.setText(text.format(share=share, n=formats.number(found.total)))
        if found != self._found:
            self._found = found
            self.matrix.show_rows(self._confusion(found), len(found.suggested))
            self.pointed.setText("")
        lines = found.most(_MOST)
        self.most.set_rows(lines)
        self.most.setVisible(bool(lines))
        self._list_title.setVisible(bool(lines))
        self.most.fit_height(_MOST)
        self.describe("; ".join(map(self._line_words, lines)))

    def _line_words(self, one: Correction) -> str:
        text = self.tr("{n} × {suggested} → {said}", "", one.photos)
        n = formats.number(one.photos)
        return text.format(n=n, suggested=one.suggested.name, said=self.said(one))

    def _confusion(self, found: Corrections) -> Confusion:
        names = [self.tr("not a product photo") if c is None else c.name for c in found.decided]
        ids = [NO_CATEGORY if c is None else c.id for c in found.decided]
        counts = {
            (ids.index(suggested), ids.index(said)): photos
            for (suggested, said), photos in found.counts.items()
        }
        return Confusion(tuple(names), counts)

    def _on_opened(self, row: int, said: int) -> None:
        category = self._found.decided[said]
        number = NO_CATEGORY if category is None else category.id
        self.photos_wanted.emit(self._found.suggested[row].id, number)

    def _on_line(self, one: Correction) -> None:
        number = NO_CATEGORY if one.decided is None else one.decided.id
        self.photos_wanted.emit(one.suggested.id, number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list below the matrix where there is no room beside it."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        narrow = self.width() < 1000
        self._beside.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

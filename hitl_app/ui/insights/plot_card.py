"""Card with a summary, a plot and its figures, which can be saved."""

from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from hitl_app.domain.reports.progress import Table
from hitl_app.ui.gateway.services import progress
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit import dialogs
from hitl_app.ui.kit.cards import as_card
from hitl_app.ui.kit.charts.plots import dress, picture_of, quiet_plot
from hitl_app.ui.kit.folders import written
from hitl_app.ui.kit.widgets import button, column, label, row
from hitl_app.ui.session.session import Session


class PlotCard(QFrame):
    """Card of one plot; shows what is missing without data."""

    plot_height: ClassVar[int] = 240

    def __init__(self, session: Session, key: str, title: str) -> None:
        super().__init__()
        self._session, self._key, self._title = session, key, title
        self._table = Table((), ())
        self._plot: Any = None
        self.told = label("", "dim", wrap=True)
        name = self.tr("Save {plot} as a picture").format(plot=title)
        self.save_picture = button(
            self.tr("Save picture…"), "quiet", name=name, clicked=self._on_picture
        )
        name = self.tr("Save {plot} as CSV").format(plot=title)
        self.save_figures = button(
            self.tr("Save as CSV…"), "quiet", name=name, clicked=self._on_figures
        )
        self.canvas = QWidget()
        # The neighbour may be higher: the plot keeps its own height.
        self.canvas.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.drawing = column()
        self.canvas.setLayout(self.drawing)
        head = row(label(title, "heading"), None, self.save_figures, self.save_picture)
        self.body = as_card(self, head, self.told, self.canvas)
        self.show_figures(self._table)

    def show_figures(self, table: Table) -> None:
        """Take the figures that are saved; without any there is no plot."""
        self._table = table
        for part in (self.canvas, self.save_picture, self.save_figures):
            part.setVisible(bool(table.rows))

    def changeEvent(self, event: QEvent) -> None:
        """Adapt to a changed font or colour scheme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and getattr(self, "_plot", None) is not None:
            self.dress()

    def show_plot(self) -> Any:
        """Return the plot, made when it is first shown; pyqtgraph has been imported."""
        if self._plot is None:
            self._plot = quiet_plot(self.plot_height)
            self.fill_plot()
            self.drawing.addWidget(self._plot)
            self.dress()
        return self._plot

    def fill_plot(self) -> None:
        """Add axes and empty curves to the new plot."""

    def dress(self) -> None:
        """Apply the current colours to the plot."""
        dress(self._plot)

    def describe(self, text: str) -> None:
        """Describe the plot to those who cannot see it."""
        self.canvas.setAccessibleName(self._title)
        self.canvas.setAccessibleDescription(text)

    def _on_picture(self) -> None:
        kinds = self.tr("Picture (*.png)")
        file = dialogs.choose_target(self, self.tr("Save the picture"), f"{self._key}.png", kinds)
        if file is not None:
            content = picture_of(self.canvas, self._title)
            work = partial(progress.write_picture, content=content, file=file)
            self._session.store.submit(Lane.FILES, work, lambda _: self._on_written(file))

    def _on_figures(self) -> None:
        kinds = self.tr("Table (*.csv)")
        file = dialogs.choose_target(self, self.tr("Save as CSV"), f"{self._key}.csv", kinds)
        if file is not None:
            work = partial(progress.write_table, table=self._table, file=file)
            self._session.store.submit(Lane.FILES, work, lambda _: self._on_written(file))

    def _on_written(self, file: Path) -> None:
        text = self.tr("Saved to {file}.").format(file=file)
        self._session.told.emit(written(text, file, "file"))

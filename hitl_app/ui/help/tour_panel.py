"""Tour strip below the page: last result, next step, and its keys."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from hitl_app.ui.commands.command import WINDOW, Command
from hitl_app.ui.commands.table import command
from hitl_app.ui.help.tour import STEPS, Step, Tour, words
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.hints import Hints, hints
from hitl_app.ui.kit.widgets import ElidedLabel, IconLabel, button, column, label, row
from hitl_app.ui.wording import formats


class TourPanel(QFrame):
    """Strip of constant height, so that photos do not move during the tour.

    Signals:
        asked: A key cap was clicked; carries the command's id.
        page_wanted: The page of the step is to be shown; carries its key.
    """

    asked = Signal(str)
    page_wanted = Signal(str)

    def __init__(self, tour: Tour) -> None:
        super().__init__()
        self.setObjectName("tour")
        self.setAccessibleName(self.tr("Tour"))
        self.setFixedHeight(112)
        self._tour = tour
        self._page, self._home = "", ""
        self._hints: Hints | None = None
        self.count = label("", "caption")
        self._done = IconLabel("done", "good", 18)
        self.said = ElidedLabel("good")
        self.title = label("", "strong")
        self.task = label("", wrap=True)
        self.pass_over = button(self.tr("Skip this step"), "quiet", clicked=tour.pass_over)
        self.leave = button(self.tr("Leave the tour"), "quiet", clicked=tour.leave)
        self.go = button("", clicked=self._on_go)
        self.guide = button(self.tr("Open the guide"))
        self.home = button("", "primary")
        self._lay_out()
        tour.changed.connect(self.show_step)

    def _lay_out(self) -> None:
        parts = (self.count, self._done, self.said, self.pass_over, self.leave)
        upper = row(*parts, spacing=theme.S3, grow=2)
        self._line = QHBoxLayout()
        self._line.setSpacing(theme.S4)
        texts = QWidget()
        texts.setLayout(column(self.title, self.task, None, spacing=2))
        # The keys stand where the text ends, not at the far side of the window.
        texts.setMaximumWidth(680)
        self._line.addWidget(texts, 3)
        for one in (self.go, self.guide, self.home):
            self._line.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addStretch(1)
        layout = column(upper, self._line, spacing=theme.S1)
        layout.setContentsMargins(theme.S5, theme.S2, theme.S4, theme.S3)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_page(self, key: str) -> None:
        """Set the current page."""
        self._page = key
        self.show_step()

    def set_home(self, home: str) -> None:
        """Set the text of the last button; "" hides it."""
        self._home = home
        self.show_step()

    def show_step(self) -> None:
        """Show the current step and its keys."""
        tour, step = self._tour, self._tour.step
        self.setVisible(tour.is_running)
        if not tour.is_running:
            return
        self.said.setText(tour.said)
        self._done.setVisible(bool(tour.said))
        self.pass_over.setVisible(step is not None)
        self.leave.setText(self.tr("Leave the tour") if step else self.tr("Close"))
        self.guide.setVisible(step is None)
        self.home.setText(self._home)
        self.home.setVisible(step is None and bool(self._home))
        if step is None:
            self.count.setText(self.tr("TOUR · DONE"))
            self.title.setText(self.tr("Tour complete"))
            self.task.setText(
                self.tr(
                    "Read the guide to learn more. You can restart the tour from the Help menu "
                    "at any time."
                )
            )
        else:
            self._show_task(step)
        self._show_ways(step)
        for one in (self.leave, self.go, self.home):
            one.setAccessibleName(one.text())
        self.setAccessibleDescription(f"{tour.said} {self.title.text()}. {self.task.text()}")

    def _show_task(self, step: Step) -> None:
        text = self.tr("TOUR · {step} OF {all}")
        place, steps = formats.number(self._tour.place + 1), formats.number(len(STEPS))
        self.count.setText(text.format(step=place, all=steps))
        title = words(step.title)
        if step.times > 1:
            often = self.tr("{title}: {done} of {all}")
            done, times = formats.number(self._tour.times), formats.number(step.times)
            title = often.format(title=title, done=done, all=times)
        self.title.setText(title)
        self.task.setText(words(step.task))

    def _show_ways(self, step: Step | None) -> None:
        """Show the keys for the step, or a link to its page."""
        elsewhere = step is not None and bool(step.page) and step.page != self._page
        self.go.setVisible(elsewhere)
        if step is not None and elsewhere:
            text = self.tr("Show the {page} page")
            # As the View menu has it.
            self.go.setText(text.format(page=command(f"go-{step.page}").words))
        if self._hints is not None:
            self._line.removeWidget(self._hints)
            self._hints.hide()
            self._hints.deleteLater()
            self._hints = None
        names = [] if step is None else [c for c in step.commands if self._is_way(command(c), step)]
        if names:
            self._hints = hints(*names)
            self._hints.asked.connect(self.asked)
            self._line.insertWidget(1, self._hints, 0, Qt.AlignmentFlag.AlignTop)

    def _is_way(self, one: Command, step: Step) -> bool:
        """Return True if a command applies to the current page and is enabled."""
        if one.owner == WINDOW:
            return True
        heard = (one.owner, *one.also)
        return self._page in heard and (self._page == step.page or step.page not in heard)

    def _on_go(self) -> None:
        step = self._tour.step
        if step is not None:
            self.page_wanted.emit(step.page)

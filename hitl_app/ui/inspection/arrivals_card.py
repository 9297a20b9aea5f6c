"""Extended acceptance: card on arrivals after a certificate."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hitl_app.ui.kit import theme
from hitl_app.ui.kit.widgets import button, card, column, label, row
from hitl_app.ui.session.session import Session
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.services.certification.proposing import Proposal


class ArrivalsCard(QWidget):
    """Shown only while there are arrivals to accept and no inspection is open."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.words = label("", wrap=True)
        self.check = button(
            self.tr("Check new photos"),
            name=self.tr("Check new photos for drift"),
            clicked=lambda: session.inspections.open({"extend": True}),
        )
        self.setLayout(column(card(row(self.words, self.check, spacing=theme.S4, grow=0))))
        self.hide()

    def show_arrivals(self, found: "Proposal | None") -> None:
        """Show the arrivals that could be accepted, if any."""
        plan = None if found is None else found.plan
        self.setVisible(plan is not None)
        if found is None or plan is None:
            return
        text = self.tr(
            "{n} photos were imported after certificate {number}. Label {checks} of them "
            "without suggestions ({time}): if there is no drift, the others are accepted "
            "by extension, but not certified.",
            "",
            plan.lot,
        )
        self.words.setText(
            text.format(
                n=formats.number(plan.lot),
                number=found.extends_id,
                checks=formats.number(plan.checks),
                time=formats.duration(60 * found.minutes),
            )
        )

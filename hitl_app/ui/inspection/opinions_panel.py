"""Settings of second opinions and extended acceptance."""

from PySide6.QtWidgets import QFrame

from hitl_app.domain.settings import EXTEND_CERTIFICATES, SECOND_OPINIONS
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.cards import as_card
from hitl_app.ui.kit.widgets import label, row
from hitl_app.ui.session.session import Session
from hitl_app.ui.settings.control import bound_control


class OpinionsPanel(QFrame):
    """The share of second opinions, and whether later photos may be accepted."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.share = bound_control(session, SECOND_OPINIONS)
        self.extend = bound_control(session, EXTEND_CERTIFICATES)
        told = self.tr(
            "Second opinions: this share of reviewed photos is labelled again by someone "
            "else, without suggestions. New photos accepted automatically are checked for "
            "drift and marked as extended, not certified."
        )
        as_card(
            self,
            label(self.tr("Second opinions and new photos"), "heading"),
            row(self.share, theme.S4, self.extend, None),
            label(told, "dim", wrap=True),
        )

"""Targets: required accuracy and confidence of certificates."""

from PySide6.QtWidgets import QFrame

from hitl_app.domain.settings import CONFIDENCE, TARGET
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.cards import as_card
from hitl_app.ui.kit.widgets import button, label, row
from hitl_app.ui.session.session import Session
from hitl_app.ui.settings.control import bound_control


class TargetPanel(QFrame):
    """Target and confidence of certificates."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.target = bound_control(session, TARGET)
        self.confidence = bound_control(session, CONFIDENCE)
        self.earn = button(self.tr("Verify automatic labels…"))
        told = self.tr(
            "A lot is accepted when its checks prove the required accuracy. At 95 % "
            "confidence, the chance of a wrong certificate is at most 5 %, over all "
            "certificates of the same photos together."
        )
        as_card(
            self,
            row(label(self.tr("Required accuracy"), "heading"), None, self.earn),
            row(self.target, theme.S4, self.confidence, None),
            label(told, "dim", wrap=True),
        )

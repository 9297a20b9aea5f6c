"""The operator of this window."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from hitl_app.domain.names import clean_name
from hitl_app.ui.gateway.services import windows
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.fields import Choice
from hitl_app.ui.kit.widgets import button, column, label, row
from hitl_app.ui.session import recent
from hitl_app.ui.shell.host import OPERATOR, Host
from hitl_app.ui.wording.messages import Message

if TYPE_CHECKING:
    from hitl_app.ui.session.session import Session


class Operators(QObject):
    """Asks for the operator's name."""

    def __init__(self, window: Host) -> None:
        super().__init__(window)
        self._window = window

    def choose(self) -> None:
        """Ask for the operator."""
        session = self._window.session
        if session is not None:
            session.store.submit(Lane.READS, windows.known_operators, self._on_known)

    def _on_known(self, known: tuple[str, ...]) -> None:
        if self._window.session is not None:
            dialog = OperatorDialog(self._window, self._window.session.presence.operator, known)
            dialog.accepted.connect(lambda: self.set(dialog.field.currentText()))
            dialog.open()

    def set(self, name: str) -> None:
        """Change the operator."""
        if self._window.session is not None:
            # Names are not checked here: errors are reported like those of any task.
            store = self._window.session.store
            store.submit(Lane.READS, lambda _: clean_name(name), self._on_named)

    def _on_named(self, name: str) -> None:
        from hitl_app.ui.review.page import ReviewPage

        session = self._window.session
        if session is None:
            return
        recent.keep(operator=name)
        self._window.messages.forget(OPERATOR)
        if name == session.presence.operator:
            return
        session.presence.switch(name)
        page = self._window.pages.get("review")
        if isinstance(page, ReviewPage):
            page.flow.switch(name)

    def watch(self, session: "Session") -> None:
        """Ask for the operator when another one opens the workspace."""
        session.presence.changed.connect(self.ask_at_second)

    def ask_at_second(self) -> None:
        """Ask for the operator once, if another one works or worked in this workspace.

        Until then it is the user who is logged in: one person alone is never asked.
        """
        session = self._window.session
        if session is not None and session.is_open and not recent.operator():
            session.store.submit(Lane.READS, windows.known_operators, self._on_decided_by)

    def _on_decided_by(self, known: tuple[str, ...]) -> None:
        session, name = self._window.session, self._flow_operator()
        if session is None or not name or recent.operator():
            return
        here = (other.operator for other in session.presence.others)
        if {*known, *here} - {name}:
            self._ask(name)

    def _flow_operator(self) -> str:
        from hitl_app.ui.review.page import ReviewPage

        page = self._window.pages.get("review")
        return page.flow.operator if isinstance(page, ReviewPage) else ""

    def _ask(self, name: str) -> None:
        yes = self.tr("Continue as {name}").format(name=name)
        actions = (
            (yes, partial(self.set, name)),
            (self.tr("Another name…"), self.choose),
        )
        self._window.messages.tell(
            Message(
                self.tr("Who is labelling?"),
                self.tr("Decisions are saved as “{name}”.").format(name=name),
                actions=actions,
                topic=OPERATOR,
                waits=True,
            )
        )


class OperatorDialog(QDialog):
    """One field: a name that was used before, or another one."""

    def __init__(self, parent: QWidget, now: str, known: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Who is labelling?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = Choice(self.tr("Name"))
        self.field.setEditable(True)
        self.field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.field.addItems(list(dict.fromkeys((now, *known))))
        edit = self.field.lineEdit()
        if edit is not None:
            edit.setMaxLength(60)
            edit.selectAll()
        about = self.tr(
            "Decisions are saved under this name. Undo affects only your decisions. Questions go"
            " to other people."
        )
        self.accept_button = button(self.tr("Continue"), "primary", clicked=self.accept)
        self.accept_button.setDefault(True)
        layout = column(
            label(about, "dim", wrap=True),
            self.field,
            row(None, button(self.tr("Cancel"), clicked=self.reject), self.accept_button),
            spacing=theme.S3,
            margins=theme.S5,
        )
        self.setLayout(layout)
        self.setFixedWidth(380)
        self.field.editTextChanged.connect(self._check_name)
        self._check_name()

    def _check_name(self) -> None:
        self.accept_button.setEnabled(bool(self.field.currentText().strip()))

"""A control that is bound to a setting: it reads, shows and writes it."""

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from hitl_app.domain.errors import KnownError
from hitl_app.domain.pending import SILENT
from hitl_app.domain.settings import BY_NAME, Value
from hitl_app.ui.gateway.services import settings
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit.widgets import CheckBox, column, label, row
from hitl_app.ui.session.session import Session
from hitl_app.ui.settings.editors import make_editor
from hitl_app.ui.wording import messages
from hitl_app.ui.wording.messages import translated

_PAUSE_MS = 400
"""Delay after the last step of a value before it is written."""


def store_setting(
    session: Session,
    name: str,
    value: Value,
    on_done: Callable[[], None] | None = None,
    on_error: Callable[[Exception], None] | None = None,
) -> None:
    """Write a setting off the window's thread, then make its effect happen.

    Args:
        session: Writes it and starts its job.
        name: Of an entry of the table of settings.
        value: Of the setting's type.
        on_done: Called once it is written.
        on_error: Called with the exception if it was not written; else it is reported as usual.
    """
    setting = BY_NAME[name]

    def done(_value: Value) -> None:
        if on_done is not None:
            on_done()
        if setting.effect.job:
            session.pool.start(setting.effect.job)
            session.reload()
        session.changed.emit({"settings", *setting.effect.changes})

    work = partial(settings.set_setting, name=name, text=setting.text(value))
    session.store.submit(Lane.DECISIONS, work, done, on_error)


class SettingControl(QWidget):
    """Title, editor and unit of one setting; a check box where it can be switched off.

    It cannot be changed while it is being written. Refusals of the service are shown below.
    """

    def __init__(self, session: Session, name: str) -> None:
        super().__init__()
        self._session, self._setting = session, BY_NAME[name]
        setting = self._setting
        self._stored: Value = None
        self._is_loaded = self._is_writing = self._is_unanswered = False
        self.switch: CheckBox | None = None
        self._editor = None if setting.is_switch else make_editor(setting)
        likely = setting.first if setting.default is None else setting.default
        if self._editor is not None and likely is not None:
            # Until the stored value is known.
            self._editor.show(likely)
        self._focus: QWidget | None = None
        self.refusal = label("", "warning", wrap=True)
        self.refusal.hide()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.write)
        self._lay_out(translated(setting.title))
        session.changed.connect(self._on_changed)

    def _lay_out(self, title: str) -> None:
        line = row()
        if self._setting.optional or self._setting.is_switch:
            self.switch = CheckBox(title)
            self.switch.setAccessibleName(title)
            # Until the stored value is known.
            self.switch.setChecked(self._setting.is_switch and bool(self._setting.default))
            self.switch.toggled.connect(self.write)
        line.addWidget(self.switch or label(title))
        if self._editor is not None:
            line.addWidget(self._editor.widget)
            self._editor.changed.connect(self._pause.start)
        if self._setting.unit not in ("", "%"):
            line.addWidget(label(translated(self._setting.unit)))
        self.setLayout(column(line, self.refusal, spacing=0))

    def take_focus(self) -> None:
        """Focus its first widget."""
        first = self.switch or (self._editor and self._editor.widget)
        if first:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def value(self) -> Value:
        """Return the value that is set, stored or not."""
        is_on = self.switch is None or self.switch.isChecked()
        if self._editor is None:
            return int(is_on)
        return self._editor.value() if is_on else None

    def is_settled(self) -> bool:
        """Return True if the value that shows is the stored one."""
        return self._is_loaded and not self._is_writing and self.value() == self._stored

    def showEvent(self, event: QShowEvent) -> None:
        """Read the value in force."""
        super().showEvent(event)
        self._load()

    def hideEvent(self, event: QHideEvent) -> None:
        """Write the last change at once."""
        super().hideEvent(event)
        if self._pause.isActive():
            self.write()

    def _on_changed(self, changed: Collection[str]) -> None:
        if "settings" in changed and self.isVisible():
            self._load()

    def _load(self) -> None:
        work = partial(settings.get_setting, name=self._setting.name)
        self._session.store.submit(Lane.READS, work, self._on_loaded)

    def _on_loaded(self, value: Value) -> None:
        if self._is_unanswered:
            self._is_unanswered = False
            self.refusal.hide()
        # A pending change is written soon, and has precedence.
        if not self._is_writing and not self._pause.isActive():
            self._show(value)

    def _show(self, value: Value) -> None:
        if self.switch is not None:
            with QSignalBlocker(self.switch):
                self.switch.setChecked(bool(value) if self._editor is None else value is not None)
        if self._editor is not None and (value is not None or not self._is_loaded):
            wanted = self._setting.first if value is None else value
            # Showing the same value would discard unfinished input.
            if self._editor.value() != wanted:
                with QSignalBlocker(self._editor.widget):
                    self._editor.show(wanted)
        self._stored, self._is_loaded = value, True
        self._let_change()

    def _let_change(self) -> None:
        if self.switch is not None:
            self.switch.setEnabled(not self._is_writing)
        if self._editor is not None:
            self._editor.widget.setEnabled(not self._is_writing and self.value() is not None)

    def write(self) -> None:
        """Store the value that is set, if it is another one."""
        self._pause.stop()
        value = self.value()
        if self._is_writing or (self._is_loaded and value == self._stored):
            return
        focus = QApplication.focusWidget()
        self._focus = focus if focus is not None and self.isAncestorOf(focus) else None
        if self._focus is not None:
            # A widget that is disabled would hand its keys to the next control.
            self.setFocus()
        self._is_writing = True
        self._let_change()
        name, done = self._setting.name, partial(self._on_written, value)
        store_setting(self._session, name, value, done, self._on_refused)

    def _on_written(self, value: Value) -> None:
        self.refusal.hide()
        self._end_writing(value)

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            told = messages.of_error(error)
            self.refusal.setText(f"{told.happened} {told.remedy}")
            self.refusal.show()
            # It leaves when the server answers again.
            self._is_unanswered = error.code in SILENT
            self._session.server.note_silence(error)
        else:
            self._session.store.failed.emit(error)
        self._end_writing(self._stored)

    def _end_writing(self, value: Value) -> None:
        self._is_writing = False
        self._show(value)
        if self._focus is not None and self.hasFocus():
            self._focus.setFocus()

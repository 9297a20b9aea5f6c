"""Switch the language of the window without a restart: another window takes its place."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from hitl_app.ui.session import languages, recent, scheme
from hitl_app.ui.shell.host import Host
from hitl_app.ui.wording.messages import Message

_TOPIC = "language"


class LanguageSwitch(QObject):
    """Keeps a choice, and applies it as soon as no job would be lost."""

    def __init__(self, window: Host) -> None:
        super().__init__(window)
        self._window = window
        self._waits = False

    def choose(self, code: str) -> None:
        """Choose a language by its code, "" for that of the system."""
        recent.keep(language=code)
        self._waits = languages.wanted() != languages.spoken()
        self._window.messages.forget(_TOPIC)
        if self._waits and self._is_busy():
            session = self._window.session
            if session is not None:
                session.pool.updated.connect(self._apply)
            text = self.tr("The language changes as soon as the running jobs have ended.")
            self._window.messages.tell(Message(text, topic=_TOPIC))
        self._apply()

    def _is_busy(self) -> bool:
        session = self._window.session
        return session is not None and any(not job.spec.quiet for job in session.pool.jobs)

    def _apply(self) -> None:
        if self._waits and not self._is_busy():
            self._waits = False
            # Not within a signal of the workspace that is closed.
            QTimer.singleShot(0, self, lambda: renew(self._window))


def renew(window: Host) -> None:
    """Put a new window in the place of one, in the chosen language, on the same page."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    page, folder = window.page_key, window.folder
    is_open = window.session is not None
    window.leaving.emit()
    window.close_workspace()
    languages.speak(app, languages.wanted())
    scheme.apply(app)
    other = window.make_another()
    other.setGeometry(window.geometry())
    other.setWindowState(window.windowState())
    other.page_states.update(window.page_states)
    other.show()
    if is_open and folder is not None:

        def show_page() -> None:
            other.first_shown.disconnect(show_page)
            if other.page_key == "review":
                other.show_page(page)

        other.first_shown.connect(show_page)
        other.open_workspace(folder)
    else:
        other.folder = folder
        other.show_welcome(window.error)
    window.renewed.emit(other)
    window.close()
    window.deleteLater()

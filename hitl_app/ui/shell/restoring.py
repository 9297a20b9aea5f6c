"""Restore a workspace from a backup, in the window."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressDialog

from hitl_app.domain.errors import CancelledError
from hitl_app.ui.gateway.latest import Latest
from hitl_app.ui.gateway.services import restoring
from hitl_app.ui.kit import dialogs
from hitl_app.ui.session import recent
from hitl_app.ui.shell.host import Host
from hitl_app.ui.wording import formats, messages
from hitl_app.ui.wording.messages import Message

if TYPE_CHECKING:
    from hitl_app.services.workspace.restoring import Restored


class Restoring(QObject):
    """Puts a backup in the place of the open workspace, or of a new one."""

    _progressed = Signal(int, int)

    def __init__(self, window: Host) -> None:
        super().__init__(window)
        self._window = window
        self._work = Latest(self)
        self._progress: QProgressDialog | None = None
        self._progressed.connect(self._on_progressed)
        window.leaving.connect(self._work.close)

    def ask(self) -> None:
        """Ask for a backup, and for the folder if no workspace is open; then restore."""
        window = self._window
        file = dialogs.choose_backup(window)
        if file is None:
            return
        folder = window.folder if window.has_workspace() or window.error is not None else None
        if folder is None:
            title = self.tr("Folder for the restored workspace")
            folder = dialogs.choose_folder(window, title, recent.workspaces_folder())
        if folder is not None and self._may_replace(folder) and window.may_stop_jobs():
            self._restore(folder, file)

    def _may_replace(self, folder: Path) -> bool:
        if not recent.is_there(folder):
            return True
        text = self.tr(
            "{name} will be as it was when the backup was made. What it holds now is kept in its"
            " folder “backups”."
        )
        return dialogs.confirm(
            self._window,
            self.tr("Restore from a backup?"),
            text.format(name=formats.own(folder.name)),
            self.tr("Restore"),
        )

    def _restore(self, folder: Path, file: Path) -> None:
        window = self._window
        window.close_workspace()
        progress = QProgressDialog(window)
        progress.setLabelText(self.tr("Restoring the workspace…"))
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(0)
        progress.setRange(0, 0)
        progress.canceled.connect(self._work.ask_to_stop)
        progress.show()
        self._progress = progress

        def work(is_stopped: Callable[[], bool]) -> "Restored":
            def report(_stage: str, done: int, total: int) -> None:
                if is_stopped():
                    raise CancelledError
                self._progressed.emit(done, total)

            restored: Restored = restoring.restore(folder, file, report)
            return restored

        self._work.run(
            work,
            lambda restored: self._on_done(folder, file, restored),
            lambda error: self._on_failed(folder, error),
        )

    def _on_progressed(self, done: int, total: int) -> None:
        if self._progress is not None:
            self._progress.setRange(0, total)
            self._progress.setValue(min(done, total - 1))

    def _end(self, folder: Path) -> None:
        if self._progress is not None:
            self._progress.deleteLater()
            self._progress = None
        if recent.is_there(folder):
            self._window.open_workspace(folder)
        else:
            self._window.show_welcome()

    def _on_done(self, folder: Path, file: Path, restored: "Restored") -> None:
        self._end(folder)
        remedy = ""
        if restored.kept is not None:
            text = self.tr("The previous content is kept in {file}.")
            remedy = text.format(file=formats.own(str(restored.kept)))
        if restored.inspection_closed:
            remedy += " " + self.tr("The inspection that was open in the backup is closed.")
        happened = self.tr("Restored from {file}.").format(file=formats.own(str(file)))
        message = Message(happened, remedy.strip(), tone="good", topic="restore")
        self._window.messages.tell(message)

    def _on_failed(self, folder: Path, error: Exception) -> None:
        self._end(folder)
        if not isinstance(error, CancelledError):
            self._window.messages.tell(messages.of_error(error))

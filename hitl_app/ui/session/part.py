"""Base class of the parts of a session."""

from PySide6.QtCore import QObject, Signal

from hitl_app.ui.gateway.store_thread import Store
from hitl_app.ui.jobs.jobs import JobPool


class SessionPart(QObject):
    """Part of a session: runs tasks and jobs, and reports results.

    Signals:
        told: Carries a `Message`.
        changed: Something changed; carries names such as `photos`.
        show_wanted: A message's button asks for a page; carries its key, and that of a part of it
            behind a slash, if any.
    """

    told = Signal(object)
    changed = Signal(list)
    show_wanted = Signal(str)

    def __init__(self, store: Store, pool: JobPool, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._pool = store, pool

    def _tell_error(self, error: Exception) -> None:
        # The session reports it: it may come from a server that is away.
        self._store.failed.emit(error)

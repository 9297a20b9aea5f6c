"""Jobs that are due while no window runs them: learn, sort the queue, end an inspection."""

import logging
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.jobs import inspecting, learning, ordering
from hitl_app.jobs.job import Job
from hitl_app.services.certification import settling
from hitl_app.services.models import drafts
from hitl_app.services.settings import order_pending
from hitl_app.store.decisions.decisions import last_decision
from hitl_app.store.engine.dialect import Durability
from hitl_app.workspace import Workspace

_EVERY_S: Final = 3.0
_LOG: Final = logging.getLogger(__name__)


class Upkeep:
    """A thread that runs due jobs of a workspace; a window that is open runs them itself.

    Args:
        folder: The workspace's.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._job = Job(_ignore)
        self._stop = threading.Event()
        self._known = 0
        self._thread = threading.Thread(target=self._run, name="serve-upkeep")

    def __enter__(self) -> Self:
        """Start."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Cancel the job under way, and wait for its end."""
        self._job.cancel()
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        # Its own: bulk work need not wait for the disk at each commit, as decisions do.
        workspace = Workspace.open(self._folder, Durability.NORMAL)
        try:
            while not self._stop.wait(_EVERY_S):
                self._step(workspace)
        finally:
            workspace.close()

    def _step(self, workspace: Workspace) -> None:
        try:
            self._learn(workspace)
            if settling.is_due(workspace):
                inspecting.settle(workspace, self._job)
            if order_pending(workspace):
                ordering.run(workspace, self._job)
        except (KnownError, CancelledError):
            # Another process does it, or the next turn tries again.
            return
        except Exception:  # noqa: BLE001 - pages are served without it
            _LOG.exception("A job of the server failed")

    def _learn(self, workspace: Workspace) -> None:
        with workspace.database.read() as session:
            last = last_decision(session)
        # After too few decisions nothing is learned, and more are awaited.
        if last != self._known and drafts.is_due(workspace):
            learning.run(workspace, self._job, once=True)
        self._known = last


def _ignore(_event: dict[str, Any]) -> None:
    """Ignore an event: the pages read the database each time."""

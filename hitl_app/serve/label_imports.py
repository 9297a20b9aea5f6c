"""Imports of labels that programs send: one at a time, each a job with a status."""

import logging
import os
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.jobs import labels
from hitl_app.jobs.job import Job
from hitl_app.serve.problems import Problem, problem_of
from hitl_app.store.engine.dialect import Durability
from hitl_app.workspace import Workspace

_KEPT: Final = 50
"""Imports whose results can be asked for."""
SUFFIXES: Final = {
    "csv": ".csv",
    "jsonl": ".jsonl",
    "json": ".json",
    "parquet": ".parquet",
    "coco": ".json",
    "label-studio": ".json",
}
"""Suffix of a file by its format; folders cannot be sent."""
_LOG: Final = logging.getLogger(__name__)


class ImportState(StrEnum):
    """State of an import."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass
class LabelImport:
    """One import: its parameters are those of the job.

    Attributes:
        done: Rows or photos so far, and `total` all of them where that is known.
        result: Of the job that ended.
        problem: Why it failed.
    """

    params: dict[str, Any]
    id: str = field(default_factory=lambda: uuid4().hex)
    state: ImportState = ImportState.RUNNING
    stage: str = ""
    done: int = 0
    total: int | None = None
    result: dict[str, Any] | None = None
    problem: Problem | None = None


class LabelImports:
    """Runs imports of labels in a thread; safe from several threads.

    Args:
        folder: The workspace's.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._known = OrderedDict[str, LabelImport]()
        self._job: Job | None = None
        self._thread: threading.Thread | None = None

    def start(self, file: Path, params: dict[str, Any]) -> LabelImport:
        """Start an import of a file, which is deleted in any case.

        Raises:
            Problem: Another import is running.
        """
        one = LabelImport(params)
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                file.unlink(missing_ok=True)
                detail = "Another import of labels is running. Try again when it has ended."
                raise Problem(409, "labels-busy", detail, {"Retry-After": "5"})
            self._known[one.id] = one
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
            self._job = Job(lambda event: _follow(one, event))
            self._thread = threading.Thread(
                target=self._run, args=(one, self._job, file), name="serve-labels"
            )
            self._thread.start()
        return one

    def find(self, number: str) -> LabelImport:
        """Return an import.

        Raises:
            Problem: There is none, or the server was started since.
        """
        with self._lock:
            one = self._known.get(number)
        if one is None:
            raise Problem(404, "labels-unknown", "There is no such import of labels.")
        return one

    def cancel(self, number: str) -> LabelImport:
        """Cancel an import; what was recorded stays, and can be undone."""
        one = self.find(number)
        with self._lock:
            if self._job is not None and one.state is ImportState.RUNNING:
                self._job.cancel()
        return one

    def close(self) -> None:
        """Cancel the import under way, and wait for its end."""
        with self._lock:
            job, thread = self._job, self._thread
        if job is not None and thread is not None:
            job.cancel()
            thread.join()

    def _run(self, one: LabelImport, job: Job, file: Path) -> None:
        try:
            # Its own: bulk work need not wait for the disk at each commit, as decisions do.
            workspace = Workspace.open(self._folder, Durability.NORMAL)
            try:
                # Photos beside the file would be read from this computer.
                one.result = labels.run(
                    workspace, job, source=os.fspath(file), photos=False, **one.params
                )
            finally:
                workspace.close()
        except CancelledError:
            one.state = ImportState.CANCELLED
        except Exception as error:  # noqa: BLE001 - every failure is the state of the import
            one.problem = _problem(error, one.params["name"])
            one.state = ImportState.FAILED
        else:
            one.state = ImportState.DONE
        finally:
            file.unlink(missing_ok=True)


def _follow(one: LabelImport, event: dict[str, Any]) -> None:
    if event.get("event") == "progress":
        one.stage, one.done, one.total = event["stage"], event["done"], event["total"]


def _problem(error: Exception, name: str) -> Problem:
    if isinstance(error, KnownError) and "path" in error.params:
        # The name that the program sent, not that of the temporary file.
        error = KnownError(error.code, **{**error.params, "path": name})
    problem = problem_of(error)
    if problem.status_code == 500:
        _LOG.error("An import of labels failed", exc_info=error)
    return problem

"""What commands share: the workspace, results on standard output, progress on standard error."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from hitl_app.domain.errors import KnownError
from hitl_app.job_specs import BY_NAME, stage_title
from hitl_app.jobs.job import Event, Job
from hitl_app.messages import FALLBACKS, sentences
from hitl_app.services.catalogue.products import pending as products_pending
from hitl_app.services.models.drafts import is_due as learning_due
from hitl_app.services.models.versions import fall_back, stale_photos
from hitl_app.services.review.similar import photos_without_vector
from hitl_app.services.settings import flagging_pending, order_pending
from hitl_app.store.engine.dialect import Durability
from hitl_app.workspace import Workspace
from safeio.characters import printable
from safeio.printing import complain, write_json, write_lines

Output = tuple[dict[str, Any], Sequence[str]]
"""What a command prints: one JSON object on request, else lines of text."""
# Without a terminal a line now and then is enough.
_LINE_S = 2.0


def folder_of(given: Any) -> Path:
    """Return the given folder, else the current one."""
    folder: Path = given.workspace or Path.cwd()
    return folder


@contextmanager
def opened(given: Any, durability: Durability = Durability.FULL) -> Iterator[Workspace]:
    """Open the workspace for a command.

    Commands that only read work on a read-only disk too; writing commands fail there.
    """
    workspace = Workspace.open(folder_of(given), durability, or_read=True)
    try:
        yield workspace
    finally:
        workspace.close()


@contextmanager
def opened_to_write(given: Any) -> Iterator[Workspace]:
    """Open the workspace for a command that must be able to write."""
    workspace = Workspace.open(folder_of(given))
    try:
        yield workspace
    finally:
        workspace.close()


def report(given: Any, result: dict[str, Any], lines: Sequence[str]) -> None:
    """Print a result: one JSON object on request, else lines of text."""
    if given.json:
        write_json(result)
    else:
        write_lines(*lines)


def counted(count: int, noun: str) -> str:
    """Return a number with its noun, as in "1 photo" and "2 photos"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table."""
    shown = Table(title=title, title_justify="left", pad_edge=False)
    for column in columns:
        shown.add_column(column, overflow="fold")
    for row in rows:
        shown.add_row(*(Text(printable(cell)) for cell in row))
    Console().print(shown)


class _Display:
    def __init__(self, title: str) -> None:
        self._title = title
        self._console = Console(stderr=True)
        self.bar: Progress | None = None
        self._task: Any = None
        self._stage = ""
        self._last = 0.0
        if self._console.is_terminal:
            self.bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(),
                console=self._console,
                transient=True,
            )

    def send(self, event: Event) -> None:
        """Handle one event; a closed progress output does not stop the job."""
        if event["event"] == "progress":
            with contextlib.suppress(OSError):
                self._show(event)

    def _show(self, event: Event) -> None:
        stage: str = event["stage"]
        done, total = event["done"], event["total"]
        rate = f"{event['rate']:,.0f}/s" if event["rate"] else ""
        text = f"{self._title}: {stage_title(stage)}"
        if self.bar is not None:
            if stage != self._stage:
                if self._task is not None:
                    self.bar.remove_task(self._task)
                self._task = self.bar.add_task(text, total=total, rate=rate)
            self.bar.update(self._task, completed=done, total=total, rate=rate)
        elif stage != self._stage or time.monotonic() - self._last > _LINE_S or done == total:
            self._last = time.monotonic()
            of = "" if total is None else f" of {total}"
            complain(f"{text} {done}{of} {rate}".rstrip())
        self._stage = stage


def _leave() -> None:
    """End the process at once: a killed job can be resumed."""
    if sys.stderr.isatty():
        # The bar of the progress hides it.
        os.write(sys.stderr.fileno(), b"\x1b[?25h\n")
    os._exit(130)


@contextmanager
def shown_job(title: str) -> Iterator[Job]:
    """Yield a job that shows its progress; Ctrl+C cancels it, Ctrl+C again ends the process."""
    display = _Display(title)
    job = Job(display.send)

    def on_interrupt(_number: int, _frame: FrameType | None) -> None:
        if job.is_cancelled():
            _leave()
        job.cancel()

    with display.bar or contextlib.nullcontext():
        before = signal.signal(signal.SIGINT, on_interrupt)
        try:
            yield job
        finally:
            signal.signal(signal.SIGINT, before)


def say_fallback(workspace: Workspace) -> None:
    """Fall back from an unusable active version, and report it."""
    found = fall_back(workspace)
    if found is not None:
        complain(FALLBACKS[found.reason].format(lost=found.lost, version=found.version))


def run_shown(name: str, workspace: Workspace, **params: Any) -> dict[str, Any]:
    """Run a job by its name and show its progress.

    Raises:
        KnownError: What the job raises.
        CancelledError: Ctrl+C was pressed.
    """
    from hitl_app.worker.table import run_job

    spec = BY_NAME[name]
    if spec.needs_model:
        say_fallback(workspace)
    with shown_job(spec.title) as job:
        return run_job(name, workspace, job, params)


def learned(workspace: Workspace) -> dict[str, Any] | None:
    """Let a draft learn from the decisions; return its result, None if there was nothing to do.

    The decisions are recorded in any case: what prevents learning is only reported.
    """
    if not learning_due(workspace):
        return None
    try:
        return run_shown("learn", workspace, once=True)
    except KnownError as error:
        if error.code != "job-busy":
            complain(*sentences(error.code, error.params))
        # Else the app has the workspace open, and learns.
        return None


def followed_up(workspace: Workspace) -> None:
    """Run the jobs that are due, including what a killed command left undone."""
    if flagging_pending(workspace):
        run_shown("flag", workspace)
    if stale_photos(workspace):
        run_shown("rescore", workspace)
    if photos_without_vector(workspace) and not stale_photos(workspace):
        run_shown("embedding", workspace)
    if order_pending(workspace):
        run_shown("order", workspace)
    if products_pending(workspace):
        run_shown("products", workspace)

"""Run a command; errors end it with a status and one sentence."""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from hitl_app.cli.arguments import parser
from hitl_app.cli.error_log import log_error
from hitl_app.domain.errors import CancelledError, KnownError, of_the_machine, unexpected
from hitl_app.messages import sentences
from safeio.printing import complain

DONE, FAILED, CANCELLED = 0, 1, 130


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Returns:
        0 done, 1 failed with one sentence on standard error, 130 cancelled. Wrong usage ends the
        process with 2.
    """
    given = parser().parse_args(arguments)
    _speak_utf8()
    try:
        status = _do(given)
    except (CancelledError, KeyboardInterrupt):
        complain("Cancelled. What was finished is kept.")
        status = CANCELLED
    except KnownError as error:
        complain(" ".join(sentences(error.code, error.params)))
        status = FAILED
    except BrokenPipeError:
        # The reader of the output has closed it.
        status = DONE
    except Exception as error:  # noqa: BLE001 - an operator must not meet a traceback
        known = of_the_machine(error) or _of_the_output(error)
        if known is None:
            log_error(error)
            known = KnownError("internal", **unexpected(error))
        complain(" ".join(sentences(known.code, known.params)))
        status = FAILED
    return status


def _do(given: Any) -> int:
    if given.command is None:
        return _window(given)
    from hitl_app.cli.table import run_command

    action = getattr(given, "action", None)
    run_command(given.command if action is None else f"{given.command} {action}", given)
    return DONE


def _speak_utf8() -> None:
    """Names come in any script, which the system's encoding may lack."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _of_the_output(error: Exception) -> KnownError | None:
    """Return the known error for an output that cannot be written, which has no file name."""
    if not isinstance(error, OSError) or error.filename is not None:
        return None
    detail = error.strerror or str(error)
    return KnownError("write-failed", path="The output", detail=detail)


def has_screen() -> bool:
    """Return True if a window can be shown."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _window(given: Any) -> int:
    folder = _workspace_folder(given)
    if given.picture is None and has_screen():
        from hitl_app.ui.shell.app import run_window

        paths = _sample(folder) if given.sample and folder is not None else []
        return run_window(folder, import_paths=paths, sample=given.sample)
    from hitl_app.cli.headless import without_screen

    return without_screen(
        folder or Path.cwd(),
        paths=_sample(folder) if given.sample and folder is not None else [],
        picture=given.picture,
    )


def _workspace_folder(given: Any) -> Path | None:
    """Return the folder to open, or None to let the window open the last one, or ask."""
    from hitl_app.workspace import database_path

    folder: Path = given.workspace or Path.cwd()
    from_terminal = sys.stdin is not None and sys.stdin.isatty()
    if given.workspace or given.sample or database_path(folder).exists() or from_terminal:
        if not given.sample and not database_path(folder).exists():
            raise KnownError("no-workspace", path=str(folder))
        return folder
    return None if has_screen() else folder


def _sample(folder: Path) -> list[Path]:
    """Make the workspace, and return the sample catalogue if it has no photos yet."""
    from hitl_app.resources import sample_catalogue
    from hitl_app.services.catalogue import sample
    from hitl_app.workspace import Workspace

    workspace = Workspace.create(folder)
    try:
        return [] if sample.look(workspace).photos else [sample_catalogue()]
    finally:
        workspace.close()

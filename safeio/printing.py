"""Output to the terminal, for all command lines.

Names of files, categories, versions and operators are foreign text. Characters that would control a
terminal or change the direction of its text are escaped here.
"""

import argparse
import csv
import json
import logging
import os
import sys
import traceback
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Final, NoReturn, TextIO

from safeio.characters import printable, printable_json

_LOGGED: Final = "%(levelname)s: %(message)s"


def write_lines(*lines: str) -> None:
    """Write lines to standard output; a line break within one of them is escaped."""
    _write(sys.stdout, lines)


def complain(*lines: str) -> None:
    """Write lines to standard error; a line break within one of them is escaped."""
    _write(sys.stderr, lines)


def ask(question: str) -> str:
    """Write a question to standard error, and return the line that is typed."""
    sys.stderr.write(f"{printable(question)} ")
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _write(stream: TextIO, lines: Iterable[str]) -> None:
    stream.write("".join(f"{printable(line)}\n" for line in lines))
    stream.flush()


def write_json(value: Any) -> None:
    """Write one JSON object to standard output; escapes do not change its meaning."""
    text = json.dumps(value, ensure_ascii=False)
    sys.stdout.write(f"{printable_json(text)}\n")
    sys.stdout.flush()


def write_rows(rows: Iterable[Iterable[object]]) -> None:
    """Write rows as CSV to standard output as they come; None is an empty cell."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for row in rows:
        writer.writerow(["" if cell is None else printable(str(cell)) for cell in row])
    sys.stdout.flush()


class Parser(argparse.ArgumentParser):
    """A parser whose errors escape what was typed."""

    def error(self, message: str) -> NoReturn:
        """End the process with status 2 and the message on standard error."""
        super().error(printable(message))


def release_streams() -> None:
    """Drop unwritten output at the end of a command.

    The failure was reported, or the reader is gone. Python would try again at its end, complain,
    and change the exit status to 120.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def guard_streams() -> None:
    """Escape warnings, logs and tracebacks of this process as well."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Formatter(_LOGGED))
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    logging.captureWarnings(capture=True)
    sys.excepthook = _show_traceback


class _Formatter(logging.Formatter):
    """Escapes messages line by line."""

    def format(self, record: logging.LogRecord) -> str:
        return "\n".join(map(printable, super().format(record).split("\n")))


def _show_traceback(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    complain(*"".join(traceback.format_exception(kind, error, trace)).rstrip("\n").split("\n"))

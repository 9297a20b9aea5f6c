"""Run a target on changed inputs: with atheris where it is installed, else by random mutation.

    python -m benchmarks.fuzz.lists --minutes 10

Atheris is no dependency of the project: `pip install atheris` brings it in (Linux and macOS). With
it, inputs that reach new code are kept and changed further; without it every input comes from a
seed.
"""

import argparse
import contextlib
import gc
import hashlib
import importlib.util
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, FunctionType
from typing import Any, Final

from benchmarks.figures import Row, show

SLOW_SECONDS: Final = 30
_MAX_BYTES: Final = 1 << 16
_MAX_DIFFERENT: Final = 200
_PACKAGES: Final = ("hitl_app", "training", "PIL", "csv", "zipfile", "json")
"""Atheris measures the coverage of their functions."""
_WORTHWHILE: Final = (
    b"\0",
    b"\xff",
    b"\x7f",
    b"\x80",
    b"\xff\xff\xff\xff",
    b"\0\0\0\0",
    b"\n",
    b'"',
)


class TooSlowError(Exception):
    """An input took longer than `SLOW_SECONDS`."""


@dataclass
class Outcome:
    """The result of a run.

    Attributes:
        executions: Number of inputs that the target was run on.
        seconds: Duration of the run.
        slowest: Duration of the slowest input, in seconds.
        slowest_input: That input.
        findings: A line for each different place where an exception was raised that is not allowed.
    """

    executions: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    slowest_input: bytes = b""
    findings: dict[str, Path] = field(default_factory=dict)


def main(
    name: str,
    target: Callable[[bytes], None],
    seeds: Sequence[bytes],
    allowed: tuple[type[BaseException], ...],
) -> None:
    """Run a target as the command line asks; the status is 1 if something was found."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.fuzz.{name}")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--random", action="store_true", help="do without atheris")
    parser.add_argument("--seed", type=int, default=0, help="of the random mutation")
    parser.add_argument(
        "--findings", type=Path, default=Path(tempfile.gettempdir()) / f"fuzz-{name}"
    )
    given = parser.parse_args()
    run(
        name,
        target,
        seeds,
        allowed,
        given.minutes,
        findings=given.findings,
        seed=given.seed,
        with_atheris=not given.random,
    )


def run(
    name: str,
    target: Callable[[bytes], None],
    seeds: Sequence[bytes],
    allowed: tuple[type[BaseException], ...],
    minutes: float,
    *,
    findings: Path | None = None,
    seed: int = 0,
    with_atheris: bool = True,
) -> None:
    """Run a target on changed seeds, print the result and end the process.

    Args:
        name: Of the module.
        target: Takes one input. It must leave nothing behind.
        seeds: Valid inputs, and invalid ones worth a start.
        allowed: Exceptions by which the target refuses an input. Any other one is a finding.
        minutes: Duration of the run.
        findings: Folder for the inputs that raised something else. A new temporary one if none.
        seed: Start of the random mutation.
        with_atheris: Use atheris where it is installed.

    Raises:
        SystemExit: Always; the status is 1 if something was found.
    """
    folder = findings or Path(tempfile.mkdtemp(prefix="fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    outcome = Outcome()
    began = time.monotonic()
    end = began + 60 * minutes
    signal.signal(signal.SIGALRM, _interrupt)

    def once(data: bytes) -> None:
        _execute(target, data, allowed, outcome, folder)
        if time.monotonic() >= end:
            outcome.seconds = time.monotonic() - began
            status = _report(name, outcome, folder)
            # libFuzzer's loop does not return.
            os._exit(status)

    if with_atheris and importlib.util.find_spec("atheris"):
        _with_atheris(once, seeds)
    for data in _mutations(seeds, random.Random(seed)):
        once(data)


def _execute(
    target: Callable[[bytes], None],
    data: bytes,
    allowed: tuple[type[BaseException], ...],
    outcome: Outcome,
    folder: Path,
) -> None:
    began = time.monotonic()
    signal.alarm(SLOW_SECONDS)
    try:
        target(data)
    except allowed:
        pass
    except (Exception, SystemExit) as error:  # noqa: BLE001 - that is what is looked for
        _keep(error, data, outcome, folder)
    finally:
        signal.alarm(0)
    took = time.monotonic() - began
    outcome.executions += 1
    if took > outcome.slowest:
        outcome.slowest, outcome.slowest_input = took, data


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise TooSlowError(f"the input took more than {SLOW_SECONDS} s")


def _keep(error: BaseException, data: bytes, outcome: Outcome, folder: Path) -> None:
    """Keep the first input of each kind and place of an exception."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{type(error).__name__} at {last.filename}:{last.lineno}"
    if place in outcome.findings or len(outcome.findings) >= _MAX_DIFFERENT:
        return
    file = folder / hashlib.sha256(data).hexdigest()[:16]
    file.write_bytes(data)
    text = "".join(traceback.format_exception(error))
    file.with_suffix(".txt").write_text(text, encoding="utf-8", errors="backslashreplace")
    outcome.findings[place] = file
    print(f"finding: {place}: {error!r:.200} ({file})", flush=True)


def _report(name: str, outcome: Outcome, folder: Path) -> int:
    (folder / "slowest").write_bytes(outcome.slowest_input)
    for place, file in outcome.findings.items():
        print(f"  {place}: {file}", flush=True)
    done = f"{outcome.executions:,} executions in {outcome.seconds:.0f} s"
    slowest = f"{len(outcome.slowest_input):,} bytes, {folder / 'slowest'}"
    print(f"slowest input: {slowest}")
    rows = [
        Row("findings", len(outcome.findings), detail=done),
        Row("slowest input", outcome.slowest, unit="s"),
    ]
    return show(f"fuzz.{name}", rows) or int(bool(outcome.findings))


def _with_atheris(once: Callable[[bytes], None], seeds: Sequence[bytes]) -> None:
    import atheris  # noqa: PLC0415 - it may not be installed

    for function in _functions(_PACKAGES):
        with contextlib.suppress(Exception):
            atheris.instrument_func(function)
    with tempfile.TemporaryDirectory(prefix="fuzz-seeds-") as corpus:
        for number, data in enumerate(seeds):
            (Path(corpus) / str(number)).write_bytes(data)
        options = [f"-max_len={_MAX_BYTES}", "-verbosity=0", "-timeout=300", "-rss_limit_mb=8192"]
        atheris.Setup([sys.argv[0], corpus, *options], once)
        atheris.Fuzz()


def _functions(packages: tuple[str, ...]) -> list[FunctionType]:
    """Return the functions of packages that are imported by now."""

    def belongs(function: Any) -> bool:
        module = getattr(function, "__module__", None) or ""
        return any(module == p or module.startswith(f"{p}.") for p in packages)

    return [f for f in gc.get_objects() if type(f) is FunctionType and belongs(f)]


def _mutations(seeds: Sequence[bytes], chance: random.Random) -> Iterator[bytes]:
    """Yield the seeds, then changed ones without end."""
    yield from seeds
    while True:
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randint(1, 6)):
            _mutate(data, seeds, chance)
        yield bytes(data[:_MAX_BYTES])


def _mutate(data: bytearray, seeds: Sequence[bytes], chance: random.Random) -> None:
    start = chance.randint(0, len(data))
    end = min(len(data), start + chance.choice((1, 2, 4, 16, 256)))
    other = chance.choice(seeds)
    at = chance.randint(0, len(other))
    piece = bytes(data[start:end])
    data[start:end] = chance.choice(
        (
            b"",
            piece + piece,
            piece[::-1],
            chance.randbytes(len(piece)),
            bytes(byte ^ 1 << chance.randrange(8) for byte in piece),
            piece + chance.choice(_WORTHWHILE),
            other[at : at + max(1, len(piece))],
            other[at:],
        )
    )

"""Run benchmarks, each in a process of its own, and write docs/BENCHMARKS.md.

Usage: python -m benchmarks [NAME ...] [--photos FOLDER] [--list | --check | --render]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from benchmarks import page
from benchmarks.figures import COLUMNS, PHOTOS, ROWS, Row, describe, table
from benchmarks.page import Result
from benchmarks.registry import BENCHMARKS, ROOT, Benchmark


def main(
    arguments: Sequence[str],
    benchmarks: Sequence[Benchmark] = BENCHMARKS,
    docs: Path = ROOT / "docs",
) -> int:
    """Run the chosen benchmarks; return 1 if a limit is missed or a benchmark failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="run these alone")
    parser.add_argument("--photos", type=Path, default=os.environ.get(PHOTOS), metavar="FOLDER")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "benchmarks")
    parser.add_argument("--note", default="", help="what else is so, such as a shared machine")
    what = parser.add_mutually_exclusive_group()
    for option in ("list", "check", "render"):
        what.add_argument(f"--{option}", action="store_true")
    given = parser.parse_args(arguments)
    chosen = [b for b in benchmarks if not given.names or b.name in given.names]
    if unknown := set(given.names) - {b.name for b in benchmarks}:
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}")
    if given.list:
        return _list(chosen)
    if given.render:
        page.write(docs, benchmarks)
        return 0
    failed = 0
    if not given.check:
        for result in _run(chosen, given, docs):
            failed += result is None
            page.write(docs, benchmarks)
    return int(_check(chosen, page.load(docs, benchmarks)) + failed > 0)


def _list(benchmarks: Sequence[Benchmark]) -> int:
    for b in benchmarks:
        time = f"{b.minutes} min" if b.minutes else "by hand"
        print(f"{b.name:20} {time:>8}  {'photos' if b.needs_photos else '':6}  {b.title}")
    return 0


def _run(
    chosen: Sequence[Benchmark], given: argparse.Namespace, docs: Path
) -> Iterator[Result | None]:
    """Run benchmarks one after the other; yield the result of each, None if it failed."""
    commit, code = _commit(), page.code_hash()
    # Intermediate results of a benchmark belong to one state of the code.
    work = given.work.resolve() / code
    work.mkdir(parents=True, exist_ok=True)
    for benchmark in chosen:
        if not benchmark.minutes or (benchmark.needs_photos and not given.photos):
            reason = "needs --photos" if benchmark.minutes else "is measured by hand"
            print(f"{benchmark.name}: skipped, {reason}", flush=True)
            continue
        print(f"{benchmark.name}: {benchmark.title}, {benchmark.minutes} min", flush=True)
        rows = _measure(benchmark.command(given.photos, work))
        if rows is None:
            print(f"{benchmark.name}: failed", flush=True)
            yield None
            continue
        date = datetime.now().astimezone().date().isoformat()
        result = Result(
            commit=commit, date=date, machine=describe(), code=code, rows=rows, note=given.note
        )
        page.save(docs, benchmark.name, result)
        print(table(COLUMNS, (row.cells(benchmark.limits) for row in rows)), flush=True)
        yield result


def _measure(command: Sequence[str]) -> list[Row] | None:
    """Run a module; return its rows, or None if it failed."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.json"
        done = subprocess.run(
            [sys.executable, "-m", *command],
            env={**os.environ, ROWS: str(file)},
            stdout=subprocess.DEVNULL,
            check=False,
            cwd=ROOT,
        )
        # The status is 1 where a limit is missed, too.
        if done.returncode not in (0, 1) or not file.exists():
            return None
        # None are measured where what an earlier benchmark makes is missing.
        return [Row(**row) for row in json.loads(file.read_text(encoding="utf-8"))] or None


def _commit() -> str:
    """Return the commit that is checked out, marked if the code differs from it."""
    git = partial(subprocess.run, cwd=ROOT, capture_output=True, text=True, check=False)
    commit = git(["git", "rev-parse", "--short=7", "HEAD"]).stdout.strip() or "an unknown commit"
    changed = git(["git", "diff", "--quiet", "HEAD", "--", *page.CODE, "benchmarks"])
    return f"{commit} with changes" if changed.returncode == 1 else commit


def _check(benchmarks: Sequence[Benchmark], results: dict[str, Result]) -> int:
    """Report missed limits and stale tables; return how many limits are missed."""
    code, missed = page.code_hash(), 0
    for benchmark in benchmarks:
        result = results.get(benchmark.name)
        if result is None:
            print(f"{benchmark.name}: not measured yet")
            continue
        for name in result.missed(benchmark):
            print(f"{benchmark.name}: missed: {name}")
            missed += 1
        if result.code != code:
            print(f"{benchmark.name}: measured at {result.commit}, code changed since")
    return missed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

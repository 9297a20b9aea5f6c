"""kill -9 at random moments of commands; running them again leads to the same result.

Each round starts a command on a copy of a workspace, slowed down so that every step lasts, and
kills it. Then the workspace is opened by `status`, its database checked, and the command run again
(or the one that resumes it): the end has to be that of an uninterrupted run, and its counts true.

Usage: python -m benchmarks.killed_commands FOLDER [NAME...] [--hits N]
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.big import make
from benchmarks.figures import Row, report, seconds
from hitl_app.slowness import VARIABLE
from hitl_app.workspace import database_path

SLOW_MS = 60
PHOTOS = 60
# All columns of a photo except its confidence, which depends on batch sizes by rounding.
_PHOTOS = """
    SELECT sha256, state, hold, label_id, suggestion_id, first_path, product, asked_by,
           (SELECT count(*) FROM path WHERE photo_id = photo.id),
           (SELECT count(*) FROM thumbnail WHERE photo_id = photo.id),
           (SELECT count(*) FROM prediction WHERE photo_id = photo.id),
           (SELECT count(*) FROM embedding WHERE photo_id = photo.id)
    FROM photo ORDER BY sha256
"""
_CATEGORIES = "SELECT name, position, merged_into_id, retired_at IS NULL FROM category ORDER BY id"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a round takes place.

    Attributes:
        folder: The workspace.
        photos: Folder of photos that is the same in all rounds.
        out: Folder for what a command writes; empty before a round.
    """

    folder: Path
    photos: Path
    out: Path


@dataclass(frozen=True, slots=True)
class Command:
    """A command that is killed.

    Attributes:
        prepare: Makes the workspace that every round starts from, by commands.
        kill: Arguments of the command that is killed.
        check: Checks the output of the second run; returns the error, "" without one.
        resume: Arguments of the resuming command, if it is another one.
        facts: More of the end state than the database, such as files that were written.
        between: Checks the output of `status` after the kill; returns the error, "" without one.
    """

    prepare: Callable[[Place], object]
    kill: Callable[[Place], list[str]]
    check: Callable[[dict[str, Any], Place], str] = lambda _told, _place: ""
    resume: Callable[[Place], list[str]] | None = None
    facts: Callable[[Place], Any] = lambda _place: None
    between: Callable[[dict[str, Any]], str] = lambda _told: ""


def call(place: Place, arguments: Sequence[str]) -> dict[str, Any]:
    """Run a command to its end; return its output.

    Raises:
        RuntimeError: It failed.
    """
    done = subprocess.run(_line(place, arguments), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: {done.returncode}: {done.stderr[-500:]}")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _line(place: Place, arguments: Sequence[str]) -> list[str]:
    start = [sys.executable, "-m", "hitl_app", "--workspace", str(place.folder)]
    return [*start, *arguments, "--json"]


def killed(place: Place, arguments: Sequence[str], after_s: float) -> bool:
    """Start a command, slowed down, and kill it; return True if it was still running."""
    process = subprocess.Popen(
        _line(place, arguments),
        env={**os.environ, VARIABLE: str(SLOW_MS)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after_s)
    process.kill()
    return process.wait() == -9


def state(place: Place) -> list[Any]:
    """Read the photos and categories of a workspace, after a check of its database."""
    with closing(sqlite3.connect(database_path(place.folder))) as raw:
        (whole,) = raw.execute("PRAGMA integrity_check").fetchone()
        if whole != "ok":
            raise RuntimeError(f"the database is damaged: {whole}")
        return [raw.execute(query).fetchall() for query in (_PHOTOS, _CATEGORIES)]


def rounds(name: str, hits: int, photos: Path, rng: random.Random) -> tuple[int, int]:
    """Kill a command until it was hit so often; return kills that came too late, and wrong ends."""
    command, hit, late, bad = COMMANDS[name], 0, 0, 0
    with tempfile.TemporaryDirectory() as scratch:
        first = Place(Path(scratch) / "first", photos, Path(scratch) / "first-out")
        first.out.mkdir()
        command.prepare(first)
        wanted, usual = _unkilled(command, _copy(first, "whole"))
        least = seconds(lambda: call(_copy(first, "idle"), ["status"]))
        while hit < hits:
            place = _copy(first, "round")
            if not killed(place, command.kill(place), rng.uniform(0.7 * least, usual)):
                late += 1
                continue
            hit += 1
            wrong = _after(command, place, wanted)
            if wrong:
                bad += 1
                print(f"{name}, hit {hit}: {wrong}", flush=True)
    return late, bad


def _copy(place: Place, name: str) -> Place:
    """Copy a place, over the one of that name."""
    copied = Place(place.folder.with_name(name), place.photos, place.out.with_name(f"{name}-out"))
    for source, target in ((place.folder, copied.folder), (place.out, copied.out)):
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target)
    return copied


def _unkilled(command: Command, place: Place) -> tuple[Any, float]:
    """Run a command slowly to its end; return the final state and the seconds."""
    os.environ[VARIABLE] = str(SLOW_MS)
    try:
        took = seconds(lambda: call(place, command.kill(place)))
    finally:
        del os.environ[VARIABLE]
    return (state(place), command.facts(place)), took


def _after(command: Command, place: Place, wanted: Any) -> str:
    """Open the workspace after a kill and resume; return the error, "" without one."""
    try:
        torn = command.between(call(place, ["status"]))
        state(place)
        if torn:
            return torn
        told = call(place, (command.resume or command.kill)(place))
        if (state(place), command.facts(place)) != wanted:
            return "the end is another one"
        return command.check(told, place)
    except RuntimeError as error:
        return str(error)


def files(folder: Path) -> dict[str, str]:
    """Return the names and hashes of all files below a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _some_photos(place: Place) -> None:
    call(place, ["import", str(place.photos)])


def _some_decisions(place: Place) -> None:
    _some_photos(place)
    offered = call(place, ["categories", "list"])["categories"]
    _decide_some(place, 30, [category["name"] for category in offered[:4]])


def _some_watched(place: Place) -> None:
    call(place, ["init"])
    call(place, ["watch", "add", str(place.photos)])


def _counts_all(told: dict[str, Any], _place: Place) -> str:
    right = told["found"] == PHOTOS and told["new"] + told["known"] == PHOTOS
    return "" if right else f"it told {told['found']}, {told['new']}, {told['known']}"


def _backed_up(place: Place) -> None:
    """Make a workspace whose backup has 10 decisions less than it."""
    make(place.folder, np.linspace(0.3, 0.9, PHOTOS).tolist())
    for count in (10, 20):
        _decide_some(place, count)
        if count == 10:
            call(place, ["backup", str(place.out / "b.zip")])


def _decide_some(place: Place, count: int, labels: Sequence[str] = ()) -> None:
    """Decide photos by a table: as these labels in turn, or as suggested."""
    queue = call(place, ["queue", "--limit", str(count), "--format", "json"])["queue"]
    lines = [
        f"{photo['photo']},{labels[i % len(labels)] if labels else photo['suggestion']}"
        for i, photo in enumerate(queue)
    ]
    file = _table(place, lines)
    call(place, ["decide", "--from", str(file), "--operator", "ann"])
    file.unlink()


def _table(place: Place, lines: Sequence[str]) -> Path:
    file = place.out / "said.csv"
    file.write_text("\n".join(["photo,label", *lines, ""]), encoding="utf-8")
    return file


def _old_or_new(told: dict[str, Any]) -> str:
    return "" if told["decided"] in (10, 30) else f"{told['decided']} are decided"


def _much_certain(place: Place) -> None:
    make(place.folder, [*np.linspace(0.985, 0.999, 500), *np.linspace(0.3, 0.8, 100)])


_OPEN = ["inspect", "--open", "--target", "0.9", "--checks", "60"]


def _opened(place: Place) -> None:
    """Open an inspection, and write down the decisions that settle it."""
    _much_certain(place)
    call(place, _OPEN)
    with closing(sqlite3.connect(database_path(place.folder))) as raw:
        said = raw.execute(
            "SELECT sha256, category.name FROM photo JOIN category ON category.id = suggestion_id "
            "WHERE blind ORDER BY sha256"
        ).fetchall()
    _table(place, [f"{sha256},{name}" for sha256, name in said])


def _inspections(place: Place) -> list[Any]:
    """Return the states of inspections, except those whose opening was interrupted."""
    with closing(sqlite3.connect(database_path(place.folder))) as raw:
        status = raw.execute(
            "SELECT state, lot, sample, (SELECT count(*) FROM stage WHERE inspection_id = i.id), "
            "(SELECT count(*) FROM blind WHERE inspection_id = i.id) "
            "FROM inspection AS i WHERE reason <> 'interrupted'"
        ).fetchall()
        return [
            status,
            raw.execute("SELECT lot, checks, wrong, accepted FROM certificate").fetchall(),
            raw.execute("SELECT count(*) FROM photo WHERE certificate_id IS NOT NULL").fetchall(),
        ]


def _open_unless_open(place: Place) -> list[str]:
    is_open = call(place, ["status"])["inspection"] is not None
    return ["inspect", "--list"] if is_open else _OPEN


_OLD = b"what was there before\n"


def _export(kind: str, *more: str) -> Command:
    """Make the command that writes to where an older file is, or where no folder is yet."""
    arguments = ["backup"] if kind == "backup" else ["export", "--format", kind, *more]

    def prepare(place: Place) -> None:
        _some_decisions(place)
        if kind not in ("folders", "imagefolder"):
            (place.out / "there").write_bytes(_OLD)

    def kill(place: Place) -> list[str]:
        return [*arguments, str(place.out / "there")]

    def resume(place: Place) -> list[str]:
        # A file written before the kill must be as complete as that of the next run.
        there = place.out / "there"
        if there.is_dir() or (there.exists() and there.read_bytes() != _OLD):
            there.rename(place.out / "killed")
        return kill(place)

    return Command(prepare=prepare, kill=kill, check=_tells_of_all, resume=resume, facts=_written)


def _tells_of_all(told: dict[str, Any], _place: Place) -> str:
    right = told.get("photos", PHOTOS) == PHOTOS and not told["missing"]
    return "" if right else f"it told {told}"


def _written(place: Place) -> list[str]:
    """Return the files of the folder, so that leftovers are noticed."""
    found = set()
    for path in place.out.iterdir():
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                entries = {e.filename: e.CRC for e in archive.infolist()}
            # It holds the time.
            entries.pop("backup.json")
            found.add(json.dumps(entries, sort_keys=True))
        else:
            found.add(json.dumps(files(path) if path.is_dir() else path.read_text()))
    return sorted(found)


COMMANDS: dict[str, Command] = {
    "merge": Command(
        prepare=_some_decisions,
        kill=lambda _place: ["categories", "merge", "T-shirt/top", "Trouser", "--yes"],
    ),
    "restore": Command(
        prepare=_backed_up,
        kill=lambda place: ["restore", str(place.out / "b.zip")],
        between=_old_or_new,
        facts=lambda place: files(place.folder / "models"),
    ),
    "inspect": Command(
        prepare=_much_certain,
        kill=lambda _place: _OPEN,
        resume=_open_unless_open,
        facts=_inspections,
    ),
    "settle": Command(
        prepare=_opened,
        kill=lambda place: ["decide", "--from", str(place.out / "said.csv"), "--operator", "ann"],
        facts=_inspections,
    ),
    "import": Command(
        prepare=lambda place: call(place, ["init"]),
        kill=lambda place: ["import", str(place.photos)],
        check=_counts_all,
    ),
    "watch": Command(prepare=_some_watched, kill=lambda _place: ["watch", "--once"]),
    "products": Command(prepare=_some_photos, kill=lambda _place: ["products", "first", "--apply"]),
    "export": _export("csv"),
    "export-folders": _export("folders"),
    "export-links": _export("imagefolder", "--links"),
    "backup": _export("backup"),
}


def _photos(source: Path, folder: Path) -> Path:
    """Copy some photos, as views of products."""
    folder.mkdir()
    for number, path in enumerate(sorted(source.glob("*.jpg"))[:PHOTOS]):
        shutil.copy(path, folder / f"sku{number // 3:03d}_{number % 3}.jpg")
    return folder


def main() -> list[Row]:
    """Run the rounds."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.killed_commands")
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(COMMANDS))
    parser.add_argument("--hits", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        photos = _photos(given.folder, Path(scratch) / "photos")
        for name in given.names or COMMANDS:
            late, bad = rounds(name, given.hits, photos, random.Random(given.seed))
            detail = f"{given.hits} hits, {late} over before the kill"
            row = Row("lost, or another end", case=name, value=bad, detail=detail)
            print(*row.cells({}), flush=True)
            rows.append(row)
    return rows


if __name__ == "__main__":
    report(main())

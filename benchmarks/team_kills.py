"""kill -9 of windows' operators, jobs and the server at random moments of a team's work.

In each round two operators decide photos with claims on a private server, as a window confirms
decisions; a job sorts the queue, and another process adds photos, inspects them and certifies. Some
of the processes are killed, and in two of three rounds the server is stopped as if it crashed and
started again. Then all are killed, and the rows of the database are compared with what was
acknowledged.

Usage: python -m benchmarks.team_kills [ROUNDS]
"""

import contextlib
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import psycopg
from sqlalchemy import select

from benchmarks.figures import Row, report
from benchmarks.kills import worker
from hitl_app.domain.certification.bound import Found, stage
from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.pending import AWAY, pending_decision
from hitl_app.domain.settings import ORDER, ORDER_TITLES
from hitl_app.services.certification import settling
from hitl_app.services.review import claims, kept, pending
from hitl_app.services.settings import set_setting
from hitl_app.store import claims as claim_rows
from hitl_app.store.schema import PhotoRow
from hitl_app.workspace import Workspace
from tests.helpers.workspace.inspections import (
    Operator,
    decide_checks,
    nothing,
    open_inspection,
)
from tests.helpers.workspace.servers import SYNCED, Server, make_server
from tests.helpers.workspace.workspaces import add_photos

T = TypeVar("T")

_OPERATE, _CERTIFY = "operate", "certify"
_DATABASE = "photos"
_SURE, _UNSURE = 400, 50
"""Photos of each import, by whether an inspection may accept them."""
_KEPT = 0.2
"""Share of decisions that are kept on the disk before they are sent."""
_LAST_DECISIONS = """
    SELECT DISTINCT ON (photo_id) photo_id, category_id FROM decision
    WHERE answer = 'category' ORDER BY photo_id, id DESC
"""
_TWICE = "SELECT count(*) FROM (SELECT 1 FROM decision GROUP BY photo_id HAVING count(*) > 1) d"
_CERTIFICATES = "SELECT id, md5(certificate::text) FROM certificate"
# Checks that were decided as suggested when the certificate was issued; the others are wrong.
_CHECKED = """
    SELECT c.lot, c.target, c.level, c.checks, c.wrong, c.most_wrong,
           s.decided, s.wrong_decided, count(b.photo_id),
           count(*) FILTER (WHERE EXISTS (
               SELECT FROM decision d WHERE d.photo_id = b.photo_id AND d.at <= c.at
               AND d.category_id = p.suggestion_id))
    FROM certificate c
    JOIN stage s ON s.inspection_id = c.inspection_id AND s.stands
    JOIN blind b ON b.inspection_id = c.inspection_id AND b.stage BETWEEN 1 AND s.number
    JOIN photo p ON p.id = b.photo_id
    GROUP BY c.id, s.inspection_id, s.number
"""


def patiently(work: Callable[..., T], *arguments: Any) -> T:
    """Repeat work until the server answers."""
    while True:
        try:
            return work(*arguments)
        except KnownError as error:
            if error.code not in AWAY:
                raise
            time.sleep(0.05)


def operate(folder: Path, seed: int) -> None:
    """Decide photos for ever; print what is saved, and what is kept on the disk before that."""
    workspace = patiently(Workspace.open, folder)
    patiently(kept.give_in_kept, workspace)
    client = claims.Client(f"operator {seed % 2}", str(uuid4()))
    rng = random.Random(seed)
    with workspace.database.read() as session:
        categories = set(session.scalars(select(PhotoRow.suggestion_id).distinct()))
    print("ready", flush=True)
    while True:
        shown = patiently(claims.next_photo, workspace, client)
        if shown is None:
            time.sleep(0.05)
            continue
        photo_id = shown.photo.id
        category = patiently(_right, workspace, photo_id, sorted(categories))
        who = client.operator, client.token
        decision = pending_decision(shown, Answer.CATEGORY, category, "", *who)
        is_kept = rng.random() < _KEPT
        if is_kept:
            kept.keep(workspace, client.token, [decision])
            print("kept", photo_id, category, flush=True)
        try:
            patiently(pending.record, workspace, decision)
            print("saved", photo_id, category, flush=True)
        except KnownError as error:
            print(error.code, photo_id, category, flush=True)
        if is_kept:
            kept.keep(workspace, client.token, ())


def _right(workspace: Workspace, photo_id: int, categories: list[int]) -> int:
    """Return the right category: what is suggested, but for one photo in forty."""
    with workspace.database.read() as session:
        suggested = session.scalar(select(PhotoRow.suggestion_id).where(PhotoRow.id == photo_id))
    assert suggested is not None
    if photo_id % 40:
        return suggested
    return categories[categories.index(suggested) - 1]


def certify(folder: Path, seed: int) -> None:
    """Add photos, inspect them and settle the inspections for ever."""
    workspace = patiently(Workspace.open, folder)
    rng = random.Random(seed)
    while True:
        for step in (_add, _inspect, settling.settle):
            # What the server did not finish is done by the next round, or not possible now.
            with contextlib.suppress(KnownError):
                step(workspace, nothing)
        time.sleep(rng.uniform(0, 0.2))


def _add(workspace: Workspace, _report: object) -> None:
    with workspace.database.read() as session:
        waiting = session.query(PhotoRow.id).filter(PhotoRow.state == "to-review").count()
    if waiting < _UNSURE:
        add_photos(workspace, [0.995] * _SURE + [0.5] * _UNSURE, folder=f"/{uuid4()}")


def _inspect(workspace: Workspace, _report: object) -> None:
    open_inspection(workspace)


def start(kind: str, folder: Path, seed: int) -> "subprocess.Popen[str]":
    """Start one of the processes."""
    command = [sys.executable, "-m", "benchmarks.team_kills", kind, str(folder), str(seed)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@dataclass
class Seen:
    """What was acknowledged, and what was found wrong.

    Attributes:
        saved: Category by photo.
        refused: Decisions on photos that another operator had decided.
    """

    saved: dict[int, int] = field(default_factory=dict)
    kept: dict[int, int] = field(default_factory=dict)
    certificates: dict[int, str] = field(default_factory=dict)
    refused: int = 0
    crashes: int = 0
    lost: int = 0
    twice: int = 0
    claims: int = 0
    changed: int = 0
    unproved: int = 0

    def add(self, output: str) -> None:
        """Add what an operator printed; the last line may be cut."""
        for line in output.splitlines(keepends=True):
            if not line.endswith("\n"):
                continue
            word, photo, category = line.split()
            if word == "saved":
                self.saved[int(photo)] = int(category)
            elif word == "kept":
                self.kept[int(photo)] = int(category)
            else:
                self.refused += 1
                self.kept.pop(int(photo), None)


def one_round(server: Server, folders: list[Path], seed: int, seen: Seen) -> None:
    """Let all work, kill some of them, the server too, let the others go on, and kill them."""
    rng = random.Random(seed)
    operators = [start(_OPERATE, folder, 2 * seed + n) for n, folder in enumerate(folders)]
    others = [start(_CERTIFY, folders[0], seed), worker(folders[1], "order")]
    try:
        for process in operators:
            assert process.stdout is not None
            process.stdout.readline()
        time.sleep(rng.uniform(0.2, 2.5))
        victims = rng.sample([*operators, *others], rng.randint(0, 2))
        for process in victims:
            process.kill()
            time.sleep(rng.uniform(0, 0.2))
        if seed % 3:
            server.stop()
            seen.crashes += 1
            time.sleep(rng.uniform(0, 0.5))
            server.start()
            time.sleep(rng.uniform(0.2, 1.2))
    finally:
        for process in (*operators, *others):
            process.kill()
    for process in operators:
        seen.add(process.communicate()[0])
    for process in others:
        process.communicate()


def check(server: Server, folder: Path, seen: Seen) -> None:
    """Give in what was kept, and compare the rows with what was acknowledged."""
    workspace = patiently(Workspace.open, folder)
    patiently(kept.give_in_kept, workspace)
    with workspace.database.read() as session:
        seen.claims += len(claim_rows.claimed_by_others(session, "check"))
    chosen = list(ORDER_TITLES)[seen.crashes % len(ORDER_TITLES)]
    set_setting(workspace, ORDER, chosen)
    with psycopg.connect(server.address(_DATABASE)) as raw:
        rows = dict(raw.execute(_LAST_DECISIONS).fetchall())
        wanted = {**seen.kept, **seen.saved}
        seen.lost += sum(rows.get(photo) != category for photo, category in wanted.items())
        seen.twice += raw.execute(_TWICE).fetchone()[0]
        now = dict(raw.execute(_CERTIFICATES).fetchall())
        seen.changed += sum(now.get(i) != text for i, text in seen.certificates.items())
        seen.certificates.update(now)
        seen.unproved += sum(not _is_proved(row) for row in raw.execute(_CHECKED).fetchall())
        # As if these processes had been on another computer: their claims end with the time.
        raw.execute("UPDATE job_lease SET host = 'another', beat_at = beat_at - interval '91 s'")
    with workspace.database.read() as session:
        seen.claims += len(claim_rows.claimed_by_others(session, "check"))
    workspace.close()


def _is_proved(row: tuple[Any, ...]) -> bool:
    """Return True if a certificate follows from the rows of its checks and their decisions."""
    lot, target, level, checks, wrong, bound, decided, wrong_decided, drawn, right = row
    found = Found(lot, drawn, drawn - right, decided, wrong_decided)
    proved = stage(found, 1 - target, level)
    return (checks, wrong) == (drawn, drawn - right) and proved.most_wrong == bound


def main(rounds: int = 200) -> list[Row]:
    """Measure."""
    server, seen = make_server(SYNCED), Seen()
    try:
        with tempfile.TemporaryDirectory() as place:
            folders = [Path(place) / f"computer-{number}" for number in range(2)]
            workspace = Workspace.create_on_server(folders[0], server.address(_DATABASE))
            add_photos(workspace, [0.995] * _SURE + [0.5] * _UNSURE)
            open_inspection(workspace)
            decide_checks(Operator(workspace, ()))
            settling.settle(workspace, nothing)
            workspace.close()
            Workspace.connect(folders[1], server.address(_DATABASE)).close()
            for seed in range(rounds):
                one_round(server, folders, seed, seen)
                # The files of each computer are its own.
                with contextlib.closing(patiently(Workspace.open, folders[1])) as other:
                    patiently(kept.give_in_kept, other)
                check(server, folders[0], seen)
                print(seed, len(seen.saved), len(seen.certificates), _bad(seen), file=sys.stderr)
    finally:
        server.end()
    detail = f"of {len(seen.saved):,} acknowledged, {rounds} rounds, {seen.crashes} crashes"
    kept_alone = len(seen.kept.keys() - seen.saved.keys())
    certificates = f"of {len(seen.certificates)}, compared after each round"
    return [
        Row("decisions lost", seen.lost, detail=f"{detail}; {kept_alone} of them kept alone"),
        Row("photos decided twice", seen.twice, detail=f"{seen.refused} refused in time"),
        Row("claims left after the lease", seen.claims),
        Row("certificates changed", seen.changed, detail=certificates),
        Row("certificates that their rows do not prove", seen.unproved),
    ]


def _bad(seen: Seen) -> tuple[int, ...]:
    return seen.lost, seen.twice, seen.claims, seen.changed, seen.unproved


if __name__ == "__main__":
    if sys.argv[1:2] == [_OPERATE]:
        operate(Path(sys.argv[2]), int(sys.argv[3]))
    elif sys.argv[1:2] == [_CERTIFY]:
        certify(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        report(main(*(int(argument) for argument in sys.argv[1:])))

"""Decisions that are kept in files of this computer while a server does not answer.

Each window writes a file of its own, below the folder of the workspace. The file of a window that
was killed is given in by the next one; the keys of the decisions make a second time harmless.
"""

import json
import logging
import os
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import psutil

from hitl_app.domain.errors import KnownError
from hitl_app.domain.pending import AWAY, PendingDecision, as_json, of_json
from hitl_app.services.review import pending
from hitl_app.store.engine.address import CONNECTION, read_address
from hitl_app.workspace import Workspace
from safeio.files import open_ordinary, write_whole
from safeio.processes import is_running

_log = logging.getLogger(__name__)

FOLDER: Final = "kept-decisions"
_MOST_BYTES: Final = 4 << 20


@dataclass(slots=True)
class GivenIn:
    """What came of kept decisions.

    Attributes:
        photos: Photos whose decisions are in the database now.
        refused: Those that are not, by the code of the reason.
    """

    photos: list[int] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)


def keep(
    workspace: Workspace,
    client: str,
    decisions: Sequence[PendingDecision],
    *,
    is_open: bool = True,
) -> None:
    """Write the decisions of a window that are not saved yet; without any its file goes.

    Args:
        workspace: An open workspace.
        client: Token of the window.
        decisions: All of them, in order.
        is_open: Whether the window gives them in by itself, as long as its process runs.

    Raises:
        KnownError: Code `keep-failed`; the disk refuses.
    """
    file = workspace.folder / FOLDER / f"{client}.json"
    content = {
        "database": workspace.database.dialect.place,
        "pid": os.getpid() if is_open else None,
        "started": psutil.Process().create_time(),
        "decisions": as_json(decisions),
    }
    try:
        if decisions:
            file.parent.mkdir(exist_ok=True)
            write_whole(file, json.dumps(content).encode())
        else:
            file.unlink(missing_ok=True)
    except OSError as error:
        raise KnownError("keep-failed", path=str(file), detail=error.strerror or "") from error


def give_in_kept(workspace: Workspace, is_over: Callable[[], bool] = lambda: False) -> GivenIn:
    """Give in what windows kept whose processes have ended, in the order of each.

    Args:
        workspace: An open workspace.
        is_over: Returns True to stop after the present decision; the rest stays in its file.

    Raises:
        KnownError: The server does not answer: what is not saved stays in its file. Or code
            `kept-damaged`.
    """
    found, damaged = GivenIn(), ""
    for file in sorted((workspace.folder / FOLDER).glob("*.json")):
        left = _read(file, workspace.database.dialect.place)
        if left is None:
            damaged = str(file)
            continue
        for decision in left:
            if is_over():
                return found
            _give_in(workspace, decision, found)
        if left:
            file.unlink(missing_ok=True)
    if damaged:
        raise KnownError("kept-damaged", path=damaged)
    return found


def _give_in(workspace: Workspace, decision: PendingDecision, found: GivenIn) -> None:
    try:
        pending.give_in(workspace, decision)
    except KnownError as error:
        if error.code in AWAY:
            raise
        found.refused[error.code] += 1
    else:
        if not decision.withdrawn:
            found.photos.append(decision.photo_id)


def count_kept(folder: Path) -> int:
    """Return how many decisions `give_in_kept` would give in, also while the server is away.

    Args:
        folder: Folder of a workspace on a server.

    Raises:
        KnownError: The folder's file with the address cannot be read.
    """
    place = read_address(folder / CONNECTION)
    every = (_read(file, place) or () for file in (folder / FOLDER).glob("*.json"))
    return sum(not decision.withdrawn for left in every for decision in left)


def _read(file: Path, place: str) -> tuple[PendingDecision, ...] | None:
    """Return the decisions of a file; none of an open window or another database.

    A damaged file returns None.
    """
    try:
        with open_ordinary(file) as source:
            content = json.loads(source.read(_MOST_BYTES))
        decisions = of_json(content["decisions"])
        database, pid, started = content["database"], content["pid"], float(content["started"])
        is_open = pid is not None and is_running(int(pid), started)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return decisions if database == place and not is_open else ()


def close(
    workspace: Workspace,
    client: str,
    decisions: Sequence[PendingDecision],
    *,
    is_away: bool,
    may_keep: bool,
) -> None:
    """Give in the decisions of a window that is being closed, and keep those that are left.

    Args:
        workspace: An open workspace.
        client: Token of the window.
        decisions: Those that are not saved yet, in order.
        is_away: Whether the server does not answer: it is not asked then.
        may_keep: Whether what is left is kept for the next window.
    """
    left = list(decisions)
    with suppress(KnownError):
        while left and not is_away:
            _give_in(workspace, left[0], GivenIn())
            del left[0]
    if left and not may_keep:
        _log.warning("%d decisions were not saved: the server does not answer", len(left))
    keep(workspace, client, left if may_keep else (), is_open=False)

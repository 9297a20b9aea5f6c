"""The stages of every import, from files to scored photos; `importing` describes them.

The stages pass batches to each other as generators.
"""

import math
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from typing import Any, Final, TypeVar

from sqlalchemy.orm import Session

from hitl_app.domain.imports import FoundFile
from hitl_app.domain.runs import RunState
from hitl_app.domain.settings import IMPORT_THREADS
from hitl_app.imaging.archives import Archives
from hitl_app.imaging.files import UnreadablePath
from hitl_app.imaging.kinds import are_small_and_grey
from hitl_app.jobs.imports.background import Background
from hitl_app.jobs.imports.reading import (
    NAMED,
    Decoded,
    ReadFile,
    Refusals,
    ahead,
    decode,
    is_known,
    read_file,
)
from hitl_app.jobs.imports.renewing import outdated, renew
from hitl_app.jobs.job import Job
from hitl_app.jobs.models import rescoring
from hitl_app.jobs.scoring import Scorer
from hitl_app.services.models import versions
from hitl_app.services.settings import get_setting
from hitl_app.store.imports import imports, resuming
from hitl_app.store.imports.unreadable import add_unreadable
from hitl_app.store.photos import counts as tallies
from hitl_app.store.values import mark_unordered
from hitl_app.workspace import Workspace

# Photos in one transaction; few, so that a decision never waits long for its turn.
_COMMIT: Final = 8
# Photos that are scored early, and the seconds between two times.
_SOON, _SOON_S = 64, 15.0

_T = TypeVar("_T")
_Futures = list[Future[Decoded | UnreadablePath]]


class Pipeline:
    """One run of an import.

    Args:
        workspace: An open workspace.
        job: Receives progress; may cancel.
        begun: The import.
        stack: Ends what the run uses.
        again: Whether to read unchanged files again, and replace smaller thumbnails.
        named: Unreadable files of one archive that are named.

    Attributes:
        per_commit: Photos in one transaction.
        scorer: With the model that was active when the files were found; None before that.
    """

    per_commit = _COMMIT

    def __init__(
        self,
        workspace: Workspace,
        job: Job,
        begun: resuming.Restarted,
        stack: ExitStack,
        *,
        again: bool,
        named: int = NAMED,
    ) -> None:
        self._workspace = workspace
        self._job = job
        self._begun = begun
        self._number = begun.number
        self._started = time.monotonic()
        self._again = again
        self._refusals = Refusals(named)
        self._found = self._done = self._changed = self._renewed = 0
        threads = int(get_setting(workspace, IMPORT_THREADS) or 0) or os.cpu_count() or 1
        self._archives = stack.enter_context(Archives())
        self._pool = stack.enter_context(Background(job, threads, "import-decode"))
        self._is_new = versions.is_undecided(workspace)
        self.scorer: Scorer | None = None
        self._scored = -math.inf

    def go(self) -> None:
        """Run all stages."""
        raise NotImplementedError

    def _bring(self, batches: Iterator[list[FoundFile]], sample: Sequence[FoundFile]) -> None:
        """Bring in the files of some batches; a sample of them chooses the first model."""
        self._choose_model(sample)
        # Before the first photo: a model that cannot be used must not be found out at the end.
        self.scorer = Scorer(self._workspace)
        for futures in ahead(self._decode(ahead(self._read(batches))), 3):
            self._commit(self._results(futures))
            self._step(len(futures))
            if time.monotonic() - self._scored > _SOON_S:
                rescoring.score_some(self._workspace, self._job, _SOON, self.scorer)
                self._scored = time.monotonic()

    def _choose_model(self, sample: Sequence[FoundFile]) -> None:
        """Choose the model of a new workspace by some of its files."""
        if self._is_new:
            looking = self._pool.submit(
                are_small_and_grey, sample, self._archives, self._pool.is_stopped
            )
            versions.choose_first(self._workspace, grey=self._pool.result(looking))

    def finish(self, state: RunState) -> dict[str, Any]:
        """Record the end of the run and return its result."""
        with self._workspace.database.write() as session:
            new, unreadable = imports.end_import(session, self._number, state, self._found)
            if new:
                mark_unordered(session)
            counts = tallies.counts(session)
        new -= self._begun.before
        self._job.changed("photos", "imports")
        return {
            "import": self._number,
            "found": self._found,
            "new": new,
            "known": max(0, self._found - new - unreadable),
            "unreadable": unreadable,
            "changed": self._changed,
            "renewed": self._renewed,
            "resumed": self._begun.resumed,
            "to_review": counts.to_review,
            "auto_accepted": counts.auto_accepted,
            "seconds": round(time.monotonic() - self._started, 2),
            "watched": self._begun.watched,
        }

    def _pass(self, files: Sequence[FoundFile]) -> None:
        """Take note of files that are known in their present state."""
        self._step(len(files))

    def _note(self, session: Session, files: Sequence[FoundFile]) -> None:
        """Take note of files in the transaction that stores them."""

    def _step(self, files: int) -> None:
        self._done += files
        self._job.progress("read", self._done, self._found)
        self._job.changed("photos")

    def _read(
        self, batches: Iterator[list[FoundFile]]
    ) -> Iterator[list[Future[ReadFile | UnreadablePath]]]:
        """Start to read and hash files that are not known by path and state."""
        for fresh in self._fresh(batches):
            yield [
                self._pool.submit(read_file, file, self._archives, self._pool.is_stopped)
                for file in fresh
            ]

    def _fresh(self, batches: Iterator[list[FoundFile]]) -> Iterator[list[FoundFile]]:
        """Yield the files that are not known by path and state."""
        for batch in batches:
            with self._workspace.database.read() as session:
                known = imports.known_paths(session, [(file.raw, file.member) for file in batch])
            fresh = [f for f in batch if self._again or not is_known(f, known)]
            if len(fresh) < len(batch):
                self._pass([f for f in batch if not self._again and is_known(f, known)])
            yield fresh

    def _decode(
        self, batches: Iterator[list[Future[ReadFile | UnreadablePath]]]
    ) -> Iterator[_Futures]:
        """Start to decode files that are not known by hash; keep the other paths."""
        for futures in batches:
            results = self._results(futures)
            reads = [r for r in results if isinstance(r, ReadFile)]
            refused = [r for r in results if isinstance(r, UnreadablePath)]
            with self._workspace.database.read() as session:
                known = imports.known_hashes(session, [r.sha256 for r in reads])
                renewed = outdated(session, known.values()) if self._again else set()
            known = {sha256: photo for sha256, photo in known.items() if photo not in renewed}
            old = [(known[r.sha256], r.file) for r in reads if r.sha256 in known]
            self._store([], old, refused)
            if len(old) + len(refused):
                self._step(len(old) + len(refused))
            fresh = [r for r in reads if r.sha256 not in known]
            yield [self._pool.submit(decode, read, self._pool.is_stopped) for read in fresh]

    def _results(self, futures: list[Future[_T]]) -> list[_T]:
        """Yield results of started work; stop at the next file if the job was cancelled."""
        results = []
        for future in futures:
            self._job.check()
            results.append(self._pool.result(future))
        return results

    def _commit(self, results: list[Decoded | UnreadablePath]) -> None:
        self._job.check()
        self._store([], [], [r for r in results if isinstance(r, UnreadablePath)])
        same: dict[str, list[Decoded]] = {}
        for result in results:
            if isinstance(result, Decoded):
                same.setdefault(result.sha256, []).append(result)
        # Photos of an earlier batch of this run are known by now.
        with self._workspace.database.read() as session:
            known = imports.known_hashes(session, list(same))
        copies = {photo: same.pop(sha256) for sha256, photo in known.items()}
        self._store([], [(photo, one.file) for photo, every in copies.items() for one in every], [])
        if self._again:
            first = {photo: every[0] for photo, every in copies.items()}
            self._renewed += renew(self._workspace, first)
        self._store(list(same.values()), [], [])

    def _store(
        self,
        new: list[list[Decoded]],
        old: list[tuple[int, FoundFile]],
        refused: list[UnreadablePath],
    ) -> None:
        """Commit in short transactions; the lease keeps other imports from doing the same."""
        listed = self._refusals.sort(refused)
        for start in range(0, max(len(new), len(old), len(listed)), self.per_commit):
            part = slice(start, start + self.per_commit)
            with self._workspace.database.paced_write() as session:
                add_unreadable(session, self._number, listed[part])
                self._changed += imports.add_paths(session, old[part])
                self._changed += self._add(session, [_new_photo(copies) for copies in new[part]])
                brought = [one.file for copies in new[part] for one in copies]
                self._note(session, [*(file for _, file in old[part]), *brought])

    def _add(self, session: Session, rows: list[imports.NewPhoto]) -> int:
        """Add photos; an upload, which needs no lease, may have brought one in since."""
        known = imports.known_hashes(session, [row.sha256 for row in rows])
        fresh = [row for row in rows if row.sha256 not in known]
        again = [(known[r.sha256], p) for r in rows if r.sha256 in known for p in r.paths]
        return self._add_new(session, fresh) + imports.add_paths(session, again)

    def _add_new(self, session: Session, rows: list[imports.NewPhoto]) -> int:
        """Add photos that are new; return how many paths led to other photos before."""
        return imports.add_photos(session, self._number, rows)


def _new_photo(copies: list[Decoded]) -> imports.NewPhoto:
    """Return a photo to bring in, with all files that hold it."""
    first = copies[0]
    return imports.NewPhoto(
        sha256=first.sha256,
        paths=tuple(copy.file for copy in copies),
        width=first.width,
        height=first.height,
        size=first.size,
        format=first.format,
        thumbnail=first.encoded,
        score=first.score,
    )

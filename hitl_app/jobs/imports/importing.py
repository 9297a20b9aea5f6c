"""The import: find, hash, decode, prepare, classify, commit.

Two threads' worth of decoding runs ahead of one thread that classifies and commits, so that the
decoder is never idle. Each batch is committed on its own: a killed import resumes where it stopped.
"""

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.imports import FoundFile
from hitl_app.domain.models import Score
from hitl_app.domain.runs import RunState
from hitl_app.domain.settings import IMPORT_THREADS, THRESHOLD
from hitl_app.imaging.archives import Archives
from hitl_app.imaging.files import UnreadablePath, scan
from hitl_app.imaging.kinds import are_small_and_grey
from hitl_app.imaging.names import show_raw
from hitl_app.jobs.imports.background import Background
from hitl_app.jobs.imports.reading import (
    Decoded,
    ReadFile,
    Refusals,
    ahead,
    batches,
    decode,
    is_known,
    new_photo,
    read_file,
)
from hitl_app.jobs.job import Job
from hitl_app.jobs.models import rescoring
from hitl_app.jobs.scoring import Scorer
from hitl_app.services.catalogue.imports import LEASE
from hitl_app.services.models import versions
from hitl_app.services.settings import get_setting
from hitl_app.store.categories import forget_retired, suggests_retired
from hitl_app.store.imports import imports, resuming, watching
from hitl_app.store.imports.unreadable import add_unreadable
from hitl_app.store.photos import counts as tallies
from hitl_app.store.values import get_value, mark_unordered
from hitl_app.workspace import Workspace
from safeio.reasons import Reason
from training.core.backend import load_tensorflow

# Photos in one transaction; few, so that a decision never waits long for its turn.
_COMMIT = 8
# Files that one transaction takes from the watched folders.
_CLAIM = 200

_T = TypeVar("_T")
_Futures = list[Future[Decoded | UnreadablePath]]


def run(
    workspace: Workspace,
    job: Job,
    *,
    paths: Sequence[str] = (),
    resume: int | None = None,
    watched: bool = False,
    again: bool = False,
) -> dict[str, Any]:
    """Bring photos into a workspace.

    Args:
        workspace: An open workspace.
        job: Receives progress; may cancel.
        paths: Folders, files and ZIP files, as `os.fsdecode` gives them. An unfinished import of
            these is resumed.
        resume: Number of an import to resume, instead of `paths`.
        watched: Whether to take files from watched folders, instead of `paths`.
        again: Whether to read unchanged files again.

    Returns:
        `import`, `found`, `new`, `known`, `unreadable` (counts), `changed`: files that led to
        another photo before, `to_review`, `accepted`, `seconds`, `watched`, and as `resumed`
        whether an unfinished import was resumed, so that `new` counts all its runs; empty when no
        file was handed over.

    Raises:
        KnownError: Another process imports here, the model cannot be used, the disk is full.
        CancelledError: The job was cancelled; what was committed stays.
    """
    with job.lease(workspace, LEASE), ExitStack() as stack:
        begun = _begin(workspace, paths, resume, watched=watched)
        if begun is None:
            return {}
        run_ = _Import(workspace, job, begun, stack, again=again)
        try:
            run_.go()
        except BaseException as error:
            if isinstance(error, CancelledError):
                # It can be resumed.
                error.result["import"] = begun.number
            stopped = isinstance(error, CancelledError | KeyboardInterrupt)
            run_.finish(RunState.CANCELLED if stopped else RunState.FAILED)
            raise
        result = run_.finish(RunState.DONE)
    with workspace.database.read() as session:
        outdated = suggests_retired(session)
    if outdated:
        # A category was retired while the photos of a batch were labelled.
        with workspace.database.write() as session:
            forget_retired(session)
    if versions.stale_photos(workspace):
        # Another version was activated meanwhile, or the categories changed; the job `rescore` for
        # that may have ended earlier.
        rescoring.run_last(workspace, job)
    return result


def _begin(
    workspace: Workspace, paths: Sequence[str], resume: int | None, *, watched: bool
) -> resuming.Restarted | None:
    """Record that an import starts or resumes; return None without files to import."""
    # Absolute without following links, so that a resumed import finds them from anywhere.
    raws = [os.fsencode(Path(path).absolute()) for path in paths]
    shown = [(raw, show_raw(raw)) for raw in raws]
    with workspace.database.write() as session:
        imports.interrupt_imports(session)
        if watched:
            shown = watching.roots_to_claim(session)
            if not shown and resume is None:
                return None
        if resume is None:
            resume = (
                resuming.unfinished_watched(session, watching.TAKEN_UP)
                if watched
                else resuming.unfinished_import(session, shown)
            )
        if resume is None:
            number = imports.start_import(session, shown, watched=watched)
            return resuming.Restarted(number, [raw for raw, _ in shown], watched)
        known = resuming.restart_import(session, resume)
        if known is None:
            raise KnownError("import-unknown", number=resume)
        if known.watched:
            resuming.widen_import(session, resume, watching.roots_to_claim(session))
        return known


class _Import:
    """One run; the stages pass batches to each other as generators."""

    def __init__(
        self,
        workspace: Workspace,
        job: Job,
        begun: resuming.Restarted,
        stack: ExitStack,
        *,
        again: bool,
    ) -> None:
        self._workspace = workspace
        self._job = job
        self._begun = begun
        self._number = begun.number
        self._started = time.monotonic()
        self._again = again
        self._refusals = Refusals()
        self._found = self._done = self._changed = 0
        threads = int(get_setting(workspace, IMPORT_THREADS) or 0) or os.cpu_count() or 1
        self._archives = stack.enter_context(Archives())
        self._pool = stack.enter_context(Background(job, threads, "import-decode"))
        # TensorFlow takes seconds to load: files are found and read meanwhile.
        self._loader = stack.enter_context(Background(job, 1, "import-model"))
        self._is_new = versions.is_undecided(workspace)
        if self._is_new:
            self._loader.submit(load_tensorflow)
        else:
            self._scorer = self._loader.submit(Scorer, workspace)

    def go(self) -> None:
        """Run all stages."""
        roots, watched = self._begun.roots, self._begun.watched
        files = self._scan(self._claim() if watched else roots)
        if watched and not files:
            return
        if self._is_new:
            looking = self._loader.submit(
                are_small_and_grey, files, self._archives, self._pool.is_stopped
            )
            versions.choose_first(self._workspace, grey=self._loader.result(looking))
            self._scorer = self._loader.submit(Scorer, self._workspace)
        # Read from the card: the model itself may still be loading.
        preparation = self._workspace.card(
            versions.active_version(self._workspace).name
        ).preparation
        for futures in ahead(self._decode(ahead(self._read(files)), preparation), 3):
            self._commit(self._results(futures))
            self._step(len(futures))

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
            "resumed": self._begun.resumed,
            "to_review": counts.to_review,
            "auto_accepted": counts.auto_accepted,
            "seconds": round(time.monotonic() - self._started, 2),
            "watched": self._begun.watched,
        }

    def _claim(self) -> list[bytes]:
        count = _CLAIM
        while count == _CLAIM:
            self._job.check()
            with self._workspace.database.paced_write() as session:
                count = watching.claim_some(session, self._number, _CLAIM)
        with self._workspace.database.read() as session:
            return watching.claimed(session, self._number)

    def _step(self, files: int) -> None:
        self._done += files
        self._job.progress("read", self._done, self._found)
        self._job.changed("photos")

    def _scan(self, roots: list[bytes]) -> list[FoundFile]:
        files: list[FoundFile] = []
        refused: list[UnreadablePath] = []
        for entry in scan(roots, self._job.check):
            if isinstance(entry, UnreadablePath):
                if self._begun.watched and entry.reason is Reason.MISSING:
                    # It was deleted again meanwhile.
                    continue
                refused.append(entry)
            else:
                files.append(entry)
            self._found += 1
            self._job.progress("scan", self._found, None)
        if not files and not refused and not self._begun.watched:
            raise KnownError("nothing-found", path=", ".join(show_raw(raw) for raw in roots))
        self._store([], [], refused)
        self._done = len(refused)
        return files

    def _read(self, files: list[FoundFile]) -> Iterator[list[Future[ReadFile | UnreadablePath]]]:
        """Start to read and hash files that are not known by path and state."""
        for batch in batches(files):
            with self._workspace.database.read() as session:
                known = imports.known_paths(session, [(file.raw, file.member) for file in batch])
            fresh = [f for f in batch if self._again or not is_known(f, known)]
            if len(fresh) < len(batch):
                self._step(len(batch) - len(fresh))
            yield [
                self._pool.submit(read_file, file, self._archives, self._pool.is_stopped)
                for file in fresh
            ]

    def _decode(
        self, batches: Iterator[list[Future[ReadFile | UnreadablePath]]], preparation: str
    ) -> Iterator[_Futures]:
        """Start to decode and prepare files that are not known by hash; keep the other paths."""
        for futures in batches:
            results = self._results(futures)
            reads = [r for r in results if isinstance(r, ReadFile)]
            refused = [r for r in results if isinstance(r, UnreadablePath)]
            with self._workspace.database.read() as session:
                known = imports.known_hashes(session, [r.sha256 for r in reads])
            old = [(known[r.sha256], r.file) for r in reads if r.sha256 in known]
            self._store([], old, refused)
            if len(old) + len(refused):
                self._step(len(old) + len(refused))
            fresh = [r for r in reads if r.sha256 not in known]
            yield [
                self._pool.submit(decode, read, preparation, self._pool.is_stopped)
                for read in fresh
            ]

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
        old = [(i, copy.file) for sha256, i in known.items() for copy in same.pop(sha256)]
        self._store([], old, [])
        if same:
            first = [copies[0] for copies in same.values()]
            scores = self._current_scorer().scores(np.stack([d.prepared for d in first]))
            self._store(list(zip(same.values(), scores, strict=True)), [], [])

    def _current_scorer(self) -> Scorer:
        scorer = self._loader.result(self._scorer)
        if scorer.is_current(self._workspace):
            return scorer
        newer = Scorer(self._workspace)
        # Photos prepared for the older one are scored by it, and again at the end.
        if newer.preparation == scorer.preparation:
            self._scorer = Future()
            self._scorer.set_result(newer)
        return self._scorer.result()

    def _store(
        self,
        new: list[tuple[list[Decoded], Score]],
        old: list[tuple[int, FoundFile]],
        refused: list[UnreadablePath],
    ) -> None:
        """Commit in short transactions; the lease keeps other imports from doing the same."""
        listed = self._refusals.sort(refused)
        for start in range(0, max(len(new), len(old), len(listed)), _COMMIT):
            part = slice(start, start + _COMMIT)
            with self._workspace.database.paced_write() as session:
                add_unreadable(session, self._number, listed[part])
                self._changed += imports.add_paths(session, old[part])
                if new[part]:
                    threshold = get_value(session, THRESHOLD)
                    version = self._scorer.result().version.id
                    rows = [new_photo(copies, score, threshold) for copies, score in new[part]]
                    self._changed += imports.add_photos(session, self._number, version, rows)

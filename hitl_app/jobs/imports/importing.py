"""The import: find, hash, decode, commit, score.

Decoding runs ahead of one thread that commits, so that the decoder is never idle. Each batch is
committed on its own: a killed import resumes where it stopped. Photos are to review as soon as they
are committed. The first of them are scored at once and a few more now and then, so that there are
suggestions to review meanwhile; all others at the end.
"""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Any

from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.imports import FoundFile
from hitl_app.domain.runs import RunState
from hitl_app.imaging.files import UnreadablePath, scan
from hitl_app.imaging.names import show_raw
from hitl_app.jobs.imports.many.engines import Plan
from hitl_app.jobs.imports.pipeline import Pipeline
from hitl_app.jobs.imports.reading import batches
from hitl_app.jobs.job import Job
from hitl_app.jobs.models import rescoring
from hitl_app.services.catalogue.imports import LEASE
from hitl_app.services.catalogue.sources import needs_listing, root_of
from hitl_app.services.models import versions
from hitl_app.store.imports import imports, resuming, watching
from hitl_app.workspace import Workspace
from safeio.reasons import Reason

# Files that one transaction takes from the watched folders.
_CLAIM = 200
_COUNTS = ("to_review", "auto_accepted", "unscored")
"""Parts of the result that scoring changes."""


def run(
    workspace: Workspace,
    job: Job,
    *,
    paths: Sequence[str] = (),
    resume: int | None = None,
    watched: bool = False,
    again: bool = False,
    feed: Mapping[str, Any] | None = None,
    engine: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Bring photos into a workspace.

    Args:
        workspace: An open workspace.
        job: Receives progress; may cancel.
        paths: Folders, files and ZIP files, as `os.fsdecode` gives them. An unfinished import of
            these is resumed.
        resume: Number of an import to resume, instead of `paths`.
        watched: Whether to take files from watched folders, instead of `paths`.
        again: Whether to read unchanged files again, and replace smaller thumbnails; for a feed,
            whether to ask the servers for images that have changed.
        feed: How the only path is read as a product feed, as `Feed.options` gives it.
        engine: Fields of `many.engines.Plan`, to classify with several processes; `paths` may be
            sources of `services.catalogue.sources` then.

    Returns:
        `import`, `found`, `new`, `known`, `unreadable` (counts), `changed`: files that led to
        another photo before, `renewed`: replaced thumbnails, `to_review`, `accepted`, `seconds`,
        `watched`, as `resumed` whether an unfinished import was resumed, so that `new` counts all
        its runs, and `unscored` photos if it was cancelled while they were scored; for a feed
        `feed`, as `FeedImport.finish` gives it; empty when no file was handed over.

    Raises:
        KnownError: Another process imports here, the model cannot be used, the disk is full.
        CancelledError: The job was cancelled; what was committed stays.
    """
    with job.lease(workspace, LEASE), ExitStack() as stack:
        begun = _begin(workspace, paths, resume, watched=watched, feed=feed)
        if begun is None:
            return {}
        run_ = _run_of(begun, workspace, job, stack, again=again, engine=engine)
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
    if versions.stale_photos(workspace):
        scored = rescoring.run_last(workspace, job, run_.scorer)
        result |= {key: scored[key] for key in _COUNTS if key in scored}
    return result


def _run_of(
    begun: resuming.Restarted,
    workspace: Workspace,
    job: Job,
    stack: ExitStack,
    *,
    again: bool,
    engine: Mapping[str, Any] | None,
) -> Pipeline:
    """Return the run of an import, of the kind that its files need."""
    if begun.feed is not None:
        # It brings a client of the web, which other imports do without.
        from hitl_app.jobs.imports.feeds import FeedImport

        return FeedImport(workspace, job, begun, stack, again=again)
    listing = (needs_listing(root, resumed=begun.resumed) for root in begun.roots)
    if engine is not None or any(listing):
        from hitl_app.jobs.imports.many.importing import ManyImport

        return ManyImport(workspace, job, begun, stack, again=again, plan=Plan(**engine or {}))
    return _FolderImport(workspace, job, begun, stack, again=again)


def _begin(
    workspace: Workspace,
    paths: Sequence[str],
    resume: int | None,
    *,
    watched: bool,
    feed: Mapping[str, Any] | None,
) -> resuming.Restarted | None:
    """Record that an import starts or resumes; return None without files to import."""
    # Absolute without following links, so that a resumed import finds them from anywhere.
    raws = [root_of(path) for path in paths]
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
            number = imports.start_import(session, shown, watched=watched, feed=feed)
            return resuming.Restarted(number, [raw for raw, _ in shown], watched, feed=feed)
        known = resuming.restart_import(session, resume, feed)
        if known is None:
            raise KnownError("import-unknown", number=resume)
        if known.watched:
            resuming.widen_import(session, resume, watching.roots_to_claim(session))
        return known


class _FolderImport(Pipeline):
    """An import of folders and files."""

    def go(self) -> None:
        """Run all stages."""
        roots, watched = self._begun.roots, self._begun.watched
        files = self._scan(self._claim() if watched else roots)
        if watched and not files:
            return
        self._bring(batches(files), files)

    def _claim(self) -> list[bytes]:
        count = _CLAIM
        while count == _CLAIM:
            self._job.check()
            with self._workspace.database.paced_write() as session:
                count = watching.claim_some(session, self._number, _CLAIM)
        with self._workspace.database.read() as session:
            return watching.claimed(session, self._number)

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

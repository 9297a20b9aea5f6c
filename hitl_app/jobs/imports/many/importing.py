"""The import of very many photos: an engine reads, decodes and scores them, this process stores.

The list of files is on the disk, and an engine takes batches only as fast as their results are
stored: memory does not grow with the number of photos.
"""

from contextlib import ExitStack, closing
from typing import Final

from sqlalchemy.orm import Session

from hitl_app.domain.errors import KnownError
from hitl_app.domain.imports import FoundFile
from hitl_app.domain.settings import THRESHOLD
from hitl_app.imaging.files import UnreadablePath
from hitl_app.imaging.names import show_raw
from hitl_app.jobs.imports.many.engines import Plan
from hitl_app.jobs.imports.many.spool import Spool
from hitl_app.jobs.imports.many.work import BATCH, Recipe, Result
from hitl_app.jobs.imports.pipeline import Pipeline
from hitl_app.jobs.imports.reading import batches
from hitl_app.jobs.job import Job
from hitl_app.jobs.scoring import Scorer
from hitl_app.services.catalogue.sources import find
from hitl_app.store.imports import imports
from hitl_app.store.imports.resuming import Restarted
from hitl_app.store.models import scores
from hitl_app.store.values import get_value
from hitl_app.workspace import Workspace

_SAMPLED: Final = 60
_ALONE, _SHARED = 64, 256
"""Photos in one transaction, for which a decision may wait: in a file, and on a server."""
_REFUSED: Final = 512
"""Unreadable paths that are stored at once."""


class ManyImport(Pipeline):
    """One run of an import by an engine.

    Args:
        workspace: An open workspace.
        job: Receives progress; may cancel.
        begun: The import.
        stack: Ends what the run uses.
        again: Whether to read unchanged files again.
        plan: The engine.
    """

    def __init__(
        self,
        workspace: Workspace,
        job: Job,
        begun: Restarted,
        stack: ExitStack,
        *,
        again: bool,
        plan: Plan,
    ) -> None:
        super().__init__(workspace, job, begun, stack, again=again)
        self._plan = plan
        self.per_commit = _SHARED if workspace.database.dialect.is_shared else _ALONE
        self._spool = stack.enter_context(Spool())

    def go(self) -> None:
        """Run all stages."""
        self._list()
        self._choose_model(self._spool.spread(_SAMPLED))
        scorer = self.scorer = Scorer(self._workspace)
        recipe = Recipe.of(scorer, scorer.version.outputs)
        fresh = filter(None, self._fresh(batches(self._spool.files(), BATCH)))
        with closing(self._plan.results(recipe, self._job.check, fresh)) as found:
            waiting: list[Result] = []
            for results in found:
                waiting += results
                if len(waiting) >= self.per_commit:
                    self._keep(waiting)
                    waiting = []
        self._keep(waiting)

    def _keep(self, results: list[Result]) -> None:
        self._commit(results)
        self._step(len(results))

    def _list(self) -> None:
        refused: list[UnreadablePath] = []
        for entry in find(self._begun.roots, self._job.check):
            if isinstance(entry, FoundFile):
                self._spool.add(entry)
            else:
                refused.append(entry)
                self._done += 1
                if len(refused) >= _REFUSED:
                    self._store([], [], refused)
                    refused = []
            self._found += 1
            self._job.progress("scan", self._found, None)
        if not self._found:
            raise KnownError("nothing-found", path=", ".join(map(show_raw, self._begun.roots)))
        self._store([], [], refused)

    def _add_new(self, session: Session, rows: list[imports.NewPhoto]) -> int:
        """Add photos with their scores, as long as these are of the active version."""
        scorer = self.scorer
        if scorer is None or not scorer.is_current_in(session):
            # Those without a score are scored at the end.
            return super()._add_new(session, rows)
        moved = imports.add_photos(session, self._number, rows, scorer.source.version_id)
        numbers = imports.known_hashes(session, [row.sha256 for row in rows])
        new = {numbers[row.sha256]: row.score for row in rows if row.score is not None}
        scores.add_first_scores(session, scorer.source, new, get_value(session, THRESHOLD))
        return moved

"""The import of a product feed: its images are downloaded, and brought in like any file.

The files stay in a folder of the workspace, so that they can be seen at full size, exported and
read again. Each is listed under the address of its image.
"""

import os
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any, Final

import numpy as np
from sqlalchemy.orm import Session

from hitl_app.domain.errors import KnownError
from hitl_app.domain.imports import FeedDetails, FoundFile
from hitl_app.domain.runs import RunState
from hitl_app.imaging.files import UnreadablePath, state_of
from hitl_app.imaging.names import show, show_raw
from hitl_app.jobs.downloads.downloading import Downloads, Fetched, Wanted
from hitl_app.jobs.downloads.limits import WIDTH, Limits
from hitl_app.jobs.imports.pipeline import Pipeline
from hitl_app.jobs.imports.reading import Decoded
from hitl_app.jobs.job import Job
from hitl_app.services.feeds.formats import Feed, feed_of
from hitl_app.services.feeds.items import MAX_ADDRESS, FeedItem
from hitl_app.store.imports.describing import describe, outdated
from hitl_app.store.imports.resuming import Restarted
from hitl_app.workspace import Workspace
from safeio.reasons import from_system

DOWNLOADS: Final = "downloads"
"""Folder of the workspace that holds the images of feeds."""
LIMITS: Final = Limits()
_BATCH, _BATCH_S = 32, 0.5
"""Files of a batch, and seconds that a first one waits for others."""
_COUNTED_BYTES: Final = 2**28
"""Feeds up to this size are counted first, so that progress has an end."""
_NAMED: Final = 10_000
"""Failed images that are listed by address; further ones are counted by reason."""
_AHEAD: Final = 64
"""Addresses of rows that are counted at once."""


class FeedImport(Pipeline):
    """One run of the import of a feed."""

    def __init__(
        self,
        workspace: Workspace,
        job: Job,
        begun: Restarted,
        stack: ExitStack,
        *,
        again: bool,
    ) -> None:
        super().__init__(workspace, job, begun, stack, again=again, named=_NAMED)
        self._stack = stack
        self._raw = begun.roots[0]
        self._feed: Feed = feed_of(Path(os.fsdecode(self._raw)), begun.feed or {})
        self._folder = workspace.folder / DOWNLOADS
        self._details: dict[bytes, FeedDetails] = {}
        self._total: int | None = None
        self._counts: Counter[str] = Counter()
        # Hashes of all ids: eight bytes an item, for feeds of any size.
        self._ids = array("q")

    def go(self) -> None:
        """Run all stages."""
        self._total = self._count()
        limits = LIMITS
        if self._feed.per_host:
            limits = replace(limits, per_host=min(self._feed.per_host, WIDTH))
        downloads = self._stack.enter_context(
            Downloads(
                self._wanted(),
                self._folder,
                limits,
                allow_private=self._feed.allow_private,
                again=self._again,
            )
        )
        batches = self._batches(downloads)
        first = next(batches, None)
        if first is not None:
            self._bring(chain([first], batches), first)
        if not self._found:
            raise KnownError("feed-empty", path=show_raw(self._raw))

    def finish(self, state: RunState) -> dict[str, Any]:
        """Record the end of the run and return its result.

        Returns:
            As for every import, and `feed`: `items`, `without` an image, `rejected` rows,
            `repeated` ids, images `downloaded` and images `failed`.
        """
        ids = np.array(self._ids, np.int64)
        counts = {name: self._counts[name] for name in ("items", "without", "rejected")}
        counts["repeated"] = len(ids) - len(np.unique(ids))
        counts |= {name: self._counts[name] for name in ("downloaded", "failed")}
        return super().finish(state) | {"feed": counts}

    def _count(self) -> int | None:
        """Count the images of a feed of a usual size; None for a larger one."""
        try:
            if self._feed.path.stat().st_size > _COUNTED_BYTES:
                return None
        except OSError:
            # Reading it says what is wrong.
            return None
        total = 0
        for number, item in enumerate(self._feed.items()):
            total += len(item.images)
            if number % _AHEAD == 0:
                self._job.progress("scan", total, None)
        return total

    def _wanted(self) -> Iterator[Wanted]:
        """Yield the images of all items; read by the thread of the downloads."""
        for item in self._feed.items():
            self._counts["items"] += 1
            if item.problem:
                self._counts["rejected"] += 1
            elif not item.images:
                self._counts["without"] += 1
            if item.item:
                self._ids.append(hash(item.item))
            for address in item.images:
                yield Wanted(item, address)

    def _batches(self, downloads: Downloads) -> Iterator[list[FoundFile]]:
        """Yield downloaded files as they come; list what failed."""
        while some := downloads.some(_BATCH, _BATCH_S, self._job.check):
            refused: list[UnreadablePath] = []
            files: dict[bytes, FoundFile] = {}
            for one in some:
                self._found += 1
                self._counts["downloaded"] += one.is_new
                file = self._found_file(one)
                if isinstance(file, UnreadablePath):
                    self._counts["failed"] += 1
                    refused.append(file)
                elif file.raw in files:
                    self._step(1)
                else:
                    files[file.raw] = file
            if refused:
                self._store([], [], refused)
                self._step(len(refused))
            if files:
                yield list(files.values())

    def _found_file(self, one: Fetched) -> FoundFile | UnreadablePath:
        address, outcome = one.wanted.address, one.outcome
        if isinstance(outcome, Path):
            raw = os.fsencode(outcome)
            try:
                state = state_of(outcome.stat())
            except OSError as gone:
                outcome = from_system(gone)
            else:
                self._details.setdefault(raw, _details(one.wanted.item))
                return FoundFile(raw, "", address, state.size, state.mtime_ns, state.stamp)
        # As a member of the feed, so that long lists of them are bounded.
        shown = show(address[:MAX_ADDRESS])
        return UnreadablePath(self._raw, address, shown, outcome.reason, outcome.detail)

    # What the stages do otherwise for feeds.

    def _step(self, files: int) -> None:
        self._done += files
        self._job.progress("download", self._done, self._total)
        self._job.changed("photos")

    def _pass(self, files: Sequence[FoundFile]) -> None:
        details = self._taken(files)
        with self._workspace.database.read() as session:
            changed = bool(outdated(session, details))
        if changed:
            with self._workspace.database.paced_write() as session:
                describe(session, details)
        super()._pass(files)

    def _note(self, session: Session, files: Sequence[FoundFile]) -> None:
        describe(session, self._taken(files))

    def _taken(self, files: Sequence[FoundFile]) -> dict[bytes, FeedDetails]:
        taken = {file.raw: self._details.pop(file.raw, None) for file in files}
        return {raw: one for raw, one in taken.items() if one is not None}

    def _store(
        self,
        new: list[list[Decoded]],
        old: list[tuple[int, FoundFile]],
        refused: list[UnreadablePath],
    ) -> None:
        super()._store(new, old, [self._as_failed(one) for one in refused])

    def _as_failed(self, one: UnreadablePath) -> UnreadablePath:
        """Remove the file of an image that cannot be read: the next run fetches it again."""
        if one.member:
            return one
        self._details.pop(one.raw, None)
        self._counts["failed"] += 1
        Path(os.fsdecode(one.raw)).unlink(missing_ok=True)
        return UnreadablePath(self._raw, one.shown, one.shown, one.reason, one.detail)


def _details(item: FeedItem) -> FeedDetails:
    return FeedDetails(item.item, item.title, item.product)

"""Classify photos into Parquet files, without bringing them into a workspace.

Each file has some thousand photos, and is written whole or not at all: a run that was killed
resumes with the photos that no file has.
"""

import csv
import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hitl_app.domain.errors import KnownError
from hitl_app.domain.imports import FoundFile
from hitl_app.imaging.files import UnreadablePath
from hitl_app.jobs.imports.many.engines import Plan
from hitl_app.jobs.imports.many.spool import Spool
from hitl_app.jobs.imports.many.work import BATCH, Recipe, Result
from hitl_app.jobs.imports.reading import Decoded, batches
from hitl_app.jobs.job import Job
from hitl_app.services.catalogue.sources import find, root_of
from hitl_app.services.files import whole_file, write_error
from hitl_app.services.labels.records import PARTS
from safeio.cells import defuse

UNREADABLE: Final = "_unreadable.csv"
"""Readers of the whole folder leave out names that begin so."""
_ROWS: Final = 4096
"""Photos of a file, and at most what a kill loses."""
_LISTED: Final = 1000
"""Unreadable files that the result lists; the file has all."""
_MODEL: Final = b"second-look-model"


@dataclass(frozen=True, slots=True)
class Model:
    """What classifies.

    Attributes:
        sha256: Of its weights.
        names: Of its categories, by their numbers.
    """

    name: str
    sha256: str
    recipe: Recipe
    names: Mapping[int, str]


def run(job: Job, sources: Sequence[str], out: Path, model: Model, plan: Plan) -> dict[str, Any]:
    """Classify the photos of some sources into Parquet files of a folder.

    Args:
        job: Receives progress; may cancel.
        sources: As `services.catalogue.sources` reads them.
        out: The folder; photos that its files have are not classified again.
        model: What classifies.
        plan: The engine.

    Returns:
        `found`, `new`, `known`, `unreadable` (counts), `files` (the first unreadable files),
        `folder`, `model` and `seconds`.

    Raises:
        KnownError: Nothing was found, the folder has predictions of another model, or it cannot be
            written.
        CancelledError: The job was cancelled; what was classified is kept.
    """
    started = time.monotonic()
    with ExitStack() as stack:
        run_ = _Run(job, out, model, stack)
        run_.find([root_of(source) for source in sources])
        run_.classify(plan)
    counts = {
        "found": run_.found,
        "new": run_.new,
        "known": run_.known,
        "unreadable": run_.unreadable,
    }
    seconds = round(time.monotonic() - started, 2)
    where = {"folder": str(out), "model": model.name}
    return {**counts, "files": run_.refused, **where, "seconds": seconds}


class _Run:
    def __init__(self, job: Job, out: Path, model: Model, stack: ExitStack) -> None:
        self._job, self._model = job, model
        self._parts = _Parts(out, model)
        self._spool = stack.enter_context(Spool())
        self.found = self.new = self.known = self.unreadable = 0
        self.refused: list[dict[str, str]] = []
        try:
            self._file = stack.enter_context(
                (out / UNREADABLE).open("w", encoding="utf-8-sig", newline="")
            )
        except OSError as error:
            raise write_error(out / UNREADABLE, error) from error
        self._list = csv.writer(self._file)
        self._list.writerow(("path", "reason", "detail"))

    def find(self, roots: Sequence[bytes]) -> None:
        for entry in find(roots, self._job.check):
            if isinstance(entry, FoundFile):
                self._spool.add(entry)
            else:
                self._refuse(entry)
            self.found += 1
            self._job.progress("scan", self.found, None)
        if not self.found:
            raise KnownError("nothing-found", path=", ".join(map(bytes.decode, roots)))

    def classify(self, plan: Plan) -> None:
        fresh = filter(None, map(self._fresh, batches(self._spool.files(), BATCH)))
        with closing(plan.results(self._model.recipe, self._job.check, fresh)) as found:
            try:
                for results in found:
                    self._take(results)
                    self._step()
            finally:
                self._parts.flush()

    def _fresh(self, batch: list[FoundFile]) -> list[FoundFile]:
        fresh = self._parts.missing(batch)
        self.known += len(batch) - len(fresh)
        return fresh

    def _take(self, results: Sequence[Result]) -> None:
        for result in results:
            if isinstance(result, UnreadablePath):
                self._refuse(result)
            else:
                self._parts.add(result)
                self.new += 1

    def _refuse(self, path: UnreadablePath) -> None:
        self.unreadable += 1
        detail = path.detail
        self._list.writerow((defuse(path.shown), path.reason, defuse(detail)))
        if len(self.refused) < _LISTED:
            self.refused.append({"path": path.shown, "reason": path.reason, "detail": detail})

    def _step(self) -> None:
        self._job.progress("read", self.new + self.known + self.unreadable, self.found)


class _Parts:
    """The Parquet files of a folder."""

    def __init__(self, folder: Path, model: Model) -> None:
        try:
            import pyarrow as pa
        except ImportError as error:
            raise KnownError("parquet-missing") from error
        self._folder, self._model = folder, model
        names = json.dumps([model.names.get(one, "") for one in model.recipe.outputs])
        # With the hash: another version may get the name.
        known = f"{model.name} {model.sha256}".encode()
        kinds = {
            "sha256": pa.string(),
            "path": pa.string(),
            "label": pa.string(),
            "score": pa.float32(),
            "model": pa.string(),
            "width": pa.int32(),
            "height": pa.int32(),
            "bytes": pa.int64(),
            "format": pa.string(),
            "probabilities": pa.binary(),
            "features": pa.binary(),
            "thumbnail": pa.binary(),
            "key": pa.int64(),
        }
        self._schema = pa.schema(list(kinds.items()), {_MODEL: known, b"outputs": names.encode()})
        self._rows: list[tuple[Any, ...]] = []
        self._number, self._known = 0, np.zeros(0, np.int64)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._read(known)
        except OSError as error:
            raise write_error(folder, error) from error

    def _read(self, known: bytes) -> None:
        from pyarrow import ArrowInvalid, parquet

        keys = [self._known]
        for file in sorted(self._folder.glob(PARTS)):
            try:
                with parquet.ParquetFile(file) as table:
                    found = (table.schema_arrow.metadata or {}).get(_MODEL, b"")
                    if found != known:
                        raise KnownError("out-model", path=str(self._folder))
                    keys.append(table.read(["key"])["key"].to_numpy())
            except ArrowInvalid as error:
                detail = "it is damaged"
                raise KnownError("read-failed", path=str(file), detail=detail) from error
            self._number = int(file.stem.rpartition("-")[2])
        self._known = np.sort(np.concatenate(keys))

    def missing(self, batch: Sequence[FoundFile]) -> list[FoundFile]:
        """Return the files that were not classified in their present state."""
        keys = np.array([_key(file) for file in batch], np.int64)
        places = np.searchsorted(self._known, keys)
        there = _at(self._known, places) == keys if len(self._known) else np.zeros(len(keys), bool)
        return [file for file, known in zip(batch, there.tolist(), strict=True) if not known]

    def add(self, photo: Decoded) -> None:
        """Add a photo; every few thousand make a file."""
        score = photo.score
        label = None if score is None else score.suggestion_id
        self._rows.append(
            (
                photo.sha256,
                photo.file.shown,
                None if label is None else self._model.names.get(label),
                None if label is None or score is None else score.confidence,
                self._model.name,
                photo.width,
                photo.height,
                photo.size,
                photo.format,
                None if score is None else score.probabilities,
                None if score is None else score.vector,
                photo.encoded,
                _key(photo.file),
            )
        )
        if len(self._rows) >= _ROWS:
            self.flush()

    def flush(self) -> None:
        """Write what was added to a file."""
        if not self._rows:
            return
        import pyarrow as pa
        from pyarrow import parquet

        columns = [
            pa.array(values, kind)
            for values, kind in zip(zip(*self._rows, strict=True), self._schema.types, strict=True)
        ]
        self._number += 1
        table = pa.Table.from_arrays(columns, schema=self._schema)
        with whole_file(self._folder / f"part-{self._number:06}.parquet") as file:
            # Thumbnails and features are as small as they get.
            parquet.write_table(table, file, compression={"sha256": "none", "thumbnail": "none"})
        self._rows = []


def _at(known: NDArray[np.int64], places: NDArray[np.intp]) -> NDArray[np.int64]:
    found: NDArray[np.int64] = known[places.clip(max=len(known) - 1)]
    return found


def _key(file: FoundFile) -> int:
    """Return a number of a file in its present state; no two of a billion files have the same."""
    state = f"{file.size} {file.mtime_ns} {file.member}\0"
    digest = hashlib.blake2b(state.encode("utf-8", "surrogateescape") + file.raw, digest_size=8)
    return int.from_bytes(digest.digest(), "little", signed=True)

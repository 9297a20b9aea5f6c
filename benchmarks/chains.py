"""Real retrainings on 2,000 real photos: a model that follows its operator, 250 decisions a step.

The workspace's categories are the data set's ten labels; photo-base is active at first, with its
categories mapped to these. Then 250 photos are decided, a version is fine-tuned on four of five of
all decided ones, and the gate compares it with the one in force on the fifth, as
`hitl_app.jobs.models.retraining` does. Other methods serve as comparison. Steps are stored, so that
an interrupted run resumes.

Usage: python -m benchmarks.chains LABELS.CSV WORK [WAY/SEED ...]
"""

import shutil
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from benchmarks import plain_photo
from benchmarks.catalogues import COUNT, INHERITS, every_photo
from benchmarks.figures import Row, report
from benchmarks.registry import ROOT
from hitl_app.domain.queueing import QueuedPhotos, kinds, new_places
from hitl_app.domain.review import Order
from hitl_app.domain.vectors import as_unit, pack, sketches
from training.core.observer import Silent
from training.finetuning.config import FinetuneConfig
from training.finetuning.finetune import finetune
from training.finetuning.gate import compare
from training.finetuning.passes import count_epochs
from training.versions.serving import Classifier

STEP = 250
STEPS = COUNT // STEP - 1
"""After the last step nothing would be left to label."""


@dataclass(frozen=True, slots=True)
class Way:
    """Retraining method of a chain.

    Attributes:
        order: In which photos are decided.
        start: What each retraining starts from: the version in force, the shipped one with all
            training photos so far, or random weights.
        gated: Whether the gate judges; else every candidate is taken.
        plain: Whether all layers learn at once and nothing is replayed.
        mistake_weight: As in `FinetuneConfig`.
    """

    order: Literal["least sure first", "by chance", "what teaches most"] = "least sure first"
    start: Literal["active", "shipped", "nothing"] = "active"
    gated: bool = True
    plain: bool = False
    mistake_weight: int = 2


WINDOW: Final = "active"
WAYS: Final[Mapping[str, Way]] = {
    WINDOW: Way(),
    "shipped": Way(start="shipped"),
    "chance": Way(order="by chance"),
    "informative": Way(order="what teaches most"),
    "plain": Way(plain=True, gated=False, mistake_weight=1),
    "scratch": Way(start="nothing", plain=True, gated=False, mistake_weight=1),
    "even": Way(mistake_weight=1),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """State after a number of decisions.

    Attributes:
        decided: What was decided until then, in this order; validation photos among them.
        said: (N, 10) probabilities by the version in force of all photos, the 2,000 of the
            workspace first, calibrated; half precision.
        candidate: (N, 10) probabilities by the candidate of this step, promoted or not.
        kinds: (N, 128) vectors of all photos of the version in force.
        verdict: Of the gate on it; empty for the first stage.
        taught: Whether the version in force was retrained; else it is photo-base.
        seconds: That the retraining took.
    """

    decided: NDArray[np.int64]
    said: NDArray[np.float64]
    candidate: NDArray[np.float64]
    kinds: NDArray[np.int8]
    verdict: str = ""
    taught: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Chain:
    """The retrainings of one way with one seed, kept in a folder of work."""

    manifest: Path
    work: Path
    way: str
    seed: int

    def has_begun(self) -> bool:
        """Return True if there is a retraining."""
        return self._file(1).exists()

    def stages(self) -> list[Stage]:
        """Return the stages that are kept, first to last."""
        if not self._file(0).exists():
            samples, names, _ = every_photo(self.manifest, self.work, self.seed)
            classifier = Classifier(self._base, features=True)
            places = [classifier.card.categories.index(INHERITS[name]) for name in names]
            said, features = classifier.with_features(samples.images)
            said = said[:, places]
            self._keep(0, Stage(np.zeros(0, np.int64), said, said, sketches(pack(features))))
        files = [self._file(number) for number in range(STEPS + 1)]
        return [_read(file) for file in files if file.exists()]

    def extend(self) -> None:
        """Run the next retraining."""
        way = WAYS[self.way]
        samples, names, validation = every_photo(self.manifest, self.work, self.seed)
        done = self.stages()
        last, number = done[-1], len(done)
        decided = np.concatenate([last.decided, self._next(last)])
        teach, judge = decided[~validation[decided]], decided[validation[decided]]
        parent, config = self._parent(way, names, len(teach))
        started = time.monotonic()
        candidate = finetune(
            parent,
            samples.take(teach),
            samples.take(judge),
            config,
            self._versions,
            f"photo-base-{number}",
            Silent(),
            mistakes=last.said[teach].argmax(axis=1) != samples.labels[teach],
        )
        seconds = time.monotonic() - started
        said, features = Classifier(candidate, features=True).with_features(samples.images)
        verdict = compare(last.said[judge], said[judge], samples.labels[judge], names).verdict
        taken = verdict == "better" or not way.gated
        if not taken:
            shutil.rmtree(candidate)
        force, kinds = (said, sketches(pack(features))) if taken else (last.said, last.kinds)
        stage = Stage(decided, force, said, kinds, verdict, taken or last.taught, seconds)
        self._keep(number, stage)
        outside = (said.argmax(axis=1) == samples.labels)[COUNT : COUNT + 600].mean()
        print(
            f"{self.way}/{self.seed}, {len(decided)} decided: {verdict}, {outside:.1%} right of "
            f"600 others, {seconds:.0f} s",
            flush=True,
        )

    @property
    def _base(self) -> Path:
        return ROOT / "models" / "photo-base"

    @property
    def _versions(self) -> Path:
        folder = self.work / f"versions-{self.way}-{self.seed}"
        folder.mkdir(exist_ok=True)
        return folder

    def _next(self, last: Stage) -> NDArray[np.int64]:
        to_review = np.setdiff1d(np.arange(COUNT), last.decided)
        if WAYS[self.way].order == "by chance":
            rng = np.random.default_rng([self.seed, len(last.decided)])
            return rng.permutation(to_review)[:STEP]
        sure = last.said[to_review].max(axis=1)
        if WAYS[self.way].order == "what teaches most":
            nobody = np.zeros(len(to_review), bool)
            queue = QueuedPhotos(to_review, sure, sure, last.said[to_review].argmax(axis=1), nobody)
            found = kinds(as_unit(last.kinds[to_review]))
            sure = new_places(Order.INFORMATIVE, queue, found)
        return to_review[sure.argsort(kind="stable")][:STEP]

    def _parent(
        self, way: Way, names: tuple[str, ...], training_photos: int
    ) -> tuple[Path, FinetuneConfig]:
        """Return what the next retraining starts from, and how."""
        kept = [path for path in self._versions.iterdir() if path.is_dir()]
        newest = max(kept, key=lambda path: int(path.name.rsplit("-", 1)[1]), default=None)
        config = FinetuneConfig(seed=self.seed, mistake_weight=way.mistake_weight)
        if way.plain:
            every = config.head_epochs + count_epochs(training_photos)
            config = FinetuneConfig(
                seed=self.seed, mistake_weight=1, head_epochs=0, epochs=every, replay=False
            )
        if way.start == "active" and newest is not None:
            return newest, config
        parent = self._base
        known = Classifier(parent).card.categories
        inherits: tuple[int | None, ...] = tuple(known.index(INHERITS[name]) for name in names)
        if way.start == "nothing":
            parent = plain_photo.untrained(self.work, self.seed)
            inherits = (None,) * len(names)
        return parent, replace(config, categories=names, inherits=inherits)

    def _file(self, number: int) -> Path:
        return self.work / f"chain-{self.way}-{self.seed}-{number}.npz"

    def _keep(self, number: int, stage: Stage) -> None:
        values = {
            "decided": stage.decided,
            "said": stage.said.astype("<f2"),
            "candidate": stage.candidate.astype("<f2"),
            "looks": stage.kinds,
            "verdict": np.array(stage.verdict),
            "taught": np.array(stage.taught),
            "seconds": np.array(stage.seconds),
        }
        np.savez(self._file(number), **values)


def _read(file: Path) -> Stage:
    with np.load(file) as held:
        said, candidate = (held[name].astype(np.float64) for name in ("said", "candidate"))
        told = str(held["verdict"]), bool(held["taught"]), float(held["seconds"])
        return Stage(held["decided"], said, candidate, held["looks"], *told)


def main() -> list[Row]:
    """Run the chains that are asked for, each to its end."""
    manifest, work = Path(sys.argv[1]), Path(sys.argv[2])
    work.mkdir(parents=True, exist_ok=True)
    rows = []
    for asked in sys.argv[3:] or [f"{way}/1" for way in WAYS]:
        way, seed = asked.split("/")
        chain = Chain(manifest, work, way, int(seed))
        while len(chain.stages()) <= STEPS:
            chain.extend()
        took = [stage.seconds for stage in chain.stages()[1:]]
        rows.append(Row("a retraining", case=asked, value=float(np.mean(took)), unit="s"))
    return rows


if __name__ == "__main__":
    report(main())

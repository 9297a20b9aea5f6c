"""Real retrainings on 2,000 real photos: a network that follows its operator, 250 decisions a step.

The workspace's categories are the data set's ten labels; at first photo-base labels them by the
categories that they go on from. Then 250 photos are decided, the least sure first, the version in
force is fine-tuned on four of five of all decided ones, and the gate compares the two on the fifth,
as `hitl_app.jobs.retraining` does. Steps are kept, so that a run that was ended goes on.

Usage: python -m benchmarks.chains LABELS.CSV WORK [SEED ...]
"""

import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.catalogues import INHERITS, photos
from training.finetune import FinetuneConfig, finetune
from training.gate import compare
from training.observer import Silent
from training.serving import Classifier

ROOT = Path(__file__).parents[1]
STEP = 250
STEPS = 5


@dataclass(frozen=True, slots=True)
class Stage:
    """The version in force after so many decisions.

    Attributes:
        decided: What was decided until then, in this order; reference photos among them.
        said: (N, 10) its calibrated probabilities of all photos; half precision.
        verdict: Of the gate on the retraining before; empty for the first.
        taught: Whether this version has learned; else it is photo-base.
    """

    decided: NDArray[np.int64]
    said: NDArray[np.float64]
    verdict: str
    taught: bool


def stages(manifest: Path, work: Path, seed: int, base: Path) -> list[Stage]:
    """The stages of a chain that are kept, first to last."""
    files = [work / f"chain-{seed}-{number}.npz" for number in range(STEPS + 1)]
    if not files[0].exists():
        samples, names, _ = photos(manifest, work, seed)
        classifier = Classifier(base)
        places = [classifier.card.categories.index(INHERITS[name]) for name in names]
        said = classifier.probabilities(samples.images)[:, places]
        _keep(files[0], Stage(np.zeros(0, np.int64), said, "", taught=False))
    return [_read(file) for file in files if file.exists()]


def extend(manifest: Path, work: Path, seed: int, base: Path) -> None:
    """Runs the next retraining of a chain."""
    samples, names, reference = photos(manifest, work, seed)
    done = stages(manifest, work, seed, base)
    last, number = done[-1], len(done)
    waiting = np.setdiff1d(np.arange(len(samples)), last.decided)
    least_sure = waiting[last.said[waiting].max(axis=1).argsort(kind="stable")]
    decided = np.concatenate([last.decided, least_sure[:STEP]])
    teach, judge = decided[~reference[decided]], decided[reference[decided]]
    versions = work / f"versions-{seed}"
    versions.mkdir(exist_ok=True)
    kept = [path for path in versions.iterdir() if path.is_dir()]
    parent = max(kept, key=lambda p: int(p.name.rsplit("-", 1)[1]), default=base)
    config = FinetuneConfig(seed=seed)
    if parent == base:
        known = Classifier(base).card.categories
        inherits = tuple(known.index(INHERITS[name]) for name in names)
        config = FinetuneConfig(seed=seed, categories=names, inherits=inherits)
    started = time.monotonic()
    candidate = finetune(
        parent,
        samples.take(teach),
        samples.take(judge),
        config,
        versions,
        f"photo-base-{number}",
        Silent(),
    )
    said = Classifier(candidate).probabilities(samples.images)
    verdict = compare(last.said[judge], said[judge], samples.labels[judge], names)
    taken = verdict.verdict == "better"
    if not taken:
        shutil.rmtree(candidate)
    stage = Stage(
        decided, said if taken else last.said, verdict.verdict, taught=taken or last.taught
    )
    _keep(work / f"chain-{seed}-{number}.npz", stage)
    left = np.setdiff1d(np.arange(len(samples)), decided)
    right = (stage.said.argmax(axis=1) == samples.labels)[left].mean()
    print(
        f"chain {seed}, {len(decided)} decided: {verdict.verdict}, {right:.1%} of what waits is "
        f"right, {time.monotonic() - started:.0f} s",
        flush=True,
    )


def _keep(file: Path, stage: Stage) -> None:
    said = stage.said.astype("<f2")
    np.savez(
        file, decided=stage.decided, said=said, verdict=np.array(stage.verdict), taught=stage.taught
    )


def _read(file: Path) -> Stage:
    with np.load(file) as held:
        said = held["said"].astype(np.float64)
        return Stage(held["decided"], said, str(held["verdict"]), taught=bool(held["taught"]))


def main() -> None:
    """Runs the chains that are missing, one after the other."""
    manifest, work = Path(sys.argv[1]), Path(sys.argv[2])
    seeds = [int(seed) for seed in sys.argv[3:]] or [1, 2]
    base = ROOT / "models" / "photo-base"
    for seed in seeds:
        while len(stages(manifest, work, seed, base)) <= STEPS:
            extend(manifest, work, seed, base)


if __name__ == "__main__":
    main()

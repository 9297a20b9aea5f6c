"""Effect of 500 corrections of shifted pictures, and forgetting.

20,000 training items of Fashion-MNIST arrive inverted, turned or noisy. The shipped fashion-mnist
labels them; 500 are decided in the window's own order; four of five are training photos, the others
validation photos, and it is retrained as the window does. Measured on the 10,000 test items,
shifted alike and as they are, beside five plain passes over all 20,000. Results are kept, so that
an interrupted run resumes.

Negative flips, right before and wrong after, are compared with two things: what two retrainings
with two seeds differ in, and what the same model differs in when it is trained anew with another
seed (`python -m training train --architecture fashion-mnist --seed 2 --out ...`), if that version
is given. One that was trained for less long is wrong more often, so its positive flips, what it has
right and the shipped one wrong, are the lower bound of what two equally good ones differ in.

Usage: python -m benchmarks.shifted WORK [ANEW]
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from benchmarks.figures import Row, report
from benchmarks.registry import ROOT
from hitl_app.domain.queueing import QueuedPhotos, kinds, new_places
from hitl_app.domain.review import Order
from hitl_app.domain.vectors import as_unit, pack, sketches
from training.core.observer import Silent
from training.data import fashion_mnist
from training.finetuning.config import FinetuneConfig
from training.finetuning.finetune import finetune
from training.inputs.samples import Images, Samples, empty
from training.versions.serving import Classifier

MODEL = ROOT / "models" / "fashion-mnist"
ARRIVED, REVIEWED, SEEDS = 20_000, 500, (1, 2, 3, 4, 5)
ALL = FinetuneConfig(head_epochs=0, epochs=5, replay=False)
"""How all of them are learned: for the shifted items alone, regardless of forgetting."""


def inverted(images: Images, _rng: np.random.Generator) -> Images:
    """Dark items on a bright ground."""
    return 255 - images


def turned(images: Images, rng: np.random.Generator) -> Images:
    """By up to 60 degrees, either way."""
    angles = rng.uniform(-60, 60, len(images))
    done = [
        np.asarray(Image.fromarray(image[..., 0]).rotate(angle, Image.Resampling.BILINEAR))
        for image, angle in zip(images, angles, strict=True)
    ]
    return np.stack(done)[..., None]


def noisy(images: Images, rng: np.random.Generator) -> Images:
    """With noise of a standard deviation of 64 levels."""
    noise = rng.normal(0, 64, images.shape)
    return np.clip(images + noise, 0, 255).round().astype(np.uint8)


SHIFTS: Mapping[str, Callable[[Images, np.random.Generator], Images]] = {
    "inverted": inverted,
    "turned": turned,
    "noisy": noisy,
}


def shift(samples: Samples, kind: str, seed: int) -> Samples:
    """Return the samples, shifted."""
    return Samples(SHIFTS[kind](samples.images, np.random.default_rng(seed)), samples.labels)


def corrections(classifier: Classifier, arrived: Samples) -> tuple[Samples, Samples]:
    """Return training and validation photos: the first in the queue order of a new workspace."""
    said, features = classifier.with_features(arrived.images)
    sure, none = said.max(axis=1), np.zeros(len(arrived), bool)
    queue = QueuedPhotos(np.arange(len(arrived)), sure, sure, said.argmax(axis=1), none)
    places = new_places(Order.INFORMATIVE, queue, kinds(as_unit(sketches(pack(features)))))
    decided = places.argsort(kind="stable")[:REVIEWED]
    is_validation = np.arange(REVIEWED) % 5 == 0
    return arrived.take(decided[~is_validation]), arrived.take(decided[is_validation])


def run(
    training_photos: Samples, validation: Samples, config: FinetuneConfig, test: Samples, kind: str
) -> dict[str, Any]:
    """Retrain and measure; keep which test items came out right."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as out:
        child = finetune(MODEL, training_photos, validation, config, Path(out), "child", Silent())
        seconds = time.monotonic() - started
        return {"seconds": seconds, **measured(Classifier(child), test, kind)}


def measured(classifier: Classifier, test: Samples, kind: str) -> dict[str, Any]:
    """Which test items are right, as they are and shifted, as hexadecimal bits."""
    found = {}
    for name, samples in (("clean", test), ("shifted", shift(test, kind, 0))):
        right = classifier.probabilities(samples.images).argmax(axis=1) == samples.labels
        found[name] = np.packbits(right).tobytes().hex()
    return found


def bits(found: dict[str, Any], name: str) -> np.ndarray:
    """Which test items are right."""
    return np.unpackbits(np.frombuffer(bytes.fromhex(found[name]), np.uint8)).astype(bool)


def main() -> list[Row]:
    """Run what is missing."""
    work = Path(sys.argv[1])
    work.mkdir(parents=True, exist_ok=True)
    kept = work / "shifted.json"
    results: dict[str, dict[str, Any]] = json.loads(kept.read_text()) if kept.exists() else {}
    data = fashion_mnist.load()
    classifier = Classifier(MODEL, features=True)

    def once(key: str, work: Callable[[], dict[str, Any]]) -> None:
        if key not in results:
            results[key] = work()
            kept.write_text(json.dumps(results))
            print(key, f"{bits(results[key], 'shifted').mean():.1%}", flush=True)

    def arrived(kind: str, seed: int) -> Samples:
        rng = np.random.default_rng(seed)
        drawn = data.train.take(rng.permutation(len(data.train))[:ARRIVED])
        return shift(drawn, kind, seed)

    for kind in SHIFTS:
        once(f"{kind}/before", lambda kind=kind: measured(classifier, data.test, kind))
        for seed in SEEDS:
            once(
                f"{kind}/{seed}",
                lambda k=kind, s=seed: run(
                    *corrections(classifier, arrived(k, s)),
                    FinetuneConfig.of(MODEL.name, seed=s),
                    data.test,
                    k,
                ),
            )
    none = empty(data.test.images.shape[1:])
    for kind in SHIFTS:
        once(f"{kind}/all", lambda k=kind: run(arrived(k, SEEDS[0]), none, ALL, data.test, k))
    if len(sys.argv) > 2:
        anew = Classifier(Path(sys.argv[2]))
        once("anew", lambda: measured(anew, data.test, "inverted"))
    return [row for kind in SHIFTS for row in rows_of(results, kind)]


def anew_row(results: dict[str, dict[str, Any]], kind: str, clean: list[np.ndarray]) -> Row:
    """How many flips there are beside those of the model that was trained anew."""
    was, other = (bits(results[key], "clean") for key in ("inverted/before", "anew"))
    lost, won = (was & ~other).mean(), (~was & other).mean()
    flips = [100 * (was & ~now).mean() for now in clean]
    return Row(
        "right before, wrong after; peer: trained anew",
        case=kind,
        value=float(np.mean(flips)),
        unit="%",
        peer=100 * float(min(lost, won)),
        detail=f"at most {max(flips):.2f}; anew {other.mean():.2%} right, {lost:.2%} lost",
    )


def rows_of(results: dict[str, dict[str, Any]], kind: str) -> list[Row]:
    """Return the figures of one kind of shift."""
    before, everything = results[f"{kind}/before"], results[f"{kind}/all"]
    children = [results[f"{kind}/{seed}"] for seed in SEEDS]
    low, high = (bits(found, "shifted").mean() for found in (before, everything))
    right = np.array([bits(child, "shifted").mean() for child in children])
    gain = (right - low) / (high - low)
    was = bits(before, "clean")
    clean = [bits(child, "clean") for child in children]
    lost = np.array([was.mean() - now.mean() for now in clean])
    # Paired: what changes on the same items.
    error = np.mean([np.std(was.astype(float) - now) / np.sqrt(len(was)) for now in clean])
    flips = 100 * np.mean([(was & ~now).mean() for now in clean])
    others = 100 * np.mean(
        [(a & ~b).mean() for i, a in enumerate(clean) for j, b in enumerate(clean) if i != j]
    )
    seconds = float(np.mean([child["seconds"] for child in children]))
    told = f"{gain.min():.0%} to {gain.max():.0%}; {low:.1%} before, {right.mean():.1%} after"
    rows = [
        Row("share of what all 20,000 bring", case=kind, value=100 * float(gain.mean()),
            unit="%", detail=f"{told}, {high:.1%} with all"),
        Row("points lost on items as they are", case=kind, value=100 * float(lost.mean()),
            detail=f"± {196 * error:.2f}"),
        Row("right before, wrong after; peer: between two seeds", case=kind,
            value=float(flips), unit="%", peer=float(others)),
        Row("a retraining", case=kind, value=seconds, unit="s"),
    ]  # fmt: skip
    return [*rows, anew_row(results, kind, clean)] if "anew" in results else rows


if __name__ == "__main__":
    report(main())

"""Fine-tuning of photo-base on other categories, against a model from scratch.

N labelled photos of the Clothing dataset's ten labels are learned; one photo in five, chosen by its
hash, measures. Three ways, three seeds each: fine-tuning photo-base, which was trained on no real
photo of clothes; fine-tuning the plain trial (benchmarks.plain_photo); and the architecture photo
from random weights, with the same steps. Results are kept in a folder, so that an interrupted run
resumes.

Usage: python -m benchmarks.few_photos FOLDER [WORK]
"""

import dataclasses
import json
import sys
import tempfile
from dataclasses import asdict
from functools import cache, partial
from pathlib import Path

import numpy as np

from benchmarks import plain_photo
from benchmarks.figures import Row, photo_folder, report
from benchmarks.registry import ROOT
from training.architectures.recipes import RECIPES
from training.core.observer import Silent
from training.data import clothing
from training.finetuning.config import FinetuneConfig
from training.finetuning.finetune import finetune
from training.finetuning.passes import count_epochs
from training.fitting.loop import predict
from training.inputs.preparation import input_shape
from training.inputs.samples import Samples, empty
from training.versions.calibrate import accuracy
from training.versions.registry import load_model, read_card

COUNTS = (100, 250, 500, 1000, 2000)
SEEDS = (1, 2, 3)


def training_photos(found: clothing.Clothing, count: int, seed: int) -> Samples:
    """So many photos, drawn at random from all that may be learned."""
    rng = np.random.default_rng([seed, count])
    images = np.concatenate([found.learn.images, found.held_out.images])
    labels = np.concatenate([found.learn.labels, found.held_out.labels])
    chosen = rng.permutation(len(labels))[:count]
    return Samples(images[chosen], labels[chosen])


def run(parent: Path, found: clothing.Clothing, count: int, seed: int, work: Path) -> float:
    """Learn and measure; return the share that is right."""
    card = read_card(parent)
    tuning = asdict(RECIPES[card.architecture].tuning) if card.architecture in RECIPES else {}
    inherits = (None,) * len(found.names)
    config = FinetuneConfig(**tuning, seed=seed, categories=found.names, inherits=inherits)
    if parent.name.startswith("untrained"):
        # Random features are useless to a head alone: train all layers in all epochs.
        every = config.head_epochs + count_epochs(count)
        config = dataclasses.replace(config, head_epochs=0, epochs=every)
    with tempfile.TemporaryDirectory(dir=work) as out:
        photos, nothing = training_photos(found, count, seed), empty(input_shape(card.preparation))
        child = finetune(
            *(parent, photos, nothing, config),
            *(Path(out), "child", Silent()),
        )
        model = load_model(child)
    return accuracy(predict(model, found.report), found.report.labels)


def main() -> list[Row]:
    """Run what is missing."""
    load = cache(partial(clothing.load, photo_folder() / "labels.csv"))
    work = Path(sys.argv[2] if len(sys.argv) > 2 else "few-photos")
    work.mkdir(parents=True, exist_ok=True)
    kept = work / "results.json"
    results = json.loads(kept.read_text()) if kept.exists() else {}
    parents = {
        "photo-base": lambda _seed: ROOT / "models" / "photo-base",
        "plain trial": lambda _seed: plain_photo.train(work),
        "from scratch": lambda seed: plain_photo.untrained(work, seed),
    }
    for seed in SEEDS:
        for count in COUNTS:
            for way, parent in parents.items():
                key = f"{way}/{count}/{seed}"
                if key not in results:
                    begun = parent(seed)
                    found = load(read_card(begun).preparation)
                    results[key] = run(begun, found, count, seed, work)
                    kept.write_text(json.dumps(results, indent=1))
                    print(key, results[key], flush=True)
    rows = []
    for count in COUNTS:
        ran = {way: [100 * results[f"{way}/{count}/{seed}"] for seed in SEEDS] for way in parents}
        told = {way: f"{np.mean(v):.1f} ± {np.std(v, ddof=1):.1f}" for way, v in ran.items()}
        ours, plain, scratch = parents
        rows.append(
            Row("right of photos never learned", case=f"{count:,} learned", unit="%",
                value=float(np.mean(ran[ours])), detail=f"± {np.std(ran[ours], ddof=1):.1f}",
                peer=f"{plain} {told[plain]}, {scratch} {told[scratch]}")
        )  # fmt: skip
    return rows


if __name__ == "__main__":
    report(main())

"""The plain trial that photo-base is measured against: a simple model and simple photos.

A residual model with a stem of stride 2 and blocks of 32, 64, 128 and 256 filters learns for four
passes from Fashion-MNIST's items, each recoloured, turned, scaled, sheared and laid on a plain, a
striped or a noisy background. It stays here: nothing of it is shipped.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from training import __version__
from training.architectures import builders
from training.architectures.layers import residual, unit
from training.core.backend import load_keras
from training.data import fashion_mnist
from training.fitting.loop import compile_model, warm_cosine
from training.inputs.samples import Samples, empty
from training.versions.card import Card
from training.versions.registry import write_version

NAME = "plain-photo"
EDGE, PASSES, BATCH = 64, 4, 128


def build(outputs: int, input_shape: builders.Shape) -> Any:
    """Return the model of the trial."""
    keras = load_keras()
    image = keras.Input(input_shape, name="image")
    x = keras.layers.Rescaling(1 / 127.5, offset=-1, name="scale")(image)
    x = unit(x, 32, 3, 2, "stem")
    for number, filters in enumerate((32, 64, 128, 256), 1):
        x = residual(x, filters, 2 if number > 1 else 1, f"block_{number}")
    return builders.add_head(image, x, outputs, NAME)


builders.BUILDERS[NAME] = build


def photograph(item: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """One plain photo of a 28x28 item."""
    turn, shear = rng.normal(0, 0.2), rng.normal(0, 0.15)
    zoom = rng.uniform(0.9, 1.6) * 28 / EDGE
    c, s = np.cos(turn) * zoom, np.sin(turn) * zoom
    middle = EDGE / 2
    a, b, d, e = c, -s + shear * zoom, s, c
    offset = 14 - np.array([a + b, d + e]) * middle + rng.normal(0, 1, 2)
    grey = Image.fromarray(item).transform(
        (EDGE, EDGE),
        Image.Transform.AFFINE,
        (a, b, float(offset[0]), d, e, float(offset[1])),
        Image.Resampling.BILINEAR,
    )
    light = np.asarray(grey, np.float32)[..., None] / 255
    where = np.clip(light * 8, 0, 1)
    ground = rng.random((1, 1, 3)) * np.ones((EDGE, EDGE, 1))
    kind = rng.integers(3)
    if kind == 1:
        ground = np.where(
            np.arange(EDGE)[:, None, None] // rng.integers(3, 12) % 2, ground, 1 - ground
        )
    if kind == 2:
        ground = ground + rng.normal(0, 0.15, (EDGE, EDGE, 3))
    cloth = rng.random(3) * (0.3 + 0.7 * light)
    return (np.clip(ground * (1 - where) + cloth * where, 0, 1) * 255).astype(np.uint8)


def train(folder: Path) -> Path:
    """Train it, or return that of an earlier run in the folder."""
    if (folder / NAME / "card.json").exists():
        return folder / NAME
    items = fashion_mnist.load().train
    keras = load_keras()
    keras.utils.set_random_seed(1)
    model = build(10, (EDGE, EDGE, 3))
    steps = len(items) // BATCH
    compile_model(model, warm_cosine(2e-3, steps * PASSES, 0.1))
    for number in range(PASSES):
        order = np.random.default_rng([1, number]).permutation(len(items))[: steps * BATCH]
        for start in range(0, len(order), 16 * BATCH):
            part = order[start : start + 16 * BATCH]
            rng = np.random.default_rng([number, int(part[0])])
            images = np.stack([photograph(items.images[i, :, :, 0], rng) for i in part])
            model.fit(images, items.labels[part], batch_size=BATCH, shuffle=False, verbose=0)
        print(f"plain trial: pass {number + 1} of {PASSES}", flush=True)
    return write(model, folder, NAME, NAME)


def untrained(folder: Path, seed: int, architecture: str = "photo") -> Path:
    """Return a version with random weights: where training from scratch begins."""
    name = f"untrained-{seed}"
    if not (folder / name).exists():
        load_keras().utils.set_random_seed(seed)
        write(builders.build(architecture, 10, (EDGE, EDGE, 3)), folder, name, architecture)
    return folder / name


def write(model: Any, folder: Path, name: str, architecture: str) -> Path:
    """Write a version that only this benchmark reads."""
    card = Card(
        name=name,
        architecture=architecture,
        preparation="photo-64",
        categories=fashion_mnist.CATEGORIES,
        parent=None,
        data=json.dumps("benchmark"),
        seed=1,
        command="python -m benchmarks.few_photos",
        created_at="",
        program=__version__,
        metrics={},
        temperature=1.0,
        known_failures="",
    )
    nothing: Samples = empty((EDGE, EDGE, 3))
    return write_version(folder, card, model, nothing, nothing)

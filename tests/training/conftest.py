"""Small synthetic photos, and models that are really trained on them, once for all tests."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from training.architectures import builders
from training.core.observer import Silent
from training.fitting.config import TrainConfig
from training.fitting.train import train
from training.inputs.samples import Samples
from training.versions.shipped import shipped_models

NAMES = ("bar", "block", "ring")


def draw(label: int, rng: np.random.Generator) -> np.ndarray:
    """One 28x28 image of a category: light on dark, moved and noisy."""
    image = rng.integers(0, 40, (28, 28))
    top, left = rng.integers(2, 10, 2)
    area = image[top : top + 15, left : left + 15]
    if label == 0:
        area[6:9] += 180
    else:
        area += 180
    if label == 2:
        area[3:12, 3:12] -= 180
    image[[0, 0, -1, -1], [0, -1, 0, -1]] = 0
    return image.clip(0, 255).astype(np.uint8)


Drawer = Callable[..., Samples]


@pytest.fixture(scope="session")
def drawn() -> Drawer:
    """Makes balanced samples of the three categories."""

    def samples(each: int, seed: int = 0) -> Samples:
        rng = np.random.default_rng(seed)
        labels = np.repeat(np.arange(3), each)
        images = np.stack([draw(label, rng) for label in labels])[..., np.newaxis]
        return Samples(images, labels)

    return samples


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, drawn: Drawer) -> Path:
    """A folder of photos with a subfolder a category."""
    root = tmp_path_factory.mktemp("photos")
    samples = drawn(40)
    for number, (image, label) in enumerate(zip(samples.images, samples.labels, strict=True)):
        place = root / NAMES[label]
        place.mkdir(exist_ok=True)
        Image.fromarray(image[:, :, 0]).save(place / f"{number}.png")
    return root


@pytest.fixture(scope="session")
def config(folder: Path) -> TrainConfig:
    """Settings of a run of seconds."""
    return TrainConfig(data=str(folder), name="tiny", epochs=4, batch_size=16, seed=3)


@pytest.fixture(scope="session")
def version(tmp_path_factory: pytest.TempPathFactory, config: TrainConfig) -> Path:
    """The folder of a model version trained with these settings; not to be changed."""
    return train(config, tmp_path_factory.mktemp("models"), Silent())


@pytest.fixture(scope="session")
def lite0_config(tmp_path_factory: pytest.TempPathFactory, drawn: Drawer) -> TrainConfig:
    """Settings of a run of ``photo-lite0`` on few photos, with random weights in both bodies."""
    root = tmp_path_factory.mktemp("lite0")
    samples = drawn(12, seed=5)
    for number, (image, label) in enumerate(zip(samples.images, samples.labels, strict=True)):
        place = root / "photos" / NAMES[label]
        place.mkdir(parents=True, exist_ok=True)
        Image.fromarray(image[:, :, 0]).save(place / f"{number}.png")
    model = builders.build("photo-lite0", 3, (192, 192, 3))
    np.savez(root / "lite0.npz", **lite0_weights(model))
    return TrainConfig(
        architecture="photo-lite0",
        data=str(root / "photos"),
        name="eyes",
        epochs=20,
        start=str(shipped_models() / "photo-64"),
        pretrained=str(root / "lite0.npz"),
        seed=3,
    )


@pytest.fixture(scope="session")
def lite0_version(tmp_path_factory: pytest.TempPathFactory, lite0_config: TrainConfig) -> Path:
    """The folder of a version ``photo-lite0`` trained with these settings; not to be changed."""
    return train(lite0_config, tmp_path_factory.mktemp("models"), Silent())


def lite0_weights(model: Any) -> dict[str, np.ndarray]:
    """Return the weights of EfficientNet-Lite0's layers, as its converter writes them."""
    found = {}
    for layer in model.layers:
        name = layer.name.removeprefix("lite0_")
        if layer.weights and name not in (layer.name, "projection"):
            weights = layer.get_weights()
            found[name] = np.stack(weights) if name.endswith("_norm") else weights[0]
    return found


@pytest.fixture
def photos(folder: Path, tmp_path: Path) -> Path:
    """Three photos, a damaged one, a note, and hidden files; one photo in a subfolder."""
    root = tmp_path / "photos"
    (root / "more").mkdir(parents=True)
    for number, name in enumerate(("bar", "block", "ring")):
        place = root / "more" if name == "ring" else root
        shutil.copy(min((folder / name).iterdir()), place / f"{number}.png")
    (root / "cut.jpg").write_bytes(b"\xff\xd8\xff")
    (root / "notes.txt").write_text("left out")
    (root / ".hidden.png").write_text("left out")
    (root / ".thumbs").mkdir()
    (root / ".thumbs" / "1.png").write_text("left out")
    return root

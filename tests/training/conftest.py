"""Small synthetic photos, and models that are really trained on them, once for all tests."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from training.core.observer import Silent
from training.fitting.train import TrainConfig, train
from training.inputs.samples import Samples

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

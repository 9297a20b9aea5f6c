from pathlib import Path

import pytest

from training.data import fashion_mnist
from training.versions.registry import read_items, verify

ROOT = Path(__file__).parents[3]


SHIPPED = sorted(card.parent for card in (ROOT / "models").glob("*/card.json"))


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_shipped_model_is_whole_and_its_card_complete(folder: Path) -> None:
    card = verify(folder)
    assert card.name == folder.name
    assert card.categories[:10] == fashion_mnist.CATEGORIES
    assert card.metrics["test"]["accuracy"] >= 0.9
    assert card.metrics["test"]["ece"] <= 0.01
    assert card.command.startswith("python -m training train")
    assert card.known_failures
    for which in ("replay", "holdout"):
        samples = read_items(folder, which)
        # Fashion-MNIST's items and drawn ones: no real photo.
        assert samples.images.shape[1:] == (28, 28, 1)
        assert set(samples.labels) == set(range(len(card.categories)))


def test_shipped_models_are_small() -> None:
    files = [file for folder in SHIPPED for file in folder.iterdir()]
    assert max(file.stat().st_size for file in files) <= 20 * 10**6
    assert sum(file.stat().st_size for file in files) <= 60 * 10**6

"""The sample's product pictures, and the command that renders them."""

import csv
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from hitl_app import resources
from tools.sample_products.__main__ import PRODUCTS, order, render

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "hitl_app" / "sample_products"
MOST_BYTES = 4 * 1024**2


def labels() -> dict[str, str]:
    with (FOLDER / "labels.csv").open(encoding="utf-8", newline="") as file:
        return {row["photo"]: row["label"] for row in csv.DictReader(file)}


def test_sample_has_120_pictures_in_colour_of_512_pixels_in_4_mb():
    assert resources.sample_catalogue() == FOLDER
    pictures = sorted(FOLDER.glob("*.jpg"))
    assert [file.name for file in pictures] == [f"product-{n:03}.jpg" for n in range(1, 121)]
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) <= MOST_BYTES
    for file in pictures:
        with Image.open(file) as image:
            assert (image.size, image.mode) == ((512, 512), "RGB")
            assert np.ptp(np.asarray(image), axis=2).max() > 8, f"{file.name} is grey"


def test_sample_has_several_pictures_of_each_category_that_model_knows():
    card = json.loads((ROOT / "models" / "photo" / "card.json").read_text(encoding="utf-8"))
    counted = Counter(labels().values())
    assert set(counted) == set(card["categories"]) == set(PRODUCTS)
    assert min(counted.values()) >= 5
    assert sum(counted.values()) == 120


@pytest.mark.parametrize("category", ["Coat", "Sneaker", "Bag"])
def test_pictures_are_what_the_command_renders(category):
    place, seed = next((n, seed) for n, (name, seed) in enumerate(order(), 1) if name == category)
    file = FOLDER / f"product-{place:03}.jpg"
    assert labels()[file.name] == category
    with Image.open(file) as image:
        apart = np.asarray(image, np.float32) - np.asarray(render(category, seed), np.float32)
    # Compression, and the last digits of another processor.
    assert np.abs(apart).mean() < 5

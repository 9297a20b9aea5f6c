"""The photos in the pictures: the sample, and its products in other colours."""

import csv
import shutil
from pathlib import Path

from PIL import Image, ImageOps

from hitl_app.resources import sample_catalogue

_HUES = 256
"""Hues of Pillow's HSV."""


def sample_labels() -> dict[str, str]:
    """Return the categories of the sample's pictures by file name."""
    with (sample_catalogue() / "labels.csv").open(encoding="utf-8", newline="") as file:
        return {row["photo"]: row["label"] for row in csv.DictReader(file)}


def write_products(folder: Path, colours: int = 1) -> dict[str, str]:
    """Write the sample into a folder, each product in several colours.

    Args:
        folder: Where to write.
        colours: Pictures of each product, the sample's own among them.

    Returns:
        The categories by file name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = sample_labels()
    labels = dict(known)
    for number, (name, category) in enumerate(known.items()):
        shutil.copyfile(sample_catalogue() / name, folder / name)
        for colour in range(1, colours):
            file = folder / f"product-{number + 1 + colour * len(known):03}.jpg"
            with Image.open(sample_catalogue() / name) as picture:
                _recoloured(picture, colour * _HUES // colours, colour).save(file, quality=85)
            labels[file.name] = category
    return labels


def _recoloured(picture: Image.Image, turn: int, colour: int) -> Image.Image:
    """Return a picture with all hues turned, every other one mirrored."""
    hue, *others = picture.convert("HSV").split()
    hue = hue.point([(value + turn) % _HUES for value in range(_HUES)])
    turned = Image.merge("HSV", (hue, *others)).convert("RGB")
    return ImageOps.mirror(turned) if colour % 2 else turned

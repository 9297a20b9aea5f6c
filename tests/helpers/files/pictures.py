"""Photos in folders."""

from pathlib import Path

import numpy as np
from PIL import Image

FILES = {
    "analysis.json",
    "analysis.txt",
    "class_distribution.png",
    "first_images.png",
    "intensities.png",
}


def save(folder: Path, name: str, image: np.ndarray) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    Image.fromarray(image).save(folder / name)


def photo(seed: int) -> np.ndarray:
    """Return coarse noise, so that a smaller picture still differs from others."""
    coarse = np.random.default_rng(seed).integers(0, 256, (8, 8, 3), np.uint8)
    return coarse.repeat(10, axis=0).repeat(10, axis=1)

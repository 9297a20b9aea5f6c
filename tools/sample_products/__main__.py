"""Write the sample's product pictures and their labels."""

import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

from tools.sample_products import bags, bottoms, grounds, shoes, tops
from tools.sample_products.canvas import SIZE, Layer, Rng, finished

PRODUCTS: dict[str, tuple[Callable[[Layer, Rng], None], int]] = {
    "T-shirt/top": (tops.t_shirt, 14),
    "Trouser": (bottoms.trousers, 10),
    "Pullover": (tops.pullover, 10),
    "Dress": (tops.dress, 10),
    "Coat": (tops.coat, 10),
    "Sandal": (shoes.sandals, 7),
    "Shirt": (tops.shirt, 10),
    "Sneaker": (shoes.sneaker, 12),
    "Bag": (bags.bag, 12),
    "Ankle boot": (shoes.boot, 8),
    "Shorts": (bottoms.shorts, 6),
    "Skirt": (bottoms.skirt, 6),
    "Hat": (bottoms.hat, 5),
}
"""What draws a product of a category, and how many there are."""
_FLOORS = {"Sneaker": shoes.FLOOR, "Ankle boot": shoes.FLOOR, "Bag": bags.FLOOR}
_SCALES = {
    "Trouser": 1.0,
    "Dress": 0.98,
    "Coat": 1.0,
    "Pullover": 0.98,
    "Shirt": 1.03,
    "Sandal": 1.0,
    "Shorts": 1.3,
    "Hat": 1.0,
}
_SEED = 20250


def render(category: str, seed: int) -> Image.Image:
    """Return one picture of a product, 512x512."""
    rng = np.random.default_rng(seed)
    draw = PRODUCTS[category][0]
    layer = Layer(rng)
    base = _FLOORS.get(category)
    if base is None:
        layer.scale = _SCALES.get(category, 1.16) * rng.uniform(0.94, 1.03)
        layer.turn = rng.normal(0, 0.05)
        layer.at = (rng.normal(0, 0.02), rng.normal(0, 0.02))
        draw(layer, rng)
        return finished(layer.over(grounds.ground(rng)), rng)
    layer.scale = rng.uniform(0.9, 1.0) * (1.14 if category == "Ankle boot" else 1.0)
    layer.at = (rng.normal(0, 0.02), rng.uniform(0.02, 0.09) if base < 0.5 else rng.normal(0, 0.02))
    draw(layer, rng)
    floor = (layer.at[1] + base * layer.scale + 1) * SIZE / 2
    return finished(layer.over(grounds.room(rng, floor), floor=floor), rng)


def order() -> list[tuple[str, int]]:
    """Return categories and seeds of the pictures, mixed."""
    listed = [
        (name, _SEED + 1000 * place + number)
        for place, (name, (_, count)) in enumerate(PRODUCTS.items())
        for number in range(count)
    ]
    mixed = np.random.default_rng(_SEED).permutation(len(listed))
    return [listed[int(place)] for place in mixed]


def _write(task: tuple[Path, str, int]) -> None:
    file, category, seed = task
    render(category, seed).save(file, quality=80, subsampling=0, optimize=True)


def main(folder: Path) -> None:
    """Write `product-001.jpg` and so on, and `labels.csv`."""
    folder.mkdir(parents=True, exist_ok=True)
    tasks = [
        (folder / f"product-{number:03}.jpg", category, seed)
        for number, (category, seed) in enumerate(order(), 1)
    ]
    with ProcessPoolExecutor() as pool:
        list(pool.map(_write, tasks))
    lines = ["photo,label", *(f"{file.name},{category}" for file, category, _ in tasks)]
    (folder / "labels.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

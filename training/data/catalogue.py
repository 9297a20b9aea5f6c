"""The sample catalogue: 300 images that no model was trained, chosen or calibrated on."""

import csv
import io
from importlib.resources import files
from pathlib import Path

from PIL import Image

from safeio.files import whole_folder
from training.core.errors import TrainingError
from training.data import fashion_mnist


def write_sample(out: Path) -> int:
    """Write the catalogue, ``item-001.png`` and so on, and return how many photos it has.

    Beside them are ``labels.csv`` and ``LICENSE``. The folder must not exist yet; it appears whole
    or not at all.

    Raises:
        TrainingError: ``out-exists``, and those of ``fashion_mnist.load``.
    """
    if out.exists():
        raise TrainingError(
            "out-exists",
            f"There is already something in {out}.",
            "Name a folder that does not exist yet, or move that one away.",
            {"path": str(out)},
        )
    catalogue = fashion_mnist.load().catalogue
    rows = [
        (f"item-{number:03}.png", fashion_mnist.CATEGORIES[label])
        for number, label in enumerate(catalogue.labels, 1)
    ]
    licence = files("training.data").joinpath("fashion-mnist-licence.txt").read_bytes()
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows([("photo", "label"), *rows])
    out.parent.mkdir(parents=True, exist_ok=True)
    with whole_folder(out) as folder:
        for (name, _), image in zip(rows, catalogue.images, strict=True):
            Image.fromarray(image[:, :, 0]).save(folder / name, optimize=True)
        (folder / "labels.csv").write_text(table.getvalue(), encoding="utf-8")
        (folder / "LICENSE").write_bytes(licence)
    return len(rows)

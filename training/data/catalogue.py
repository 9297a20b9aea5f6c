"""The sample catalogue: 300 images that no model was trained, chosen or calibrated on."""

import csv
import io
from pathlib import Path
from typing import Final

from PIL import Image

from safeio.files import whole_folder
from training.core.errors import TrainingError
from training.data import fashion_mnist

LICENCE: Final = """\
The images in this folder are from Fashion-MNIST, https://github.com/zalandoresearch/fashion-mnist,
which comes under this licence:

The MIT License (MIT)

Copyright (c) 2017 Zalando SE, https://tech.zalando.com

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in
all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""


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
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows([("photo", "label"), *rows])
    out.parent.mkdir(parents=True, exist_ok=True)
    with whole_folder(out) as folder:
        for (name, _), image in zip(rows, catalogue.images, strict=True):
            Image.fromarray(image[:, :, 0]).save(folder / name, optimize=True)
        (folder / "labels.csv").write_text(table.getvalue(), encoding="utf-8")
        (folder / "LICENSE").write_text(LICENCE, encoding="utf-8")
    return len(rows)

"""The files beside an exported model: categories, card, a description and an example."""

import json
from typing import Final

from training.runtimes.formats import Runtime
from training.runtimes.outputs import Shares
from training.versions.card import Card

CATEGORIES: Final = "categories.json"
CARD: Final = "card.json"
EXAMPLE: Final = "example.py"
README: Final = "README.md"

_EXAMPLE: Final = '''"""Classify photos: python example.py PHOTO ... (pip install {packages})."""
import io
import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps
{imports}

categories = json.loads(Path(__file__).with_name("categories.json").read_text("utf-8"))
{begin}
for file in sys.argv[1:]:
    image = Image.open(file)
    size = [max(1, round(side * 192 / max(192, *image.size))) for side in image.size]
    large, box = max(image.size) > 192, (image.draft(None, size) or (None, None))[1]
    image = image.convert("RGBA").resize(size, Image.Resampling.BILINEAR, box, 2.0)
    image = ImageOps.exif_transpose(image)
    photo = Image.new("RGB", image.size, "white")
    photo.paste(image, mask=image)
    if large:  # Second Look looks at its thumbnails, which are JPEG files
        photo.save(kept := io.BytesIO(), "JPEG", quality=95, subsampling=0)
        photo = Image.open(kept)
    photo = np.asarray(photo)[np.newaxis]
    probabilities = {ask}
    best = probabilities.argmax()
    print(file, categories[best], f"{{probabilities[best]:.4f}}", sep="\\t")
'''

_README: Final = """# {name}, for {title}

Exported from Second Look. Nothing of Second Look is needed to use it.

| file | content |
| --- | --- |
| {files} | the model |
| `categories.json` | the categories, in the order of the probabilities |
| `card.json` | the card of the model version: training, figures, known limitations |
| `example.py` | classifies photos from the command line |

    pip install {packages}
    python example.py PHOTO ...

- Input `photos`: bytes of shape (N, height, width, 3), the pixels of decoded RGB photos. They may
  have any size; the photos of one call have the same.
- Output `probabilities`: floats of shape (N, {count}), calibrated.

The model scales, frames and prepares the photos itself. A photo larger than 192 pixels a side is
first scaled down to that. Second Look does that while it decodes a file, and stores a JPEG of
quality 95: with the same lines, as in `example.py`, labels are those of Second Look. Without them
the pixels differ slightly, and so do probabilities. Turn photos upright, convert them to sRGB, and
put transparent ones on white.
"""


def make_files(card: Card, shares: Shares, runtime: Runtime) -> dict[str, str]:
    """Return the texts beside a model, by file name."""
    packages = " ".join(("numpy", "pillow", *runtime.packages))
    example = _EXAMPLE.format(
        packages=packages, imports=runtime.imports, begin=runtime.begin, ask=runtime.ask
    )
    readme = _README.format(
        name=card.name,
        title=runtime.title,
        files=", ".join(f"`{file}`" for file in runtime.files),
        packages=packages,
        count=len(shares.categories),
    )
    names = json.dumps(list(shares.categories), ensure_ascii=False, indent=2)
    return {
        CATEGORIES: f"{names}\n",
        CARD: card.to_json(),
        EXAMPLE: example,
        README: readme,
    }

"""Small tables of 28x28 images that a model can learn."""

import gzip
import struct
from pathlib import Path

import numpy as np

from training.inputs.samples import Samples

HEADER = ",".join(["label", *(f"pixel{number}" for number in range(1, 785))])


def items(each: int, seed: int = 0) -> Samples:
    """Return items of ten categories: a bright row at a place of their own, on noise."""
    rng = np.random.default_rng(seed)
    labels = rng.permutation(np.repeat(np.arange(10), each))
    images = rng.integers(0, 60, (len(labels), 28, 28, 1), np.uint8)
    for image, label in zip(images, labels, strict=True):
        image[2 + 2 * label : 5 + 2 * label, 4:24] = 220
    return Samples(images, labels)


def write_csv(path: Path, samples: Samples, *, header: bool = True) -> Path:
    rows = np.concatenate([samples.labels[:, None], samples.images.reshape(-1, 784)], axis=1)
    lines = [",".join(map(str, row)) for row in rows.tolist()]
    path.write_text("\n".join([HEADER, *lines] if header else lines) + "\n")
    return path


def write_idx(folder: Path, part: str, samples: Samples) -> None:
    count = len(samples)
    images = b"\0\0\x08\x03" + struct.pack(">3I", count, 28, 28) + samples.images.tobytes()
    labels = b"\0\0\x08\x01" + struct.pack(">I", count) + samples.labels.astype(np.uint8).tobytes()
    folder.mkdir(exist_ok=True)
    (folder / f"{part}-images-idx3-ubyte.gz").write_bytes(gzip.compress(images))
    (folder / f"{part}-labels-idx1-ubyte").write_bytes(labels)

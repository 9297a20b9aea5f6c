"""Features of samples, computed once, for trainings in which the last layer alone learns."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np

from safeio.files import write_whole
from training.architectures.builders import HEAD, without_head
from training.core.arrays import pack_arrays, unpack_arrays
from training.core.backend import load_keras, load_tensorflow
from training.core.errors import damaged
from training.fitting.checkpoint import of_another_run
from training.inputs.samples import Images, Samples

_BATCH: Final = 32
"""Larger batches are slower: their maps leave the processor's cache."""
_REMEDY: Final = "Delete this folder to train from the start."


class FeatureReader:
    """Features of a model: what goes into its last layer.

    Args:
        model: of ``training.architectures.builders``.
        on_batch: called after each batch of photos; may raise to stop.

    Attributes:
        on_batch: as given; may be replaced.
        width: how many features a photo has.
    """

    def __init__(self, model: Any, on_batch: Callable[[], None]) -> None:
        tensorflow = load_tensorflow()
        body = without_head(model)
        signature = tensorflow.TensorSpec((None, *model.input_shape[1:]), tensorflow.uint8)

        def ask(images: Any) -> Any:
            return body(tensorflow.cast(images, tensorflow.float32), training=False)

        # Traced once: `predict` of a model that is not compiled runs its layers one by one.
        self._ask = tensorflow.function(ask, input_signature=[signature], autograph=False)
        self.on_batch = on_batch
        self.width = int(body.output_shape[-1])

    def features(self, images: Images) -> Any:
        """Return (N, F) float32 of (N, height, width, channels) uint8."""
        found = np.zeros((len(images), self.width), np.float32)
        for start in range(0, len(images), _BATCH):
            batch = images[start : start + _BATCH]
            found[start : start + _BATCH] = self._ask(batch).numpy()
            self.on_batch()
        return found

    def read(self, samples: Samples) -> Samples:
        """Return the same samples with their features instead of their images."""
        return Samples(self.features(samples.images), samples.labels, samples.targets)


def count_batches(samples: int) -> int:
    """Return how often ``on_batch`` is called for so many samples in a row."""
    return -(-samples // _BATCH)


def head_model(model: Any) -> Any:
    """Return a model of the last layer alone, from features to probabilities, with its weights."""
    keras = load_keras()
    head = model.get_layer(HEAD)
    features = keras.Input((head.kernel.shape[0],), name="features")
    outputs = keras.layers.Dense(head.units, activation="softmax", name=HEAD)(features)
    alone = keras.Model(features, outputs, name="head")
    alone.get_layer(HEAD).set_weights(head.get_weights())
    return alone


class FeatureStore:
    """Features of a run that are computed already, in a hidden folder beside the version.

    Each part is a file that is written whole, so that a killed run resumes after the last one.
    ``identity`` has settings and data of the run, as text; another run's folder is refused.

    Raises:
        TrainingError: ``checkpoint-other``, ``checkpoint-unreadable``.
    """

    def __init__(self, out: Path, name: str, identity: str) -> None:
        self.folder = out / f".{name}.features"
        self.folder.mkdir(parents=True, exist_ok=True)
        known = self.folder / "identity.json"
        if not known.exists():
            write_whole(known, json.dumps(identity).encode())
        elif known.read_text(encoding="utf-8") != json.dumps(identity):
            raise of_another_run(self.folder)

    def count(self, kind: str) -> int:
        """Return how many parts of a kind there are, from the first without a gap."""
        number = 0
        while self._path(kind, number).exists():
            number += 1
        return number

    def add(self, kind: str, samples: Samples) -> None:
        """Write the next part of a kind."""
        arrays = {"features": samples.images, "labels": samples.labels}
        write_whole(self._path(kind, self.count(kind)), pack_arrays(arrays))

    def read(self, kind: str, width: int) -> Samples:
        """Return all parts of a kind in a row, which may be none, with features (N, ``width``)."""
        parts = [self._part(kind, number) for number in range(self.count(kind))]
        features = [np.zeros((0, width), np.float32), *(part.images for part in parts)]
        labels = [np.zeros(0, np.int64), *(part.labels for part in parts)]
        return Samples(np.concatenate(features), np.concatenate(labels))

    def add_missing(
        self, kind: str, parts: Callable[[int], Iterator[Samples]], reader: FeatureReader
    ) -> None:
        """Compute the features of the parts that are not there yet.

        Args:
            kind: of the parts.
            parts: takes how many to leave out, and yields the others.
            reader: of the model.
        """
        for part in parts(self.count(kind)):
            self.add(kind, reader.read(part))

    def remove(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _part(self, kind: str, number: int) -> Samples:
        path = self._path(kind, number)
        try:
            arrays = unpack_arrays(path)
            return Samples(arrays["features"], arrays["labels"])
        except (OSError, ValueError, KeyError) as error:
            problem = f"The features {path} cannot be read"
            raise damaged("checkpoint-unreadable", problem, _REMEDY, path)(error) from error

    def _path(self, kind: str, number: int) -> Path:
        return self.folder / f"{kind}-{number:04}.npz"

"""A model version's folder: written whole or not at all, untrusted when read.

``network.keras`` is a file that any Keras opens; this program reads nothing but weights from it,
into the model that the card's builder makes, so that a foreign file runs no code. ``replay.npz``
holds photos that it learned from, to be learned again with later training photos; ``holdout.npz``
others that no version ever learns from, to see what is forgotten.
"""

import dataclasses
import hashlib
import os
import re
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np

from safeio.files import open_ordinary, whole_folder
from safeio.foreign import foreign_bytes
from safeio.unfinished import PREFIX
from training.architectures import builders
from training.core.arrays import pack_arrays, unpack_arrays
from training.core.errors import TrainingError, damaged, require
from training.core.wording import shortened
from training.inputs.preparation import SYNTHETIC, input_shape
from training.inputs.samples import ITEM_SHAPE, Samples
from training.versions.card import COPY_AGAIN, WEIGHTS, Card, parse_card, unreadable_card
from training.versions.weights import H5, checked_h5, unreadable_weights

CARD: Final = "card.json"
SampleSet = Literal["replay", "holdout"]
# Windows refuses names that end in a dot and names of devices.
_NAME: Final = re.compile(
    r"(?!(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$))[A-Za-z0-9][A-Za-z0-9._-]{0,99}(?<!\.)"
)
_SEEDS: Final[dict[SampleSet, int]] = {"replay": 2, "holdout": 3}
_SHOWN: Final = 100
_MAX_CARD: Final = 2**20
_MAX_WEIGHTS_FILE: Final = 512 * 2**20
_LEVEL: Final = 3


def check_new_name(root: Path, name: str) -> Path:
    """Return the folder of a version that is yet to be written.

    Raises:
        TrainingError: ``version-name`` or ``version-exists``.
    """
    folder = root / checked_name(name)
    # A dead link occupies the name too.
    if os.path.lexists(folder):
        raise TrainingError(
            "version-exists",
            f"There is already a model version in {folder}.",
            "Choose another name, or move that folder away.",
            {"path": str(folder), "name": name},
        )
    return folder


def checked_name(name: str) -> str:
    """Return the name of a version, if every system takes it for a folder's.

    Raises:
        TrainingError: ``version-name``.
    """
    if not _NAME.fullmatch(name):
        shown = shortened(name, _SHOWN)
        raise TrainingError(
            "version-name",
            f"{shown!r} cannot be the name of a model version.",
            "Use up to 100 letters, digits, dots, hyphens and underscores.",
            {"name": shown},
        )
    return name


def write_version(
    folder_root: Path,
    card: Card,
    model: Any,
    replay: Samples,
    holdout: Samples,
    *,
    extras: Mapping[str, bytes] | None = None,
) -> Path:
    """Write a version's folder whole or not at all, and return it.

    Args:
        folder_root: the folder of versions, such as ``models``; made if missing.
        card: all of it but the weights' SHA-256, which is set here.
        model: of the card's architecture; its weights are written, its optimizer is not.
        replay: class-balanced samples that it learned from.
        holdout: class-balanced samples that no version learns from.
        extras: more files by name, such as a picture for people; nothing here reads them.

    Raises:
        TrainingError: ``version-name``, ``version-exists``.
    """
    target = check_new_name(folder_root, card.name)
    bare = _without_optimizer(model, card)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with whole_folder(target) as folder:
            bare.save(folder / WEIGHTS)
            _compress(folder / WEIGHTS)
            written = dataclasses.replace(card, sha256=_sha256(folder / WEIGHTS))
            (folder / "replay.npz").write_bytes(_pack(replay))
            (folder / "holdout.npz").write_bytes(_pack(holdout))
            for name, content in (extras or {}).items():
                (folder / name).write_bytes(content)
            (folder / CARD).write_text(written.to_json(), encoding="utf-8")
    except FileExistsError as error:
        check_new_name(folder_root, card.name)
        raise TrainingError(
            "version-exists",
            f"Something took the name {target} meanwhile.",
            "Choose another name.",
            {"path": str(target), "name": card.name},
        ) from error
    return target


def _without_optimizer(model: Any, card: Card) -> Any:
    """Return the model if it has no optimizer, whose state would treble the file, or a copy."""
    if not model.compiled:
        return model
    bare = build_model(card)
    bare.set_weights(model.get_weights())
    return bare


def _compress(path: Path) -> None:
    """Write a ``.keras`` file again, with its parts compressed, which Keras leaves out."""
    with zipfile.ZipFile(path) as archive:
        parts = {member: archive.read(member) for member in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for member, content in parts.items():
            archive.writestr(member.filename, content)


def read_card(folder: Path) -> Card:
    """Read a version's card; needs no TensorFlow.

    Raises:
        TrainingError: ``card-missing``, ``card-newer``, ``card-unreadable``.
    """
    path = folder / CARD
    try:
        with open_ordinary(path) as file:
            content = file.read(_MAX_CARD + 1)
    except OSError as error:
        raise TrainingError(
            "card-missing",
            f"There is no model version in {folder}: {error.strerror or error}.",
            "Name a folder that holds card.json and network.keras.",
            {"path": str(folder)},
        ) from error
    with foreign_bytes(unreadable_card(path)):
        require(len(content) <= _MAX_CARD, "it is too large")
        text = content.decode("utf-8")
    return parse_card(text, str(path))


def verify(folder: Path) -> Card:
    """Check that the weights are those that the card names, and return it; needs no TensorFlow.

    Raises:
        TrainingError: ``weights-missing``, ``weights-mismatch``, and those of ``read_card``.
    """
    card = read_card(folder)
    path = folder / WEIGHTS
    try:
        too_large = path.stat().st_size > _MAX_WEIGHTS_FILE
        found = "" if too_large else _sha256(path)
    except OSError as error:
        raise TrainingError(
            "weights-missing",
            f"The weights {path} cannot be read: {error.strerror or error}.",
            COPY_AGAIN,
            {"path": str(path)},
        ) from error
    if found != card.sha256:
        raise TrainingError(
            "weights-mismatch",
            f"The weights in {folder} are not those that their card names.",
            COPY_AGAIN,
            {"path": str(path), "expected": card.sha256, "found": found},
        )
    return card


def build_model(card: Card) -> Any:
    """Build the card's model, without its weights.

    Raises:
        TrainingError: ``unknown-architecture``, ``unknown-preparation``.
    """
    return builders.build(card.architecture, len(card.categories), input_shape(card.preparation))


def load_model(folder: Path) -> Any:
    """Build the card's model and read its weights, and nothing else, from the folder.

    Returns:
        A ``keras.Model``, not compiled, giving uncalibrated probabilities.

    Raises:
        TrainingError: ``weights-unreadable``, ``unknown-architecture``, ``unknown-preparation``,
            and those of ``verify``.
    """
    card = verify(folder)
    model = build_model(card)
    path = folder / WEIGHTS
    with foreign_bytes(lambda error: unreadable_weights(card, path, error)):
        _fill(model, checked_h5(path))
    return model


def _fill(model: Any, content: bytes) -> None:
    """Load weights of HDF5. Raises ValueError if one of them stays as it was, or is no number.

    Keras only warns where a file lacks a layer, and leaves that layer at random weights.
    """
    model.set_weights([np.full(weights.shape, np.nan, np.float32) for weights in model.weights])
    with tempfile.TemporaryDirectory(prefix="weights-") as folder:
        unpacked = Path(folder, H5)
        unpacked.write_bytes(content)
        model.load_weights(unpacked)
    whole = all(np.isfinite(weights).all() for weights in model.get_weights())
    require(whole, "it lacks weights")


def read_samples(folder: Path, which: SampleSet, *, most: int | None = None) -> Samples:
    """Read the replay or the holdout samples of a version, as its model sees them.

    Items of Fashion-MNIST that a model of photos keeps are made into photos, always the same.

    Args:
        folder: the version's.
        which: set of samples.
        most: samples to return, spread over all of them; all if not given.

    Raises:
        TrainingError: ``samples-unreadable``, and those of ``read_card``.
    """
    card = read_card(folder)
    samples = read_items(folder, which)
    if most is not None and len(samples) > most:
        places = np.linspace(0, len(samples) - 1, most).astype(int)
        samples = Samples(samples.images[places], samples.labels[places])
    if samples.images.shape[1:] == input_shape(card.preparation):
        return samples
    from training.inputs.rendering.scenes import as_photos

    return as_photos(samples, card.categories, card.preparation, _SEEDS[which])


def read_items(folder: Path, which: SampleSet) -> Samples:
    """Read the replay or the holdout samples of a version, as they are stored.

    Raises:
        TrainingError: ``samples-unreadable``, and those of ``read_card``.
    """
    card = read_card(folder)
    path = folder / f"{which}.npz"
    problem = f"The samples {path} cannot be read"
    with foreign_bytes(damaged("samples-unreadable", problem, COPY_AGAIN, path)):
        arrays = unpack_arrays(path)
        samples = Samples(arrays["images"], arrays["labels"])
        shape = samples.images.shape[1:]
        shapes = {input_shape(card.preparation)}
        if card.preparation in SYNTHETIC:
            shapes.add(ITEM_SHAPE)
        require(shape in shapes, f"its photos are of shape {shape}")
        require((samples.labels < len(card.categories)).all(), "a label has no category")
    return samples


def list_versions(*roots: Path) -> tuple[Path, ...]:
    """Return the folders of versions under these folders, in their order, then by name.

    A folder counts if it holds a card; whether the card is sound, ``read_card`` says. Folders that
    a killed program left unfinished, and roots that do not exist, hold none.
    """
    return tuple(
        card.parent
        for root in roots
        for card in sorted(root.glob(f"*/{CARD}"))
        if not card.parent.name.startswith(PREFIX)
    )


def _sha256(path: Path) -> str:
    with open_ordinary(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pack(samples: Samples) -> bytes:
    return pack_arrays({"images": samples.images, "labels": samples.labels})

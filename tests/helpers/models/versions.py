"""Changed folders of model versions."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import h5py


def swear(folder: Path) -> None:
    """Makes the card vouch for the weights that are there, as a foreign card would."""
    card = json.loads((folder / "card.json").read_text())
    card["sha256"] = hashlib.sha256((folder / "network.keras").read_bytes()).hexdigest()
    (folder / "card.json").write_text(json.dumps(card))


def repack(path: Path, member: str, content: bytes) -> None:
    """Replaces one member of a ``.keras``."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, kept in {**members, member: content}.items():
            archive.writestr(name, kept)


@contextmanager
def changed_weights(folder: Path) -> Iterator[h5py.File]:
    """Opens the weights of a version to change them; the card then vouches for them."""
    path = folder / "network.keras"
    with zipfile.ZipFile(path) as archive:
        content = io.BytesIO(archive.read("model.weights.h5"))
    with h5py.File(content, "r+") as file:
        yield file
    repack(path, "model.weights.h5", content.getvalue())
    swear(folder)

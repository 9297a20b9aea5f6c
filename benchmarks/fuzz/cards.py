"""Change the cards of model versions, and read them as an import of a model does.

    python -m benchmarks.fuzz.cards --minutes 10

A card is read, its names become categories of a workspace, and everything that is shown of it is
made. Anything but a refusal is a finding, and so is an accepted name that would control a terminal.
"""

import io
import json
import os
import tempfile
import zipfile
from pathlib import Path

from benchmarks.fuzz.runner import main
from hitl_app import resources
from hitl_app.domain.errors import KnownError
from hitl_app.domain.names import clean_name, folded, is_reserved
from hitl_app.jobs.models.model_files import category_names
from safeio.characters import is_printable, printable, printable_json
from training.core.errors import TrainingError
from training.core.wording import shortened
from training.versions.card import Card, parse_card
from training.versions.packing import packed_card
from training.versions.registry import checked_name

_FILE = Path(tempfile.gettempdir()) / f"fuzz-cards-{os.getpid()}.zip"


def read(data: bytes) -> None:
    """Read a card as `models import` does, alone or in an archive."""
    if data[:2] == b"PK":
        _FILE.write_bytes(data)
        try:
            card = packed_card(_FILE)
        finally:
            _FILE.unlink()
    else:
        card = parse_card(data.decode("utf-8", "replace"), "card.json")
    checked_name(card.name)
    names = category_names(card, _FILE)
    _check(card, names)


def _check(card: Card, names: list[str]) -> None:
    """Raise AssertionError if what was taken is not what an import may take."""
    if len(names) != len(card.categories) or len({folded(name) for name in names}) != len(names):
        raise AssertionError("two categories count as the same one")
    for name in names:
        if clean_name(name) != name or is_reserved(name) or not is_printable(name):
            raise AssertionError(f"{name!a} is no name of a category")
    for text in (card.name, card.parent or "", card.architecture, card.preparation):
        if not is_printable(text):
            raise AssertionError(f"{text!a} misleads")
    for text in (card.data, card.command, card.purpose, card.known_failures):
        if not is_printable(printable(text)) or len(shortened(text, 100)) > 100:
            raise AssertionError(f"{text[:100]!a} is not shown with escapes")
    # Everything of it is stored as JSON, and printed as such.
    text = json.dumps(dict(card.metrics), ensure_ascii=False, allow_nan=False)
    if json.loads(printable_json(text)) != dict(card.metrics):
        raise AssertionError("its metrics change when they are printed")


def seeds() -> list[bytes]:
    """Return the cards of the shipped versions, some with names from elsewhere, and an archive."""
    root = resources.shipped_models()
    cards = [(root / name / "card.json").read_bytes() for name in ("photo", "seed-cnn")]
    content = json.loads(cards[0])
    odd = ["skip", "Bag", "bag", "می\u200cخواهم", "\x1b[31m", "\u202egpj", "👩\u200d🦰", "a\nb", ""]
    for names in (odd[1:2] + odd[3:4] + odd[6:7], odd[:2], odd[1:3], odd[3:6], odd[6:]):
        cards.append(json.dumps({**content, "categories": names}, ensure_ascii=False).encode())
    small = {**content, "metrics": {"test": {"accuracy": 0.5, "count": 10}}, "name": "con.txt"}
    cards.append(json.dumps(small).encode())
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("card.json", cards[1])
    return [*cards, archive.getvalue()]


if __name__ == "__main__":
    main("cards", read, seeds(), (KnownError, TrainingError))

"""What a person asked to be exported."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What is to be exported.

    Attributes:
        kind: Name of the format.
        target: The file or folder to write.
        states: Which photos.
        links: Whether folders hold links rather than copies.
    """

    kind: str
    target: Path
    states: tuple[str, ...]
    links: bool

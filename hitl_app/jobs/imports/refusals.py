"""Files that an import could not read: of one archive only the first are named."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from hitl_app.domain.imports import UnreadableFile
from hitl_app.imaging.files import UnreadablePath
from hitl_app.imaging.names import show_raw

NAMED: Final = 20
"""Files of one archive that are named; the others are counted by reason."""


class Refusals:
    """Sorts the unreadable files of one import into those to name and those to count."""

    def __init__(self) -> None:
        self._named: Counter[bytes] = Counter()

    def sort(self, refused: Iterable[UnreadablePath]) -> list[UnreadableFile]:
        """Return the files to name, and for those of full archives one entry a reason."""
        named: list[UnreadableFile] = []
        counted: Counter[tuple[bytes, str]] = Counter()
        for path in refused:
            if path.member and self._named[path.raw] == NAMED:
                counted[path.raw, path.reason] += 1
                continue
            if path.member:
                self._named[path.raw] += 1
            named.append(UnreadableFile(path.shown, path.reason, path.detail))
        return [
            *named,
            *(
                UnreadableFile(show_raw(raw), reason, others=others)
                for (raw, reason), others in counted.items()
            ),
        ]

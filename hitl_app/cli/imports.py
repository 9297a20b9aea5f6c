"""Lines of the terminal about the files of an import."""

from collections.abc import Sequence

from hitl_app.domain.imports import UnreadableFile
from safeio.reasons import WORDS, with_kind


def unreadable_lines(files: Sequence[UnreadableFile]) -> list[str]:
    """Return a line for each file that could not be read, and for the others of an archive."""
    return [f"unreadable: {_more(file)}{file.path}: {_reason(file)}" for file in files]


def _reason(file: UnreadableFile) -> str:
    return with_kind(WORDS.get(file.reason, file.reason), file.reason, file.detail)


def _more(file: UnreadableFile) -> str:
    return f"and {file.others:,} more in " if file.others else ""


def changed_lines(changed: int) -> list[str]:
    """Return lines on photos whose files have other content now, if any."""
    if not changed:
        return []
    return [
        f"Files changed since the last import: {changed:,}. Earlier decisions on their "
        "photos are kept."
    ]

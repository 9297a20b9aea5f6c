"""Names and numbers as text for reports, plots and pages."""

from pathlib import Path

from safeio.characters import printable


def percent(share: float, digits: int = 1) -> str:
    """Return a share from 0 to 1 as ``91.3 %``, with a no-break space."""
    return f"{100 * share:.{digits}f}\N{NO-BREAK SPACE}%"


def called_within(root: Path, file: Path) -> str:
    """Return the printable path of a file, relative to a folder above it."""
    return printable(str(file.relative_to(root) if file.is_relative_to(root) else file))


def shortened(name: str, most: int) -> str:
    """Return the printable name in at most ``most`` letters; a longer one ends in an ellipsis."""
    whole = printable(name)
    return whole if len(whole) <= most else f"{whole[: most - 1].rstrip()}…"

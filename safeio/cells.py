"""Spreadsheet cells that must not turn into formulas, and the way back."""

_STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")


def defuse(cell: str) -> str:
    """Make a cell that a spreadsheet would run as a formula harmless.

    Source: OWASP, "CSV Injection". A cell that already starts with an apostrophe gets one more, so
    that `restore` gives back every text as it was.
    """
    return f"'{cell}" if cell.startswith(_STARTERS) else cell


def restore(cell: str) -> str:
    """Undoe `defuse`; any other text is given back as it is."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_STARTERS) else cell

"""Spreadsheet cells that must not become formulas."""

_STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")


def defuse(cell: str) -> str:
    """Escape a cell that a spreadsheet would run as a formula.

    Source: OWASP, "CSV Injection". A cell that already starts with an apostrophe gets one more, so
    that `restore` gives back every text as it was.
    """
    return f"'{cell}" if cell.startswith(_STARTERS) else cell


def restore(cell: str) -> str:
    """Undo `defuse`; return any other text unchanged."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_STARTERS) else cell

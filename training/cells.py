"""Cells of exported CSV files, which a spreadsheet must not run as formulas."""

from typing import Final

_STARTERS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")


def defused(cell: str) -> str:
    """The cell with an apostrophe before it if a spreadsheet would take it for a formula.

    Source: OWASP, "CSV Injection". One that starts with an apostrophe gets one more, so that taking
    one away gives back every text.
    """
    return f"'{cell}" if cell.startswith(_STARTERS) else cell

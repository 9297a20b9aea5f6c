"""Cells of exported tables."""

import pytest

from safeio.cells import defuse, restore


@pytest.mark.parametrize("cell", ["=1+1", "+a", "-b", "@c", "\tx", "'", "'=1", "plain", "", "''=x"])
def test_restore_undoes_defuse(cell: str) -> None:
    assert not defuse(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert restore(defuse(cell)) == cell


def test_restore_keeps_an_apostrophe_of_the_text() -> None:
    assert restore("'t Hooft.jpg") == "'t Hooft.jpg"

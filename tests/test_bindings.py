"""Behaviour that the program needs of its packages."""

import sys

import pytest
from PySide6.QtGui import QFont


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from 3.12 on")
def test_qt_calls_keep_reference_count_of_none_on_python_3_11(qapp):
    font = QFont()
    before = sys.getrefcount(None)
    for _ in range(500):
        font.setPixelSize(12)
    assert sys.getrefcount(None) > before - 50

import os
import sys

import pytest

from training.core import backend
from training.core.backend import hidden


def test_hidden_package_cannot_be_imported() -> None:
    sys.modules.pop("colorsys", None)
    with hidden("colorsys"), pytest.raises(ImportError):
        import colorsys
    import colorsys

    assert colorsys.rgb_to_hsv(0, 0, 0) == (0, 0, 0)


def test_hidden_leaves_a_package_that_is_imported_already() -> None:
    import colorsys

    with hidden("colorsys"):
        assert sys.modules["colorsys"] is colorsys
    assert sys.modules["colorsys"] is colorsys


def test_release_standard_error_passes_on_what_is_held_back(capfd) -> None:
    with backend._filtered_standard_error():
        os.write(2, b"before\n")
        assert capfd.readouterr().err == ""
        backend.release_standard_error()
        assert capfd.readouterr().err == "before\n"
        os.write(2, b"after\n")
        assert capfd.readouterr().err == "after\n"
    assert capfd.readouterr().err == ""

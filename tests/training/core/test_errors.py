from pathlib import Path

import pytest

from safeio.foreign import foreign_bytes
from training.core.errors import TrainingError, damaged, require, unknown_model


def test_damaged_makes_an_exception_the_error_of_a_file() -> None:
    with (
        pytest.raises(TrainingError) as caught,
        foreign_bytes(damaged("odd", "The file /a is odd", "Copy it.", Path("/a"))),
    ):
        require([], "it is empty")
    assert str(caught.value) == "The file /a is odd: it is empty. Copy it."
    assert caught.value.code == "odd"
    assert caught.value.params == {"path": "/a", "detail": "it is empty"}


def test_unknown_model_names_the_known_ones_in_order() -> None:
    assert unknown_model("c", {"b": 1, "a": 2}).remedy == "Use one of: a, b."


def test_require_raises_when_a_condition_is_false() -> None:
    require("text", "it is empty")
    with pytest.raises(ValueError, match="it is empty"):
        require("", "it is empty")

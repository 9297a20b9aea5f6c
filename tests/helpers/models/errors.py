"""Errors of training."""

import pytest

from training.core.errors import TrainingError


def refused(code: str, act, *arguments) -> TrainingError:
    with pytest.raises(TrainingError) as caught:
        act(*arguments)
    assert caught.value.code == code
    assert str(caught.value).count(". ") >= 1
    return caught.value

"""What parsers of foreign bytes raise."""

import lzma

import pytest

from safeio.foreign import foreign_bytes
from safeio.reasons import PhotoError, Reason
from training.core.errors import TrainingError


def damage(error):
    return PhotoError(Reason.DAMAGED, str(error))


@pytest.mark.parametrize("kind", [lzma.LZMAError, OverflowError, RecursionError, MemoryError])
def test_foreign_bytes_raises_damage_for_any_exception(kind):
    with pytest.raises(PhotoError) as told, foreign_bytes(damage):
        raise kind("of a parser")
    assert told.value.reason is Reason.DAMAGED
    assert isinstance(told.value.__cause__, kind)


def test_foreign_bytes_passes_explained_errors():
    for known in (
        PhotoError(Reason.ENCRYPTED),
        TrainingError("code", "Happened.", "Do."),
        KeyError("a"),
    ):
        with pytest.raises(type(known)) as told, foreign_bytes(damage, KeyError):
            raise known
        assert told.value is known


def test_foreign_bytes_passes_an_interrupt():
    with pytest.raises(KeyboardInterrupt), foreign_bytes(damage):
        raise KeyboardInterrupt

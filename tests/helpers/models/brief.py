"""Retrainings that take as few passes as the program ever lets them take."""

import pytest

from training.finetuning import duration, passes


def shorten_retrainings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let retrainings in this process take as few passes as with thousands of training photos.

    The forecast of their duration times its work twice instead of thirty times.
    """
    monkeypatch.setattr(passes, "_MAX_SHOWN", 0)
    monkeypatch.setattr(duration, "_TIMES", 2)

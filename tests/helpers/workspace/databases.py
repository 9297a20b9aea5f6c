"""Databases for tests of the engine."""

import pytest

from hitl_app.domain.errors import KnownError


def code_of(call, *arguments):
    with pytest.raises(KnownError) as raised:
        call(*arguments)
    return raised.value.code

"""Categories of a workspace, as its services show them."""

import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.services.categories import categories
from hitl_app.services.review import reviewing


def ids(workspace):
    return {c.name: c.id for c in categories.list_categories(workspace, retired=True)}


def names(workspace):
    return [c.name for c in categories.list_categories(workspace)]


def decide(workspace, photo, name, operator="ann"):
    reviewing.decide(workspace, photo, Answer.CATEGORY, operator, ids(workspace)[name])


def refusal(call, *arguments):
    with pytest.raises(KnownError) as raised:
        call(*arguments)
    return raised.value.code

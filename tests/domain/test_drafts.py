import pytest

from hitl_app.domain.drafts import is_worse, outputs_of


def test_outputs_of_draft_are_offered_categories_that_are_known_or_taught():
    assert outputs_of((3, 1, 0, 0), (1, 2, 3, 4), {4, 9}) == (1, 3, 4)
    assert outputs_of((0, 0), (1, 2, 3), {2}) == (2,)
    assert outputs_of((1, 2), (), {1}) == ()


@pytest.mark.parametrize(
    ("only_draft", "only_version", "expected"),
    [
        (0, 0, False),
        (0, 3, False),  # One in eight by chance.
        (0, 4, True),
        (5, 0, False),
        (4, 10, True),
        (8, 10, False),
        (400, 440, True),
        (400, 410, False),
    ],
)
def test_draft_is_worse_if_chance_hardly_explains_it(only_draft, only_version, expected):
    assert is_worse(only_draft, only_version) is expected

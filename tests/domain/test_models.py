"""Outputs of the next model version."""

from hitl_app.domain.models import Outputs, next_outputs


def test_next_outputs_keep_offered_and_append_taught_categories():
    found = next_outputs([7, 3, 9], offered=[9, 4, 7, 5, 6], taught={6, 4, 7})
    assert found == Outputs((7, 9, 4, 6), (0, 2, None, None), (1,), (0, 4, 1))


def test_next_outputs_stay_unchanged_when_one_category_would_be_left():
    assert next_outputs([7, 3], offered=[5, 7], taught=set()) == Outputs((7, 3), (0, 1), (), (0, 1))
    assert next_outputs([7, 3], offered=[5, 7], taught={5}) == Outputs(
        (7, 5), (0, None), (1,), (0, 2)
    )


def test_next_outputs_drop_all_shipped_categories_when_none_is_offered():
    assert next_outputs([7, 3], offered=[5, 6], taught={6, 5}) == Outputs(
        (5, 6), (None, None), (0, 1), (2, 3)
    )


def test_next_outputs_join_outputs_of_merged_categories():
    assert next_outputs([7, 3, 7], offered=[7, 3, 5], taught={5}) == Outputs(
        (7, 3, 5), (0, 1, None), (), (0, 1, 0)
    )


def test_next_outputs_drop_outputs_without_category():
    assert next_outputs([0, 0, 0], offered=[5, 6], taught={5, 6}) == Outputs(
        (5, 6), (None, None), (0, 1, 2), (2, 3, 4)
    )
    assert next_outputs([0, 0], offered=[5, 6], taught={5}).categories == (5,)

"""Which categories the next version can say."""

from hitl_app.domain.models import Outputs, next_outputs


def test_what_is_offered_stays_and_what_is_taught_comes_behind():
    found = next_outputs([7, 3, 9], offered=[9, 4, 7, 5, 6], taught={6, 4, 7})
    assert found == Outputs((7, 9, 4, 6), (0, 2, None, None), (1,), (0, 4, 1))


def test_one_category_alone_is_no_model():
    assert next_outputs([7, 3], offered=[5, 7], taught=set()) == Outputs((7, 3), (0, 1), (), (0, 1))
    assert next_outputs([7, 3], offered=[5, 7], taught={5}) == Outputs(
        (7, 5), (0, None), (1,), (0, 2)
    )


def test_a_workspace_may_do_without_every_shipped_category():
    assert next_outputs([7, 3], offered=[5, 6], taught={6, 5}) == Outputs(
        (5, 6), (None, None), (0, 1), (2, 3)
    )


def test_merged_outputs_go_on_as_one():
    assert next_outputs([7, 3, 7], offered=[7, 3, 5], taught={5}) == Outputs(
        (7, 3, 5), (0, 1, None), (), (0, 1, 0)
    )


def test_outputs_of_no_category_here_are_never_kept():
    assert next_outputs([0, 0, 0], offered=[5, 6], taught={5, 6}) == Outputs(
        (5, 6), (None, None), (0, 1, 2), (2, 3, 4)
    )
    assert next_outputs([0, 0], offered=[5, 6], taught={5}).categories == (5,)

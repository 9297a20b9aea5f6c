import pytest

from training.architectures.builders import BUILDERS
from training.architectures.recipes import RECIPES, recipe
from training.core.errors import TrainingError
from training.inputs.preparation import NAMES


def test_recipes_name_builders_and_preparations_that_are_there() -> None:
    for found in RECIPES.values():
        assert found.builder in BUILDERS
        assert found.preparation in NAMES


def test_recipe_returns_the_recipe_of_a_name() -> None:
    assert recipe("resnet20") is RECIPES["resnet20"]


def test_recipe_raises_when_the_name_is_unknown() -> None:
    with pytest.raises(TrainingError) as caught:
        recipe("resnet2000")
    assert caught.value.code == "unknown-architecture"

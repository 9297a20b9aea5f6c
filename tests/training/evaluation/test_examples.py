from tests.helpers.models.measured import measured, random_case, sure
from training.evaluation.examples import choose

NAMES = ("a", "b", "c")


def test_choose_returns_right_and_wrong_predictions() -> None:
    probabilities, labels = random_case(3)
    right, wrong = choose(probabilities, measured(labels), NAMES, 14)
    assert (len(right), len(wrong)) == (14, 14)
    assert all(example.label == example.prediction for example in right)
    assert all(example.label != example.prediction for example in wrong)
    assert {example.label for example in right} == set(NAMES)
    again = choose(probabilities, measured(labels), NAMES, 14)
    assert [e.confidence for e in again[1]] == [e.confidence for e in wrong]


def test_choose_returns_fewer_when_there_are_fewer() -> None:
    right, wrong = choose(sure([0, 1], [0.9, 0.9]), measured([0, 1]), NAMES, 14)
    assert (len(right), len(wrong)) == (2, 0)

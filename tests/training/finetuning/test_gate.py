import json

import numpy as np
import pytest

from training.finetuning import gate
from training.finetuning.gate import compare

NAMES = ("a", "b", "c")


def probabilities(predicted: np.ndarray, sure: float = 0.8, width: int = 3) -> np.ndarray:
    rows = np.full((len(predicted), width), (1 - sure) / (width - 1))
    rows[np.arange(len(predicted)), predicted] = sure
    return rows


@pytest.fixture
def labels() -> np.ndarray:
    return np.arange(120) % 3


def wrong(labels: np.ndarray, indices: range) -> np.ndarray:
    predicted = labels.copy()
    predicted[list(indices)] = (predicted[list(indices)] + 1) % 3
    return predicted


def codes(verdict: gate.Verdict) -> list[str]:
    return [code for code, _ in verdict.reasons]


def test_compare_says_better_when_the_candidate_is_right_more_often(labels) -> None:
    active, candidate = wrong(labels, range(60)), wrong(labels, range(55, 75))
    verdict = compare(probabilities(active), probabilities(candidate), labels, NAMES)
    assert verdict.verdict == "better"
    assert (verdict.only_candidate_right, verdict.only_active_right) == (55, 15)
    assert codes(verdict) == [gate.RIGHT_MORE_OFTEN, gate.SURER_OF_WHAT_IS_RIGHT]
    assert verdict.active.accuracy == 0.5
    assert verdict.candidate.accuracy == pytest.approx(100 / 120)
    assert verdict.candidate.recall == pytest.approx((33 / 40, 33 / 40, 34 / 40), abs=0.05)
    assert verdict.p_value < 1e-3
    low, high = verdict.candidate.between[2]
    assert low < verdict.candidate.recall[2] < high < 1


def test_compare_says_worse_when_the_candidate_is_right_less_often(labels) -> None:
    active, candidate = wrong(labels, range(10)), wrong(labels, range(60))
    verdict = compare(probabilities(active), probabilities(candidate), labels, NAMES)
    assert verdict.verdict == "worse"
    assert codes(verdict)[0] == gate.RIGHT_LESS_OFTEN
    assert gate.CATEGORY_LOST in codes(verdict)


def test_compare_is_undecided_when_the_difference_is_not_significant(labels) -> None:
    active, candidate = wrong(labels, range(10)), wrong(labels, range(5, 13))
    verdict = compare(probabilities(active), probabilities(candidate), labels, NAMES)
    assert verdict.verdict == "undecided"
    assert codes(verdict)[0] == gate.NO_CLEAR_DIFFERENCE


def test_compare_is_undecided_when_both_are_the_same(labels) -> None:
    same = probabilities(wrong(labels, range(10)))
    verdict = compare(same, same, labels, NAMES)
    assert (verdict.verdict, verdict.p_value) == ("undecided", 1.0)
    assert codes(verdict) == [gate.NO_CLEAR_DIFFERENCE]


def test_compare_is_undecided_when_photos_are_too_few(labels) -> None:
    few = labels[:29]
    verdict = compare(probabilities(wrong(few, range(29))), probabilities(few), few, NAMES)
    assert verdict.verdict == "undecided"
    assert verdict.reasons[0] == (gate.TOO_FEW_VALIDATION, {"count": 29, "minimum": 30})


def test_compare_is_undecided_when_there_are_no_photos() -> None:
    none = np.zeros((0, 3))
    verdict = compare(none, none, np.zeros(0, np.int64), NAMES)
    assert verdict.verdict == "undecided"
    assert verdict.active is None
    json.dumps(verdict.as_dict(), allow_nan=False)


def test_compare_is_undecided_when_a_category_is_lost(labels) -> None:
    active = labels.copy()
    active[labels != 0] = 0
    candidate = labels.copy()
    candidate[(labels == 0) & (np.arange(120) < 60)] = 1
    verdict = compare(probabilities(active), probabilities(candidate), labels, NAMES)
    assert verdict.candidate.accuracy > verdict.active.accuracy
    assert verdict.verdict == "undecided"
    lost = dict(verdict.reasons)[gate.CATEGORY_LOST]
    assert lost == {"category": "a", "active": 1.0, "candidate": 0.5, "count": 40}


def test_compare_ignores_the_temperature(labels) -> None:
    active, candidate = wrong(labels, range(10)), wrong(labels, range(5, 13))
    one = compare(probabilities(active), probabilities(candidate, 0.99), labels, NAMES)
    two = compare(probabilities(active), probabilities(candidate, 0.4), labels, NAMES)
    assert one.verdict == two.verdict == "undecided"
    assert one.p_value == two.p_value
    assert gate.LESS_SURE_OF_WHAT_IS_RIGHT in codes(two)


def test_compare_is_undecided_when_only_confidence_differs(labels) -> None:
    sure, unsure = probabilities(labels, 0.95), probabilities(labels, 0.5)
    unsure[::2] = sure[::2]
    verdict = compare(unsure, sure, labels, NAMES)
    assert verdict.verdict == "undecided"
    assert verdict.p_value < gate.LEVEL


def test_compare_is_undecided_when_one_photo_differs(labels) -> None:
    active = wrong(labels, range(30))
    candidate = wrong(labels, range(20, 50))
    one = probabilities(candidate)
    one[60] = [1e-9, 1e-9, 1e-9]
    one[60, (labels[60] + 1) % 3] = 1 - 2e-9
    verdict = compare(probabilities(active), one, labels, NAMES)
    assert verdict.verdict == "undecided"


def test_compare_reports_forgetting_without_effect_on_the_verdict(labels) -> None:
    active, candidate = probabilities(wrong(labels, range(60))), probabilities(labels)
    for holdout, said in (((0.9, 0.8), True), ((0.9, 0.88), False)):
        verdict = compare(active, candidate, labels, NAMES, holdout_accuracy=holdout)
        assert verdict.verdict == "better"
        assert (gate.FORGETTING in codes(verdict)) is said


def test_compare_accepts_a_candidate_with_more_categories(labels) -> None:
    active = probabilities(np.minimum(labels, 1), width=2)
    verdict = compare(active, probabilities(labels), labels, NAMES)
    assert verdict.verdict == "better"
    assert verdict.active.recall[2] == 0


def test_compare_raises_when_shapes_do_not_fit(labels) -> None:
    with pytest.raises(ValueError, match="expected two of"):
        compare(probabilities(labels), probabilities(labels[:-1]), labels, NAMES)


def test_verdict_as_dict_is_json(labels) -> None:
    verdict = compare(
        probabilities(wrong(labels, range(60))), probabilities(labels), labels, (*NAMES[:2], "ü")
    )
    content = json.loads(json.dumps(verdict.as_dict(), allow_nan=False))
    assert content["verdict"] == "better"
    assert content["reasons"][0]["code"] == gate.RIGHT_MORE_OFTEN
    assert content["candidate"]["recall"] == [1, 1, 1]
    assert content["categories"] == ["a", "b", "ü"]

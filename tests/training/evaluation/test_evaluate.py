import numpy as np
import pytest

from tests.helpers.models.measured import measured, random_case, sure
from training.evaluation.evaluate import figures
from training.evaluation.observations import observations
from training.versions.calibrate import expected_calibration_error

NAMES = ("a", "b", "c")


def test_figures_count_categories_as_by_hand() -> None:
    probabilities = sure([0, 0, 1, 1], [0.8] * 4)
    found = figures(probabilities, measured([0, 1, 1, 1]), NAMES, "net")
    assert found.accuracy == 0.75
    assert found.confusion == ((1, 0, 0), (1, 2, 0), (0, 0, 0))
    assert [(row.category, row.precision, row.count) for row in found.categories] == [
        ("a", 0.5, 1),
        ("b", 1.0, 3),
    ]
    assert found.categories[1].recall == pytest.approx(2 / 3)
    assert found.categories[1].f1 == pytest.approx(0.8)
    assert found.nll == pytest.approx(-np.log([0.8, 0.1, 0.8, 0.8]).mean())
    (pair,) = found.confusions
    assert (pair.label, pair.prediction, pair.count, pair.total) == ("b", "a", 1, 3)
    assert pair.photos == ("p1",)


def test_figures_draw_risk_and_coverage_as_by_hand() -> None:
    probabilities = sure([0, 0, 0, 0], [0.6, 0.9, 0.7, 0.8])
    found = figures(probabilities, measured([1, 0, 0, 1]), NAMES, "net")
    assert [(p.labelled_alone, p.error_rate) for p in found.risk_coverage] == [
        (0.25, 0.0),
        (0.5, 0.5),
        (0.75, pytest.approx(1 / 3)),
        (1.0, 0.5),
    ]
    assert found.risk_coverage_area == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4)


def test_figures_count_the_second_guess_for_top_2() -> None:
    probabilities = np.array([[0.5, 0.3, 0.2], [0.5, 0.2, 0.3], [0.2, 0.3, 0.5]])
    found = figures(probabilities, measured([1, 1, 2]), NAMES, "net")
    assert found.accuracy == pytest.approx(1 / 3)
    assert found.top_2_accuracy == pytest.approx(2 / 3)


def test_figures_have_a_top_2_accuracy_of_1_when_there_are_two_categories() -> None:
    found = figures(sure([0, 1], [0.9, 0.6], 2), measured([0, 0]), ("a", "b"), "net")
    assert found.top_2_accuracy == 1.0
    assert observations(found)


@pytest.mark.parametrize("seed", range(5))
def test_figures_name_the_fewest_photos_to_review(seed: int) -> None:
    probabilities, labels = random_case(seed)
    found = figures(probabilities, measured(labels), NAMES, "net")
    order = np.argsort(probabilities.max(axis=1))
    wrong = (probabilities.argmax(axis=1) != labels)[order]
    for review in found.review:
        allowed = (1 - review.right) * len(wrong) + 1e-9
        assert wrong[review.count :].sum() <= allowed
        assert review.count == 0 or wrong[review.count - 1 :].sum() > allowed
        assert review.share == review.count / len(wrong)
    shares = {review.right: review.share for review in found.review}
    assert tuple(shares) == (0.95, 0.97, 0.99, 0.995)
    assert found.review_for_99 == shares[0.99]


def test_figures_need_no_review_when_the_model_is_right() -> None:
    found = figures(sure([0, 1], [0.9, 0.6]), measured([0, 1]), NAMES, "net")
    assert {review.count for review in found.review} == {0}
    assert (found.risk_coverage_area, found.confusions) == (0.0, ())


def test_figures_have_the_bins_of_the_calibration_error() -> None:
    probabilities, labels = random_case(1)
    found = figures(probabilities, measured(labels), NAMES, "net")
    assert sum(b.count for b in found.reliability) == found.count
    gaps = [abs(b.accuracy - b.confidence) * b.count / found.count for b in found.reliability]
    assert sum(gaps) == pytest.approx(found.ece)
    assert found.ece == expected_calibration_error(probabilities, np.array(labels))
    for b in found.reliability:
        assert b.low < b.confidence <= b.high


def test_figures_have_an_interval_that_holds_the_truth_in_19_of_20_cases() -> None:
    held = 0
    for seed in range(60):
        probabilities, _ = random_case(seed, 150)
        rng = np.random.default_rng(seed)
        right = rng.random(150) < 0.9
        predicted = probabilities.argmax(axis=1)
        labels = np.where(right, predicted, (predicted + 1) % 3).tolist()
        found = figures(probabilities, measured(labels), NAMES, "net")
        held += found.accuracy_low <= 0.9 <= found.accuracy_high
    assert held >= 53


def test_figures_tell_duplicates_apart_when_they_were_searched() -> None:
    photos = measured([0, 1, 1], [True, False, False])
    found = figures(sure([0, 1, 0], [0.9] * 3), photos, NAMES, "net")
    assert (found.duplicates, found.accuracy_without_duplicates) == (1, 0.5)
    every = figures(sure([0], [0.9]), measured([0], [True]), NAMES, "net")
    assert (every.duplicates, every.accuracy_without_duplicates) == (1, None)

import numpy as np
import pytest

from training.versions.calibrate import (
    accuracy,
    apply_temperature,
    expected_calibration_error,
    fit_temperature,
    log_scores,
    negative_log_likelihood,
)


def softmax(logits: np.ndarray) -> np.ndarray:
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


@pytest.fixture
def overconfident() -> tuple[np.ndarray, np.ndarray]:
    """Labels drawn from soft probabilities, and the probabilities at three times the logits."""
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 1.5, (4000, 5))
    honest = softmax(logits)
    labels = np.array([rng.choice(5, p=row) for row in honest])
    return softmax(3 * logits), labels


def test_fit_temperature_finds_the_temperature_that_was_removed(overconfident) -> None:
    probabilities, labels = overconfident
    temperature = fit_temperature(probabilities, labels)
    assert temperature == pytest.approx(3, rel=0.1)
    calibrated = apply_temperature(probabilities, temperature)
    assert expected_calibration_error(calibrated, labels) < 0.03
    assert expected_calibration_error(probabilities, labels) > 0.2
    assert negative_log_likelihood(calibrated, labels) < negative_log_likelihood(
        probabilities, labels
    )
    assert accuracy(calibrated, labels) == accuracy(probabilities, labels)


def test_apply_temperature_changes_nothing_when_it_is_1(overconfident) -> None:
    probabilities, _ = overconfident
    np.testing.assert_allclose(apply_temperature(probabilities, 1.0), probabilities, atol=1e-12)


def test_log_scores_are_finite_when_a_probability_is_0() -> None:
    probabilities = np.array([[1.0, 0.0], [0.0, 1.0]], np.float32)
    labels = np.array([1, 1])
    assert np.isfinite(log_scores(probabilities, labels)).all()
    assert np.isfinite(apply_temperature(probabilities, 2.0)).all()
    assert 0.05 <= fit_temperature(probabilities, labels) <= 20


def test_expected_calibration_error_is_as_by_hand() -> None:
    probabilities = np.array([[0.9, 0.1], [0.9, 0.1], [0.6, 0.4], [0.4, 0.6]])
    labels = np.array([0, 1, 0, 1])
    # One bin of 0.9: half right, gap 0.4; one of 0.6: all right, gap 0.4.
    assert expected_calibration_error(probabilities, labels) == pytest.approx(0.4)
    assert expected_calibration_error(np.zeros((0, 2)), np.zeros(0, int)) == 0


@pytest.mark.parametrize("figure", [accuracy, negative_log_likelihood, fit_temperature])
def test_figures_raise_when_there_are_no_labels(figure) -> None:
    with pytest.raises(ValueError, match="no label"):
        figure(np.zeros((0, 3)), np.zeros(0, np.int64))

"""Figures of a model version on labelled photos."""

from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from training.data.labelled import Labelled, labelled
from training.evaluation.figures import (
    Bin,
    CategoryFigures,
    Confusion,
    Evaluation,
    Review,
    RiskPoint,
)
from training.versions import calibrate
from training.versions.registry import read_card
from training.versions.serving import Classifier

_PAIRS: Final = 5
_EXAMPLES: Final = 3
_CURVE_POINTS: Final = 100
_RIGHT_PER_MILLE: Final = (950, 970, 990, 995)
Flags = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]


def evaluate(model: Path, data: str, out: Path, *, duplicates: bool = False) -> Evaluation:
    """Measure a version and write the report: JSON, text, a page and its pictures.

    Args:
        model: the version's folder.
        data: ``fashion-mnist`` (its test images), a folder with a subfolder a category, or a CSV
            list; categories are named as on the version's card.
        out: the folder to write to; made if missing.
        duplicates: whether to tell apart test images that nearly duplicate a training image;
            Fashion-MNIST only.

    Raises:
        TrainingError: ``unknown-label``, and those of reading data and version.
    """
    from training.evaluation.report import write_report

    card = read_card(model)
    photos = labelled(data, card, duplicates=duplicates)
    probabilities = Classifier(model).probabilities(photos.samples.images)
    found = figures(probabilities, photos, card.categories, card.name)
    write_report(out, found, card, photos, probabilities)
    return found


def figures(
    probabilities: calibrate.Probabilities, photos: Labelled, names: tuple[str, ...], model: str
) -> Evaluation:
    """Return the figures of calibrated probabilities, (N, K), of at least one photo.

    Args:
        probabilities: of the photos.
        photos: N of them; labels index ``names``.
        names: the model's K categories.
        model: the version's name.
    """
    labels = photos.samples.labels
    confidence = probabilities.max(axis=1).astype(np.float64)
    right = probabilities.argmax(axis=1) == labels
    surest_first = np.argsort(-confidence, kind="stable")
    reviews = _reviews(right[surest_first[::-1]])
    low, high = calibrate.interval(right)
    confusion, categories = _by_category(probabilities, labels, names)
    curve, area = _risk_coverage(right[surest_first])
    kept = None if photos.duplicated is None else right[~photos.duplicated]
    return Evaluation(
        model=model,
        data=photos.source,
        count=len(labels),
        unreadable=photos.unreadable,
        accuracy=float(right.mean()),
        accuracy_low=low,
        accuracy_high=high,
        top_2_accuracy=_top_2(probabilities, labels),
        duplicates=None if kept is None else len(right) - len(kept),
        accuracy_without_duplicates=float(kept.mean()) if kept is not None and len(kept) else None,
        nll=calibrate.negative_log_likelihood(probabilities, labels),
        ece=calibrate.expected_calibration_error(probabilities, labels),
        confidence=float(confidence.mean()),
        reliability=_reliability(confidence, right),
        risk_coverage=curve,
        risk_coverage_area=area,
        review_for_99=next(review.share for review in reviews if review.right == 0.99),
        review=reviews,
        categories=categories,
        confusions=_confusions(confusion, probabilities, photos, names),
        confusion=tuple(tuple(int(cell) for cell in row) for row in confusion),
        names=names,
    )


def _top_2(probabilities: calibrate.Probabilities, labels: Counts) -> float:
    width = probabilities.shape[1]
    if width <= 2:  # scikit-learn warns of two categories
        return 1.0
    from sklearn.metrics import top_k_accuracy_score

    return float(top_k_accuracy_score(labels, probabilities, k=2, labels=np.arange(width)))


def _by_category(
    probabilities: calibrate.Probabilities, labels: Counts, names: tuple[str, ...]
) -> tuple[Counts, tuple[CategoryFigures, ...]]:
    """Return the confusion matrix, (K, K), and the figures of each category that occurs in it."""
    from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

    predicted = probabilities.argmax(axis=1)
    every = np.arange(len(names))
    confusion: Counts = confusion_matrix(labels, predicted, labels=every)
    precision, recall, f1, count = precision_recall_fscore_support(
        labels, predicted, labels=every, zero_division=0.0
    )
    seen = (confusion.sum(axis=0) > 0) | (confusion.sum(axis=1) > 0)
    return confusion, tuple(
        CategoryFigures(
            names[k], float(precision[k]), float(recall[k]), float(f1[k]), int(count[k])
        )
        for k in every[seen]
    )


def most_confused(confusion: Counts, most: int) -> list[tuple[int, int]]:
    """Return label and prediction of the most frequent mistakes; rows of (K, K) are labels."""
    counts = confusion.copy()
    np.fill_diagonal(counts, 0)
    order = np.argsort(-counts, axis=None, kind="stable")[:most]
    pairs = zip(*np.unravel_index(order, counts.shape), strict=True)
    return [(int(label), int(guess)) for label, guess in pairs if counts[label, guess]]


def _confusions(
    confusion: Counts,
    probabilities: calibrate.Probabilities,
    photos: Labelled,
    names: tuple[str, ...],
) -> tuple[Confusion, ...]:
    """Return the pairs confused most often, with the most confident mistakes of each."""
    labels, predicted = photos.samples.labels, probabilities.argmax(axis=1)
    found = []
    for label, guess in most_confused(confusion, _PAIRS):
        members = np.flatnonzero((labels == label) & (predicted == guess))
        surest = members[np.argsort(-probabilities[members, guess], kind="stable")[:_EXAMPLES]]
        found.append(
            Confusion(
                names[label],
                names[guess],
                int(confusion[label, guess]),
                int(confusion[label].sum()),
                tuple(photos.photos[member] for member in surest),
            )
        )
    return tuple(found)


def _reliability(confidence: calibrate.Floats, right: Flags) -> tuple[Bin, ...]:
    bins = calibrate.BINS
    index = calibrate.bin_of(confidence)
    counts, sure, hits = (
        np.bincount(index, weights=weights, minlength=bins)
        for weights in (None, confidence, right.astype(np.float64))
    )
    return tuple(
        Bin(
            number / bins,
            (number + 1) / bins,
            int(counts[number]),
            float(sure[number] / counts[number]),
            float(hits[number] / counts[number]),
        )
        for number in np.flatnonzero(counts).tolist()
    )


def _risk_coverage(right: Flags) -> tuple[tuple[RiskPoint, ...], float]:
    """Return the curve, and the mean error rate over all shares that could be labelled alone.

    Geifman, Uziel, El-Yaniv, "Bias-Reduced Uncertainty Estimation for Deep Neural Classifiers",
    ICLR 2019 (arXiv 1805.08206), section 2. The most confident photo comes first.
    """
    count = len(right)
    rates = np.cumsum(~right) / np.arange(1, count + 1)
    points = min(count, _CURVE_POINTS)
    ends = np.arange(1, points + 1) * count // points
    curve = tuple(RiskPoint(end / count, float(rates[end - 1])) for end in ends.tolist())
    return curve, float(rates.mean())


def _reviews(right: Flags) -> tuple[Review, ...]:
    """Return the fewest photos to review so that what is left alone holds few enough errors.

    The least confident photo comes first.
    """
    count = len(right)
    wrong_left: Counts = np.append((~right)[::-1].cumsum()[::-1], 0)  # after so many reviews
    found = []
    for per_mille in _RIGHT_PER_MILLE:
        allowed = (
            count * (1000 - per_mille) // 1000
        )  # whole numbers, so that rounding has no effect
        needed = int(np.argmax(wrong_left <= allowed))
        found.append(Review(per_mille / 1000, needed / count, needed))
    return tuple(found)

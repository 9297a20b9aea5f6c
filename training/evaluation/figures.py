"""The figures of an evaluation."""

import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class CategoryFigures:
    """One category: shares from 0 to 1, and how many photos have it as their label."""

    category: str
    precision: float
    recall: float
    f1: float
    count: int


@dataclass(frozen=True, slots=True)
class Confusion:
    """A category that is predicted as another: ``count`` of the ``total`` photos with this label.

    ``photos`` names a few of them, most confident first.
    """

    label: str
    prediction: str
    count: int
    total: int
    photos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bin:
    """Photos, at least one, whose confidence is above ``low`` and at most ``high``.

    ``confidence`` is their mean, ``accuracy`` the share of them that the model gets right.
    """

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """The error rate if the most confident share of the photos is auto-accepted."""

    labelled_alone: float
    error_rate: float


@dataclass(frozen=True, slots=True)
class Review:
    """What a reviewer who makes no mistake must review, least confident first.

    ``share`` and ``count`` are the fewest photos to review so that ``right`` of all labels are
    right in the end.
    """

    right: float
    share: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Figures of a version on labelled photos. Shares are from 0 to 1.

    Attributes:
        model: the version's name.
        data: what it was measured on.
        count: photos measured.
        unreadable: photos that could not be read.
        accuracy: share that it gets right.
        accuracy_low: lower end of the 95 % interval of the accuracy.
        accuracy_high: upper end.
        top_2_accuracy: share whose label is its first or second guess.
        duplicates: photos that nearly duplicate a training image; None if they were not searched.
        accuracy_without_duplicates: its accuracy on the others; None likewise.
        nll: mean negative log likelihood in nats, calibrated.
        ece: expected calibration error over 15 bins, calibrated.
        confidence: mean of the confidence in its guesses.
        reliability: the bins that hold photos, least confident first.
        risk_coverage: error rate by share labelled alone, most confident first.
        risk_coverage_area: the area under that curve; less is better.
        review_for_99: share to review, least confident first, for 99 % right.
        review: the same for several shares.
        categories: figures of each that is the label of a photo or a prediction.
        confusions: which categories it most often takes for which.
        confusion: rows are labels, columns predictions, in the order of ``names``.
        names: the model's categories.
    """

    model: str
    data: str
    count: int
    unreadable: int
    accuracy: float
    accuracy_low: float
    accuracy_high: float
    top_2_accuracy: float
    duplicates: int | None
    accuracy_without_duplicates: float | None
    nll: float
    ece: float
    confidence: float
    reliability: tuple[Bin, ...]
    risk_coverage: tuple[RiskPoint, ...]
    risk_coverage_area: float
    review_for_99: float
    review: tuple[Review, ...]
    categories: tuple[CategoryFigures, ...]
    confusions: tuple[Confusion, ...]
    confusion: tuple[tuple[int, ...], ...]
    names: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the evaluation as plain JSON values."""
        return dict(json.loads(json.dumps(asdict(self))))

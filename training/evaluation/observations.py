"""The findings of an evaluation as sentences."""

from collections.abc import Sequence
from typing import Final

from safeio.characters import printable
from training.core.wording import percent
from training.evaluation.figures import Confusion, Evaluation, Review

_LISTED: Final = 5
_NEGLIGIBLE: Final = 0.01
"""A gap between confidence and accuracy that counts as none."""


def observations(found: Evaluation) -> tuple[str, ...]:
    """Return sentences on whether to use this model, most important first."""
    return (
        *_accuracy(found),
        *_reviewing(found),
        *_categories(found),
        *(_confusion(pair) for pair in found.confusions),
        _calibration(found),
        *_strangers(found),
    )


def _accuracy(found: Evaluation) -> list[str]:
    right = round(found.accuracy * found.count)
    sentences = [
        f"It gets {right:,} of {found.count:,} photos right, {percent(found.accuracy)}. Chance in "
        f"the choice of these photos leaves room for {percent(found.accuracy_low)} to "
        f"{percent(found.accuracy_high)}."
    ]
    if found.duplicates is not None and found.accuracy_without_duplicates is not None:
        sentences.append(
            f"{found.duplicates:,} of the photos nearly duplicate a training image. "
            f"Without them it gets {percent(found.accuracy_without_duplicates)} right."
        )
    if len(found.names) > 2:
        sentences.append(
            f"For {percent(found.top_2_accuracy)} of the photos the right category is its first "
            "or second guess."
        )
    return sentences


def _reviewing(found: Evaluation) -> list[str]:
    wrong = 1 - found.accuracy
    if not wrong:
        return ["Nothing is wrong here: a review would find no mistake."]
    needed = [review for review in found.review if review.count]
    sentences = [f"Without any review {percent(wrong)} of the labels are wrong."]
    if needed:
        sentences.append(
            "A reviewer who makes no mistake and takes the least sure photos first must look at "
            f"{listed([_review(review) for review in needed])}."
        )
    spared = [review for review in found.review if not review.count]
    if spared and needed:
        sentences.append(f"For {_target(spared[-1])} right no review is needed.")
    return [" ".join(sentences)]


def _review(review: Review) -> str:
    return f"{percent(review.share)} of them ({review.count:,}) for {_target(review)} right"


def _target(review: Review) -> str:
    return percent(review.right, 0 if review.right * 100 % 1 < 1e-9 else 1)


def _categories(found: Evaluation) -> list[str]:
    rows = [row for row in found.categories if row.count]
    if len(rows) < 2:
        return []
    best, worst = max(rows, key=lambda row: row.f1), min(rows, key=lambda row: row.f1)
    if best.f1 == worst.f1:
        return [f"It does equally well on all categories, F1 {percent(best.f1)}."]
    return [
        f"It does best on {printable(best.category)} (F1 {percent(best.f1)}) and worst on "
        f"{printable(worst.category)} (F1 {percent(worst.f1)}): of {worst.count:,} photos of "
        f"{printable(worst.category)} it gets {round(worst.recall * worst.count):,} right, and of "
        f"what it calls {printable(worst.category)}, {percent(worst.precision)} is."
    ]


def _confusion(pair: Confusion) -> str:
    return (
        f"It takes {pair.count:,} of {pair.total:,} photos of {printable(pair.label)} for "
        f"{printable(pair.prediction)}. Those it is surest of: {', '.join(pair.photos)}."
    )


def _calibration(found: Evaluation) -> str:
    gap = found.confidence - found.accuracy
    noise = (found.accuracy_high - found.accuracy_low) / 2
    means = (
        f"on average it is {percent(found.confidence)} sure and right on "
        f"{percent(found.accuracy)} (calibration error {percent(found.ece)})"
    )
    if abs(gap) <= max(_NEGLIGIBLE, noise):
        return f"Its confidence is calibrated: {means}."
    if gap > 0:
        return f"It is overconfident: {means}. Review more than its confidence suggests."
    return f"It is underconfident: {means}. It is better than its confidence suggests."


def _strangers(found: Evaluation) -> list[str]:
    """Return sentences on categories of the model or of these photos alone."""
    shown = {row.category for row in found.categories if row.count}
    absent = [printable(name) for name in found.names if name not in shown]
    if not absent:
        return []
    columns = [k for k, name in enumerate(found.names) if name not in shown]
    astray = sum(row[k] for row in found.confusion for k in columns)
    more = len(absent) - _LISTED
    if more > 0:
        absent = [*absent[:_LISTED], f"{more:,} more"]
    these, taken = (
        ("these categories", "one of them") if len(absent) > 1 else ("this category", "it")
    )
    return [
        f"No photo shows {listed(absent, 'or')}, so nothing is known about {these}; "
        f"{astray:,} photos were taken for {taken}."
    ]


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Join words as ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def key_figures(found: Evaluation) -> tuple[tuple[str, str], ...]:
    """Return names and values, with units, of the figures that are one number each."""
    without = found.accuracy_without_duplicates
    return (
        ("accuracy", percent(found.accuracy, 2)),
        *((("accuracy without duplicates", percent(without, 2)),) if without is not None else ()),
        ("top-2 accuracy", percent(found.top_2_accuracy, 2)),
        ("negative log likelihood", f"{found.nll:.4f} nats"),
        ("calibration error", percent(found.ece, 2)),
        ("area under risk-coverage", f"{found.risk_coverage_area:.4f}"),
        ("to review for 99 % right", percent(found.review_for_99, 1)),
    )

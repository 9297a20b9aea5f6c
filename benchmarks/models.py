"""The shipped models on Fashion-MNIST's test images, and the figures of their cards on real photos.

Usage: python -m benchmarks.models
"""

from collections.abc import Iterator
from itertools import product

from benchmarks.figures import Row, report
from benchmarks.registry import ROOT
from training.data.labelled import labelled
from training.evaluation.evaluate import figures
from training.versions.registry import read_card
from training.versions.serving import Classifier


def main() -> Iterator[Row]:
    """Evaluate each model."""
    for file in sorted((ROOT / "models").glob("*/card.json")):
        card = read_card(file.parent)
        photos = labelled("fashion-mnist", card, duplicates=False)
        probabilities = Classifier(file.parent).probabilities(photos.samples.images)
        found = figures(probabilities, photos, card.categories, card.name)
        interval = f"{found.accuracy_low:.1%} to {found.accuracy_high:.1%}"
        for figure, share, detail in (
            ("accuracy on Fashion-MNIST", found.accuracy, interval),
            ("calibration error on Fashion-MNIST", found.ece, "15 bins"),
            ("to review for 99 % right of Fashion-MNIST", found.review_for_99, ""),
        ):
            yield Row(figure, 100 * share, "%", detail, card.name)
        real = card.metrics.get("photos", {})
        for kind, key in product(("ten_labels", "seven_mapped"), ("accuracy", "macro_recall")):
            if kind in real:
                figure = f"{key.replace('_', ' ')} on real photos, {kind.split('_')[0]} labels"
                detail = f"{real[kind]['count']} photos, by its card"
                yield Row(figure, 100 * real[kind][key], "%", detail, card.name)


if __name__ == "__main__":
    report(list(main()))

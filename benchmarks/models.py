"""The shipped models on Fashion-MNIST's test images, and what their cards say of real photos.

Usage: python -m benchmarks.models
"""

from collections.abc import Iterator

from benchmarks.figures import Row, report
from benchmarks.registry import ROOT
from training.evaluation.evaluate import figures, labelled
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
            yield Row(figure, case=card.name, value=100 * share, unit="%", detail=detail)
        for labels, real in card.metrics.get("photos", {}).items():
            if labels != "data":
                name = labels.split("_")[0]
                for what in ("accuracy", "macro recall"):
                    share, figure = (
                        real[what.replace(" ", "_")],
                        f"{what} on real photos, {name} labels",
                    )
                    yield Row(figure, case=card.name, value=100 * share, unit="%",
                              detail=f"{real['count']} photos, by its card")  # fmt: skip


if __name__ == "__main__":
    report(list(main()))

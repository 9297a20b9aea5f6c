"""How fast the worker classifies, against Keras's own predict.

Each shipped model classifies the same prepared photos in turns: through
``model.predict(batch_size=256)``, through the classifier that imports use, which returns features
too, and through the exact one; three rounds each, the median counts.

Usage: python -m benchmarks.classify
"""

import statistics
import subprocess
import sys
from pathlib import Path

import numpy as np

from benchmarks.figures import Row, report, seconds
from benchmarks.registry import ROOT
from training.data import fashion_mnist
from training.inputs.preparation import input_shape, prepare
from training.versions.calibrate import apply_temperature
from training.versions.registry import load_model, read_card
from training.versions.serving import Classifier

COUNT, ROUNDS, SINGLES, STARTS = 2048, 3, 200, 3
LARGE = 64
"""Pixels a side; of larger photos an eighth is classified."""
STARTING = {
    "ours": "from training.versions.serving import Classifier\n"
    "Classifier(folder, features=True, fast=True)",
    "predict": "from training.versions.registry import load_model\n"
    "model = load_model(folder)\n"
    "model.predict(np.zeros((1, *model.input.shape[1:])), verbose=0)",
}


def serving(folder: Path) -> list[Row]:
    card = read_card(folder)
    model = load_model(folder)
    model.compile()
    bulk, exact = (Classifier(folder, features=True, fast=fast) for fast in (True, False))
    edge, *_ = input_shape(card.preparation)
    items = fashion_mnist.load().test.images[: COUNT if edge <= LARGE else COUNT // 8]
    photos = np.stack([prepare(item, card.preparation) for item in items])
    ways = {
        "predict": lambda: model.predict(photos, batch_size=256, verbose=0),
        "bulk": lambda: bulk.with_features(photos)[0],
        "exact": lambda: exact.with_features(photos)[0],
    }
    said = {name: way() for name, way in ways.items()}  # and warms all up
    took: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            took[name].append(seconds(way))
    rates = {name: len(photos) / statistics.median(times) for name, times in took.items()}
    single = [seconds(lambda: bulk.probabilities(photos[:1])) for _ in range(SINGLES)]
    equal = 100 * (said["predict"].argmax(axis=1) == said["bulk"].argmax(axis=1)).mean()
    expected = apply_temperature(said["predict"], card.temperature)
    p95 = f"95th percentile {1000 * np.percentile(single, 95):.2f}"
    median, case = 1000 * statistics.median(single), card.name
    peer = rates["predict"]
    start = {name: starting(folder, code) for name, code in STARTING.items()}
    most = 1e6 * np.abs(said["exact"] - expected).max()
    return [
        Row("classification", case=case, value=rates["bulk"], unit="photos/s", peer=peer,
            detail=f"exact {rates['exact']:,.0f}"),
        Row("labels equal to those of predict", case=case, value=equal, unit="%",
            detail=f"exact probabilities within {most:.1f} millionths"),
        Row("one photo, median", case=case, value=median, unit="ms", detail=p95),
        Row("from the start of a process to the first photo", case=case, value=start["ours"],
            unit="s", peer=start["predict"]),
    ]  # fmt: skip


def starting(folder: Path, code: str) -> float:
    """Return how long a new process takes until it has classified a photo."""
    code = f"import numpy as np\nfrom pathlib import Path\nfolder = Path({str(folder)!r})\n{code}"
    command = [sys.executable, "-c", code]
    return statistics.median(
        seconds(lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True))
        for _ in range(STARTS)
    )


def main() -> list[Row]:
    versions = [folder.parent for folder in sorted((ROOT / "models").glob("*/card.json"))]
    return [row for folder in versions for row in serving(folder)]


if __name__ == "__main__":
    report(main())

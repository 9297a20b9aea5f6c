"""The commands about data and single photos: analyse, predict, download."""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from safeio.cells import defuse
from safeio.printing import complain, write_json, write_lines, write_rows
from training.core.errors import TrainingError
from training.data.data import FASHION_MNIST
from training.versions.predict import Prediction, Unreadable

DATA_HELP: Final = (
    "fashion-mnist, a folder with a subfolder a category, a CSV list (photo,label), a CSV of "
    "pixels (label and 784 pixels a line), or a folder of IDX files (default: fashion-mnist)"
)
_MOST_GUESSES: Final = 1000


def add_commands(commands: Any) -> None:
    """Add the three commands to a parser's subparsers."""
    analyse = commands.add_parser("analyse", help="look at labelled images before training")
    analyse.add_argument("data", nargs="?", default=FASHION_MNIST, help=DATA_HELP)
    analyse.add_argument(
        "--out", type=Path, help="a folder for the report (default: analysis-NAME, here)"
    )
    analyse.add_argument("--json", action="store_true", help="print one JSON object")
    analyse.set_defaults(run=_analyse)
    predict = commands.add_parser("predict", help="label image files")
    predict.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="files or folders")
    predict.add_argument("--model", type=Path, required=True, help="a version's folder")
    predict.add_argument("--json", action="store_true", help="print one JSON object, not CSV")
    predict.add_argument("--top", type=_top, default=1, help="guesses a photo (default: 1)")
    predict.set_defaults(run=_predict)
    download = commands.add_parser("download", help="fetch Fashion-MNIST, and check it")
    download.add_argument(
        "--to", type=Path, help="a folder (default: Keras's cache, unless it is found elsewhere)"
    )
    download.set_defaults(run=_download)


def _top(text: str) -> int:
    number = int(text)
    if not 1 <= number <= _MOST_GUESSES:
        raise argparse.ArgumentTypeError(f"it must be from 1 to {_MOST_GUESSES}")
    return number


def _console() -> Console:
    return Console(stderr=True, soft_wrap=True, markup=False, highlight=False)


def _analyse(asked: argparse.Namespace, _command: str) -> None:
    from training.analysis.analyse import analyse
    from training.analysis.report import as_text

    out = asked.out or Path(f"analysis-{Path(asked.data).resolve().stem}")
    with _console().status("Looking at the images"):
        found = analyse(asked.data, out)
    if asked.json:
        write_json(found.as_dict())
    else:
        write_lines(*as_text(found).split("\n"), str(out))


def _predict(asked: argparse.Namespace, _command: str) -> None:
    from training.versions.predict import predict
    from training.versions.serving import Classifier

    classifier = Classifier(asked.model)
    unreadable: list[Unreadable] = []
    predictions = _readable(predict(asked.paths, classifier, asked.top), unreadable)
    if asked.json:
        read = _write_json(classifier.card.name, predictions, unreadable)
    else:
        read = _write_csv(predictions, min(asked.top, len(classifier.card.categories)))
    if not read:
        raise TrainingError(
            "no-photos",
            "None of the photos could be read.",
            "Name image files, or folders of them.",
            {"unreadable": len(unreadable)},
        )


def _readable(
    results: Iterable[Prediction | Unreadable], unreadable: list[Unreadable]
) -> Iterator[Prediction]:
    """Yield the predictions; report the others on standard error and collect them in the list."""
    for result in results:
        if isinstance(result, Prediction):
            yield result
        else:
            unreadable.append(result)
            complain(f"{result.photo}: {result.reason}")


def _write_csv(predictions: Iterable[Prediction], top: int) -> int:
    """Write a line a photo as they come; return how many."""
    count = 0

    def rows() -> Iterator[list[str]]:
        nonlocal count
        for count, prediction in enumerate(predictions, 1):
            if count == 1:
                numbers = ["", *(f"_{number}" for number in range(2, top + 1))]
                names = [f"{name}{n}" for n in numbers for name in ("label", "probability")]
                yield ["photo", *names]
            cells = [defuse(prediction.photo)]
            for category, probability in prediction.guesses:
                cells += [defuse(category), f"{probability:.6f}"]
            yield cells

    write_rows(rows())
    return count


def _write_json(model: str, predictions: Iterable[Prediction], unreadable: list[Unreadable]) -> int:
    """Write one object, unless there is no prediction; return how many there are."""
    every = [
        {
            "photo": prediction.photo,
            "label": prediction.guesses[0][0],
            "probability": round(prediction.guesses[0][1], 6),
            "guesses": [
                {"label": category, "probability": round(probability, 6)}
                for category, probability in prediction.guesses
            ],
        }
        for prediction in predictions
    ]
    failed = [{"photo": one.photo, "reason": one.reason} for one in unreadable]
    content = {"model": model, "predictions": every, "unreadable": failed}
    if every:
        write_json(content)
    return len(every)


def _download(asked: argparse.Namespace, _command: str) -> None:
    from training.data.fashion_mnist_files import provide

    with _console().status("Fetching Fashion-MNIST"):
        provided = provide(asked.to)
    if provided.source is None:
        complain("Fashion-MNIST was there already, and its checksums are right.")
    else:
        complain(f"Fashion-MNIST came from {provided.source}; its checksums are right.")
    write_lines(str(provided.folder))

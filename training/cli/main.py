"""``python -m training``: results on standard output, the rest beside it.

Exit status: 0 done, 1 failed (one sentence of what happened, one of what to do), 2 wrong usage, 130
cancelled.
"""

import argparse
import contextlib
import dataclasses
import shlex
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from safeio.characters import printable
from safeio.printing import Parser, complain, write_json, write_lines
from training import __version__
from training.architectures import backbones
from training.architectures.recipes import RECIPES
from training.cli.data import DATA_HELP, add_commands
from training.core.errors import TrainingError
from training.core.observer import Record
from training.data.data import FASHION_MNIST
from training.versions.shipped import shipped_models

DONE, FAILED, CANCELLED = 0, 1, 130
_ARCHITECTURES = sorted(set(RECIPES) - set(backbones.NAMES))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line, by default that of this process, and return the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    asked = _parser().parse_args(given)
    try:
        asked.run(asked, shlex.join(["python", "-m", "training", *given]))
    except TrainingError as error:
        complain(str(error))
        return FAILED
    except BrokenPipeError:
        return DONE  # The reader of the output has closed it.
    except OSError as error:
        complain(f"A file could not be used: {error}. Check its place, rights and free space.")
        return FAILED
    except KeyboardInterrupt:
        complain("Cancelled. A training resumes where it was when it is started again.")
        return CANCELLED
    return DONE


def _parser() -> Parser:
    parser = Parser(
        prog="python -m training", description="Train and measure models for Second Look."
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="command")
    _add_train(commands.add_parser("train", help="train a model on a data set"))
    _add_blend(commands.add_parser("blend", help="make one version of the mean of several"))
    _add_evaluate(commands.add_parser("evaluate", help="measure a model on labelled photos"))
    sample = commands.add_parser("sample", help="write the sample catalogue")
    sample.add_argument("--out", type=Path, required=True, help="a folder that does not exist yet")
    sample.set_defaults(run=_sample)
    add_commands(commands)
    return parser


def _add_train(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--architecture", choices=_ARCHITECTURES, default="seed-cnn")
    parser.add_argument("--data", default=FASHION_MNIST, help=DATA_HELP)
    parser.add_argument("--out", type=Path, required=True, help="the folder of model versions")
    parser.add_argument("--name", help="of the version (default: the model's)")
    parser.add_argument("--seed", type=_seed, default=1, help="of everything random (default: 1)")
    parser.add_argument("--epochs", type=_positive, help="passes (default: the recipe's)")
    parser.add_argument("--batch-size", type=_positive, help="(default: the recipe's)")
    parser.add_argument(
        "--patience", type=_positive, help="end after so many passes without a better one"
    )
    parser.add_argument("--start", metavar="VERSION", help="a version's folder to start from")
    parser.add_argument(
        "--pretrained",
        metavar="FILE",
        help="EfficientNet-Lite0's weights, from tools.lite0, for lite0, photo-lite0 and "
        "photo-clothes",
    )
    parser.add_argument(
        "--adapted",
        metavar="VERSION",
        help="a version's folder of lite0, whose upper blocks photo-clothes takes",
    )
    parser.add_argument(
        "--teacher",
        metavar="VERSION",
        action="append",
        default=[],
        help="a version's folder to learn from beside the labels; may be repeated",
    )
    parser.add_argument(
        "--photos", metavar="LIST", help="the Clothing dataset's labels.csv, to learn it as well"
    )
    parser.add_argument(
        "--report", metavar="LIST", help="the same, to measure its photos and not learn them"
    )
    parser.add_argument(
        "--backbone",
        choices=backbones.NAMES,
        help="instead of --architecture: one pretrained on ImageNet; needs a connection "
        "the first time",
    )
    parser.add_argument("--known-failures", default="", help="a sentence for the card")
    parser.set_defaults(run=_train)


def _add_blend(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("version", nargs="+", type=Path, help="folders of versions, two or more")
    parser.add_argument(
        "--architecture", choices=_ARCHITECTURES, required=True, help="what they all are"
    )
    parser.add_argument("--data", default=FASHION_MNIST, help=DATA_HELP)
    parser.add_argument("--out", type=Path, required=True, help="the folder of model versions")
    parser.add_argument("--name", help="of the version (default: the model's)")
    parser.add_argument("--seed", type=_seed, default=1, help="of the samples' order (default: 1)")
    parser.set_defaults(run=_blend)


def _add_evaluate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", type=Path, help="a version's folder")
    parser.add_argument("--data", default=FASHION_MNIST, help=DATA_HELP)
    parser.add_argument(
        "--out", type=Path, help="a folder for the report (default: evaluation-NAME, here)"
    )
    parser.add_argument(
        "--duplicates",
        action="store_true",
        help="also measure without test images that nearly duplicate a training image (slower)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=_evaluate)


def _seed(text: str) -> int:
    number = int(text)
    if not 0 <= number < 2**32:
        raise argparse.ArgumentTypeError("it must be from 0 to 4294967295")
    return number


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("it must be 1 or more")
    return number


def _train(asked: argparse.Namespace, command: str) -> None:
    from training.fitting.config import TrainConfig
    from training.fitting.train import train

    architecture = asked.backbone or asked.architecture
    config = TrainConfig(
        architecture=architecture,
        data=asked.data,
        name=asked.name or architecture,
        seed=asked.seed,
        epochs=asked.epochs,
        batch_size=asked.batch_size,
        photos=asked.photos,
        start=asked.start,
        pretrained=asked.pretrained,
        adapted=asked.adapted,
        teachers=tuple(asked.teacher),
        report=asked.report,
        patience=asked.patience,
        command=command,
        known_failures=asked.known_failures,
    )
    with _bar() as progress, _interruptible(_TerminalObserver(progress)) as shown:
        try:
            folder = train(config, asked.out, shown)
        except TrainingError as error:
            if error.code != "no-connection":
                raise
            notice = f"{error.happened} The model photo is trained instead."
            progress.console.print(printable(notice), soft_wrap=True, markup=False)
            name = asked.name or "photo"
            instead = dataclasses.replace(
                config,
                architecture="photo-clothes",
                name=name,
                start=str(shipped_models() / "photo"),
            )
            folder = train(instead, asked.out, shown)
    write_lines(str(folder))


def _blend(asked: argparse.Namespace, command: str) -> None:
    from training.fitting.blend import blend
    from training.fitting.config import TrainConfig

    config = TrainConfig(
        architecture=asked.architecture,
        data=asked.data,
        name=asked.name or asked.architecture,
        seed=asked.seed,
        command=command,
    )
    write_lines(str(blend(asked.version, config, asked.out)))


def _evaluate(asked: argparse.Namespace, _command: str) -> None:
    from training.evaluation.evaluate import evaluate
    from training.evaluation.report import as_tables, as_words

    out = asked.out or Path(f"evaluation-{asked.model.resolve().name}")
    found = evaluate(asked.model, asked.data, out, duplicates=asked.duplicates)
    if asked.json:
        write_json(found.as_dict())
    else:
        Console(highlight=False).print(as_tables(found), "", as_words(found), sep="\n")
        write_lines("", str(out / "evaluation.html"))


def _sample(asked: argparse.Namespace, _command: str) -> None:
    from training.data.catalogue import write_sample

    count = write_sample(asked.out)
    write_lines(f"{count} photos in {asked.out}")


def _bar() -> Progress:
    return Progress(
        TextColumn("training"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )


class _TerminalObserver:
    """An observer that draws a bar and a line for each pass, and stops after a batch if asked."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task: TaskID | None = None
        self._stop = False

    def interrupt(self) -> None:
        """Stop after this batch; at once before the first one, or when it is asked again."""
        if self._stop or self._task is None:
            raise KeyboardInterrupt
        self._stop = True

    def batch(self, done: int, total: int) -> None:
        if self._stop:
            raise KeyboardInterrupt
        if self._task is None:
            self._task = self._progress.add_task("training")
        self._progress.update(self._task, completed=done, total=total)

    def epoch(self, record: Record) -> None:
        figures = ", ".join(
            f"{key.replace('_', ' ')} {value:.4f}"
            for key, value in record.items()
            if isinstance(value, float)
        )
        self._progress.console.print(
            f"pass {record['epoch']}: {figures}", highlight=False, soft_wrap=True
        )


@contextlib.contextmanager
def _interruptible(shown: _TerminalObserver) -> Iterator[_TerminalObserver]:
    """Have Ctrl-C ask the observer to stop.

    A KeyboardInterrupt raised at any place may end in code that swallows it, such as a finaliser.
    """

    def ask(_number: int, _frame: FrameType | None) -> None:
        shown.interrupt()

    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_IGN:  # such as under nohup
        yield shown
        return
    signal.signal(signal.SIGINT, ask)
    try:
        yield shown
    finally:
        signal.signal(signal.SIGINT, before)

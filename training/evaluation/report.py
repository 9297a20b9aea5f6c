"""Reports of an evaluation: tables for the terminal, and all files."""

import io
import json
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from safeio.characters import printable
from safeio.files import write_whole
from training.architectures.builders import Layer, list_layers
from training.core.wording import percent
from training.data.labelled import Labelled
from training.evaluation.figures import Evaluation
from training.evaluation.observations import key_figures, observations
from training.versions.calibrate import Probabilities
from training.versions.card import Card
from training.versions.registry import build_model

_WIDTH = 100


def write_report(
    out: Path, found: Evaluation, card: Card, photos: Labelled, probabilities: Probabilities
) -> None:
    """Write an evaluation as JSON, text, a page, and the pictures of the page.

    All is made before the first file is written, and each file is written whole. The folder is made
    if it is missing; files of an earlier report there are replaced.
    """
    from training.evaluation import page, plots
    from training.evaluation.examples import choose

    layers = list_layers(build_model(card))
    examples = choose(probabilities, photos, found.names, plots.EXAMPLES)
    pictures = {
        "confusion.png": plots.confusion(found),
        "reliability.png": plots.reliability(found),
        "risk_coverage.png": plots.risk_coverage(found),
        "samples.png": plots.samples(*examples),
    }
    texts = {
        "evaluation.json": json.dumps(found.as_dict(), indent=2, ensure_ascii=False) + "\n",
        "output.txt": as_text(found, card, layers),
        "evaluation.html": page.as_page(found, card, layers, pictures),
    }
    # A lone surrogate, which JSON may name, cannot be encoded: it is written as its escape.
    files = {name: text.encode("utf-8", "backslashreplace") for name, text in texts.items()}
    out.mkdir(parents=True, exist_ok=True)
    for name, content in {**files, **pictures}.items():
        write_whole(out / name, content)


def as_tables(found: Evaluation) -> Group:
    """Return the evaluation as something that a rich console prints."""
    unreadable = f", {found.unreadable:,} could not be read" if found.unreadable else ""
    return Group(
        Text(f"{printable(found.model)} on {found.count:,} photos of {found.data}{unreadable}\n"),
        _figures(found),
        Text("\nWhat a perfect reviewer must look at, least sure first"),
        _reviews(found),
        Text("\nBy category"),
        _categories(found),
        Text("\nLabels (rows) and predictions (columns)"),
        _confusion(found),
    )


def as_words(found: Evaluation) -> Text:
    """Return the findings, a paragraph each."""
    return Text("\n\n".join(observations(found)))


def as_text(found: Evaluation, card: Card, layers: Sequence[Layer]) -> str:
    """Return the model's layers, all figures and the findings as plain text."""
    wide = max(_WIDTH, 40 + 8 * len(found.categories))
    return "\n".join(
        (
            render(_layers(card, layers)),
            render(as_tables(found), wide),
            "What this means\n",
            render(as_words(found)),
        )
    )


def render(content: RenderableType, width: int = _WIDTH) -> str:
    """Return what a rich console prints, without spaces at the ends of lines."""
    console = Console(file=io.StringIO(), width=width, color_system=None, force_terminal=False)
    with console.capture() as capture:
        console.print(content)
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"


def make_table(*headings: str, texts: int = 1) -> Table:
    """Return a table whose first ``texts`` columns hold words and whose others hold numbers."""
    table = Table()
    for number, words in enumerate(headings):
        table.add_column(words, justify="left" if number < texts else "right")
    return table


def _layers(card: Card, layers: Sequence[Layer]) -> Group:
    table = make_table("layer", "kind", "output", "weights", texts=2)
    for layer in layers:
        shape = " x ".join(map(str, layer.shape))
        table.add_row(Text(layer.name), layer.kind, shape, f"{layer.weights:,}")
    title = (
        f"{printable(card.name)}: {card.architecture}, reads {card.preparation}, "
        f"{sum(layer.weights for layer in layers):,} weights\n"
    )
    return Group(Text(title), table)


def _figures(found: Evaluation) -> Table:
    table = Table(show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name, value in key_figures(found):
        table.add_row(name, value)
    return table


def _reviews(found: Evaluation) -> Table:
    table = make_table("labels right", "to review", "photos")
    for row in found.review:
        table.add_row(f"{100 * row.right:g} %", percent(row.share, 1), f"{row.count:,}")
    return table


def _categories(found: Evaluation) -> Table:
    table = make_table("category", "precision", "recall", "F1", "photos")
    for row in found.categories:
        shares = (percent(share, 2) for share in (row.precision, row.recall, row.f1))
        table.add_row(Text(printable(row.category)), *shares, f"{row.count:,}")
    return table


def _confusion(found: Evaluation) -> Table:
    """Return the confusion of categories that occur; columns are numbers, for want of width."""
    seen = [found.names.index(row.category) for row in found.categories]
    table = make_table("label", *map(str, range(1, len(seen) + 1)))
    for number, label in enumerate(seen, 1):
        cells = [str(found.confusion[label][predicted] or "·") for predicted in seen]
        table.add_row(Text(f"{number} {printable(found.names[label])}"), *cells)
    return table

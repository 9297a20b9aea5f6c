"""Reports of an analysis: findings as sentences, and a text."""

from rich.console import Group
from rich.table import Table
from rich.text import Text

from safeio.characters import printable
from training.analysis.figures import Analysis, CategoryImages, Duplicates
from training.core.wording import percent, shortened
from training.evaluation.report import make_table, render

_BALANCED = 1.5
_FEWEST = 3
_LISTED = 5
_SHOWN_LETTERS = 30


def findings(found: Analysis) -> tuple[str, ...]:
    """Return the findings on the images as sentences."""
    return (
        *_amounts(found),
        *_balance(found),
        *_within(found),
        *_across(found),
        *_brightness(found),
        *_spoiled(found),
    )


def _amounts(found: Analysis) -> list[str]:
    whose = "set apart by who made the data" if found.test_given else "as train sets them apart"
    return [
        f"There are {found.train:,} images to learn from and {found.test:,} to test on, {whose}, "
        f"in {_count(len(found.categories), 'category', 'categories')}."
    ]


def _balance(found: Analysis) -> list[str]:
    present = sorted(
        (one for one in found.categories if one.train + one.test), key=lambda one: one.train
    )
    absent = [one.category for one in found.categories if not one.train + one.test]
    sentences = []
    if len(present) == 1:
        sentences.append(
            f"All images have the same label, {_name(present[0])}: one teaches nothing."
        )
    else:
        sentences.append(_ratio(present[0], present[-1]))
    if absent:
        sentences.append(f"There is no image of {_listed(absent)}.")
    few = [one.category for one in present if one.train + one.test < _FEWEST]
    if few:
        sentences.append(
            f"To train, each category needs at least three images: {_listed(few)} has not."
        )
    return sentences


def _ratio(fewest: CategoryImages, most: CategoryImages) -> str:
    if fewest.train == most.train:
        return f"The categories are balanced: each has {most.train:,} images to learn from."
    span = f"from {fewest.train:,} images ({_name(fewest)}) to {most.train:,} ({_name(most)})"
    if most.train <= _BALANCED * max(1, fewest.train):
        return f"The categories are nearly balanced: {span} to learn from."
    return (
        f"The categories are out of balance: {span} to learn from, "
        f"{most.train / max(1, fewest.train):.1f} times as many."
    )


def _within(found: Analysis) -> list[str]:
    pairs, how = (
        found.within_train,
        f"correlate by {found.threshold:g} or more as 28x28 grey pixels",
    )
    if not pairs.pairs:
        return [f"No two images to learn from nearly duplicate each other: none {how}."]
    sentences = [
        f"{_pairs(pairs)} of images to learn from, made of {pairs.images:,} images, nearly "
        f"duplicate each other: they {how}. Equal in every pixel: {_number(pairs.exact)}."
    ]
    if pairs.different_labels:
        sentences.append(
            f"{_count(pairs.different_labels, 'of these pairs has', 'of these pairs have')} "
            "different labels: look at them, one of each pair may be labelled wrong."
        )
    else:
        sentences.append("None of these pairs has different labels.")
    return sentences


def _across(found: Analysis) -> list[str]:
    pairs = found.across
    if not found.test:
        return []
    if not pairs.pairs:
        return ["No image to test on nearly duplicates one to learn from."]
    least = "At least " if pairs.more else ""
    verb = "nearly duplicates" if pairs.images == 1 else "nearly duplicate"
    return [
        f"{least}{pairs.images:,} of the {found.test:,} images to test on "
        f"({percent(pairs.images / found.test)}) {verb} one to learn from: what a model makes of "
        f"them says little of new images. Of {_pairs(pairs).lower()}, equal in every pixel: "
        f"{_number(pairs.exact)}; with different labels: {_number(pairs.different_labels)}."
    ]


def _brightness(found: Analysis) -> list[str]:
    seen = sorted(
        (one for one in found.categories if one.mean is not None), key=lambda one: one.mean or 0.0
    )
    sentences = [
        f"The mean grey level is {found.mean:.1f} of 255, its standard deviation "
        f"{found.spread:.1f}."
    ]
    if len(seen) > 1:
        dark, bright = seen[0], seen[-1]
        sentences.append(
            f"{_name(dark)} is the darkest category (mean {dark.mean:.1f}), {_name(bright)} the "
            f"brightest ({bright.mean:.1f})."
        )
    return sentences


def _spoiled(found: Analysis) -> list[str]:
    sentences = []
    if found.one_level:
        sentences.append(
            f"{_count(found.one_level, 'image shows', 'images show')} nothing: all its pixels have "
            "the same grey level."
        )
    if found.unreadable:
        files = _count(len(found.unreadable), "file", "files")
        sentences.append(
            f"{files} could not be read: {_listed([name for name, _ in found.unreadable])}."
        )
    return sentences


def _number(count: int) -> str:
    return f"{count:,}" if count else "none"


def _pairs(pairs: Duplicates) -> str:
    return f"{'At least ' if pairs.more else ''}{_count(pairs.pairs, 'pair', 'pairs')}"


def _count(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"


def _name(one: CategoryImages) -> str:
    return shortened(one.category, _SHOWN_LETTERS)


def _listed(names: list[str]) -> str:
    shown = [shortened(name, _SHOWN_LETTERS) for name in names[:_LISTED]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more else "")


def as_text(found: Analysis) -> str:
    """Return findings and tables as plain text."""
    lines = [Text(f"{found.data}\n"), *(Text(f"- {finding}") for finding in found.findings)]
    parts: list[Text | Table] = [*lines, Text(), _table(found)]
    for title, pairs in (
        ("Near duplicates to learn from", found.within_train),
        ("Near duplicates, one to learn from, one to test on", found.across),
    ):
        if pairs.examples:
            parts += [
                Text(f"\n{title}: {len(pairs.examples)} of {pairs.pairs:,}"),
                _examples(pairs),
            ]
    return render(Group(*parts))


def _table(found: Analysis) -> Table:
    table = make_table("category", "to learn", "to test", "mean", "spread")
    for one in found.categories:
        figures = ("·" if level is None else f"{level:.1f}" for level in (one.mean, one.spread))
        table.add_row(Text(printable(one.category)), f"{one.train:,}", f"{one.test:,}", *figures)
    return table


def _examples(pairs: Duplicates) -> Table:
    table = Table()
    for heading in ("image", "label", "image", "label"):
        table.add_column(heading, overflow="fold")
    table.add_column("correlation", justify="right")
    for pair in pairs.examples:
        cells = (pair.first, pair.labels[0], pair.second, pair.labels[1])
        alike = "equal" if pair.exact else f"{pair.correlation:.4f}"
        table.add_row(*(Text(printable(cell)) for cell in cells), alike)
    return table

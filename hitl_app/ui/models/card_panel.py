"""Model details: purpose, training photos, accuracy."""

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame

from hitl_app.training_words import CHILD, EARLIER, WAYS, plain
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.cards import as_card
from hitl_app.ui.kit.widgets import label
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.messages import translated
from training.versions.card import Card


class CardPanel(QFrame):
    """Shows one card; every text can be selected and copied."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = label("", "heading", wrap=True)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(theme.S4)
        self._form.setVerticalSpacing(theme.S2)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        as_card(self, self.heading, self._form)

    def show_card(self, card: Card) -> None:
        """Show the card of a version."""
        self.heading.setText(self.tr("Model details: {name}").format(name=card.name))
        while self._form.rowCount():
            self._form.removeRow(0)
        for name, text in self.lines(card):
            field = label(text, wrap=True)
            field.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            title = label(name, "dim")
            # The layout makes it as high as some lines, and it would stand between the first two.
            title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self._form.addRow(title, field)

    def lines(self, card: Card) -> Iterator[tuple[str, str]]:
        """Return the lines of a card: titles and texts."""
        rows = (
            (self.tr("Intended for"), _said(card, "purpose")),
            (self.tr("Trained on"), _learned_from(card)),
            (self.tr("Based on"), card.parent or ""),
            (self.tr("Accuracy"), "\n".join(self._figures(card.metrics))),
            (self.tr("Calibration"), self._calibration(card)),
            (self.tr("Known limitations"), _said(card, "known_failures")),
            (self.tr("Categories"), ", ".join(card.categories)),
            (self.tr("Input format"), card.preparation),
            (self.tr("Architecture"), card.architecture),
            (self.tr("Created by"), card.command),
            (self.tr("Version, seed"), f"{card.program}, {card.seed}"),
        )
        yield from ((name, text) for name, text in rows if text)

    def _figures(self, metrics: Mapping[str, Any]) -> Iterator[str]:
        photos = metrics.get("photos")
        phone = photos.get("ten_labels") if isinstance(photos, Mapping) else None
        for name in ("test", "held_out", "validation", "phone"):
            found = phone if name == "phone" else metrics.get(name)
            if isinstance(found, Mapping) and isinstance(found.get("accuracy"), float):
                n = _count(found)
                words = {
                    "test": self.tr("{share} of {n} test photos", "", n),
                    "held_out": self.tr("{share} of {n} held-out samples", "", n),
                    "validation": self.tr(
                        "{share} of {n} validation photos of this workspace", "", n
                    ),
                    "phone": self.tr("{share} of {n} phone photos not used in training", "", n),
                }[name]
                share = formats.percent(found["accuracy"], 1)
                yield words.format(share=share, n=formats.number(n) if n >= 0 else "?")

    def _calibration(self, card: Card) -> str:
        text = self.tr("temperature {value}").format(value=formats.decimal(card.temperature, 2))
        test = card.metrics.get("test")
        if isinstance(test, Mapping) and isinstance(test.get("ece"), float):
            error = self.tr("error {share} on test photos")
            text = f"{text}, {error.format(share=formats.percent(test['ece'], 1))}"
        return text


def _said(card: Card, which: str) -> str:
    """Translate a text of a card, if it is one that the program writes."""
    text: str = getattr(card, which)
    pattern = CHILD[which]
    written = (pattern, EARLIER[which])
    if text in {one.format(parent=card.parent) for one in written}:
        return translated(pattern).format(parent=card.parent)
    return translated(plain(text))


def _learned_from(card: Card) -> str:
    """Return the training photos of a version, in figures if its card has them."""
    training_photos, replayed = card.metrics.get("training_photos"), card.metrics.get("replayed")
    if not (isinstance(training_photos, int) and isinstance(replayed, int)):
        return translated(plain(card.data))
    counts = {
        "training_photos": formats.number(training_photos),
        "replayed": formats.number(replayed),
    }
    sentences = [translated(CHILD["data"]).format_map(counts)]
    way = card.metrics.get("appearance")
    if isinstance(way, Mapping) and str(way.get("kind")) in WAYS:
        sentences.append(translated(CHILD["shown"]).format(way=_way(way)))
    return " ".join(sentences)


def _way(way: Mapping[str, Any]) -> str:
    """Describe the input format."""
    strength = way.get("strength")
    value = float(strength) if isinstance(strength, int | float) else 0.0
    figures = {"strength": formats.shortest(value), "percent": formats.percent(value)}
    return translated(WAYS[way["kind"]]).format_map(figures)


def _count(figures: Mapping[str, Any]) -> int:
    """Return a count from a card, else -1; cards are untrusted."""
    count = figures.get("count")
    return count if isinstance(count, int) else -1

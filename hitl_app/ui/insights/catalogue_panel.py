"""Accuracy of the catalogue: origin of labels, and a lower bound."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from hitl_app.ui.kit import theme
from hitl_app.ui.kit.cards import as_card
from hitl_app.ui.kit.painting import mirrored
from hitl_app.ui.kit.widgets import as_widget, label, row
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.domain.reports.catalogue import Catalogue

_PARTS = ("reviewed", "certified", "extended", "uncertified", "to_review")
_ALWAYS = ("reviewed", "certified", "to_review")
_GAP = 2.0


class CataloguePanel(QFrame):
    """The answer to how right the catalogue is: one sentence, and one picture of all photos."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = label("", "title", wrap=True)
        self.strip = _Strip()
        self.counts: dict[str, QLabel] = {}
        names = {
            "reviewed": self.tr("reviewed"),
            "certified": self.tr("auto-accepted, certified"),
            "extended": self.tr("auto-accepted by extension, not certified"),
            "uncertified": self.tr("auto-accepted, not certified"),
            "to_review": self.tr("to review"),
        }
        self._legend = QGridLayout()
        self._legend.setHorizontalSpacing(theme.S5)
        self._legend.setVerticalSpacing(theme.S2)
        self._entries: dict[str, QWidget] = {}
        for part in _PARTS:
            count = self.counts[part] = label("–", "strong")
            count.setAccessibleName(names[part])
            entry = row(_Sample(part), count, label(names[part], "dim"), spacing=theme.S2)
            self._entries[part] = as_widget(entry)
            # Without a parent it would be a window of its own.
            self._entries[part].setParent(self)
        self._narrow = False
        heading = label(self.tr("How right is my catalogue?"), "heading")
        as_card(self, heading, self.sentence, self.strip, self._legend)
        self._arrange()

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the counts into columns where there is no room for all in a row."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def _arrange(self) -> None:
        shown = [entry for entry in self._entries.values() if not entry.isHidden()]
        few = len(shown) <= len(_ALWAYS)
        columns = 2 if self._narrow and not few else len(_PARTS)
        for entry in self._entries.values():
            self._legend.removeWidget(entry)
        for place, entry in enumerate(shown):
            start = Qt.AlignmentFlag.AlignLeft
            self._legend.addWidget(entry, *divmod(place, columns), start)
        self._legend.setColumnStretch(len(_PARTS), 1)

    def show_catalogue(self, catalogue: "Catalogue") -> None:
        """Show the counts of a catalogue."""
        counts = {part: int(getattr(catalogue, part)) for part in _PARTS}
        for part, count in counts.items():
            self.counts[part].setText(formats.number(count))
            self.counts[part].setAccessibleDescription(self.counts[part].text())
            # Most catalogues have no auto-accepted photos of each kind.
            self._entries[part].setVisible(bool(count) or part in _ALWAYS)
        self._arrange()
        self.strip.show_counts(counts)
        self.strip.setVisible(catalogue.photos > 0)
        self.sentence.setText(self.words(catalogue))

    def words(self, catalogue: "Catalogue") -> str:
        """Describe in one sentence how many labels are right at least, and what is unknown."""
        n = catalogue.photos
        if not n:
            return self.tr("No photos yet.")
        if not catalogue.reviewed + catalogue.certified:
            text = self.tr("Nothing is known yet: none of {n} photos was reviewed.", "", n)
            return text.format(n=formats.number(n))
        if catalogue.right == n and not catalogue.certified:
            return self.tr("All {n} photos are reviewed.", "", n).format(n=formats.number(n))
        if catalogue.certified:
            text = self.tr(
                "At least {share} of {n} photos are labelled correctly, with {sure} confidence", "",
                n,
            )  # fmt: skip
        else:
            text = self.tr("At least {share} of {n} photos are labelled correctly", "", n)
        least = text.format(
            share=formats.at_least(catalogue.right / n),
            n=formats.number(n),
            sure=formats.percent(catalogue.confidence, 1),
        )
        unknown = self._unknown(catalogue)
        return self.tr("{least}; {unknown}.").format(least=least, unknown=unknown) if unknown else (
            self.tr("{least}.").format(least=least)
        )  # fmt: skip

    def _unknown(self, catalogue: "Catalogue") -> str:
        """Describe the photos of which nothing is known; "" without any."""
        left, unproved = catalogue.to_review, catalogue.uncertified + catalogue.extended
        parts = []
        if unproved:
            text = self.tr("{n} were accepted without a certificate", "", unproved)
            parts.append(text.format(n=formats.number(unproved)))
        if left:
            text = self.tr("{n} are still to review", "", left)
            parts.append(text.format(n=formats.number(left)))
        both = self.tr("{one} and {other}")
        return both.format(one=parts[0], other=parts[1]) if len(parts) > 1 else "".join(parts)


def _colour(part: str) -> str:
    t = theme.tokens()
    return {
        "reviewed": t.accent,
        "certified": t.good,
        "extended": t.edge,
        "uncertified": t.warning,
        "to_review": t.track,
    }[part]


class _Sample(QWidget):
    """The colour of a part, beside its name and its number."""

    def __init__(self, part: str) -> None:
        super().__init__()
        self._part = part
        self.setFixedSize(12, 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it in the current colours."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour(theme.tokens().edge))
        painter.setBrush(theme.colour(_colour(self._part)))
        painter.drawRoundedRect(QRectF(0.5, 0.5, 11, 11), 3, 3)


class _Strip(QWidget):
    """All photos as one bar with parts, which repeats the figures below."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[str, int] = {}
        self.setFixedHeight(28)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: dict[str, int]) -> None:
        self._counts = {part: count for part, count in counts.items() if count}
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it in the current colours."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        total, left = sum(self._counts.values()), 0.0
        for part, count in self._counts.items():
            width = self.width() * count / total
            piece = mirrored(self, QRectF(left, 0, max(1.0, width - _GAP), self.height()))
            painter.setPen(theme.colour(_colour(part)))
            painter.setBrush(theme.colour(_colour(part)))
            painter.drawRoundedRect(piece.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
            left += width

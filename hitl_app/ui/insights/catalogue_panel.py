"""Accuracy of the catalogue: origin of labels, and a lower bound."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from hitl_app.ui.kit import theme
from hitl_app.ui.kit.cards import as_card
from hitl_app.ui.kit.painting import mirrored
from hitl_app.ui.kit.widgets import label
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.domain.reports.catalogue import Catalogue

_PARTS = ("reviewed", "certified", "extended", "uncertified", "to_review")
_GAP = 2.0


class CataloguePanel(QFrame):
    """Photos by state and certification, and the resulting bound."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = label("", wrap=True)
        self.strip = _Strip()
        self.counts: dict[str, QLabel] = {}
        names = {
            "reviewed": self.tr("reviewed"),
            "certified": self.tr("auto-accepted, certified"),
            "extended": self.tr("auto-accepted by extension, not certified"),
            "uncertified": self.tr("auto-accepted, not certified"),
            "to_review": self.tr("to review"),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.S3)
        grid.setVerticalSpacing(theme.S1)
        grid.setColumnStretch(1, 1)
        self._lines: dict[str, list[QWidget]] = {}
        for line, part in enumerate(_PARTS):
            count = self.counts[part] = label("–")
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            count.setAccessibleName(names[part])
            shown: list[QWidget] = [_Sample(part), label(names[part], "dim"), count]
            for place, widget in enumerate(shown):
                grid.addWidget(widget, line, place)
            self._lines[part] = shown
        heading = label(self.tr("Catalogue accuracy"), "heading")
        as_card(self, heading, self.sentence, self.strip, grid, None)

    def show_catalogue(self, catalogue: "Catalogue") -> None:
        """Show the counts of a catalogue."""
        counts = {part: int(getattr(catalogue, part)) for part in _PARTS}
        for part, count in counts.items():
            self.counts[part].setText(formats.number(count))
            self.counts[part].setAccessibleDescription(self.counts[part].text())
            # Most catalogues have no extended acceptances.
            for widget in self._lines[part]:
                widget.setVisible(bool(count) or part != "extended")
        self.strip.show_counts(counts)
        self.sentence.setText(self.words(catalogue))

    def words(self, catalogue: "Catalogue") -> str:
        """Describe the least number of correct labels, and the unverified ones."""
        if not catalogue.photos:
            return self.tr("No photos yet.")
        sure = catalogue.reviewed + catalogue.certified
        n = catalogue.photos
        numbers = {"n": formats.number(n), "vouched": formats.number(sure)}
        if not catalogue.certified:
            text = self.tr(
                "{vouched} of {n} photos were reviewed. No certificate covers the others.", "", n
            )
        else:
            text = self.tr(
                "{vouched} of {n} photos are reviewed or certified. At least {share} of these "
                "labels are correct ({sure} confidence), provided the reviewers are right.",
                "",
                n,
            )
            numbers["sure"] = formats.percent(catalogue.confidence, 1)
            numbers["share"] = formats.at_least(catalogue.right / sure)
        return f"{text.format(**numbers)} {self._rest(catalogue)}"

    def _rest(self, catalogue: "Catalogue") -> str:
        open_ones = catalogue.to_review
        unproved = catalogue.uncertified + catalogue.extended
        if unproved and open_ones:
            text = self.tr(
                "{m} accepted without a certificate and {n} to review have no guarantee.",
                "",
                open_ones,
            )
        elif unproved:
            text = self.tr("{m} accepted without a certificate have no guarantee.")
        elif open_ones:
            text = self.tr("{n} left to review.", "", open_ones)
        else:
            text = self.tr("None left to review.")
        return text.format(m=formats.number(unproved), n=formats.number(open_ones))


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
        self.setFixedHeight(14)
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
            painter.drawRoundedRect(piece.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            left += width

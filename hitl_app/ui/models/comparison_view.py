"""Comparison of two versions on the validation photos: the gate's table and confusion matrices."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from hitl_app.domain.reports.confusion import Confusion, pair
from hitl_app.domain.reports.lineage import interval
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.cards import card
from hitl_app.ui.kit.charts.confusion_view import ConfusionView, confused_most
from hitl_app.ui.kit.tables import Column, RowsView
from hitl_app.ui.kit.widgets import column, label, row
from hitl_app.ui.wording import formats

_CONFUSED = 12


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the gate's table."""

    name: str
    before: str
    after: str
    tone: str = ""


class ComparisonView(QWidget):
    """Results of a comparison; empty until one is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: RowsView[_Line] = RowsView(
            [
                Column(self.tr("ON VALIDATION PHOTOS"), lambda line: line.name, stretch=True),
                Column(self.tr("BEFORE"), lambda line: line.before, right=True),
                Column(
                    self.tr("AFTER"),
                    lambda line: line.after,
                    right=True,
                    tone=lambda line: line.tone,
                ),
            ],
            self.tr("Comparison"),
        )
        self.flips = label("", "dim", wrap=True)
        self.before = ConfusionView(self.tr("Confusion matrix before"))
        self.after = ConfusionView(self.tr("Confusion matrix after"))
        self.before_name, self.after_name = label("", "strong"), label("", "strong")
        self.pointed = label("", "dim", wrap=True)
        self.pointed.setMinimumHeight(20)
        self.most: RowsView[tuple[str, str, int, int]] = RowsView(
            [
                Column(self.tr("CATEGORY"), lambda one: one[0], stretch=True),
                Column(self.tr("PREDICTED AS"), lambda one: one[1], stretch=True),
                Column(self.tr("BEFORE"), lambda one: formats.number(one[2]), right=True),
                Column(self.tr("AFTER"), lambda one: formats.number(one[3]), right=True),
            ],
            self.tr("Most frequent confusions"),
        )
        for view in (self.before, self.after):
            view.pointed.connect(self.pointed.setText)
        self._lay_out()
        self.clear()

    def _lay_out(self) -> None:
        heading = label(self.tr("Comparison"), "heading")
        self._gate = card(column(heading, self.figures, self.flips, spacing=theme.S3))
        before, after = column(self.before_name, self.before), column(self.after_name, self.after)
        self._pair = row(before, after, spacing=theme.S5, grow=0)
        self._pair.setStretch(1, 1)
        told = self.tr("Rows are categories, columns are predictions. Move with the arrow keys.")
        heading = label(self.tr("Confusion matrix"), "heading")
        parts = (heading, label(told, "dim", wrap=True), self._pair, self.pointed, self.most)
        self._confusion = card(column(*parts, spacing=theme.S3))
        self.setLayout(column(self._gate, self._confusion, spacing=theme.S4))

    def clear(self) -> None:
        """Show nothing."""
        self.hide()
        self._gate.hide()
        self._confusion.hide()

    def show_report(self, report: Mapping[str, Any], before: str, after: str) -> None:
        """Show a comparison from the report of a retraining or of the job `compare`."""
        self.show()
        both = pair(report)
        lines = list(self._lines(report, both))
        self._gate.setVisible(bool(lines))
        self.figures.set_rows(lines)
        self.figures.fit_height(len(lines))
        self.flips.setText(self._flips(report))
        self._confusion.setVisible(both is not None)
        if both is not None:
            self._show_pair(both, before, after)

    def show_one(self, report: Mapping[str, Any]) -> None:
        """Show the result of the job `evaluate` on one version."""
        same = {
            **report,
            "confusion": {s: report.get("confusion") for s in ("active", "candidate")},
        }
        self.show()
        both = pair(same)
        self._gate.hide()
        self._confusion.setVisible(both is not None)
        if both is not None:
            self._show_pair(both, "", str(report.get("version", "")))
            for part in (self.before, self.before_name):
                part.hide()
            self._pair.setStretch(0, 0)
            self.most.hideColumn(2)

    def _show_pair(self, both: tuple[Confusion, Confusion], before: str, after: str) -> None:
        for part in (self.before, self.before_name):
            part.show()
        self._pair.setStretch(0, 1)
        self.most.showColumn(2)
        for name, text, which in (
            (self.before_name, before, self.tr("Before: {name}")),
            (self.after_name, after, self.tr("After: {name}")),
        ):
            name.setText(which.format(name=text) if before else text)
        self.before.show_confusion(both[0])
        self.after.show_confusion(both[1])
        self.pointed.setText("")
        most = confused_most(*both, _CONFUSED)
        self.most.set_rows(most)
        self.most.setVisible(bool(most))
        self.most.fit_height(_CONFUSED)

    def _lines(
        self, report: Mapping[str, Any], both: tuple[Confusion, Confusion] | None
    ) -> Iterator[_Line]:
        old, new = report.get("active"), report.get("candidate")
        if not isinstance(old, Mapping) or not isinstance(new, Mapping):
            return
        count = int(report.get("count") or 0)
        shares = [float(side["accuracy"]) for side in (old, new)]
        of, total = self.tr("{share} of {all}"), formats.number(count)
        told = [of.format(share=formats.percent(s, 1), all=total) for s in shares]
        yield _Line(self.tr("Accuracy"), told[0], told[1], _tone(*shares))
        scores = [side.get("log_score") for side in (old, new)]
        if all(isinstance(score, int | float) for score in scores):
            before, after = (float(score) for score in scores if score is not None)
            words = [formats.decimal(value, 3).replace("-", "\u2212") for value in (before, after)]
            name = self.tr("Log score (0 is best)")
            yield _Line(name, words[0], words[1], _tone(before, after))
        kept = report.get("kept")
        if kept:
            words = [formats.percent(float(share), 1) for share in kept]
            yield _Line(self.tr("Accuracy on earlier data"), *words)
        if both is not None:
            yield from self._by_category(*both)

    def _by_category(self, before: Confusion, after: Confusion) -> Iterator[_Line]:
        for place, name in enumerate(before.categories):
            # These should be the same photos, but reports come from untrusted files.
            photos = before.photos(place)
            if photos and photos == after.photos(place):
                shares = [one.right(place) / photos for one in (before, after)]
                words = [_with_interval(one.right(place), photos) for one in (before, after)]
                text = self.tr("{category}, {n} photos", "", photos)
                title = text.format(category=name, n=formats.number(photos))
                yield _Line(title, words[0], words[1], _tone(*shares))

    def _flips(self, report: Mapping[str, Any]) -> str:
        gained, lost = report.get("only_candidate_right"), report.get("only_active_right")
        if gained is None or lost is None:
            return ""
        text = self.tr(
            "{gained} newly correct, {lost} newly wrong. In brackets: 95 % confidence interval."
        )
        return text.format(gained=formats.number(gained), lost=formats.number(lost))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the matrices below each other where there is no room beside."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        narrow = self.width() < 860
        self._pair.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)


def _with_interval(right: int, photos: int) -> str:
    low, high = interval(right, photos)
    ends = "–".join(formats.decimal(100 * end, 0) for end in (low, high))
    return f"{formats.percent(right / photos)} ({ends})"


def _tone(before: float, after: float) -> str:
    if after == before:
        return ""
    return "good" if after > before else "warning"

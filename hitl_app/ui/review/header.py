"""Header of the review page: remaining photos, pace, time left."""

from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from hitl_app.domain.photos import Counts
from hitl_app.messages import pace_words
from hitl_app.ui.commands.table import command
from hitl_app.ui.gateway.store_thread import Store
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.hints import HintButton
from hitl_app.ui.kit.widgets import Bar, label, row
from hitl_app.ui.review.offer import ReviewOffer
from hitl_app.ui.review.order_button import OrderButton
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.messages import speech


class ReviewHeader(QFrame):
    """Counts, progress, pace, skipped photos, and the key for help."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.setObjectName("header")
        self.left = label("", "heading")
        self.bar = Bar(name=self.tr("Review progress"))
        kept = self.bar.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(kept)
        self.offer = ReviewOffer(store)
        self.offer.changed.connect(self._on_offer_changed)
        self._middle = _middle(self.bar, self.offer)
        self.order = OrderButton()
        self.pace = label("", "dim")
        self.extra = label("", "dim")
        self.skipped = HintButton(command("skipped"))
        self.skipped.hide()
        self.help = HintButton(command("keys"))
        layout = row(self.left, spacing=theme.S4)
        layout.addWidget(self._middle, 1)
        layout.addWidget(self.skipped)
        layout.addWidget(self.order)
        layout.addWidget(self.extra)
        layout.addWidget(self.pace)
        layout.addWidget(self.help)
        layout.setContentsMargins(theme.S5, 0, theme.S5, 0)
        self.setLayout(layout)

    def _on_offer_changed(self) -> None:
        self._middle.setCurrentIndex(1 if self.offer.is_offered() else 0)

    def show_counts(self, counts: Counts, per_hour: float | None) -> None:
        """Show the progress of the work.

        Args:
            counts: Photos by state.
            per_hour: The operator's pace, if known.
        """
        left = self.tr("{n} left", "", counts.to_review).format(n=formats.number(counts.to_review))
        self.left.setText(left if counts.photos else "")
        self.bar.setVisible(counts.photos > 0)
        share = 1 - counts.to_review / counts.photos if counts.photos else 0.0
        self.bar.set_share(share)
        done = formats.number(counts.photos - counts.to_review)
        tip = self.tr("{done} of {n} photos are done", "", counts.photos)
        self.bar.setToolTip(tip.format(done=done, n=formats.number(counts.photos)))
        self.bar.setAccessibleDescription(self.bar.toolTip())
        self._show_skipped(counts.skipped)
        self.extra.setText(self._put_off(counts))
        self.extra.setVisible(bool(self.extra.text()))
        self.pace.setText(self._pace(counts.to_review, per_hour))

    def _show_skipped(self, skipped: int) -> None:
        words = self.tr("Review {n} skipped", "", skipped).format(n=formats.number(skipped))
        self.skipped.set_words(words)
        self.skipped.setToolTip(
            self.tr(
                "Skipped photos return at the end of the queue. In an inspection, a skipped "
                "photo counts as wrong until it is reviewed."
            )
        )
        self.skipped.setVisible(skipped > 0)

    def _put_off(self, counts: Counts) -> str:
        parts = []
        if counts.asked:
            parts.append(
                self.tr("{n} asked by others", "", counts.asked).format(
                    n=formats.number(counts.asked)
                )
            )
        if counts.own_asked:
            own = self.tr("{n} asked by you", "", counts.own_asked)
            parts.append(own.format(n=formats.number(counts.own_asked)))
        return " · ".join(parts)

    def _pace(self, to_review: int, per_hour: float | None) -> str:
        if per_hour is None:
            return ""
        pace = pace_words(per_hour, speech())
        if not to_review:
            return pace
        left = self.tr("about {time}").format(time=formats.duration(3600 * to_review / per_hour))
        return f"{pace} · {left}"


def _middle(bar: Bar, offer: ReviewOffer) -> QStackedWidget:
    """Show the suggestion in place of the bar, so that nothing moves."""
    result = QStackedWidget()
    around = QWidget()
    layout = QVBoxLayout(around)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(bar)
    result.addWidget(around)
    result.addWidget(offer)
    return result

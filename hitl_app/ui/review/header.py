"""Header of the review page: remaining photos, pace, time left, queue order."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QStackedWidget

from hitl_app.domain.photos import Counts
from hitl_app.domain.review import Order
from hitl_app.messages import pace_words
from hitl_app.ui.commands.table import command
from hitl_app.ui.gateway.store_thread import Store
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.bars import Bar
from hitl_app.ui.kit.cards import as_header
from hitl_app.ui.kit.hints import HintButton
from hitl_app.ui.kit.widgets import as_widget, column, keep_room, label
from hitl_app.ui.review.offer import ReviewOffer
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.messages import speech

_OPENS = "\N{BLACK DOWN-POINTING SMALL TRIANGLE}"


def order_words(order: Order) -> str:
    """Return the text of an order."""
    return {
        Order.INFORMATIVE: _tr("Most informative first"),
        Order.LEAST_CONFIDENT: _tr("Least confident first"),
        Order.OLDEST: _tr("Oldest first"),
        Order.CATEGORY: _tr("By category"),
        Order.MOST_CONFIDENT: _tr("Most confident first"),
    }[order]


def _tr(text: str) -> str:
    return QCoreApplication.translate("orders", text)


class OrderButton(QPushButton):
    """Shows the order in force, with the others in a menu.

    Attributes:
        order: The order in force; None while unknown.

    Signals:
        chosen: An order was chosen; carries an `Order`.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.order: Order | None = None
        menu = QMenu(self)
        group = QActionGroup(menu)
        for order in Order:
            action = menu.addAction(order_words(order))
            action.setCheckable(True)
            action.setData(order.value)
            group.addAction(action)
        group.triggered.connect(lambda action: self._on_chosen(Order(action.data())))
        self.setMenu(menu)
        self.hide()

    def show_order(self, order: Order) -> None:
        """Show which order is in force."""
        self.order = order
        # Part of the text, so that it follows it in either reading direction.
        self.setText(f"{order_words(order)} {_OPENS}")
        name = self.tr("Queue order: {order}").format(order=order_words(order))
        self.setAccessibleName(name)
        self.setToolTip(name)
        for action in self.menu().actions():
            action.setChecked(action.data() == order.value)
        self.show()

    def open_menu(self) -> None:
        """Open the menu without blocking."""
        below = self.rect().bottomRight() if self.isRightToLeft() else self.rect().bottomLeft()
        self.menu().popup(self.mapToGlobal(below))

    def _on_chosen(self, order: Order) -> None:
        if order is not self.order:
            self.show_order(order)
            self.chosen.emit(order)


class ReviewHeader(QFrame):
    """Counts, progress, pace, skipped photos, and the key for help."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.left = label("", "heading")
        self.bar = Bar(name=self.tr("Review progress"))
        keep_room(self.bar)
        self.offer = ReviewOffer(store)
        # In place of the bar, so that nothing moves.
        self._middle = QStackedWidget()
        self._middle.addWidget(as_widget(column(self.bar)))
        self._middle.addWidget(self.offer)
        self.offer.changed.connect(
            lambda: self._middle.setCurrentIndex(1 if self.offer.is_offered() else 0)
        )
        self.order = OrderButton()
        self.pace = label("", "dim")
        self.extra = label("", "dim")
        self.skipped = HintButton(command("skipped"))
        self.skipped.hide()
        self.help = HintButton(command("keys"))
        # Texts that grow lie before the buttons, which keep their place.
        counts = (self.extra, self.pace, self.skipped, self.order)
        as_header(self, self.left, self._middle, *counts, self.help, spacing=theme.S4, grow=1)

    def show_counts(self, counts: Counts, per_hour: float | None) -> None:
        """Show the progress of the work, and the operator's pace, if known."""
        left = self.tr("{n} left", "", counts.to_review).format(n=formats.number(counts.to_review))
        self.left.setText(left if counts.photos else "")
        self.bar.setVisible(counts.photos > 0)
        self.bar.set_share(1 - counts.to_review / counts.photos if counts.photos else 0.0)
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
            others = self.tr("{n} asked by others", "", counts.asked)
            parts.append(others.format(n=formats.number(counts.asked)))
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

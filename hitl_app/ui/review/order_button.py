"""Button that shows and changes the queue order."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton

from hitl_app.domain.review import Order

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

    Signals:
        chosen: An order was chosen; carries an `Order`.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._order: Order | None = None
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

    @property
    def order(self) -> Order | None:
        """Return the order in force; None while unknown."""
        return self._order

    def show_order(self, order: Order) -> None:
        """Show which order is in force."""
        self._order = order
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
        if order is not self._order:
            self.show_order(order)
            self.chosen.emit(order)

"""Example photos of a category: those that were reviewed last."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QWidget
from shiboken6 import isValid

from hitl_app.domain.categories import Category
from hitl_app.ui.gateway import catalogue_tasks
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.pictures import PictureStrip
from hitl_app.ui.kit.widgets import column, label
from hitl_app.ui.session.session import Session

MOST, SIDE = 6, 72
_BELOW, _ABOVE = 20, 40
_ENDING = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.WindowDeactivate,
    }
)


class Examples:
    """Reads the examples of one category at a time; only the last answer counts."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._wanted: int | None = None

    def ask(self, category_id: int | None, show: Callable[[Sequence[QImage]], None]) -> None:
        """Pass the examples of a category on; without one, pass on none."""
        self._wanted = category_id
        if category_id is None:
            show(())
            return

        def done(found: Sequence[QImage]) -> None:
            if self._wanted == category_id:
                show(found)

        work = partial(
            catalogue_tasks.examples,
            category_id=category_id,
            operator=self._session.presence.operator,
            most=MOST,
            side=2 * SIDE,
        )
        self._session.store.submit(Lane.VIEW, work, done)


class HoverExamples(QFrame):
    """Shows examples beside the pointer while it rests on a category.

    Args:
        session: The open workspace.
        parent: The page.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip)
        self.setObjectName("overlay")
        self._examples = Examples(session)
        self._over: QWidget | None = None
        self.name, self.about = label("", "strong"), label("", "dim")
        self.strip = PictureStrip(MOST, SIDE)
        parts = (self.name, self.strip, self.about)
        self.setLayout(column(*parts, spacing=theme.S2, margins=theme.S3))

    def show_for(self, category: Category, over: QWidget, at: QPoint) -> None:
        """Show the examples of a category, until the pointer leaves a widget.

        Args:
            category: The category.
            over: The widget below the pointer.
            at: The pointer, on the screen.
        """
        self.leave()
        self._over = over
        for one in (over, over.window()):
            one.installEventFilter(self)
        self.name.setText(category.name)
        self._examples.ask(category.id, lambda found: self._show(found, at))

    def leave(self) -> None:
        """Hide the examples."""
        over, self._over = self._over, None
        # A list that changed has deleted its rows.
        if over is not None and isValid(over):
            for one in (over, over.window()):
                one.removeEventFilter(self)
        self._examples.ask(None, lambda _: None)
        self.hide()

    def _show(self, found: Sequence[QImage], at: QPoint) -> None:
        over = self._over
        if over is None or not isValid(over):
            return
        self.strip.setVisible(bool(found))
        self.strip.show_pictures(found)
        self.about.setText("" if found else self.tr("No reviewed photos yet"))
        self.about.setVisible(not found)
        self.adjustSize()
        room = over.screen().availableGeometry()
        # Beside the list, which stays in sight; below the pointer where there is no room.
        left, top = over.mapToGlobal(QPoint(0, 0)).x() - self.width() - theme.S3, at.y() - _ABOVE
        if left < room.left():
            left, top = at.x(), at.y() + _BELOW
        left = min(left, room.right() - self.width())
        top = min(top, room.bottom() - self.height())
        self.move(max(room.left(), left), max(room.top(), top))
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide when the pointer leaves, or something is done."""
        left = watched is self._over and event.type() in (QEvent.Type.Leave, QEvent.Type.Hide)
        if left or event.type() in _ENDING:
            self.leave()
        return False

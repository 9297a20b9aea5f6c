"""What is set for a workspace, and the jobs by which its photos follow."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from hitl_app.domain.review import Order
from hitl_app.ui.gateway import inspection_tasks, network_tasks, product_tasks, tasks
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.session.part import SessionPart

if TYPE_CHECKING:
    from hitl_app.workspace import Workspace


class WorkspaceSettings(SessionPart):
    """Stores settings.

    Signals:
        following: A job was started by which photos follow.
    """

    following = Signal()

    def set_automation(self, wanted: network_tasks.Automation) -> None:
        """Store when retrainings begin by themselves."""
        self._set(partial(network_tasks.set_automation, wanted=wanted), "settings")

    def set_promise(self, target: float, confidence: float) -> None:
        """Store how right the catalogue must be, and how sure a certificate of it."""
        work = partial(inspection_tasks.set_promise, target=target, confidence=confidence)
        self._set(work, "settings")

    def set_habits(self, share: float, carry: bool) -> None:  # noqa: FBT001 - a signal's slot
        """Store the share of second opinions, and whether later photos may be carried."""
        work = partial(inspection_tasks.set_habits, share=share, carry=carry)
        self._set(work, "settings", "photos")

    def set_order(self, order: Order) -> None:
        """Store what comes first in the queue, and have the photos moved."""
        self._follow(partial(tasks.set_order, order=order), partial(self._pool.start, "order"))

    def set_products(self, rule: str) -> None:
        """Store how photos belong to a product; a job that runs begins anew by itself."""
        work = partial(product_tasks.set_rule, rule=rule)
        self._follow(work, partial(self._pool.start_once, "products"))

    def set_threshold(self, threshold: float | None) -> None:
        """Store the manual threshold, and have every photo follow it."""
        work = partial(tasks.set_threshold, threshold=threshold)
        self._follow(work, partial(self._pool.start, "flag"))

    def _set(self, work: "Callable[[Workspace], None]", *what: str) -> None:
        self._store.submit(Lane.DECISIONS, work, lambda _: self.changed.emit([*what]))

    def _follow(self, work: "Callable[[Workspace], None]", start: Callable[[], object]) -> None:
        def done(_result: None) -> None:
            start()
            self.following.emit()

        self._store.submit(Lane.DECISIONS, work, done)

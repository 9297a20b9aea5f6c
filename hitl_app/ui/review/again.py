"""Photos that an operator chose to decide again, one after the other, before the queue."""

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from hitl_app.domain.review import ReviewPhoto
from hitl_app.ui.gateway import claim_tasks
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.review.at_hand import PhotosAtHand
from hitl_app.ui.review.flow_state import FlowState
from hitl_app.ui.review.supply import PhotoSupply


class _Flow(Protocol):
    """Protocol of the flow."""

    state: FlowState
    hand: PhotosAtHand
    supply: PhotoSupply

    def show(self, shown: ReviewPhoto | None) -> None: ...


class ReviewAgain:
    """A queue of its own, in the given order; the photo on the screen comes again after it."""

    def __init__(self, store: Store, flow: _Flow) -> None:
        self._store, self._flow = store, flow
        self._wanted: tuple[int, ...] = ()

    def want(self, photo_ids: Sequence[int]) -> None:
        """Show these photos, whatever their state, as soon as the flow is ready."""
        self._wanted = tuple(photo_ids)
        self.begin()

    def begin(self) -> None:
        """Fetch the photos that are wanted, if the flow is ready."""
        if not self._wanted or self._flow.state is not FlowState.READY:
            return
        wanted, self._wanted = self._wanted, ()
        flow = self._flow
        work = partial(
            claim_tasks.chosen_photos,
            operator=flow.hand.operator,
            client=flow.supply.client,
            photo_ids=wanted,
        )
        self._store.submit(Lane.READS, work, partial(self._on_found, wanted))

    def _on_found(self, wanted: tuple[int, ...], found: Sequence[ReviewPhoto]) -> None:
        flow = self._flow
        if flow.state is not FlowState.READY:
            # A key was pressed meanwhile: they follow the photo that comes now.
            self._wanted = wanted
            return
        by_id = {one.photo.id: one for one in found}
        photos = [by_id[photo_id] for photo_id in wanted if photo_id in by_id]
        if not photos:
            return
        if not flow.hand.is_current(by_id):
            flow.hand.leave()
        flow.hand.back = [one for one in flow.hand.back if one.photo.id not in by_id]
        flow.hand.back.extend(reversed(photos[1:]))
        flow.show(photos[0])

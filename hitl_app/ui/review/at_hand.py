"""The photo on the screen and those around it, for the operator who reviews them."""

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from secrets import randbelow

from hitl_app.domain.photos import Photo, PhotoState
from hitl_app.domain.review import ReviewPhoto

ONE_IN = 6
"""So often a photo is shown that waits for a second opinion, as long as others wait too."""


class PhotosAtHand:
    """Which photo comes next.

    Attributes:
        operator: Who reviews them.
        current: The photo on the screen.
        ahead: The next ones of the queue, in order.
        opinions: What others decided and this operator is to decide too.
        back: Photos that were left for another one, to come back to; the last one first.
        place: Where the walk through the queue is, also while a photo from elsewhere is shown.
        own_asked: Whether what the operator put to a colleague comes to themselves all the same.
    """

    def __init__(self, operator: str = "") -> None:
        self.operator = operator
        self.current: ReviewPhoto | None = None
        self.ahead: deque[ReviewPhoto] = deque()
        self.opinions: deque[ReviewPhoto] = deque()
        self.back: list[ReviewPhoto] = []
        self.place: Photo | None = None
        self.own_asked = False
        self._passed: set[int] = set()
        self._opinion_next = False

    @property
    def following(self) -> Sequence[ReviewPhoto]:
        """The photos that follow, as far as chance has not to decide it."""
        opinion = self._opinion_next or not self.ahead
        opinions = list(self.opinions)[:1] if opinion else []
        return (*reversed(self.back), *opinions, *self.ahead)

    @property
    def passed(self) -> int:
        """How many photos were put behind the others that wait for a second opinion."""
        return len(self._passed)

    def ids(self, *, with_opinions: bool = False) -> list[int]:
        """Return the numbers of the photo on the screen and of those around it."""
        current = () if self.current is None else (self.current,)
        photos = (*current, *self.back, *self.ahead)
        if with_opinions:
            return [one.photo.id for one in (*photos, *self.opinions)]
        return [one.photo.id for one in photos if not one.opinion]

    def is_current(self, photo_ids: Collection[int]) -> bool:
        """Return True if the photo on the screen is one of these."""
        return self.current is not None and self.current.photo.id in photo_ids

    def has_next(self) -> bool:
        """Return True if the next photo of the walk need not be fetched."""
        return bool(self.ahead) or (bool(self.opinions) and self._opinion_next)

    def take(self) -> ReviewPhoto:
        """Take the next photo of the walk."""
        opinion = bool(self.opinions) and (self._opinion_next or not self.ahead)
        # By chance: a rhythm would tell what they are.
        self._opinion_next = randbelow(ONE_IN) == 0
        if opinion:
            # It has no place in the queue; the walk stays where it was.
            return self.opinions.popleft()
        self.place = self.ahead[0].photo
        return self.ahead.popleft()

    def show(self, shown: ReviewPhoto | None) -> None:
        """Put a photo on the screen, and nowhere else."""
        self.current = shown
        if shown is not None:
            self.drop({shown.photo.id})

    def leave(self) -> None:
        """Keep the photo on the screen to come back to: another one is shown before."""
        shown = self.current
        if shown is None:
            return
        if shown.opinion:
            # Not for sure: somebody else may decide it meanwhile.
            self.opinions.appendleft(shown)
            self._opinion_next = True
        else:
            self.back.append(shown)

    def pass_over(self) -> None:
        """Put a photo that waits for a second opinion behind the others of its kind."""
        if self.current is not None and self.current.opinion:
            self._passed.add(self.current.photo.id)

    def drop(self, gone: Collection[int]) -> None:
        """Forget photos that follow."""
        self.ahead = deque(one for one in self.ahead if one.photo.id not in gone)
        self.opinions = deque(one for one in self.opinions if one.photo.id not in gone)
        self.back = [one for one in self.back if one.photo.id not in gone]

    def drop_decided(self, decided: Collection[int]) -> None:
        """Forget photos that follow to be decided; what was decided already may be looked at."""
        self.ahead = deque(one for one in self.ahead if one.photo.id not in decided)
        self.back = [one for one in self.back if one.photo.id not in decided or not _waits(one)]

    def update(self, now: Mapping[int, ReviewPhoto]) -> None:
        """Take photos as they are by now; forget those that somebody else decided meanwhile."""

        def still_waits(one: ReviewPhoto) -> bool:
            seen = now.get(one.photo.id, one)
            return _waits(seen) and not seen.opinion

        self.ahead = deque(now.get(one.photo.id, one) for one in self.ahead if still_waits(one))
        # What was decided when it was left for later is kept: somebody wanted to see it.
        self.back = [one for one in self.back if still_waits(one) or not _waits(one)]

    def update_back(self, now: Mapping[int, ReviewPhoto]) -> None:
        """Take the photos that were left for later as they are by now."""
        self.back = [now.get(one.photo.id, one) for one in self.back]

    def begin_at(self, photos: Sequence[ReviewPhoto]) -> None:
        """Go on with photos of another part of the queue."""
        self.back.clear()
        self.ahead, self._opinion_next = deque(photos), False

    def add(self, photos: Sequence[ReviewPhoto], opinions: Sequence[ReviewPhoto]) -> None:
        """Take photos that were fetched; those that wait for a second opinion replace the others.

        A photo that is being decided was still waiting when they were read.
        """
        known = {one.photo.id for one in (*self.back, *self.ahead)}
        if self.current is not None:
            known.add(self.current.photo.id)
        self.ahead.extend(one for one in photos if one.photo.id not in known)
        known |= {one.photo.id for one in self.ahead}
        kept = [one for one in opinions if one.photo.id not in known]
        # What was passed over comes last.
        self.opinions = deque(sorted(kept, key=lambda one: one.photo.id in self._passed))


def _waits(one: ReviewPhoto) -> bool:
    return one.photo.state is PhotoState.TO_REVIEW

"""The current photo and its neighbours in the operator's queue."""

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from secrets import randbelow

from hitl_app.domain.photos import Photo, PhotoState
from hitl_app.domain.review import ReviewPhoto

ONE_IN = 6
"""One in this many photos is for a second opinion, while there are others to review."""
_LEFT = 50
"""Photos left undecided that are remembered at most."""


class PhotosAtHand:
    """Current, next and previous photos.

    Attributes:
        operator: Name of the operator.
        current: The current photo.
        ahead: The next ones of the queue, in order.
        opinions: Photos for this operator's second opinion.
        back: Photos to return to, the last one first.
        place: Position in the queue, also while a photo from elsewhere is shown.
        own_asked: Whether the operator's own questions are included.
        left: Photos that the operator left undecided, the last one last; they come again after the
            others.
        deciding: Numbers of photos whose decisions are not saved yet.
    """

    def __init__(self, operator: str = "", deciding: Collection[int] = ()) -> None:
        self.operator, self.deciding = operator, deciding
        self.current: ReviewPhoto | None = None
        self.ahead: deque[ReviewPhoto] = deque()
        self.opinions: deque[ReviewPhoto] = deque()
        self.back: list[ReviewPhoto] = []
        self.place: Photo | None = None
        self.own_asked = False
        self.left: deque[int] = deque(maxlen=_LEFT)
        self._passed: set[int] = set()
        self._opinion_next = False

    @property
    def following(self) -> Sequence[ReviewPhoto]:
        """Return the photos that follow, as far as they are not random."""
        opinion = self._opinion_next or not self.ahead
        opinions = list(self.opinions)[:1] if opinion else []
        return (*reversed(self.back), *opinions, *self.ahead)

    @property
    def passed(self) -> int:
        """Return how many photos for a second opinion were deferred."""
        return len(self._passed)

    def ids(self, *, with_opinions: bool = False) -> list[int]:
        """Return the numbers of the current photo, its neighbours, and those being decided."""
        current = () if self.current is None else (self.current,)
        photos = (*current, *self.back, *self.ahead)
        if with_opinions:
            return [one.photo.id for one in (*photos, *self.opinions)]
        return [*(one.photo.id for one in photos if not one.opinion), *self.deciding]

    def held(self) -> list[int]:
        """Return the numbers of the current photo, of those to return to, and being decided."""
        photos = (*(() if self.current is None else (self.current,)), *self.back)
        return [*(one.photo.id for one in photos if not one.opinion), *self.deciding]

    def is_current(self, photo_ids: Collection[int]) -> bool:
        """Return True if the photo on the screen is one of these."""
        return self.current is not None and self.current.photo.id in photo_ids

    def has_next(self) -> bool:
        """Return True if the next photo is loaded."""
        return bool(self.ahead) or (bool(self.opinions) and self._opinion_next)

    def take(self) -> ReviewPhoto:
        """Move to the next photo."""
        opinion = bool(self.opinions) and (self._opinion_next or not self.ahead)
        # At random: a regular pattern would reveal second opinions.
        self._opinion_next = randbelow(ONE_IN) == 0
        if opinion:
            # It has no place in the queue; the position stays.
            return self.opinions.popleft()
        self.place = self.ahead[0].photo
        return self.ahead.popleft()

    def show(self, shown: ReviewPhoto | None) -> None:
        """Put a photo on the screen, and nowhere else."""
        self.current = shown
        if shown is not None:
            self.drop({shown.photo.id})

    def leave(self) -> None:
        """Keep the current photo to return to after another one."""
        shown = self.current
        if shown is None:
            return
        if shown.opinion:
            # Not guaranteed: another operator may decide it meanwhile.
            self.opinions.appendleft(shown)
            self._opinion_next = True
        else:
            self.back.append(shown)

    def pass_over(self) -> None:
        """Defer the photo on the screen behind the others."""
        if self.current is None:
            return
        if self.current.opinion:
            self._passed.add(self.current.photo.id)
        else:
            self.left.append(self.current.photo.id)

    def drop(self, gone: Collection[int]) -> None:
        """Forget photos that follow."""
        self.ahead = deque(one for one in self.ahead if one.photo.id not in gone)
        self.opinions = deque(one for one in self.opinions if one.photo.id not in gone)
        self.back = [one for one in self.back if one.photo.id not in gone]

    def drop_decided(self, decided: Collection[int]) -> None:
        """Drop following photos to review; reviewed ones may still be shown."""
        self.ahead = deque(one for one in self.ahead if one.photo.id not in decided)
        self.back = [one for one in self.back if one.photo.id not in decided or not _waits(one)]

    def update(self, now: Mapping[int, ReviewPhoto]) -> None:
        """Update photos that are not on the screen; drop those that others decided meanwhile."""

        def still_waits(one: ReviewPhoto) -> bool:
            seen = now.get(one.photo.id, one)
            return _waits(seen) and not seen.opinion

        self.ahead = deque(now.get(one.photo.id, one) for one in self.ahead if still_waits(one))
        # A photo that was reviewed when it was left is kept: it was opened on purpose.
        self.back = [one for one in self.back if still_waits(one) or not _waits(one)]

    def settled_since(self, now: Mapping[int, ReviewPhoto]) -> set[int]:
        """Return the current photo and those to return to that were to review, and are not now."""
        held = (*([] if self.current is None else [self.current]), *self.back)
        return {
            one.photo.id
            for one in held
            if _waits(one) and not one.opinion and not _waits(now.get(one.photo.id, one))
        }

    def update_back(self, now: Mapping[int, ReviewPhoto]) -> None:
        """Update the photos to return to."""
        self.back = [now.get(one.photo.id, one) for one in self.back]

    def begin_at(self, photos: Sequence[ReviewPhoto]) -> None:
        """Continue with photos of another part of the queue."""
        self.back.clear()
        self.ahead, self._opinion_next = deque(photos), False

    def add(
        self,
        photos: Sequence[ReviewPhoto],
        opinions: Sequence[ReviewPhoto],
        without: Collection[int] = (),
    ) -> None:
        """Add fetched photos; those for a second opinion replace earlier ones.

        A photo that is being decided was still to review when they were read.
        """
        known = {one.photo.id for one in (*self.back, *self.ahead)} | set(without)
        known |= set(self.deciding)
        if self.current is not None:
            known.add(self.current.photo.id)
        self.ahead.extend(one for one in photos if one.photo.id not in known)
        known |= {one.photo.id for one in self.ahead}
        kept = [one for one in opinions if one.photo.id not in known]
        # Deferred photos come last.
        self.opinions = deque(sorted(kept, key=lambda one: one.photo.id in self._passed))


def _waits(one: ReviewPhoto) -> bool:
    return one.photo.state is PhotoState.TO_REVIEW

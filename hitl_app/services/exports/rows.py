"""Rows of an export, page by page, from one consistent state."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session

from hitl_app.domain.categories import Category
from hitl_app.domain.decisions import Answer, Decision
from hitl_app.domain.photos import Photo, PhotoState
from hitl_app.store import categories
from hitl_app.store.decisions import decisions
from hitl_app.store.photos import counts as tallies
from hitl_app.store.photos import duplicates, photos
from hitl_app.store.reports import insights

_PAGE = 1000
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One photo as it is exported; empty texts where there is nothing to say.

    Attributes:
        label: Category, or `not-a-photo`; empty until it is labelled.
        decided_by: `person` or `model`.
        certificate: Basis of its acceptance: a certificate's number, `extended` or `refuted` and
            the number, or `not certified` under a manual threshold alone; empty if no model
            labelled it.
        item: Id of its item in a product feed; `title` likewise.
    """

    photo: str
    path: str
    label: str
    decided_by: str
    operator: str
    confidence: float | None
    model: str
    decided_at: str
    state: str
    certified: bool
    certificate: str
    product: str
    item: str
    title: str

    def texts(self) -> list[str]:
        """Return its fields as texts of a table."""
        fields: dict[str, Any] = asdict(self) | {"certified": "yes" if self.certified else "no"}
        return ["" if value is None else str(value) for value in fields.values()]


@dataclass(frozen=True, slots=True)
class Exported:
    """Result of an export.

    Attributes:
        missing: How many were left out of a folder, since their files are gone or changed.
        linked: How many of a folder's photos are links to the originals.
        unlabelled: How many of a folder's photos have no label, and are in a folder of their own.
        pattern: Whether Hugging Face's library would read the folder's path as a pattern.
    """

    photos: int
    missing: int = 0
    linked: int = 0
    unlabelled: int = 0
    pattern: bool = False


FIELDS = tuple(ExportRow.__dataclass_fields__)


class Source:
    """Photos of an export, from one session and thus one snapshot; without dropped ones."""

    def __init__(
        self,
        session: Session,
        states: Collection[PhotoState],
        report: Report,
        passes: int = 1,
        only: Sequence[int] | None = None,
    ) -> None:
        self.session = session
        self._states = states
        self._report = report
        self._only = only
        counts = tallies.counts(session)
        by = {
            PhotoState.TO_REVIEW: counts.to_review,
            PhotoState.AUTO_ACCEPTED: counts.auto_accepted,
            PhotoState.REVIEWED: counts.reviewed,
        }
        self._dropped = set(session.scalars(duplicates.dropped()))
        self.photos = sum(count for state, count in by.items() if state in states)
        if PhotoState.REVIEWED in states:
            self.photos -= len(self._dropped)
        if only is not None:
            self.photos = sum(photo_id not in self._dropped for photo_id in only)
        self._done, self._total = 0, passes * self.photos

    def categories(self) -> tuple[Category, ...]:
        """Return all categories, also those that are no longer offered."""
        return categories.all_categories(self.session, retired=True)

    def rows(self) -> Iterator[tuple[Photo, ExportRow]]:
        """Return each photo with its row; report once a page."""
        for page in self.pages():
            yield from page
            self.report(len(page))

    def report(self, more: int) -> None:
        """Record that more photos are written."""
        self._done += more
        self._report(self._done, self._total)

    def pages(self) -> Iterator[list[tuple[Photo, ExportRow]]]:
        """Return the photos page by page; the caller reports progress."""
        names = {category.id: category.name for category in self.categories()}
        refuted = insights.refuted_ids(self.session)
        for page in self._all_pages() if self._only is None else self._pages_of(self._only):
            # Chosen here rather than by the database, which would sort all photos for every page.
            wanted = [p for p in page if p.state in self._states and p.id not in self._dropped]
            decided = [photo.id for photo in wanted if photo.state is PhotoState.REVIEWED]
            in_force = decisions.in_force(self.session, decided)
            yield [(photo, _row(photo, in_force.get(photo.id), names, refuted)) for photo in wanted]

    def _all_pages(self) -> Iterator[Sequence[Photo]]:
        last = 0
        while page := photos.photos_after(self.session, last, _PAGE):
            last = page[-1].id
            yield page

    def _pages_of(self, photo_ids: Sequence[int]) -> Iterator[Sequence[Photo]]:
        for start in range(0, len(photo_ids), _PAGE):
            yield photos.find_photos(self.session, photo_ids[start : start + _PAGE])


def _row(
    photo: Photo, decision: Decision | None, names: dict[int, str], refuted: Collection[int]
) -> ExportRow:
    label = names.get(photo.label_id or 0, "")
    by_person = photo.state is PhotoState.REVIEWED
    if decision is not None and decision.answer is Answer.NOT_A_PHOTO:
        label = Answer.NOT_A_PHOTO.value
    return ExportRow(
        photo=photo.sha256,
        path=photo.path,
        label=label,
        decided_by={PhotoState.REVIEWED: "person", PhotoState.AUTO_ACCEPTED: "model"}.get(
            photo.state, ""
        ),
        operator=decision.operator if decision is not None else "",
        confidence=None if by_person or photo.score is None else round(photo.score, 4),
        model="" if by_person else photo.version or "",
        decided_at=decision.at.isoformat(timespec="milliseconds") if decision is not None else "",
        state=photo.state.value,
        certified=photo.certified and photo.certificate not in refuted,
        certificate=_grounds(photo, refuted),
        product=photo.product,
        item=photo.item,
        title=photo.title,
    )


def _grounds(photo: Photo, refuted: Collection[int]) -> str:
    if photo.state is not PhotoState.AUTO_ACCEPTED:
        return ""
    if photo.certificate is None:
        return "not certified"
    if photo.certificate in refuted:
        return f"refuted {photo.certificate}"
    return f"{photo.certificate}" if photo.certified else f"extended {photo.certificate}"

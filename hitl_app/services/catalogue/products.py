"""Products: preview a rule, list views, decide all views."""

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.listing import ListedPhoto
from hitl_app.domain.photos import Hold, Photo, PhotoState
from hitl_app.domain.products import MOST_COUNTED, OFF, Rule, rule_of, sku_of
from hitl_app.domain.settings import PRODUCTS_PENDING
from hitl_app.services.catalogue import catalogue
from hitl_app.services.review import opinions
from hitl_app.services.review.changing import Report, change, check_offered, unless_claimed
from hitl_app.store.decisions.consequences import NewDecision
from hitl_app.store.photos import photos
from hitl_app.store.photos import products as store
from hitl_app.store.values import get_value
from hitl_app.workspace import Workspace

_GROUPS = 10
_SAMPLES = 4
_SIZES = (2, 3, 4, 5, 10, 100)
"""Number of photos from which products are counted together."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A product in the preview of a rule."""

    product: str
    photos: int
    names: tuple[str, ...] = ()
    thumbnails: tuple[bytes, ...] = ()

    @property
    def sku(self) -> str:
        """Return its display name."""
        return sku_of(self.product)


@dataclass(frozen=True, slots=True)
class Preview:
    """Products that a rule would form.

    Attributes:
        sizes: Size ranges (smallest, largest) and the number of products in each.
    """

    rule: str
    photos: int
    products: int
    alone: int
    sizes: tuple[tuple[int, int, int], ...]
    largest: Sample | None
    first: tuple[Sample, ...]


def rule(workspace: Workspace) -> str:
    """Return the product rule."""
    with workspace.database.read() as session:
        return store.rule_in_force(session).text


def are_used(workspace: Workspace) -> bool:
    """Return True if photos may belong to products: by the rule, or by a product feed."""
    with workspace.database.read() as session:
        return store.rule_in_force(session).text != OFF or store.has_feeds(session)


def pending(workspace: Workspace) -> bool:
    """Return True if not every photo follows the rule yet."""
    with workspace.database.read() as session:
        return get_value(session, PRODUCTS_PENDING) is not None


def preview(
    workspace: Workspace, text: str, stopped: Callable[[], bool] = lambda: False
) -> Preview:
    """Return the products that a rule would form, without changing anything.

    Raises:
        KnownError: The rule means nothing, or could mean too much.
        CancelledError: `stopped` returned True.
    """
    wanted = rule_of(text)
    with workspace.database.stoppable_read(stopped) as session:
        counts, total = _counts(session, wanted, stopped)
        many = {product: n for product, n in counts.items() if n > 1}
        del counts
        first = heapq.nsmallest(_GROUPS, many)
        samples = _samples(session, wanted, {product: many[product] for product in first}, stopped)
    top = max(many, key=lambda product: many[product], default=None)
    return Preview(
        rule=wanted.text,
        photos=total,
        products=len(many),
        alone=total - sum(many.values()),
        sizes=_sizes(list(many.values())),
        largest=None if top is None else Sample(top, many[top]),
        first=samples,
    )


def _counts(
    session: Session, wanted: Rule, stopped: Callable[[], bool]
) -> tuple[dict[str, int], int]:
    counts: dict[str, int] = {}
    total = 0
    for page in store.by_path(session):
        if stopped():
            raise CancelledError
        total += len(page)
        for _, path, _, in_feed in page:
            product = store.product_of(wanted, path, in_feed)
            if product is not None:
                counts[product] = counts.get(product, 0) + 1
    return counts, total


def _sizes(sizes: Sequence[int]) -> tuple[tuple[int, int, int], ...]:
    ends = (*(least - 1 for least in _SIZES[1:]), max(sizes, default=0))
    spans = zip(_SIZES, ends, strict=True)
    found = [(least, most, sum(least <= n <= most for n in sizes)) for least, most in spans]
    return tuple(span for span in found if span[-1])


def _samples(
    session: Session, wanted: Rule, sizes: dict[str, int], stopped: Callable[[], bool]
) -> tuple[Sample, ...]:
    """Find the first photos of some products; stop once all are found."""
    found: dict[str, list[tuple[int, str]]] = {product: [] for product in sizes}
    missing = sum(min(n, _SAMPLES) for n in sizes.values())
    for page in store.by_path(session) if missing else ():
        if stopped():
            raise CancelledError
        for photo_id, path, _, in_feed in page:
            here = found.get(store.product_of(wanted, path, in_feed) or "")
            if here is not None and len(here) < _SAMPLES:
                here.append((photo_id, path))
                missing -= 1
        if not missing:
            break
    pictures = photos.thumbnails(session, [i for some in found.values() for i, _ in some])
    return tuple(
        Sample(
            product,
            n,
            tuple(path for _, path in found[product]),
            tuple(pictures.get(i, b"") for i, _ in found[product]),
        )
        for product, n in sizes.items()
    )


@dataclass(frozen=True, slots=True)
class Views:
    """Views of one product, without what is hidden from the operator.

    Attributes:
        total: How many photos it has, counted as far as `MOST_COUNTED`.
        blind: Whether only their pictures are shown: the photo is blind, and labels of its views
            would reveal an opinion.
    """

    product: str
    total: int
    shown: tuple[ListedPhoto, ...]
    blind: bool


def views(workspace: Workspace, photo_id: int, operator: str, most: int) -> Views | None:
    """Return the other views of a photo's product; None if it belongs to none."""
    with workspace.database.read() as session:
        photo = photos.find_photo(session, photo_id)
        if photo is None or not photo.product:
            return None
        total = store.count(session, photo.product, MOST_COUNTED)
        ids = [i for i in store.views(session, photo.product, most + 1) if i != photo_id][:most]
        blind = photo.blind or bool(opinions.hidden_among(session, operator, [photo_id]))
    shown = catalogue.listed(workspace, ids, operator)
    return Views(photo.product, total, tuple(map(_blind, shown)) if blind else shown, blind)


def _blind(one: ListedPhoto) -> ListedPhoto:
    return ListedPhoto(opinions.blind_photo(one.photo), one.thumbnail, None, None, "", None)


@dataclass(frozen=True, slots=True)
class Decided:
    """Result of a decision on all views of a product.

    Attributes:
        product: The product; empty if the photo belongs to none.
    """

    product: str
    decided: tuple[int, ...]
    blind: int
    total: int
    cancelled: bool


def decide(
    workspace: Workspace,
    photo_id: int,
    category_id: int,
    operator: str,
    report: Report = lambda _done, _total: None,
    client: str = "",
) -> Decided:
    """Decide a photo and all undecided views of its product, as one operation.

    Blind photos and questions to colleagues are left out; with the token of a window, photos of
    other clients as well. All decisions are on disk on return.

    Raises:
        KnownError: The category is not offered, the photo does not exist, or the disk refuses; code
            `blind-now` if an inspection was opened while the suggestion was shown.
    """
    with workspace.database.read() as session:
        check_offered(session, category_id)
        photo = photos.find_photo(session, photo_id)
        if photo is None:
            raise KnownError("photo-unknown", photo=photo_id)
        if photo.blind or opinions.hidden_among(session, operator, [photo_id]):
            raise KnownError("blind-now")
        hidden = catalogue.seen_by(session, operator).hidden
        found = store.undecided(session, photo.product, hidden) if photo.product else []
    # The one in sight first: an undo shows it again.
    ids = [photo_id, *(other for other in found if other != photo_id)]

    def wish(photo: Photo, _threshold: float | None) -> NewDecision | None:
        waits = photo.state is PhotoState.TO_REVIEW and photo.hold is not Hold.ASKED
        if photo.id != photo_id and not waits:
            return None
        return NewDecision(photo.id, Answer.CATEGORY, category_id)

    done = change(workspace, operator, ids, wish, report, unless_claimed(client))
    return Decided(photo.product, done.photo_ids, done.blind, len(ids), done.cancelled)

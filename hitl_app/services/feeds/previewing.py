"""Preview of a feed: its first items, and how many images it has at which hosts."""

import contextlib
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.services.feeds.formats import Feed
from hitl_app.services.feeds.items import FeedColumns, FeedItem, ItemMaker, host_of, is_address
from training.inputs.lists import ListError

_SHOWN: Final = 8
_COUNTED: Final = 200_000
_SECONDS: Final = 5.0
"""For counting; a longer feed has more than that."""
_MOST_HOSTS: Final = 1000


@dataclass(frozen=True, slots=True)
class FeedPreview:
    """The beginning of a feed.

    Attributes:
        names: Columns that can be chosen, and `columns` those that were found.
        items: The first items that have images.
        counted: Items that were counted, `whole` whether these are all.
        images: Addresses of images, `without` items that name none, `refused` what is no address.
        hosts: Hosts of the images with their numbers, most frequent first.
        products: Items that belong to a product with others.
        error: Why the items cannot be read with these columns.
    """

    title: str
    names: tuple[str, ...] = ()
    columns: FeedColumns = FeedColumns()  # noqa: RUF009 - frozen
    items: tuple[FeedItem, ...] = ()
    counted: int = 0
    whole: bool = True
    images: int = 0
    without: int = 0
    refused: int = 0
    hosts: tuple[tuple[str, int], ...] = ()
    error: KnownError | None = None


def preview(feed: Feed, stopped: Callable[[], bool] = lambda: False) -> FeedPreview:
    """Read the beginning of a feed; contact nobody.

    Raises:
        KnownError: It cannot be read at all.
        CancelledError: `stopped` returned True.
    """
    names = feed.names()
    found = FeedPreview(feed.format.title, names, feed.columns)
    with contextlib.suppress(ListError):
        found = replace(found, columns=ItemMaker(feed.columns, names).found(names))
    try:
        return _counted(feed, found, stopped)
    except KnownError as error:
        if error.code != "feed-columns":
            raise
        return replace(found, error=error)


def _counted(feed: Feed, found: FeedPreview, stopped: Callable[[], bool]) -> FeedPreview:
    hosts: Counter[str] = Counter()
    shown: list[FeedItem] = []
    counted = without = refused = 0
    until = time.monotonic() + _SECONDS
    items = feed.items()
    for item in items:
        counted += 1
        without += not item.images
        if item.images and len(shown) < _SHOWN:
            shown.append(item)
        for address in item.images:
            if not is_address(address):
                refused += 1
            elif len(hosts) < _MOST_HOSTS or host_of(address) in hosts:
                hosts[host_of(address)] += 1
            else:
                hosts["…"] += 1
        if counted % 256 == 0 and stopped():
            raise CancelledError
        if counted >= _COUNTED or time.monotonic() > until:
            break
    return replace(
        found,
        items=tuple(shown),
        counted=counted,
        whole=next(items, None) is None,
        images=hosts.total(),
        without=without,
        refused=refused,
        hosts=tuple(hosts.most_common()),
    )

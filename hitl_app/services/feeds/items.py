"""Items of a product feed, made from records of any columns."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final
from urllib.parse import urlsplit

from hitl_app.services.labels.rows import text_of
from safeio.characters import is_printable, printable
from training.inputs.lists import ListError, plain_names

MAX_ADDRESS: Final = 2048
"""Characters that the address of an image may have."""
MAX_TITLE, MAX_ID = 300, 200
"""Characters of a title, and of an id or a product, that are kept."""
_IMAGES: Final = (
    "image_link", "image_url", "image_src", "image", "imageurl", "img_url", "img", "picture",
    "picture_url", "photo_url", "photo", "main_image", "images", "image_urls",
)  # fmt: skip
_MORE: Final = (
    "additional_image_link", "additional_image_links", "additional_image_url",
    "additional_image_urls", "additional_images", "more_images", "variant_image",
)  # fmt: skip
_ITEMS: Final = (
    "id", "product_id", "sku", "item_id", "offer_id", "variant_sku", "article", "article_number",
    "handle", "gtin",
)  # fmt: skip
_TITLES: Final = ("title", "name", "product_name", "product_title", "item_name")
_PRODUCTS: Final = (
    "item_group_id", "group_id", "product_group", "parent_sku", "parent_id", "handle",
)  # fmt: skip
# Addresses may hold commas themselves: only one before another address separates.
_BETWEEN: Final = re.compile(r"[\s,;|]+(?=https?://)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedColumns:
    """Names of the columns, or XML elements, to read; an empty name is found by itself.

    Attributes:
        image: Column of the images; those of `additional_image_link` are read as well.
        product: Column by which items are grouped into products.
    """

    image: str = ""
    item: str = ""
    title: str = ""
    product: str = ""


COLUMNS: Final = tuple(field.name for field in fields(FeedColumns))


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item of a feed.

    Attributes:
        line: Line of the file, or place in it, from 1.
        item: Its id; empty if it has none.
        title: As text to show; empty if it has none.
        product: What it is grouped by; its id if the feed names no group.
        images: Addresses of its images, each once, as they are written.
        problem: Why it cannot be read, a key of `hitl_app.messages.REJECTIONS`; or empty.
    """

    line: int
    item: str = ""
    title: str = ""
    product: str = ""
    images: tuple[str, ...] = ()
    problem: str = ""


def plain_name(name: str) -> str:
    """Return the name of a column as it is compared: `g:image_link` is `image_link`."""
    return next(iter(plain_names([name]))).removeprefix("g:").replace(":", "_")


def is_address(text: str) -> bool:
    """Return True if a text is the address of something on the web, without a password in it."""
    if len(text) > MAX_ADDRESS or not is_printable(text):
        return False
    try:
        parts = urlsplit(text)
        known = parts.scheme.lower() in ("http", "https")
        return known and bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return False


def host_of(address: str) -> str:
    """Return the host of an address, with its port if it is not the usual one."""
    parts = urlsplit(address)
    usual = {"http": 80, "https": 443}.get(parts.scheme.lower())
    port = parts.port
    return f"{parts.hostname}" if port in (None, usual) else f"{parts.hostname}:{port}"


class ItemMaker:
    """Makes items of records.

    Args:
        columns: What was chosen.
        names: Columns of the records, where they are the same for all.

    Raises:
        ListError: A chosen column, or one of images, is missing.
    """

    def __init__(self, columns: FeedColumns, names: Sequence[str] | None = None) -> None:
        self._image = _wanted(columns.image, _IMAGES)
        self._item = _wanted(columns.item, _ITEMS)
        self._title = _wanted(columns.title, _TITLES)
        self._product = _wanted(columns.product, _PRODUCTS)
        if names is not None:
            known = {plain_name(name) for name in names}
            for chosen in (getattr(columns, name) for name in COLUMNS):
                if chosen and plain_name(chosen) not in known:
                    raise ListError(f"it has no column {printable(chosen)}", (chosen,))
            if known.isdisjoint((*self._image, *_MORE)):
                raise ListError("it has no column with images", ("image",))

    def make(self, line: int, record: Mapping[str, object]) -> FeedItem:
        """Make the item of a record whose names are plain."""
        images = dict.fromkeys((*_addresses(record, self._image), *_all(record, _MORE)))
        item = _first(record, self._item, MAX_ID)
        product = _first(record, self._product, MAX_ID) or item
        return FeedItem(line, item, _first(record, self._title, MAX_TITLE), product, tuple(images))

    def found(self, names: Iterable[str]) -> FeedColumns:
        """Return which of some columns are read."""
        by_plain = {plain_name(name): name for name in reversed(list(names))}
        wanted = (self._image, self._item, self._title, self._product)
        return FeedColumns(
            *(next((by_plain[n] for n in one if n in by_plain), "") for one in wanted)
        )


def _wanted(chosen: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    return (plain_name(chosen),) if chosen else usual


def _first(record: Mapping[str, object], names: tuple[str, ...], most: int) -> str:
    """Return the first text that there is, as text to show."""
    for name in names:
        value = record.get(name)
        text = text_of(value[0] if isinstance(value, list) and value else value)
        if text:
            return printable(" ".join(text[: 4 * most].split()))[:most]
    return ""


def _addresses(record: Mapping[str, object], names: tuple[str, ...]) -> list[str]:
    """Return the addresses in the first column that has some."""
    return next(filter(None, (_split(record.get(name)) for name in names)), [])


def _all(record: Mapping[str, object], names: tuple[str, ...]) -> list[str]:
    return [address for name in names for address in _split(record.get(name))]


def _split(value: object) -> list[str]:
    if isinstance(value, list):
        return [address for one in value for address in _split(one)]
    text = text_of(value) if isinstance(value, str) else ""
    return [one.rstrip(",;|") for one in _BETWEEN.split(text) if one.strip(",;|")]

"""The one table of feed formats, and how a feed is read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from hitl_app.domain.errors import KnownError
from hitl_app.services.feeds.items import COLUMNS, FeedColumns, FeedItem
from hitl_app.services.feeds.tables import (
    names_of_json_lines,
    names_of_table,
    read_json_lines,
    read_table,
)
from hitl_app.services.feeds.xml_items import names_of_xml, read_xml
from hitl_app.services.files import known_list_errors


@dataclass(frozen=True, slots=True)
class FeedFormat:
    """One format of feeds.

    Attributes:
        suffixes: Endings of its files, in small letters.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    read: Callable[[Path, FeedColumns, str], Iterator[FeedItem]]
    names: Callable[[Path, str], list[str]]


FEED_FORMATS: Final[tuple[FeedFormat, ...]] = (
    FeedFormat(
        "csv",
        title="CSV or TSV",
        suffixes=(".csv", ".tsv", ".tab", ".txt"),
        read=read_table,
        names=names_of_table,
    ),
    FeedFormat(
        "jsonl",
        title="JSON Lines",
        suffixes=(".jsonl", ".ndjson"),
        read=read_json_lines,
        names=names_of_json_lines,
    ),
    FeedFormat(
        "xml",
        title="Google Merchant XML",
        suffixes=(".xml", ".rss", ".atom"),
        read=read_xml,
        names=names_of_xml,
    ),
)
_BY_SUFFIX: Final[Mapping[str, FeedFormat]] = {
    suffix: one for one in FEED_FORMATS for suffix in one.suffixes
}
SUFFIXES: Final = tuple(_BY_SUFFIX)
ENCODINGS: Final = (
    "cp1252",
    "iso-8859-15",
    "cp1250",
    "cp1251",
    "shift_jis",
    "gb18030",
    "utf-16-le",
)
"""Encodings that can be chosen for a feed that is not in UTF-8, and does not state its own."""


def is_feed(path: Path) -> bool:
    """Return True if a path leads to a file that is read as a feed, by its ending."""
    return path.suffix.lower() in _BY_SUFFIX and path.is_file()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, and how it is read.

    Attributes:
        encoding: Of `ENCODINGS`; empty for UTF-8, or what the feed states.
        allow_private: Whether private addresses, as of this computer, are allowed.
        per_host: Requests to one host at the same time; 0 for the usual number.
    """

    path: Path
    columns: FeedColumns = field(default_factory=FeedColumns)
    encoding: str = ""
    allow_private: bool = False
    per_host: int = 0

    @property
    def format(self) -> FeedFormat:
        """Return its format, by its ending."""
        known = _BY_SUFFIX.get(self.path.suffix.lower())
        if known is None:
            raise KnownError("feed-format", path=str(self.path), known=" ".join(SUFFIXES))
        return known

    def items(self) -> Iterator[FeedItem]:
        """Read the items.

        Raises:
            KnownError: It cannot be read, or is no feed.
        """
        with known_list_errors(self.path, "feed"):
            yield from self.format.read(self.path, self.columns, self.encoding)

    def names(self) -> tuple[str, ...]:
        """Return the names of the columns that can be chosen; errors as above."""
        with known_list_errors(self.path, "feed"):
            return tuple(self.format.names(self.path, self.encoding))

    def options(self) -> dict[str, Any]:
        """Return how it is read, as JSON types."""
        return {
            "columns": asdict(self.columns),
            "encoding": self.encoding,
            "allow_private": self.allow_private,
            "per_host": self.per_host,
        }


def feed_of(path: Path, options: Mapping[str, Any]) -> Feed:
    """Return a feed from its options, as `Feed.options` gives them; unknown ones are ignored."""
    columns = options.get("columns") or {}
    encoding = str(options.get("encoding") or "")
    return Feed(
        path,
        FeedColumns(**{name: str(columns.get(name) or "") for name in COLUMNS}),
        encoding if encoding in ENCODINGS else "",
        options.get("allow_private") is True,
        int(options.get("per_host") or 0),
    )

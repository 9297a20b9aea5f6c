"""Google Merchant feeds in XML, RSS 2.0 and Atom, read as a stream in bounded memory."""

import codecs
import io
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final
from xml.sax.handler import ContentHandler

from hitl_app.services.feeds.items import FeedColumns, FeedItem, ItemMaker, plain_name
from safeio.files import open_ordinary
from safeio.foreign import foreign_bytes
from training.inputs.lists import ListError

MERCHANT: Final = "http://base.google.com/ns/1.0"
_ITEMS: Final = frozenset({"item", "entry", "product"})
_CHUNK: Final = 2**16
_QUIET: Final = 2**22
"""Bytes without an element or a text: the parser would keep a token of any length."""
_DEEP: Final = 64
"""Elements that may be nested."""
_MOST_TEXT: Final = 2**16
"""Characters of an element that are kept."""
_MOST_VALUES: Final = 1000
"""Values of an item that are kept."""
_FIRST: Final = 20


def read_xml(file: Path, columns: FeedColumns, encoding: str = "") -> Iterator[FeedItem]:
    """Read the items of a feed.

    Args:
        file: The feed.
        columns: Names of its elements, with or without the prefix `g:`.
        encoding: Taken in place of the one that the feed states.

    Raises:
        OSError: The file cannot be read.
        ListError: It is not XML, has no items, or declares a document type: entities could make
            gigabytes of a few lines, or read other files.
    """
    maker = ItemMaker(columns)
    place = 0
    for place, record in enumerate(_records(file, encoding), 1):
        yield maker.make(place, record)
    if not place:
        raise ListError("it has no items")


def names_of_xml(file: Path, encoding: str = "") -> list[str]:
    """Return the names of the elements in the first items; errors as above."""
    names: dict[str, None] = {}
    with closing(_records(file, encoding)) as records:
        for place, record in enumerate(records, 1):
            names |= dict.fromkeys(record)
            if place == _FIRST:
                break
    return list(names)


def _records(file: Path, encoding: str) -> Generator[dict[str, object], None, None]:
    from defusedxml.sax import make_parser

    handler = _Handler()
    with open_ordinary(file) as source, foreign_bytes(_damage, OSError, ListError):
        parser = make_parser()
        parser.forbid_dtd = True
        parser.setFeature("http://xml.org/sax/features/namespaces", True)  # noqa: FBT003
        parser.setContentHandler(handler)
        for chunk in _chunks(source, encoding):
            handler.quiet += len(chunk)
            parser.feed(chunk)
            if handler.quiet > _QUIET:
                raise ListError("a part of it is too long")
            while handler.done:
                yield handler.done.popleft()
        parser.close()


def _chunks(source: io.BufferedReader, encoding: str) -> Iterator[bytes | str]:
    """Yield the file in parts: as bytes, or decoded where an encoding was chosen."""
    decoder = codecs.getincrementaldecoder(encoding)() if encoding else None
    while chunk := source.read(_CHUNK):
        try:
            yield chunk if decoder is None else decoder.decode(chunk)
        except UnicodeError as error:
            raise ListError(f"it is not in {encoding}") from error


def _damage(error: Exception) -> Exception:
    from xml.sax import SAXParseException

    from defusedxml import DefusedXmlException

    if isinstance(error, DefusedXmlException):
        return ListError("it has a document type declaration, which is not read")
    if isinstance(error, SAXParseException):
        detail = f"{error.getMessage()}, line {error.getLineNumber()}"
        return ListError(f"it is not XML ({detail})")
    return ListError(f"it is not XML ({error})")


class _Handler(ContentHandler):
    """Collects the elements directly below an item, by their plain names.

    Attributes:
        done: Complete items, oldest first.
        quiet: Bytes since the last event; the caller adds them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.done: deque[dict[str, object]] = deque()
        self.quiet = 0
        self._depth = self._item_depth = 0
        self._values: dict[str, list[str]] = {}
        # Names whose value is of Google's own elements, which count before others.
        self._own: set[str] = set()
        self._count = 0
        self._text: list[str] = []
        self._room = 0

    def startElementNS(self, name: tuple[str | None, str], _qname: object, _attrs: object) -> None:
        """Begin an item, or a value of one."""
        self.quiet = 0
        self._depth += 1
        if self._depth > _DEEP:
            raise ListError("its elements are nested too deeply")
        if not self._item_depth and name[1].lower() in _ITEMS:
            self._item_depth = self._depth
            self._values, self._own, self._count = {}, set(), 0
        self._text, self._room = [], _MOST_TEXT

    def characters(self, content: str) -> None:
        """Add to the text of a value."""
        self.quiet = 0
        if self._item_depth and self._depth == self._item_depth + 1 and self._room > 0:
            self._text.append(content[: self._room])
            self._room -= len(content)

    def endElementNS(self, name: tuple[str | None, str], _qname: object) -> None:
        """End a value, or an item."""
        self.quiet = 0
        if self._item_depth and self._depth == self._item_depth + 1:
            self._add(plain_name(name[1]), "".join(self._text).strip(), own=name[0] == MERCHANT)
        elif self._depth == self._item_depth:
            self._item_depth = 0
            self.done.append(
                {key: one if len(one) > 1 else one[0] for key, one in self._values.items()}
            )
        self._depth -= 1
        self._text = []

    def _add(self, name: str, text: str, *, own: bool) -> None:
        if not text or self._count >= _MOST_VALUES or (name in self._own and not own):
            return
        if own and name not in self._own:
            self._own.add(name)
            self._values.pop(name, None)
        self._count += 1
        self._values.setdefault(name, []).append(text)

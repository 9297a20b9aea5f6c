"""What the server keeps beside the database, and what pages and API both do."""

import base64
import contextlib
import os
import threading
import uuid
from collections import OrderedDict
from dataclasses import dataclass
from io import BytesIO
from secrets import randbelow
from typing import Any, Final, Generic, TypeVar

from PIL import Image

from hitl_app.domain.categories import Category
from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.photos import Photo
from hitl_app.domain.review import ReviewPhoto
from hitl_app.imaging.files import read_path
from hitl_app.jobs.imports.uploading import Classified, Uploads
from hitl_app.resources import sample_catalogue
from hitl_app.serve.problems import Problem
from hitl_app.serve.texts import PAGE_TEXTS
from hitl_app.services import settings
from hitl_app.services.categories.categories import list_categories
from hitl_app.services.review import claims, reviewing
from hitl_app.services.review.claims import Client, Request
from hitl_app.workspace import Workspace
from safeio.decoding.decode import decode_for_screen
from safeio.reasons import PhotoError

SOURCE: Final = "web"
SAMPLES: Final = tuple(f"product-{number:03d}.jpg" for number in (3, 18, 4, 5, 11, 46))
"""Photos of the sample catalogue to try."""
_LARGE: Final = 1280
_ORIGINALS: Final = 3
"""Files of a photo that are tried."""
_MOST_SHOWN: Final = 2_000
_ONE_IN: Final = 6
"""One in this many photos is for a second opinion, as in the window."""
_KEYS: Final = "1234567890"
_SPACE: Final = uuid.UUID("6f6cba3e-4d52-4d5c-8f5e-6a1b1b6f6d11")

_K = TypeVar("_K")
_V = TypeVar("_V")


class _Recent(Generic[_K, _V]):
    """A dictionary that forgets its oldest entries."""

    def __init__(self, most: int) -> None:
        self._most, self._entries = most, OrderedDict[_K, _V]()

    def get(self, key: _K) -> _V | None:
        return self._entries.get(key)

    def put(self, key: _K, value: _V) -> None:
        self._entries[key] = value
        self._entries.move_to_end(key)
        if len(self._entries) > self._most:
            self._entries.popitem(last=False)

    def drop(self, key: _K) -> None:
        self._entries.pop(key, None)


@dataclass(frozen=True, slots=True)
class Line:
    """One category with its probability and its digit key, if it has them."""

    id: int
    name: str
    key: str = ""
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo as a client sees it."""

    review: ReviewPhoto
    suggestion: Line | None
    lines: tuple[Line, ...]

    @property
    def photo(self) -> Photo:
        """Return the photo."""
        return self.review.photo

    @property
    def file_name(self) -> str:
        """Return its title in a product feed, or the name of its file, without its folders."""
        return self.photo.title or self.photo.path.replace("\\", "/").rpartition("/")[2]

    @property
    def is_lost(self) -> bool:
        """Return True if no original is on this computer: its thumbnail is shown then."""
        files = (os.fsdecode(raw) for raw, _ in self.review.originals[:_ORIGINALS])
        return not any(os.path.exists(file) for file in files)  # noqa: PTH110 - plain strings


class Served:
    """One served workspace; safe from several threads.

    Attributes:
        keeps: Whether uploads are kept.
    """

    def __init__(self, workspace: Workspace, *, keeps: bool = True) -> None:
        self.workspace, self.keeps = workspace, keeps
        self.name = workspace.folder.name
        self._uploads = Uploads(workspace, SOURCE)
        self._lock = threading.Lock()
        self._shown = _Recent[tuple[str, int], ReviewPhoto](_MOST_SHOWN)
        self._turns = _Recent[str, bool](_MOST_SHOWN)
        self._passed = _Recent[str, frozenset[int]](_MOST_SHOWN)

    def client(self, operator: str | None, token: str) -> Client:
        """Return a client; an operator without a token counts as one client.

        Raises:
            KnownError: The name is not allowed.
        """
        name = settings.operator_name(self.workspace, operator or None)
        return Client(name, str(uuid.uuid5(_SPACE, f"{name}\n{token}")))

    def classify(self, data: bytes, name: str, *, queue: bool) -> Classified:
        """Classify a photo, and keep it if wanted and allowed."""
        return self._uploads.classify(data, name, store=queue and self.keeps)

    def warm(self) -> None:
        """Load the model; what prevents it is reported with the first photo."""
        with contextlib.suppress(KnownError):
            self.classify(self.sample(SAMPLES[0]), "", queue=False)

    def sample(self, name: str) -> bytes:
        """Return the file of a sample photo."""
        if name not in SAMPLES:
            raise Problem(404, "sample-unknown", PAGE_TEXTS["no-sample"])
        return (sample_catalogue() / name).read_bytes()

    def categories(self) -> tuple[Line, ...]:
        """Return the active categories with their digit keys."""
        return tuple(
            Line(one.id, one.name, _key(place))
            for place, one in enumerate(list_categories(self.workspace))
        )

    def names(self) -> dict[int, Category]:
        """Return all categories by id."""
        return {one.id: one for one in list_categories(self.workspace, retired=True)}

    def next_photo(
        self, client: Client, *, after: int | None = None, skipped: bool = False
    ) -> Shown | None:
        """Claim the next photo for a client; one in a few is for its second opinion."""
        with self._lock:
            turn = self._turns.get(client.token)
            if turn is None:
                # At random, once for each decision: a pattern would reveal second opinions.
                turn = randbelow(_ONE_IN) == 0
                self._turns.put(client.token, turn)
            passed = self._passed.get(client.token) or frozenset()
        found = claims.next_photo(
            self.workspace,
            client,
            after=after,
            skipped=skipped,
            opinion=turn and not skipped,
            passed=passed,
        )
        return None if found is None else self._show(client, found)

    def leave(self, client: Client) -> None:
        """Give up a client's photo."""
        claims.leave(self.workspace, client)

    def take(self, client: Client, photo_id: int) -> Shown | None:
        """Claim a certain photo for a client; None if another one has it."""
        try:
            return self._show(client, claims.take(self.workspace, client, photo_id))
        except KnownError as error:
            if error.code not in {"photo-claimed", "photo-unknown"}:
                raise
            return None

    def _show(self, client: Client, found: ReviewPhoto) -> Shown:
        with self._lock:
            self._shown.put((client.token, found.photo.id), found)
        shares = found.probabilities
        lines = tuple(
            Line(one.id, one.name, one.key, shares.get(one.id)) for one in self.categories()
        )
        suggested = None if found.blind else found.photo.suggestion_id
        suggestion = next((line for line in lines if line.id == suggested), None)
        if suggestion is not None:
            # As the window: a draft's confidence may differ from its stored probabilities.
            confidence = found.photo.confidence
            suggestion = Line(suggestion.id, suggestion.name, suggestion.key, confidence)
        return Shown(found, suggestion, lines)

    def decide(self, client: Client, request: Request, key: str = "") -> dict[str, Any]:
        """Record a decision once, however often it comes with the same key."""
        with self._lock:
            seen = self._shown.get((client.token, request.photo_id))
            self._turns.drop(client.token)
            is_opinion = seen is not None and seen.opinion
            if is_opinion and request.answer in (Answer.SKIP, Answer.ASK):
                # The other decision stays in force, and the photo comes again after the others.
                passed = self._passed.get(client.token) or frozenset()
                self._passed.put(client.token, passed | {request.photo_id})
                return _recorded(None, client, request)
        aided = seen.photo if seen is not None and not seen.blind else None
        operation = claims.decide(self.workspace, client, request, key, aided, opinion=is_opinion)
        return _recorded(operation, client, request)

    def undo(self, client: Client) -> reviewing.Undone:
        """Undo the operator's last operation, wherever it was made."""
        return claims.undo(self.workspace, client)

    def thumbnail(self, photo_id: int) -> bytes:
        """Return a photo's thumbnail, encoded."""
        return reviewing.show_photo(self.workspace, photo_id).thumbnail

    def picture(self, photo_id: int) -> bytes:
        """Return a photo to show large; its thumbnail if its file cannot be read now."""
        shown = reviewing.show_photo(self.workspace, photo_id)
        for raw, member in shown.originals[:_ORIGINALS]:
            try:
                pixels = decode_for_screen(read_path(raw, member), _LARGE)
            except PhotoError:
                continue
            buffer = BytesIO()
            Image.fromarray(pixels).save(buffer, "JPEG", quality=88)
            return buffer.getvalue()
        return shown.thumbnail


def _recorded(operation: int | None, client: Client, request: Request) -> dict[str, Any]:
    return {"operation": operation, "photo": request.photo_id, "operator": client.operator}


def picture_type(encoded: bytes) -> str:
    """Return the media type of an encoded picture."""
    return "image/png" if encoded.startswith(b"\x89PNG") else "image/jpeg"


def data_address(encoded: bytes) -> str:
    """Return a picture as an address that holds it."""
    return f"data:{picture_type(encoded)};base64,{base64.b64encode(encoded).decode()}"


def _key(place: int) -> str:
    return _KEYS[place] if place < len(_KEYS) else ""

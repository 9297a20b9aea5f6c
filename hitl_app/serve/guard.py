"""Checks that every request passes before a page or the API sees it.

They need no answer of the database: host, origin, token, size and time are checked first.
"""

import asyncio
import hashlib
import hmac
import secrets
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hitl_app.serve.problems import Problem, response_to
from hitl_app.serve.texts import PAGE_TEXTS
from hitl_app.services.workspace.access import matches

MAX_PHOTO_BYTES: Final = 48 * 2**20
"""Largest photo that is taken."""
MAX_FORM_BYTES: Final = 160 * 2**20
"""Largest form with several photos."""
MAX_LABEL_BYTES: Final = 64 * 2**20
"""Largest file of labels that is taken."""
MAX_OTHER_BYTES: Final = 64 * 2**10
_FORM_EXTRA: Final = 64 * 2**10
"""Borders and headers of a form with one photo."""
_LIMITS: Final[Mapping[str, int]] = {
    "/": MAX_FORM_BYTES,
    "/api/classify": MAX_PHOTO_BYTES + _FORM_EXTRA,
    "/api/labels": MAX_LABEL_BYTES + _FORM_EXTRA,
}
_CHUNK_S: Final = 20.0
"""Most seconds between two parts of a request."""
_REQUEST_S: Final = 180.0
"""Most seconds for a whole request to arrive."""

HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' blob: data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With `no-referrer` a browser would send no origin with a form.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), payment=(), usb=()",
}
SESSION: Final = "second-look-session"
"""Cookie of a browser that gave the token."""
SESSION_S: Final = 30 * 24 * 3600
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})


class Attempts:
    """Counts wrong tokens by address; after a few, the address must wait."""

    MOST, WITHIN_S, _ADDRESSES = 5, 60.0, 10_000

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._wrong: OrderedDict[str, deque[float]] = OrderedDict()

    def wait_s(self, address: str) -> float:
        """Return the seconds that an address must wait; 0 if it may try."""
        with self._lock:
            wrong = self._wrong.get(address)
            if wrong is None or len(wrong) < self.MOST:
                return 0
            return max(0.0, wrong[0] + self.WITHIN_S - self._clock())

    def note(self, address: str) -> None:
        """Note a wrong token."""
        with self._lock:
            wrong = self._wrong.setdefault(address, deque(maxlen=self.MOST))
            wrong.append(self._clock())
            self._wrong.move_to_end(address)
            if len(self._wrong) > self._ADDRESSES:
                self._wrong.popitem(last=False)


class Access:
    """Checks tokens, and the cookies of browsers that gave one.

    Args:
        token_hash: Of the token; None if none is needed.
    """

    def __init__(self, token_hash: str | None) -> None:
        self._hash = token_hash
        self._attempts = Attempts()
        # Of this run: a restart, as for a new token, ends all sessions.
        self._secret = secrets.token_bytes(32)

    @property
    def is_needed(self) -> bool:
        """Return True if a token is needed."""
        return self._hash is not None

    def check(self, request: Request) -> None:
        """Raise `Problem` unless a request has the token or the cookie."""
        if not self.is_needed or self._has_session(request):
            return
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Problem(
                401, "token-missing", "An access token is needed.", {"WWW-Authenticate": "Bearer"}
            )
        self.check_token(request, token.strip())

    def check_token(self, request: Request, token: str) -> None:
        """Raise `Problem` for a wrong token, and for any after many wrong ones."""
        address = request.client.host if request.client else ""
        wait = self._attempts.wait_s(address)
        if wait:
            seconds = str(int(wait) + 1)
            raise Problem(
                429, "token-too-often", PAGE_TEXTS["token-often"],
                {"Retry-After": seconds},
            )  # fmt: skip
        if self._hash is None or not matches(token, self._hash):
            self._attempts.note(address)
            raise Problem(
                401, "token-wrong", PAGE_TEXTS["token-wrong"], {"WWW-Authenticate": "Bearer"}
            )

    def session(self) -> str:
        """Return the value of a cookie for a browser that gave the token."""
        until = str(int(time.time()) + SESSION_S)
        return f"{until}.{self._sign(until)}"

    def _has_session(self, request: Request) -> bool:
        until, _, signature = request.cookies.get(SESSION, "").partition(".")
        expected = self._sign(until).encode()
        is_ours = hmac.compare_digest(signature.encode(), expected)
        return is_ours and int(until) > time.time()

    def _sign(self, text: str) -> str:
        return hmac.new(self._secret, text.encode(), hashlib.sha256).hexdigest()


class Guard:
    """Middleware that refuses what is no proper request, and adds security headers.

    Args:
        app: What answers all others.
        access: Checks tokens.
        local: Whether only this computer is served: names of other hosts are refused then, so
            that no page elsewhere reaches the server under a name of its own.
    """

    def __init__(self, app: ASGIApp, *, access: Access, local: bool) -> None:
        self._app, self._access, self._local = app, access, local

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # Pages of refusals are made before the app sees the request.
        scope["app"] = self._app
        request = Request(scope)
        bounded = _Bounded(receive, limit_of(request.url.path))

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        try:
            self._check(request)
        except Problem as problem:
            response = response_to(request, problem)
            if problem.status_code == 401 and self._is_page(request):
                response.status_code, response.headers["Location"] = 303, "/login"
            await response(scope, receive, send_safely)
            return
        await self._app(scope, bounded, send_safely)

    def _check(self, request: Request) -> None:
        host = request.headers.get("host", "")
        if self._local and _hostname(host) not in _LOCAL:
            raise Problem(421, "host-unknown", "This server answers under its own name only.")
        if request.method not in _SAFE and not _is_same_origin(request, host):
            raise Problem(403, "other-origin", PAGE_TEXTS["other-page"])
        _check_length(request)
        path = request.url.path
        if path != "/login" and not path.startswith("/static/"):
            self._access.check(request)

    @staticmethod
    def _is_page(request: Request) -> bool:
        is_api = request.url.path.startswith("/api/")
        return not is_api and "text/html" in request.headers.get("accept", "")


def limit_of(path: str) -> int:
    """Return the largest body that an address takes, in bytes."""
    return _LIMITS.get(path, MAX_OTHER_BYTES)


def _hostname(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _is_same_origin(request: Request, host: str) -> bool:
    """Return True unless a browser names another page as the origin of a request.

    Every browser sends `Origin` with a request that changes something. Programs send none; they
    have no cookies that another page could use.
    """
    origin = request.headers.get("origin")
    if origin is not None:
        return origin.partition("://")[2] == host
    return request.headers.get("sec-fetch-site", "none") in {"none", "same-origin"}


def _check_length(request: Request) -> None:
    text = request.headers.get("content-length")
    if text is None:
        return
    if not text.isdecimal() or int(text[:20]) > limit_of(request.url.path):
        raise too_large(request.url.path)


def too_large(path: str) -> Problem:
    """Return the problem of a body that is too large."""
    most = limit_of(path)
    words = f"{most >> 20} MB" if most >= 1 << 20 else f"{most >> 10} kB"
    return Problem(413, "request-too-large", PAGE_TEXTS["request-large"], most=words)


class _Bounded:
    """Receives a request within a size and a time."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._left = receive, limit
        self._until = time.monotonic() + _REQUEST_S
        self._is_whole = False

    async def __call__(self) -> Message:
        """Return the next message.

        Raises:
            Problem: The request is too large or too slow.
        """
        if self._is_whole:
            # Only the end of the connection is left to come.
            return await self._receive()
        left = min(_CHUNK_S, self._until - time.monotonic())
        try:
            message = await asyncio.wait_for(self._receive(), max(0.0, left))
        except TimeoutError as error:
            headers = {"Connection": "close"}
            raise Problem(408, "request-too-slow", PAGE_TEXTS["request-slow"], headers) from error
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            self._is_whole = not message.get("more_body", False)
        if self._left < 0:
            raise Problem(413, "request-too-large", "The request is too large.")
        return message

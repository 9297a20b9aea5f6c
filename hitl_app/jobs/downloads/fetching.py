"""Fetch one image: redirects, tries again, and the bounds of what is taken."""

import asyncio
import random
import ssl
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from typing import Final

import httpcore2
import httpx2

from hitl_app import __version__
from hitl_app.jobs.downloads.addresses import GuardedBackend, PrivateAddressError
from hitl_app.jobs.downloads.hosts import Hosts
from hitl_app.jobs.downloads.kinds import HEAD, suffix_by
from hitl_app.jobs.downloads.limits import Limits
from safeio.characters import printable
from safeio.reasons import PhotoError, Reason

_HEADERS: Final = {
    "Accept": "image/avif,image/webp,image/*;q=0.9,*/*;q=0.5",
    # Packed answers could unpack to any size, and images are packed themselves.
    "Accept-Encoding": "identity",
    "User-Agent": f"SecondLook/{__version__}",
}
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_LATER: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_BUSY: Final = frozenset({429, 503})
_UNREACHED: Final = (httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.ProtocolError)
_KEPT_S: Final = 20.0
"""That an idle connection is kept."""


@dataclass(frozen=True, slots=True)
class Image:
    """An image as a server sent it; its suffix is by its content."""

    data: bytes
    suffix: str


class _LaterError(Exception):
    """A try that may succeed later.

    Attributes:
        error: The reason if it does not.
        wait_s: What the server asks for; 0 if it does not ask.
        silent: Whether there was no answer.
    """

    def __init__(self, error: PhotoError, wait_s: float = 0.0, *, silent: bool = False) -> None:
        super().__init__(str(error))
        self.error, self.wait_s, self.silent = error, wait_s, silent


class _Transport(httpx2.AsyncBaseTransport):
    """A pool of connections that go to public addresses alone, over HTTP/2 where offered."""

    def __init__(
        self, limits: Limits, *, allow_private: bool, context: ssl.SSLContext | None
    ) -> None:
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=context or httpx2.create_ssl_context(),
            max_connections=limits.width,
            max_keepalive_connections=limits.width,
            keepalive_expiry=_KEPT_S,
            http2=True,
            network_backend=GuardedBackend(allow_private=allow_private),
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request."""
        url = request.url
        answer = await self._pool.handle_async_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(
            answer.status,
            headers=answer.headers,
            stream=_Stream(answer),
            extensions=answer.extensions,
        )

    async def aclose(self) -> None:
        """Close all connections."""
        await self._pool.aclose()


class _Stream(httpx2.AsyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._answer.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._answer.aclose()


class Fetcher:
    """Fetches images; for one event loop. Close it at the end.

    Args:
        limits: Bounds.
        allow_private: Whether private addresses, as of this computer, are allowed.
        context: Certificates; those of the system by default.
    """

    def __init__(
        self, limits: Limits, *, allow_private: bool, context: ssl.SSLContext | None = None
    ) -> None:
        self._limits = limits
        self._hosts = Hosts(limits)
        self._client = httpx2.AsyncClient(
            transport=_Transport(limits, allow_private=allow_private, context=context),
            headers=_HEADERS,
            timeout=httpx2.Timeout(limits.read_s, connect=limits.connect_s, pool=None),
            follow_redirects=False,
            trust_env=False,
        )

    async def close(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def fetch(self, address: str, since: float | None = None) -> Image | None:
        """Fetch an image.

        Args:
            address: Its address.
            since: Seconds since 1970; an image that has not changed since is not sent.

        Returns:
            The image; None if it has not changed.

        Raises:
            PhotoError: It could not be fetched, or is no image.
        """
        url = _url(address)
        host = _host(url)
        wait = self._limits.wait_s
        for left in reversed(range(self._limits.tries)):
            try:
                found = await self._follow(url, since)
            except _LaterError as error:
                if error.wait_s > self._limits.longest_wait_s:
                    raise PhotoError(Reason.SERVER_BUSY, f"{error.wait_s:.0f} s") from error
                if not left:
                    if error.silent:
                        self._hosts.failed(host)
                    raise error.error from error
                # Not all at the same moment.
                pause = error.wait_s or wait * random.uniform(0.5, 1)  # noqa: S311 - no secret
                await asyncio.sleep(pause)
                wait *= 2
            else:
                self._hosts.answered(host)
                return found
        raise AssertionError("unreachable")

    async def _follow(self, url: httpx2.URL, since: float | None) -> Image | None:
        """Make one try, from address to address."""
        for _ in range(self._limits.redirects + 1):
            async with self._hosts.turn(_host(url)):
                found = await self._bounded(url, since)
            if not isinstance(found, httpx2.URL):
                return found
            url = found
        raise PhotoError(Reason.REDIRECTED)

    async def _bounded(self, url: httpx2.URL, since: float | None) -> Image | httpx2.URL | None:
        """Make one request, within its time."""
        try:
            async with asyncio.timeout(self._limits.total_s):
                return await self._request(url, since)
        except PrivateAddressError as error:
            raise PhotoError(Reason.PRIVATE_ADDRESS, printable(url.host)) from error
        except (TimeoutError, httpcore2.TimeoutException) as error:
            later = PhotoError(Reason.NO_ANSWER, "it took too long")
            raise _LaterError(later, silent=True) from error
        except (httpcore2.ConnectError, ssl.SSLError) as error:
            refused = PhotoError(Reason.NO_ANSWER, printable(str(error)))
            if "certificate" in str(error).lower():
                raise refused from error
            raise _LaterError(refused, silent=True) from error
        except (*_UNREACHED, httpx2.TransportError) as error:
            raise _LaterError(PhotoError(Reason.CUT_OFF, printable(str(error)))) from error

    async def _request(self, url: httpx2.URL, since: float | None) -> Image | httpx2.URL | None:
        headers = {} if since is None else {"If-Modified-Since": formatdate(since, usegmt=True)}
        async with self._client.stream("GET", url, headers=headers) as answer:
            status = answer.status_code
            if status in _MOVED:
                return _moved(url, answer.headers.get("location", ""))
            if status == 304 and since is not None:
                return None
            if status in _LATER:
                self._raise_later(url, answer)
            if status != 200:
                raise PhotoError(Reason.SERVER_REFUSED, _status(answer))
            return await self._body(answer)

    def _raise_later(self, url: httpx2.URL, answer: httpx2.Response) -> None:
        wait = _retry_after(answer.headers.get("retry-after", ""))
        if answer.status_code in _BUSY and wait <= self._limits.longest_wait_s:
            self._hosts.pause(_host(url), wait)
        raise _LaterError(PhotoError(Reason.SERVER_REFUSED, _status(answer)), wait)

    async def _body(self, answer: httpx2.Response) -> Image:
        most = self._limits.most_bytes
        packed = answer.headers.get("content-encoding", "identity").strip().lower()
        if packed not in ("", "identity"):
            raise PhotoError(Reason.SERVER_REFUSED, f"packed as {printable(packed)[:20]}")
        size = answer.headers.get("content-length", "")
        if size.isdecimal() and (len(size) > 12 or int(size) > most):
            raise PhotoError(Reason.TOO_LARGE, f"{size[:20]} bytes")
        parts: list[bytes] = []
        total, suffix = 0, ""
        async for part in answer.aiter_raw():
            parts.append(part)
            total += len(part)
            if total > most:
                raise PhotoError(Reason.TOO_LARGE, f"more than {most} bytes")
            if not suffix and total >= HEAD:
                # What is no image is not read to its end.
                suffix = suffix_by(b"".join(parts)[:HEAD])
        data = b"".join(parts)
        return Image(data, suffix or suffix_by(data[:HEAD]))


def _url(text: str) -> httpx2.URL:
    """Return a parsed address.

    Raises:
        PhotoError: It is none of the web.
    """
    try:
        url = httpx2.URL(text)
    except (httpx2.InvalidURL, ValueError, TypeError) as error:
        raise PhotoError(Reason.BAD_ADDRESS) from error
    if url.scheme not in ("http", "https") or not url.host or url.userinfo:
        raise PhotoError(Reason.BAD_ADDRESS)
    return url


def _moved(url: httpx2.URL, location: str) -> httpx2.URL:
    try:
        return _url(str(url.join(location)))
    except (PhotoError, httpx2.InvalidURL, ValueError) as error:
        raise PhotoError(Reason.REDIRECTED, printable(location)[:200]) from error


def _host(url: httpx2.URL) -> str:
    return f"{url.host}:{url.port or ''}"


def _status(answer: httpx2.Response) -> str:
    return f"{answer.status_code} {printable(answer.reason_phrase)[:60]}".strip()


def _retry_after(text: str) -> float:
    """Return the seconds that a server asks to wait; 0 if it does not ask."""
    if text.strip().isdecimal():
        return float(text.strip()[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return 0.0

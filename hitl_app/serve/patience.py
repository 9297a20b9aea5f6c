"""Connections that end when no request arrives on them."""

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_S: Final = 20.0
"""Most seconds for the first lines of a request to arrive."""


class PatientProtocol(H11Protocol):
    """A connection that is closed if the head of a request takes too long.

    A client that sends it byte by byte would keep others from being served: the number of
    connections is limited, and the server itself has no such limit of time.
    """

    _asked: Any = None
    _clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        if self._clock is not None:
            self._clock.cancel()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._clock = self.loop.call_later(HEAD_S, self._check)

    def _check(self) -> None:
        answers = self.cycle is not None and not self.cycle.response_complete
        # Between two requests another clock runs, until the first byte of the next one.
        idles = self.timeout_keep_alive_task is not None
        if not answers and not idles and self.cycle is self._asked:
            self.transport.close()
            return
        self._asked = self.cycle
        self._wait()

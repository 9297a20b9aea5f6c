"""Hosts during a download: turns, pauses that they ask for, and hosts that are given up."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from hitl_app.jobs.downloads.limits import Limits
from safeio.reasons import PhotoError, Reason

_MANY: Final = 4096
"""Hosts that are kept in mind; idle ones without failures are forgotten beyond."""


class _Host:
    def __init__(self, per_host: int) -> None:
        self.turns = asyncio.Semaphore(per_host)
        self.users = self.failures = 0
        self.free_at = 0.0


class Hosts:
    """All hosts of a download; for one event loop."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._hosts: dict[str, _Host] = {}
        self._width = asyncio.Semaphore(limits.width)

    def _host(self, name: str) -> _Host:
        host = self._hosts.get(name)
        if host is None:
            if len(self._hosts) >= _MANY:
                self._hosts = {n: h for n, h in self._hosts.items() if h.users or h.failures}
            host = self._hosts[name] = _Host(self._limits.per_host)
        return host

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Wait for a turn with a host, and until a pause that it asked for is over.

        Raises:
            PhotoError: The host was given up.
        """
        host = self._host(name)
        host.users += 1
        try:
            async with host.turns:
                while (left := host.free_at - time.monotonic()) > 0:
                    await asyncio.sleep(left)
                if host.failures >= self._limits.given_up:
                    raise PhotoError(Reason.NO_ANSWER, "given up after others")
                async with self._width:
                    yield
        finally:
            host.users -= 1

    def pause(self, name: str, seconds: float) -> None:
        """Let all requests to a host wait."""
        host = self._host(name)
        host.free_at = max(host.free_at, time.monotonic() + seconds)

    def answered(self, name: str) -> None:
        """Note that a host answered."""
        self._host(name).failures = 0

    def failed(self, name: str) -> None:
        """Note that a host did not answer for an image, after all tries."""
        self._host(name).failures += 1

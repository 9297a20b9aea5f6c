"""Connections to public addresses alone.

A name is resolved here, and the connection is made to the very address that was checked: a name
server that answers differently the second time changes nothing. It is the same after a redirect.
"""

import ipaddress
import socket
from collections.abc import Iterable
from typing import Final

import anyio
import httpcore2

_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_TRIED: Final = 3
"""Addresses of one name that are tried."""

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class PrivateAddressError(Exception):
    """All addresses of a name are private: of this computer, or of others nearby."""


def is_public(text: str) -> bool:
    """Return True if an address is one of the internet: not private, loopback, link-local, ..."""
    try:
        address: _Address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = _inside(address)
        if inner is not None:
            return is_public(str(inner))
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inside(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the address of IPv4 that one of IPv6 leads to, if it does."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Resolves names, and connects to what is allowed.

    Args:
        allow_private: Whether all addresses are.
    """

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._inner = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to one of a name's addresses.

        Raises:
            PrivateAddressError: None of them is allowed.
            httpcore2.ConnectError: There is none, or no one answers there.
            httpcore2.ConnectTimeout: It took too long.
        """
        found = await _resolve(host, port, timeout)
        allowed = [one for one in found if self._allow_private or is_public(one)]
        if not allowed:
            raise PrivateAddressError(host)
        failed: Exception | None = None
        for address in allowed[:_TRIED]:
            try:
                return await self._inner.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore2.ConnectError(host)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Refuse: no address leads to a socket of the system."""
        del timeout, socket_options
        raise PrivateAddressError(path)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await anyio.sleep(seconds)


async def _resolve(host: str, port: int, timeout: float | None) -> list[str]:
    try:
        with anyio.fail_after(timeout):
            found = await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except TimeoutError as error:
        raise httpcore2.ConnectTimeout("the name server did not answer") from error
    except (OSError, UnicodeError) as error:
        raise httpcore2.ConnectError("there is no server of that name") from error
    return list(dict.fromkeys(str(where[0]) for *_, where in found))

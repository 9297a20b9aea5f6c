"""Serve a workspace until Ctrl+C."""

import contextlib
import ipaddress
import socket
from collections.abc import Callable
from functools import partial

import uvicorn

from hitl_app.domain.errors import KnownError
from hitl_app.serve.app import make_app
from hitl_app.serve.patience import PatientProtocol
from hitl_app.serve.upkeep import Upkeep
from hitl_app.services.workspace import access
from hitl_app.workspace import Workspace
from safeio.processes import lower_priority

_CONNECTIONS = 500
_HEADER_BYTES = 32 * 2**10
_IDLE_S = 30
"""A program may think before it decides; then it need not connect again."""
_LAST_S = 5


def serve(
    workspace: Workspace,
    host: str,
    port: int,
    ready: Callable[[str, str | None], None],
    *,
    keeps: bool = True,
    new_token: bool = False,
) -> None:
    """Serve a workspace until Ctrl+C, with the priority of a job.

    Args:
        workspace: An open workspace.
        host: Address or name to listen at; at any but this computer's own a token is needed.
        port: 0 for any free one.
        ready: Called with the address of the pages, and with the token if a new one was made.
        keeps: Whether uploaded photos are kept.
        new_token: Whether to make a new token.

    Raises:
        KnownError: Code `serve-address`; it cannot be listened at.
    """
    with _listening(host, port) as listener:
        # An operator who decides in a window beside it comes first.
        lower_priority()
        address = listener.getsockname()
        local = ipaddress.ip_address(address[0]).is_loopback
        token_hash = None if local and not new_token else access.token_hash(workspace)
        token = None
        if new_token or (not local and token_hash is None):
            token = access.new_token(workspace)
            token_hash = access.token_hash(workspace)
        app = make_app(workspace, token_hash=token_hash, local=local, keeps=keeps, warm=True)
        config = uvicorn.Config(
            app,
            log_level="error",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=_CONNECTIONS,
            timeout_keep_alive=_IDLE_S,
            timeout_graceful_shutdown=_LAST_S,
            h11_max_incomplete_event_size=_HEADER_BYTES,
            ws="none",
            http=PatientProtocol,
        )
        server = _Server(config, partial(ready, _address(address, host), token))
        with contextlib.suppress(KeyboardInterrupt), Upkeep(workspace.folder):
            server.run(sockets=[listener])


class _Server(uvicorn.Server):
    """A server that reports when it answers; from then on Ctrl+C ends it in order."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and report it."""
        await super().startup(sockets)
        self._ready()


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server(address, family=family)
    except (OSError, UnicodeError, OverflowError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise KnownError("serve-address", address=f"{host}:{port}", detail=detail) from error


def _address(listening: tuple[str, int], host: str) -> str:
    found, port = listening[:2]
    if ipaddress.ip_address(found).is_unspecified:
        found = socket.gethostname()
    elif host and not _is_number(host):
        found = host
    return f"http://[{found}]:{port}/" if ":" in found else f"http://{found}:{port}/"


def _is_number(host: str) -> bool:
    with contextlib.suppress(ValueError):
        ipaddress.ip_address(host)
        return True
    return False

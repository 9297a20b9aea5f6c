"""Serve the workspace to browsers."""

from importlib.util import find_spec
from typing import Any

from hitl_app.cli.terminal import opened_to_write, report, say_fallback
from hitl_app.domain.errors import KnownError


def serve(given: Any) -> None:
    """Serve the workspace until Ctrl+C.

    Raises:
        KnownError: Code `serve-missing`: its packages are not installed, or `serve-address`.
    """
    if any(find_spec(name) is None for name in ("fastapi", "uvicorn", "python_multipart")):
        raise KnownError("serve-missing")
    from hitl_app.serve.running import serve as run

    def ready(address: str, token: str | None) -> None:
        lines = [f"Upload page: {address}", f"Review page: {address}review", "Ctrl+C ends it."]
        if token is not None:
            lines += [
                f"Access token, shown only now: {token}",
                f"Link with the token: {address}login#{token}",
            ]
        report(given, {"address": address, "token": token}, lines)

    with opened_to_write(given) as workspace:
        say_fallback(workspace)
        run(
            workspace,
            given.host,
            given.port,
            ready,
            keeps=not given.no_queue,
            new_token=given.token_new,
        )

"""The token that other computers need to use a served workspace; only its hash is stored."""

import hashlib
import hmac
import secrets
from typing import Final

from hitl_app.store.values import get_value, set_value
from hitl_app.workspace import Workspace

TOKEN: Final = "access-token"  # noqa: S105 - the name under which the hash is stored
_BYTES: Final = 32


def new_token(workspace: Workspace) -> str:
    """Make a token that replaces the one before; it cannot be read again."""
    token = secrets.token_urlsafe(_BYTES)
    with workspace.database.write() as session:
        set_value(session, TOKEN, _hash(token))
    return token


def token_hash(workspace: Workspace) -> str | None:
    """Return the hash of the token, or None if none was made."""
    with workspace.database.read() as session:
        found = get_value(session, TOKEN)
    return found if isinstance(found, str) else None


def matches(token: str, expected: str) -> bool:
    """Compare a token with a hash; the time does not depend on the text."""
    # A random token of 256 bits needs no slow hash.
    return hmac.compare_digest(_hash(token).encode(), expected.encode())


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()

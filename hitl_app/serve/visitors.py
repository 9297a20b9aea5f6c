"""Cookies of a browser: the operator's name, and a token by which it claims photos."""

import secrets
from typing import Final
from urllib.parse import quote, unquote

from fastapi import Request
from starlette.responses import Response

from hitl_app.domain.errors import KnownError
from hitl_app.domain.names import clean_name
from hitl_app.serve.served import Served
from hitl_app.services.review.claims import Client

OPERATOR: Final = "second-look-operator"
CLIENT: Final = "second-look-client"
_AGE_S: Final = 365 * 24 * 3600


def client_of(
    request: Request, served: Served, operator: str | None = None, token: str = ""
) -> Client:
    """Return the client that a request names, else the one of its cookies.

    Raises:
        KnownError: The operator's name is not allowed.
    """
    cookie = request.cookies.get(CLIENT, "")[:64]
    return served.client(operator or operator_of(request), token or cookie)


def operator_of(request: Request) -> str | None:
    """Return the operator's name of the cookie, if there is one that is allowed."""
    try:
        return clean_name(unquote(request.cookies.get(OPERATOR, "")))
    except KnownError:
        return None


def remember(response: Response, operator: str) -> None:
    """Set the cookies of an operator's browser."""
    for name, value in ((OPERATOR, quote(operator)), (CLIENT, secrets.token_urlsafe(16))):
        response.set_cookie(name, value, max_age=_AGE_S, httponly=True, samesite="lax")

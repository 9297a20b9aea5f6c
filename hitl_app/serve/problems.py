"""Errors as problem documents (RFC 9457) for programs, and as a page for people."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import PurePath
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from hitl_app.domain.errors import KnownError, of_the_machine
from hitl_app.messages import Translate, sentences
from hitl_app.serve.rendering import page, translation_of
from hitl_app.serve.texts import PAGE_TEXTS
from safeio.reasons import WORDS, PhotoError, Reason, with_kind

MEDIA_TYPE: Final = "application/problem+json"
_RETRY_S: Final = "5"
_LOG: Final = logging.getLogger(__name__)
_BY_CODE: Final[Mapping[str, int]] = {
    "photo-unknown": 404,
    "photo-claimed": 409,
    "photo-decided": 409,
    "blind-now": 409,
    "nothing-to-undo": 409,
    "request-key-used": 422,
    "category-unknown": 422,
    "name-empty": 422,
    "name-too-long": 422,
    "name-unprintable": 422,
    "name-reserved": 422,
    "disk-full": 507,
    **dict.fromkeys(
        (
            "labels-unreadable",
            "labels-columns",
            "labels-encoding",
            "labels-format",
            "labels-categories",
        ),
        422,
    ),
    "internal": 500,
}
"""Status by the code of a known error; all others are the state of the server: 503."""
_BY_REASON: Final[Mapping[str, int]] = {
    **dict.fromkeys((Reason.NOT_AN_IMAGE, Reason.UNSUPPORTED, Reason.NEEDS_HEIF), 415),
    **dict.fromkeys((Reason.TOO_LARGE, Reason.TOO_MANY_PIXELS, Reason.TOO_HEAVY), 413),
}
"""Status by the reason why a photo cannot be read; all others are 422."""

_DETAILS: Final[Mapping[int, str]] = {
    404: PAGE_TEXTS["no-page"],
    405: PAGE_TEXTS["no-method"],
}


class Problem(HTTPException):
    """A request that is refused.

    Attributes:
        code: Identifies the kind of problem.
    """

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        headers: Mapping[str, str] | None = None,
        **values: str | int,
    ) -> None:
        super().__init__(status, detail.format(**values) if values else detail, dict(headers or {}))
        self.code = code
        self._text, self._values = detail, values

    def translated(self, translate: Translate) -> "Problem":
        """Return it in another language."""
        text = translate(self._text)
        return Problem(self.status_code, self.code, text, self.headers, **self._values)


def problem_of(error: Exception, translate: Translate = str) -> Problem:
    """Return the problem of any error, for a person in their language."""
    if isinstance(error, Problem):
        return error.translated(translate)
    if isinstance(error, HTTPException):
        code = HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
        detail = translate(_DETAILS.get(error.status_code, str(error.detail)))
        return Problem(error.status_code, code, detail, error.headers)
    if isinstance(error, RequestValidationError):
        return Problem(422, "request-invalid", _invalid(error))
    if isinstance(error, PhotoError):
        return _of_photo(error, translate)
    known = error if isinstance(error, KnownError) else of_the_machine(error)
    if known is None:
        # The text of an unexpected error may hold paths and names.
        return Problem(500, "internal", translate(PAGE_TEXTS["internal"]))
    status = _BY_CODE.get(known.code, 503)
    headers = {"Retry-After": _RETRY_S} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    # Paths of this computer are nobody else's business: a file's name says which it is.
    values = {
        name: PurePath(value).name if name == "path" else value
        for name, value in known.params.items()
    }
    words = " ".join(sentences(known.code, values, translate))
    return Problem(status, known.code, words, headers)


def _of_photo(error: PhotoError, translate: Translate) -> Problem:
    words = with_kind(translate(WORDS.get(error.reason, error.reason)), error.reason, error.detail)
    detail = translate(PAGE_TEXTS["unreadable"])
    status = _BY_REASON.get(error.reason, 422)
    return Problem(status, f"photo-{error.reason}", detail, reason=words)


def _invalid(error: RequestValidationError) -> str:
    parts = [
        f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()
    ]
    return "; ".join(parts[:5])


def problem_response(problem: Problem) -> JSONResponse:
    """Return a problem document."""
    headers = {**(problem.headers or {}), "Cache-Control": "no-store"}
    return JSONResponse(problem_content(problem), problem.status_code, headers, MEDIA_TYPE)


def problem_content(problem: Problem) -> dict[str, Any]:
    """Return the members of a problem document."""
    return {
        "type": f"urn:second-look:{problem.code}",
        "title": HTTPStatus(problem.status_code).phrase,
        "status": problem.status_code,
        "detail": problem.detail,
        "code": problem.code,
    }


def response_to(request: Request, error: Exception) -> Response:
    """Return a problem document for a program, or a page for a person."""
    problem = problem_of(error)
    wants_page = "text/html" in request.headers.get("accept", "")
    if request.url.path.startswith("/api/") or not wants_page:
        return problem_response(problem)
    detail = problem_of(error, translation_of(request)).detail
    response = page(request, "problem.html", status=problem.status_code, detail=detail)
    response.status_code = problem.status_code
    response.headers.update(problem.headers or {})
    return response


def add_handlers(app: FastAPI) -> None:
    """Let the app answer every error with a problem."""

    async def handle(request: Request, error: Exception) -> Response:
        response = response_to(request, error)
        if response.status_code == HTTPStatus.INTERNAL_SERVER_ERROR:
            _LOG.error("A request failed", exc_info=error)
        return response

    async def handle_bug(request: Request, error: Exception) -> Response:
        # The server logs it.
        return response_to(request, error)

    app.add_exception_handler(Exception, handle_bug)
    # A full disk or a lack of memory is no bug.
    for kind in (
        HTTPException, RequestValidationError, PhotoError, KnownError, OSError, MemoryError,
    ):  # fmt: skip
        app.add_exception_handler(kind, handle)

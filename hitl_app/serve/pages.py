"""The pages for people; they work without JavaScript as well."""

from dataclasses import dataclass
from typing import Annotated, Any, Final

from anyio import to_thread
from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.names import clean_name
from hitl_app.domain.photos import PhotoState
from hitl_app.serve import visitors
from hitl_app.serve.api import MOST_NUMBER, PhotoNumber, Serving, likeliest
from hitl_app.serve.guard import SESSION, SESSION_S, Access
from hitl_app.serve.problems import Problem, problem_of
from hitl_app.serve.receiving import classify_file, files_of, photo_form
from hitl_app.serve.rendering import page, translation_of
from hitl_app.serve.served import SAMPLES, Line, Served, data_address, picture_type
from hitl_app.serve.texts import PAGE_TEXTS
from hitl_app.services.review import claims, reviewing
from safeio.reasons import PhotoError

_SHOWN: Final = 3
"""Categories of an uploaded photo that are shown."""
_KEPT_S: Final = 300
_STATES: Final = {
    PhotoState.TO_REVIEW: "to-review",
    PhotoState.AUTO_ACCEPTED: "auto-accepted",
    PhotoState.REVIEWED: "reviewed",
}
router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Card:
    """An uploaded photo on the page, or why there is none.

    Attributes:
        state: Names the text of `texts.PAGE_TEXTS` on what became of it.
    """

    name: str
    picture: str = ""
    lines: tuple[Line, ...] = ()
    state: str = ""
    known: bool = False
    problem: str = ""


@router.get("/")
def show_upload(request: Request, served: Serving) -> HTMLResponse:
    """Show the upload page."""
    return _upload_page(request, served, [])


def _upload_page(request: Request, served: Served, cards: list[Card]) -> HTMLResponse:
    return page(request, "upload.html", keeps=served.keeps, samples=SAMPLES, cards=cards)


@router.post("/")
async def upload(
    request: Request,
    served: Serving,
    part: Annotated[bool, Query()] = False,  # noqa: FBT002
) -> HTMLResponse:
    """Classify the photos of the form; with `part` return their cards alone, without a page."""
    async with photo_form(request) as form:
        keep = not form.get("try")
        cards = [
            await _card(request, served, file.file, file.filename or "", keep=keep)
            for file in files_of(form, "photos", "camera")
        ]
        sample = form.get("sample")
        if isinstance(sample, str):
            cards.append(await _sample_card(request, served, sample))
    if part:
        return page(request, "cards.html", cards=cards)
    return _upload_page(request, served, cards)


async def _card(request: Request, served: Served, file: Any, name: str, *, keep: bool) -> Card:
    shown = name.replace("\\", "/").rpartition("/")[2]
    try:
        found = await classify_file(request, served, file, name, queue=keep)
    except (PhotoError, Problem, KnownError) as error:
        return Card(shown, problem=problem_of(error, translation_of(request)).detail)
    # A query: not in the thread that serves all others.
    lines = tuple(await to_thread.run_sync(likeliest, served, found, _SHOWN))
    state = "tried" if found.state is None else _STATES[found.state]
    known = found.photo_id is not None and not found.is_new
    picture = data_address(found.thumbnail)
    return Card(shown, picture, lines, state, known)


async def _sample_card(request: Request, served: Served, name: str) -> Card:
    from io import BytesIO

    file = BytesIO(served.sample(name))
    return await _card(request, served, file, name, keep=False)


@router.get("/samples/{name}")
def show_sample(served: Serving, name: str) -> Response:
    """Return a sample photo."""
    return _picture(served.sample(name))


@router.get("/photos/{photo_id}/thumbnail")
def show_thumbnail(served: Serving, photo_id: PhotoNumber) -> Response:
    """Return a photo's thumbnail."""
    return _picture(served.thumbnail(photo_id))


@router.get("/photos/{photo_id}/picture")
def show_picture(served: Serving, photo_id: PhotoNumber) -> Response:
    """Return a photo as large as a screen."""
    return _picture(served.picture(photo_id))


def _picture(encoded: bytes) -> Response:
    headers = {"Cache-Control": f"private, max-age={_KEPT_S}"}
    return Response(encoded, media_type=picture_type(encoded), headers=headers)


@router.get("/review")
def show_review(
    request: Request,
    served: Serving,
    photo: PhotoNumber | None = None,
    after: PhotoNumber | None = None,
    skipped: Annotated[bool, Query()] = False,  # noqa: FBT002
    notice: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """Show the next photo to review, or a certain one."""
    operator = visitors.operator_of(request)
    if operator is None:
        return _see("/operator")
    client = visitors.client_of(request, served, operator)
    shown = None if photo is None else served.take(client, photo)
    if shown is None:
        shown = served.next_photo(client, after=after, skipped=skipped)
    status = reviewing.review_status(served.workspace, operator)
    return page(
        request,
        "review.html",
        operator=operator,
        shown=shown,
        counts=status.counts,
        can_undo=status.undoable is not None,
        skipped=skipped,
        notice=_notice(request, notice),
    )


def _notice(request: Request, code: str) -> str:
    if code not in {"photo-claimed", "photo-decided", "blind-now", "nothing-to-undo"}:
        return ""
    error = KnownError(code, operator="", photo="")
    return problem_of(error, translation_of(request)).detail


@router.post("/review")
def decide(
    request: Request,
    served: Serving,
    photo: Annotated[PhotoNumber, Form()],
    answer: Annotated[str, Form(max_length=40)],
    skipped: Annotated[bool, Form()] = False,  # noqa: FBT002
) -> Response:
    """Record the decision of a button, and show the next photo."""
    client = visitors.client_of(request, served)
    kind, _, number = answer.partition(":")
    try:
        category = min(int(number), MOST_NUMBER) if number else None
        wanted = claims.Request(photo, Answer(kind), category)
    except ValueError as error:
        raise Problem(422, "answer-unknown", PAGE_TEXTS["no-answer"]) from error
    if wanted.answer is Answer.WITHDRAWN or (wanted.answer is Answer.CATEGORY) != bool(number):
        raise Problem(422, "answer-unknown", PAGE_TEXTS["no-answer"])
    try:
        served.decide(client, wanted)
    except KnownError as error:
        if problem_of(error).status_code != 409:
            raise
        return _see(f"/review?notice={error.code}")
    return _see(f"/review?skipped=true&after={photo}" if skipped else "/review")


@router.post("/review/undo")
def undo(request: Request, served: Serving) -> Response:
    """Undo the operator's last operation, and show its photo again."""
    client = visitors.client_of(request, served)
    try:
        undone = served.undo(client)
    except KnownError as error:
        if error.code != "nothing-to-undo":
            raise
        return _see(f"/review?notice={error.code}")
    photo = undone.operation.photo_id
    return _see("/review" if photo is None else f"/review?photo={photo}")


@router.get("/operator")
def ask_operator(request: Request) -> HTMLResponse:
    """Ask for the operator's name."""
    return page(request, "operator.html", operator=visitors.operator_of(request) or "", problem="")


@router.post("/operator")
def set_operator(
    request: Request, served: Serving, name: Annotated[str, Form(max_length=200)] = ""
) -> Response:
    """Remember the operator's name in a cookie; the photo of the one before is free again."""
    try:
        operator = clean_name(name)
    except KnownError as error:
        words = problem_of(error, translation_of(request)).detail
        response = page(request, "operator.html", operator=name, problem=words)
        response.status_code = 422
        return response
    if visitors.operator_of(request) is not None:
        served.leave(visitors.client_of(request, served))
    seen = _see("/review")
    visitors.remember(seen, operator)
    return seen


@router.get("/login")
def ask_token(request: Request) -> HTMLResponse:
    """Ask for the access token."""
    return page(request, "login.html", problem="")


@router.post("/login")
def log_in(request: Request, token: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Give a browser with the token a cookie."""
    access: Access = request.app.state.access
    try:
        access.check_token(request, token.strip())
    except Problem as problem:
        words = problem_of(problem, translation_of(request)).detail
        response = page(request, "login.html", problem=words)
        response.status_code = problem.status_code
        response.headers.update(problem.headers or {})
        return response
    seen = _see("/")
    seen.set_cookie(SESSION, access.session(), max_age=SESSION_S, httponly=True, samesite="lax")
    return seen


@router.get("/docs")
def show_docs(request: Request) -> HTMLResponse:
    """Show the operations of the API."""
    description = request.app.openapi()
    operations = [
        (method.upper(), path, operation, _fields(description, operation))
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    ]
    return page(request, "docs.html", operations=operations)


def _fields(description: dict[str, Any], operation: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return name, place and description of each parameter and of each field of the body."""
    found = [
        (one["name"], one["in"], one.get("description", ""))
        for one in operation.get("parameters", ())
    ]
    for kind, body in operation.get("requestBody", {}).get("content", {}).items():
        schema = body["schema"]
        for part in schema.get("anyOf", (schema,)):
            named = description["components"]["schemas"].get(
                part.get("$ref", "").rpartition("/")[2], part
            )
            found += [
                (name, kind, one.get("description", ""))
                for name, one in named.get("properties", {}).items()
            ]
    return found


def _see(address: str) -> RedirectResponse:
    return RedirectResponse(address, 303, {"Cache-Control": "no-store"})

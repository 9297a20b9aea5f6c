"""The API: what the pages do, for programs."""

from typing import Annotated, Any, Final

from anyio import to_thread
from fastapi import APIRouter, Depends, Header, Query, Request
from pydantic import BaseModel, ConfigDict, Field, StrictInt

from hitl_app.domain.decisions import Answer
from hitl_app.jobs.imports.uploading import Classified
from hitl_app.serve.problems import MEDIA_TYPE, Problem
from hitl_app.serve.receiving import classify_body
from hitl_app.serve.served import Line, Served, Shown
from hitl_app.serve.visitors import client_of
from hitl_app.services import settings
from hitl_app.services.models.versions import active_version
from hitl_app.services.review import claims, reviewing

_LIKELIEST: Final = 5
MOST_NUMBER: Final = 2**31 - 1
"""Largest number that every database takes."""
PhotoNumber = Annotated[int, Field(ge=1, le=MOST_NUMBER)]
_WHO: Final = "Name of the operator; else that of the cookie, or of the workspace"
_CLIENT: Final = "Tells programs of one operator apart"


class ProblemDocument(BaseModel):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    code: str


class CategoryAnswer(BaseModel):
    """A category, with its digit key on the review page."""

    id: int
    name: str
    key: str = ""


class ProbabilityAnswer(BaseModel):
    """A category with its calibrated probability."""

    id: int
    name: str
    probability: float = Field(ge=0, le=1)


class ClassifiedAnswer(BaseModel):
    """A photo with its likeliest categories; `photo` and `state` only if it is kept."""

    sha256: str
    width: int
    height: int
    model: str
    categories: list[ProbabilityAnswer]
    photo: int | None
    state: str | None
    new: bool


class PhotoAnswer(BaseModel):
    """A photo to review. A blind one has neither suggestion nor probabilities."""

    id: int
    sha256: str
    name: str
    width: int
    height: int
    blind: bool
    suggestion: ProbabilityAnswer | None
    probabilities: list[ProbabilityAnswer]
    question: str
    thumbnail: str
    picture: str


class NextAnswer(BaseModel):
    """The next photo, which no other client gets meanwhile; null if none is left."""

    photo: PhotoAnswer | None
    to_review: int
    skipped: int


class DecisionRequest(BaseModel):
    """A decision on a photo."""

    model_config = ConfigDict(extra="forbid")

    photo: PhotoNumber = Field(strict=True, description="Number of the photo")
    answer: Answer = Field(default=Answer.CATEGORY, description="Without it, a category")
    category: StrictInt | str | None = Field(default=None, description="Number or name")
    note: str = Field(default="", max_length=200, description="With the answer `ask`")
    operator: str | None = Field(default=None, max_length=200, description=_WHO)
    client: str = Field(default="", max_length=200, description=_CLIENT)


class DecisionAnswer(BaseModel):
    """A recorded decision; no operation for a second opinion that was skipped."""

    operation: int | None
    photo: int
    operator: str


class UndoRequest(BaseModel):
    """Whose last operation to undo."""

    model_config = ConfigDict(extra="forbid")

    operator: str | None = Field(default=None, max_length=200, description=_WHO)
    client: str = Field(default="", max_length=200, description=_CLIENT)


class UndoAnswer(BaseModel):
    """An undone operation; `photo` is its first photo."""

    operation: int
    decisions: int
    changed: int
    photo: int | None
    operator: str


class StatusAnswer(BaseModel):
    """State of the workspace."""

    workspace: str
    model: str
    threshold: float | None
    keeps_uploads: bool
    photos: int
    to_review: int
    auto_accepted: int
    reviewed: int
    skipped: int


def served_of(request: Request) -> Served:
    """Return what is served."""
    served: Served = request.app.state.served
    return served


Serving = Annotated[Served, Depends(served_of)]
PROBLEM: Final[dict[str, Any]] = {
    "model": ProblemDocument,
    "content": {MEDIA_TYPE: {}},
}
router = APIRouter(
    prefix="/api",
    responses={
        status: {**PROBLEM, "description": words}
        for status, words in (
            (401, "The token is missing or wrong"),
            (413, "The request is too large"),
            (422, "The request is not valid"),
            (503, "The server cannot do this now"),
        )
    },
)


def upload_body(field: str) -> dict[str, Any]:
    """Describe the body of an upload for OpenAPI: the bytes of a file, or a form with a field."""
    file = {"type": "string", "format": "binary"}
    form = {"type": "object", "properties": {field: file}, "required": [field]}
    content = {
        "application/octet-stream": {"schema": file},
        "multipart/form-data": {"schema": form},
    }
    return {"requestBody": {"required": True, "content": content}}


@router.post(
    "/classify",
    openapi_extra=upload_body("photo"),
    responses={415: {**PROBLEM, "description": "The body is no image of a known format"}},
)
async def classify(
    request: Request,
    served: Serving,
    queue: Annotated[bool, Query(description="false to keep nothing")] = True,  # noqa: FBT002
) -> ClassifiedAnswer:
    """Classify one photo. It is kept: to review, or auto-accepted by the threshold that is set."""
    found = await classify_body(request, served, queue=queue)
    # A query: not in the thread that serves all others.
    return await to_thread.run_sync(_classified, served, found)


def _classified(served: Served, found: Classified) -> ClassifiedAnswer:
    return ClassifiedAnswer(
        sha256=found.sha256,
        width=found.width,
        height=found.height,
        model=found.model,
        categories=[
            ProbabilityAnswer(id=one.id, name=one.name, probability=one.probability or 0)
            for one in likeliest(served, found)
        ],
        photo=found.photo_id,
        state=None if found.state is None else found.state.value,
        new=found.is_new,
    )


def likeliest(served: Served, found: Classified, most: int = _LIKELIEST) -> list[Line]:
    """Return the likeliest categories of a photo."""
    names = served.names()
    first = list(found.probabilities.items())[:most]
    return [Line(number, names[number].name, "", share) for number, share in first]


@router.get("/queue/next")
def next_photo(
    request: Request,
    served: Serving,
    operator: Annotated[str | None, Query(max_length=200, description=_WHO)] = None,
    client: Annotated[str, Query(max_length=200, description=_CLIENT)] = "",
    after: Annotated[PhotoNumber | None, Query(description="Continue after this photo")] = None,
    skipped: Annotated[bool, Query(description="true for skipped photos only")] = False,  # noqa: FBT002
) -> NextAnswer:
    """Return the next photo to review. No other client gets it for three minutes."""
    who = client_of(request, served, operator, client)
    shown = served.next_photo(who, after=after, skipped=skipped)
    counts = reviewing.review_status(served.workspace, who.operator).counts
    return NextAnswer(
        photo=None if shown is None else _photo(shown),
        to_review=counts.to_review,
        skipped=counts.skipped,
    )


def _photo(shown: Shown) -> PhotoAnswer:
    photo, question = shown.photo, shown.review.question
    return PhotoAnswer(
        id=photo.id,
        sha256=photo.sha256,
        name=shown.file_name,
        width=photo.width,
        height=photo.height,
        blind=shown.review.blind,
        suggestion=None if shown.suggestion is None else _share(shown.suggestion),
        probabilities=[_share(line) for line in shown.lines if line.probability is not None],
        question="" if question is None else question.note,
        thumbnail=f"/photos/{photo.id}/thumbnail",
        picture=f"/photos/{photo.id}/picture",
    )


def _share(line: Line) -> ProbabilityAnswer:
    share = min(1.0, max(0.0, line.probability or 0.0))
    return ProbabilityAnswer(id=line.id, name=line.name, probability=share)


@router.post(
    "/decisions",
    responses={
        404: {**PROBLEM, "description": "There is no such photo"},
        409: {**PROBLEM, "description": "Another client has the photo, or decided it"},
    },
)
def decide(
    request: Request,
    served: Serving,
    given: DecisionRequest,
    idempotency_key: Annotated[str, Header(max_length=200)] = "",
) -> DecisionAnswer:
    """Record a decision; it is on disk when the answer comes.

    The same key with the same decision records it once and returns the same answer.
    """
    who = client_of(request, served, given.operator, given.client)
    if given.answer is Answer.WITHDRAWN:
        raise Problem(422, "answer-unknown", "Use /api/undo to withdraw a decision.")
    wanted = claims.Request(given.photo, given.answer, _category(served, given), given.note)
    return DecisionAnswer(**served.decide(who, wanted, idempotency_key))


def _category(served: Served, given: DecisionRequest) -> int | None:
    if given.answer is not Answer.CATEGORY:
        return None
    for one in served.categories():
        if given.category in (one.id, one.name):
            return one.id
    raise Problem(422, "category-unknown", "There is no such category.")


@router.post("/undo", responses={409: {**PROBLEM, "description": "There is nothing to undo"}})
def undo(request: Request, served: Serving, given: UndoRequest | None = None) -> UndoAnswer:
    """Undo an operator's last operation, also one from the window."""
    wanted = given or UndoRequest()
    who = client_of(request, served, wanted.operator, wanted.client)
    undone = served.undo(who)
    operation = undone.operation
    return UndoAnswer(
        operation=operation.id,
        decisions=operation.photos,
        changed=undone.changed,
        photo=operation.photo_id,
        operator=who.operator,
    )


@router.get("/status")
def status(served: Serving) -> StatusAnswer:
    """Return the state of the workspace."""
    counts = reviewing.counts(served.workspace)
    return StatusAnswer(
        workspace=served.name,
        model=active_version(served.workspace).name,
        threshold=settings.threshold(served.workspace),
        keeps_uploads=served.keeps,
        photos=counts.photos,
        to_review=counts.to_review,
        auto_accepted=counts.auto_accepted,
        reviewed=counts.reviewed,
        skipped=counts.skipped,
    )


@router.get("/categories")
def categories(served: Serving) -> list[CategoryAnswer]:
    """Return the active categories."""
    return [CategoryAnswer(id=one.id, name=one.name, key=one.key) for one in served.categories()]

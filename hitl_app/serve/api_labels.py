"""The API for imports of labels."""

from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Final, Literal

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from hitl_app.domain.names import clean_name
from hitl_app.serve.api import PROBLEM, ProblemDocument, Serving, upload_body
from hitl_app.serve.label_imports import SUFFIXES, ImportState, LabelImport, LabelImports
from hitl_app.serve.problems import Problem, problem_content
from hitl_app.serve.receiving import (
    copy_upload,
    files_of,
    is_form,
    new_file,
    photo_form,
    stream_to,
)
from hitl_app.serve.visitors import client_of
from hitl_app.services.labels.naming import NewCategories

_MANY: Final = 200
_ENDINGS: Final = frozenset({*SUFFIXES.values(), ".tsv", ".tab", ".txt", ".ndjson", ".pq"})
_Text = Annotated[str, Field(max_length=200)]
_Format = Literal["csv", "jsonl", "json", "parquet", "coco", "label-studio"]


class LabelQuery(BaseModel):
    """Parameters of an import of labels."""

    format: _Format | None = Field(default=None, description="Found by the file's name if left out")
    name: _Text = Field(default="", description="Name of the file, where it has none")
    operator: _Text = Field(default="", description="Who imports, and can undo it")
    annotator: _Text = Field(default="", description="Operator of rows that name none")
    photo_column: _Text = ""
    label_column: _Text = ""
    annotator_column: _Text = ""
    time_column: _Text = ""
    new_categories: NewCategories = NewCategories.REFUSE
    rename: list[_Text] = Field(default=[], max_length=_MANY)
    several: Literal["largest", "refuse"] = "largest"
    dry_run: bool = Field(default=False, description="Count, and change nothing")


class Progress(BaseModel):
    """How far a running import is; `total` is null while it is unknown."""

    stage: str
    done: int
    total: int | None


class LabelImportAnswer(BaseModel):
    """An import of labels: its state, and its result or why it failed."""

    id: str
    state: ImportState
    progress: Progress
    result: dict[str, Any] | None
    problem: ProblemDocument | None


router = APIRouter(
    prefix="/api/labels",
    responses={
        status: {**PROBLEM, "description": words}
        for status, words in (
            (401, "The token is missing or wrong"),
            (404, "There is no such import"),
            (413, "The file is too large"),
            (422, "The request is not valid"),
        )
    },
)


@router.post(
    "",
    status_code=202,
    openapi_extra=upload_body("file"),
    responses={409: {**PROBLEM, "description": "Another import is running"}},
)
async def import_labels(
    request: Request, response: Response, served: Serving, given: Annotated[LabelQuery, Query()]
) -> LabelImportAnswer:
    """Import a file of labels as decisions: one operation, which `/api/undo` undoes.

    Photos that are not in the workspace are not imported. `rename` is `OLD=NEW`, or `OLD=` to leave
    the rows of a label out. The address in `Location` returns the state.
    """
    client = client_of(request, served, given.operator)
    params: dict[str, Any] = {
        "kind": given.format or "",
        "columns": {
            "photo": given.photo_column,
            "label": given.label_column,
            "annotator": given.annotator_column,
            "at": given.time_column,
        },
        "refuse_several": given.several == "refuse",
        "new": given.new_categories.value,
        "renamed": _renamed(given.rename),
        "operator": client.operator,
        "annotator": clean_name(given.annotator) if given.annotator else "",
        "dry_run": given.dry_run,
    }
    file, name = await _receive(request, given.format, given.name)
    params["name"] = name
    imports: LabelImports = request.app.state.label_imports
    one = await to_thread.run_sync(imports.start, file, params)
    response.headers["Location"] = f"/api/labels/{one.id}"
    return _answer(one)


@router.get("/{number}")
def label_import(request: Request, number: str) -> LabelImportAnswer:
    """Return the state of an import of labels; the server keeps the last ones until it ends."""
    imports: LabelImports = request.app.state.label_imports
    return _answer(imports.find(number))


@router.delete("/{number}")
def cancel_label_import(request: Request, number: str) -> LabelImportAnswer:
    """Cancel an import of labels; what was recorded stays, and can be undone."""
    imports: LabelImports = request.app.state.label_imports
    return _answer(imports.cancel(number))


def _renamed(pairs: list[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        old, sign, new = pair.partition("=")
        if not old or not sign:
            raise Problem(422, "rename-invalid", "Write `rename` as OLD=NEW or OLD=.")
        found[old] = new
    return found


async def _receive(request: Request, kind: str | None, name: str) -> tuple[Path, str]:
    """Write the file of a request to a temporary one, whose name has its suffix; return both names.

    The second one is that of the file that was sent.
    """
    if is_form(request):
        async with photo_form(request) as form:
            files = files_of(form, *form.keys())
            if not files:
                raise Problem(422, "file-missing", "The form has no file.")
            name = name or files[0].filename or ""
            suffix = _suffix(kind, name)
            copy = await to_thread.run_sync(copy_upload, files[0].file, suffix)
            return copy, _last(name) or f"labels{suffix}"
    suffix = _suffix(kind, name)
    path = new_file(suffix)
    try:
        with path.open("wb") as file:
            await stream_to(request, file)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path, _last(name) or f"labels{suffix}"


def _last(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name


def _suffix(kind: str | None, name: str) -> str:
    suffix = PurePosixPath(_last(name)).suffix.lower()
    if suffix in _ENDINGS:
        return suffix
    if kind is None:
        detail = "The format is not known. Name it with `format`, or the file with `name`."
        raise Problem(422, "labels-format", detail)
    return SUFFIXES[kind]


def _answer(one: LabelImport) -> LabelImportAnswer:
    problem = None if one.problem is None else ProblemDocument(**problem_content(one.problem))
    return LabelImportAnswer(
        id=one.id,
        state=one.state,
        progress=Progress(stage=one.stage, done=one.done, total=one.total),
        result=one.result,
        problem=problem,
    )

"""Receive photos from requests, without holding many of them in memory."""

import logging
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO, Any, Final

from anyio import CapacityLimiter, to_thread
from fastapi import Request
from starlette.datastructures import FormData, UploadFile

from hitl_app.jobs.imports.uploading import Classified
from hitl_app.serve.guard import MAX_PHOTO_BYTES
from hitl_app.serve.problems import Problem
from hitl_app.serve.served import Served
from hitl_app.serve.texts import PAGE_TEXTS

_SPOOLED: Final = 2**20
"""Bytes of a body that are kept in memory; the rest goes to a temporary file."""
MOST_PHOTOS: Final = 50
# It warns of every broken form, which is answered with a problem.
logging.getLogger("python_multipart").setLevel(logging.ERROR)
_MOST_FIELDS, _MOST_FIELD_BYTES = 20, 4096


@asynccontextmanager
async def photo_form(request: Request) -> AsyncIterator[FormData]:
    """Return the form of a request; its files are closed after it.

    Raises:
        Problem: It is damaged, or has too many parts.
    """
    async with request.form(
        max_files=MOST_PHOTOS, max_fields=_MOST_FIELDS, max_part_size=_MOST_FIELD_BYTES
    ) as form:
        yield form


def is_form(request: Request) -> bool:
    """Return True if the body is a form with files."""
    return request.headers.get("content-type", "").lower().startswith("multipart/form-data")


def files_of(form: FormData, *names: str) -> list[UploadFile]:
    """Return the files of a form's fields; a field that was left empty has none."""
    found = [part for name in names for part in form.getlist(name)]
    return [part for part in found if isinstance(part, UploadFile) and (part.filename or part.size)]


async def classify_body(request: Request, served: Served, *, queue: bool) -> Classified:
    """Classify the one photo of a request: its body, or the first file of its form.

    Raises:
        Problem: There is none, or it is too large.
        PhotoError: It is no photo that can be read.
    """
    if is_form(request):
        async with photo_form(request) as form:
            files = files_of(form, *form.keys())
            if not files:
                raise Problem(422, "photo-missing", "The form has no file.")
            name = files[0].filename or ""
            return await classify_file(request, served, files[0].file, name, queue=queue)
    with tempfile.SpooledTemporaryFile(_SPOOLED) as file:
        await stream_to(request, file, _SPOOLED)
        return await classify_file(request, served, file, "", queue=queue)


async def stream_to(request: Request, file: IO[Any] | Any, in_memory: int = 0) -> None:
    """Write the body of a request to a file, whose first bytes may be in memory."""
    async for chunk in request.stream():
        # To the disk: in a thread.
        if file.tell() + len(chunk) > in_memory:
            await to_thread.run_sync(file.write, chunk)
        else:
            file.write(chunk)


def copy_upload(source: IO[Any] | Any, suffix: str) -> Path:
    """Copy a file of a form to a temporary one; return its path."""
    source.seek(0)
    path = new_file(suffix)
    try:
        with path.open("wb") as target:
            shutil.copyfileobj(source, target)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def new_file(suffix: str) -> Path:
    """Make an empty temporary file; return its path."""
    with tempfile.NamedTemporaryFile(prefix="labels-", suffix=suffix, delete=False) as file:
        return Path(file.name)


async def classify_file(
    request: Request, served: Served, file: IO[Any] | Any, name: str, *, queue: bool
) -> Classified:
    """Classify the photo in an open file; only some are in memory at once."""

    def work() -> Classified:
        size = file.seek(0, 2)
        if not size:
            raise Problem(422, "photo-empty", PAGE_TEXTS["empty"])
        if size > MAX_PHOTO_BYTES:
            most = MAX_PHOTO_BYTES >> 20
            raise Problem(413, "photo-too-large", PAGE_TEXTS["too-large"], most=most)
        file.seek(0)
        return served.classify(file.read(), name, queue=queue)

    limiter: CapacityLimiter = request.app.state.decoders
    return await to_thread.run_sync(work, limiter=limiter)

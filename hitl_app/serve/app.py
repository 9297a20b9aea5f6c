"""Make the app that answers requests."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from anyio import CapacityLimiter, create_task_group, to_thread
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from hitl_app import __version__
from hitl_app.serve import api, api_labels, pages
from hitl_app.serve.guard import Access, Guard
from hitl_app.serve.label_imports import LabelImports
from hitl_app.serve.problems import add_handlers
from hitl_app.serve.served import Served
from hitl_app.workspace import Workspace

_STATIC: Final = Path(__file__).with_name("static")


def make_app(
    workspace: Workspace,
    *,
    token_hash: str | None = None,
    local: bool = True,
    keeps: bool = True,
    warm: bool = False,
) -> ASGIApp:
    """Return an app that serves a workspace.

    Args:
        workspace: An open workspace; the caller closes it.
        token_hash: Of the token that every request needs; None if none is needed.
        local: Whether only this computer is served.
        keeps: Whether uploaded photos are kept.
        warm: Whether the model is loaded at the start, beside the first requests.
    """
    served = Served(workspace, keeps=keeps)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.decoders = CapacityLimiter(os.cpu_count() or 1)
        async with create_task_group() as tasks:
            if warm:
                tasks.start_soon(to_thread.run_sync, served.warm)
            yield
        await to_thread.run_sync(app.state.label_imports.close)

    app = FastAPI(
        title="Second Look",
        version=__version__,
        description="Classify photos, and review the queue of a workspace.",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.served = served
    app.state.label_imports = LabelImports(workspace.folder)
    app.state.access = access = Access(token_hash)
    app.include_router(api.router)
    app.include_router(api_labels.router)
    app.include_router(pages.router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    add_handlers(app)
    return Guard(app, access=access, local=local)

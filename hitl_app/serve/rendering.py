"""Pages from templates, in the language of the browser."""

from typing import Any

from fastapi import Request
from starlette.responses import HTMLResponse

from hitl_app.messages import Translate
from hitl_app.serve.texts import language_of, texts, translation
from safeio.pages import render_page


def page(request: Request, template: str, **values: Any) -> HTMLResponse:
    """Return a page.

    Args:
        request: Its language and path are used.
        template: The template's file name.
        **values: What the template names beside `t`, `language`, `path` and `workspace`.
    """
    language = _language(request)
    html = render_page(
        "hitl_app.serve",
        template,
        t=texts(language),
        language=language,
        path=request.url.path,
        workspace=request.app.state.served.name,
        **values,
    )
    return HTMLResponse(html, headers={"Cache-Control": "no-store", "Vary": "Accept-Language"})


def translation_of(request: Request) -> Translate:
    """Return a function that translates texts to the language of the browser."""
    return translation(_language(request))


def _language(request: Request) -> str:
    return language_of(request.headers.get("accept-language", ""))

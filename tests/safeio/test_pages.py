import jinja2
import pytest

from safeio.pages import render_page


@pytest.fixture
def templates(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Templates by name, in the place of those of a package."""
    found: dict[str, str] = {}
    monkeypatch.setattr(jinja2, "PackageLoader", lambda _package: jinja2.DictLoader(found))
    return found


def test_render_page_escapes_values(templates: dict[str, str]) -> None:
    templates["page.html"] = "<p>{{ owner }}</p>\n"
    assert render_page("any", "page.html", owner="<b>&") == "<p>&lt;b&gt;&amp;</p>\n"


def test_render_page_raises_when_a_value_is_missing(templates: dict[str, str]) -> None:
    templates["page.html"] = "{{ owner }}"
    with pytest.raises(jinja2.UndefinedError):
        render_page("any", "page.html")

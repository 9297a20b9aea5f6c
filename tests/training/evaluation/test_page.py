import base64
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from training.architectures.builders import list_layers
from training.data.labelled import Labelled
from training.evaluation.evaluate import evaluate, figures
from training.evaluation.page import as_page
from training.inputs.samples import Samples
from training.versions.registry import build_model, read_card

VOID = {"meta", "img", "br", "hr", "link", "input"}
PICTURES = ("confusion.png", "risk_coverage.png", "reliability.png", "samples.png")


class Page(HTMLParser):
    """Reads a page strictly: what is opened is closed, in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data) -> None:
        if self.open and self.open[-1] != "style":
            self.words += data


@pytest.fixture(scope="module")
def text(version: Path, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("report")
    evaluate(version, str(folder), out)
    return (out / "evaluation.html").read_text("utf-8")


def test_page_is_whole_and_says_what_was_found(text: str) -> None:
    page = Page(text)
    assert page.open == []
    assert {"table", "figure", "h1", "dl"} <= set(page.tags)
    for words in ("top-2 accuracy", "What this means", "conv_1", "ring", "It gets"):
        assert words in page.words


def test_page_needs_no_other_file(text: str) -> None:
    page = Page(text)
    assert not {"script", "link", "iframe", "object"} & set(page.tags)
    sources = [value for _, name, value in page.attributes if name in {"src", "href"}]
    assert len(sources) == len(PICTURES)
    for source in sources:
        kind, content = str(source).split(",", 1)
        assert kind == "data:image/png;base64"
        assert base64.b64decode(content).startswith(b"\x89PNG")
    assert "url(" not in text
    assert "@import" not in text
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]


def test_page_fits_screens_paper_and_dark_schemes(text: str) -> None:
    page = Page(text)
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text
    assert ("html", "lang", "en") in page.attributes
    alternatives = [value for tag, name, value in page.attributes if (tag, name) == ("img", "alt")]
    assert len(alternatives) == len(PICTURES)
    assert all(alternatives)


def test_page_escapes_names(version: Path) -> None:
    names = ("<script>alert(1)</script>", '"><img src=x onerror=y>', "a & b\n\udc80")
    labels = np.array([0, 1, 2, 0])
    samples = Samples(np.zeros((4, 28, 28, 1), np.uint8), labels)
    photos = Labelled("<i>data</i>", samples, ("<u>1</u>", "&amp;", "3", "4"))
    probabilities = np.eye(3)[[1, 0, 2, 0]] * 0.7 + 0.1
    found = figures(probabilities, photos, names, "<b>net</b>")
    # Only a picture's first bytes, which give its width, matter here.
    pictures = dict.fromkeys(PICTURES, b"\x89PNG" + bytes(20))
    card = read_card(version)
    text = as_page(found, card, list_layers(build_model(card)), pictures)
    page = Page(text)
    assert page.open == []
    assert not {"script", "i", "u", "b"} & set(page.tags)
    assert page.tags.count("img") == len(PICTURES)
    for words in (names[0], names[1], "a & b\\n\\udc80", "<i>data</i>", "<u>1</u>", "&amp;"):
        assert words in page.words

"""An evaluation as one page of HTML that needs nothing beside it: no script, no other file."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final

from safeio.characters import printable
from training.core.wording import percent
from training.evaluation.figures import Evaluation
from training.evaluation.observations import key_figures, observations
from training.versions.summary import Summary

_STYLE: Final = """
:root {
  color-scheme: light dark;
  --ink: #1d1d1f; --quiet: #5a5a60; --paper: #ffffff; --raised: #f4f5f7; --line: #d9dbe0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #ececee; --quiet: #a9abb2; --paper: #17181b; --raised: #222429; --line: #3a3d44;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem;
  font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  color: var(--ink); background: var(--paper); overflow-wrap: anywhere;
}
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; }
p, li { max-width: 46rem; }
ul { padding-left: 1.2rem; }
li { margin: .4rem 0; }
.quiet, figcaption { color: var(--quiet); }
.figures { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.5rem 0; padding: 0; }
.figures div {
  flex: 1 1 13rem;
  background: var(--raised); border: 1px solid var(--line); border-radius: .5rem;
  padding: .7rem .9rem;
}
dt { color: var(--quiet); font-size: .9rem; }
dd { margin: 0; font-size: 1.35rem; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
th, td { padding: .3rem .9rem .3rem 0; text-align: right; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child, th.text, td.text { text-align: left; }
thead th { color: var(--quiet); font-weight: 600; }
tbody th { font-weight: 400; }
figure { margin: 1.25rem 0 1.5rem; }
img {
  display: block; max-width: 100%; height: auto; background: #ffffff;
  border: 1px solid var(--line); border-radius: .5rem; padding: .6rem;
}
figcaption { font-size: .9rem; margin-top: .4rem; max-width: 46rem; }
@media print {
  :root {
    color-scheme: light;
    --ink: #000000; --quiet: #444444; --paper: #ffffff; --raised: #ffffff; --line: #bbbbbb;
  }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h2 { break-after: avoid; }
  figure, tr, .figures div { break-inside: avoid; }
  img { border: 0; padding: 0; max-height: 22cm; }
}
"""
# What each picture shows, and how to read it.
_PICTURES: Final = {
    "confusion.png": (
        "Confusion matrix",
        "Rows are labels, columns what the network says. Colour is the share of the label's "
        "photos, so a blue cell off the diagonal is a mistake that it makes often.",
    ),
    "risk_coverage.png": (
        "Risk and coverage",
        "If the network labels only the photos that it is surest of: how many of those are wrong. "
        "Marks: where so many of all labels are right once the other photos are reviewed.",
    ),
    "reliability.png": (
        "Reliability diagram",
        "Upper half: of the photos that it is so sure of, the share that it gets right. Where a "
        "bar ends below the dashed line, it is surer than it is right. Lower half: how many photos "
        "that concerns.",
    ),
    "samples.png": (
        "Some photos that it gets right and some that it gets wrong",
        "As the network sees them, drawn at random; those it gets right from all categories alike, "
        "those it gets wrong from all mistakes.",
    ),
}


def as_page(found: Evaluation, summary: Summary, pictures: Mapping[str, bytes]) -> str:
    """Return the whole page.

    Args:
        found: the figures.
        summary: the network's layers.
        pictures: PNG bytes of ``confusion.png``, ``risk_coverage.png``, ``reliability.png`` and
            ``samples.png``.

    Returns:
        HTML; every name in it is escaped.
    """
    title = f"How well {printable(found.network)} does on {found.data}"
    counted = f"{found.count:,} photos measured"
    if found.unreadable:
        counted += f", {found.unreadable:,} could not be read"
    parts = (
        f"<h1>{escape(title)}</h1>",
        f'<p class="quiet">{counted}</p>',
        _figures(found),
        "<h2>What this means</h2>",
        f"<ul>{''.join(f'<li>{escape(said)}</li>' for said in observations(found))}</ul>",
        "<h2>What a perfect reviewer must look at</h2>",
        "<p>The photos that the network is least sure of first, each put right.</p>",
        _reviews(found),
        _picture("risk_coverage.png", pictures),
        "<h2>By category</h2>",
        _categories(found),
        "<h2>What it takes for what</h2>",
        _picture("confusion.png", pictures),
        _picture("samples.png", pictures),
        "<h2>How far it can be believed</h2>",
        _picture("reliability.png", pictures),
        "<h2>The network</h2>",
        _layers(summary),
    )
    return _document(title, "\n".join(parts))


def _document(title: str, body: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        # Nothing is fetched and nothing runs, whatever a name on the page may hold.
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "img-src data:; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _figures(found: Evaluation) -> str:
    cells = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in key_figures(found)
    )
    return f'<dl class="figures">{cells}</dl>'


def _picture(name: str, pictures: Mapping[str, bytes]) -> str:
    title, caption = _PICTURES[name]
    packed = base64.b64encode(pictures[name]).decode("ascii")
    width = int.from_bytes(pictures[name][16:20]) * 5 // 8  # of the PNG; sharp on dense screens
    return (
        f'<figure><img width="{width}" alt="{escape(title)}" src="data:image/png;base64,{packed}">'
        f"<figcaption>{escape(title)}. {escape(caption)}</figcaption></figure>"
    )


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]], texts: int = 1) -> str:
    """Return a table whose first ``texts`` columns hold words and whose others hold numbers."""
    kinds = [' class="text"' if number < texts else "" for number in range(len(headings))]
    head = "".join(
        f'<th scope="col"{kind}>{escape(words)}</th>'
        for words, kind in zip(headings, kinds, strict=True)
    )
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(
            f"<td{kind}>{escape(cell)}</td>" for cell, kind in zip(rest, kinds[1:], strict=True)
        )
        + "</tr>\n"
        for first, *rest in rows
    )
    return (
        f'<div class="scroll"><table><thead><tr>{head}</tr></thead>\n'
        f"<tbody>{body}</tbody></table></div>"
    )


def _reviews(found: Evaluation) -> str:
    return _table(
        ("labels right in the end", "to review", "photos"),
        ((f"{100 * row.right:g} %", percent(row.share), f"{row.count:,}") for row in found.review),
    )


def _categories(found: Evaluation) -> str:
    return _table(
        ("category", "precision", "recall", "F1", "photos"),
        (
            (
                printable(row.category),
                *(percent(share) for share in (row.precision, row.recall, row.f1)),
                f"{row.count:,}",
            )
            for row in found.categories
        ),
    )


def _layers(summary: Summary) -> str:
    said = (
        f"{printable(summary.name)} is of the kind {summary.architecture}, reads photos prepared "
        f"as {summary.preparation}, and has {summary.weights:,} weights."
    )
    rows = (
        (layer.name, layer.kind, " × ".join(map(str, layer.shape)), f"{layer.weights:,}")
        for layer in summary.layers
    )
    return f"<p>{escape(said)}</p>" + _table(("layer", "kind", "output", "weights"), rows, texts=2)

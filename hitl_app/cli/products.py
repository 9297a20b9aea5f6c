"""Commands on products: preview and apply a rule."""

from typing import Any

from hitl_app.cli.terminal import counted, opened, report, run_shown, table
from hitl_app.domain.products import sku_of
from hitl_app.domain.settings import PRODUCTS
from hitl_app.services import settings
from hitl_app.services.catalogue import products
from hitl_app.services.catalogue.products import Preview


def show(given: Any) -> None:
    """Preview a rule, by default the one in force, and apply it on request."""
    with opened(given) as workspace:
        text = given.rule or products.rule(workspace)
        found = products.preview(workspace, text)
        result = _as_dict(found)
        if given.apply:
            settings.set_setting(workspace, PRODUCTS, text)
            result["changed"] = run_shown("products", workspace)["changed"]
        result["in_force"] = products.rule(workspace)
        result["pending"] = products.pending(workspace)
    lines = _lines(found)
    if given.apply:
        lines.append(f"Applied: {counted(result['changed'], 'photo')} changed.")
    elif result["pending"]:
        lines.append("The current rule is not applied to all photos yet. Add --apply to apply it.")
    elif result["in_force"] != found.rule:
        lines.append("Preview only. Add --apply to apply the rule.")
    report(given, result, lines)
    if found.first and not given.json:
        cells = [(one.sku, f"{one.photos:,}", _names(one.names, one.photos)) for one in found.first]
        table("Examples", ("SKU", "photos", "files"), cells)


def _names(paths: tuple[str, ...], photos: int) -> str:
    more = ", …" if photos > len(paths) else ""
    return ", ".join(map(sku_of, paths)) + more


def _lines(found: Preview) -> list[str]:
    lines = [
        f"Rule {found.rule}: {counted(found.products, 'product')} with "
        f"{counted(found.photos - found.alone, 'photo')}; "
        f"{counted(found.alone, 'separate photo')}."
    ]
    if found.sizes:
        sizes = [f"{_span(least, most)}: {n:,}" for least, most, n in found.sizes]
        lines.append(f"Products by number of photos: {', '.join(sizes)}.")
    if found.largest is not None:
        lines.append(f"Largest: {found.largest.sku} with {counted(found.largest.photos, 'photo')}.")
    return lines


def _span(least: int, most: int) -> str:
    return f"{least}" if least == most else f"{least}-{most}"


def _as_dict(found: Preview) -> dict[str, Any]:
    return {
        "rule": found.rule,
        "photos": found.photos,
        "products": found.products,
        "alone": found.alone,
        "sizes": {_span(least, most): n for least, most, n in found.sizes},
        "largest": None if found.largest is None else found.largest.photos,
        "first": [
            {"product": one.product, "sku": one.sku, "photos": one.photos, "files": list(one.names)}
            for one in found.first
        ],
    }

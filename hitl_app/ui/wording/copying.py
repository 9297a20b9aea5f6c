"""Copying of photos, safe for spreadsheets."""

from hitl_app.domain.products import sku_of
from safeio.cells import defuse


def path_and_sku(path: str, product: str) -> str:
    """Return a photo's path and, in the next cell, its SKU; neither can become a formula.

    Args:
        path: As text to show: it holds no tabs and no line breaks.
        product: Product of the photo; "" for the path alone.
    """
    return "\t".join(map(defuse, (path, sku_of(product)))) if product else path

"""Preview of a product rule: summary and first products."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from hitl_app.domain.products import OFF, sku_of
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.cards import card
from hitl_app.ui.kit.painting import mirrored
from hitl_app.ui.kit.widgets import ElidedLabel, column, label, row, set_kind
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.services.catalogue.products import Preview, Sample

PICTURE = 40
"""Side of a picture, in pixels."""


class _Pictures(QWidget):
    """The first views of a product, side by side."""

    def __init__(self, images: tuple[QImage, ...], most: int = 4) -> None:
        super().__init__()
        self._images = images
        self.setFixedSize(QSize(most * (PICTURE + theme.S1), PICTURE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for place, image in enumerate(self._images):
            area = QRectF(place * (PICTURE + theme.S1), 0, PICTURE, PICTURE)
            painter.drawImage(mirrored(self, area), image)


class PreviewList(QWidget):
    """The first products of a rule, a line each; `found` and `sizes` are placed elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found = label("", "strong", wrap=True)
        self.sizes = label("", "dim", wrap=True)
        self._lines = column(None)
        self.setLayout(self._lines)

    def tell(self, found: str, sizes: str = "", kind: str = "strong") -> None:
        """Show a text in place of a preview."""
        set_kind(self.found, "kind", kind)
        self.found.setText(found)
        self.sizes.setText(sizes)

    def show_preview(self, found: "Preview", pictures: tuple[tuple[QImage, ...], ...]) -> None:
        """Show the preview of a rule."""
        self.tell(self._total(found), self._size_words(found))
        self.clear()
        if found.first:
            self._add(label(self.tr("EXAMPLES"), "caption"))
        for sample, images in zip(found.first, pictures, strict=True):
            self._add(self._line(sample, images))

    def clear(self) -> None:
        """Show no products."""
        while self._lines.count() > 1:
            item = self._lines.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.deleteLater()

    def _add(self, line: QWidget) -> None:
        self._lines.insertWidget(self._lines.count() - 1, line)

    def _total(self, found: "Preview") -> str:
        if found.rule == OFF and not found.products:
            return self.tr("Each photo is separate.")
        n, photos, alone = found.products, found.photos - found.alone, found.alone
        products = self.tr("{n} products", "", n).format(n=formats.number(n))
        of = self.tr("{products} with {n} photos", "", photos)
        stay = self.tr("{n} photos are separate.", "", alone).format(n=formats.number(alone))
        return f"{of.format(products=products, n=formats.number(photos))}; {stay}"

    def _size_words(self, found: "Preview") -> str:
        if found.largest is None:
            return ""
        text = self.tr("{photos}: {products}")
        sizes = []
        for least, most, n in found.sizes:
            ends = dict.fromkeys((formats.number(least), formats.number(most)))
            photos = self.tr("{n} photos", "", most).format(n="–".join(ends))
            sizes.append(text.format(photos=photos, products=formats.number(n)))
        n, sku = found.largest.photos, formats.own(found.largest.sku)
        top = self.tr("Largest: {sku} with {n} photos.", "", n)
        largest = top.format(sku=sku, n=formats.number(n))
        return f"{' · '.join(sizes)}\n{largest}"

    def _line(self, sample: "Sample", images: tuple[QImage, ...]) -> QWidget:
        sku, names = ElidedLabel("strong"), ElidedLabel("dim")
        sku.setText(sample.sku)
        more = ", …" if sample.photos > len(sample.names) else ""
        names.setText(", ".join(map(sku_of, sample.names)) + more)
        n = sample.photos
        count = label(self.tr("{n} photos", "", n).format(n=formats.number(n)), "dim")
        line = row(_Pictures(images), spacing=theme.S3)
        line.addLayout(column(sku, names, spacing=0), 1)
        line.addWidget(count)
        return card(line, theme.S2)

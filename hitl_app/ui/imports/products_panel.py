"""How photos belong to a product: choose a rule, see what it would make of them, apply it."""

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from hitl_app.domain.errors import CancelledError
from hitl_app.domain.products import EXAMPLE, FIRST, FOLDER, MAX_PATTERN, NUMBER, OFF, READY, sku_of
from hitl_app.ui.gateway import product_tasks
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.jobs.wording import standing_words
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.choice import ValueChoice
from hitl_app.ui.kit.painting import mirrored
from hitl_app.ui.kit.widgets import (
    Bar,
    ElidedLabel,
    QuietScroll,
    button,
    card,
    column,
    label,
    row,
    set_kind,
)
from hitl_app.ui.session.session import DeskSession
from hitl_app.ui.wording import formats, messages

if TYPE_CHECKING:
    from hitl_app.services.catalogue.products import Preview, Sample

_OWN = "own"
_PICTURE = 40
_WIDE = 360


class _Pictures(QWidget):
    """The first views of a product, side by side."""

    def __init__(self, images: tuple[QImage, ...], most: int = 4) -> None:
        super().__init__()
        self._images = images
        self.setFixedSize(QSize(most * (_PICTURE + theme.S1), _PICTURE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for place, image in enumerate(self._images):
            area = QRectF(place * (_PICTURE + theme.S1), 0, _PICTURE, _PICTURE)
            painter.drawImage(mirrored(self, area), image)


class ProductsPanel(QWidget):
    """The rule, a preview, and the way to apply it.

    Signals:
        left: The operator goes back to the imports.
    """

    left = Signal()

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self._session = session
        self._stop = threading.Event()
        self._preview: Preview | None = None
        self.is_asking = False
        self.rule = ValueChoice(self.tr("How photos belong to a product"))
        self.rule.setMaximumWidth(_WIDE)
        self.rule.offer(self._choices())
        self.pattern = QLineEdit(EXAMPLE)
        self.pattern.setMaxLength(MAX_PATTERN)
        self.pattern.setAccessibleName(self.tr("Pattern over file names"))
        self.look = button(self.tr("Preview"))
        self.help = label(
            self.tr(
                "{{sku}} is what the views of one product have in common, {{n}} a number, {{any}} "
                "anything; write the file name without its ending, such as {example}."
            ).format(example=EXAMPLE),
            "dim",
            wrap=True,
        )
        self.found = label("", "strong", wrap=True)
        self.sizes = label("", "dim", wrap=True)
        self.apply = button(self.tr("Apply"), "primary", name=self.tr("Apply this rule"))
        self.groups = QWidget()
        self._lines = column(spacing=theme.S2)
        self._make_working()
        self._lay_out()
        self.rule.currentIndexChanged.connect(lambda _: self._on_rule())
        self.look.clicked.connect(self.ask)
        self.pattern.returnPressed.connect(self.ask)
        self.pattern.textChanged.connect(lambda _: self._forget())
        self.apply.clicked.connect(self._on_apply)
        session.pool.updated.connect(self._show_job)
        self._show_job()
        self._show_own()

    def _choices(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Not at all"), OFF),
            (self.tr("Same folder"), FOLDER),
            (self.tr("File name, before the last _ or - and a number"), NUMBER),
            (self.tr("File name, before the first _ or -"), FIRST),
            (self.tr("File name, by a pattern of my own"), _OWN),
        ]

    def words(self, rule: str) -> str:
        """Name a rule."""
        named = {value: text for text, value in self._choices() if value != _OWN}
        own = self.tr("File name like {pattern}").format(pattern=formats.own(rule))
        return named.get(rule, own)

    def _make_working(self) -> None:
        self.working = QWidget()
        self.told, self.bar = label("", "dim"), Bar(6, self.tr("Progress"))
        cancel = button(self.tr("Cancel"), name=self.tr("Cancel sorting into products"))
        cancel.clicked.connect(lambda: self._session.pool.cancel_named("products"))
        line = row(spacing=theme.S3)
        line.addLayout(column(self.told, self.bar, spacing=theme.S1), 1)
        line.addWidget(cancel)
        line.setContentsMargins(0, 0, 0, 0)
        self.working.setLayout(line)

    def _lay_out(self) -> None:
        back = button(self.tr("Back to the imports"), "quiet")
        back.clicked.connect(self.left)
        self.back = back
        heading = row(label(self.tr("How photos belong to a product"), "heading"), None, back)
        why = label(
            self.tr(
                "The views of one product are shown together on the Review page, and one key "
                "decides them all. Your files stay as they are."
            ),
            "dim",
            wrap=True,
        )
        asked = row(self.rule, self.pattern, self.look, None)
        asked.setStretch(1, 1)
        self.groups.setLayout(self._lines)
        self._lines.addStretch(1)
        scroll = QuietScroll(self.groups)
        inner = column(spacing=theme.S3)
        inner.addLayout(asked)
        inner.addWidget(self.help)
        result = row(spacing=theme.S4)
        result.addLayout(column(self.found, self.sizes, spacing=theme.S1), 1)
        result.addWidget(self.apply, 0, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(result)
        inner.addWidget(self.working)
        layout = column(spacing=theme.S4)
        layout.addLayout(heading)
        layout.addWidget(why)
        layout.addWidget(card(inner))
        layout.addWidget(scroll, 1)
        layout.setContentsMargins(theme.S5, theme.S4, theme.S5, theme.S4)
        self.setLayout(layout)

    def begin(self) -> None:
        """Show the rule in force and what it makes of the photos."""
        standing = self._session.standing
        rule = OFF if standing is None else standing.products
        self.rule.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.rule.choose(rule if rule in READY else _OWN)
        self.rule.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        if rule not in READY:
            self.pattern.setText(rule)
        self._show_own()
        self.ask()
        self.rule.setFocus(Qt.FocusReason.OtherFocusReason)

    def wanted(self) -> str:
        """Return the rule that the fields say."""
        chosen = str(self.rule.value())
        return self.pattern.text() if chosen == _OWN else chosen

    def _on_rule(self) -> None:
        self._show_own()
        self.ask()
        if self.rule.value() == _OWN:
            self.pattern.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_own(self) -> None:
        own = self.rule.value() == _OWN
        for part in (self.pattern, self.look, self.help):
            part.setVisible(own)

    def stop(self) -> None:
        """End a preview that nobody wants any more."""
        self._stop.set()

    def _forget(self) -> None:
        """Take back what was said of another rule: nothing is applied that was not seen."""
        self._preview = None
        self.apply.setEnabled(False)

    def ask(self) -> None:
        """Have the rule tried on all photos; nothing is changed."""
        self.stop()
        self._stop = threading.Event()
        self._forget()
        self._say(self.tr("Looking at all names…"))
        self.sizes.setText("")
        self.is_asking = True
        work = partial(
            product_tasks.preview,
            rule=self.wanted(),
            side=2 * _PICTURE,
            stopped=self._stop.is_set,
        )
        done = partial(self._on_found, stop=self._stop)
        self._session.store.submit(
            Lane.SEARCHES, work, done, partial(self._on_failed, stop=self._stop)
        )

    def _say(self, text: str, kind: str = "strong") -> None:
        set_kind(self.found, "kind", kind)
        self.found.setText(text)

    def _on_failed(self, error: Exception, *, stop: threading.Event) -> None:
        if stop.is_set() or isinstance(error, CancelledError):
            return
        self.is_asking = False
        message = messages.of_error(error)
        self._say(message.happened, "warning")
        self.sizes.setText(message.remedy)
        self._show_groups((), ())

    def _on_found(self, looked: product_tasks.Looked, *, stop: threading.Event) -> None:
        if stop.is_set():
            return
        self.is_asking = False
        self._preview = found = looked.preview
        self._say(self._total(found))
        self.sizes.setText(self._size_words(found))
        self._show_groups(found.first, looked.pictures)
        self._show_job()

    def _total(self, found: "Preview") -> str:
        if found.rule == OFF:
            return self.tr("Every photo stays alone.")
        n, photos, alone = found.products, found.photos - found.alone, found.alone
        products = self.tr("{n} products", "", n).format(n=formats.number(n))
        of = self.tr("{products} of {n} photos", "", photos)
        stay = self.tr("{n} photos stay alone.", "", alone).format(n=formats.number(alone))
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
        top = self.tr("The largest is {sku}: {n} photos.", "", n)
        largest = top.format(sku=sku, n=formats.number(n))
        return f"{' · '.join(sizes)}\n{largest}"

    def _show_groups(
        self, samples: "tuple[Sample, ...]", pictures: tuple[tuple[QImage, ...], ...]
    ) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        if samples:
            self._lines.addWidget(label(self.tr("THE FIRST PRODUCTS"), "caption"))
        for sample, images in zip(samples, pictures, strict=True):
            self._lines.addWidget(self._line(sample, images))
        self._lines.addStretch(1)

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

    def _on_apply(self) -> None:
        if self._preview is not None:
            self.apply.setEnabled(False)
            self._session.settings.set_products(self._preview.rule)

    def _show_job(self) -> None:
        """Show how far it is, and whether there is anything to apply."""
        job = self._session.pool.find("products")
        self.working.setVisible(job is not None)
        standing = self._session.standing
        rule = None if self._preview is None else self._preview.rule
        there = standing is not None and not standing.products_pending and standing.products == rule
        self.apply.setEnabled(job is None and rule is not None and not there)
        if job is not None:
            self.told.setText(standing_words(job))
            progress = job.progress
            share = progress.done / progress.total if progress and progress.total else None
            self.bar.set_share(share)

    def show_standing(self) -> None:
        """Follow another rule that came into force."""
        self._show_job()

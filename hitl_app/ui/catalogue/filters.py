"""Filter bar of the catalogue."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QFrame, QLineEdit

from hitl_app.domain.listing import NO_CATEGORY, Grouping, Listing, Sort
from hitl_app.domain.photos import PhotoState
from hitl_app.domain.products import sku_of
from hitl_app.ui.catalogue.flow_layout import FlowLayout
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.fields import ValueChoice
from hitl_app.ui.kit.widgets import as_widget, button, label, row
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.domain.imports import ImportRun
    from hitl_app.services.catalogue.catalogue import Choices

_TYPED_MS = 250
_FIELD, _LONG = 200, 240


class CatalogueFilters(QFrame):
    """Fields for everything that the catalogue can be filtered, sorted and grouped by.

    Signals:
        changed: Filters or order changed; carries a `Listing`.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        self.listing = Listing()
        self._quiet = False
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("Search file names"))
        self.text.setAccessibleName(self.tr("Search file names"))
        self.text.setClearButtonEnabled(True)
        self.text.setFixedWidth(_FIELD)
        self.state = ValueChoice(self.tr("State"))
        self.category = ValueChoice(self.tr("Category"))
        self.suggested = ValueChoice(self.tr("Suggestion at the time of review"))
        self.suggested.setMaximumWidth(_LONG)
        self.product = ValueChoice(self.tr("Product"))
        self.product.setMaximumWidth(_LONG)
        self.product.offer([(self.tr("All products"), "")])
        self.imported = ValueChoice(self.tr("Import"))
        self.by = ValueChoice(self.tr("Reviewed by"))
        self.when = ValueChoice(self.tr("Review date"))
        few = (self.state, self.category, self.suggested, self.product)
        self._filters = (*few, self.imported, self.by, self.when)
        self.sort = ValueChoice(self.tr("Sort by"))
        self.grouping = ValueChoice(self.tr("Group by"))
        self.least = self._share(self.tr("Confidence from"), 0)
        self.most = self._share(self.tr("Confidence up to"), 100)
        self.clear = button(self.tr("Clear filters"), "quiet", name=self.tr("Clear all filters"))
        self.clear.clicked.connect(self.reset)
        self._fill_fixed()
        self._lay_out()
        # Delayed: a scan of a million paths per keystroke would be too slow.
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(self.apply)
        self.text.textChanged.connect(lambda _: self._typed.start())
        self.text.returnPressed.connect(self.apply)
        for combo in (*self._filters, self.sort, self.grouping):
            combo.currentIndexChanged.connect(lambda _: self.apply())
        for share in (self.least, self.most):
            share.valueChanged.connect(lambda _: self._typed.start())
        self.apply()

    def _share(self, name: str, value: int) -> QDoubleSpinBox:
        result = QDoubleSpinBox()
        result.setAccessibleName(name)
        result.setToolTip(name)
        result.setRange(0, 100)
        result.setDecimals(0)
        result.setSuffix(" %")
        result.setValue(value)
        result.setFixedSize(76, self.state.sizeHint().height())
        # A style sheet's padding does not reach the text of a box with buttons.
        result.lineEdit().setTextMargins(theme.S2, 0, theme.S2, 0)
        return result

    def _lay_out(self) -> None:
        # Keep both ends of a range on one line.
        words, to = label(self.tr("Confidence"), "dim"), label("–", "dim")
        sure = as_widget(row(words, self.least, to, self.most, spacing=theme.S1))
        layout = FlowLayout(
            *(self.text, self.state, self.category, self.by, self.imported, self.when, sure),
            *(self.suggested, self.product, self.sort, self.grouping, self.clear),
        )
        layout.setContentsMargins(theme.S5, theme.S3, theme.S5, theme.S3)
        self.setLayout(layout)

    def _fill_fixed(self) -> None:
        self.state.offer(
            [
                (self.tr("All states"), None),
                (self.tr("To review"), PhotoState.TO_REVIEW),
                (self.tr("Auto-accepted"), PhotoState.AUTO_ACCEPTED),
                (self.tr("Reviewed"), PhotoState.REVIEWED),
            ],
        )
        self.when.offer(
            [
                (self.tr("Any date"), None),
                (self.tr("Reviewed today"), 0),
                (self.tr("Last 7 days"), 6),
                (self.tr("Last 30 days"), 29),
                (self.tr("More than 30 days ago"), -29),
            ],
        )
        self.sort.offer(
            [
                (self.tr("Path, A to Z"), (Sort.PATH, False)),
                (self.tr("Path, Z to A"), (Sort.PATH, True)),
                (self.tr("Least confident first"), (Sort.CONFIDENCE, False)),
                (self.tr("Most confident first"), (Sort.CONFIDENCE, True)),
                (self.tr("Last reviewed first"), (Sort.REVIEWED, False)),
                (self.tr("First reviewed first"), (Sort.REVIEWED, True)),
                (self.tr("Sort by category"), (Sort.CATEGORY, False)),
                (self.tr("Newest first"), (Sort.NEWEST, False)),
                (self.tr("Oldest first"), (Sort.NEWEST, True)),
            ],
        )
        self.grouping.offer(
            [
                (self.tr("No grouping"), Grouping.NONE),
                (self.tr("Group by state"), Grouping.STATE),
                (self.tr("Group by category"), Grouping.CATEGORY),
            ],
        )

    def set_choices(self, choices: "Choices") -> None:
        """Offer the categories, imports and operators that there are."""
        known = [(c.name, c.id) for c in choices.categories if not c.retired]
        known += [(c.name, c.id) for c in choices.categories if c.retired]
        none = (self.tr("No category"), NO_CATEGORY)
        self.category.offer([(self.tr("All categories"), None), *known, none])
        was = self.tr("suggested: {category}")
        suggested = [(was.format(category=name), number) for name, number in known]
        self.suggested.offer([(self.tr("Any suggestion"), None), *suggested])
        runs = [(self._run_words(run), run.id) for run in choices.imports]
        self.imported.offer([(self.tr("All imports"), None), *runs])
        people = [(name, name) for name in choices.operators]
        self.by.offer([(self.tr("Reviewed by anyone"), None), *people])
        self.apply()

    def _run_words(self, run: "ImportRun") -> str:
        text = self.tr("{when} · {n} photos", "", run.new)
        return text.format(when=formats.moment(run.started_at), n=formats.number(run.new))

    def order(self) -> dict[str, Any]:
        """Return how the list is sorted and grouped, in JSON types."""
        sort, backwards = self.sort.value()
        return {"sort": str(sort), "backwards": backwards, "grouping": str(self.grouping.value())}

    def set_order(self, order: Mapping[str, Any]) -> None:
        """Restore an order returned by `order`; invalid values are ignored."""
        for combo, wanted in (
            (self.sort, (order.get("sort"), order.get("backwards"))),
            (self.grouping, order.get("grouping")),
        ):
            # The values are texts; an unhashable or unknown one equals none of them.
            if wanted in combo.values():
                combo.choose(wanted)

    def reset(self) -> None:
        """Clear every filter; the order stays."""
        self._clear()
        self.apply()

    def _clear(self) -> None:
        for combo in self._filters:
            combo.setCurrentIndex(0)
        self.text.clear()
        self.least.setValue(0)
        self.most.setValue(100)

    def show_corrected(self, suggested_id: int, said_id: int) -> None:
        """Filter by photos corrected from one category to another, or to `NO_CATEGORY`."""
        self._quiet = True
        self._clear()
        self.state.choose(PhotoState.REVIEWED)
        self.category.choose(said_id)
        self.suggested.choose(suggested_id)
        self._quiet = False
        self.apply()

    def show_product(self, product: str) -> None:
        """Filter by a product, clearing other filters."""
        self._quiet = True
        self._clear()
        self._quiet = False
        self.add_product(product)

    def add_product(self, product: str) -> None:
        """Add a filter by product."""
        named = self.tr("product: {sku}").format(sku=formats.own(sku_of(product)))
        self.product.offer([(self.tr("All products"), ""), (named, product)])
        self.product.choose(product)
        self.apply()

    def is_filtered(self) -> bool:
        """Return True if any filter is set."""
        now = self.listing
        return now != Listing(sort=now.sort, backwards=now.backwards, grouping=now.grouping)

    def apply(self) -> None:
        """Apply the fields, if they changed."""
        self._typed.stop()
        if self._quiet:
            return
        # This filter is mostly set from the Insights page; it is hidden until then.
        self.suggested.setVisible(self.suggested.value() is not None)
        self.product.setVisible(bool(self.product.value()))
        sort, backwards = self.sort.value()
        since, before = _span(self.when.value())
        least, most = self.least.value(), self.most.value()
        wanted = Listing(
            state=self.state.value(),
            category_id=self.category.value(),
            suggested_id=self.suggested.value(),
            import_id=self.imported.value(),
            least=least / 100 if least > 0 else None,
            most=most / 100 if most < 100 else None,
            decided_by=self.by.value(),
            since=since,
            before=before,
            text=self.text.text().strip(),
            product=self.product.value(),
            sort=sort,
            backwards=backwards,
            grouping=self.grouping.value(),
        )
        if wanted != self.listing:
            self.listing = wanted
            self.changed.emit(wanted)
        self.clear.setEnabled(self.is_filtered())


def _span(days: int | None) -> tuple[datetime | None, datetime | None]:
    """Return the first moment of a span of days up to now, or the end of all before it."""
    if days is None:
        return None, None
    now = datetime.now().astimezone()
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    start = today - timedelta(days=abs(days))
    return (None, start) if days < 0 else (start, None)

"""Filter bar of the catalogue."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDoubleSpinBox, QFrame, QLineEdit, QPushButton

from hitl_app.domain.listing import NO_CATEGORY, Grouping, Listing, Sort
from hitl_app.domain.photos import PhotoState
from hitl_app.domain.products import sku_of
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.fields import ValueChoice
from hitl_app.ui.kit.flow_layout import FlowLayout
from hitl_app.ui.kit.widgets import as_widget, button, label, row
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.domain.imports import ImportRun
    from hitl_app.services.catalogue.catalogue import Choices

_TYPED_MS = 250
_FIELD, _LONG = 200, 240
_MEDIUM, _WIDE = 800, 1200
"""Widths from which some of the rarer filters are shown, and all."""


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
        self._quiet = self._is_out = False
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
        self.duplicates = ValueChoice(self.tr("Near-duplicates"))
        self.offer_duplicates(())
        self.imported = ValueChoice(self.tr("Import"))
        self.by = ValueChoice(self.tr("Reviewed by"))
        self.when = ValueChoice(self.tr("Review date"))
        few = (self.duplicates, self.state, self.category, self.suggested, self.product)
        self._filters = (*few, self.imported, self.by, self.when)
        self.sort = ValueChoice(self.tr("Sort by"))
        self.grouping = ValueChoice(self.tr("Group by"))
        for fixed in (self.state, self.when, self.sort, self.grouping):
            fixed.setMaximumWidth(_LONG)
        self.least = self._share(self.tr("Confidence from"), 0)
        self.most = self._share(self.tr("Confidence up to"), 100)
        self.more = button(self.tr("More filters"), "quiet", clicked=self._on_more)
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
        self.sure = as_widget(row(words, self.least, to, self.most, spacing=theme.S1))
        self._flow = FlowLayout(
            *(self.text, self.duplicates, self.state, self.category, self.by, self.imported),
            *(self.when, self.sure, self.suggested, self.product, self.sort, self.grouping),
            self.more,
        )
        self._flow.setContentsMargins(theme.S5, theme.S3, theme.S5, theme.S3)
        self.setLayout(self._flow)

    def add_button(self, button_: QPushButton) -> None:
        """Add a button behind the filters."""
        self._flow.addWidget(button_)
        # It comes and goes: none may stand behind it.
        self._flow.addWidget(self.clear)

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

    def _on_more(self) -> None:
        self._is_out = not self._is_out
        self._fold()

    def _fold(self) -> None:
        """Fold rarer filters away in a narrow window, unless they are set."""
        width = self.width()
        rare = (
            (self.by, self.by.value() is not None, _MEDIUM),
            (self.when, self.when.value() is not None, _MEDIUM),
            (self.imported, self.imported.value() is not None, _WIDE),
            (self.sure, self.least.value() > 0 or self.most.value() < 100, _WIDE),
        )
        for part, is_set, least in rare:
            part.setVisible(is_set or self._is_out or width >= least)
        self.more.setVisible(width < _WIDE)
        self.more.setText(self.tr("Fewer filters") if self._is_out else self.tr("More filters"))
        self.more.setAccessibleName(self.more.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold filters away, or out again."""
        super().resizeEvent(event)
        self._fold()
        # What was folded out is painted before the event loop would place it.
        self._flow.activate()

    def _by_name(self) -> dict[str, ValueChoice]:
        names = ("state", "category", "suggested", "product", "imported", "by", "when")
        return {name: getattr(self, name) for name in names}

    def all_chosen(self) -> dict[str, Any]:
        """Return all filters and the order, in JSON types."""
        values = {name: combo.value() for name, combo in self._by_name().items()}
        shares = {"least": self.least.value(), "most": self.most.value()}
        return {"text": self.text.text().strip(), **values, **shares, **self.order()}

    def choose_all(self, state: Mapping[str, Any]) -> None:
        """Set filters returned by `all_chosen`; what no longer exists is left out."""
        with self._anew():
            self.text.setText(str(state.get("text", "")))
            product = state.get("product")
            if isinstance(product, str) and product:
                self._offer_product(product)
            for name, combo in self._by_name().items():
                if name in state and state[name] in combo.values():
                    combo.choose(state[name])
            for field, name in ((self.least, "least"), (self.most, "most")):
                if isinstance(share := state.get(name), int | float):
                    field.setValue(share)
            self.set_order(state)

    def reset(self) -> None:
        """Clear every filter; the order stays."""
        with self._anew():
            pass

    @contextmanager
    def _anew(self) -> Iterator[None]:
        """Clear every filter, let others be set, and apply them as one change."""
        self._quiet = True
        for combo in self._filters:
            combo.setCurrentIndex(0)
        self.text.clear()
        self.least.setValue(0)
        self.most.setValue(100)
        yield
        self._quiet = False
        self.apply()

    def show_corrected(self, suggested_id: int, said_id: int) -> None:
        """Filter by photos corrected from one category to another, or to `NO_CATEGORY`."""
        with self._anew():
            self.state.choose(PhotoState.REVIEWED)
            self.category.choose(said_id)
            self.suggested.choose(suggested_id)

    def show_product(self, product: str) -> None:
        """Filter by a product, clearing other filters."""
        with self._anew():
            self.add_product(product)

    def add_product(self, product: str) -> None:
        """Add a filter by product."""
        self._offer_product(product)
        self.product.choose(product)
        self.apply()

    def show_duplicates(self, groups: Sequence[Sequence[int]]) -> None:
        """Filter by near-duplicates, clearing other filters."""
        with self._anew():
            self.offer_duplicates(groups)
            self.duplicates.setCurrentIndex(1)

    def offer_duplicates(self, groups: Sequence[Sequence[int]]) -> None:
        """Offer near-duplicates that were found, if any."""
        named = [(self.tr("Near-duplicates"), tuple(map(tuple, groups)))] if groups else []
        self.duplicates.offer([(self.tr("All photos"), ()), *named])

    def _offer_product(self, product: str) -> None:
        named = self.tr("product: {sku}").format(sku=formats.own(sku_of(product)))
        self.product.offer([(self.tr("All products"), ""), (named, product)])

    def is_filtered(self) -> bool:
        """Return True if any filter is set."""
        now = self.listing
        return now != Listing(sort=now.sort, backwards=now.backwards, grouping=now.grouping)

    def apply(self) -> None:
        """Apply the fields, if they changed."""
        self._typed.stop()
        if self._quiet:
            return
        # These filters are mostly set from elsewhere; they are hidden until then.
        self.suggested.setVisible(self.suggested.value() is not None)
        self.product.setVisible(bool(self.product.value()))
        self.duplicates.setVisible(self.duplicates.count() > 1)
        self._fold()
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
            groups=self.duplicates.value() or (),
        )
        if wanted != self.listing:
            self.listing = wanted
            self.changed.emit(wanted)
        self.clear.setVisible(self.is_filtered())


def _span(days: int | None) -> tuple[datetime | None, datetime | None]:
    """Return the first moment of a span of days up to now, or the end of all before it."""
    if days is None:
        return None, None
    now = datetime.now().astimezone()
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    start = today - timedelta(days=abs(days))
    return (None, start) if days < 0 else (start, None)

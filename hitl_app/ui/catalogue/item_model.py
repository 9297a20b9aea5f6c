"""Item model of the catalogue: ordered row numbers, and the visible photos."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from hitl_app.domain.decisions import Answer
from hitl_app.domain.listing import DUPLICATES, SETTLED, Heading, ListedPhoto
from hitl_app.domain.photos import Hold, PhotoState
from hitl_app.domain.products import sku_of
from hitl_app.ui.gateway import catalogue_tasks
from hitl_app.ui.gateway.photo_rows import PhotoRows
from hitl_app.ui.gateway.store_thread import Store
from hitl_app.ui.kit.painting import LEFT, RIGHT
from hitl_app.ui.kit.tables import Index
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.store.photos.catalogue import Order

PICTURE = 96
"""Maximum side of cached pictures, in pixels."""
PHOTO, STATE, CATEGORY, CONFIDENCE, BY, WHEN, PRODUCT = range(7)
_NONE = "–"


class CatalogueModel(QAbstractTableModel):
    """Lines: photos and, with a grouping, a heading above each group.

    Attributes:
        ids: The row numbers of the photos, in order.
        rows: The photos, read when they become visible; their lines are empty until then.
        names: Of the categories, by id.
    """

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self.rows = PhotoRows(store, PICTURE, self)
        self.rows.arrived.connect(self._on_arrived)
        self._wanted = range(0)
        self.ids: Any = ()
        self._headings: tuple[Heading, ...] = ()
        self._starts: list[int] = []
        self.names: Mapping[int, str] = {}

    # The order.

    def set_order(self, order: "Order") -> None:
        """Show another order."""
        self.beginResetModel()
        self._take(order)
        self.endResetModel()

    def complete(self, order: "Order") -> bool:
        """Append the rest of an order; return False if its first photos changed meanwhile."""
        known = len(self.ids)
        headings = len(self._headings)
        same = (order.ids[:known] == self.ids).all() if len(order.ids) >= known else False
        if not same or order.headings[:headings] != self._headings:
            return False
        more = len(order.ids) + len(order.headings)
        if more > self.rowCount():
            self.beginInsertRows(self.index(-1, -1), self.rowCount(), more - 1)
            self._take(order)
            self.endInsertRows()
        return True

    def _take(self, order: "Order") -> None:
        self.ids, self._headings = order.ids, order.headings
        self._starts = [heading.start + i for i, heading in enumerate(order.headings)]

    def heading(self, line: int) -> Heading | None:
        """Return the heading of a line, if it is one."""
        place = bisect_left(self._starts, line)
        found = place < len(self._starts) and self._starts[place] == line
        return self._headings[place] if found else None

    def size_of(self, heading: Heading) -> int:
        """Count the photos under a heading."""
        place = self._headings.index(heading) + 1
        after = self._headings[place].start if place < len(self._headings) else len(self.ids)
        return after - heading.start

    def group_of(self, place: int) -> range:
        """Return the places under the same heading as a photo; all without headings."""
        after = bisect_right(self._headings, place, key=lambda heading: heading.start)
        return self.places(after - 1) if after else range(len(self.ids))

    @property
    def groups(self) -> int:
        """Return the number of headings."""
        return len(self._headings)

    def group(self, line: int) -> int:
        """Return the number of the group that a line is in."""
        return bisect_left(self._starts, line) - 1

    def places(self, group: int) -> range:
        """Return the places of the photos of a group."""
        start = self._headings[group].start
        return range(start, start + self.size_of(self._headings[group]))

    def place(self, line: int) -> int:
        """Return the place in the order of the photo in a line, or of the first below it."""
        return line - bisect_left(self._starts, line)

    def line(self, place: int) -> int:
        """Return the line of a photo by its place in the order."""
        return place + sum(1 for heading in self._headings if heading.start <= place)

    def photo_id(self, line: int) -> int | None:
        """Return the row number of the photo in a line."""
        if not 0 <= line < self.rowCount() or self.heading(line) is not None:
            return None
        return int(self.ids[self.place(line)])

    # The photos.

    def row(self, line: int) -> catalogue_tasks.Row | None:
        """Return the photo in a line, if it was read."""
        return self.rows.row(self.photo_id(line))

    def want(self, lines: range) -> None:
        """Request the visible photos."""
        self._wanted = lines
        self.rows.want(map(self.photo_id, lines))

    def _on_arrived(self) -> None:
        shown = [line for line in self._wanted if line < self.rowCount()]
        if shown:
            last = self.columnCount() - 1
            self.dataChanged.emit(self.index(shown[0], 0), self.index(shown[-1], last))

    # Item model interface.

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of lines."""
        inner = parent is not None and parent.isValid()
        return 0 if inner else len(self.ids) + len(self._headings)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else PRODUCT + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Make photos selectable, headings not."""
        if not index.isValid() or self.heading(index.row()) is not None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the data of a cell, also for screen readers."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        heading = self.heading(index.row())
        if heading is not None:
            return self.heading_words(heading) if index.column() == 0 else ""
        found = self.row(index.row())
        return "" if found is None else self.words(found.listed)[index.column()]

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the titles."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section == CONFIDENCE else LEFT
        return None

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("PHOTO"),
            self.tr("STATE"),
            self.tr("CATEGORY"),
            self.tr("CONFIDENCE"),
            self.tr("REVIEWED BY"),
            self.tr("WHEN"),
            self.tr("PRODUCT"),
        )

    # Words.

    def words(self, one: ListedPhoto) -> tuple[str, ...]:
        """Return the texts of a photo's line, column by column."""
        photo = one.photo
        # A model without any active category has no suggestion, rather than one of 0 %.
        # An outside model may suggest without a score.
        sure = not photo.blind and photo.version is not None and photo.score is not None
        # Beside another label the confidence of the suggestion would seem to be the label's.
        sure = sure and photo.suggestion_id == one.category_id
        return (
            f"{photo.title}, {photo.path}" if photo.title else photo.path,
            self.state_words(one),
            self.category_words(one),
            formats.percent(photo.confidence) if sure else _NONE,
            one.decided_by or _NONE,
            _NONE if one.decided_at is None else formats.moment(one.decided_at),
            sku_of(photo.product) if photo.product else _NONE,
        )

    def state_words(self, one: ListedPhoto) -> str:
        """Describe the state of a photo; a sign accompanies the colour."""
        photo = one.photo
        if photo.state is PhotoState.REVIEWED:
            return self.tr("✓ reviewed")
        if photo.state is PhotoState.AUTO_ACCEPTED:
            return self.tr("✓ auto-accepted") if photo.certified else self.tr("▲ not certified")
        if photo.hold is Hold.SKIPPED:
            return self.tr("○ skipped")
        return self.tr("○ asked") if photo.hold is Hold.ASKED else self.tr("○ to review")

    def category_words(self, one: ListedPhoto) -> str:
        """Name the category; a suggestion is marked as one."""
        if one.answer is Answer.NOT_A_PHOTO:
            return self.tr("not a product photo")
        if one.answer is Answer.DUPLICATE:
            return self.tr("duplicate")
        if one.category_id is None:
            return _NONE
        name = self.names.get(one.category_id, "?")
        return f"{name}?" if one.photo.state is PhotoState.TO_REVIEW else name

    def heading_words(self, heading: Heading) -> str:
        """Name a group and count its photos."""
        n = self.size_of(heading)
        if heading.key.startswith(DUPLICATES):
            return self.tr("{n} near-duplicates", "", n).format(n=formats.number(n))
        if heading.key.startswith(SETTLED):
            text = self.tr("{n} near-duplicates · labelled the same", "", n)
            return text.format(n=formats.number(n))
        states = {
            PhotoState.TO_REVIEW: self.tr("To review"),
            PhotoState.AUTO_ACCEPTED: self.tr("Auto-accepted"),
            PhotoState.REVIEWED: self.tr("Reviewed"),
        }
        if heading.key.isdigit():
            name = self.names.get(int(heading.key), self.tr("No category"))
        else:
            name = states[PhotoState(heading.key)]
        return f"{name} · {formats.number(n)}"

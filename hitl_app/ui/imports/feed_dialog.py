"""Dialog for a product feed: columns, first items, and which servers would be contacted."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from hitl_app.services.feeds.formats import ENCODINGS, Feed
from hitl_app.services.feeds.items import COLUMNS, FeedColumns, FeedItem
from hitl_app.ui.gateway.services import feed_previews
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.imports.column_choice import ColumnChoice
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.fields import ValueChoice, titled
from hitl_app.ui.kit.tables import Column, RowsView
from hitl_app.ui.kit.widgets import CheckBox, ElidedLabel, button, column, label, row, set_kind
from hitl_app.ui.wording import formats, messages
from hitl_app.ui.wording.messages import translated

if TYPE_CHECKING:
    from hitl_app.services.feeds.previewing import FeedPreview

_ROWS = 4
_HOSTS = 3
_NAMES = {
    "cp1252": "Windows-1252",
    "iso-8859-15": "ISO 8859-15",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "shift_jis": "Shift JIS",
    "gb18030": "GB 18030",
    "utf-16-le": "UTF-16 LE",
}


class FeedDialog(QDialog):
    """A form with a preview; no server is contacted before its button is pressed.

    Signals:
        wanted: Carries the parameters of the job `import`.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget, store: Store, path: Path) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import a product feed"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._store, self._path = store, path
        self._asked = 0
        self.source = ElidedLabel()
        self.source.setText(str(path))
        self.encoding = ValueChoice(self.tr("Encoding"))
        known = [(_NAMES[one], one) for one in ENCODINGS]
        self.encoding.offer([(self.tr("Detect"), ""), *known])
        titles = (self.tr("Image"), self.tr("Id"), self.tr("Title"), self.tr("Product"))
        self._titles = dict(zip(COLUMNS, titles, strict=True))
        self.columns = {
            name: ColumnChoice(self.tr("Column: {name}").format(name=title))
            for name, title in self._titles.items()
        }
        self.state = label("", "dim", wrap=True)
        self.hosts = label("", "strong", wrap=True)
        self.rows: RowsView[FeedItem] = RowsView(self._table_columns(), self.tr("First items"))
        self.private = CheckBox(self.tr("Allow addresses in local networks"))
        self.private.setToolTip(
            self.tr("Only for a feed that you trust: its addresses could reach other devices.")
        )
        self.cancel = button(self.tr("Cancel"), clicked=self.reject)
        self.start = button(self.tr("Download and import"), "primary", clicked=self._on_import)
        self._lay_out()
        self.encoding.currentIndexChanged.connect(self._ask)
        for choice in self.columns.values():
            choice.currentIndexChanged.connect(self._ask)
        self._show_columns(())
        self._ask()

    def _table_columns(self) -> list[Column[FeedItem]]:
        return [
            Column(self.tr("Title"), lambda one: one.title or "–", stretch=True),
            Column(self.tr("Id"), lambda one: one.item or "–"),
            Column(self.tr("Product"), lambda one: one.product or "–", spare=True),
            Column(self.tr("Images"), lambda one: formats.number(len(one.images)), right=True),
        ]

    def _lay_out(self) -> None:
        fields = [
            column(label(self._titles[name], "tiny"), choice, spacing=0)
            for name, choice in self.columns.items()
        ]
        lines = (
            (self.tr("From"), row(self.source)),
            (self.tr("Encoding"), row(self.encoding, None)),
            (self.tr("Columns"), row(*fields, spacing=theme.S2)),
        )
        layout = column(
            label(self.tr("Import a product feed"), "heading"),
            titled(lines, theme.S2),
            self.state,
            self.rows,
            self.hosts,
            self.private,
            row(None, self.cancel, self.start),
            spacing=theme.S3,
            margins=theme.S5,
        )
        self.setLayout(layout)
        self.setFixedWidth(640)
        self.rows.keep_room(_ROWS)
        self.hosts.setMinimumHeight(2 * self.hosts.fontMetrics().lineSpacing())

    def is_settled(self) -> bool:
        """Return True once the preview is shown, or why there is none."""
        return self.state.text() != self.tr("Reading…")

    # The preview.

    def _feed(self) -> Feed:
        chosen = {name: choice.name() for name, choice in self.columns.items()}
        columns, encoding = FeedColumns(**chosen), str(self.encoding.value())
        return Feed(self._path, columns, encoding, self.private.isChecked())

    def _ask(self) -> None:
        self._asked += 1
        self._tell(self.tr("Reading…"))
        self.start.setEnabled(False)
        number, feed = self._asked, self._feed()

        def stopped() -> bool:
            return number != self._asked

        self._store.submit(
            Lane.FILES,
            lambda _workspace: feed_previews.preview(feed, stopped),
            self._if_newest(self._show_preview),
            self._if_newest(self._show_error),
        )

    def _if_newest(self, show: Callable[..., None]) -> Callable[..., None]:
        number = self._asked

        def arrived(found: object) -> None:
            if number == self._asked:
                show(found)

        return arrived

    def done(self, result: int) -> None:
        """Stop reading when the dialog is closed."""
        self._asked += 1
        super().done(result)

    def _show_error(self, error: Exception) -> None:
        problem = messages.of_error(error)
        self.rows.set_rows(())
        self.hosts.setText("")
        self._tell(f"{problem.happened} {problem.remedy}", "warning")

    def _show_preview(self, found: "FeedPreview") -> None:
        self._show_columns(found.names, found.columns)
        if found.error is not None:
            self._show_error(found.error)
            return
        self.rows.set_rows(found.items)
        self._tell(self._found_words(found))
        self.hosts.setText(self._host_words(found))
        self.start.setEnabled(found.images > 0)
        self.start.setDefault(True)

    def _found_words(self, found: "FeedPreview") -> str:
        n = found.counted
        items = self.tr("{format}, {n} items.", "", n)
        if not found.whole:
            items = self.tr("{format}, more than {n} items.", "", n)
        parts = [items.format(format=translated(found.title), n=formats.number(n))]
        if found.without:
            text = self.tr("{n} have no image.", "", found.without)
            parts.append(text.format(n=formats.number(found.without)))
        if found.refused:
            text = self.tr("{n} addresses cannot be used.", "", found.refused)
            parts.append(text.format(n=formats.number(found.refused)))
        return " ".join(parts)

    def _host_words(self, found: "FeedPreview") -> str:
        if not found.images:
            return self.tr("No images found. Choose the column of the images.")
        hosts = [
            f"{formats.own(host)} ({formats.number(count)})" for host, count in found.hosts[:_HOSTS]
        ]
        more = len(found.hosts) - len(hosts)
        if more > 0:
            hosts.append(self.tr("{n} more servers", "", more).format(n=formats.number(more)))
        n = found.images
        text = self.tr("{n} images will be downloaded from: {hosts}", "", n)
        return text.format(n=formats.number(n), hosts=", ".join(hosts))

    def _show_columns(self, names: tuple[str, ...], found: FeedColumns | None = None) -> None:
        for name, choice in self.columns.items():
            choice.offer(self.tr("None"), names, "" if found is None else getattr(found, name))

    def _tell(self, text: str, kind: str = "dim") -> None:
        set_kind(self.state, "kind", kind)
        self.state.setText(text)

    def _on_import(self) -> None:
        feed = self._feed()
        self.wanted.emit({"paths": [os.fsdecode(feed.path)], "feed": feed.options()})
        self.accept()

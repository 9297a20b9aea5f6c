"""The Grid page: similar photos together, decided many at once."""

from collections.abc import Collection, Mapping
from typing import Any

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from hitl_app.ui.commands.table import bound, command
from hitl_app.ui.gateway.photo_rows import PhotoRows
from hitl_app.ui.grid.bars import CategoryStrip, GridFooter, GridHeader
from hitl_app.ui.grid.claiming import GridClaims
from hitl_app.ui.grid.commands import GridCommands
from hitl_app.ui.grid.flow import GridFlow
from hitl_app.ui.grid.items import GridItems
from hitl_app.ui.grid.view import GridView
from hitl_app.ui.kit.cards import empty_state
from hitl_app.ui.kit.widgets import as_widget, button, column
from hitl_app.ui.session.page import Page
from hitl_app.ui.session.session import Session
from hitl_app.ui.wording import formats

_BLANK, _PHOTOS, _EMPTY, _NOTHING, _SILENT, _ELSEWHERE = range(6)
_PICTURE, _LARGE_PICTURE = 128, 192
"""Maximum side of cached pictures, in pixels: for small tiles, and as large as they are stored."""
_CHANGES = {"models", "imports", "categories", "inspections", "settings", "looks"}
"""Changes that may bring other suggestions than those of a draft."""


class GridPage(Page):
    """Shows the photos to review in groups of similar ones."""

    key = "grid"
    icon = "grid"
    header: GridHeader
    commands: GridCommands

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._names: dict[int, str] = {}
        self.flow = GridFlow(session.store, session.presence, self, session.client)
        self.claims = GridClaims(session.store, session.client, self._is_on_screen, self)
        self.rows = PhotoRows(session.store, _PICTURE, self)
        self.view = GridView(self.items, self.rows, self._heading)
        self.header = GridHeader()
        self.strip, self.footer = CategoryStrip(), GridFooter()
        parts = (self.view, self.rows, self.strip, self.footer)
        self.commands = GridCommands(session, self.flow, *parts)
        self._lay_out()
        self._connect(session)
        self._show()
        self.flow.begin()

    @property
    def items(self) -> GridItems:
        """Return the groups."""
        return self.flow.items

    @property
    def title(self) -> str:
        """Return its title in the rail."""
        return self.tr("Grid")

    def _lay_out(self) -> None:
        body = as_widget(column(self.strip, self.view, self.footer, spacing=0))
        self._stack = QStackedWidget()
        self.add = button(self.tr("Import a folder…"), "primary")
        places = (
            QWidget(),
            body,
            empty_state(
                "grid",
                self.tr("The catalogue is empty"),
                self.tr("Drop a folder, photos or a ZIP file anywhere on this window."),
                self.add,
            ),
            self._nothing(
                self.tr("All done"), self.tr("Every photo is reviewed or auto-accepted.")
            ),
            self._nothing(
                self.tr("Nothing to group"),
                self.tr(
                    "The remaining photos have no visible suggestion or were put aside. Review "
                    "them one by one."
                ),
            ),
            self._nothing(
                self.tr("The photos that are left are on other screens"),
                self.tr(
                    "They appear here if they are left there without a decision, within minutes."
                ),
            ),
        )
        for place in places:
            self._stack.addWidget(place)
        self.setLayout(column(self._stack))

    def _nothing(self, title: str, text: str) -> QWidget:
        back = button(self.tr("Go to Review"), "primary", clicked=self.commands.leave)
        return empty_state("grid", title, text, back)

    def _connect(self, session: Session) -> None:
        commands, flow = self.commands, self.flow
        self.view.changed.connect(self._show_current)
        self.view.opened.connect(commands.open_current)
        self.view.resized.connect(self.footer.slider.setValue)
        self.view.resized.connect(self._sharpen)
        self.footer.slider.setValue(self.view.size_number)
        self.footer.slider.valueChanged.connect(self.view.set_size)
        for hint in (self.header.hints | self.footer.hints).values():
            hint.asked.connect(lambda name: bound(command(name).action, commands)())
        commands.chosen.connect(self._show_current)
        self.view.seen.connect(self.claims.see)
        self.claims.lost.connect(flow.leave_out)
        self.claims.renewed.connect(lambda: flow.follow(as_grouped=True))
        self.rows.arrived.connect(self._show_path)
        self.rows.failed.connect(session.tell_error)
        flow.begun.connect(lambda: self.view.set_items(self.items))
        flow.arranged.connect(self._arrange)
        flow.work.ended.connect(self._on_ended)
        flow.failed.connect(session.tell_error)
        flow.unfinished.connect(session.server.tell_unfinished)

    def _sharpen(self) -> None:
        """Read larger pictures where small ones would be enlarged."""
        if self.view.plan.side * self.devicePixelRatioF() > _PICTURE:
            self.rows.sharpen(_LARGE_PICTURE)

    # State and refresh.

    def refresh(self, changed: Collection[str]) -> None:
        """Refresh the photos to review; only decided ones disappear."""
        if "drafts" in changed:
            self.flow.is_stale = True
        if _CHANGES & set(changed):
            self.flow.follow()
        elif {"photos", "drafts"} & set(changed):
            self.flow.follow(as_grouped=True)

    def activated(self) -> None:
        """Focus the grid."""
        self.flow.resume()
        self._give_focus()

    def _give_focus(self) -> None:
        (self.view if self._stack.currentIndex() == _PHOTOS else self).setFocus()

    def is_settled(self) -> bool:
        """Return True if all photos to review are grouped, and visible ones loaded."""
        flow = self.flow
        busy = flow.is_grouping or flow.is_following or flow.work.is_running
        is_claimed = not self.isVisible() or self.claims.is_settled()
        return flow.snapshot is not None and not busy and is_claimed and self.rows.is_filled()

    def state(self) -> dict[str, Any]:
        """Return the size of the tiles."""
        return {"size": self.view.size_number}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Restore the size of the tiles."""
        size = state.get("size")
        if type(size) is int:
            self.view.set_size(size)

    def close_threads(self) -> None:
        """Cancel running work before it is destroyed."""
        self.claims.stop()
        self.flow.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Claim the photos in sight."""
        super().showEvent(event)
        self.claims.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Claim no more photos."""
        super().hideEvent(event)
        self.claims.stop()

    def _is_on_screen(self) -> bool:
        return self.isVisible() and not self.window().isMinimized()

    def _arrange(self) -> None:
        snapshot = self.flow.snapshot
        if snapshot is not None:
            self.rows.operator = snapshot.operator
            self._names = {category.id: category.name for category in snapshot.to_review.categories}
            self.strip.set_categories(snapshot.to_review.categories)
        self.view.arrange()
        self._sharpen()
        self._show()

    def _show(self) -> None:
        place = self._place()
        if place != self._stack.currentIndex():
            self._stack.setCurrentIndex(place)
            if self.isVisible():
                self._give_focus()
        groups = len(self.items.starts)
        more, grouping = self.flow.more(), self.flow.is_grouping
        self.header.show_counts(len(self.items), groups, more=more, grouping=grouping)
        self._show_current()

    def _place(self) -> int:
        if len(self.items):
            return _PHOTOS
        snapshot = self.flow.snapshot
        if snapshot is None or self.flow.is_grouping:
            return _BLANK
        if not snapshot.to_review.photos:
            return _EMPTY
        if snapshot.to_review.elsewhere:
            return _ELSEWHERE
        return _SILENT if snapshot.to_review.left else _NOTHING

    def _heading(self, group: int) -> str:
        head, count = self.items.head(group), len(self.items.span(group))
        name = self._names.get(head.category_id, "?")
        if head.alike:
            words = self.tr("{n} similar photos", "", count)
        else:
            words = self.tr("{n} ungrouped photos", "", count)
        return f"{name} · {words.format(n=formats.number(count))}"

    def _show_current(self) -> None:
        """Show the focused photo, and the effect of the keys."""
        hints = self.header.hints
        there = self.commands.has_photo()
        for name, hint in (hints | self.footer.hints).items():
            hint.setEnabled(there or name == "leave-grid")
        hints["undo"].setEnabled(self.commands.can_undo())
        hints["undo"].set_words(self.commands.undo_words())
        hints["confirm"].set_words(self._confirm_words())
        self._show_path()

    def _show_path(self) -> None:
        items = self.items
        photo_id = items.photo_id(items.current)
        shown = self.commands.current_row()
        path = "" if shown is None else shown.listed.photo.path
        self.footer.path.setText(path)
        if photo_id is not None:
            group, chosen = items.current_group, items.is_chosen(items.current)
            text = self.tr("{place} of {all}, {group}, {chosen}, {path}")
            words = text.format(
                place=items.current - items.span(group).start + 1,
                all=len(items.span(group)),
                group=self._heading(group),
                chosen=self.tr("selected") if chosen else self.tr("not selected"),
                path=path,
            )
            self.view.setAccessibleDescription(words)

    def _confirm_words(self) -> str:
        if not self.commands.has_photo():
            return command("confirm").hint_words
        chosen = self.items.chosen() or [self.items.current]
        named = {category_id for _, category_id, _ in self.items.seen(chosen)}
        count = formats.number(len(chosen))
        if len(named) > 1:
            return self.tr("confirm all {n} suggestions", "", len(chosen)).format(n=count)
        name = self._names.get(named.pop(), "?")
        if len(chosen) == 1:
            return self.tr("confirm as {name}").format(name=name)
        return self.tr("confirm {n} as {name}", "", len(chosen)).format(n=count, name=name)

    def _on_ended(self) -> None:
        self.view.show_current()
        self.view.show_group()
        self._show_current()

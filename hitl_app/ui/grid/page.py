"""The Grid page: look-alikes together, decided many at once."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError
from hitl_app.ui.commands.table import command
from hitl_app.ui.grid.bars import CategoryStrip, GridFooter, GridHeader
from hitl_app.ui.grid.flow import GridFlow
from hitl_app.ui.grid.items import GridItems
from hitl_app.ui.grid.pictures import GridPictures
from hitl_app.ui.grid.view import GridView
from hitl_app.ui.kit.widgets import button, column, empty_state
from hitl_app.ui.session.page import Page
from hitl_app.ui.session.session import DeskSession
from hitl_app.ui.wording import formats, messages
from hitl_app.ui.wording.copying import path_and_sku

if TYPE_CHECKING:
    from hitl_app.services.review.grid import Done
_BLANK, _PHOTOS, _EMPTY, _NOTHING, _SILENT = range(5)
_LONG = 300
"""So many photos take long enough to say how far it has come."""
_CHANGES = {"photos", "networks", "imports", "categories", "inspections", "settings", "looks"}


class GridPage(Page):
    """Shows what waits in groups of look-alikes.

    Signals:
        left: The operator goes back to single photos.
        look_wanted: A photo is to be shown on the Review page; carries its number.
        import_wanted: A folder is to be chosen.
        changed: Photos were decided or taken back here.
        did: What the operator did was done; carries a name of `tour`.
    """

    key = "grid"
    icon = "grid"
    left = Signal()
    look_wanted = Signal(int)
    import_wanted = Signal()
    changed = Signal()
    did = Signal(str)

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self._confirming = False
        self._session = session
        self._names: dict[int, str] = {}
        self._work_words = ""
        self.flow = GridFlow(session.store, session.presence, self)
        self.pictures = GridPictures(session.store, self)
        self.view = GridView(self.items, self.pictures, self._heading)
        self.header = self._header = GridHeader()
        self.strip, self.footer = CategoryStrip(), GridFooter()
        self._lay_out()
        self._connect()
        self._show()
        self.flow.begin()

    @property
    def items(self) -> GridItems:
        """The groups."""
        return self.flow.items

    @property
    def title(self) -> str:
        """What the rail calls it."""
        return self.tr("Grid")

    def _lay_out(self) -> None:
        body = QWidget()
        body.setLayout(column(self.strip, self.view, self.footer, spacing=0))
        self._stack = QStackedWidget()
        add = button(self.tr("Import a folder…"), "primary")
        add.clicked.connect(self.import_wanted)
        places = (
            QWidget(),
            body,
            empty_state(
                "grid",
                self.tr("The catalogue is empty"),
                self.tr("Drop a folder, photos or a ZIP file anywhere on this window."),
                add,
            ),
            self._nothing(self.tr("Nothing waits"), self.tr("Every photo is decided or accepted.")),
            self._nothing(
                self.tr("Nothing to show together"),
                self.tr(
                    "What waits shows no suggestion or was put off. It is decided photo by photo."
                ),
            ),
        )
        for place in places:
            self._stack.addWidget(place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _nothing(self, title: str, text: str) -> QWidget:
        back = button(self.tr("Go to the Review page"), "primary")
        back.clicked.connect(self.left)
        return empty_state("grid", title, text, back)

    def _connect(self) -> None:
        self.view.changed.connect(self._show_current)
        self.view.opened.connect(self.open_current)
        self.view.resized.connect(self.footer.slider.setValue)
        self.footer.slider.setValue(self.view.size_number)
        self.footer.size_wanted.connect(self.view.set_size)
        self.footer.cancel_wanted.connect(self.flow.cancel)
        self.strip.chosen.connect(self._choose)
        for bar in (self._header, self.footer):
            bar.asked.connect(lambda name: getattr(self, command(name).callback)())
        self.pictures.arrived.connect(self._show_path)
        self.pictures.failed.connect(self._on_failed)
        self.flow.begun.connect(lambda: self.view.set_items(self.items))
        self.flow.arranged.connect(self._arrange)
        self.flow.decided.connect(self._on_decided)
        self.flow.settled.connect(self._on_settled)
        self.flow.settled.connect(self.changed)
        self.flow.progressed.connect(self._on_progress)
        self.flow.failed.connect(self._on_failed)

    # What is shown.

    def refresh(self, changed: Collection[str]) -> None:
        """Look again what waits; nothing moves but what left."""
        if _CHANGES & set(changed):
            self.flow.follow()

    def activated(self) -> None:
        """Return the keys to the look-alikes."""
        self.flow.resume()
        self._give_focus()

    def _give_focus(self) -> None:
        (self.view if self._stack.currentIndex() == _PHOTOS else self).setFocus()

    def is_settled(self) -> bool:
        """Return true if everything that waits is grouped, with every photo in sight."""
        flow = self.flow
        busy = flow.is_grouping or flow.is_following or flow.is_working
        return flow.look is not None and not busy and self.pictures.is_filled()

    def state(self) -> dict[str, Any]:
        """Return how large the tiles are."""
        return {"size": self.view.size_number}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Bring the size of the tiles back."""
        size = state.get("size")
        if type(size) is int:
            self.view.set_size(size)

    def close_threads(self) -> None:
        """End what is under way; it goes away."""
        self.flow.close()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, CancelledError):
            self._session.told.emit(messages.of_error(error))

    def _arrange(self) -> None:
        look = self.flow.look
        if look is not None:
            self.pictures.operator = look.operator
            self._names = {category.id: category.name for category in look.waiting.categories}
            self.strip.set_categories(look.waiting.categories)
        self.view.arrange()
        self._show()

    def _show(self) -> None:
        place = self._place()
        if place != self._stack.currentIndex():
            self._stack.setCurrentIndex(place)
            if self.isVisible():
                self._give_focus()
        groups = len(self.items.starts)
        more, grouping = self.flow.more(), self.flow.is_grouping
        self.footer.show_counts(len(self.items), groups, more=more, grouping=grouping)
        self._show_current()

    def _place(self) -> int:
        if len(self.items):
            return _PHOTOS
        look = self.flow.look
        if look is None or self.flow.is_grouping:
            return _BLANK
        if not look.waiting.photos:
            return _EMPTY
        return _SILENT if look.waiting.left else _NOTHING

    def _heading(self, group: int) -> str:
        head, count = self.items.head(group), len(self.items.span(group))
        name = self._names.get(head.category_id, "?")
        if head.alike:
            words = self.tr("{n} look-alikes", "", count)
        else:
            words = self.tr("{n} like no others", "", count)
        return f"{name} · {words.format(n=formats.number(count))}"

    def _show_current(self) -> None:
        """Show what has the focus, and what the keys would do."""
        hints = self._header.hints
        there = self.has_photo()
        for hint in (*hints.values(), *self.footer.hints.values()):
            hint.setEnabled(there)
        self.footer.hints["leave-grid"].setEnabled(True)
        hints["undo"].setEnabled(self.can_undo())
        hints["undo"].set_words(self.undo_words())
        hints["confirm"].set_words(self._confirm_words())
        if there:
            self._header.group.setText(self._heading(self.items.group(self.items.current)))
        else:
            self._header.group.setText(self.title)
        self._show_path()

    def _show_path(self) -> None:
        items = self.items
        photo_id = items.photo_id(items.current)
        path = self.pictures.path(photo_id)
        self.footer.path.setText(path)
        if photo_id is not None:
            span = items.span(items.group(items.current))
            text = self.tr("{place} of {all}, {group}, {chosen}, {path}")
            chosen = self.tr("chosen") if items.is_chosen(items.current) else self.tr("not chosen")
            words = text.format(
                place=items.current - span.start + 1,
                all=len(span),
                group=self._heading(items.group(items.current)),
                chosen=chosen,
                path=path,
            )
            self.view.describe(words)

    def _confirm_words(self) -> str:
        if not self.has_photo():
            return command("confirm").hint_words
        chosen = self.items.chosen() or [self.items.current]
        named = {category_id for _, category_id, _ in self.items.seen(chosen)}
        count = formats.number(len(chosen))
        if len(named) > 1:
            return self.tr("confirm {n}, each as its group", "", len(chosen)).format(n=count)
        name = self._names.get(named.pop(), "?")
        if len(chosen) == 1:
            return self.tr("confirm as {name}").format(name=name)
        return self.tr("confirm {n} as {name}", "", len(chosen)).format(n=count, name=name)

    # What commands ask: see `commands.COMMANDS`.

    def has_photo(self) -> bool:
        """Return true if there is a photo to decide."""
        return len(self.items) > 0 and not self.flow.is_working

    def has_suggestion(self) -> bool:
        """Return true if there is a suggestion to confirm."""
        return self.has_photo()

    def has_selection(self) -> bool:
        """Return true if a category can be set: for selected photos, or for the one in focus."""
        return self.has_photo()

    def is_ready(self) -> bool:
        """Return true if the workspace has answered."""
        return self.flow.look is not None and not self.flow.is_working

    def can_undo(self) -> bool:
        """Return true if the operator has something to take back."""
        return not self.flow.is_working and self.flow.undo_photos > 0

    # What commands do.

    def confirm(self) -> None:
        """Decide what is chosen, each photo as the category of its group."""
        self._decide(Answer.CATEGORY)

    def choose_digit(self, place: int) -> None:
        """Decide what is chosen as the category of a digit key."""
        category_id = self.strip.at_digit(place)
        if category_id is not None:
            self._choose(category_id)

    def choose_category(self) -> None:
        """Ask which category the chosen photos get."""
        self.strip.ask()

    def _choose(self, category_id: int) -> None:
        self._decide(Answer.CATEGORY, category_id)

    def skip(self) -> None:
        """Put what is chosen off."""
        self._decide(Answer.SKIP)

    def not_a_photo(self) -> None:
        """Show that what is chosen shows no product."""
        self._decide(Answer.NOT_A_PHOTO)

    def toggle(self) -> None:
        """Choose the photo with the focus, or no longer."""
        self.items.toggle(self.items.current)
        self.items.anchor = self.items.current
        self.view.viewport().update()
        self._show_current()

    def choose_on(self) -> None:
        """Choose the group with the focus; once more, everything."""
        self.items.choose_on()
        self.view.viewport().update()
        self._show_current()

    def copy_path(self) -> None:
        """Copy path and SKU of the photo with the focus."""
        photo_id = self.items.photo_id(self.items.current)
        path = self.pictures.path(photo_id)
        if path:
            text = path_and_sku(path, self.pictures.product(photo_id))
            QGuiApplication.clipboard().setText(text)

    def open_current(self) -> None:
        """Show the photo with the focus on the Review page."""
        photo_id = self.items.photo_id(self.items.current)
        if photo_id is not None:
            self.look_wanted.emit(photo_id)

    def leave(self) -> None:
        """Go back to single photos."""
        self.left.emit()

    def zoom_in(self) -> None:
        """Make the tiles larger."""
        self.view.set_size(self.view.size_number + 1)

    def zoom_out(self) -> None:
        """Make the tiles smaller."""
        self.view.set_size(self.view.size_number - 1)

    def undo(self) -> None:
        """Take the last operation back."""
        if self.can_undo():
            self._work_words = self.tr("The last operation is taken back…")
            self.flow.undo()

    def undo_words(self) -> str:
        """Name what an undo would take back."""
        if self.flow.undo_photos < 2:
            return self.tr("Undo")
        count = self.flow.undo_photos
        return self.tr("Undo {n}", "", count).format(n=formats.number(count))

    def group_again(self) -> None:
        """Group all that waits anew."""
        self.flow.begin()

    def _decide(self, answer: Answer, category_id: int | None = None) -> None:
        count = self.flow.decide(answer, category_id)
        if count:
            self._confirming = answer is Answer.CATEGORY and category_id is None
            words = self.tr("{n} photos are decided…", "", count).format(n=formats.number(count))
            self._work_words = words if count >= _LONG else ""
            self._show_current()
            self._give_focus()

    def _on_progress(self, done: int, total: int) -> None:
        if self.flow.is_working and self._work_words:
            self.footer.show_work(self._work_words, done, total)

    def _on_settled(self) -> None:
        self.footer.show_work("")
        self.view.show_current()
        self.view.show_group()
        self._show_current()

    def _on_decided(self, done: "Done") -> None:
        self._tell_left(done)
        if self._confirming and len(done.decided) > 1:
            self.did.emit("confirmed-many")

    def _tell_left(self, done: "Done") -> None:
        """Show what was left as it was; checks are among others that nobody can tell from them."""
        reasons = (
            (
                done.unaided,
                self.tr("{n} are decided unaided by now, one by one.", "", done.unaided),
            ),
            (
                done.rescored,
                self.tr("{n} were scored again: group again to see them (F5).", "", done.rescored),
            ),
            (done.gone, self.tr("{n} were decided or put off by somebody else.", "", done.gone)),
        )
        told = [text.format(n=formats.number(count)) for count, text in reasons if count]
        left = sum(count for count, _ in reasons)
        if left:
            happened = self.tr("{n} photos were left as they were.", "", left)
            happened = happened.format(n=formats.number(left))
            told_at = messages.Message(happened, " ".join(told), topic="grid")
            self._session.told.emit(told_at)

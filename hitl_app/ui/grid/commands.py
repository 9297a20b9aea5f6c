"""Commands of the Grid page; `commands.table` refers to the methods."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from hitl_app.domain.decisions import Answer
from hitl_app.ui.gateway.catalogue_tasks import Row
from hitl_app.ui.gateway.photo_rows import PhotoRows
from hitl_app.ui.grid.bars import CategoryStrip, GridFooter
from hitl_app.ui.grid.flow import GridFlow
from hitl_app.ui.grid.view import GridView
from hitl_app.ui.kit import dialogs
from hitl_app.ui.session.session import Session
from hitl_app.ui.wording import formats, messages
from hitl_app.ui.wording.copying import path_and_sku

if TYPE_CHECKING:
    from hitl_app.services.review.grid import Done

_LONG = 300
"""Number of photos from which progress is shown."""


class GridCommands(QObject):
    """Commands on the chosen photos, or the focused one.

    Signals:
        left: The operator returns to single photos.
        open_wanted: A photo is to be shown on the Review page; carries its number.
        changed: Decisions were recorded or undone here.
        chosen: The choice changed, or is being decided.
        did: An action was completed; carries a name of `tour`.
    """

    left = Signal()
    open_wanted = Signal(int)
    changed = Signal()
    chosen = Signal()
    did = Signal(str)

    def __init__(
        self,
        session: Session,
        flow: GridFlow,
        view: GridView,
        rows: PhotoRows,
        strip: CategoryStrip,
        footer: GridFooter,
    ) -> None:
        super().__init__(flow)
        self._session, self._flow, self._view, self._rows = session, flow, view, rows
        self._strip, self._footer = strip, footer
        self._work_words = ""
        self._confirming = False
        flow.decided.connect(self._on_decided)
        flow.work.ended.connect(lambda: footer.show_work(""))
        flow.work.ended.connect(self.changed)
        flow.work.progressed.connect(self._on_progress)
        footer.working.cancel.clicked.connect(flow.work.cancel)
        strip.chosen.connect(self._choose)
        # Signals of the parts.
        self.place_of_key = strip.place_of_key
        self.choose_category, self.group_again, self.leave = strip.ask, flow.begin, self.left.emit

    # State queries of commands.

    def has_photo(self) -> bool:
        """Return True if there is a photo to decide."""
        return len(self._flow.items) > 0 and not self._flow.work.is_running

    # Without a selection it is the focused photo; its suggestion is its group's.
    has_suggestion = has_selection = has_photo

    def is_ready(self) -> bool:
        """Return True if the workspace is loaded."""
        return self._flow.snapshot is not None and not self._flow.work.is_running

    def can_undo(self) -> bool:
        """Return True if the operator can undo."""
        return not self._flow.work.is_running and self._flow.undo_photos > 0

    def undo_words(self) -> str:
        """Return the text of the undo action."""
        if self._flow.undo_photos < 2:
            return self.tr("Undo")
        count = self._flow.undo_photos
        return self.tr("Undo {n}", "", count).format(n=formats.number(count))

    def current_row(self) -> Row | None:
        """Return the photo with the focus, if it was read."""
        return self._rows.row(self._flow.items.photo_id(self._flow.items.current))

    # Actions of commands.

    def confirm(self) -> None:
        """Confirm the chosen photos, each as the category of its group."""
        self._decide(Answer.CATEGORY)

    def choose_digit(self, place: int) -> None:
        """Decide the chosen photos as the category of a key, by its place."""
        category_id = self._strip.at_place(place)
        if category_id is not None:
            self._choose(category_id)

    def _choose(self, category_id: int) -> None:
        self._decide(Answer.CATEGORY, category_id)

    def skip(self) -> None:
        """Skip the chosen photos."""
        self._decide(Answer.SKIP)

    def not_a_photo(self) -> None:
        """Decide the chosen photos as "not a product photo"."""
        self._decide(Answer.NOT_A_PHOTO)

    def _decide(self, answer: Answer, category_id: int | None = None) -> None:
        if self._session.server.refuses():
            return
        count = self._flow.decide(answer, category_id)
        if count:
            self._confirming = answer is Answer.CATEGORY and category_id is None
            words = self.tr("Saving {n} decisions…", "", count).format(n=formats.number(count))
            self._work_words = words if count >= _LONG else ""
            self.chosen.emit()
            self._view.setFocus()

    def undo(self) -> None:
        """Undo the last operation."""
        if self.can_undo() and not self._session.server.refuses():
            self._work_words = self.tr("Undoing the last action…")
            self._flow.undo()

    def toggle(self) -> None:
        """Choose the photo with the focus, or no longer."""
        items = self._flow.items
        items.toggle(items.current)
        items.anchor = items.current
        self._show_choice()

    def choose_group(self) -> None:
        """Choose the group with the focus, and no other photo."""
        self._flow.items.choose_group()
        self._show_choice()

    def choose_visible(self) -> None:
        """Choose the photos that are in sight, and no others."""
        self._flow.items.choose(self._view.visible())
        self._show_choice()

    def choose_all(self) -> None:
        """Choose all photos, after a question that names their number."""
        if dialogs.confirm_selection(self._view, len(self._flow.items)):
            self._flow.items.choose(range(len(self._flow.items)))
            self._show_choice()

    def _show_choice(self) -> None:
        self._view.viewport().update()
        self.chosen.emit()

    def copy_path(self) -> None:
        """Copy path and SKU of the photo with the focus."""
        shown = self.current_row()
        if shown is not None:
            photo = shown.listed.photo
            QGuiApplication.clipboard().setText(path_and_sku(photo.path, photo.product))

    def open_current(self) -> None:
        """Show the photo with the focus on the Review page."""
        photo_id = self._flow.items.photo_id(self._flow.items.current)
        if photo_id is not None:
            self.open_wanted.emit(photo_id)

    def zoom_in(self) -> None:
        """Make the tiles larger."""
        self._view.set_size(self._view.size_number + 1)

    def zoom_out(self) -> None:
        """Make the tiles smaller."""
        self._view.set_size(self._view.size_number - 1)

    # Results.

    def _on_progress(self, done: int, total: int) -> None:
        if self._work_words:
            self._footer.show_work(self._work_words, done, total)

    def _on_decided(self, done: "Done") -> None:
        self._tell_left(done)
        if self._confirming and len(done.decided) > 1:
            self.did.emit("confirmed-many")

    def _tell_left(self, done: "Done") -> None:
        """Report photos that were left out; checks are indistinguishable from decoys."""
        reasons = (
            (
                done.blind,
                self.tr(
                    "{n} must now be reviewed one by one, without suggestions.", "", done.blind
                ),
            ),
            (
                done.rescored,
                self.tr(
                    "{n} have new suggestions: group again to see them (F5).", "", done.rescored
                ),
            ),
            (
                done.gone,
                self.tr("{n} were handled by someone else, or are on their screen.", "", done.gone),
            ),
        )
        texts = [text.format(n=formats.number(count)) for count, text in reasons if count]
        left = sum(count for count, _ in reasons)
        if left:
            happened = self.tr("{n} photos were not changed.", "", left)
            happened = happened.format(n=formats.number(left))
            message = messages.Message(happened, " ".join(texts), topic="grid")
            self._session.told.emit(message)

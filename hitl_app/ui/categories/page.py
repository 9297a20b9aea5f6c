"""The Categories page: categories and their keys."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedWidget

from hitl_app.domain.categories import Category
from hitl_app.domain.names import MAX_NAME
from hitl_app.ui.categories.key_dialog import CategoryKeyDialog
from hitl_app.ui.categories.step_strip import Step, StepStrip
from hitl_app.ui.categories.table import CategoryTable
from hitl_app.ui.commands.keymap import CHANGES
from hitl_app.ui.commands.keys import key_words
from hitl_app.ui.commands.table import bound, command
from hitl_app.ui.gateway.services import categories
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit import dialogs, theme
from hitl_app.ui.kit.cards import card, page_header
from hitl_app.ui.kit.hints import FoldedHints
from hitl_app.ui.kit.pictures import PictureStrip
from hitl_app.ui.kit.sections import padded
from hitl_app.ui.kit.widgets import as_widget, button, cap, column, label, row
from hitl_app.ui.session.category_changes import CategoryChanges
from hitl_app.ui.session.examples import MOST, SIDE, Examples
from hitl_app.ui.session.page import Page
from hitl_app.ui.session.session import Session
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.categories import unknown_words

if TYPE_CHECKING:
    from hitl_app.services.categories.categories import CategoryLine, Overview

_HINTS = (
    "category-rename",
    "category-key",
    "category-up",
    "category-down",
    "category-merge",
    "category-retire",
    "category-back",
)


class CategoriesPage(Page):
    """Lists the categories; previews the effects of every change."""

    key = "categories"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._changes: CategoryChanges = session.categories
        self._changes.done.connect(self._on_done)
        self._overview: Overview | None = None
        self._step: Step | None = None
        self._choose: int | None = None
        self.header = self._make_header()
        self.unknown = label("", "warning", wrap=True)
        self.unknown.hide()
        self.start = self._make_start()
        self.field = QLineEdit()
        self.field.setMaxLength(MAX_NAME)
        self.field.setPlaceholderText(self.tr("Name of a new category, then Enter"))
        self.field.setAccessibleName(self.tr("Name of a new category"))
        self.field.returnPressed.connect(self._on_named)
        self.table = CategoryTable()
        self.table.model_of_categories.renamed.connect(self._changes.rename)
        self.table.moved.connect(self._changes.move)
        self.table.picked.connect(self._on_picked)
        self.table.opened.connect(self._on_opened)
        self.strip = StepStrip()
        self.strip.go.clicked.connect(self._on_go)
        self.strip.stop.clicked.connect(self.leave)
        self.hints = FoldedHints(*_HINTS)
        self.hints.asked.connect(lambda name: bound(command(name).action, self)())
        CHANGES.changed.connect(self.table.model_of_categories.read_keys)
        self._examples = Examples(session)
        self.examples = PictureStrip(MOST, SIDE)
        self.examples.setAccessibleName(self.tr("Example photos"))
        self.no_examples = label("", "dim")
        self._lay_out()
        self._show_actions()
        self.refresh({"categories"})

    def _make_header(self) -> QFrame:
        self.summary = label("", "dim")
        names = button(self.tr("Add from a list…"), clicked=self.import_list)
        folders = button(self.tr("Add from folder names…"), clicked=self.import_folders)
        back = button(self.tr("Back to photos"), "primary", clicked=self._show_photos)
        return page_header(self.tr("Categories"), self.summary, None, folders, names, back)

    def _make_start(self) -> QFrame:
        text = self.tr(
            "This workspace has no photos yet, so you can start with only your own "
            "categories. The model makes suggestions once it has learned from your first decisions."
        )
        begin = self._changes.begin_with
        names = button(self.tr("Only from a list…"), clicked=lambda: self._choose_list(begin))
        folders = button(
            self.tr("Only from folder names…"), clicked=lambda: self._choose_folder(begin)
        )
        result = card(row(label(text, wrap=True), folders, names, spacing=theme.S4, grow=0))
        result.hide()
        return result

    def _lay_out(self) -> None:
        add = row(cap(key_words(command("category-add").keys[0])), self.field)
        self._shown = QStackedWidget()
        self._shown.setFixedHeight(SIDE)
        for one in (as_widget(row(self.examples, None)), self.no_examples):
            self._shown.addWidget(one)
        # Only the table shrinks when a line below it appears: its rows stay where they are.
        shown = (self.table, self._shown, self.unknown)
        parts = (self.start, *shown, self.strip, self.hints, add)
        layout = column(*parts, spacing=theme.S3)
        layout.setStretch(1, 1)
        self.setLayout(column(padded(layout)))

    def refresh(self, changed: Collection[str]) -> None:
        """Refresh when categories, photos or models changed."""
        if {"categories", "photos", "models", "inspections"} & set(changed):
            self._session.store.submit(Lane.READS, categories.overview, self._on_overview)

    def is_settled(self) -> bool:
        """Return True if the list is loaded."""
        return self._overview is not None

    def activated(self) -> None:
        """Refresh and focus the list."""
        self.refresh({"categories"})
        self.table.setFocus()

    # State queries of commands: see `commands.COMMANDS`.

    def can_change(self) -> bool:
        """Return True if an active category is chosen and no change needs confirmation."""
        line = self.table.chosen()
        return self._step is None and line is not None and not line.category.retired

    def can_lose_one(self) -> bool:
        """Return True if the chosen category is not the last one."""
        return self.can_change() and self.table.model_of_categories.offered() > 1

    def can_bring_back(self) -> bool:
        """Return True if the chosen category is retired, and was not merged."""
        line = self.table.chosen()
        if self._step is not None or line is None:
            return False
        return line.category.retired and line.category.merged_into is None

    # Actions of commands.

    def add(self) -> None:
        """Open the field for the name of a new category."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def rename(self) -> None:
        """Edit the name of the chosen category."""
        self.table.start_renaming()

    def change_key(self) -> None:
        """Ask for another key of the chosen category."""
        line = self.table.chosen()
        if line is not None:
            lines = self.table.model_of_categories.rows
            offered = [one.category for one in lines if not one.category.retired]
            dialog = CategoryKeyDialog(line.category, offered, self.window())
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def move_up(self) -> None:
        """Move the chosen category one place up."""
        self._move(-1)

    def move_down(self) -> None:
        """Move the chosen category one place down."""
        self._move(1)

    def merge(self) -> None:
        """Ask for the target of a merge of the chosen category."""
        line = self.table.chosen()
        if line is not None:
            self._show_step(Step(line, merges=True))
            self.table.setFocus()

    def retire(self) -> None:
        """Preview retiring the chosen category."""
        line = self.table.chosen()
        if line is not None:
            self._show_step(Step(line))
            self.strip.go.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def bring_back(self) -> None:
        """Restore the chosen category."""
        line = self.table.chosen()
        if line is not None:
            self._changes.bring_back(line.category.name)

    def import_list(self) -> None:
        """Ask for a list of names and add them."""
        self._choose_list(self._changes.add_from)

    def import_folders(self) -> None:
        """Ask for a folder and add the names of its subfolders."""
        self._choose_folder(self._changes.add_from)

    def leave(self) -> None:
        """Cancel a previewed change; else return to the photos."""
        if self._step is None:
            self._show_photos()
            return
        self._show_step(None)
        self.table.setFocus()

    def _show_photos(self) -> None:
        self._session.show_wanted.emit("review")

    def _choose_list(self, then: Callable[[Path], None]) -> None:
        file = dialogs.choose_list(self)
        if file is not None:
            then(file)

    def _choose_folder(self, then: Callable[[Path], None]) -> None:
        title = self.tr("A folder with one subfolder per category")
        folder = dialogs.choose_folder(self, title)
        if folder is not None:
            then(folder)

    def _move(self, step: int) -> None:
        line, place = self.table.chosen(), self.table.currentIndex().row() + step
        if line is not None and 0 <= place < self.table.model_of_categories.offered():
            self._changes.move(line.category.name, place)

    def _show_step(self, step: Step | None) -> None:
        self._step = step
        inspection = self._overview is not None and self._overview.inspection
        self.strip.show_step(step, inspection=inspection)
        self._show_actions()

    def _on_go(self) -> None:
        step = self._step
        self._show_step(None)
        self.table.setFocus()
        if step is None:
            return
        if step.into is not None:
            self._changes.merge(step.line.category.name, step.into.category.name)
        elif not step.merges:
            self._changes.retire(step.line.category.name)

    def _show_examples(self) -> None:
        """Show photos that were reviewed as the chosen category."""
        line = self.table.chosen()
        self._examples.ask(None if line is None else line.category.id, self._on_examples)

    def _on_examples(self, found: Sequence[QImage]) -> None:
        self.examples.show_pictures(found)
        self._shown.setCurrentIndex(0 if found else 1)
        self.no_examples.setText("" if found else self.tr("No reviewed photos of this category"))

    def _on_picked(self, line: "CategoryLine | None") -> None:
        self._show_examples()
        if self._step is not None:
            self._show_step(self._step.pointed_at(line))
        self._show_actions()

    def _on_opened(self, _line: "CategoryLine") -> None:
        if self._step is None:
            self.table.start_renaming()
        elif self.strip.go.isVisible():
            # Not at once: an irreversible change needs a separate Enter.
            self.strip.go.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_named(self) -> None:
        if self.field.text().strip():
            self._changes.add(self.field.text())

    def _on_done(self, category: Category | None) -> None:
        self._choose = None if category is None else category.id
        if self.field.hasFocus():
            self.field.clear()

    def _on_overview(self, overview: "Overview") -> None:
        self._overview = overview
        if self._step is not None:
            self._show_step(self._step.now(overview))
        self.table.show_lines(overview.lines, self._choose)
        self._choose = None
        offered = [line for line in overview.lines if not line.category.retired]
        words = " ".join(unknown_words(overview.unknown, len(offered))).strip()
        self.unknown.setText(words)
        self.unknown.setVisible(bool(words))
        self.start.setVisible(overview.empty)
        count = self.tr("{n} active", "", len(offered)).format(n=formats.number(len(offered)))
        retired = len(overview.lines) - len(offered)
        if retired:
            count += self.tr(" · {n} retired", "", retired).format(n=formats.number(retired))
        self.summary.setText(count)
        self._show_examples()
        self._show_actions()

    def _show_actions(self) -> None:
        for name, hint in self.hints.buttons.items():
            enabled = command(name).enabled
            hint.setEnabled(enabled is None or bool(bound(enabled, self)()))

"""The Categories page: what can be said of photos, and which key says it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from hitl_app.domain.categories import Category
from hitl_app.domain.names import MAX_NAME
from hitl_app.ui.categories.table import CategoryTable
from hitl_app.ui.commands.table import command, key_words
from hitl_app.ui.gateway.services import categories
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit import dialogs, theme
from hitl_app.ui.kit.hints import HintButton
from hitl_app.ui.kit.widgets import button, cap, card, column, label, row
from hitl_app.ui.session.category_changes import CategoryChanges
from hitl_app.ui.session.page import Page
from hitl_app.ui.session.session import DeskSession
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.categories import merge_words, retire_words, unknown_words

if TYPE_CHECKING:
    from hitl_app.services.categories.categories import CategoryLine, Overview

_HINTS = (
    "category-rename",
    "category-up",
    "category-down",
    "category-merge",
    "category-retire",
    "category-back",
)


@dataclass(frozen=True, slots=True)
class _Step:
    """A wish that is shown before it is done.

    Attributes:
        line: The category that it is about.
        into: The one that it is merged into; None for retiring, and while none is chosen.
        merges: Whether it is a merge.
    """

    line: "CategoryLine"
    into: "CategoryLine | None" = None
    merges: bool = False


class CategoriesPage(Page):
    """Lists the categories; every change says first what it touches.

    Signals:
        left: The operator goes back to the photos.
    """

    key = "categories"
    icon = "photos"
    left = Signal()

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self._session = session
        self._changes: CategoryChanges = session.categories
        self._changes.done.connect(self._on_done)
        self._overview: Overview | None = None
        self._step: _Step | None = None
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
        self.table.renamed.connect(self._changes.rename)
        self.table.moved.connect(self._changes.move)
        self.table.picked.connect(self._on_picked)
        self.table.opened.connect(self._on_opened)
        self.strip = self._make_strip()
        self.hints = {name: HintButton(command(name)) for name in _HINTS}
        for name, hint in self.hints.items():
            hint.clicked.connect(lambda _=False, name=name: self._on_hint(name))
        self._lay_out()
        self._show_actions()
        self.refresh({"categories"})

    @property
    def title(self) -> str:
        """What the menu calls it."""
        return self.tr("Categories")

    def _make_header(self) -> QFrame:
        header = QFrame()
        header.setObjectName("header")
        self.summary = label("", "dim")
        names = button(self.tr("Add from a list…"))
        names.clicked.connect(self.import_list)
        folders = button(self.tr("Add from folder names…"))
        folders.clicked.connect(self.import_folders)
        back = button(self.tr("Back to the photos"), "primary")
        back.clicked.connect(self.left)
        line = row(label(self.title, "heading"), self.summary, None, folders, names, back)
        line.setContentsMargins(theme.S5, 0, theme.S5, 0)
        header.setLayout(line)
        return header

    def _make_start(self) -> QFrame:
        text = self.tr(
            "There are no photos yet: this workspace can begin with your own categories alone. "
            "Until the first retraining the network suggests nothing then, and labels nothing."
        )
        names = button(self.tr("Only those of a list…"))
        names.clicked.connect(lambda: self._choose_list(self._changes.begin_with))
        folders = button(self.tr("Only folder names…"))
        folders.clicked.connect(lambda: self._choose_folder(self._changes.begin_with))
        line = row(spacing=theme.S4)
        line.addWidget(label(text, wrap=True), 1)
        line.addWidget(folders)
        line.addWidget(names)
        result = card(line)
        result.hide()
        return result

    def _make_strip(self) -> QFrame:
        self.preview = label("", wrap=True)
        self.go = button("", "primary")
        self.go.clicked.connect(self._on_go)
        self.stop = button(self.tr("Cancel"))
        self.stop.clicked.connect(self.leave)
        line = row(spacing=theme.S4)
        line.addWidget(self.preview, 1)
        line.addWidget(self.stop)
        line.addWidget(self.go)
        result = card(line)
        result.hide()
        return result

    def _lay_out(self) -> None:
        hints = row(*self.hints.values(), None, spacing=theme.S4)
        body = QWidget()
        layout = column(self.start, self.unknown, self.table, self.strip, spacing=theme.S3)
        layout.setStretch(2, 1)
        layout.addLayout(hints)
        layout.addLayout(row(cap(key_words(command("category-add").keys[0])), self.field))
        layout.setContentsMargins(theme.S5, theme.S4, theme.S5, theme.S4)
        body.setLayout(layout)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(body)

    def refresh(self, changed: Collection[str]) -> None:
        """Look again when categories, photos or networks changed."""
        if {"categories", "photos", "networks", "inspections"} & set(changed):
            self._session.store.submit(Lane.READS, categories.overview, self._on_overview)

    def is_settled(self) -> bool:
        """Return true if the list is there."""
        return self._overview is not None

    def activated(self) -> None:
        """Bring the list up to date, and give it the keys."""
        self.refresh({"categories"})
        self.table.setFocus()

    # What commands ask: see `commands.COMMANDS`.

    def can_change(self) -> bool:
        """Return true if a category that is offered is chosen, and nothing waits for a yes."""
        line = self.table.chosen()
        return self._step is None and line is not None and not line.category.retired

    def can_lose_one(self) -> bool:
        """Return true if the chosen category is not the last one."""
        return self.can_change() and self.table.model_of_categories.offered() > 1

    def can_bring_back(self) -> bool:
        """Return true if the chosen category is retired, and was not merged."""
        line = self.table.chosen()
        if self._step is not None or line is None:
            return False
        return line.category.retired and line.category.merged_into is None

    # What commands do.

    def add(self) -> None:
        """Ask for the name of a new category."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def rename(self) -> None:
        """Let the name of the chosen category be typed."""
        self.table.start_renaming()

    def move_up(self) -> None:
        """Move the chosen category one place up."""
        self._move(-1)

    def move_down(self) -> None:
        """Move the chosen category one place down."""
        self._move(1)

    def merge(self) -> None:
        """Ask what the chosen category becomes part of."""
        line = self.table.chosen()
        if line is not None:
            self._show_step(_Step(line, merges=True))
            self.table.setFocus()

    def retire(self) -> None:
        """Show what retiring the chosen category touches."""
        line = self.table.chosen()
        if line is not None:
            self._show_step(_Step(line))
            self.go.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def bring_back(self) -> None:
        """Offer the chosen category again."""
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
        """Take a wish back that was not done yet; else goes back to the photos."""
        if self._step is None:
            self.left.emit()
            return
        self._show_step(None)
        self.table.setFocus()

    def _choose_list(self, then: Callable[[Path], None]) -> None:
        file = dialogs.choose_list(self)
        if file is not None:
            then(file)

    def _choose_folder(self, then: Callable[[Path], None]) -> None:
        title = self.tr("A folder that holds one folder a category")
        folder = dialogs.choose_folder(self, title)
        if folder is not None:
            then(folder)

    def _move(self, step: int) -> None:
        line, place = self.table.chosen(), self.table.currentIndex().row() + step
        if line is not None and 0 <= place < self.table.model_of_categories.offered():
            self._changes.move(line.category.name, place)

    def _show_step(self, step: _Step | None) -> None:
        self._step = step
        self.strip.setVisible(step is not None)
        if step is not None:
            words, does = self._step_words(step)
            self.preview.setText(words)
            self.go.setText(does)
            self.go.setVisible(not step.merges or step.into is not None)
        self._show_actions()

    def _step_words(self, step: _Step) -> tuple[str, str]:
        """Return what a wish touches, and the words of the button that does it."""
        name = step.line.category.name
        inspection = self._overview is not None and self._overview.inspection
        if not step.merges:
            words = retire_words(step.line, inspection=inspection)
            return words, self.tr("Retire {name}").format(name=name)
        if step.into is None:
            text = self.tr("Choose above what {name} becomes part of; Esc leaves it as it is.")
            return text.format(name=name), ""
        into = step.into.category.name
        words = merge_words(step.line, into, inspection=inspection)
        return words, self.tr("Merge into {name}").format(name=into)

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

    def _on_picked(self, line: "CategoryLine | None") -> None:
        step = self._step
        if step is not None and step.merges:
            fits = line is not None and not line.category.retired
            same = line is not None and line.category.id == step.line.category.id
            self._show_step(_Step(step.line, line if fits and not same else None, merges=True))
        elif step is not None and (line is None or line.category.id != step.line.category.id):
            self._show_step(None)
        self._show_actions()

    def _on_opened(self, _line: "CategoryLine") -> None:
        if self._step is None:
            self.table.start_renaming()
        elif self.go.isVisible():
            # Not at once: what cannot be undone takes an Enter of its own.
            self.go.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_hint(self, name: str) -> None:
        asked = command(name)
        if getattr(self, asked.enabled)():
            getattr(self, asked.callback)()

    def _on_named(self) -> None:
        if self.field.text().strip():
            self._changes.add(self.field.text())

    def _on_done(self, category: Category | None) -> None:
        self._choose = None if category is None else category.id
        if self.field.hasFocus():
            self.field.clear()

    def _on_overview(self, overview: "Overview") -> None:
        self._overview = overview
        self._step_follows(overview)
        self.table.show_lines(overview.lines, self._choose)
        self._choose = None
        offered = [line for line in overview.lines if not line.category.retired]
        unknown = [line.category for line in offered if not line.known]
        words = unknown_words(unknown, len(offered))
        self.unknown.setText(words)
        self.unknown.setVisible(bool(words))
        self.start.setVisible(overview.empty)
        count = self.tr("{n} offered", "", len(offered)).format(n=formats.number(len(offered)))
        retired = len(overview.lines) - len(offered)
        if retired:
            count += self.tr(" · {n} retired", "", retired).format(n=formats.number(retired))
        self.summary.setText(count)
        self._show_actions()

    def _step_follows(self, overview: "Overview") -> None:
        """Let a preview say what is so now; what is gone or retired is asked no more."""
        step = self._step
        if step is None:
            return
        now = {one.category.id: one for one in overview.lines if not one.category.retired}
        line = now.get(step.line.category.id)
        into = None if step.into is None else now.get(step.into.category.id)
        self._show_step(None if line is None else _Step(line, into, step.merges))

    def _show_actions(self) -> None:
        for name, hint in self.hints.items():
            hint.setEnabled(bool(getattr(self, command(name).enabled)()))

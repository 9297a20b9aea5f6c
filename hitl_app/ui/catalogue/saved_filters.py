"""Filters of the catalogue that were saved under a name, for one workspace on this computer."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from hitl_app.ui.catalogue.filters import CatalogueFilters
from hitl_app.ui.kit import dialogs, plain
from hitl_app.ui.kit.plain import PlainButton
from hitl_app.ui.session import recent

_LONGEST = 60


class SavedFilters(PlainButton):
    """A button with a menu: apply, save and remove.

    Args:
        filters: The fields that are saved and set.
        folder: Of the workspace.

    Signals:
        saved: Filters were saved or removed.
    """

    saved = Signal()

    def __init__(self, filters: CatalogueFilters, folder: Path) -> None:
        super().__init__()
        self._filters, self._folder = filters, folder
        self.setText(self.tr("Saved filters"))
        self.setAccessibleName(self.tr("Saved filters"))
        self.setProperty("kind", "quiet")
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self.fill)
        self.setMenu(self._menu)
        self.fill()

    def fill(self) -> None:
        """List the saved filters."""
        self._menu.clear()
        names = sorted(recent.filters(self._folder), key=str.casefold)
        for name in names:
            action = plain.add_action(self._menu, name)
            action.triggered.connect(partial(self._apply, name))
        if names:
            self._menu.addSeparator()
        save = plain.add_action(self._menu, self.tr("Save these filters…"))
        save.setEnabled(self._filters.is_filtered())
        save.triggered.connect(self.save)
        if names:
            remove = self._menu.addMenu(self.tr("Remove"))
            for name in names:
                action = plain.add_action(remove, name)
                action.triggered.connect(partial(self._remove, name))

    def save(self) -> None:
        """Ask for a name and save what is set; the same name is replaced."""
        name = dialogs.ask_text(self, self.tr("Save these filters"), self.tr("Name"), _LONGEST)
        if name:
            self._keep(recent.filters(self._folder) | {name: self._filters.all_chosen()})

    def _apply(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self._filters.choose_all(recent.filters(self._folder).get(name, {}))

    def _remove(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        left = {other: s for other, s in recent.filters(self._folder).items() if other != name}
        self._keep(left)

    def _keep(self, filters: dict[str, dict[str, object]]) -> None:
        recent.keep_filters(self._folder, filters)
        self.saved.emit()

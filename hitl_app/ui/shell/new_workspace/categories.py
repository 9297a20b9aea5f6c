"""Which categories a new workspace begins with."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from hitl_app.domain.errors import KnownError
from hitl_app.domain.names import clean_name, folded
from hitl_app.domain.starter_sets import (
    GREY_KNOWN,
    KNOWN_SET,
    STARTER_SETS,
    StarterSet,
    known_among,
    renamed,
)
from hitl_app.ui.gateway.latest import Latest
from hitl_app.ui.gateway.services import lists
from hitl_app.ui.kit import dialogs, theme
from hitl_app.ui.kit.fields import Choice
from hitl_app.ui.kit.widgets import button, column, label, row
from hitl_app.ui.session import languages
from hitl_app.ui.wording import formats, messages

_OWN, _FOLDERS = "own", "folders"
_LINES = 6
_SHOWN = 40
"""Letters of a refused name that are shown."""


class CategoriesPart(QWidget):
    """A list to begin with, and its names, which can be changed.

    Signals:
        changed: Another list was chosen, or its names changed.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._language = languages.wanted()
        self._folders: tuple[str, ...] = ()
        self._is_grey = False
        self._latest = Latest(self)
        self.sets = Choice(self.tr("Categories to begin with"))
        for number, one in enumerate(STARTER_SETS):
            title = one.title(self._language)
            if one is KNOWN_SET:
                title = self.tr("{title} (known to the model)").format(title=title)
            self.sets.addItem(title, number)
        self.sets.addItem(self.tr("My own: type or paste"), _OWN)
        self.file = button(self.tr("From a file…"), clicked=self._choose_file)
        self.names = QPlainTextEdit()
        self.names.setAccessibleName(self.tr("Categories, one per line"))
        self.names.setPlaceholderText(self.tr("One category per line"))
        self.names.setTabChangesFocus(True)
        self.names.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + 2 * theme.S3)
        self.about = label("", "dim", wrap=True)
        self.about.setMinimumHeight(2 * self.about.fontMetrics().lineSpacing())
        self.setLayout(
            column(row(self.sets, self.file, None), self.names, self.about, spacing=theme.S2)
        )
        self.sets.currentIndexChanged.connect(self._on_chosen)
        self.names.textChanged.connect(self._on_typed)
        self._on_chosen()

    def offer_folders(self, names: Sequence[str]) -> None:
        """Offer the names of the folders among the chosen photos."""
        if tuple(names) == self._folders:
            return
        self._folders = tuple(names)
        place = self.sets.findData(_FOLDERS)
        if self._folders and place < 0:
            self.sets.insertItem(1, self.tr("From the folder names"), _FOLDERS)
        elif not self._folders and place >= 0:
            self.sets.removeItem(place)
        elif place == self.sets.currentIndex():
            self._on_chosen()

    def fit_photos(self, *, grey: bool) -> None:
        """List the categories that the model for the chosen photos knows, if its own are listed.

        Args:
            grey: Whether the model for grey pictures fits them.
        """
        if grey == self._is_grey:
            return
        was_known = self.is_known()
        self._is_grey = grey
        if was_known:
            self._on_chosen()

    def is_known(self) -> bool:
        """Return True if the model knows the categories."""
        return self._is_set(KNOWN_SET) and self._given() == self._names(KNOWN_SET)

    def known(self) -> int:
        """Return how many of the names the model for photos knows."""
        return known_among(self._given())

    def text(self) -> str:
        """Return the workspace's own categories, a line each; "" for the model's."""
        return "" if self.is_known() else "\n".join(self._given())

    def renames(self) -> Mapping[str, str]:
        """Return names in the window's language for the categories that the model knows."""
        return renamed(self._language) if self.is_known() else {}

    def problem(self) -> str:
        """Return why the list cannot be used; "" if it can."""
        given = self._given()
        if not given:
            return self.tr("Type at least one category.")
        seen: set[str] = set()
        for name in given:
            try:
                cleaned = folded(clean_name(name))
            except KnownError as error:
                why, _ = messages.told(error.code, dict(error.params))
                shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
                text = self.tr("“{name}” cannot be used. {why}")
                return text.format(name=formats.own(shown), why=why)
            if cleaned in seen:
                return self.tr("{name} is listed twice.").format(name=name)
            seen.add(cleaned)
        return ""

    def close_threads(self) -> None:
        """Cancel the reading of a list."""
        self._latest.close()

    def _given(self) -> tuple[str, ...]:
        lines = self.names.toPlainText().splitlines()
        return tuple(line.strip() for line in lines if line.strip())

    def _names(self, one: StarterSet) -> tuple[str, ...]:
        names = one.names(self._language)
        return names[:GREY_KNOWN] if one is KNOWN_SET and self._is_grey else names

    def _is_set(self, one: object) -> bool:
        data = self.sets.currentData()
        return isinstance(data, int) and STARTER_SETS[data] is one

    def _on_chosen(self) -> None:
        data = self.sets.currentData()
        if isinstance(data, int):
            self._fill(self._names(STARTER_SETS[data]))
        elif data == _FOLDERS:
            self._fill(self._folders)
        elif not self.names.hasFocus():
            self._fill(())
            self.names.setFocus()
        self._show()

    def _fill(self, names: Sequence[str]) -> None:
        with QSignalBlocker(self.names):
            self.names.setPlainText("\n".join(names))

    def _on_typed(self) -> None:
        # Names that were changed are the operator's own.
        data = self.sets.currentData()
        chosen = self._names(STARTER_SETS[data]) if isinstance(data, int) else None
        if data != _OWN and self._given() != (chosen or self._folders):
            with QSignalBlocker(self.sets):
                self.sets.setCurrentIndex(self.sets.findData(_OWN))
        self._show()

    def _show(self) -> None:
        problem = self.problem()
        count = len(self._given())
        words = self.tr("{n} categories", "", count).format(n=formats.number(count))
        self.about.setText(problem or words)
        self.changed.emit()

    def _choose_file(self) -> None:
        file = dialogs.choose_list(self)
        if file is not None:
            self._latest.run(lambda _: _read(file), self._on_read)

    def _on_read(self, names: Sequence[str]) -> None:
        with QSignalBlocker(self.sets):
            self.sets.setCurrentIndex(self.sets.findData(_OWN))
        self._fill(names)
        self._show()


def _read(file: Path) -> tuple[str, ...]:
    return tuple(name for _, name in lists.read_names(file).names)

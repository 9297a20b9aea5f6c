"""The dialog for a new workspace: photos, name and place, categories, model."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QLayout, QLineEdit, QWidget

from hitl_app.ui.gateway.beginning import Beginning
from hitl_app.ui.kit import dialogs, theme
from hitl_app.ui.kit.widgets import ElidedLabel, button, column, label, row, set_kind
from hitl_app.ui.session import recent
from hitl_app.ui.shell.new_workspace.categories import CategoriesPart
from hitl_app.ui.shell.new_workspace.photos import PhotosPart
from hitl_app.ui.wording import formats

_REFUSED = set('/\\:*?"<>|')
_WIDTH = 620


class NewWorkspaceDialog(QDialog):
    """Asks for everything that a new workspace needs; nothing is made before its button.

    Args:
        parent: The window.
        paths: Photos that were chosen before.
        place: Folder of the workspace, where it is known.
        note: Why the dialog was opened, where that is not plain.

    Signals:
        wanted: Carries a `Beginning`.
    """

    wanted = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        paths: Sequence[Path] = (),
        place: Path | None = None,
        note: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New workspace"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._root = recent.workspaces_folder() if place is None else place.parent
        self._is_named = place is not None
        self.photos = PhotosPart()
        self.name = QLineEdit(place.name if place is not None else "")
        self.name.setAccessibleName(self.tr("Name of the workspace"))
        self.name.setMaxLength(80)
        self.place = ElidedLabel("dim")
        self.change = button(self.tr("Change…"), clicked=self._choose_root)
        self.change.setAccessibleName(self.tr("Change where the labels are saved"))
        self.caution = label("", "dim", wrap=True)
        self.categories = CategoriesPart()
        self.model = label("", "dim", wrap=True)
        self.cancel = button(self.tr("Cancel"), clicked=self.reject)
        self.begin = button(self.tr("Create workspace"), "primary", clicked=self._on_begin)
        self.begin.setDefault(True)
        self._lay_out(note)
        self.photos.changed.connect(self._on_photos)
        self.name.textEdited.connect(self._on_named)
        self.name.textChanged.connect(self._show)
        self.categories.changed.connect(self._show)
        self.finished.connect(self.photos.close_threads)
        self.finished.connect(self.categories.close_threads)
        self.photos.choose(paths)
        self._on_photos()

    def _lay_out(self, note: str) -> None:
        form = QGridLayout()
        form.setHorizontalSpacing(theme.S4)
        form.setVerticalSpacing(theme.S4)
        form.setColumnStretch(1, 1)
        for sentence in (self.caution, self.model):
            sentence.setMinimumHeight(2 * sentence.fontMetrics().lineSpacing())
            sentence.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        where = column(row(self.place, self.change, grow=0), self.caution, spacing=theme.S1)
        lines: tuple[tuple[str, QWidget | QLayout], ...] = (
            (self.tr("Photos"), self.photos),
            (self.tr("Name"), self.name),
            (self.tr("Saved in"), where),
            (self.tr("Categories"), self.categories),
            (self.tr("Model"), self.model),
        )
        top = Qt.AlignmentFlag.AlignTop
        for number, (words, part) in enumerate(lines):
            caption = label(words, "dim")
            caption.setContentsMargins(0, 0 if number == 4 else theme.S2, 0, 0)
            form.addWidget(caption, number, 0, top)
            if isinstance(part, QLayout):
                form.addLayout(part, number, 1)
            else:
                form.addWidget(part, number, 1)
        head = label(self.tr("New workspace"), "heading")
        about = label(note, "dim", wrap=True)
        about.setVisible(bool(note))
        buttons = row(None, self.cancel, self.begin)
        self.setLayout(column(head, about, form, buttons, spacing=theme.S3, margins=theme.S5))
        self.setFixedWidth(_WIDTH)

    @property
    def folder(self) -> Path:
        """Return the folder of the workspace."""
        return self._root / self.name.text().strip()

    def is_settled(self) -> bool:
        """Return True unless photos are being counted."""
        return not self.photos.is_counting()

    def _on_photos(self) -> None:
        if not self._is_named:
            self.name.setText(self._free_name())
        found = self.photos.found
        self.categories.offer_folders(found.subfolders if found is not None else ())
        self.categories.fit_photos(grey=found is not None and found.reason == "grey-photos")
        self._show()

    def _on_named(self) -> None:
        self._is_named = True

    def _free_name(self) -> str:
        """Return a name after the photos that no folder has yet."""
        paths = self.photos.paths
        if self.photos.is_sample():
            name = self.tr("Sample")
        elif paths:
            name = paths[0].stem if len(paths) == 1 else paths[0].parent.name
        else:
            name = self.tr("Photos")
        name = "".join(letter for letter in name if letter not in _REFUSED) or self.tr("Photos")
        free, number = name, 2
        while (self._root / free).exists():
            free, number = f"{name} {number}", number + 1
        return free

    def _choose_root(self) -> None:
        root = dialogs.choose_folder(self, self.tr("Folder for the new workspace"), self._root)
        if root is not None:
            self._root = root
            self._on_photos()

    def _problem(self) -> str:
        """Return why the workspace cannot be made; "" if it can."""
        name = self.name.text().strip()
        if not name or name in (".", "..") or _REFUSED & set(name):
            return self.tr('Type a name without / \\ : * ? " < > |')
        if recent.is_there(self.folder):
            return self.tr("There is already a workspace in this folder. Choose another name.")
        return ""

    def _is_among_photos(self) -> bool:
        folders = [path for path in self.photos.paths if path.is_dir()]
        return any(self.folder == path or path in self.folder.parents for path in folders)

    def _show(self) -> None:
        problem = self._problem()
        name = self.name.text().strip()
        self.place.setText(formats.own(str(self.folder if name else self._root)))
        kind = "warning" if problem or self._is_among_photos() else "dim"
        if problem:
            words = problem
        elif self._is_among_photos():
            words = self.tr("This folder is among your photos. Another place keeps them apart.")
        else:
            words = self.tr("Your labels are saved here. Your photos stay where they are.")
        self.caution.setText(words)
        set_kind(self.caution, "kind", kind)
        self.model.setText(self._model_words())
        self.begin.setEnabled(not problem and not self.categories.problem())

    def _model_words(self) -> str:
        from hitl_app.resources import PHOTO_MODEL

        found = self.photos.found
        if not self.categories.is_known():
            known = self.categories.known()
            if known:
                text = self.tr(
                    "“{name}”. It knows {n} of these categories by name and suggests them from the"
                    " start.",
                    "",
                    known,
                )
            else:
                text = self.tr(
                    "“{name}”. It does not know these categories yet: suggestions begin once it has"
                    " learned from your first decisions."
                )
            return text.format(name=PHOTO_MODEL, n=formats.number(known))
        if found is None or not found.photos:
            return self.tr("It is chosen when the first photos are imported.")
        if found.reason == "grey-photos":
            text = self.tr("“{name}”, because the photos are grey and have 28×28 pixels.")
        else:
            text = self.tr(
                "“{name}”, because the photos are in colour or larger than 28×28 pixels."
            )
        return text.format(name=found.model)

    def _on_begin(self) -> None:
        self.wanted.emit(
            Beginning(
                self.folder,
                self.photos.paths,
                self.categories.text(),
                self.categories.renames(),
            )
        )
        self.accept()

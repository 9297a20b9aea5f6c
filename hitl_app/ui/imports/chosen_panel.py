"""Panel of the chosen import: unreadable files and actions."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from hitl_app.domain.imports import ImportRun, UnreadableFile
from hitl_app.domain.runs import RunState
from hitl_app.ui.gateway.services import imports
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit import dialogs, theme
from hitl_app.ui.kit.tables import Column, RowsView
from hitl_app.ui.kit.widgets import button, column, label, row
from hitl_app.ui.session.session import Session
from hitl_app.ui.wording import formats, messages
from safeio.reasons import WORDS, with_kind

_RESUMABLE = (RunState.INTERRUPTED, RunState.CANCELLED, RunState.FAILED)


class ChosenPanel(QWidget):
    """Unreadable files of one import, below the buttons that act on it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._run: ImportRun | None = None
        self.unreadable: RowsView[UnreadableFile] = RowsView(
            [
                Column(self.tr("FILE"), self.file_words, stretch=True),
                Column(self.tr("REASON"), self.reason_words),
                Column(self.tr("DETAIL"), lambda file: file.detail or "–"),
            ],
            self.tr("Files that could not be read"),
        )
        self.detail = label("", "heading", wrap=True)
        self.told = label("", "dim", wrap=True)
        resume = self._with_run(lambda run: session.resume_import(run.id))
        self.resume = button(self.tr("Resume"), "primary", clicked=resume)
        self.again = button(self.tr("Try again"), clicked=resume)
        reread = self._with_run(lambda run: session.resume_import(run.id, again=True))
        self.reread = button(self.tr("Read all again"), clicked=reread)
        self.reread.setToolTip(self.tr("Also reads files that seem to be unchanged."))
        revert = self._with_run(self._revert)
        self.undo = button(self.tr("Revert import…"), clicked=revert)
        self.save = button(self.tr("Save list as CSV…"), clicked=self._with_run(self._save))
        buttons = (self.undo, self.reread, self.save, self.again, self.resume)
        layout = column(
            row(self.detail, None, *buttons, grow=0),
            self.told,
            self.unreadable,
            spacing=theme.S3,
        )
        layout.setStretch(2, 1)
        layout.addStretch(0)
        self.setLayout(layout)

    def file_words(self, file: UnreadableFile) -> str:
        """Return the path of a file, or how many more there are in an archive."""
        if not file.others:
            return formats.own(file.path)
        text = self.tr("and {n} more in {path}", "", file.others)
        return text.format(n=formats.number(file.others), path=formats.own(file.path))

    def reason_words(self, file: UnreadableFile) -> str:
        """Describe why a file could not be read."""
        words = messages.translated(WORDS.get(file.reason, file.reason))
        return with_kind(words, file.reason, file.detail)

    def is_settled(self) -> bool:
        """Return True if the files of the import are listed."""
        run = self._run
        return run is None or not run.unreadable or bool(self.unreadable.items.rows)

    def show_run(self, run: ImportRun | None) -> None:
        """Show another import."""
        self._run = run
        self.unreadable.set_rows(())
        self.detail.setText("")
        if run is None:
            return
        self.told.setText(self._told(run))
        if run.unreadable:
            text = self.tr("{n} files could not be read", "", run.unreadable)
            self.detail.setText(text.format(n=formats.number(run.unreadable)))
            work = partial(imports.unreadable_files, import_id=run.id)
            self._session.store.submit(Lane.READS, work, partial(self._on_files, run))
        self.unreadable.setVisible(run.unreadable > 0)
        self.told.setVisible(not run.unreadable)

    def _told(self, run: ImportRun) -> str:
        """Describe the state of an import without unreadable files."""
        if run.state is RunState.RUNNING:
            return self.tr("This import is running.")
        if run.state is RunState.REVERTED:
            return self.tr("This import was reverted. Its photos can be imported again.")
        if run.state is RunState.REVERTING:
            return self.tr("This import is partly reverted. Revert it again to finish.")
        if run.state in _RESUMABLE:
            return self.tr("This import did not finish. What it read is kept; you can resume it.")
        return self.tr("All files of this import were read.")

    def show_actions(self, *, importing: bool) -> None:
        """Show the actions of the import; none while another one runs."""
        run = self._run
        state = None if run is None or importing else run.state
        unreadable = run is not None and run.unreadable > 0
        self.resume.setVisible(state in _RESUMABLE)
        self.save.setVisible(unreadable)
        self.again.setVisible(unreadable and state is not None and state not in _RESUMABLE)
        self.reread.setVisible(state in (RunState.DONE, *_RESUMABLE))
        stays = state in (None, RunState.RUNNING, RunState.REVERTED)
        self.undo.setVisible(not stays and run is not None and run.new > 0)

    def _on_files(self, run: ImportRun, files: tuple[UnreadableFile, ...]) -> None:
        if self._run is not None and self._run.id == run.id:
            self.unreadable.set_rows(files)

    def _with_run(self, act: Callable[[ImportRun], None]) -> Callable[[], None]:
        def clicked() -> None:
            if self._run is not None:
                act(self._run)

        return clicked

    def _revert(self, run: ImportRun) -> None:
        text = self.tr(
            "{n} photos will be removed from the workspace, including those found again by "
            "later imports. The files stay where they are. No decisions are lost.",
            "",
            run.new,
        )
        words = text.format(n=formats.number(run.new))
        title, yes = self.tr("Revert import"), self.tr("Revert")
        if dialogs.confirm(self, title, words, yes):
            self._session.pool.start("import-undo", {"number": run.id})

    def _save(self, run: ImportRun) -> None:
        title, kinds = self.tr("Save the list"), self.tr("Table (*.csv)")
        file = dialogs.choose_target(self, title, "unreadable.csv", kinds)
        if file is not None:
            work = partial(imports.save_unreadable, import_id=run.id, file=file)
            text = self.tr("List saved to {file}.").format(file=file)
            told = messages.Message(text, tone="good")
            self._session.store.submit(Lane.FILES, work, lambda _: self._session.told.emit(told))

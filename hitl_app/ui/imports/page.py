"""The Imports page: what came when, what could not be read, what can go on."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from hitl_app.domain.imports import ImportRun, UnreadableFile, WatchedFolder
from hitl_app.domain.runs import RunState
from hitl_app.messages import NETWORK_REASONS
from hitl_app.ui.gateway import tasks
from hitl_app.ui.gateway.services import imports, versions, watching
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.imports.products_panel import ProductsPanel
from hitl_app.ui.imports.watched_panel import WatchedPanel
from hitl_app.ui.jobs.job import Job, JobState
from hitl_app.ui.jobs.wording import job_line
from hitl_app.ui.kit import dialogs, theme
from hitl_app.ui.kit.tables import Column, RowsView
from hitl_app.ui.kit.widgets import Bar, button, card, column, empty_state, label, row
from hitl_app.ui.session.page import Page
from hitl_app.ui.session.session import DeskSession
from hitl_app.ui.wording import formats, messages
from safeio.reasons import WORDS, with_kind

_RESUMABLE = (RunState.INTERRUPTED, RunState.CANCELLED, RunState.FAILED)


class ImportsPage(Page):
    """Lists imports; the chosen one's unreadable files stand below.

    Signals:
        folder_wanted: A folder is to be chosen.
        files_wanted: Files are to be chosen.
        watch_wanted: A folder to watch is to be chosen.
        networks_wanted: Another network is to be chosen.
        categories_wanted: The categories are to be chosen.
    """

    key = "imports"
    icon = "imports"
    folder_wanted = Signal()
    files_wanted = Signal()
    watch_wanted = Signal()
    networks_wanted = Signal()
    categories_wanted = Signal()

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self._session = session
        self._job: Job | None = None
        self._is_listed = False
        self.header = self._make_header()
        self.running = self._make_running()
        self.network = self._make_network()
        self.products = ProductsPanel(session)
        self.products.left.connect(self._leave_products)
        self.product_card = self._make_products()
        self.watched = WatchedPanel()
        self.watched.switched.connect(session.watch.switch)
        self.watched.removed.connect(session.watch.remove)
        self.table = RowsView(self._columns(), self.tr("Imports"))
        self.table.picked.connect(self._on_picked)
        self.unreadable = RowsView(self._file_columns(), self.tr("Files that could not be read"))
        self.detail = label("", "heading", wrap=True)
        self.resume = button(self.tr("Go on"), "primary")
        self.resume.clicked.connect(self._on_resume)
        self.again = button(self.tr("Try them again"))
        self.again.clicked.connect(self._on_resume)
        self.reread = button(self.tr("Read all again"))
        self.reread.setToolTip(self.tr("Reads files again that seem to be unchanged."))
        self.reread.clicked.connect(self._on_reread)
        self.undo = button(self.tr("Take the import back…"))
        self.undo.clicked.connect(self._on_undo)
        self.save = button(self.tr("Save list as CSV…"))
        self.save.clicked.connect(self._on_save)
        self._lay_out()
        session.pool.updated.connect(self._show_job)
        self._show_job()
        if session.standing is not None:
            self.show_standing(session.standing)
        self.refresh({"imports"})

    @property
    def title(self) -> str:
        """What the rail calls it."""
        return self.tr("Imports")

    def _make_header(self) -> QFrame:
        header = QFrame()
        header.setObjectName("header")
        folder = button(self.tr("Add folder…"), "primary")
        folder.clicked.connect(self.folder_wanted)
        files = button(self.tr("Add files or ZIP…"))
        files.clicked.connect(self.files_wanted)
        watch = button(self.tr("Watch a folder…"))
        watch.setToolTip(self.tr("New photos in a watched folder come in by themselves."))
        watch.clicked.connect(self.watch_wanted)
        self.summary = label("", "dim")
        line = row(label(self.title, "heading"), self.summary, None, watch, files, folder)
        line.setContentsMargins(theme.S5, 0, theme.S5, 0)
        header.setLayout(line)
        return header

    def _make_running(self) -> QFrame:
        self.work = label("", "strong")
        self.bar = Bar(6, self.tr("Progress of the import"))
        self.cancel = button(self.tr("Cancel"), name=self.tr("Cancel the import"))
        self.cancel.clicked.connect(self._on_cancel)
        line = row(spacing=theme.S4)
        line.addLayout(column(self.work, self.bar), 1)
        line.addWidget(self.cancel)
        return card(line)

    def _make_network(self) -> QFrame:
        self.why = label("", wrap=True)
        change = button(self.tr("Choose another…"), name=self.tr("Choose another network"))
        change.clicked.connect(self.networks_wanted)
        line = row(spacing=theme.S4)
        line.addWidget(self.why, 1)
        line.addWidget(change)
        return card(line)

    def _make_products(self) -> QFrame:
        self.product_rule = label("", wrap=True)
        change = button(self.tr("Change…"), name=self.tr("Change how photos belong to a product"))
        change.clicked.connect(self.change_products)
        line = row(spacing=theme.S4)
        line.addWidget(label(self.tr("Products"), "strong"))
        line.addWidget(self.product_rule, 1)
        line.addWidget(change)
        return card(line)

    def change_products(self) -> None:
        """Show what there is to choose of how photos belong to a product."""
        self._stack.setCurrentWidget(self.products)
        self.products.begin()

    def _leave_products(self) -> None:
        self.products.stop()
        self._stack.setCurrentIndex(1)
        self.table.setFocus()

    def show_standing(self, standing: tasks.Standing) -> None:
        """Show how photos belong to a product."""
        self.product_rule.setText(self.products.words(standing.products))
        self.products.show_standing()

    def close_threads(self) -> None:
        """End what is under way; it goes away."""
        self.products.stop()

    def _lay_out(self) -> None:
        self._files_empty = label("", "dim", wrap=True)
        buttons = (self.undo, self.reread, self.save, self.again, self.resume)
        actions = row(self.detail, None, *buttons)
        actions.setStretch(0, 1)
        below = column(spacing=theme.S3)
        below.addLayout(actions)
        below.addWidget(self._files_empty)
        below.addWidget(self.unreadable, 1)
        below.addStretch(0)
        lower = QWidget()
        lower.setLayout(below)
        lists = QWidget()
        above = (self.running, self.network, self.product_card, self.watched, self.table)
        self._lists = column(*above, lower, spacing=theme.S4)
        self._lists.setStretch(len(above), 1)
        self._lists.setContentsMargins(theme.S5, theme.S4, theme.S5, theme.S4)
        lists.setLayout(self._lists)
        add = button(self.tr("Import a folder…"), "primary")
        add.clicked.connect(self.folder_wanted)
        own = button(self.tr("Begin with my own categories…"))
        own.clicked.connect(self.categories_wanted)
        empty = empty_state(
            "imports",
            self.tr("Nothing was imported yet"),
            self.tr("Drop a folder, photos or a ZIP file anywhere on this window."),
            add,
            own,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(lists)
        self._stack.addWidget(self.products)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _columns(self) -> list[Column[ImportRun]]:
        return [
            Column(self.tr("WHEN"), lambda run: formats.moment(run.started_at)),
            Column(self.tr("FROM"), self.origin_words, stretch=True),
            Column(self.tr("STATE"), self.state_words, tone=_tone),
            Column(self.tr("FOUND"), lambda run: formats.number(run.found), right=True),
            Column(self.tr("NEW"), lambda run: formats.number(run.new), right=True),
            Column(self.tr("KNOWN"), lambda run: formats.number(run.known), right=True),
            Column(self.tr("UNREADABLE"), lambda run: formats.number(run.unreadable), right=True),
        ]

    def _file_columns(self) -> list[Column[UnreadableFile]]:
        return [
            Column(self.tr("FILE"), self.file_words, stretch=True),
            Column(self.tr("WHY"), self.reason_words),
            Column(self.tr("DETAIL"), lambda file: file.detail or "–"),
        ]

    def origin_words(self, run: ImportRun) -> str:
        """Describe where an import's photos came from."""
        roots = formats.own(", ".join(run.roots))
        watched = self.tr("from a watched folder: {path}")
        return watched.format(path=roots) if run.watched else roots

    def state_words(self, run: ImportRun) -> str:
        """Describe how an import stands."""
        return {
            RunState.RUNNING: self.tr("● running"),
            RunState.DONE: self.tr("✓ done"),
            RunState.CANCELLED: self.tr("■ cancelled"),
            RunState.FAILED: self.tr("▲ failed"),
            RunState.INTERRUPTED: self.tr("▲ interrupted"),
            RunState.UNDOING: self.tr("▲ half taken back"),
            RunState.UNDONE: self.tr("■ taken back"),
        }[run.state]

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

    def refresh(self, changed: Collection[str]) -> None:
        """Look again when photos or imports changed."""
        if {"imports", "photos"} & set(changed):
            self._session.store.submit(Lane.READS, imports.list_imports, self._on_listed)
        if {"imports", "watched"} & set(changed):
            self._session.store.submit(Lane.READS, watching.list_folders, self._on_watched)
        if {"imports", "networks"} & set(changed):
            self._session.store.submit(Lane.READS, versions.why_active, self._on_network)

    def is_settled(self) -> bool:
        """Return True once the imports, and the files that the chosen one refused, are listed."""
        run = self.table.chosen()
        is_told = run is None or not run.unreadable or bool(self.unreadable.items.rows)
        return self._is_listed and is_told and not self.products.is_asking

    def activated(self) -> None:
        """Bring the list up to date, and give it the keys."""
        self.refresh({"imports"})
        self.table.setFocus()

    def _on_listed(self, runs: tuple[ImportRun, ...]) -> None:
        self._is_listed = True
        self.table.set_rows(runs)
        self.table.fit_height(8)
        new = sum(run.new for run in runs if run.state is not RunState.UNDONE)
        words = self.tr("{n} photos came in", "", new).format(n=formats.number(new))
        self.summary.setText(words if runs else "")
        self._show_place()

    def _on_watched(self, folders: tuple[WatchedFolder, ...]) -> None:
        watch = self._session.watch
        self.watched.show_folders(folders, watch.gone, elsewhere=watch.elsewhere)
        self._show_place()

    def _on_network(self, found: tuple[str, str]) -> None:
        name, reason = found
        words = NETWORK_REASONS.get(reason)
        self.network.setVisible(words is not None)
        self.why.setText(messages.translated(words).format(name=name) if words else "")

    def _show_place(self) -> None:
        if self._stack.currentWidget() is self.products:
            return
        something = self.table.items.rows or self._job or self.watched.rows
        self._stack.setCurrentIndex(1 if something else 0)

    def _show_job(self) -> None:
        job = self._session.pool.find("import")
        self._job = job
        self.running.setVisible(job is not None)
        self._show_place()
        self._show_actions()
        if job is None:
            return
        self.work.setText(job_line(job))
        progress = job.progress
        share = progress.done / progress.total if progress and progress.total else None
        self.bar.set_share(share)
        self.cancel.setEnabled(job.state is not JobState.CANCELLING)

    def _on_picked(self, run: ImportRun | None) -> None:
        self.unreadable.set_rows(())
        self._show_actions()
        if run is None:
            self.detail.setText("")
            return
        self.detail.setText(self._told(run))
        self.unreadable.setVisible(run.unreadable > 0)
        self._files_empty.setVisible(not run.unreadable)
        if run.unreadable:
            work = partial(imports.unreadable_files, import_id=run.id)
            self._session.store.submit(Lane.READS, work, partial(self._on_files, run.id))

    def _told(self, run: ImportRun) -> str:
        if run.state is RunState.RUNNING:
            text = self.tr("This import is running.")
        elif run.unreadable:
            text = self.tr("{n} files could not be read", "", run.unreadable)
            return text.format(n=formats.number(run.unreadable))
        elif run.state is RunState.UNDONE:
            text = self.tr("This import was taken back; its photos can be imported again.")
        elif run.state is RunState.UNDOING:
            text = self.tr("Some of its photos are gone already. Take it back again to go on.")
        elif run.state in _RESUMABLE:
            text = self.tr("What this import read is kept; it can go on where it was.")
        else:
            text = self.tr("Every file of this import could be read.")
        self._files_empty.setText(text)
        return ""

    def _show_actions(self) -> None:
        run = self.table.chosen()
        can_resume = run is not None and run.state in _RESUMABLE and self._job is None
        self.resume.setVisible(can_resume)
        unreadable = run is not None and run.unreadable > 0
        self.save.setVisible(unreadable)
        self.again.setVisible(unreadable and self._job is None and not can_resume)
        is_over = run is not None and run.state in (RunState.DONE, *_RESUMABLE)
        self.reread.setVisible(is_over and self._job is None)
        gone = run is None or run.state in (RunState.RUNNING, RunState.UNDONE) or not run.new
        self.undo.setVisible(not gone and self._job is None)

    def _on_files(self, import_id: int, files: tuple[UnreadableFile, ...]) -> None:
        run = self.table.chosen()
        if run is not None and run.id == import_id:
            self.unreadable.set_rows(files)

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._session.pool.cancel(self._job)

    def _on_resume(self) -> None:
        run = self.table.chosen()
        if run is not None:
            self._session.resume_import(run.id)

    def _on_reread(self) -> None:
        run = self.table.chosen()
        if run is not None:
            self._session.resume_import(run.id, again=True)

    def _on_undo(self) -> None:
        run = self.table.chosen()
        if run is None:
            return
        text = self.tr(
            "Its {n} photos go from the workspace, also those that later imports met again. The "
            "files themselves stay. Nothing that people decided can be lost.",
            "",
            run.new,
        )
        words = text.format(n=formats.number(run.new))
        title, yes = self.tr("Take the import back"), self.tr("Take it back")
        if dialogs.confirm(self, title, words, yes):
            self._session.pool.start("import-undo", {"number": run.id})

    def _on_save(self) -> None:
        run = self.table.chosen()
        kinds = self.tr("Table (*.csv)")
        name = "unreadable.csv"
        if run is None:
            return
        file = dialogs.choose_target(self, self.tr("Save the list"), name, kinds)
        if file is not None:
            work = partial(imports.save_unreadable, import_id=run.id, file=file)
            text = self.tr("The list was written to {file}.").format(file=file)
            told = messages.Message(text, tone="good")
            self._session.store.submit(Lane.FILES, work, lambda _: self._session.told.emit(told))


def _tone(run: ImportRun) -> str:
    tones = {
        RunState.DONE: "good",
        RunState.RUNNING: "accent",
        RunState.FAILED: "warning",
        RunState.INTERRUPTED: "warning",
    }
    return tones.get(run.state, "dim")

"""The Imports page: imports, unreadable files, resuming."""

from collections.abc import Collection

from PySide6.QtWidgets import QFrame, QStackedWidget

from hitl_app.domain.imports import ImportRun, WatchedFolder
from hitl_app.domain.products import OFF
from hitl_app.domain.runs import RunState
from hitl_app.messages import MODEL_REASONS
from hitl_app.ui.gateway import tasks
from hitl_app.ui.gateway.services import imports, versions, watching
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.imports.chosen_panel import ChosenPanel
from hitl_app.ui.imports.products_panel import ProductsPanel
from hitl_app.ui.imports.watched_panel import WatchedPanel
from hitl_app.ui.jobs.job import Job
from hitl_app.ui.jobs.view import JobRow
from hitl_app.ui.jobs.wording import job_line
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.cards import card, empty_state, page_header
from hitl_app.ui.kit.sections import padded
from hitl_app.ui.kit.tables import Column, RowsView
from hitl_app.ui.kit.widgets import button, column, label, row
from hitl_app.ui.session.page import Page
from hitl_app.ui.session.session import Session
from hitl_app.ui.wording import formats, messages


class ImportsPage(Page):
    """Lists imports; the chosen one's unreadable files stand below."""

    key = "imports"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._job: Job | None = None
        self._is_listed = False
        self.header = self._make_header()
        self.running = self._make_running()
        self.model = self._make_model()
        self.products = ProductsPanel(session)
        self.products.back.clicked.connect(self._leave_products)
        self.product_card = self._make_products()
        self.watched = WatchedPanel(session.watch)
        self.table: RowsView[ImportRun] = RowsView(
            [
                Column(self.tr("WHEN"), lambda run: formats.moment(run.started_at)),
                Column(self.tr("FROM"), self.origin_words, stretch=True),
                Column(self.tr("STATE"), self.state_words, tone=_tone),
                Column(self.tr("FOUND"), lambda run: formats.number(run.found), right=True),
                Column(self.tr("NEW"), lambda run: formats.number(run.new), right=True),
                Column(
                    self.tr("ALREADY IMPORTED"), lambda run: formats.number(run.known), right=True
                ),
                Column(
                    self.tr("UNREADABLE"), lambda run: formats.number(run.unreadable), right=True
                ),
            ],
            self.tr("Imports"),
        )
        self.table.picked.connect(self._on_picked)
        self.chosen = ChosenPanel(session)
        self._lay_out()
        session.pool.updated.connect(self._show_job)
        self._show_job()
        if session.status is not None:
            self.show_status(session.status)
        self.refresh({"imports"})

    def _make_header(self) -> QFrame:
        self.folder = button(self.tr("Add folder…"), "primary")
        self.files = button(self.tr("Add files or ZIP…"))
        self.watch = button(self.tr("Watch a folder…"))
        self.watch.setToolTip(self.tr("New photos in a watched folder are imported automatically."))
        self.summary = label("", "dim")
        buttons = (self.watch, self.files, self.folder)
        return page_header(self.tr("Imports"), self.summary, None, *buttons)

    def _make_running(self) -> QFrame:
        self.work = JobRow(
            job_line, "strong", self.tr("Import progress"), self.tr("Cancel the import")
        )
        self.work.cancel.clicked.connect(lambda: self._session.pool.cancel_named("import"))
        return card(row(self.work))

    def _make_model(self) -> QFrame:
        self.why = label("", wrap=True)
        name = self.tr("Choose another model")
        change = button(self.tr("Choose another…"), name=name)
        change.clicked.connect(lambda: self._session.show_wanted.emit("models"))
        return card(row(self.why, change, spacing=theme.S4, grow=0))

    def _make_products(self) -> QFrame:
        self.product_rule = label("", wrap=True)
        name = self.tr("Change product grouping")
        change = button(self.tr("Change…"), name=name, clicked=self.change_products)
        title = label(self.tr("Product grouping"), "strong")
        return card(row(title, self.product_rule, change, spacing=theme.S4, grow=1))

    def change_products(self) -> None:
        """Open the panel of product rules."""
        self._stack.setCurrentWidget(self.products)
        self.products.begin()

    def _leave_products(self) -> None:
        self.products.stop()
        self._stack.setCurrentIndex(1)
        self.table.setFocus()

    def show_status(self, status: tasks.Status) -> None:
        """Show the product rule."""
        words = self.products.words(status.products)
        if status.has_products and status.products == OFF:
            words = self.tr("{rule}, except for product feeds").format(rule=words)
        self.product_rule.setText(words)
        self.products.show_job()

    def close_threads(self) -> None:
        """Cancel running work before it is destroyed."""
        self.products.stop()

    def _lay_out(self) -> None:
        above = (self.model, self.product_card, self.watched, self.table)
        # The running import is last, so that nothing moves when it ends.
        lists = column(*above, self.chosen, self.running, spacing=theme.S4)
        lists.setStretch(len(above), 1)
        add = button(self.tr("Import a folder…"), "primary", clicked=self.folder.click)
        own = button(self.tr("Start with my own categories…"))
        own.clicked.connect(lambda: self._session.show_wanted.emit("categories"))
        empty = empty_state(
            "imports",
            self.tr("No photos imported yet"),
            self.tr("Drop a folder, photos or a ZIP file anywhere on this window."),
            add,
            own,
        )
        self._stack = QStackedWidget()
        for place in (empty, padded(lists), self.products):
            self._stack.addWidget(place)
        self.setLayout(column(self._stack))

    def origin_words(self, run: ImportRun) -> str:
        """Describe where an import's photos came from."""
        roots = formats.own(", ".join(run.roots))
        watched = self.tr("from a watched folder: {path}")
        return watched.format(path=roots) if run.watched else roots

    def state_words(self, run: ImportRun) -> str:
        """Describe the state of an import."""
        return {
            RunState.RUNNING: self.tr("● running"),
            RunState.DONE: self.tr("✓ done"),
            RunState.CANCELLED: self.tr("■ cancelled"),
            RunState.FAILED: self.tr("▲ failed"),
            RunState.INTERRUPTED: self.tr("▲ interrupted"),
            RunState.REVERTING: self.tr("▲ partly reverted"),
            RunState.REVERTED: self.tr("■ reverted"),
        }[run.state]

    def refresh(self, changed: Collection[str]) -> None:
        """Refresh when photos or imports changed."""
        if {"imports", "photos"} & set(changed):
            self._session.store.submit(Lane.READS, imports.list_imports, self._on_listed)
        if {"imports", "watched"} & set(changed):
            self._session.store.submit(Lane.READS, watching.list_folders, self._on_watched)
        if {"imports", "models"} & set(changed):
            self._session.store.submit(Lane.READS, versions.why_active, self._on_model)

    def is_settled(self) -> bool:
        """Return True once the imports, and the chosen one's unreadable files, are listed."""
        return self._is_listed and self.chosen.is_settled() and not self.products.is_asking

    def activated(self) -> None:
        """Refresh and focus the list."""
        self.refresh({"imports"})
        self.table.setFocus()

    def _on_listed(self, runs: tuple[ImportRun, ...]) -> None:
        self._is_listed = True
        self.table.set_rows(runs)
        self.table.fit_height(8)
        new = sum(run.new for run in runs if run.state is not RunState.REVERTED)
        words = self.tr("{n} imported", "", new).format(n=formats.number(new))
        self.summary.setText(words if runs else "")
        self._show_place()

    def _on_watched(self, folders: tuple[WatchedFolder, ...]) -> None:
        watch = self._session.watch
        self.watched.show_folders(folders, watch.gone, elsewhere=watch.elsewhere)
        self._show_place()

    def _on_model(self, found: tuple[str, str]) -> None:
        name, reason = found
        words = MODEL_REASONS.get(reason)
        self.model.setVisible(words is not None)
        self.why.setText(messages.translated(words).format(name=name) if words else "")

    def _show_place(self) -> None:
        if self._stack.currentWidget() is self.products:
            return
        something = self.table.items.rows or self._job or self.watched.rows
        self._stack.setCurrentIndex(1 if something else 0)

    def _show_job(self) -> None:
        self._job = self._session.pool.find("import")
        self.running.setVisible(self._job is not None)
        self.work.show_job(self._job)
        self._show_place()
        self.chosen.show_actions(importing=self._job is not None)

    def _on_picked(self, run: ImportRun | None) -> None:
        self.chosen.show_run(run)
        self.chosen.show_actions(importing=self._job is not None)


def _tone(run: ImportRun) -> str:
    tones = {
        RunState.DONE: "good",
        RunState.RUNNING: "accent",
        RunState.FAILED: "warning",
        RunState.INTERRUPTED: "warning",
    }
    return tones.get(run.state, "dim")

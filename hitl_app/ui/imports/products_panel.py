"""Product rules: choose one, preview it, apply it."""

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from hitl_app.domain.errors import CancelledError
from hitl_app.domain.products import EXAMPLE, FIRST, FOLDER, MAX_PATTERN, NUMBER, OFF, READY
from hitl_app.domain.settings import PRODUCTS
from hitl_app.ui.gateway import product_tasks
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.imports.preview_list import PICTURE, PreviewList
from hitl_app.ui.jobs.view import JobRow
from hitl_app.ui.jobs.wording import status_text
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.cards import card
from hitl_app.ui.kit.fields import ValueChoice
from hitl_app.ui.kit.widgets import QuietScroll, button, column, label, row
from hitl_app.ui.session.session import Session
from hitl_app.ui.settings.control import store_setting
from hitl_app.ui.wording import formats, messages

if TYPE_CHECKING:
    from hitl_app.services.catalogue.products import Preview

_OWN = "own"


class ProductsPanel(QWidget):
    """The rule, a preview, and the way to apply it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._stop = threading.Event()
        self._preview: Preview | None = None
        self.is_asking = False
        self.rule = ValueChoice(self.tr("Product grouping"))
        self.rule.setMaximumWidth(360)
        self.rule.offer(self._choices())
        self.pattern = QLineEdit(EXAMPLE)
        self.pattern.setMaxLength(MAX_PATTERN)
        self.pattern.setAccessibleName(self.tr("File name pattern"))
        self.look = button(self.tr("Preview"), clicked=self.ask)
        self.help = label(
            self.tr(
                "{{sku}} is the part that photos of one product share, {{n}} a number, {{any}} "
                "any text. Leave out the file extension, as in {example}."
            ).format(example=EXAMPLE),
            "dim",
            wrap=True,
        )
        self.view = PreviewList()
        self.apply = button(
            self.tr("Apply"), "primary", name=self.tr("Apply the grouping"), clicked=self._on_apply
        )
        self.working = JobRow(
            status_text, "dim", self.tr("Progress"), self.tr("Cancel the grouping")
        )
        self.working.cancel.clicked.connect(lambda: session.pool.cancel_named("products"))
        self._lay_out()
        self.rule.currentIndexChanged.connect(lambda _: self._on_rule())
        self.pattern.returnPressed.connect(self.ask)
        self.pattern.textChanged.connect(lambda _: self._forget())
        session.pool.updated.connect(self.show_job)
        self.show_job()
        self._show_own()

    def _choices(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Off"), OFF),
            (self.tr("Same folder"), FOLDER),
            (self.tr("File name up to the last _ or - before a number"), NUMBER),
            (self.tr("File name up to the first _ or -"), FIRST),
            (self.tr("File name, custom pattern"), _OWN),
        ]

    def words(self, rule: str) -> str:
        """Name a rule."""
        named = {value: text for text, value in self._choices() if value != _OWN}
        own = self.tr("File name pattern {pattern}").format(pattern=formats.own(rule))
        return named.get(rule, own)

    def _lay_out(self) -> None:
        self.back = button(self.tr("Back to imports"), "quiet")
        heading = row(label(self.tr("Product grouping"), "heading"), None, self.back)
        why = label(
            self.tr(
                "Photos of one product are shown together on the Review page and labelled with "
                "one key. Your files are not changed."
            ),
            "dim",
            wrap=True,
        )
        asked = row(self.rule, self.pattern, self.look, None, grow=1)
        summary = column(self.view.found, self.view.sizes, spacing=theme.S1)
        result = row(summary, spacing=theme.S4, grow=0)
        result.addWidget(self.apply, 0, Qt.AlignmentFlag.AlignTop)
        inner = column(asked, self.help, result, self.working, spacing=theme.S3)
        layout = column(heading, why, card(inner), QuietScroll(self.view), spacing=theme.S4)
        layout.setStretch(3, 1)
        layout.setContentsMargins(theme.S5, theme.S4, theme.S5, theme.S4)
        self.setLayout(layout)

    def begin(self) -> None:
        """Show the rule in force and its preview."""
        status = self._session.status
        rule = OFF if status is None else status.products
        with QSignalBlocker(self.rule):
            self.rule.choose(rule if rule in READY else _OWN)
        if rule not in READY:
            self.pattern.setText(rule)
        self._show_own()
        self.ask()
        self.rule.setFocus(Qt.FocusReason.OtherFocusReason)

    def wanted(self) -> str:
        """Return the rule set in the fields."""
        chosen = str(self.rule.value())
        return self.pattern.text() if chosen == _OWN else chosen

    def _on_rule(self) -> None:
        self._show_own()
        self.ask()
        if self.rule.value() == _OWN:
            self.pattern.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_own(self) -> None:
        own = self.rule.value() == _OWN
        for part in (self.pattern, self.look, self.help):
            part.setVisible(own)

    def stop(self) -> None:
        """Cancel the preview."""
        self._stop.set()

    def _forget(self) -> None:
        """Clear the preview of another rule: only previewed rules can be applied."""
        self._preview = None
        self.apply.setEnabled(False)

    def ask(self) -> None:
        """Preview the rule on all photos, without changes."""
        self.stop()
        self._stop = threading.Event()
        self._forget()
        self.view.tell(self.tr("Reading file names…"))
        self.is_asking = True
        work = partial(
            product_tasks.preview,
            rule=self.wanted(),
            side=2 * PICTURE,
            stopped=self._stop.is_set,
        )
        done = partial(self._on_found, stop=self._stop)
        self._session.store.submit(
            Lane.SEARCHES, work, done, partial(self._on_failed, stop=self._stop)
        )

    def _on_failed(self, error: Exception, *, stop: threading.Event) -> None:
        if stop.is_set() or isinstance(error, CancelledError):
            return
        self.is_asking = False
        message = messages.of_error(error)
        self.view.tell(message.happened, message.remedy, "warning")
        self.view.clear()

    def _on_found(self, looked: product_tasks.Looked, *, stop: threading.Event) -> None:
        if stop.is_set():
            return
        self.is_asking = False
        self._preview = looked.preview
        self.view.show_preview(looked.preview, looked.pictures)
        self.show_job()

    def _on_apply(self) -> None:
        if self._preview is not None:
            self.apply.setEnabled(False)
            store_setting(self._session, PRODUCTS, self._preview.rule)

    def show_job(self) -> None:
        """Show progress, and whether there is anything to apply."""
        job = self._session.pool.find("products")
        self.working.show_job(job)
        status = self._session.status
        rule = None if self._preview is None else self._preview.rule
        there = status is not None and not status.products_pending and status.products == rule
        self.apply.setEnabled(job is None and rule is not None and not there)

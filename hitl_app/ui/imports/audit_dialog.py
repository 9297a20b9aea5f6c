"""Dialog for an audit of imported labels: which import, what accuracy, and what it takes."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QSizePolicy, QWidget

from hitl_app.domain.settings import BY_NAME, TARGET
from hitl_app.ui.gateway.services import auditing
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.cards import Tiles
from hitl_app.ui.kit.fields import ShareField, ValueChoice, titled
from hitl_app.ui.kit.widgets import as_widget, button, column, label, row, set_kind
from hitl_app.ui.wording import formats, messages

if TYPE_CHECKING:
    from hitl_app.domain.labels import LabelImport
    from hitl_app.services.certification.auditing import AuditPlan


class AuditDialog(QDialog):
    """A form with a plan; nothing happens before its button is pressed.

    Signals:
        wanted: Carries the parameters of the job `inspect`.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget, store: Store, operator: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Inspect imported labels"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._store, self._operator = store, operator
        self._plan: AuditPlan | None = None
        self._asked = 0
        self._pause = QTimer(self, singleShot=True, interval=120)
        self._pause.timeout.connect(self._ask)
        self.imports = ValueChoice(self.tr("Import of labels"))
        self.imports.setMaximumWidth(420)
        setting = BY_NAME[TARGET]
        self.target = ShareField(setting.low, setting.high, self.tr("Required accuracy"))
        self.told = label("", "dim", wrap=True)
        self.tiles = Tiles(
            lot=self.tr("labels in force"),
            checks=self.tr("checks"),
            minutes=self.tr("time needed"),
            allowed=self.tr("wrong checks allowed"),
            stages=self.tr("stages left"),
        )
        self.cancel = button(self.tr("Cancel"), clicked=self.reject)
        self.start = button(self.tr("Start inspection"), "primary", clicked=self._on_start)
        self.start.setEnabled(False)
        self._lay_out()
        self.imports.currentIndexChanged.connect(self._ask)
        self.target.moved.connect(self._pause.start)
        self._tell(self.tr("Reading…"))
        store.submit(Lane.READS, auditing.list_imports, self._show_imports, self._show_error)

    def _lay_out(self) -> None:
        lines = (
            (self.tr("Import"), row(self.imports, None)),
            (self.tr("Required accuracy"), row(self.target)),
        )
        explained = self.tr(
            "You label a random sample of the photos again, without seeing the imported labels. "
            "The certificate then states how many of the imported labels are right at least. "
            "Labels that you do not replace stay as they are."
        )
        fields = titled(lines)
        fields.setContentsMargins(0, 0, 0, 0)
        self.form = as_widget(fields)
        # Its figures stay together.
        self.tiles.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        # Room for the longest text, so that nothing moves when it changes.
        self.told.setMinimumHeight(3 * self.told.fontMetrics().lineSpacing())
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        layout = column(
            label(self.tr("Inspect imported labels"), "heading"),
            label(explained, wrap=True),
            self.form,
            self.tiles,
            self.told,
            row(None, self.cancel, self.start),
            spacing=theme.S3,
            margins=theme.S5,
        )
        self.setLayout(layout)
        self.setFixedWidth(620)

    def is_settled(self) -> bool:
        """Return True if the plan matches the fields."""
        return self._plan is not None and not self._pause.isActive()

    def _show_imports(self, found: "tuple[LabelImport, ...]") -> None:
        entries = [(self._name(one), one.id) for one in found]
        with QSignalBlocker(self.imports):
            self.imports.offer(entries)
        if entries:
            self._ask()
        else:
            # Fields without a use would look as if they had one.
            self.form.hide()
            self.tiles.hide()
            self._tell(self.tr("There are no imported labels. File > Import labels reads some."))
            self.adjustSize()

    def _name(self, one: "LabelImport") -> str:
        text = self.tr("{number}: {source}, {n} labels, {day}", "", one.photos)
        return text.format(
            number=one.id,
            source=formats.own(one.source),
            n=formats.number(one.photos),
            day=formats.day(one.started_at),
        )

    def _ask(self) -> None:
        number = self.imports.value()
        if number is None:
            return
        self._asked += 1
        self._plan = None
        self.start.setEnabled(False)
        self.tiles.set_stale(stale=True)
        # The setting's accuracy is shown at first.
        target = self.target.share() if self._asked > 1 else None
        work = partial(auditing.plan, number=number, target=target)
        done = partial(self._if_newest, self._asked)
        self._store.submit(Lane.READS, work, done, self._show_error)

    def _if_newest(self, asked: int, plan: "AuditPlan") -> None:
        if asked == self._asked:
            self._show_plan(plan)

    def _show_plan(self, plan: "AuditPlan") -> None:
        self._plan = plan
        with QSignalBlocker(self.target):
            self.target.show_share(plan.target)
        possible = plan.checks is not None
        figures = {"lot": formats.number(plan.lot), "stages": formats.number(plan.stages_left)}
        if plan.checks is not None:
            figures |= {
                "checks": formats.number(plan.checks),
                "minutes": formats.duration(60 * plan.minutes),
                "allowed": formats.number(plan.allowed) if plan.allowed >= 0 else "–",
            }
        self.tiles.show_figures(figures)
        self.tiles.set_stale(stale=False)
        self.start.setEnabled(possible)
        self.start.setDefault(possible)
        self._tell(self._words(plan), "dim" if possible else "warning")

    def _words(self, plan: "AuditPlan") -> str:
        values = {
            "target": formats.percent(plan.target, 1),
            "confidence": formats.percent(plan.confidence, 1),
        }
        if not plan.stages_left:
            return self.tr(
                "All stages for these labels are used: another inspection would prove nothing."
            )
        if plan.checks is None:
            return self.tr(
                "No sample of so few labels can prove that {target} are right. Choose a lower "
                "accuracy, or review all of them."
            ).format(**values)
        text = self.tr(
            "If at most so many checks are wrong, it is certified with {confidence} confidence "
            "that at least {target} are right. Otherwise another stage with more checks follows, "
            "or the certificate states how many are right."
        )
        return text.format(**values)

    def _show_error(self, error: Exception) -> None:
        problem = messages.of_error(error)
        self._tell(f"{problem.happened} {problem.remedy}", "warning")

    def _tell(self, text: str, kind: str = "dim") -> None:
        set_kind(self.told, "kind", kind)
        self.told.setText(text)

    def _on_start(self) -> None:
        plan = self._plan
        if plan is not None:
            self.wanted.emit(
                {
                    "label_import": plan.label_import.id,
                    "target": plan.target,
                    "checks": plan.checks,
                    "operator": self._operator,
                }
            )
            self.accept()

"""The tour: its steps, and how their completion is detected.

A *deed* is the name of a completed action: a decision on disk, a finished job, a shown page. Pages
and jobs report deeds through `Session.deed`; key presses are not evaluated.
"""

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Signal

from hitl_app.domain.categories import Category
from hitl_app.domain.decisions import Answer


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        page: Key of the page where it is done; any when empty.
        task: What is to be done, and why.
        deeds: Deeds that complete it.
        said: Text after its completion.
        commands: Ids of the commands that do it; their keys are shown.
    """

    id: str
    page: str
    title: str
    task: str
    deeds: tuple[str, ...]
    said: str
    commands: tuple[str, ...] = ()
    times: int = 1


def _(text: str) -> str:
    """Mark a text for translation; `words` translates it."""
    return str(QT_TRANSLATE_NOOP("tour", text))


def words(text: str) -> str:
    """Return a text of a step in the language of the window."""
    return QCoreApplication.translate("tour", text)


STEPS: tuple[Step, ...] = (
    Step(
        "confirm",
        "review",
        _("Confirm three suggestions"),
        _("The highlighted category beside the photo is the model's suggestion. Confirm it if "
          "it is right; otherwise skip the photo for now."),
        ("confirmed",),
        _("Confirmed. Each decision was saved before the next photo appeared."),
        ("confirm", "skip"),
        times=3,
    ),
    Step(
        "correct",
        "review",
        _("Correct a suggestion"),
        _("Press the number of another category in the list beside the photo, or click the "
          "category. This is only practice: you undo it in the next step."),
        ("corrected",),
        _("Corrected. Your decision replaces the suggestion."),
    ),
    Step(
        "undo",
        "review",
        _("Undo it"),
        _("Undo reverses your actions one at a time, even those of earlier days."),
        ("undone",),
        _("Undone. The photo is back, without your decision."),
        ("undo",),
    ),
    Step(
        "put-off",
        "review",
        _("Not sure?"),
        _("Skip this photo, or ask a colleague. Neither assigns a category."),
        ("skipped", "asked"),
        _("The photo was put aside and can be reviewed later."),
        ("skip", "ask"),
    ),
    Step(
        "grid",
        "grid",
        _("Confirm similar photos together"),
        _("In the Grid, select a group, deselect the photos that do not belong, and confirm the "
          "rest together."),
        ("confirmed-many",),
        _("All were confirmed in one action. A single undo reverses it."),
        ("grid", "choose-group", "toggle", "confirm"),
    ),
    Step(
        "find",
        "catalogue",
        _("Find a photo"),
        _("The Catalogue lists every photo. Type part of a file name above the list, such as 12."),
        ("found",),
        _("Found. You can combine filters, and change or export the selected photos."),
        ("find-photos",),
    ),
    Step(
        "retrain",
        "",
        _("Retrain the model"),
        _("Choose Retrain… in the Training menu. The page says what a retraining needs, how long "
          "it takes, and whether it pays."),
        ("saw-retraining",),
        _("Each retraining is tested on validation photos, which are never used for training."),
        ("retrain",),
    ),
    Step(
        "learned",
        "insights",
        _("Check the result"),
        _("On the Insights page, open the Learning section."),
        ("saw-learning",),
        _("Each row is a retraining. Automatic activation needs 30 validation photos."),
    ),
    Step(
        "export",
        "",
        _("Export your labels"),
        _("Choose Export in the File menu and save your labels to a file."),
        ("export",),
        _("Exported. The file lists who reviewed each label, when, and how it was accepted."),
        ("export",),
    ),
)  # fmt: skip


def deed_of(answer: Answer, category_id: int | None, suggestion: Category | None) -> str:
    """Name the deed of a decision.

    Blind photos come without a suggestion: the tour must not reveal whether the model was right.
    """
    if answer is Answer.SKIP:
        return "skipped"
    if answer is Answer.ASK:
        return "asked"
    if answer is not Answer.CATEGORY or suggestion is None:
        return "decided"
    return "confirmed" if category_id == suggestion.id else "corrected"


class Tour(QObject):
    """Progress in the tour.

    Attributes:
        place: Number of the step, from 0; the number of steps when the tour is done.
        times: How often the step was done.
        said: Text of the last completed step; "" at first.

    Signals:
        changed: The step or its repetitions changed, or the tour began or ended.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_running = False
        self.place = self.times = 0
        self.said = ""

    @property
    def step(self) -> Step | None:
        """Return the current step; None at the end."""
        return STEPS[self.place] if self.place < len(STEPS) else None

    def begin(self) -> None:
        """Begin with the first step."""
        self.is_running = True
        self._go(0)

    def leave(self) -> None:
        """End the tour."""
        if self.is_running:
            self.is_running = False
            self.changed.emit()

    def hear(self, deed: str) -> None:
        """Handle a deed."""
        step = self.step
        if not self.is_running or step is None or deed not in step.deeds:
            return
        self.times += 1
        if self.times < step.times:
            self.changed.emit()
        else:
            self._go(self.place + 1, words(step.said))

    def pass_over(self) -> None:
        """Skip the step."""
        if self.is_running and self.step is not None:
            self._go(self.place + 1)

    def _go(self, place: int, text: str = "") -> None:
        self.place, self.times, self.said = place, 0, text
        self.changed.emit()

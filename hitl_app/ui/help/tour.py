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
        id: Its name.
        page: Key of the page where it is done; any when empty.
        title: What is to be done, in a few words.
        task: What is to be done, and why.
        deeds: Deeds that complete it.
        said: Text after its completion.
        commands: Ids of the commands that do it; their keys are shown.
        times: Number of repetitions.
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
        _("The category marked beside the photo is what the model suggests. Where it is right, "
          "confirm it. Where it is not, skip the photo for now."),
        ("confirmed",),
        _("Confirmed: each was on the disk before the next photo showed."),
        ("confirm", "skip"),
        times=3,
    ),
    Step(
        "correct",
        "review",
        _("Correct one"),
        _("Press the digit of another category in the list beside the photo, or click it. Any "
          "will do for practice: the next step takes it back."),
        ("corrected",),
        _("Corrected: your word counts from now on, not the model's."),
    ),
    Step(
        "undo",
        "review",
        _("Take it back"),
        _("Undo takes one operation back after the other, also those of yesterday."),
        ("undone",),
        _("Taken back: the photo is in front of you again, as if you had said nothing."),
        ("undo",),
    ),
    Step(
        "put-off",
        "review",
        _("Not sure yourself?"),
        _("Put this photo off, or leave it to a colleague. Neither counts as a decision on "
          "its category."),
        ("skipped", "asked"),
        _("It is out of your way, and waits until somebody knows."),
        ("skip", "ask"),
    ),
    Step(
        "grid",
        "grid",
        _("Confirm similar photos together"),
        _("In the Grid choose a group, take out what does not belong, and confirm the rest "
          "at once."),
        ("confirmed-many",),
        _("All of them were confirmed in one operation; one undo would take them all back."),
        ("grid", "choose-group", "toggle", "confirm"),
    ),
    Step(
        "find",
        "catalogue",
        _("Find a photo"),
        _("The Catalogue lists every photo. Type a part of a file name above the list, such "
          "as 123."),
        ("found",),
        _("Found. Filters can be combined, and a selection changed or exported."),
        ("find-photos",),
    ),
    Step(
        "retrain",
        "",
        _("Let the model learn from you"),
        _("Choose Retrain now in the Training menu. It takes some minutes; until it is done you "
          "may decide more photos."),
        ("retrain",),
        _("It learned, and was judged on photos of yours that never teach it."),
        ("retrain",),
    ),
    Step(
        "learned",
        "insights",
        _("See what it learned"),
        _("On the Insights page open the section Learning."),
        ("saw-learning",),
        _("Each retraining has a line; under 30 validation photos none takes over by itself."),
    ),
    Step(
        "export",
        "",
        _("Take your work with you"),
        _("Choose Export in the File menu and write your labels to a file."),
        ("export",),
        _("Exported: with each label stands who decided it, when, and on what grounds."),
        ("export",),
    ),
)  # fmt: skip


def deed_of(answer: Answer, category_id: int | None, suggestion: Category | None) -> str:
    """Name the deed of a decision.

    Args:
        answer: The answer.
        category_id: The category, when the answer is one.
        suggestion: The shown suggestion; None for a blind photo, since the tour must not reveal
            whether the model was right.
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

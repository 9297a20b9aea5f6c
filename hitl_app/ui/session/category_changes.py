"""Changes of the categories in the window, and the messages about them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal

from hitl_app.ui.gateway.services import adding, categories, versions
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.session.part import SessionPart
from hitl_app.ui.wording.categories import consequences, listed_words
from hitl_app.ui.wording.messages import Action, Message

if TYPE_CHECKING:
    from hitl_app.services.categories.adding import Listed
    from hitl_app.services.categories.categories import Change
    from hitl_app.workspace import Workspace

T = TypeVar("T")

_TOPIC = "categories"


class CategoryChanges(SessionPart):
    """Changes the categories, in the order in which people ask for it.

    Signals:
        stale: Photos are to be scored again.
        done: A wish was fulfilled; carries the category, None for a list of them.
    """

    stale = Signal()
    done = Signal(object)

    def add(self, name: str) -> None:
        """Add a category behind the others."""
        text = self.tr("{name} was added.")
        self._do(partial(categories.add_category, name=name), text)

    def bring_back(self, name: str) -> None:
        """Offer a retired category again."""
        text = self.tr("{name} is active again.")
        self._do(partial(categories.bring_back, name=name), text)

    def rename(self, old: str, new: str) -> None:
        """Return a category another name."""
        self._do(partial(categories.rename_category, old=old, new=new), "")

    def retire(self, name: str) -> None:
        """Offer a category no more."""
        text = self.tr("{name} was retired.")
        self._do(partial(categories.retire_category, name=name), text)

    def merge(self, name: str, into: str) -> None:
        """Let a category count as another one for good."""
        text = self.tr("{old} was merged into {name}.").replace("{old}", _plain(name))
        self._do(partial(categories.merge_category, name=name, into=into), text)

    def move(self, name: str, place: int) -> None:
        """Move a category to another place in the list, from 0."""
        self._do(partial(categories.move_category, name=name, place=place), "")

    def add_from(self, source: Path) -> None:
        """Add the categories that a file or the subfolders of a folder name."""
        self._do_list(partial(adding.add_from, source=source))

    def begin_with(self, source: Path) -> None:
        """Let a workspace without photos offer only what a file or a folder names."""
        self._do_list(partial(adding.begin_with, source=source))

    def added(self, change: "Change") -> None:
        """Report what came of a category that the Review page added."""
        text = self.tr("{name} was added.")
        on_done = partial(self._on_done, text)
        self._store.submit(Lane.READS, partial(_do, work=lambda _: change), on_done)

    def _do(self, work: "Callable[[Workspace], Change]", words: str) -> None:
        self._store.submit(
            Lane.DECISIONS,
            partial(_do, work=work),
            partial(self._on_done, words),
            self._on_failed,
        )

    def _do_list(self, work: "Callable[[Workspace], Listed]") -> None:
        task = partial(_do, work=work)
        self._store.submit(Lane.DECISIONS, task, self._on_listed, self._on_failed)

    def _on_done(self, words: str, done: "tuple[Change, bool]") -> None:
        change, stale = done
        self._tell_change(stale)
        self.done.emit(change.category)
        touched = consequences(change)
        if touched:
            happened = words.format(name=change.category.name)
            self.told.emit(Message(happened, touched, actions=self._actions(change), topic=_TOPIC))

    def _on_listed(self, done: "tuple[Listed, bool]") -> None:
        listed, stale = done
        self._tell_change(stale)
        self.done.emit(None)
        happened, reasons = listed_words(listed)
        change = next(iter(listed.changes), None)
        tone = "warning" if listed.refused else "good"
        remedy = "" if change is None else consequences(change)
        if listed.refused and not remedy:
            remedy = reasons.split("\n", 1)[0]
        actions = () if change is None else self._actions(change)
        self.told.emit(Message(happened, remedy, reasons, tone, actions, topic=_TOPIC))

    def _tell_change(self, stale: bool) -> None:  # noqa: FBT001 - a result of the store
        self.changed.emit(["categories", "photos", "inspections"])
        if stale:
            self.stale.emit()

    def _actions(self, change: "Change") -> tuple[Action, ...]:
        if not change.certificates:
            return ()
        return ((self.tr("Show certificates"), partial(self.show_wanted.emit, "insights")),)

    def _on_failed(self, error: Exception) -> None:
        # What was typed is not so: the page shows again what is.
        self.changed.emit(["categories"])
        self._tell_error(error)


def _do(workspace: "Workspace", work: "Callable[[Workspace], T]") -> tuple[T, bool]:
    """Change the categories; return the result, and whether photos must be scored again."""
    result = work(workspace)
    return result, versions.stale_photos(workspace) > 0


def _plain(name: str) -> str:
    """Keep braces in a name from being taken for a place to fill."""
    return name.replace("{", "{{").replace("}", "}}")

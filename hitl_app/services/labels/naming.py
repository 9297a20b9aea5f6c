"""How labels become categories, and what becomes of those that are none here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from hitl_app.domain.errors import KnownError
from hitl_app.domain.names import clean_name, folded
from hitl_app.services.categories.categories import add_names
from hitl_app.services.labels.matching import Matches
from hitl_app.store import categories
from hitl_app.workspace import Workspace
from safeio.cells import restore
from safeio.characters import printable
from training.inputs.lists import ANSWERS

_SHOWN: Final = 5


class NewCategories(StrEnum):
    """What to do with labels that are no category here."""

    REFUSE = "refuse"
    CREATE = "create"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Naming:
    """How labels become categories.

    Attributes:
        renamed: Category by label, empty to leave its rows out; others keep their names.
    """

    new: NewCategories = NewCategories.REFUSE
    renamed: Mapping[str, str] = field(default_factory=dict)

    def names_of(self, label: str) -> tuple[str, ...]:
        """Return the category of a label, or as what it may be written: with a guard, or without.

        Spreadsheets run texts with certain first signs as formulas, so that exports guard them.
        """
        mapped = {folded(old): name for old, name in self.renamed.items()}
        texts = tuple(dict.fromkeys((label, restore(label))))
        return next(((mapped[folded(t)],) for t in texts if folded(t) in mapped), texts)


def unknown_names(session: Session, counts: Mapping[str, int], naming: Naming) -> dict[str, int]:
    """Return the names that are no categories here, most frequent first, with their rows.

    `counts` are rows by label. Retired categories count: they are not offered.
    """
    known = _known(session)
    unknown: dict[str, int] = {}
    for label, count in counts.items():
        names = naming.names_of(label)
        if names != ("",) and not any(
            folded(name) in known or folded(name) in ANSWERS for name in names
        ):
            unknown[names[-1]] = unknown.get(names[-1], 0) + count
    return dict(sorted(unknown.items(), key=lambda item: -item[1]))


def _known(session: Session) -> set[str]:
    every = categories.all_categories(session, retired=True)
    return {folded(c.name) for c in every if not c.retired or c.merged_into}


def settle_names(workspace: Workspace, found: Matches, naming: Naming) -> tuple[str, ...]:
    """Create the unknown categories, if that is wanted; return those that were created.

    Raises:
        KnownError: Some are unknown and neither to be created nor to be skipped, or too many.
    """
    with workspace.database.read() as session:
        unknown = unknown_names(session, found.counts(), naming)
    if not unknown or naming.new is NewCategories.SKIP:
        return ()
    if naming.new is NewCategories.REFUSE:
        first = [printable(name) for name in list(unknown)[:_SHOWN]]
        shown = ", ".join([*first, *(["…"] if len(unknown) > _SHOWN else [])])
        raise KnownError("labels-categories", names=shown, count=len(unknown))
    names: dict[str, str] = {}
    for text in unknown:
        name = _allowed(text)
        if name is not None:
            names.setdefault(folded(name), name)
    with workspace.database.write() as session:
        known = _known(session)
        fresh = [name for key, name in names.items() if key not in known]
        if fresh:
            add_names(session, fresh)
    return tuple(fresh)


def _allowed(name: str) -> str | None:
    try:
        return clean_name(name)
    except KnownError:
        return None

"""Report of categories that the model does not know: each of them once."""

from collections.abc import Sequence
from pathlib import Path

from hitl_app.domain.categories import Category
from hitl_app.ui.wording.categories import unknown_words
from hitl_app.ui.wording.messages import Message

_MOST = 20
"""Number of workspaces that are remembered."""


class NewCategories:
    """Remembers by workspace up to which category new ones were reported.

    Args:
        folder: The open workspace.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder.absolute())
        self._told_to: dict[str, int] = {}

    def message(self, unknown: Sequence[Category], offered: int) -> Message | None:
        """Return a message on the categories that were not reported yet, if any.

        Args:
            unknown: Offered categories that the model does not know.
            offered: Number of offered categories.
        """
        before = self._told_to.pop(self._folder, 0)
        new = [category for category in unknown if category.id > before]
        self._told_to[self._folder] = max([before, *(category.id for category in new)])
        words = unknown_words(new, offered)
        return Message(*words, tone="hint", topic="new-categories") if new else None

    def state(self) -> dict[str, int]:
        """Return what is remembered, in JSON types."""
        return dict(list(self._told_to.items())[-_MOST:])

    def restore(self, state: object) -> None:
        """Restore it; invalid values are ignored."""
        if isinstance(state, dict):
            self._told_to = {place: to for place, to in state.items() if type(to) is int}

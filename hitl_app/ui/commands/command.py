"""One command of the table, and its words in the language of the window."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from hitl_app.domain.roles import Role

WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        id: Its name in this table.
        text: Words in menus and in the help.
        action: Method of the owner that does it; see `bound`.
        keys: Keys, the first one shown; a key without modifier is heard unless a text field has
            the focus.
        menu: Menu that it stands in, else that of its page; none when empty.
        enabled: Method of the owner that returns whether it is enabled; always without one.
        hint: Short words beside its key cap.
        divider: Whether a line stands above it in the menu.
        repeats: Whether holding the key repeats it.
        names_itself: Method of the owner that returns its current text, such as what is undone.
        also: Keys of other pages that offer it too.
        role: The least role that it needs; without it, the reason is shown instead.
    """

    id: str
    text: str
    action: Callable[..., object]
    keys: tuple[str, ...] = ()
    menu: str | None = None
    enabled: Callable[..., bool] | None = None
    hint: str = ""
    divider: bool = False
    repeats: bool = False
    names_itself: Callable[..., str] | None = None
    also: tuple[str, ...] = ()
    role: Role = Role.VIEWER

    def __post_init__(self) -> None:
        if self.menu is None:
            object.__setattr__(self, "menu", self.owner)

    @property
    def owner(self) -> str:
        """Return the key of its page, or `WINDOW`: the class of its action."""
        return self.action.__qualname__.partition(".")[0].lower()

    @property
    def words(self) -> str:
        """Return the text in the language of the window."""
        return translated(self.text)

    @property
    def hint_words(self) -> str:
        """Return the hint in the language of the window."""
        return translated(self.hint)


def translated(text: str) -> str:
    """Return a text of this table in the language of the window."""
    return QCoreApplication.translate("commands", text)

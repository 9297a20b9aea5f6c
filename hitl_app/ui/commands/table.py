"""All that can be asked of the desk, in one table: menus, buttons, key caps and help follow it."""

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be asked for.

    Attributes:
        id: Its name in this table.
        text: Words in menus and in the help.
        callback: Method of the owner that does it.
        keys: Keys, the first one shown; a key without modifier is heard unless a text field has
            the focus.
        owner: Key of the page that it belongs to, or `WINDOW`.
        menu: Menu that it stands in; none when empty.
        enabled: Method of the owner that says whether it makes sense now; always when empty.
        hint: Short words beside its key cap.
        divider: Whether a line stands above it in the menu.
        repeats: Whether holding the key repeats it.
        names_itself: Method of the owner that gives the words of now, such as what is undone.
        also: Keys of other pages that can do it as well.
    """

    id: str
    text: str
    callback: str
    keys: tuple[str, ...] = ()
    owner: str = WINDOW
    menu: str = ""
    enabled: str = ""
    hint: str = ""
    divider: bool = False
    repeats: bool = False
    names_itself: str = ""
    also: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The text in the language of the desk."""
        return translated(self.text)

    @property
    def hint_words(self) -> str:
        """The hint in the language of the desk."""
        return translated(self.hint)


_REVIEW, _CATALOGUE, _NETWORKS, _CATEGORIES = "review", "catalogue", "networks", "categories"
_GRID = "grid"


def _(text: str) -> str:
    """Mark a text for translation; `translated` translates it."""
    return str(QT_TRANSLATE_NOOP("commands", text))


def translated(text: str) -> str:
    """Return a text of this table in the language of the desk."""
    return QCoreApplication.translate("commands", text)


MENUS: tuple[tuple[str, str], ...] = (
    ("file", _("&File")),
    ("review", _("&Review")),
    ("grid", _("&Grid")),
    ("catalogue", _("&Catalogue")),
    ("categories", _("&Categories")),
    ("training", _("&Training")),
    ("view", _("&View")),
    ("help", _("&Help")),
)

# One line or two a command: a table is read down its columns.
# fmt: off
COMMANDS: tuple[Command, ...] = (
    Command(
        "import-folder", _("Import folder…"), "import_folder", ("Ctrl+I",), menu="file",
        enabled="can_import",
    ),
    Command(
        "import-files", _("Import files or ZIP…"), "import_files", ("Ctrl+Shift+I",), menu="file",
        enabled="can_import",
    ),
    Command(
        "watch-folder", _("Watch a folder…"), "watch_folder", menu="file", enabled="has_workspace",
    ),
    Command("new", _("New workspace…"), "new_workspace", ("Ctrl+N",), menu="file", divider=True),
    Command("open", _("Open workspace…"), "choose_workspace", ("Ctrl+O",), menu="file"),
    Command(
        "operator", _("Who is at the desk…"), "choose_operator", menu="file",
        enabled="has_workspace", divider=True,
    ),
    Command(
        "export", _("Export…"), "export", ("Ctrl+E",), menu="file",
        enabled="has_workspace", divider=True,
    ),
    Command("backup", _("Back up…"), "back_up", menu="file", enabled="has_workspace"),
    Command("quit", _("Quit"), "quit", ("Ctrl+Q",), menu="file", divider=True),
    Command(
        "confirm", _("Confirm the suggestion"), "confirm", ("Enter",), _REVIEW, "review",
        enabled="has_suggestion", hint=_("confirm"), also=(_GRID,),
    ),
    Command(
        "undo", _("Undo"), "undo", ("Backspace", "Ctrl+Z", "U"), _REVIEW, "review",
        enabled="can_undo", hint=_("undo"), names_itself="undo_words", also=(_GRID, _CATALOGUE),
    ),
    Command(
        "digit", _("Choose the category of that digit"), "choose_digit", tuple("1234567890"),
        _REVIEW, enabled="has_photo", also=(_GRID,),
    ),
    Command(
        "confirm-views", _("Confirm for all views of the product"), "confirm_views",
        ("Shift+Enter",), _REVIEW, "review", enabled="can_confirm_views", hint=_("all views"),
    ),
    Command(
        "digit-views", _("Choose that category for all views of the product"), "choose_for_views",
        tuple(f"Shift+{digit}" for digit in "1234567890"), _REVIEW, enabled="has_photo",
    ),
    Command(
        "skip", _("Skip"), "skip", ("S",), _REVIEW, "review", enabled="has_photo",
        hint=_("skip"), divider=True, also=(_GRID,),
    ),
    Command(
        "not-a-photo", _("Not a product photo"), "not_a_photo", ("X",), _REVIEW, "review",
        enabled="has_photo", hint=_("not a product"), also=(_GRID,),
    ),
    Command(
        "ask", _("Ask a colleague"), "ask", ("F",), _REVIEW, "review", enabled="has_photo",
        hint=_("ask a colleague"),
    ),
    Command(
        "ask-note", _("Ask with a note…"), "ask_with_note", ("M",), _REVIEW, "review",
        enabled="has_photo", hint=_("ask with a note"),
    ),
    Command(
        "new-category", _("New category…"), "new_category", ("N",), _REVIEW, "review",
        enabled="is_ready", hint=_("new category"),
    ),
    Command(
        "find-category", _("Find a category"), "find_category", ("/",), _REVIEW, "review",
        enabled="has_photo", hint=_("find a category"),
    ),
    Command(
        "next", _("Look at the next photo"), "look_on", ("Right",), _REVIEW, "review",
        enabled="has_photo", divider=True,
    ),
    Command(
        "previous", _("Look at the photo before"), "look_back", ("Left",), _REVIEW, "review",
        enabled="has_photo",
    ),
    Command(
        "explain", _("Show what the network looked at"), "explain", ("E",), _REVIEW, "review",
        enabled="can_explain", hint=_("explain"), divider=True,
    ),
    Command(
        "order", _("Order of the queue…"), "choose_order", (), _REVIEW, "review",
        enabled="is_ready",
    ),
    Command(
        "skipped", _("Look at skipped photos again"), "look_at_skipped", ("L",), _REVIEW, "review",
        enabled="has_skipped",
    ),
    Command(
        "copy-path", _("Copy path and SKU"), "copy_path", ("Ctrl+C",), _REVIEW, "review",
        enabled="has_photo", hint=_("copy the path"), also=(_GRID, _CATALOGUE),
    ),
    Command(
        "show-product", _("Only the views of this product"), "show_product", ("P",), _REVIEW,
        "review", enabled="has_product", hint=_("the product"), also=(_CATALOGUE,),
    ),
    Command(
        "grid", _("Look-alikes together"), "open_grid", ("G",), _REVIEW, "review",
        enabled="is_ready", hint=_("look-alikes"), divider=True,
    ),
    Command(
        "choose-group", _("Choose the group, then everything"), "choose_on", ("Ctrl+A",), _GRID,
        "grid", enabled="has_photo", hint=_("all of the group"), also=(_CATALOGUE,),
    ),
    Command(
        "look-closer", _("Look at the photo on the Review page"), "open_current", ("V",), _GRID,
        "grid", enabled="has_photo", hint=_("look closer"),
    ),
    Command(
        "group-again", _("Group again what waits"), "group_again", ("F5",), _GRID, "grid",
        enabled="is_ready", hint=_("group again"),
    ),
    Command(
        "leave-grid", _("Back to the Review page"), "leave", ("Esc", "G"), _GRID, "grid",
        hint=_("back"), divider=True,
    ),
    Command(
        "find-photos", _("Find text in the paths"), "find_text", ("/",), _CATALOGUE, "catalogue",
        hint=_("find"),
    ),
    Command(
        "open-photo", _("Look at the photo on the Review page"), "open_current", ("Enter",),
        _CATALOGUE, "catalogue", enabled="has_photo", hint=_("look at it"), divider=True,
    ),
    Command(
        "toggle", _("Take into the selection or out of it"), "toggle", ("Space",), _CATALOGUE,
        "catalogue", enabled="has_photo", hint=_("in or out"), also=(_GRID,),
    ),
    Command(
        "reopen", _("Reopen the selection: let it wait again"), "reopen", ("R",), _CATALOGUE,
        "catalogue", enabled="has_selection", hint=_("reopen"), divider=True,
    ),
    Command(
        "recategorise", _("Change the category of the selection…"), "choose_category", ("C",),
        _CATALOGUE, "catalogue", enabled="has_selection", hint=_("category"), also=(_GRID,),
    ),
    Command(
        "export-chosen", _("Export the selection…"), "export_chosen", ("Ctrl+Shift+E",),
        _CATALOGUE, "catalogue", enabled="has_selection", hint=_("export"),
    ),
    Command(
        "show-in-folder", _("Show in the folder"), "show_in_folder", ("O",), _CATALOGUE,
        "catalogue", enabled="has_photo", hint=_("folder"), divider=True,
    ),
    Command(
        "go-categories", _("Categories"), "show_categories", ("Ctrl+K",), menu="categories",
        enabled="has_workspace", hint=_("all categories"),
    ),
    Command(
        "category-add", _("Add a category…"), "add", ("N",), _CATEGORIES, "categories",
        divider=True,
    ),
    Command(
        "category-rename", _("Rename"), "rename", ("F2",), _CATEGORIES, "categories",
        enabled="can_change", hint=_("rename"),
    ),
    Command(
        "category-up", _("Move up"), "move_up", ("Alt+Up",), _CATEGORIES, "categories",
        enabled="can_change", hint=_("move up"), repeats=True,
    ),
    Command(
        "category-down", _("Move down"), "move_down", ("Alt+Down",), _CATEGORIES, "categories",
        enabled="can_change", hint=_("move down"), repeats=True,
    ),
    Command(
        "category-merge", _("Merge into another…"), "merge", ("M",), _CATEGORIES, "categories",
        enabled="can_lose_one", hint=_("merge into another"), divider=True,
    ),
    Command(
        "category-retire", _("Retire…"), "retire", ("Del",), _CATEGORIES, "categories",
        enabled="can_lose_one", hint=_("retire"),
    ),
    Command(
        "category-back", _("Bring back"), "bring_back", ("B",), _CATEGORIES, "categories",
        enabled="can_bring_back", hint=_("bring back"),
    ),
    Command(
        "category-list", _("Add from a list…"), "import_list", owner=_CATEGORIES,
        menu="categories", divider=True,
    ),
    Command(
        "category-folders", _("Add from folder names…"), "import_folders", owner=_CATEGORIES,
        menu="categories",
    ),
    Command("category-leave", _("Back"), "leave", ("Esc",), _CATEGORIES),
    Command(
        "retrain", _("Retrain now"), "retrain", ("Ctrl+T",), menu="training",
        enabled="can_retrain",
    ),
    Command(
        "cancel-training", _("Cancel retraining"), "cancel_training", menu="training",
        enabled="is_training",
    ),
    Command(
        "earn", _("Earn acceptance…"), "earn_acceptance", menu="training",
        enabled="has_workspace", divider=True,
    ),
    Command(
        "evaluate", _("Evaluate the active version"), "evaluate", menu="training",
        enabled="has_workspace", divider=True,
    ),
    Command(
        "compare", _("Compare versions…"), "compare_versions", menu="training",
        enabled="has_workspace",
    ),
    Command(
        "activate", _("Activate a version…"), "activate_version", menu="training",
        enabled="has_workspace", divider=True,
    ),
    Command(
        "rollback", _("Roll back to the version before"), "roll_back", menu="training",
        enabled="can_roll_back",
    ),
    Command(
        "schedule", _("Schedule…"), "show_schedule", menu="training", enabled="has_workspace",
        divider=True,
    ),
    Command("go-review", _("Review"), "show_review", ("Ctrl+1",), menu="view"),
    Command("go-grid", _("Grid"), "show_grid", ("Ctrl+2",), menu="view"),
    Command("go-catalogue", _("Catalogue"), "show_catalogue", ("Ctrl+3",), menu="view"),
    Command("go-imports", _("Imports"), "show_imports", ("Ctrl+4",), menu="view"),
    Command("go-networks", _("Networks"), "show_networks", ("Ctrl+5",), menu="view"),
    Command("go-insights", _("Insights"), "show_insights", ("Ctrl+6",), menu="view"),
    Command(
        "zoom-in", _("Zoom in"), "zoom_in", ("+",), _REVIEW, "view", enabled="has_photo",
        divider=True, repeats=True, also=(_GRID,),
    ),
    Command(
        "zoom-out", _("Zoom out"), "zoom_out", ("-",), _REVIEW, "view", enabled="has_photo",
        repeats=True, also=(_GRID,),
    ),
    Command(
        "fit", _("Fit the photo"), "zoom_fit", ("Ctrl+0",), _REVIEW, "view", enabled="has_photo",
    ),
    Command("guide", _("Guide"), "show_guide", ("F1",), menu="help"),
    Command("tour", _("Tour on the sample catalogue…"), "begin_tour", menu="help"),
    Command(
        "keys", _("Keys of this page"), "toggle_keys", ("?",), menu="help", hint=_("keys"),
        divider=True,
    ),
    Command("change-keys", _("Change keys…"), "change_keys", menu="help"),
    Command(
        "diagnostics", _("Copy diagnostics"), "copy_diagnostics", menu="help", divider=True,
    ),
    Command("about", _("About Second Look"), "about", menu="help"),
)
# fmt: on

BY_ID = {command.id: command for command in COMMANDS}


def command(name: str) -> Command:
    """Return a command by its id."""
    return BY_ID[name]


def key_words(key: str) -> str:
    """Return a key as it is written on a cap."""
    return {"Backspace": "⌫", "Left": "←", "Right": "→"}.get(
        key, key.replace("Up", "↑").replace("Down", "↓")
    )

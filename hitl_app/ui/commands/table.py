"""One table of all commands: menus, buttons, key caps and help are made from it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

from hitl_app.domain.roles import Role
from hitl_app.ui.commands.command import Command
from hitl_app.ui.commands.owners import Catalogue, Categories, Grid, Review, Window


def _(text: str) -> str:
    """Mark a text for translation; `translated` translates it."""
    return str(QT_TRANSLATE_NOOP("commands", text))


# One line or two a command: a table is read down its columns.
# fmt: off
COMMANDS: tuple[Command, ...] = (
    Command(
        "import-folder", _("Import folder…"), Window.import_folder, ("Ctrl+I",), menu="file",
        enabled=Window.can_import,
    ),
    Command(
        "import-files", _("Import files or ZIP…"), Window.import_files, ("Ctrl+Shift+I",),
        menu="file", enabled=Window.can_import,
    ),
    Command(
        "import-labels", _("Import labels…"), Window.import_labels, ("Ctrl+L",), menu="file",
        enabled=Window.has_workspace,
    ),
    Command(
        "watch-folder", _("Watch a folder…"), Window.watch_folder, menu="file",
        enabled=Window.has_workspace,
    ),
    Command("new", _("New workspace…"), Window.new_workspace, ("Ctrl+N",), "file", divider=True),
    Command("open", _("Open workspace…"), Window.choose_workspace, ("Ctrl+O",), menu="file"),
    Command(
        "operator", _("Change operator…"), Window.choose_operator, menu="file",
        enabled=Window.has_workspace, divider=True,
    ),
    Command(
        "export", _("Export…"), Window.export, ("Ctrl+E",), menu="file",
        enabled=Window.has_workspace, divider=True, role=Role.LEAD,
    ),
    Command(
        "backup", _("Back up…"), Window.back_up, menu="file", enabled=Window.has_workspace,
        role=Role.LEAD,
    ),
    Command("restore", _("Restore from a backup…"), Window.restore, menu="file"),
    Command(
        "preferences", _("Preferences…"), Window.show_preferences, ("Ctrl+,",), menu="file",
        divider=True,
    ),
    Command("quit", _("Quit"), Window.quit, ("Ctrl+Q",), menu="file", divider=True),
    Command(
        "confirm", _("Confirm suggestion"), Review.confirm, ("Enter",),
        enabled=Review.has_suggestion, hint=_("confirm"), also=("grid",),
    ),
    Command(
        "undo", _("Undo"), Review.undo, ("Backspace", "Ctrl+Z", "U"), enabled=Review.can_undo,
        hint=_("undo"), names_itself=Review.undo_words, also=("grid", "catalogue"),
    ),
    Command(
        "digit", _("Choose category by number"), Review.choose_digit, tuple("1234567890"),
        enabled=Review.has_photo, also=("grid",), menu="",
    ),
    Command(
        "confirm-views", _("Confirm for the whole product"), Review.confirm_views,
        ("Shift+Enter",), enabled=Review.can_confirm_views, hint=_("whole product"),
    ),
    Command(
        "digit-views", _("Choose category for the whole product"),
        Review.choose_for_views, tuple(f"Shift+{digit}" for digit in "1234567890"),
        enabled=Review.has_photo, menu="",
    ),
    Command(
        "skip", _("Skip"), Review.skip, ("S",), enabled=Review.has_photo, hint=_("skip"),
        divider=True, also=("grid",),
    ),
    Command(
        "not-a-photo", _("Not a product photo"), Review.not_a_photo, ("X",),
        enabled=Review.has_photo, hint=_("not a product"), also=("grid",),
    ),
    Command(
        "ask", _("Ask a colleague"), Review.ask, ("F",), enabled=Review.has_photo,
        hint=_("ask a colleague"),
    ),
    Command(
        "ask-note", _("Ask with a note…"), Review.ask_with_note, ("M",), enabled=Review.has_photo,
        hint=_("ask with a note"),
    ),
    Command(
        "new-category", _("New category…"), Review.new_category, ("N",), enabled=Review.is_ready,
        hint=_("new category"),
    ),
    Command(
        "find-category", _("Search categories"), Review.find_category, ("/",),
        enabled=Review.has_photo, hint=_("search categories"),
    ),
    Command(
        "next", _("Next photo"), Review.show_next, ("Right",), enabled=Review.has_photo,
        divider=True,
    ),
    Command(
        "previous", _("Previous photo"), Review.show_previous, ("Left",), enabled=Review.has_photo,
    ),
    Command(
        "explain", _("Explain suggestion"), Review.explain, ("E",),
        enabled=Review.can_explain, hint=_("explain"), divider=True,
    ),
    Command("order", _("Queue order…"), Review.choose_order, (), enabled=Review.is_ready),
    Command(
        "skipped", _("Review skipped"), Review.review_skipped, ("L",), enabled=Review.has_skipped,
    ),
    Command(
        "copy-path", _("Copy path and SKU"), Review.copy_path, ("Ctrl+C",),
        enabled=Review.has_photo, hint=_("copy path"), also=("grid", "catalogue"),
    ),
    Command(
        "show-product", _("Show photos of this product"), Review.show_product, ("P",),
        enabled=Review.has_product, hint=_("this product"), also=("catalogue",),
    ),
    Command(
        "grid", _("Group similar photos"), Review.open_grid, ("G",), enabled=Review.is_ready,
        hint=_("similar photos"), divider=True,
    ),
    Command(
        "choose-group", _("Select group"), Grid.choose_group, ("Ctrl+A",),
        enabled=Grid.has_photo, hint=_("select group"), also=("catalogue",),
    ),
    Command(
        "choose-visible", _("Select visible photos"), Grid.choose_visible, ("Ctrl+Shift+A",),
        enabled=Grid.has_photo, hint=_("select visible"), also=("catalogue",),
    ),
    Command(
        "choose-all", _("Select all photos…"), Grid.choose_all, enabled=Grid.has_photo,
        also=("catalogue",),
    ),
    Command(
        "review-photo", _("Open in Review"), Grid.open_current, ("V",), enabled=Grid.has_photo,
        hint=_("open"),
    ),
    Command(
        "group-again", _("Group again"), Grid.group_again, ("F5",), enabled=Grid.is_ready,
        hint=_("group again"),
    ),
    Command(
        "leave-grid", _("Back to Review"), Grid.leave, ("Esc", "G"), hint=_("back"),
        divider=True,
    ),
    Command("find-photos", _("Search file names"), Catalogue.find_text, ("/",), hint=_("search")),
    Command(
        "open-photo", _("Open in Review"), Catalogue.open_current, ("Enter",),
        enabled=Catalogue.has_photo, hint=_("open"), divider=True,
    ),
    Command(
        "toggle", _("Select or deselect"), Catalogue.toggle, ("Space",),
        enabled=Catalogue.has_photo, hint=_("select/deselect"), also=("grid",),
    ),
    Command(
        "leave-page", _("Back to Review"), Catalogue.leave, ("Esc",), menu="",
        also=("imports", "models", "insights"),
    ),
    Command(
        "reopen", _("Mark as unreviewed"), Catalogue.reopen, ("R",),
        enabled=Catalogue.can_reopen, hint=_("mark as unreviewed"), divider=True,
    ),
    Command(
        "recategorise", _("Change category…"), Catalogue.choose_category,
        ("C",), enabled=Catalogue.has_selection, hint=_("category"), also=("grid",),
    ),
    Command(
        "export-chosen", _("Export selection…"), Catalogue.export_chosen, ("Ctrl+Shift+E",),
        enabled=Catalogue.has_selection, hint=_("export"), role=Role.LEAD,
    ),
    Command(
        "show-in-folder", _("Show in folder"), Catalogue.show_in_folder, ("O",),
        enabled=Catalogue.has_photo, hint=_("folder"), divider=True,
    ),
    Command(
        "find-duplicates", _("Find near-duplicates"), Window.find_duplicates, ("Ctrl+D",),
        menu="catalogue", enabled=Window.has_workspace, divider=True,
    ),
    Command(
        "label-alike", _("Label the group like this photo"), Catalogue.label_alike, ("A",),
        enabled=Catalogue.can_label_alike, hint=_("label all like this"),
    ),
    Command(
        "drop-others", _("Keep this photo, drop its duplicates"), Catalogue.drop_others, ("D",),
        enabled=Catalogue.has_group, hint=_("drop the others"),
    ),
    Command(
        "go-categories", _("Categories"), Window.show_categories, ("Ctrl+K",), menu="categories",
        enabled=Window.has_workspace, hint=_("all categories"),
    ),
    Command("category-add", _("Add category…"), Categories.add, ("N",), divider=True),
    Command(
        "category-rename", _("Rename"), Categories.rename, ("F2",), enabled=Categories.can_change,
        hint=_("rename"), role=Role.LEAD,
    ),
    Command(
        "category-key", _("Change key…"), Categories.change_key, ("K",),
        enabled=Categories.can_change, hint=_("change key"),
    ),
    Command(
        "category-up", _("Move up"), Categories.move_up, ("Alt+Up",), enabled=Categories.can_change,
        hint=_("move up"), repeats=True, role=Role.LEAD,
    ),
    Command(
        "category-down", _("Move down"), Categories.move_down, ("Alt+Down",),
        enabled=Categories.can_change, hint=_("move down"), repeats=True, role=Role.LEAD,
    ),
    Command(
        "category-merge", _("Merge into another…"), Categories.merge, ("M",),
        enabled=Categories.can_lose_one, hint=_("merge into another"), divider=True, role=Role.LEAD,
    ),
    Command(
        "category-retire", _("Retire…"), Categories.retire, ("Del",),
        enabled=Categories.can_lose_one, hint=_("retire"), role=Role.LEAD,
    ),
    Command(
        "category-back", _("Restore"), Categories.bring_back, ("B",),
        enabled=Categories.can_bring_back, hint=_("restore"),
    ),
    Command("category-list", _("Add from a list…"), Categories.import_list, divider=True),
    Command("category-folders", _("Add from folder names…"), Categories.import_folders),
    Command("category-leave", _("Back"), Categories.leave, ("Esc",), menu=""),
    Command(
        "retrain", _("Retrain…"), Window.retrain, ("Ctrl+T",), menu="training",
        enabled=Window.can_retrain, role=Role.LEAD,
    ),
    Command(
        "cancel-training", _("Cancel retraining"), Window.cancel_training, menu="training",
        enabled=Window.is_training,
    ),
    Command(
        "earn", _("Verify automatic labels…"), Window.earn_acceptance, menu="training",
        enabled=Window.has_workspace, divider=True, role=Role.LEAD,
    ),
    Command(
        "audit-labels", _("Inspect imported labels…"), Window.audit_labels, menu="training",
        enabled=Window.has_workspace, role=Role.LEAD,
    ),
    Command(
        "evaluate", _("Evaluate active version"), Window.evaluate, menu="training",
        enabled=Window.has_workspace, divider=True, role=Role.LEAD,
    ),
    Command(
        "compare", _("Compare versions…"), Window.compare_versions, menu="training",
        enabled=Window.has_workspace,
    ),
    Command(
        "activate", _("Activate a version…"), Window.activate_version, menu="training",
        enabled=Window.has_workspace, divider=True, role=Role.LEAD,
    ),
    Command(
        "rollback", _("Roll back to previous version"), Window.roll_back, menu="training",
        enabled=Window.can_roll_back, role=Role.LEAD,
    ),
    Command(
        "export-model", _("Export model…"), Window.export_model, menu="training",
        enabled=Window.has_workspace, divider=True, role=Role.LEAD,
    ),
    Command(
        "schedule", _("Schedule…"), Window.show_schedule, menu="training",
        enabled=Window.has_workspace, divider=True, role=Role.LEAD,
    ),
    Command("go-review", _("Review"), Window.show_review, ("Ctrl+1",), menu="view"),
    Command("go-grid", _("Grid"), Window.show_grid, ("Ctrl+2",), menu="view"),
    Command("go-catalogue", _("Catalogue"), Window.show_catalogue, ("Ctrl+3",), menu="view"),
    Command("go-imports", _("Imports"), Window.show_imports, ("Ctrl+4",), menu="view"),
    Command("go-models", _("Models"), Window.show_models, ("Ctrl+5",), menu="view"),
    Command("go-insights", _("Insights"), Window.show_insights, ("Ctrl+6",), menu="view"),
    Command(
        "zoom-in", _("Zoom in"), Review.zoom_in, ("+",), menu="view", enabled=Review.has_photo,
        divider=True, repeats=True, also=("grid",),
    ),
    Command(
        "zoom-out", _("Zoom out"), Review.zoom_out, ("-",), menu="view", enabled=Review.has_photo,
        repeats=True, also=("grid",),
    ),
    Command("fit", _("Fit to window"), Review.zoom_fit, ("Ctrl+0",), "view", Review.has_photo),
    Command(
        "full-screen", _("Full screen"), Window.toggle_full_screen, ("F11",), menu="view",
        divider=True,
    ),
    Command("guide", _("Guide"), Window.show_guide, ("F1",), menu="help"),
    Command("tour", _("Tour with sample photos…"), Window.begin_tour, menu="help"),
    Command(
        "keys", _("Keyboard shortcuts"), Window.toggle_keys, ("?",), menu="help",
        hint=_("shortcuts"), divider=True,
    ),
    Command("change-keys", _("Change shortcuts…"), Window.change_keys, menu="help"),
    Command(
        "diagnostics", _("Copy diagnostics"), Window.copy_diagnostics, menu="help", divider=True,
    ),
    Command("about", _("About Second Look"), Window.about, menu="help"),
)
# fmt: on

BY_ID = {command.id: command for command in COMMANDS}


def command(name: str) -> Command:
    """Return a command by its id."""
    return BY_ID[name]


def bound(method: Callable[..., object], owner: object) -> Any:
    """Return an owner's bound method for one of the table."""
    return getattr(owner, method.__name__)

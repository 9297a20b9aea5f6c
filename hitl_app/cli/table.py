"""The one table of commands, by name."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from hitl_app.cli import (
    administration,
    beginning,
    categories,
    duplicates,
    imports,
    insights,
    inspecting,
    labels,
    many,
    places,
    products,
    review,
    roles,
    serving,
    team,
    versions,
)
from hitl_app.cli.terminal import Output, opened, report
from hitl_app.store.engine.dialect import Durability
from hitl_app.workspace import Workspace

COMMANDS: Final[Mapping[str, Callable[[Workspace, Any], Output]]] = {
    "inspect": inspecting.inspect,
    "categories list": categories.show,
    "categories add": categories.add,
    "categories bring-back": categories.bring_back,
    "categories rename": categories.rename,
    "categories retire": categories.retire,
    "categories merge": categories.merge,
    "categories move": categories.move,
    "categories import": categories.import_names,
    "watch": imports.watch,
    "watch list": imports.list_folders,
    "watch add": imports.add_folder,
    "watch remove": imports.remove_folder,
    "watch on": partial(imports.switch_folder, active=True),
    "watch off": partial(imports.switch_folder, active=False),
    "status": insights.status,
    "progress": insights.progress,
    "mistakes": insights.mistakes,
    "opinions": insights.opinions,
    "decide": review.decide,
    "import-labels": labels.import_labels,
    "undo": review.undo,
    "export": administration.export,
    "retrain": versions.retrain,
    "models list": versions.list_versions,
    "models activate": versions.activate,
    "models rollback": versions.roll_back,
    "models evaluate": versions.evaluate,
    "models compare": versions.compare,
    "models prune": versions.prune,
    "models pin": partial(versions.pin, pinned=True),
    "models unpin": partial(versions.pin, pinned=False),
    "models export": versions.export,
    "models export-runtime": versions.export_runtime,
    "models import": versions.import_file,
    "settings list": administration.list_settings,
    "backup": administration.back_up,
    "move-to": team.move,
    "roles list": roles.show,
    "roles make": roles.make,
    "roles give": roles.give,
}
"""Commands on an open workspace."""
ALONE: Final[Mapping[str, Callable[[Any], None]]] = {
    "init": beginning.init,
    "connect": team.connect,
    "import": imports.import_photos,
    "classify-many": many.classify,
    "products": products.show,
    "duplicates": duplicates.duplicates,
    "queue": review.queue,
    "paths list": places.list_places,
    "paths set": places.set_place,
    "paths remove": places.remove_place,
    "settings get": administration.get_setting,
    "settings set": administration.set_setting,
    "restore": administration.restore,
    "serve": serving.serve,
    "diagnostics": administration.diagnose,
}
"""Commands that open the workspace and print by themselves."""
_BULK: Final = frozenset(
    {
        "import-labels",
        "retrain",
        "models activate",
        "models rollback",
        "models evaluate",
        "models compare",
    }
)


def run_command(name: str, given: Any) -> None:
    """Run a command and print its result."""
    if name in ALONE:
        ALONE[name](given)
        return
    durability = Durability.NORMAL if name in _BULK else Durability.FULL
    with opened(given, durability) as workspace:
        result, lines = COMMANDS[name](workspace, given)
    report(given, result, lines)

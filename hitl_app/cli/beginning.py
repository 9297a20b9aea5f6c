"""Make a workspace: place, photos and categories, from options or asked in a terminal."""

import os
import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from hitl_app.cli.imports import import_into
from hitl_app.cli.team import folder_of
from hitl_app.cli.terminal import report
from hitl_app.domain.errors import KnownError
from hitl_app.domain.starter_sets import KNOWN_SET, STARTER_SETS, find_set, renamed
from hitl_app.messages import MODEL_REASONS, sentences
from hitl_app.resources import sample_catalogue
from hitl_app.services.categories import adding, categories
from hitl_app.services.categories.adding import Listed
from hitl_app.services.categories.lists import Names, typed_names
from hitl_app.services.models.versions import why_active
from hitl_app.store.engine.dialect import Durability
from hitl_app.workspace import Workspace, database_path
from safeio.printing import ask, complain

T = TypeVar("T")

_FOLDERS, _SAMPLE = "folders", "sample"


@dataclass(frozen=True, slots=True)
class _Answers:
    """What a workspace begins with.

    Attributes:
        names: Its own categories; None for those that the model knows.
        language: Language of the names of those.
    """

    folder: Path
    paths: tuple[str, ...] = ()
    names: Names | None = None
    language: str = "en"


def init(given: Any) -> None:
    """Make a workspace; in a terminal, ask for what no option says."""
    answers = _answers(given)
    existed = database_path(answers.folder).exists()
    workspace = _create(answers.folder, given.database)
    try:
        listed = _begin(workspace, answers)
        offered = [c.name for c in categories.list_categories(workspace)]
        imported = import_into(workspace, answers.paths) if answers.paths else None
        name, reason = why_active(workspace)
    finally:
        workspace.close()
    path = workspace.database.dialect.place
    event = "Workspace exists" if existed else "Workspace created"
    result: dict[str, Any] = {"database": path, "new": not existed, "model": name}
    lines = [f"{event}: {path}"]
    if listed is not None:
        result |= {"categories": offered, "refused": refused(listed)}
        lines += [f"Categories: {', '.join(offered)}.", *refusals(listed)]
    if imported is not None:
        result["import"] = imported[0]
        lines += imported[1]
    elif reason in MODEL_REASONS:
        lines.append(MODEL_REASONS[reason].format(name=name))
    report(given, result, lines)


def _create(folder: Path, address: str | None) -> Workspace:
    if address is None:
        return Workspace.create(folder, Durability.NORMAL)
    return Workspace.create_on_server(folder, address, Durability.NORMAL)


def _begin(workspace: Workspace, answers: _Answers) -> Listed | None:
    if answers.names is not None:
        return adding.begin_with_names(workspace, answers.names)
    if answers.language != "en":
        adding.begin_in_language(workspace, renamed(answers.language))
    return None


def _answers(given: Any) -> _Answers:
    """Return what the options say, and in a terminal what the operator answers."""
    asks = sys.stdin.isatty() and sys.stderr.isatty() and not given.json
    paths = _photos(given, asks=asks)
    folder = folder_of(given) or _folder(paths, asks=asks)
    names, language = _categories(given, paths, asks=asks and not database_path(folder).exists())
    return _Answers(folder, paths, names, language)


def _ask(question: str, check: Callable[[str], T]) -> T:
    """Ask until an answer can be used; an empty one is the default."""
    while True:
        try:
            return check(ask(question))
        except KnownError as error:
            complain(*sentences(error.code, error.params))


def _photos(given: Any, *, asks: bool) -> tuple[str, ...]:
    if given.sample:
        return (str(sample_catalogue()),)
    if given.photos:
        return _existing(given.photos)
    if not asks:
        return ()
    question = f"Photos to import: folders, photos or ZIP files, or “{_SAMPLE}”. Enter: none yet."
    return _ask(question, _typed_paths)


def _typed_paths(answer: str) -> tuple[str, ...]:
    if answer == _SAMPLE:
        return (str(sample_catalogue()),)
    # A path with spaces may come without quotes.
    if os.path.lexists(answer):
        return (answer,)
    try:
        return _existing([os.path.expanduser(path) for path in shlex.split(answer)])  # noqa: PTH111
    except ValueError as error:
        raise KnownError("read-failed", path=answer, detail=str(error)) from error


def _existing(paths: list[str]) -> tuple[str, ...]:
    for path in paths:
        if not os.path.lexists(path):
            detail = "there is no such file or folder"
            raise KnownError("read-failed", path=path, detail=detail)
    return tuple(paths)


def _folder(paths: tuple[str, ...], *, asks: bool) -> Path:
    """Return the folder of the workspace; by default the current one, unless it has the photos."""
    here = Path.cwd()
    if not asks:
        return here
    usual = here
    if any(Path(path).resolve() in (here, *here.parents) for path in paths):
        from hitl_app.ui.session.recent import workspaces_folder

        usual = workspaces_folder() / here.name
    question = f"Folder that keeps your labels; photos stay where they are. Enter: {usual}"
    return _ask(question, lambda answer: Path(answer).expanduser() if answer else usual)


def _categories(given: Any, paths: tuple[str, ...], *, asks: bool) -> tuple[Names | None, str]:
    """Return own categories, None for the known ones, and the language of those."""
    source = given.categories or given.categories_from
    if source is not None:
        # Nothing is made for a list that cannot be read.
        return adding.names_to_begin_with(source), "en"
    if given.starter:
        return _of_answer(given.starter, paths)
    if not asks:
        return None, "en"
    sets = ", ".join(title.lower() for one in STARTER_SETS for title in one.titles.values())
    question = (
        f"Categories: a set ({sets}), “{_FOLDERS}” for the names of the folders, a file with one "
        "per line, or names with commas between them. Enter: clothes, which the model knows."
    )
    return _ask(question, lambda answer: _of_answer(answer, paths))


def _of_answer(answer: str, paths: tuple[str, ...]) -> tuple[Names | None, str]:
    found = find_set(answer)
    if not answer:
        return None, "en"
    if found is not None:
        one, language = found
        known = one is KNOWN_SET
        return (None if known else typed_names("\n".join(one.names(language)))), language
    if answer == _FOLDERS and len(paths) == 1:
        return adding.names_to_begin_with(Path(paths[0])), "en"
    if "," not in answer and Path(answer).expanduser().exists():
        return adding.names_to_begin_with(Path(answer).expanduser()), "en"
    names = typed_names("\n".join(answer.split(",")))
    if names.refused:
        raise names.refused[0].error
    return names, "en"


def refused(listed: Listed) -> list[dict[str, Any]]:
    """Return lines that were refused, with codes of the reasons."""
    return [{"line": one.line, "reason": one.error.code} for one in listed.refused]


def refusals(listed: Listed) -> list[str]:
    """Return lines that were refused, with the reasons in words."""
    return [
        f"line {one.line}: {sentences(one.error.code, one.error.params)[0]}"
        for one in listed.refused
    ]

"""Stored user state: recent workspaces, operator, window, language."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hitl_app.store.engine.address import CONNECTION

_FILE = "window.json"
_MOST = 8


def last_workspace() -> Path | None:
    """Return the workspace that was opened last, if it still exists."""
    folders = _folders()
    return folders[0] if folders and is_there(folders[0]) else None


def workspaces() -> tuple[Path, ...]:
    """Return recent workspaces that still exist, newest first."""
    return tuple(folder for folder in _folders() if is_there(folder))


def is_there(folder: Path) -> bool:
    """Return True if a folder is a workspace."""
    return any((folder / name).is_file() for name in ("review.db", CONNECTION))


def is_on_server(folder: Path) -> bool:
    """Return True if the workspace of a folder is in a database on a server."""
    return (folder / CONNECTION).is_file()


def operator() -> str:
    """Return the last operator; "" without one."""
    name = _content().get("operator")
    return name if isinstance(name, str) else ""


def remember(folder: Path) -> None:
    """Remember a workspace; errors are ignored."""
    here = folder.absolute()
    others = [other for other in _folders() if other != here]
    keep(recent=[str(one) for one in (here, *others)][:_MOST])


def tour_was_offered() -> bool:
    """Return True if the tour was offered here, or taken."""
    return _content().get("tour") is True


def sample_folder(number: int) -> Path:
    """Return where a workspace with the sample catalogue is kept; the first one has number 1."""
    from platformdirs import user_data_path

    name = "sample" if number == 1 else f"sample-{number}"
    return user_data_path("second-look", appauthor=False) / name


def is_own_sample(folder: Path) -> bool:
    """Return True if a folder is one of those."""
    return folder.parent == sample_folder(1).parent


def workspaces_folder() -> Path:
    """Return the folder that new workspaces are made in: the one that was chosen, or the usual."""
    from platformdirs import user_documents_path

    if has_own_folder():
        return Path(_content()["workspaces"])
    return user_documents_path() / "Second Look"


def filters(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the saved filters of a workspace by name, unchecked."""
    every = _content().get("filters")
    saved = every.get(str(folder.absolute())) if isinstance(every, dict) else None
    if not isinstance(saved, dict):
        return {}
    return {name: state for name, state in saved.items() if isinstance(state, dict)}


def keep_filters(folder: Path, saved: Mapping[str, Any]) -> None:
    """Remember the saved filters of a workspace; errors are ignored."""
    every = _content().get("filters")
    others = every if isinstance(every, dict) else {}
    keep(filters=others | {str(folder.absolute()): dict(saved)})


def has_own_folder() -> bool:
    """Return True if a folder for new workspaces was chosen."""
    chosen = _content().get("workspaces")
    return isinstance(chosen, str) and bool(chosen)


def theme() -> str:
    """Return the chosen colour scheme: light, dark, or "" for that of the system."""
    name = _content().get("theme")
    return name if name in ("light", "dark") else ""


def window() -> dict[str, Any]:
    """Return the stored window state, unchecked."""
    state = _content().get("window")
    return state if isinstance(state, dict) else {}


def language() -> str:
    """Return the code of the language that was chosen, "" when the system's is followed."""
    code = _content().get("language")
    return code if isinstance(code, str) else ""


def _folders() -> list[Path]:
    content = _content()
    # Before there was a list, one folder was kept.
    listed = content.get("recent", [content.get("workspace")])
    return [Path(one) for one in listed if isinstance(one, str)] if isinstance(listed, list) else []


def _content() -> dict[str, Any]:
    try:
        content = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def keep(**values: object) -> None:
    """Remember values of JSON types by their names; errors are ignored."""
    file = _file()
    partial = file.with_suffix(f".{os.getpid()}.partial")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(json.dumps(_content() | values), encoding="utf-8")
        partial.replace(file)
    except (OSError, UnicodeEncodeError):
        partial.unlink(missing_ok=True)


def _file() -> Path:
    from platformdirs import user_state_path

    return user_state_path("second-look", appauthor=False) / _FILE

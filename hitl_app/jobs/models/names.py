"""Names of the versions that are made in a workspace."""

from hitl_app.store.models import versions as models
from hitl_app.workspace import Workspace


def free_name(workspace: Workspace, parent: str) -> str:
    """Name the next version after the first of its line here: photo, photo-1, photo-2."""
    with workspace.database.read() as session:
        parents = {version.name: version.parent for version in models.all_versions(session)}
    root, seen = parent, {parent}
    # Cards that name each other as parents must not loop forever.
    while (above := parents.get(root)) in parents and above not in seen:
        root = above
        seen.add(above)
    number = 1
    taken = {*parents, *(path.name for path in workspace.models_folder.glob("*"))}
    while f"{root}-{number}" in taken:
        number += 1
    return f"{root}-{number}"

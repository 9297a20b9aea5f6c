"""Model versions of a workspace, and the codes of its refusals."""

import json
import shutil

import pytest

from hitl_app import resources
from hitl_app.domain.errors import KnownError
from hitl_app.services.models import versions
from hitl_app.store.models.versions import activate, add_version


def code_of(call, *arguments):
    with pytest.raises(KnownError) as raised:
        call(*arguments)
    return raised.value.code


def add_child(workspace, name, *, active=True):
    """Register a version as a retraining would, with the weights of the shipped one."""
    parent = versions.active_version(workspace)
    target = workspace.models_folder / name
    shutil.copytree(resources.shipped_models() / "seed-cnn", target)
    card = json.loads((target / "card.json").read_text())
    (target / "card.json").write_text(json.dumps({**card, "name": name, "parent": parent.name}))
    with workspace.database.write() as session:
        number = add_version(
            session,
            name=name,
            parent=parent.name,
            sha256=card["sha256"],
            outputs=parent.outputs,
            metrics={},
            shipped=False,
        )
        if active:
            activate(session, number, "gate")

"""Commands and their output."""

import json

from hitl_app.cli import run


def run_json(capsys, *arguments, status=0):
    assert run([*arguments, "--json"]) == status
    return json.loads(capsys.readouterr().out)

"""What a command prints."""

import json

from hitl_app.cli import run


def said(capsys, *arguments, status=0):
    assert run([*arguments, "--json"]) == status
    return json.loads(capsys.readouterr().out)

"""Commands and their output."""

import csv
import json

from hitl_app.cli import run


def run_json(capsys, *arguments, status=0):
    assert run([*arguments, "--json"]) == status
    return json.loads(capsys.readouterr().out)


def decide_from_table(capsys, table, rows):
    """Write (photo, label) rows to a table, decide from it, and return the output."""
    with table.open("w", newline="") as file:
        csv.writer(file).writerows([("photo", "label"), *rows])
    return run_json(capsys, "decide", "--from", str(table))

"""Names from foreign sources, as commands print them."""

import argparse
import contextlib
import json
import re
import shutil
from pathlib import Path

import pytest

import hitl_app.cli
import safeio
import training
from hitl_app.cli import run
from safeio.characters import printable
from safeio.printing import Parser
from tests.helpers.workspace.foreign import STEERING, foreign_workspace
from training.cli.main import main as training_main

_STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ud800-\udfff]")
_TYPED = STEERING.replace("\x00", "")

_COMMANDS = """
status
progress
products
opinions
opinions --wanted
opinions --wanted --operator @
queue
queue --format csv
queue --format json
categories list
categories add @
categories add @1
categories rename @1 Parka
categories retire @2
categories retire @
categories merge @1 @2
categories merge @1 @2 --yes
categories move @1 3
categories bring-back @
categories bring-back @1
categories import @
models list
models activate @
models pin @
models unpin @1
models prune
models export @ x.zip
models import @
models compare @
settings list
settings get @
settings get operator
settings set operator @
settings set threshold @
settings set products @
settings set queue-order @
watch list
watch add @
watch remove @
watch off @
watch --once
inspect
inspect --list
inspect --certificate 1
inspect --carry
inspect --out @ --certificate 1
undo
undo --operator @
decide --from @
decide --from said.csv --operator @
export @
export @.csv
export x --format @
import @
backup @
restore @
diagnostics
init --categories @
init
@
queue --limit @
--workspace @ status
""".strip().split("\n")
_LISTS = """
status
progress
products
opinions --wanted
categories list
models list
settings list
watch list
inspect --list
undo --operator @
""".strip().split("\n")

_SHOWS = ("progress", "queue --format csv", "categories list", "models list", "watch list",
          "inspect --list", "settings get operator")  # fmt: skip


@pytest.fixture(scope="module")
def foreign(tmp_path_factory):
    folder = tmp_path_factory.mktemp("foreign") / "workspace"
    foreign_workspace(folder, STEERING)
    return folder


@pytest.fixture
def app(foreign, tmp_path, monkeypatch):
    folder = tmp_path / "workspace"
    shutil.copytree(foreign, folder)
    monkeypatch.chdir(folder)
    (folder / "said.csv").write_text("photo,label\nx,y\n", encoding="utf-8")
    return folder


def printed(capsys) -> str:
    taken = capsys.readouterr()
    return taken.out + taken.err


@pytest.mark.parametrize("command", [*_COMMANDS, *(f"{command} --json" for command in _LISTS)])
def test_command_prints_nothing_that_steers_a_terminal(app, capsys, command):
    # Wrong usage ends the process.
    with contextlib.suppress(SystemExit):
        run([part.replace("@", _TYPED) for part in command.split(" ")])
    text = printed(capsys)
    assert not _STEERS.findall(text)
    assert "unexpected error" not in text
    if command in _SHOWS:
        assert text.count(printable(STEERING)[:20]) >= 1


def test_queue_prints_values_of_database_as_json(app, capsys):
    assert run(["queue", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["queue"]
    assert rows
    assert all(row["path"].startswith(STEERING) for row in rows)


@pytest.mark.parametrize("arguments", [
    ["evaluate", _TYPED], ["predict", _TYPED, "--model", _TYPED], ["analyse", _TYPED], [_TYPED],
    ["train", "--seed", _TYPED, "--out", "x"],
    ["blend", _TYPED, _TYPED, "--architecture", "seed-cnn", "--out", "x"],
])  # fmt: skip
def test_training_prints_nothing_that_steers_a_terminal(tmp_path, monkeypatch, capsys, arguments):
    monkeypatch.chdir(tmp_path)
    with contextlib.suppress(SystemExit):
        training_main(arguments)
    text = printed(capsys)
    assert text
    assert not _STEERS.findall(text)


def test_parser_escapes_arguments_in_its_message(capsys):
    parser = Parser(prog="x")
    parser.add_subparsers().add_parser("y")
    with pytest.raises(SystemExit):
        parser.parse_args(["y", "\x1b[2J\u202e"])
    assert "\\x1b[2J\\u202e" in capsys.readouterr().err
    assert isinstance(parser, argparse.ArgumentParser)


def test_only_one_module_writes_to_the_terminal():
    """A command that prints by itself would print control characters."""
    writes = re.compile(
        r"\bprint\(|sys\.std(out|err)\.write|csv\.writer\(sys|argparse\.ArgumentParser\("
    )
    # The example beside an exported model is a program of its own.
    own = {"safeio/printing.py", "training/runtimes/example.py"}
    top = Path(training.__file__).parents[1]
    for package in (hitl_app.cli, training, safeio):
        root = Path(package.__file__).parent
        for file in root.rglob("*.py"):
            found = [line for line in file.read_text("utf-8").splitlines() if writes.search(line)]
            # Rich draws tables and bars from escaped cells.
            bad = [line for line in found if "onsole" not in line and "def _print" not in line]
            is_own = file.relative_to(top).as_posix() in own
            assert not bad or is_own or "_print(drawing" in bad[0], file

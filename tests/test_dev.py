"""The script dev.py: the Python that it finds, environments, system packages and checks."""

import ast
import importlib.util
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def dev(tmp_path, monkeypatch):
    """The module `dev.py`, its virtual environment moved away from the real one."""
    spec = importlib.util.spec_from_file_location("dev_under_test", ROOT / "dev.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv/second-look.json")
    monkeypatch.setattr(module, "PIP_LOG", tmp_path / ".venv/pip.log")
    return module


def program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


posix = pytest.mark.skipif(os.name != "posix", reason="shell scripts stand in for programs")


def test_an_old_python_can_read_it():
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["lint"], 2), (["--help"], 0)])
def test_it_says_how_to_call_it(dev, capsys, arguments, status):
    assert dev.main(arguments) == status
    assert "dev.py app" in capsys.readouterr().out


def test_the_running_python_is_taken_but_never_that_of_an_environment(dev):
    found = dev.find_python()
    assert dev.ask_python([found])[0] == sys.version_info[:2]
    prefixes = "import sys; print(sys.prefix == sys.base_prefix)"
    assert subprocess.check_output([found, "-c", prefixes], text=True).strip() == "True"


def test_without_a_fitting_python_there_is_one_sentence(dev, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 8, 18))
    monkeypatch.setenv("PATH", "")
    assert dev.main(["app"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "3.8" in err


@posix
def test_another_python_on_the_path_is_found_behind_a_broken_one(dev, monkeypatch, tmp_path):
    program(tmp_path / "shims/python3.13", "exit 127")
    program(tmp_path / "liar/python3.13", "echo 3 9; echo /usr/bin/python3.9")
    good = program(tmp_path / "good/python3.12", f"echo 3 12; echo {tmp_path}/good/python3.12")
    folders = ("shims", "liar", "none", "good")
    monkeypatch.setenv("PATH", os.pathsep.join(str(tmp_path / name) for name in folders))
    monkeypatch.setattr(sys, "version_info", (3, 14, 0))
    assert dev.find_python() == str(good)


@pytest.fixture
def steps(dev, monkeypatch):
    """What `prepare` does, with nothing done."""
    done = []

    def make_venv(_base):
        done.append("venv")
        dev.VENV.mkdir(exist_ok=True)

    monkeypatch.setattr(dev, "make_venv", make_venv)
    monkeypatch.setattr(dev, "install", lambda _python, extra: done.append(extra))
    monkeypatch.setattr(dev, "usable", lambda *_args: dev.VENV.exists())
    return done


def test_an_environment_is_made_once_and_filled_when_its_list_changes(dev, steps, monkeypatch):
    for extra in ("app", "app", "dev", "dev", "app"):
        dev.prepare(sys.executable, extra)
    assert steps == ["venv", "app", "dev"]
    monkeypatch.setattr(dev, "wanted_hash", lambda: "another")
    for extra in ("app", "dev"):
        dev.prepare(sys.executable, extra)
    assert steps == ["venv", "app", "dev", "app", "dev"]


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", "{}"])
def test_a_damaged_stamp_only_costs_another_install(dev, steps, text):
    dev.VENV.mkdir()
    dev.STAMP.write_text(text, encoding="utf-8")
    dev.prepare(sys.executable, "dev")
    assert steps[-1] == "dev"


def test_what_failed_half_way_is_done_again(dev, steps, monkeypatch):
    def fail(_python, _extra):
        raise dev.SetupError("pip failed")

    whole = dev.install
    monkeypatch.setattr(dev, "install", fail)
    with pytest.raises(dev.SetupError):
        dev.prepare(sys.executable, "dev")
    monkeypatch.setattr(dev, "install", whole)
    dev.prepare(sys.executable, "dev")
    assert steps == ["venv", "dev"]


@posix
@pytest.mark.parametrize(
    ("answer", "root", "fits"),
    [
        ("echo 3 12; echo {venv}", None, True),
        ("echo 3 11; echo {venv}", None, False),
        ("echo 3 12; echo /elsewhere/.venv", None, False),
        ("echo 3 12; echo {venv}", "/elsewhere", False),
        ("exit 1", None, False),
    ],
    ids=["fits", "other version", "moved", "copied", "broken"],
)
def test_an_environment_of_another_python_or_place_is_not_used(dev, answer, root, fits):
    python = program(dev.VENV / "bin/python", answer.format(venv=dev.VENV))
    stamp = {"root": root or str(dev.ROOT), "installed": {}}
    assert dev.usable(str(python), (3, 12), stamp) is fits


def test_a_missing_environment_is_not_usable(dev):
    assert not dev.usable(str(dev.VENV / "bin/python"), (3, 12), {"root": str(dev.ROOT)})


@posix
def test_pips_own_words_are_kept_when_it_fails(dev, capsys):
    python = program(dev.VENV / "bin/python", "echo no model here; exit 1")
    with pytest.raises(dev.SetupError):
        dev.install(str(python), "dev")
    assert "no model here" in capsys.readouterr().out
    assert "no model here" in dev.PIP_LOG.read_text(encoding="utf-8")


@posix
@pytest.mark.parametrize(("extra", "target"), [("app", ""), ("dev", "[dev]")])
def test_pip_is_told_the_versions(dev, extra, target):
    python = program(dev.VENV / "bin/python", 'echo "$@"')
    dev.install(str(python), extra)
    words = dev.PIP_LOG.read_text(encoding="utf-8").split()
    assert words[words.index("-c") + 1] == str(dev.ROOT / "constraints.txt")
    assert words[words.index("-e") + 1] == f"{dev.ROOT}{target}"


def test_packages_are_compiled_but_not_their_tests(dev, monkeypatch, tmp_path):
    packages = tmp_path / "packages"
    for name in ("one/a.py", "one/tests/test_a.py", "two/template.py"):
        (packages / name).parent.mkdir(parents=True, exist_ok=True)
        (packages / name).write_text("{% no python %}" if "template" in name else "a = 1\n")
    monkeypatch.setattr(dev, "site_folders", lambda _python: [str(packages)])
    dev.compile_packages(sys.executable)
    compiled = [file.parent.parent.name for file in packages.rglob("*.pyc")]
    assert compiled == ["one"]


def test_packages_are_where_an_interpreter_imports_them_from(dev):
    folders = dev.site_folders(sys.executable)
    assert Path(pytest.__file__).parents[1] in map(Path, folders)


@pytest.fixture
def linux(dev, monkeypatch):
    """A Debian without any of the packages, where nothing is really installed."""
    installed = []
    monkeypatch.setattr(dev, "apt_install", installed.extend)
    monkeypatch.setattr(dev, "missing_libraries", lambda: ["libgl1"])
    monkeypatch.setattr(dev, "missing_fonts", list)
    monkeypatch.setattr(dev, "missing_venv_package", lambda _python: [])
    monkeypatch.setattr(dev.shutil, "which", lambda name: name if name == "apt-get" else None)
    monkeypatch.setattr(sys, "platform", "linux")
    return installed


@posix
@pytest.mark.parametrize(
    ("task", "packages"), [("app", ["libgl1"]), ("test", ["libgl1", "xvfb", "strace"])]
)
def test_root_gets_the_missing_packages_installed(dev, linux, monkeypatch, task, packages):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    dev.install_system_packages(sys.executable, task)
    assert linux == packages


@posix
def test_others_get_the_line_to_type_and_go_on(dev, linux, monkeypatch, capsys):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    dev.install_system_packages(sys.executable, "app")
    assert linux == []
    assert "sudo apt-get install libgl1\n" in capsys.readouterr().out


@posix
def test_what_an_environment_cannot_be_made_without_stops_it(dev, linux, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(dev, "missing_venv_package", lambda _python: ["python3.11-venv"])
    with pytest.raises(dev.SetupError, match=r"python3\.11-venv"):
        dev.install_system_packages(sys.executable, "app")


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_are_left_alone(dev, linux, monkeypatch, platform):
    monkeypatch.setattr(sys, "platform", platform)
    dev.install_system_packages(sys.executable, "test")
    assert linux == []


def test_a_library_that_cannot_be_loaded_is_missing(dev, monkeypatch):
    monkeypatch.setattr(dev, "LIBRARIES", {"libnone-such.so.99": "libnone"})
    assert dev.missing_libraries() == ["libnone"]


def test_the_python_that_runs_these_tests_has_what_environments_need(dev):
    assert dev.missing_venv_package(dev.find_python()) == []


@pytest.mark.parametrize(
    ("failing", "status"), [(None, 0), ("ruff", 1), ("mypy", 1), ("importlinter", 1), ("pytest", 3)]
)
def test_all_checks_run_the_tests_last_and_one_that_fails_counts(
    dev, monkeypatch, capsys, failing, status
):
    commands = []

    def call(command):
        commands.append(command)
        words = " ".join(command)
        return (3 if failing == "pytest" else 1) if failing and failing in words else 0

    monkeypatch.setattr(dev, "call", call)
    assert dev.run_tests("python", ["-k", "one"]) == status
    assert len(commands) == 5
    assert commands[-1] == ["python", "-m", "pytest", "-k", "one"]
    named = [line for line in capsys.readouterr().out.splitlines() if "failed" not in line]
    assert named == [
        "== ruff check", "== ruff format --check", "== mypy", "== lint-imports", "== pytest"
    ]  # fmt: skip


def test_the_program_opens_with_samples_and_its_status_is_kept(dev, monkeypatch):
    commands = []
    monkeypatch.setattr(dev, "call", lambda command: commands.append(command) or 7)
    assert dev.run_app("python", ["--page", "grid"]) == 7
    assert commands == [["python", "-m", "hitl_app", "--sample", "--page", "grid"]]


def test_an_interruption_is_told_from_a_failure(dev, monkeypatch):
    def interrupt():
        raise KeyboardInterrupt

    monkeypatch.setattr(dev, "find_python", interrupt)
    assert dev.main(["test"]) == 130


@posix
@pytest.mark.usefixtures("children_hear_ctrl_c")
def test_an_interrupted_command_is_waited_for(dev, tmp_path):
    """As from a terminal: the signal goes to the whole group, and the command ends in its time."""
    command = f"""
import pathlib, time
try:
    print("up", flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    time.sleep(0.3)
    pathlib.Path({str(tmp_path / "ended")!r}).touch()
"""
    code = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
import dev
try:
    dev.call([sys.executable, "-c", {command!r}])
except KeyboardInterrupt:
    sys.exit(130)
"""
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout.readline() == b"up\n"
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 130
    assert (tmp_path / "ended").exists()

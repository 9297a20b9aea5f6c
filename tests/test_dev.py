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
    """Return the module `dev.py` with a temporary virtual environment."""
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


posix = pytest.mark.skipif(os.name != "posix", reason="shell scripts replace programs")


def test_dev_parses_under_old_python():
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["lint"], 2), (["--help"], 0)])
def test_main_prints_usage_when_no_known_task_is_given(dev, capsys, arguments, status):
    assert dev.main(arguments) == status
    assert "dev.py app" in capsys.readouterr().out


def test_find_python_returns_base_of_running_python(dev):
    found = dev.find_python()
    assert dev.ask_python([found])[0] == sys.version_info[:2]
    prefixes = "import sys; print(sys.prefix == sys.base_prefix)"
    assert subprocess.check_output([found, "-c", prefixes], text=True).strip() == "True"


def test_main_prints_one_line_when_no_python_fits(dev, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 8, 18))
    monkeypatch.setenv("PATH", "")
    assert dev.main(["app"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "3.8" in err


@posix
def test_find_python_skips_broken_pythons_on_path(dev, monkeypatch, tmp_path):
    program(tmp_path / "shims/python3.13", "exit 127")
    program(tmp_path / "liar/python3.13", "echo 3 9; echo /usr/bin/python3.9")
    good = program(tmp_path / "good/python3.12", f"echo 3 12; echo {tmp_path}/good/python3.12")
    folders = ("shims", "liar", "none", "good")
    monkeypatch.setenv("PATH", os.pathsep.join(str(tmp_path / name) for name in folders))
    monkeypatch.setattr(sys, "version_info", (3, 14, 0))
    assert dev.find_python() == str(good)


@pytest.fixture
def steps(dev, monkeypatch):
    """Return the list of steps that `prepare` takes, with every step replaced."""
    done = []

    def make_venv(_base):
        done.append("venv")
        dev.VENV.mkdir(exist_ok=True)

    monkeypatch.setattr(dev, "make_venv", make_venv)
    monkeypatch.setattr(dev, "install", lambda _python, extra: done.append(extra))
    monkeypatch.setattr(dev, "usable", lambda *_args: dev.VENV.exists())
    return done


def test_prepare_installs_again_only_when_requirements_change(dev, steps, monkeypatch):
    for extra in ("app", "app", "dev", "dev", "app"):
        dev.prepare(sys.executable, extra)
    assert steps == ["venv", "app", "dev"]
    monkeypatch.setattr(dev, "wanted_hash", lambda: "another")
    for extra in ("app", "dev"):
        dev.prepare(sys.executable, extra)
    assert steps == ["venv", "app", "dev", "app", "dev"]


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", "{}"])
def test_prepare_installs_again_when_stamp_is_damaged(dev, steps, text):
    dev.VENV.mkdir()
    dev.STAMP.write_text(text, encoding="utf-8")
    dev.prepare(sys.executable, "dev")
    assert steps[-1] == "dev"


def test_prepare_installs_again_after_failed_install(dev, steps, monkeypatch):
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
def test_usable_refuses_environment_of_other_python_or_folder(dev, answer, root, fits):
    python = program(dev.VENV / "bin/python", answer.format(venv=dev.VENV))
    stamp = {"root": root or str(dev.ROOT), "installed": {}}
    assert dev.usable(str(python), (3, 12), stamp) is fits


def test_usable_is_false_when_environment_is_missing(dev):
    assert not dev.usable(str(dev.VENV / "bin/python"), (3, 12), {"root": str(dev.ROOT)})


@pytest.fixture
def installers(dev, tmp_path, monkeypatch):
    """Return the commands that an interpreter is given, which fail where a test says so."""
    log = tmp_path / "commands"
    monkeypatch.setattr(dev, "compile_packages", lambda _python: None)

    def make(failing="nothing"):
        text = f'echo "$@" >> {log}; echo "no model here"; case "$*" in *{failing}*) exit 1;; esac'
        return str(program(dev.VENV / "bin/python", text))

    make.commands = lambda: [
        line.split() for line in log.read_text().splitlines() if "config" not in line
    ]
    return make


@posix
@pytest.mark.parametrize("failing", ["install", "-e"])
def test_install_prints_and_logs_output_of_pip_when_it_fails(dev, installers, failing, capsys):
    with pytest.raises(dev.SetupError):
        dev.install(installers(failing), "dev")
    assert "no model here" in capsys.readouterr().out
    assert "no model here" in dev.PIP_LOG.read_text(encoding="utf-8")


@posix
@pytest.mark.parametrize(("extra", "target"), [("app", ""), ("dev", "[dev]")])
def test_install_passes_constraints_to_uv(dev, installers, extra, target):
    dev.install(installers(), extra)
    first, second = installers.commands()
    assert first[:3] == ["-m", "pip", "install"]
    assert first[-3:] == ["-c", str(dev.ROOT / "constraints.txt"), "uv"]
    assert second[:4] == ["-m", "uv", "pip", "install"]
    assert second[-4:] == ["-c", str(dev.ROOT / "constraints.txt"), "-e", f"{dev.ROOT}{target}"]


@posix
@pytest.mark.parametrize("failing", ["constraints.txt\\ uv", "uv\\ pip"])
def test_install_uses_pip_when_uv_is_missing_or_fails(dev, installers, failing):
    dev.install(installers(failing), "app")
    last = installers.commands()[-1]
    assert last[:3] == ["-m", "pip", "install"]
    assert last[-4:] == ["-c", str(dev.ROOT / "constraints.txt"), "-e", str(dev.ROOT)]


@pytest.mark.parametrize(
    ("variables", "options"),
    [
        ({}, []),
        ({"PIP_NO_INDEX": "0"}, []),
        (
            {"PIP_EXTRA_INDEX_URL": "https://a.invalid/simple file:///b"},
            ["--extra-index-url", "https://a.invalid/simple", "--extra-index-url", "file:///b"],
        ),
        ({"PIP_NO_INDEX": "1"}, ["--no-index"]),
        (
            {"PIP_INDEX_URL": "https://a.invalid/simple"},
            ["--index-url", "https://a.invalid/simple"],
        ),
    ],
)
def test_uv_sources_are_those_of_pip(dev, monkeypatch, variables, options):
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    strategy = ["--index-strategy", "unsafe-best-match"] if options else []
    assert dev.uv_sources(sys.executable) == options + strategy


def test_compile_packages_skips_tests_and_invalid_modules(dev, monkeypatch, tmp_path):
    packages = tmp_path / "packages"
    for name in ("one/a.py", "one/tests/test_a.py", "two/template.py"):
        (packages / name).parent.mkdir(parents=True, exist_ok=True)
        (packages / name).write_text("{% no python %}" if "template" in name else "a = 1\n")
    monkeypatch.setattr(dev, "site_folders", lambda _python: [str(packages)])
    dev.compile_packages(sys.executable)
    compiled = [file.parent.parent.name for file in packages.rglob("*.pyc")]
    assert compiled == ["one"]


def test_site_folders_contain_installed_packages(dev):
    folders = dev.site_folders(sys.executable)
    assert Path(pytest.__file__).parents[1] in map(Path, folders)


@pytest.fixture
def linux(dev, monkeypatch):
    """Pretend to be a Debian without packages; return the list of packages to install."""
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
    ("task", "packages"),
    [
        ("app", ["libgl1"]),
        ("test", ["libgl1", "xvfb", "chromium-driver", "chromium", "postgresql", "strace"]),
    ],
)
def test_install_system_packages_installs_missing_ones_as_root(
    dev, linux, monkeypatch, task, packages
):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    dev.install_system_packages(sys.executable, task)
    assert linux == packages


@posix
def test_install_system_packages_prints_command_when_not_root(dev, linux, monkeypatch, capsys):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    dev.install_system_packages(sys.executable, "app")
    assert linux == []
    assert "sudo apt-get install libgl1\n" in capsys.readouterr().out


@posix
def test_install_system_packages_fails_when_venv_package_is_missing(dev, linux, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(dev, "missing_venv_package", lambda _python: ["python3.11-venv"])
    with pytest.raises(dev.SetupError, match=r"python3\.11-venv"):
        dev.install_system_packages(sys.executable, "app")


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_install_system_packages_does_nothing_on_other_systems(dev, linux, monkeypatch, platform):
    monkeypatch.setattr(sys, "platform", platform)
    dev.install_system_packages(sys.executable, "test")
    assert linux == []


def test_missing_libraries_names_package_of_unloadable_library(dev, monkeypatch):
    monkeypatch.setattr(dev, "LIBRARIES", {"libnone-such.so.99": "libnone"})
    assert dev.missing_libraries() == ["libnone"]


def test_missing_venv_package_is_empty_for_running_python(dev):
    assert dev.missing_venv_package(dev.find_python()) == []


@posix
@pytest.mark.parametrize(
    ("failing", "status"), [(None, 0), ("ruff", 1), ("mypy", 1), ("importlinter", 1), ("pytest", 3)]
)
def test_run_tests_runs_all_checks_and_fails_when_one_fails(dev, tmp_path, capsys, failing, status):
    log, python = tmp_path / "commands", tmp_path / "python"
    script = (
        f"#!{sys.executable}\n"
        "import sys\n"
        "words = ' '.join(sys.argv[1:])\n"
        f"with open({str(log)!r}, 'a') as log:\n"
        "    log.write(words.replace(chr(10), ' ') + chr(10))\n"
        "print('said by', sys.argv[2].split()[0])\n"
        f"failing = {failing!r}\n"
        "if failing and failing in words:\n"
        "    sys.exit(3 if failing == 'pytest' else 1)\n"
    )
    python.write_text(script)
    python.chmod(0o755)
    assert dev.run_tests(str(python), ["-k", "one"]) == status
    commands = log.read_text().splitlines()
    assert len(commands) == 5
    assert commands[-1] == "-m pytest -k one"
    lines = [line for line in capsys.readouterr().out.splitlines() if "failed" not in line]
    assert lines == [
        "== ruff check", "said by ruff", "== ruff format --check", "said by ruff",
        "== mypy", "said by mypy", "== lint-imports", "said by import", "== pytest",
    ]  # fmt: skip


def test_run_app_opens_sample_and_returns_exit_status(dev, monkeypatch):
    commands = []
    monkeypatch.setattr(dev, "call", lambda command: commands.append(command) or 7)
    assert dev.run_app("python", ["--page", "grid"]) == 7
    assert commands == [["python", "-m", "hitl_app", "--sample", "--page", "grid"]]


def test_main_returns_130_when_interrupted(dev, monkeypatch):
    def interrupt():
        raise KeyboardInterrupt

    monkeypatch.setattr(dev, "find_python", interrupt)
    assert dev.main(["test"]) == 130


@posix
@pytest.mark.usefixtures("children_hear_ctrl_c")
def test_call_waits_for_command_when_interrupted(dev, tmp_path):
    """The signal goes to the whole process group, as from a terminal."""
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

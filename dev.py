"""Start Second Look from a checkout, run its tests, or bring its translations up to date.

    python3 dev.py app [arguments of the program]
    python3 dev.py test [arguments of pytest]
    python3 dev.py translations

Standard library only, and no syntax that an old Python 3 would stumble over before it can say that
it is too old: this file may be started with any. What it sets up stays in `.venv` here.
"""

import ctypes
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "second-look.json"
PIP_LOG = VENV / "pip.log"
VERSIONS = ((3, 13), (3, 12), (3, 11))
INTERRUPTED = 130

# What Qt's own libraries load from the system, and the Debian package of each.
LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
# A font that draws well at small sizes, and one that has nearly every script.
FONTS = {"inter": "fonts-inter", "dejavu": "fonts-dejavu-core"}
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "chromedriver": "chromium-driver",
    "chromium": "chromium",
    "pg_ctlcluster": "postgresql",
    "strace": "strace",
}


class SetupError(Exception):
    """Set-up cannot go on; the message is one sentence for the person."""


def say(text: str) -> None:
    """Print a line at once, so that it stands before what a child process prints."""
    print(text, flush=True)


def main(arguments: list) -> int:
    """Do what the arguments say; return the exit status."""
    if not arguments or arguments[0] not in ("app", "test", "translations"):
        say(
            "usage: python3 dev.py app [arguments of the program]\n"
            "       python3 dev.py test [arguments of pytest]\n"
            "       python3 dev.py translations"
        )
        return 0 if arguments and arguments[0] in ("-h", "--help") else 2
    task, rest = arguments[0], arguments[1:]
    try:
        base = find_python()
        install_system_packages(base, task)
        python = prepare(base, "dev" if task == "test" else "app")
        if task == "translations":
            return call([python, "-m", "tools.translations"])
        return run_app(python, rest) if task == "app" else run_tests(python, rest)
    except SetupError as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


# Python


def find_python() -> str:
    """Path of an interpreter of a version that the program runs on.

    Raises:
        SetupError: There is none.
    """
    if sys.version_info[:2] in VERSIONS:
        # Never an interpreter of a virtual environment: it may be the one to be made anew.
        return getattr(sys, "_base_executable", None) or sys.executable
    for major, minor in VERSIONS:
        name = f"python{major}.{minor}"
        candidates = [["py", f"-{major}.{minor}"]] if os.name == "nt" else []
        candidates += [[path] for path in on_path(name)]
        for command in candidates:
            version, path = ask_python(command)
            if version == (major, minor):
                return path
    major, minor = sys.version_info[:2]
    raise SetupError(
        f"Second Look needs Python 3.11, 3.12 or 3.13; this is {major}.{minor}, and none of them "
        "was found on the PATH."
    )


def on_path(name: str) -> list:
    """All programs of that name on the PATH, first come first: the first may be a mere shim."""
    folders = os.environ.get("PATH", "").split(os.pathsep)
    found = (shutil.which(name, path=folder) for folder in folders if folder)
    return [path for path in found if path]


def ask_python(command: list) -> tuple:
    """Version and path of an interpreter without virtual environment; (None, "") if it fails."""
    code = (
        "import sys; print(*sys.version_info[:2]); "
        "print(getattr(sys, '_base_executable', None) or sys.executable)"
    )
    try:
        answer = subprocess.run(
            [*command, "-c", code],
            check=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=60,
        ).stdout.decode(errors="surrogateescape")
        version, path = answer.splitlines()
        major, minor = map(int, version.split())
    except (OSError, ValueError, subprocess.SubprocessError):
        return None, ""
    return (major, minor), path


# What the system must have


def install_system_packages(python: str, task: str) -> None:
    """Installs the Debian packages that are missing, or says how to; does nothing elsewhere.

    Raises:
        SetupError: Without the packages no virtual environment can be made.
    """
    if not sys.platform.startswith("linux"):
        return
    venv_package = missing_venv_package(python)
    packages = venv_package + missing_libraries() + missing_fonts()
    if task == "test":
        packages += [p for name, p in sorted(TEST_PROGRAMS.items()) if not shutil.which(name)]
    if not packages:
        return
    if shutil.which("apt-get") is None:
        say("Not found on this system, as Debian names them: " + " ".join(packages))
        say("Install them with its package manager if a window does not open.")
    elif os.geteuid() == 0:
        apt_install(packages)
    else:
        say("Packages are missing. Install them with:")
        say("  sudo apt-get install " + " ".join(packages))
    if venv_package and missing_venv_package(python):
        raise SetupError(
            f"This Python makes no virtual environments until {venv_package[0]} is installed."
        )


def missing_venv_package(python: str) -> list:
    """Return the package of the part of Python that Debian splits off, if it is missing."""
    code = (
        "import importlib.util as u, sys; "
        "print('{}.{}'.format(*sys.version_info), all(map(u.find_spec, ('ensurepip', 'venv'))))"
    )
    answer = subprocess.run([python, "-c", code], check=True, stdout=subprocess.PIPE)
    version, there = answer.stdout.decode().split()
    return [] if there == "True" else [f"python{version}-venv"]


def missing_libraries() -> list:
    """Return the packages of the libraries that cannot be loaded."""
    missing = []
    for library, package in sorted(LIBRARIES.items()):
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def missing_fonts() -> list:
    """Return the packages of the fonts that no font folder has."""
    own = Path.home()
    folders = (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        own / ".fonts",
        own / ".local/share/fonts",
    )
    files = [path.name.lower() for folder in folders for path in folder.glob("**/*.[ot]t[fc]")]
    return [
        package
        for start, package in sorted(FONTS.items())
        if not any(name.startswith(start) for name in files)
    ]


def apt_install(packages: list) -> None:
    """Installs packages; what fails here is said, and may matter or not."""
    say("Installing system packages: " + " ".join(packages))
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    for command in (["apt-get", "update"], install):
        done = subprocess.run(
            command,
            env=environment,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if done.returncode:
            say(done.stdout.decode(errors="replace"))
            say(f"{command[0]} {command[1]} failed; going on without.")
            return


# The virtual environment


def prepare(base: str, extra: str) -> str:
    """Make `.venv` fit: right Python, right packages; return the path of its interpreter.

    Args:
        base: Interpreter to make it with.
        extra: "app" or "dev"; the latter includes the former.

    Raises:
        SetupError: It cannot be made, or pip fails.
    """
    python = str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    stamp = read_stamp()
    wanted = wanted_hash()
    version = ask_python([base])[0]
    if not usable(python, version, stamp):
        make_venv(base)
        stamp = {"root": str(ROOT), "installed": {}}
    installed = stamp.get("installed", {})
    fits = installed.get("dev") == wanted or installed.get(extra) == wanted
    if not fits:
        install(python, extra)
        write_stamp({"root": str(ROOT), "installed": {extra: wanted}})
    return python


def wanted_hash() -> str:
    """Return a hash that changes when the packages to install do."""
    digest = hashlib.sha256()
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def read_stamp() -> dict:
    """Return what was installed last, as `write_stamp` left it."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {"root": str(ROOT), "installed": {}}


def write_stamp(stamp: dict) -> None:
    """Record what was installed, once it was."""
    STAMP.write_text(json.dumps(stamp), encoding="utf-8")


def usable(python: str, version: tuple, stamp: dict) -> bool:
    """Whether `.venv` is of this Python and was made here: a moved one points to its old place."""
    if stamp.get("root") != str(ROOT) or not Path(python).exists():
        return False
    code = "import sys; print(*sys.version_info[:2]); print(sys.prefix)"
    try:
        answer = subprocess.run(
            [python, "-c", code],
            check=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=60,
        ).stdout.decode(errors="surrogateescape")
    except (OSError, subprocess.SubprocessError):
        return False
    numbers, prefix = answer.splitlines()
    found = tuple(map(int, numbers.split()))
    return found == version and Path(prefix).resolve() == VENV.resolve()


def make_venv(base: str) -> None:
    """Make an empty virtual environment, over any that is there."""
    say("Making a virtual environment in .venv ...")
    done = subprocess.run(
        [base, "-m", "venv", "--clear", str(VENV)],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        say(done.stdout.decode(errors="replace"))
        raise SetupError("The virtual environment could not be made; the reason stands above.")


def install(python: str, extra: str) -> None:
    """Installs the checkout and what it needs; keeps the last words of the installer.

    uv takes an eighth of pip's time. Where uv itself cannot be installed, or fails, pip tries.

    Raises:
        SetupError: Neither can install it.
    """
    say("Installing packages; the first time this downloads several hundred megabytes ...")
    target = str(ROOT) if extra == "app" else f"{ROOT}[{extra}]"
    what = ["-c", str(ROOT / "constraints.txt"), "-e", target]
    pip = [python, "-m", "pip"]
    # pip would compile on one processor, and the tests of every package; uv compiles nothing.
    quiet = ["install", "--no-input", "--disable-pip-version-check", "--no-compile"]
    uv = [python, "-m", "uv", "pip", "install", "--python", python, *uv_sources(python)]
    by_uv = logged([*pip, *quiet, "-c", what[1], "uv"]) and logged([*uv, *what])
    if not by_uv and not logged([*pip, *quiet, *what]):
        say(PIP_LOG.read_text(encoding="utf-8", errors="replace"))
        raise SetupError(f"pip failed; its words stand above and in {PIP_LOG}.")
    compile_packages(python)


def logged(command: list) -> bool:
    """Run a command, keep what it prints in the log, and return whether it succeeded."""
    with PIP_LOG.open("wb") as log:
        done = subprocess.run(command, check=False, stdout=log, stderr=subprocess.STDOUT)
    return done.returncode == 0


def uv_sources(python: str) -> list:
    """Return uv's options for the places that pip is set to take packages from, if any."""
    answer = subprocess.run(
        [python, "-m", "pip", "config", "list"],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ).stdout.decode(errors="replace")
    options = []
    for name, value in re.findall(r"\.((?:extra-)?index-url|find-links|no-index)='(.*)'", answer):
        if name == "no-index":
            options += ["--no-index"] * (value.lower() in ("1", "on", "true", "yes"))
        else:
            options += [word for place in value.split() for word in ("--" + name, place)]
    # As pip does it: the best version of all places, not of the first that has the package.
    return options and [*options, "--index-strategy", "unsafe-best-match"]


def compile_packages(python: str) -> None:
    """Compiles what was installed, on all processors; what does not compile is never imported."""
    options = ["-q", "-q", "-j", "0", "-x", r"[/\\]tests?[/\\]"]
    subprocess.run(
        [python, "-m", "compileall", *options, *site_folders(python)],
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def site_folders(python: str) -> list:
    """Where an interpreter keeps its packages."""
    code = "import sysconfig as s; print(s.get_path('purelib')); print(s.get_path('platlib'))"
    answer = subprocess.run([python, "-c", code], check=True, stdout=subprocess.PIPE)
    return sorted(set(answer.stdout.decode(errors="surrogateescape").splitlines()))


# The tasks


def run_app(python: str, arguments: list) -> int:
    """Open the window on a workspace with sample photos."""
    return call([python, "-m", "hitl_app", "--sample", *arguments])


# A process a core, each with whole files: tests of one file share what took long to make. In the
# order of tests/helpers/guards/order.py, not by how many tests a file has. Shuffled within that
# order by another seed each time, which the first lines name and `--randomly-seed N` repeats.
SIDE_BY_SIDE = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]


def run_tests(python: str, arguments: list) -> int:
    """Run all checks, the tests last; return 0 if every one passed."""
    imports = "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"
    checks = (
        ("ruff check", ["-m", "ruff", "check", "."]),
        ("ruff format --check", ["-m", "ruff", "format", "--check", "."]),
        ("mypy", ["-m", "mypy"]),
        ("lint-imports", ["-c", imports]),
    )
    # At once: the slowest of them uses one core.
    started = [(name, start([python, *command])) for name, command in checks]
    failed = []
    for name, process in started:
        say("== " + name)
        output = process.communicate()[0]
        say(output.decode(errors="replace").rstrip())
        if process.returncode:
            failed.append(name)
    if failed:
        say("== failed: " + ", ".join(failed))
    say("== pytest")
    status = call([python, "-m", "pytest", *(arguments or SIDE_BY_SIDE)])
    return status or int(bool(failed))


def start(command: list) -> subprocess.Popen:
    """Start a command in the checkout; what it prints is kept."""
    return subprocess.Popen(
        command, cwd=str(ROOT), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def call(command: list) -> int:
    """Run a command in the checkout and return its exit status.

    Ctrl-C reaches the command too, which is given the time to end in order.

    Raises:
        KeyboardInterrupt: The person pressed Ctrl-C.
    """
    process = subprocess.Popen(command, cwd=str(ROOT))
    try:
        return process.wait()
    except KeyboardInterrupt:
        try:
            process.wait(10)
        except (KeyboardInterrupt, subprocess.TimeoutExpired):
            process.kill()
            process.wait()
        raise


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

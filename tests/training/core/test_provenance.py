import re
import shutil

from training import __version__
from training.core.provenance import program


def test_program_is_the_version_and_its_commit_in_a_checkout() -> None:
    assert re.fullmatch(rf"{re.escape(__version__)}(\+[0-9a-f]+)?", program())


def test_program_is_the_version_alone_when_there_is_no_git(monkeypatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert program() == __version__

"""Arguments of `hitl-app models export-runtime`."""

import argparse
from pathlib import Path

from training.runtimes.formats import BY_NAME


def add_runtime_arguments(add: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add.add_argument("version", metavar="VERSION", help="also a shipped one, such as photo-base")
    add.add_argument("target", type=Path, metavar="OUT", help="new folder, or a file OUT.zip")
    add.add_argument("--format", choices=BY_NAME, required=True, help="what is to run it")
    add.add_argument(
        "--draft",
        action="store_true",
        help="with what live learning has learned since, for the active version",
    )
    add.add_argument("--replace", action="store_true", help="replace an earlier export there")

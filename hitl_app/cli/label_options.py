"""Options of `import-labels`."""

from typing import Final

from hitl_app.cli import values
from hitl_app.domain.labels import LabelKind
from hitl_app.services.labels import formats as label_formats
from hitl_app.services.labels.naming import NewCategories
from safeio.printing import Parser
from training.inputs.lists import ENCODINGS

TEXT: Final = "Import labels from a file or a folder as decisions or suggestions"


def add_to(add: Parser) -> None:
    """Add the options."""
    task = add.add_mutually_exclusive_group(required=True)
    task.add_argument(
        "source", type=values.folder, nargs="?", metavar="SOURCE", help="file or folder"
    )
    task.add_argument("--list", action="store_true", help="list the imports of labels so far")
    task.add_argument(
        "--remove",
        type=values.positive,
        metavar="NUMBER",
        help="undo an import of decisions, or remove an import of suggestions",
    )
    add.add_argument(
        "--as",
        dest="become",
        choices=tuple(LabelKind),
        default=LabelKind.DECISIONS,
        help="decisions of people (default), or suggestions of an outside model",
    )
    add.add_argument(
        "--format", choices=label_formats.BY_NAME, default="", help="default: detected"
    )
    add.add_argument(
        "--encoding",
        choices=ENCODINGS,
        default="",
        help="of text files (default: UTF-8, or UTF-16 with a byte-order mark)",
    )
    for name, what in (
        ("photo", "photos"),
        ("label", "labels"),
        ("score", "scores from 0 to 1"),
        ("annotator", "annotators"),
        ("time", "times"),
    ):
        add.add_argument(f"--{name}-column", default="", metavar="NAME", help=f"column of {what}")
    add.add_argument(
        "--annotator",
        metavar="NAME",
        help="operator of rows that name none (default: the operator of the workspace)",
    )
    add.add_argument(
        "--new-categories",
        choices=tuple(NewCategories),
        default=NewCategories.REFUSE,
        help="create unknown categories, skip their rows, or refuse the source (default)",
    )
    add.add_argument(
        "--map",
        action="append",
        type=values.pair,
        default=[],
        metavar="OLD=NEW",
        help="read a label as a category, or leave its rows out with `OLD=`; repeatable",
    )
    add.add_argument(
        "--several",
        choices=("largest", "refuse"),
        default="largest",
        help="photos with several COCO annotations: the largest counts, or all are rejected",
    )
    add.add_argument(
        "--no-photos", action="store_true", help="do not import photos that are not here yet"
    )
    add.add_argument("--dry-run", action="store_true", help="show counts; change nothing")

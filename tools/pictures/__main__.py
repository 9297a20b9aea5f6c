"""Write the pictures of the guide.

    python -m tools.pictures FOLDER [NAME ...]

FOLDER takes photos and workspaces, and its name is seen in the pictures; a workspace that is
there is used as it is. NAME chooses pictures, such as `models`.
"""

import csv
import sys
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLabel, QScrollBar

from tools.pictures.products import write_products
from tools.pictures.scene import Scene, use_own_home

if TYPE_CHECKING:
    from hitl_app.ui.insights.page import InsightsPage
    from hitl_app.ui.models.page import ModelsPage

_DOCS: Final = Path(__file__).parents[2] / "docs"
_GUIDE: Final = _DOCS / "guide" / "images"
_SIZE: Final = (1120, 720)
_README_SIZE: Final = (1280, 800)
_SAMPLE_DECISIONS: Final = 50
_COLOURS: Final = 6
_DECISIONS: Final = 320
"""A fifth of them are validation photos: from 50, confidences are calibrated on them."""
_SUPPLIER: Final = "supplier.csv"
_PAUSE_MS: Final = 150
_TARGET: Final = 90
"""Required accuracy of the inspection, in percent."""

Come = Callable[[Scene], None]
"""How the window comes to what a picture shows."""


def _page(name: str) -> Come:
    return lambda scene: scene.show(name)


def _models(scene: Scene) -> None:
    """Show the Models page, and wait for the details of the model."""
    scene.show("models")
    page: ModelsPage = scene.window.pages["models"]
    details = page.family.card
    scene.wait("the details", lambda: len(list(details.findChildren(QLabel))) > 2)
    scene.settle()


def _export_model(scene: Scene) -> None:
    """Show the dialog for the export of a model, over the Models page."""
    from hitl_app.ui.models.export_dialog import ModelExportDialog

    scene.window.resize(*_SIZE)
    _models(scene)
    page: ModelsPage = scene.window.pages["models"]
    page.export_model()
    scene.wait("the dialog", lambda: scene.window.findChild(ModelExportDialog) is not None)
    scene.settle()


def _labels_in(scene: Scene) -> None:
    """Show the dialog for labels with a supplier's table."""
    from hitl_app.ui.imports.labels_dialog import LabelsDialog

    scene.window.resize(*_SIZE)
    scene.show("imports")
    scene.window.commands.import_labels()
    dialog = scene.dialog(LabelsDialog)
    dialog.choose(scene.session.folder.parent / _SUPPLIER)
    scene.wait("the preview", dialog.start.isEnabled)
    scene.settle()


def _audit_labels(scene: Scene) -> None:
    """Import the supplier's labels, and show the dialog for their inspection."""
    from hitl_app.ui.imports.audit_dialog import AuditDialog
    from hitl_app.ui.imports.labels_dialog import LabelsDialog

    _labels_in(scene)
    scene.dialog(LabelsDialog).start.click()
    scene.wait("the import", lambda: not scene.jobs("import-labels"))
    scene.show("insights")
    # It is about the category that the import made.
    scene.wait("a message", scene.window.messages.isVisible)
    scene.window.messages.dismiss()
    scene.window.commands.audit_labels()
    dialog = scene.dialog(AuditDialog)
    scene.wait("the plan", dialog.is_settled)
    scene.settle()


def _large(scene: Scene) -> None:
    scene.window.resize(*_README_SIZE)
    scene.show("review")


def _tour(scene: Scene) -> None:
    """Show the first step of the tour."""
    scene.show("review")
    scene.window.touring.begin()
    scene.settle()


def _trust(scene: Scene) -> None:
    """Show the proposal with its fields."""
    scene.show("insights")
    page: InsightsPage = scene.window.pages["insights"]
    page.inspection.proposal.adjust.click()
    scene.settle()
    page.show_top()
    scene.settle()


def _insights(scene: Scene) -> None:
    """Show the answer with a certificate: the inspection is done before."""
    scene.show("insights")
    page: InsightsPage = scene.window.pages["insights"]
    if not scene.certified():
        proposal = page.inspection.proposal
        proposal.target.box.setValue(_TARGET)
        scene.settle()
        proposal.open.click()
        scene.settle()
        scene.show("review")
        while not scene.certified() and scene.review.flow.current is not None:
            scene.decide()
            # Photos of the lot follow the checks until the stage is judged: a certificate needs
            # some that nobody decided.
            scene.rest(_PAUSE_MS)
            scene.wait("the verdict", lambda: not scene.jobs())
        scene.settle()
    scene.window.messages.dismiss()
    page.inspection.proposal.adjust.setChecked(False)
    scene.show("insights")
    for bar in page.findChildren(QScrollBar):
        bar.setValue(0)
    scene.settle()


SAMPLE: Final[Mapping[Path, Come]] = {
    _GUIDE / "review.png": _page("review"),
    _GUIDE / "grid.png": _page("grid"),
    _GUIDE / "catalogue.png": _page("catalogue"),
    _GUIDE / "imports.png": _page("imports"),
    _DOCS / "images" / "review-light.png": _large,
    _GUIDE / "models-out.png": _export_model,
}
"""Pictures of a workspace with the sample."""
TOUR: Final[Mapping[Path, Come]] = {_GUIDE / "tour.png": _tour}
"""The picture of a workspace in which nothing is decided yet."""
LARGE: Final[Mapping[Path, Come]] = {
    _GUIDE / "models.png": _models,
    _GUIDE / "trust.png": _trust,
    _GUIDE / "insights.png": _insights,
}
"""Pictures of a larger one, in which an inspection pays; the last one does that inspection."""
LABELS: Final[Mapping[Path, Come]] = {
    _GUIDE / "labels-in.png": _labels_in,
    _GUIDE / "audit-labels.png": _audit_labels,
}
"""Pictures of one that gets labels from a supplier; the last one imports them."""


def _decide_from_file(workspace: Path, photos: Path, labels: Mapping[str, str]) -> None:
    """Decide every other photo as a terminal does, so that no pace is shown."""
    from hitl_app.cli import run

    file = workspace.parent / "decided.csv"
    with file.open("w", encoding="utf-8", newline="") as target:
        lines = csv.writer(target)
        lines.writerow(("photo", "label"))
        some = list(labels.items())[::2][:_SAMPLE_DECISIONS]
        lines.writerows((photos / name, category) for name, category in some)
    where = ["--workspace", str(workspace), "--operator", "ann"]
    if run(["decide", "--from", str(file), *where]):
        raise SystemExit(1)


def _write_supplier(file: Path, labels: Mapping[str, str]) -> None:
    """Write a table as a supplier has it: own names of columns, and one category more."""
    with file.open("w", encoding="utf-8", newline="") as target:
        lines = csv.writer(target)
        lines.writerow(("image", "category", "score", "annotator", "annotated_at"))
        for place, (name, category) in enumerate(labels.items()):
            said = "Poncho" if place % 40 == 1 else category
            score, who = 0.99 - place % 50 / 100, ("mira", "jonas")[place % 2]
            at = f"2026-03-{1 + place % 27:02}T09:{place % 60:02}:00Z"
            lines.writerow((name, said, f"{score:.2f}", who, at))


def _take(scene: Scene, pictures: Mapping[Path, Come], names: Collection[str]) -> None:
    scene.settle()
    scene.window.messages.dismiss()
    for file, come in pictures.items():
        if not names or file.stem in names:
            come(scene)
            # Another one may have come since.
            while scene.window.messages.isVisible():
                scene.window.messages.dismiss()
                scene.rest(_PAUSE_MS)
            scene.picture().save(str(file))
            scene.close_dialog()
    scene.close()


def _take_sample(folder: Path, names: Collection[str]) -> None:
    photos, workspace = folder / "photos", folder / "sample"
    labels = write_products(photos)
    is_new = not workspace.exists()
    scene = Scene(_SIZE, labels)
    scene.open(workspace)
    if is_new:
        scene.import_photos(photos)
        scene.settle()
        _decide_from_file(workspace, photos, labels)
        scene.open(workspace)
    _take(scene, SAMPLE, names)


def _take_tour(folder: Path, names: Collection[str]) -> None:
    photos, workspace = folder / "photos", folder / "tour"
    is_new = not workspace.exists()
    scene = Scene(_SIZE, write_products(photos))
    scene.open(workspace)
    if is_new:
        scene.import_photos(photos)
    _take(scene, TOUR, names)


def _take_large(folder: Path, names: Collection[str]) -> None:
    photos, workspace = folder / "catalogue-photos", folder / "catalogue"
    is_new = not workspace.exists()
    scene = Scene(_SIZE, write_products(photos, _COLOURS))
    scene.open(workspace)
    if is_new:
        scene.import_photos(photos)
        scene.decide(_DECISIONS)
    _take(scene, LARGE, names)


def _take_labels(folder: Path, names: Collection[str]) -> None:
    photos, workspace = folder / "catalogue-photos", folder / "labels"
    is_new = not workspace.exists()
    labels = write_products(photos, _COLOURS)
    _write_supplier(folder / _SUPPLIER, labels)
    scene = Scene(_SIZE, labels)
    scene.open(workspace)
    if is_new:
        scene.import_photos(photos)
    _take(scene, LABELS, names)


def main(folder: Path, names: Collection[str]) -> None:
    """Work in the workspaces as an operator does, and take the pictures."""
    taken = (
        (_take_sample, SAMPLE), (_take_tour, TOUR), (_take_large, LARGE), (_take_labels, LABELS),
    )  # fmt: skip
    for take, pictures in taken:
        if not names or any(file.stem in names for file in pictures):
            take(folder, names)


if __name__ == "__main__":
    use_own_home()
    main(Path(sys.argv[1]), sys.argv[2:])

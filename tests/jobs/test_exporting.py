"""Folders of photos, as Keras reads them."""

import os
from pathlib import Path

from hitl_app.domain.decisions import Answer
from hitl_app.jobs import exporting
from hitl_app.jobs.job import Job
from hitl_app.services.categories.categories import add_category
from hitl_app.services.review import reviewing
from tests.helpers.workspace.exports import read_csv
from tests.helpers.workspace.workspaces import add_photos, make_workspace

LABELS = ("training shoes", "__x", "Dev", "con", "[a]*", "café")
NAMES = ("test_01.PNG", "noending", "a.jfif", ".b.png", "c[1]%*.png", os.fsdecode(b"d\xff.png"))


def test_exported_folders_are_read_by_keras_with_their_labels(tmp_path):
    import keras

    workspace = make_workspace(tmp_path / "workspace")
    folder = str(tmp_path / "photos")
    numbers = add_photos(workspace, [0.5] * len(NAMES), folder=folder, names=NAMES, real=True)
    for number, label in zip(numbers, LABELS, strict=True):
        category = add_category(workspace, label).category
        reviewing.decide(workspace, number, Answer.CATEGORY, "ann", category.id)
    out = tmp_path / "out"
    done = exporting.run(workspace, Job(lambda _event: None), target=str(out), kind="folders")
    workspace.close()
    assert (done["photos"], done["unlabelled"], done["missing"]) == (len(NAMES), 0, 0)
    labels = {out / row["file_name"]: row["label"] for row in read_csv(out / "labels.csv")}
    assert sorted(labels.values()) == sorted(LABELS)
    found = keras.utils.image_dataset_from_directory(
        out, batch_size=1, image_size=(28, 28), shuffle=False, verbose=False
    )
    classes = {file.parent.name: label for file, label in labels.items()}
    assert len(classes) == len(LABELS)
    assert sorted(found.class_names) == sorted(classes)
    assert sorted(map(Path, found.file_paths)) == sorted(labels)
    read = [classes[found.class_names[int(label[0])]] for _, label in found]
    assert sorted(read) == sorted(LABELS)

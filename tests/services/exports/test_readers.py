"""Every format, read by the library that it is for: all photos, each with its label."""

import itertools
import os
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from pyarrow import parquet
from pycocotools.coco import COCO

from hitl_app.services.categories.categories import add_category
from hitl_app.services.exports.exporting import Exported, export
from hitl_app.services.review import reviewing
from hitl_app.services.review.decision_tables import decide_from
from hitl_app.workspace import Workspace
from tests.helpers.workspace.workspaces import add_photos, make_workspace

CATEGORIES = (
    *("training shoes", "val", "Dev", "metadata", "data", "test", "__x", ".hidden", "x.eval"),
    *("=1+1", "+49", "-rf", "@SUM(A1)", 'say "hi", all', "a_x0041_", "001", "1e5", "NA", "null"),
    *("con", "aux.txt", "to-review", "labels.csv", "a/b", "[a]", "{x}", "*?", "%41", "#", "café"),
    *("שמלה", "é" * 60, "👗", "2024-05-01", "x::y", "README.md", "config.json", "true"),
    *("$HOME", "${HOME}"),
)
NAMES = (
    *("test_01.png", "a-train.png", "b val c.png", "1dev2.png", "evaluation.png", "x.TEST.png"),
    *("a-00000-of-00005.png", "x.json.png", "y.csv.png", "z.tar.gz.png", "metadata.csv"),
    *("metadata.jsonl", "README.md", "noending", "task.toml", "b.eval", "q.zip.png"),
    *("=cmd.png", "+1.png", "-rf.png", "@x.png", 'say "hi", all.png', "line\nbreak.png", "\t.png"),
    *("CON", "aux.txt.png", "end. .png", "a*b?.png", "[a].png", "{b}.png", "100%.png", "#1.png"),
    *("A.png", "a.PNG", "e\u0301.png", "\u00e9.png", "👩\u200d👧.png", "שלום.png", "a\u202eb.png"),
    *("__x.png", ".hidden.png", "...", f"{'é' * 110}.png", "http:__x.png", "x::y.png", "~a.png"),
    *("$HOME.png", "a${HOME}.png"),
    *(os.fsdecode(b"bad\xff.png"), os.fsdecode(b"\x80")),
)


@dataclass
class Hostile:
    """A workspace of photos with hostile names, and their labels.

    Attributes:
        workspace: The open workspace.
        labels: Label by the photo's hash.
    """

    workspace: Workspace
    labels: dict[str, str]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    workspace = make_workspace(folder / "workspace")
    categories = [add_category(workspace, name).category for name in CATEGORIES]
    photos = str(folder / "photos")
    numbers = add_photos(workspace, [0.5] * len(NAMES), folder=photos, names=NAMES, real=True)
    labels = {}
    for number, category in zip(numbers, itertools.cycle(categories), strict=False):
        shown = reviewing.show_photo(workspace, number)
        labels[shown.photo.sha256] = category.name
    rows = [f'{photo},"{label.replace(chr(34), 2 * chr(34))}"' for photo, label in labels.items()]
    (folder / "said.csv").write_text("\n".join(["photo,label", *rows]), encoding="utf-8")
    done = decide_from(workspace, folder / "said.csv", "ann")
    assert (done.recorded, done.rejected) == (len(NAMES), ())
    yield Hostile(workspace, labels)
    workspace.close()


def labels_in(table: pd.DataFrame) -> dict[str, str]:
    assert list(table.columns[:3]) == ["photo", "path", "label"]
    return dict(zip(table["photo"], table["label"], strict=True))


def test_pandas_reads_csv_with_the_right_labels(hostile, tmp_path):
    export(hostile.workspace, tmp_path / "a.csv")
    table = pd.read_csv(tmp_path / "a.csv", dtype=str, keep_default_na=False)
    restored = {photo: _undefused(label) for photo, label in labels_in(table).items()}
    assert restored == hostile.labels
    cells = table.to_numpy().ravel()
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def _undefused(label):
    return label[1:] if label.startswith("'") else label


def test_pandas_reads_json_with_the_right_labels(hostile, tmp_path):
    import json

    export(hostile.workspace, tmp_path / "a.json")
    # As on a system whose encoding is not UTF-8.
    with (tmp_path / "a.json").open(encoding="ascii") as file:
        table = pd.json_normalize(json.load(file)["photos"])
    assert labels_in(table) == hostile.labels


def test_pyarrow_and_pandas_read_parquet_with_the_right_labels(hostile, tmp_path):
    export(hostile.workspace, tmp_path / "a.parquet")
    rows = parquet.read_table(tmp_path / "a.parquet").to_pylist()
    assert {row["photo"]: row["label"] for row in rows} == hostile.labels
    assert labels_in(pd.read_parquet(tmp_path / "a.parquet")) == hostile.labels


def test_openpyxl_reads_a_workbook_with_the_right_labels_and_no_formula(hostile, tmp_path):
    export(hostile.workspace, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    head, *rows = sheet.iter_rows()
    at = {cell.value: cell.column - 1 for cell in head}
    unescape = openpyxl.utils.escape.unescape
    found = {row[at["photo"]].value: unescape(row[at["label"]].value) for row in rows}
    assert found == hostile.labels
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_pycocotools_reads_coco_with_the_right_labels_boxes_and_masks(hostile, tmp_path, capsys):
    export(hostile.workspace, tmp_path / "a.coco", kind="coco")
    coco = COCO(tmp_path / "a.coco")
    coco.info()
    assert "version: 1.0" in capsys.readouterr().out
    images = {image["id"]: image for image in coco.loadImgs(coco.getImgIds())}
    names = {category["id"]: category["name"] for category in coco.loadCats(coco.getCatIds())}
    assert min(images) >= 1
    assert min(names) >= 1
    assert coco.getCatIds(catNms=["val"], supNms=["product"]) == [
        number for number, name in names.items() if name == "val"
    ]
    found = {}
    for annotation in coco.loadAnns(coco.getAnnIds(iscrowd=False)):
        image = images[annotation["image_id"]]
        found[image["sha256"]] = names[annotation["category_id"]]
        assert annotation["bbox"] == [0, 0, image["width"], image["height"]]
        mask = coco.annToMask(annotation)
        assert mask.shape == (image["height"], image["width"])
        assert mask.sum() == annotation["area"] == image["width"] * image["height"]
    assert found == hostile.labels
    assert coco.getImgIds(catIds=coco.getCatIds(catNms=["not-a-photo"])) == []


@pytest.fixture
def unreviewed(tmp_path):
    """Yield a workspace with one photo that has no label."""
    workspace = make_workspace(tmp_path / "workspace")
    add_photos(workspace, [0.5], folder=str(tmp_path / "p"), names=["w.png"], real=True)
    yield workspace
    workspace.close()


def test_pycocotools_finds_no_annotation_of_a_photo_without_a_label(unreviewed, tmp_path):
    export(unreviewed, tmp_path / "a.coco", kind="coco")
    coco = COCO(tmp_path / "a.coco")
    assert len(coco.getImgIds()) == 1
    assert coco.getAnnIds() == []


@pytest.fixture
def load_dataset(tmp_path, monkeypatch):
    """Return a loader of Hugging Face `datasets` that works offline in a temporary folder."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    import datasets

    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    datasets.disable_progress_bars()

    def load(*given, **more):
        found = datasets.load_dataset(*given, **more, cache_dir=str(tmp_path / "cache"))
        assert list(found) == ["train"]
        return found["train"]

    return load


@pytest.mark.parametrize("links", [False, True])
def test_datasets_loads_all_photos_of_image_folder_with_right_labels(
    hostile, tmp_path, load_dataset, links
):
    # The reader ignores names of splits above the folder.
    out = tmp_path / "test" / "train-1"
    out.parent.mkdir()
    done = export(hostile.workspace, out, kind="imagefolder", links=links)
    assert (done.photos, done.linked) == (len(NAMES), len(NAMES) if links else 0)
    for rows in (load_dataset("imagefolder", data_dir=str(out)), load_dataset(str(out))):
        assert {row["photo"]: row["label"] for row in rows} == hostile.labels
        assert {row["image"].size for row in rows} == {(28, 28)}


def test_datasets_loads_all_photos_of_folders_with_a_label_each(hostile, tmp_path, load_dataset):
    done = export(hostile.workspace, tmp_path / "out", kind="folders")
    table = pd.read_csv(tmp_path / "out" / "labels.csv", dtype=str, keep_default_na=False)
    folders = {Path(_undefused(file)).parent.name for file in table["file_name"]}
    assert labels_in(table.drop(columns="file_name")).keys() == hostile.labels.keys()
    assert len(folders) == len(set(hostile.labels.values()))
    out = str(tmp_path / "out")
    for rows in (load_dataset("imagefolder", data_dir=out), load_dataset(out)):
        assert len(rows) == done.photos == len(NAMES)
        assert set(rows.features["label"].names) == folders
        assert {row["image"].size for row in rows} == {(28, 28)}


def test_datasets_loads_formats_with_unknown_extension(tmp_path, load_dataset):
    from hitl_app.store.schema import PhotoRow

    workspace = make_workspace(tmp_path / "workspace")
    add_photos(workspace, [0.5], folder=str(tmp_path / "p"), names=["a.avif"], real=True)
    with workspace.database.write() as session:
        session.query(PhotoRow).update({"format": "AVIF"})
    assert export(workspace, tmp_path / "out", kind="imagefolder").photos == 1
    workspace.close()
    rows = load_dataset(str(tmp_path / "out"))
    assert [row["label"] for row in rows] == [""]


def test_export_reports_folder_that_datasets_reads_as_pattern(unreviewed, tmp_path):
    done = export(unreviewed, tmp_path / "out [1]", kind="folders")
    assert done == Exported(1, unlabelled=1, pattern=True)

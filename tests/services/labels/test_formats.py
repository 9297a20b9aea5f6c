"""Readers of label formats: files as other programs write them, and broken ones."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from hitl_app.domain.errors import KnownError
from hitl_app.services.labels.formats import Source, detect
from hitl_app.services.labels.rows import Columns


def rows(path, **options):
    return list(Source(path, **options).rows())


def read(path, **options):
    return [(row.photo, row.label, row.problem) for row in rows(path, **options)]


def refusal(path, **options):
    with pytest.raises(KnownError) as refused:
        rows(path, **options)
    return refused.value.code, refused.value.params.get("detail", "")


def write(file, content):
    file.parent.mkdir(parents=True, exist_ok=True)
    data = content if isinstance(content, bytes | str) else json.dumps(content)
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


def photos(folder, *names):
    for name in names:
        write(folder / name, b"photo")
    return folder


# Tables.


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_table_is_read_in_every_encoding_that_is_offered(tmp_path, encoding):
    text = "File name;Class\nà.png;Mütze\n"
    assert read(write(tmp_path / "a.csv", text.encode(encoding))) == [("à.png", "Mütze", "")]


def test_other_encoding_is_refused_with_its_line(tmp_path):
    file = write(tmp_path / "a.csv", "photo,label\na.png,Mütze\n".encode("cp1252"))
    assert refusal(file) == ("labels-encoding", "line 2 is not in UTF-8")


def test_chosen_columns_win_over_known_names(tmp_path):
    file = write(tmp_path / "a.csv", "photo,label,Real Label,where\nx,y,Coat,a.png\n")
    columns = Columns(photo="where", label="real_label")
    assert read(file, columns=columns) == [("a.png", "Coat", "")]


def test_missing_column_is_named(tmp_path):
    file = write(tmp_path / "a.csv", "a,b\n1,2\n")
    assert refusal(file)[0] == "labels-columns"
    assert refusal(file, columns=Columns(photo="c")) == (
        "labels-columns", "it has no column c",
    )  # fmt: skip


def test_table_with_a_broken_quote_is_refused(tmp_path):
    file = write(tmp_path / "a.csv", 'photo,label\n"a.png,Coat\n')
    assert "not closed" in refusal(file)[1]


# JSON.


def test_json_lines_keep_their_line_numbers_when_some_are_broken(tmp_path):
    file = write(tmp_path / "a.jsonl", '{"image": "a.png", "label": "Coat"}\n\n[1]\n{"image": \n')
    found = [(row.line, row.photo, row.problem) for row in rows(file)]
    assert found == [(1, "a.png", ""), (3, "", "row-json"), (4, "", "row-json")]


def test_optional_columns_may_be_missing_in_json(tmp_path):
    file = write(
        tmp_path / "a.json",
        [{"image": "a.png", "label": "Coat", "score": 0.5}, {"image": "b.png", "label": ["Bag"]}],
    )
    found = rows(file, columns=Columns(score="score"))
    assert [(row.label, row.score) for row in found] == [("Coat", 0.5), ("Bag", None)]


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("label", {"choices": ["Bag", "Coat"]}, "category-unknown"),
        ("label", [{"name": "Bag"}], "category-unknown"),
        ("annotator", ["ann", "bob"], "row-annotator"),
        ("annotator", {"id": 7}, "row-annotator"),
        ("time", {"$date": "2024-05-01T10:00:00Z"}, "row-time"),
        ("score", [0.5], "row-score"),
    ],
)
def test_json_value_with_parts_is_rejected_as_it_is_not_absent(tmp_path, column, value, problem):
    record = {"image": "a.png", "label": "Coat", column: value}
    assert rows(write(tmp_path / "a.json", [record]))[0].problem == problem


def test_json_object_without_the_label_of_others_has_no_label(tmp_path):
    file = write(
        tmp_path / "a.json",
        [{"image": "a.png", "label": "Coat"}, {"image": "x/b.png"}, {"label": "Bag"}],
    )
    assert read(file) == [("a.png", "Coat", ""), ("x/b.png", "", ""), ("", "", "row-short")]


@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_first_json_object_may_have_no_label(tmp_path, suffix):
    records = [{"image": "a.png"}, {"image": "b.png", "label": "Bag", "score": 0.5}]
    texts = [json.dumps(record) for record in records]
    text = "\n".join(texts) if suffix == "jsonl" else f"[{','.join(texts)}]"
    found = rows(write(tmp_path / f"a.{suffix}", text), columns=Columns(score="score"))
    assert [(row.photo, row.label, row.score, row.problem) for row in found] == [
        ("a.png", "", None, ""), ("b.png", "Bag", 0.5, ""),
    ]  # fmt: skip
    file = write(tmp_path / f"b.{suffix}", text.replace("label", "what"))
    assert refusal(file) == ("labels-columns", "it has no column label")


def test_json_object_without_the_chosen_label_takes_no_other_column(tmp_path):
    records = [
        {"image": "a.png", "label": "Hat"},
        {"image": "b.png", "label": "Hat", "Our kind": "Bag"},
    ]
    file = write(tmp_path / "a.json", records)
    columns = Columns(label="our_kind")
    assert read(file, columns=columns) == [("a.png", "", ""), ("b.png", "Bag", "")]


def test_several_labels_of_one_row_are_rejected(tmp_path):
    file = write(tmp_path / "a.json", [{"image": "a.png", "label": ["Bag", "Coat"]}])
    assert read(file) == [("a.png", "Bag", "label-many")]


def test_long_json_without_line_breaks_is_read_in_parts(tmp_path):
    records = [{"image": f"{n:05d}.png", "label": "Coat", "note": "x" * 90} for n in range(5000)]
    assert len(read(write(tmp_path / "a.json", records))) == 5000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "{",
        '{"photos": [{"photo": 1, "label": 2}',
        '[{"photo": 1, "label": 2},]',
        "[1] 2",
        "[" * 200_000,
        "nothing",
    ],
)
def test_broken_json_is_refused(tmp_path, text):
    with pytest.raises(KnownError) as refused:
        rows(write(tmp_path / "a.json", text), kind="json")
    assert refused.value.code == "labels-unreadable"


# COCO.


def coco(*annotations):
    return {
        "annotations": list(annotations),
        "images": [
            {"id": 1, "file_name": "a.png", "width": 9, "height": 9},
            {"id": 2, "file_name": "b.png"},
        ],
        "categories": [{"id": 3, "name": "Coat"}, {"id": 4, "name": "Bag"}],
    }


def test_largest_coco_annotation_counts_unless_several_are_refused(tmp_path):
    file = write(
        tmp_path / "a.json",
        coco(
            {"id": 1, "image_id": 1, "category_id": 3, "bbox": [0, 0, 2, 2]},
            {"id": 2, "image_id": 1, "category_id": 4, "bbox": [0, 0, 5, 2]},
            {"id": 3, "image_id": 9, "category_id": 4},
        ),
    )
    assert detect(file) == "coco"
    unknown = ("", "", "photo-unknown")
    assert read(file) == [("a.png", "Bag", ""), ("b.png", "", ""), unknown]
    assert read(file, refuse_several=True)[0] == ("a.png", "Bag", "label-many")


def test_coco_annotations_of_one_label_are_no_several(tmp_path):
    one = {"image_id": 1, "category_id": 3, "area": 4}
    file = write(tmp_path / "a.json", coco(one, one))
    assert read(file, refuse_several=True)[0] == ("a.png", "Coat", "")


def test_coco_annotation_with_odd_values_is_rejected_alone(tmp_path):
    file = write(
        tmp_path / "a.json",
        coco(
            {"image_id": 1, "category_id": [], "area": "big", "bbox": "none"},
            {"image_id": 2, "category_id": 3, "area": None, "score": 7},
        ),
    )
    assert read(file) == [("a.png", "", "category-unknown"), ("b.png", "Coat", "row-score")]


@pytest.mark.parametrize("area", [float("nan"), float("inf"), 10**400, True])
def test_coco_area_that_is_no_size_does_not_make_an_annotation_the_largest(tmp_path, area):
    file = write(
        tmp_path / "a.json",
        coco(
            {"image_id": 1, "category_id": 3, "area": area},
            {"image_id": 1, "category_id": 4, "bbox": [0, 0, 2, 2]},
        ),
    )
    assert read(file)[0] == ("a.png", "Bag", "")


@pytest.mark.parametrize("kind", [float, str])
def test_coco_numbers_may_be_written_in_another_way_in_each_list(tmp_path, kind):
    found = coco(
        {"image_id": kind(1), "category_id": kind(3)}, {"image_id": 2, "category_id": kind(4)}
    )
    found["images"][1]["id"] = kind(2)
    assert read(write(tmp_path / "a.json", found)) == [("a.png", "Coat", ""), ("b.png", "Bag", "")]


def test_coco_number_that_two_photos_or_categories_share_labels_none(tmp_path):
    found = coco(
        {"image_id": 1, "category_id": 3},
        {"image_id": 2, "category_id": 3},
        {"image_id": 5, "category_id": 4},
    )
    found["images"] += [{"id": 1, "file_name": "c.png"}, {"id": 5, "file_name": "d.png"}]
    # The same one twice, and one of another name.
    found["images"].append({"id": 5, "file_name": "d.png"})
    found["categories"] += [{"id": 3, "name": "Hat"}, {"id": 4, "name": "Bag"}]
    assert read(write(tmp_path / "a.json", found)) == [
        ("", "", "photo-ambiguous"), ("b.png", "", "category-unknown"), ("d.png", "Bag", ""),
    ]  # fmt: skip


def test_coco_images_without_a_number_take_no_labels_of_each_other(tmp_path):
    found = coco({"category_id": 3}, {"image_id": 2, "category_id": 4})
    del found["images"][0]["id"]
    assert read(write(tmp_path / "a.json", found)) == [
        ("b.png", "Bag", ""), ("", "", "photo-unknown"),
    ]  # fmt: skip


# Label Studio.


def task(image, *annotations):
    return {"id": 1, "data": {"image": image}, "annotations": list(annotations), "predictions": []}


def annotation(*choices, at="2024-05-01T10:00:00.5Z", **more):
    result = [{"type": "choices", "from_name": "kind", "value": {"choices": list(choices)}}]
    return {"result": result, "created_at": at, "completed_by": {"email": "a@b.c"}, **more}


def test_newest_label_studio_annotation_counts(tmp_path):
    file = write(
        tmp_path / "a.json",
        [
            task(
                "/data/local-files/?d=set/a%20b.png",
                annotation("Bag", at="2024-05-02T10:00:00Z"),
                annotation("Coat"),
                annotation("Dress", at="2024-06-02T10:00:00Z", was_cancelled=True),
            ),
            task("/data/upload/3/0123abcd-b.png", annotation("Coat", completed_by=7)),
            task("https://cdn.example/x/c.png?size=3", annotation("Coat", "Bag")),
            task("d.png"),
        ],
    )
    assert detect(file) == "label-studio"
    found = rows(file)
    assert [(row.photo, row.label, row.annotator, row.problem) for row in found] == [
        ("set/a b.png", "Bag", "a@b.c", ""),
        ("b.png", "Coat", "annotator 7", ""),
        ("x/c.png", "Coat", "a@b.c", "label-many"),
        ("d.png", "", "", ""),
    ]
    assert found[0].at is not None
    assert found[0].at.isoformat() == "2024-05-02T10:00:00+00:00"


@pytest.mark.parametrize(
    ("first", "second", "label"),
    [
        ("2024-05-01T10:00:00.5Z", "2024-05-01T10:00:00Z", "Bag"),
        ("2024-05-01T10:00:00+05:00", "2024-05-01T06:00:00Z", "Coat"),
        ("2024-05-01T10:00:00Z", "2024-05-01 10:00:00+00:00", "Coat"),
    ],
)
def test_newest_label_studio_annotation_is_the_one_of_the_latest_moment(
    tmp_path, first, second, label
):
    both = annotation("Bag", at=first), annotation("Coat", at=second)
    assert read(write(tmp_path / "a.json", [task("a.png", *both)])) == [("a.png", label, "")]


@pytest.mark.parametrize("at", ["yesterday", "2999-01-01T00:00:00Z", 1714557600, ["2024-05-01"]])
def test_label_studio_task_with_an_unclear_time_is_rejected(tmp_path, at):
    both = annotation("Bag", at=at), annotation("Coat")
    assert read(write(tmp_path / "a.json", [task("a.png", *both)])) == [
        ("a.png", "Bag", "row-time")
    ]


def test_label_studio_annotator_without_a_name_is_told_by_the_number(tmp_path):
    person = {"id": 7, "first_name": "Ann", "email": ""}
    file = write(tmp_path / "a.json", [task("a.png", annotation("Bag", completed_by=person))])
    assert rows(file)[0].annotator == "annotator 7"


# Folders.


def test_folder_of_a_photo_is_its_label(tmp_path):
    folder = photos(tmp_path, "Coat/a.png", "Bag/deep/b.JPG", "top.png", "Bag/notes.txt")
    assert detect(folder) == "imagefolder"
    found = [(row.photo[len(str(tmp_path)) :], row.label) for row in rows(folder)]
    assert found == [("/Bag/deep/b.JPG", "Bag"), ("/Coat/a.png", "Coat")]


def test_yolo_folders_have_their_label_below_the_split(tmp_path):
    folder = photos(tmp_path, "train/Coat/a.png", "val/Bag/b.png")
    assert detect(folder) == "yolo"
    assert [row.label for row in rows(folder)] == ["Coat", "Bag"]


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_metadata_names_photos_from_its_own_folder(tmp_path, suffix):
    photos(tmp_path, "train/Coat/a.png")
    text = "file_name,text\nCoat/a.png,x\n"
    if suffix == "jsonl":
        text = '{"file_name": "Coat/a.png", "text": "x"}\n'
    write(tmp_path / "train" / f"metadata.{suffix}", text)
    assert detect(tmp_path) == "imagefolder"
    assert read(tmp_path) == [("train/Coat/a.png", "Coat", "")]


def test_folder_that_leads_round_in_a_circle_ends(tmp_path):
    folder = photos(tmp_path / "set", "Coat/a.png")
    (folder / "Coat" / "again").symlink_to(folder)
    assert len(rows(folder)) == 1


# Parquet.


def test_parquet_reads_paths_and_names_of_the_datasets_library(tmp_path):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    features = {"label": {"names": ["Coat", "Bag"], "_type": "ClassLabel"}}
    table = pa.table(
        {
            "image": [{"bytes": b"x" * 99, "path": "a.png"}, {"bytes": b"", "path": "b.png"}],
            "label": [1, 7],
        }
    )
    head = {"huggingface": json.dumps({"info": {"features": features}})}
    parquet.write_table(table.replace_schema_metadata(head), tmp_path / "a.parquet")
    assert read(tmp_path / "a.parquet") == [("a.png", "Bag", ""), ("b.png", "", "")]


def parquet_of(file, **columns):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pa.table(columns), file)
    return file


def test_parquet_scores_may_be_decimal_numbers(tmp_path):
    scores = [Decimal("0.25"), Decimal("1.25"), None]
    file = parquet_of(
        tmp_path / "a.parquet", photo=["a", "b", "c"], label=["Bag"] * 3, score=scores
    )
    assert [(row.score, row.problem) for row in rows(file)] == [
        (0.25, ""), (None, "row-score"), (None, ""),
    ]  # fmt: skip


def test_parquet_times_in_nanoseconds_need_no_pandas(tmp_path):
    pa = pytest.importorskip("pyarrow")
    times = pa.array([1_714_557_600_123_456_789, None], pa.timestamp("ns", "Asia/Jakarta"))
    file = parquet_of(tmp_path / "a.parquet", photo=["a", "b"], label=["Bag"] * 2, time=times)
    at = datetime(2024, 5, 1, 10, 0, 0, 123456, UTC)
    assert [(type(row.at), row.at) for row in rows(file)] == [
        (datetime, at), (type(None), None),
    ]  # fmt: skip


def test_parquet_column_that_is_not_used_may_hold_anything(tmp_path):
    pa = pytest.importorskip("pyarrow")
    far = pa.array([2**60], pa.timestamp("us"))
    file = parquet_of(tmp_path / "a.parquet", photo=["a"], label=["Bag"], until=far)
    assert read(file) == [("a", "Bag", "")]


def test_parquet_bytes_are_no_labels(tmp_path):
    pa = pytest.importorskip("pyarrow")
    labels = pa.array([b"Bag"], pa.binary(3))
    file = parquet_of(tmp_path / "a.parquet", photo=["a"], label=labels)
    assert refusal(file) == ("labels-columns", "it has no column label")


def test_broken_parquet_is_refused(tmp_path):
    file = write(tmp_path / "a.parquet", b"PAR1" + b"\x00" * 500 + b"PAR1")
    assert refusal(file) == ("labels-unreadable", "it is damaged, or not Parquet")


# What is in no format.


@pytest.mark.parametrize("name", ["a.xlsx", "a.html", "a"])
def test_unknown_format_is_refused(tmp_path, name):
    with pytest.raises(KnownError) as refused:
        detect(write(tmp_path / name, "text"))
    assert refused.value.code == "labels-format"


def test_missing_source_is_refused(tmp_path):
    assert refusal(tmp_path / "a.csv")[0] == "read-failed"
    assert refusal(tmp_path / "a.json")[0] == "read-failed"

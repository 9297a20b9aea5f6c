import os

import pyarrow as pa
import pytest
from pyarrow import parquet

from hitl_app.domain.errors import KnownError
from hitl_app.domain.imports import FoundFile
from hitl_app.services.catalogue import sources
from tests.helpers.files.photos import make_photos


def found(*given):
    entries = list(sources.find([sources.root_of(str(one)) for one in given]))
    files = [os.fsdecode(e.raw) for e in entries if isinstance(e, FoundFile)]
    return files, [(e.shown, str(e.reason)) for e in entries if not isinstance(e, FoundFile)]


@pytest.fixture
def shop(tmp_path):
    make_photos(tmp_path / "shop" / "a", 2)
    make_photos(tmp_path / "shop" / "b", 1, seed=1)
    return tmp_path / "shop"


def test_find_returns_photos_of_all_kinds_of_sources_in_order(shop, tmp_path):
    a0, a1, b0 = sorted(str(file) for file in shop.rglob("*.jpg"))
    (tmp_path / "some.txt").write_text(f"shop/b\n\n{a1}\n")
    assert found(a1, tmp_path / "some.txt", shop / "a", f"file://{shop}") == (
        [a1, b0, a1, a0, a1, *(f"file://{one}" for one in (a0, a1, b0))],
        [],
    )


def test_find_names_rows_of_parquet_files(shop, tmp_path):
    rows = [file.read_bytes() for file in sorted(shop.rglob("*.jpg"))]
    table = tmp_path / "photos.parquet"
    parquet.write_table(pa.table({"id": [1, 2, 3], "jpeg": rows}), table, row_group_size=2)
    entries = list(sources.find([os.fsencode(table)]))
    assert [(os.fsdecode(e.raw), e.member, e.shown) for e in entries] == [
        (str(table), str(n), f"{table}/{n}") for n in range(3)
    ]
    remote, _ = found(f"file://{tmp_path}")
    assert remote[:3] == [f"file://{table}"] * 3


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", "colour,size\nred,1\n", "paths-columns"),
        ("a.csv", 'path\n"open\n', "paths-unreadable"),
        ("a.txt", "PAR1", "paths-unreadable"),
    ],
)
def test_find_refuses_what_is_no_list(tmp_path, name, content, code):
    (tmp_path / name).write_text(content)
    with pytest.raises(KnownError) as raised:
        found(tmp_path / name)
    assert raised.value.code == code


def test_find_lists_what_is_not_there(tmp_path):
    (tmp_path / "a.csv").write_text("file_name\ngone.jpg\nfile:///gone/b.jpg\n")
    assert found(tmp_path / "a.csv", "file:///gone/folder") == (
        [],
        [
            (str(tmp_path / "gone.jpg"), "missing"),
            ("file:///gone/b.jpg", "missing"),
            ("file:///gone/folder", "missing"),
        ],
    )


@pytest.mark.parametrize("kind", ["txt", "parquet"])
def test_find_says_that_a_list_changed_while_it_was_read(shop, tmp_path, kind):
    names = [str(file) for file in sorted(shop.rglob("*.jpg"))]
    source = tmp_path / f"list.{kind}"

    def write(paths):
        if kind == "txt":
            source.write_text("\n".join(paths))
        else:
            parquet.write_table(pa.table({"path": paths}), source)

    write(names)
    entries = sources.find([os.fsencode(source)])
    assert os.fsdecode(next(entries).raw) == names[0]
    write([*names, "another.jpg"])
    with pytest.raises(KnownError) as raised:
        list(entries)
    assert raised.value.code == "source-changed"

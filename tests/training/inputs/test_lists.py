"""Lists of photos and labels: what is read, and what is refused in which words."""

from pathlib import Path

import pytest

from training.inputs.lists import ListError, read_first_column, read_lines, read_photos

TWO = [("a/1.png", "Dress"), ("b,2.png", "Bag")]


def rows_of(tmp_path: Path, content: bytes) -> list[tuple[str, str]]:
    file = tmp_path / "list.csv"
    file.write_bytes(content)
    return [(row.photo, row.label) for row in read_photos(file)]


def problem_of(tmp_path: Path, content: bytes) -> str:
    with pytest.raises(ListError) as caught:
        rows_of(tmp_path, content)
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "text",
    [
        'photo,label\na/1.png,Dress\n"b,2.png",Bag\n',
        "photo;label\na/1.png;Dress\nb,2.png;Bag\n",
        "photo\tlabel\na/1.png\tDress\nb,2.png\tBag\n",
        "photo|label\na/1.png|Dress\nb,2.png|Bag",
        "sep=;\nphoto;label\na/1.png;Dress\nb,2.png;Bag\n",
        '\n\nphoto,label\n\na/1.png, Dress \n,\n"b,2.png",Bag\n\n',
        ',Image,Class Name\n0,a/1.png,Dress\n1,"b,2.png",Bag\n',
        'label,note,"File Name"\nDress,,a/1.png\nBag,,"b,2.png",,\n',
        "id;Category;kids\na/1.png;Dress;False\nb,2.png;Bag;True\n",
    ],
)
def test_read_photos_accepts_all_ways_to_write_the_same(tmp_path, text, end, encoding):
    assert rows_of(tmp_path, text.replace("\n", end).encode(encoding)) == TWO


def test_read_photos_numbers_rows_by_the_line_in_which_they_begin(tmp_path):
    (tmp_path / "list.csv").write_text('photo,label\n\n"a\nb.png",Dress\nc.png,Bag\n')
    assert [row.line for row in read_photos(tmp_path / "list.csv")] == [3, 5]


def test_read_photos_prefers_the_column_that_is_named_photo(tmp_path):
    content = b"path,photo,category,label\n/x/1.png,1.png,other,Dress\n"
    assert rows_of(tmp_path, content) == [("1.png", "Dress")]


def test_read_photos_marks_rows_that_are_longer_than_the_first_line(tmp_path):
    (tmp_path / "list.csv").write_text("photo,label\na,b.png,Dress\nc.png,Bag,,\n")
    assert [row.too_long for row in read_photos(tmp_path / "list.csv")] == [True, False]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "it is empty"),
        (b"\n \n", "it is empty"),
        (b"a.png,Dress\n", "its first line names no column photo and no column label"),
        (b"photo,kind\na.png,Dress\n", "its first line names no column label"),
        (b"photo,label,Label\n", "its first line names the column label more than once"),
        (b"photo,label\nb\xfcgel.png,Dress\n", "line 2 is not in UTF-8"),
        (
            b"photo,label\na.png,Dress\nb\0.png,Bag\n",
            "line 3 holds a zero byte, which text does not",
        ),
        ("photo,label\n".encode("utf-16-le"), "line 1 holds a zero byte, which text does not"),
        (b"\xff\xfep\0\n\0", "its first line names no column photo and no column label"),
        (b"\xff\xfep\0\0\xd8", "it is not in UTF-16, as its byte-order mark says"),
        (
            b'photo,label\na.png,Bag\n"b.png,Dress\nc.png,Bag\n',
            "a quote in the row that begins in line 3 is not closed",
        ),
        (
            b'photo,label\n"b.png,Dress\n"c.png",Bag\n',
            "a quote in the row that begins in line 2 is not closed",
        ),
        (b'photo,label\n"b"x.png,Dress\n', "the quotes in line 2 do not pair up"),
        (
            b"photo,label\n" + b"x" * 200_000 + b",Dress\n",
            "a cell in line 2 is longer than 131,072 characters",
        ),
        (
            b'photo,label\n"' + b"x\n" * 200_000 + b'",Dress\n',
            "a quote in the row that begins in line 2 is not closed",
        ),
        (b"photo,label\n" + b"," * 2**20, "line 2 is longer than 1,048,576 characters"),
        (b"PK\x03\x04photo,label\n", "it is an Excel workbook or an archive, not text"),
        (b"PAR1photo,label\n", "it is a Parquet file, not text"),
        (b'{"photos": []}', "it is JSON, not a table"),
    ],
)
def test_read_photos_raises_with_the_reason_when_a_file_is_no_list(tmp_path, content, problem):
    assert problem_of(tmp_path, content) == problem


def test_read_photos_raises_when_a_list_is_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr("training.inputs.lists.MAX_MB", 1)
    row = b"a.png," + b"x" * 1000 + b"\n"
    assert len(rows_of(tmp_path, b"photo,label\n" + row * 1000)) == 1000
    assert problem_of(tmp_path, b"photo,label\n" + row * 1100) == "it is larger than 1 MB"


def test_read_lines_does_not_break_at_unicode_line_separators(tmp_path):
    (tmp_path / "names.txt").write_text("a\u2028b\r\nc\rd\n", encoding="utf-16", newline="")
    assert list(read_lines(tmp_path / "names.txt", 1)) == [(1, "a\u2028b"), (2, "c"), (3, "d")]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Dress\nBag\n", [(1, "Dress"), (2, "Bag")]),
        ("Category;Count\nDress;1\n\nBag;2\n", [(2, "Dress"), (4, "Bag")]),
        ("number,category\n1,Dress\n2,Bag\n", [(2, "Dress"), (3, "Bag")]),
    ],
)
def test_read_first_column_reads_the_column_of_categories(tmp_path, text, cells):
    (tmp_path / "names.csv").write_text(text)
    found = read_first_column(tmp_path / "names.csv", 1)
    assert [(line, cell) for line, cell, _ in found] == cells

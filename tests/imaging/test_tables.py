import os

import pyarrow as pa
import pytest
from pyarrow import parquet

from hitl_app.domain.errors import KnownError
from hitl_app.imaging.archives import Archives
from hitl_app.imaging.files import read_path
from hitl_app.imaging.tables import PhotoTable
from safeio.reasons import PhotoError

ROWS = [f"photo {n}".encode() * 50 for n in range(100)]


@pytest.fixture
def table(tmp_path):
    """Return a file with several groups of rows, an empty row, and a second column."""
    rows = [None if n == 41 else data for n, data in enumerate(ROWS)]
    path = tmp_path / "photos.parquet"
    parquet.write_table(pa.table({"name": list(map(str, range(100))), "image": rows}), path,
                        row_group_size=30)  # fmt: skip
    return path


@pytest.mark.parametrize("order", [range(100), range(99, -1, -1), (5, 5, 90, 3, 31, 30, 29)])
def test_read_returns_rows_in_any_order(table, order):
    with Archives() as archives:
        for row in order:
            if row == 41:
                with pytest.raises(PhotoError, match="empty"):
                    read_path(os.fsencode(table), "41", archives=archives)
            else:
                raw = os.fsencode(table) if row % 2 else f"file://{table}".encode()
                assert read_path(raw, str(row), archives=archives) == ROWS[row]


def test_read_refuses_rows_that_are_not_there_or_too_large(table):
    with pytest.raises(PhotoError, match="missing"):
        read_path(os.fsencode(table), "100")
    with pytest.raises(PhotoError, match="too-large"):
        read_path(os.fsencode(table), "7", 20)
    assert read_path(os.fsencode(table), "7") == ROWS[7]


def test_shown_names_a_row_with_the_ending_of_its_format(tmp_path):
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"image": [b"\x89PNG...", b"\xff\xd8..."]}), path)
    with PhotoTable(str(path)) as opened:
        assert [opened.shown(row) for row in "01"] == ["0.png", "1.jpg"]
        assert opened.read("0") == b"\x89PNG..."


def test_damaged_rows_are_reported_as_damaged(table):
    content = bytearray(table.read_bytes())
    content[200:900] = bytes(700)
    table.write_bytes(content)
    with PhotoTable(str(table)) as opened, pytest.raises(PhotoError):
        opened.read("3")


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        ({"path": ["a"], "image": [b"x"]}, ("image", True)),
        ({"thumb": [b"y"], "Photo": [b"x"]}, ("Photo", True)),
        ({"caption": ["a"], "file_name": ["x"]}, ("file_name", False)),
        ({"only": ["a"], "number": [1]}, ("only", False)),
        ({"image": [{"bytes": b"x", "path": "a"}]}, ("image", True)),
        ({"image": [{"path": "a"}]}, ("image", False)),
        ({"one": ["a"], "two": ["b"]}, None),
    ],
)
def test_column_of_photos_is_found(tmp_path, columns, wanted):
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table(columns), path)
    if wanted is None:
        with pytest.raises(KnownError, match="table-columns"):
            PhotoTable(str(path))
        return
    with PhotoTable(str(path)) as opened:
        assert (opened.column, opened.of_bytes) == wanted
        rows = [opened.read("0")] if opened.of_bytes else list(opened.paths())
    assert rows in ([b"x"], ["x"], ["a"])


def test_file_that_is_no_parquet_is_damaged(tmp_path):
    (tmp_path / "a.parquet").write_bytes(b"PAR1 no PAR1")
    with pytest.raises(PhotoError, match="damaged"):
        PhotoTable(str(tmp_path / "a.parquet"))

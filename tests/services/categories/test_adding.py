"""Names of categories from lists, tables and folders."""

import pytest

from hitl_app.services.categories import adding
from hitl_app.services.categories.lists import MOST_NAMES, read_names
from tests.helpers.workspace.categories import names, refusal

# Lists.


def test_add_from_reads_list_of_names(workspace, tmp_path):
    file = tmp_path / "names.txt"
    text = f"\ufeffParka\r\n\r\nscarf\nCOAT\nScarf\n{'x' * 61}\na\x07b\n  Belt  \nskip\n"
    file.write_text(text, encoding="utf-8", newline="")
    listed = adding.add_from(workspace, file)
    assert [change.category.name for change in listed.changes] == ["Parka", "scarf", "Belt"]
    assert listed.known == ("Coat",)
    assert [(one.line, one.error.code) for one in listed.refused] == [
        (5, "category-repeated"),
        (6, "name-too-long"),
        (7, "name-unprintable"),
        (9, "name-reserved"),
    ]
    assert names(workspace)[-3:] == ["Parka", "scarf", "Belt"]


def test_add_from_reads_first_column_of_table(workspace, tmp_path):
    file = tmp_path / "names.csv"
    file.write_text('Category;Count\n"Rain; coat";7\n;8\n\'=Sum;1\nParka;2\n')
    listed = adding.add_from(workspace, file)
    assert [change.category.name for change in listed.changes] == ["Rain; coat", "=Sum", "Parka"]
    assert [(one.line, one.error.code) for one in listed.refused] == [(3, "name-empty")]


def test_add_from_reads_category_column_of_photo_list(workspace, tmp_path):
    file = tmp_path / "labels.csv"
    text = "photo;Class\n1.png;Parka\n2.png;parka\n3.png;skip\n4.png;\n5.png;Coat\n6.png;Scarf\n"
    file.write_text(text, encoding="utf-16")
    listed = adding.add_from(workspace, file)
    assert [change.category.name for change in listed.changes] == ["Parka", "Scarf"]
    assert (listed.known, listed.refused) == (("Coat",), ())


@pytest.mark.parametrize("name", ["names.csv", "names.txt"])
def test_add_from_refuses_lists_that_are_no_text(workspace, tmp_path, name):
    for content in (b"PK\x03\x04", b"Parka\nB\xfcrste\n", b"Par\0ka\n"):
        (tmp_path / name).write_bytes(content)
        assert refusal(adding.add_from, workspace, tmp_path / name) == "list-unreadable"


def test_add_from_takes_names_of_subfolders(workspace, tmp_path):
    for name in ("b-Parka", "a-Scarf", ".hidden", "__MACOSX"):
        (tmp_path / "photos" / name).mkdir(parents=True)
    (tmp_path / "photos" / "file.jpg").write_text("")
    listed = adding.add_from(workspace, tmp_path / "photos")
    assert [change.category.name for change in listed.changes] == ["a-Scarf", "b-Parka"]


def test_add_from_refuses_empty_long_and_unreadable_lists(workspace, tmp_path):
    before = names(workspace)
    empty, many, huge, binary = (tmp_path / f"{n}.txt" for n in "abcd")
    empty.write_text("\n \n")
    many.write_text("\n".join(f"name {i}" for i in range(MOST_NAMES + 1)))
    huge.write_bytes(b"x\n" * (1 << 20))
    binary.write_bytes(b"\xff\xfe\x00")
    (tmp_path / "bare").mkdir()
    for source, code in (
        (empty, "list-empty"),
        (many, "list-too-long"),
        (huge, "list-unreadable"),
        (binary, "list-unreadable"),
        (tmp_path / "missing.txt", "read-failed"),
        (tmp_path / "bare", "no-subfolders"),
    ):
        assert refusal(adding.add_from, workspace, source) == code
    assert names(workspace) == before
    many.write_text("\n".join(f"name {i}" for i in range(MOST_NAMES)))
    assert len(read_names(many).names) == MOST_NAMES
    assert refusal(adding.add_from, workspace, many) == "category-too-many"

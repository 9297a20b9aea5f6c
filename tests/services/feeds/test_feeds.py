"""Feeds as files: formats, encodings, bad input."""

import json

import pytest

from hitl_app.domain.errors import KnownError
from hitl_app.services.feeds import xml_items
from hitl_app.services.feeds.formats import Feed, feed_of, is_feed
from hitl_app.services.feeds.items import FeedColumns, FeedItem, host_of, is_address
from hitl_app.services.feeds.previewing import preview
from tests.helpers.web import write_xml

ROWS = [
    {"id": "A1", "title": "Red shirt", "image_link": "https://x.example/1.jpg",
     "item_group_id": "G", "additional_image_link": "https://x.example/2.jpg"},
    {"id": "A2", "title": "Blue shirt", "image_link": "https://y.example:81/3.jpg",
     "item_group_id": "G", "additional_image_link": ""},
]  # fmt: skip
ITEMS = [
    ("A1", "Red shirt", "G", ("https://x.example/1.jpg", "https://x.example/2.jpg")),
    ("A2", "Blue shirt", "G", ("https://y.example:81/3.jpg",)),
]


def read(file, columns=None, encoding=""):
    items = list(Feed(file, columns or FeedColumns(), encoding).items())
    return [(one.item, one.title, one.product, one.images) for one in items]


def refusal(file, *arguments):
    with pytest.raises(KnownError) as error:
        read(file, *arguments)
    return error.value.code, error.value.params["detail"]


def as_table(rows, separator, prefix=""):
    names = [prefix + name for name in rows[0]]
    lines = [separator.join(names), *(separator.join(row.values()) for row in rows)]
    return "\n".join(lines) + "\n"


def write(file, text, encoding="utf-8"):
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize(
    ("name", "separator", "prefix"),
    [("a.csv", ",", ""), ("a.tsv", "\t", ""), ("a.txt", "\t", "g:"), ("a.csv", ";", "G:")],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_items_of_tables(tmp_path, name, separator, prefix, encoding):
    assert read(write(tmp_path / name, as_table(ROWS, separator, prefix), encoding)) == ITEMS


def test_items_of_json_lines(tmp_path):
    lines = [json.dumps(row) for row in ROWS]
    more = json.dumps({"id": 7, "image_link": ["http://x.example/8.jpg", "http://x.example/9.jpg"]})
    file = write(tmp_path / "a.jsonl", "\n".join([*lines, "{broken", "[1]", "", more]))
    items = list(Feed(file).items())
    assert [item.problem for item in items] == ["", "", "row-json", "row-json", ""]
    assert read(file)[:2] == ITEMS
    assert read(file)[-1] == ("7", "", "7", ("http://x.example/8.jpg", "http://x.example/9.jpg"))


def test_items_of_rss(tmp_path):
    assert read(write_xml(tmp_path / "a.xml", ROWS)) == ITEMS


def test_items_of_atom_prefer_googles_elements(tmp_path):
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:x="http://base.google.com/ns/1.0">'
        "<title>Shop</title><entry><id>tag:1</id><title>Plain</title><x:title>Red &amp; "
        "<![CDATA[<b>]]></x:title><x:id>A1</x:id><x:image_link> http://x.example/1.jpg "
        "</x:image_link><x:additional_image_link>http://x.example/2.jpg</x:additional_image_link>"
        "<x:additional_image_link>http://x.example/3.jpg</x:additional_image_link>"
        "<x:shipping><x:id>no</x:id></x:shipping></entry><entry><title>Other</title></entry></feed>"
    )
    images = tuple(f"http://x.example/{n}.jpg" for n in (1, 2, 3))
    assert read(write(tmp_path / "a.atom", text)) == [
        ("A1", "Red & <b>", "A1", images),
        ("", "Other", "", ()),
    ]


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-16"])
def test_xml_states_its_encoding(tmp_path, encoding):
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><rss><item><title>Châle</title></item></rss>'
    )
    assert read(write(tmp_path / "a.xml", text, encoding))[0][1] == "Châle"


@pytest.mark.parametrize("name", ["a.csv", "a.xml"])
def test_encoding_can_be_chosen(tmp_path, name):
    file = tmp_path / name
    if name == "a.csv":
        write(file, "title,image_link\nChâle,http://x.example/1.jpg\n", "cp1252")
    else:
        write(file, "<rss><item><title>Châle</title></item></rss>", "cp1252")
    assert refusal(file)[0] == ("feed-encoding" if name == "a.csv" else "feed-unreadable")
    assert read(file, None, "cp1252")[0][1] == "Châle"


def test_columns_can_be_chosen(tmp_path):
    file = write(tmp_path / "a.csv", "Bild,Nr,Marke\nhttp://x.example/1.jpg,5,Acme\n")
    assert refusal(file) == ("feed-columns", "it has no column with images")
    columns = FeedColumns(image="Bild", item="nr", product="Marke")
    assert read(file, columns) == [("5", "", "Acme", ("http://x.example/1.jpg",))]
    assert refusal(file, FeedColumns(image="Bild", product="no")) == (
        "feed-columns",
        "it has no column no",
    )
    again = feed_of(file, Feed(file, columns, "cp1252", True, 3).options())
    assert again == Feed(file, columns, "cp1252", True, 3)


def test_addresses_with_commas_stay_whole(tmp_path):
    cell = "https://x.example/w_1,h_2/1.jpg, https://x.example/2.jpg,https://x.example/3.jpg"
    file = write(tmp_path / "a.csv", f'image_link\n"{cell}"\n')
    assert read(file)[0][3] == (
        "https://x.example/w_1,h_2/1.jpg",
        "https://x.example/2.jpg",
        "https://x.example/3.jpg",
    )


def test_texts_are_bounded_and_cannot_mislead(tmp_path):
    row = {"title": "x\u202egnp\n" * 1000, "id": "i" * 999, "image_link": "http://x.example/1"}
    (item,) = Feed(write(tmp_path / "a.jsonl", json.dumps(row))).items()
    assert (len(item.title), len(item.item)) == (300, 200)
    assert item.title.startswith("x\\u202egnp x")


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]><rss><item>&b;</item></rss>', "document type"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><rss/>', "document type"),
        ("<html><p>Not found</html>", "mismatched tag"),
        ("<rss><item><title>cut off", "no element found"),
        ("", "no items"),
        ("<rss><channel/></rss>", "no items"),
        ("<a>" * 100, "nested too deeply"),
        ("\0\1\2", "not XML"),
    ],
)
def test_broken_xml_is_refused(tmp_path, text, detail):
    code, said = refusal(write(tmp_path / "a.xml", text))
    assert code == "feed-unreadable"
    assert detail in said


def test_xml_with_an_endless_name_is_refused_in_bounded_memory(tmp_path):
    file = tmp_path / "a.xml"
    with file.open("wb") as out:
        out.write(b"<rss><item a='")
        out.truncate(2**33)
    assert "too long" in refusal(file)[1] or "not XML" in refusal(file)[1]
    text = "<rss><item a='" + "x" * (xml_items._QUIET + 2**17) + "'/></rss>"
    assert refusal(write(file, text))[1] == "a part of it is too long"


def test_xml_is_read_as_a_stream(tmp_path, monkeypatch):
    """The first items of an endless feed come before its end is looked for."""
    file = write_xml(tmp_path / "a.xml", ROWS * 5000)
    taken = []
    real = xml_items._chunks
    monkeypatch.setattr(xml_items, "_chunks", lambda *a: (taken.append(1) or c for c in real(*a)))
    items = Feed(file).items()
    assert next(items).item == "A1"
    assert len(taken) == 1
    items.close()


def test_preview_counts_images_by_host_and_contacts_nobody(tmp_path):
    rows = [*ROWS, {"id": "A3", "image_link": "nothing.jpg"}, {"id": "A4"}]
    found = preview(Feed(write_xml(tmp_path / "a.xml", rows)))
    assert found.hosts == (("x.example", 2), ("y.example:81", 1))
    assert (found.counted, found.images, found.without, found.refused) == (4, 3, 1, 1)
    assert found.whole
    assert found.columns == FeedColumns("image_link", "id", "title", "item_group_id")
    assert found.items[0] == FeedItem(1, *ITEMS[0])


def test_preview_tells_a_missing_column(tmp_path):
    found = preview(Feed(write(tmp_path / "a.csv", "a;b\n1;2\n")))
    assert found.error.code == "feed-columns"
    assert found.names == ("a", "b")


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("http://x.example/1.jpg", True),
        ("HTTPS://x.example", True),
        ("https://münchen.example/ä.jpg", True),
        ("ftp://x.example/1", False),
        ("//x.example/1", False),
        ("http:///1", False),
        ("http://user:word@x.example/1", False),
        ("http://x.example:99999/1", False),
        ("http://[::1/1", False),
        ("http://x.example/" + "a" * 2048, False),
        ("http://x.example/\n", False),
    ],
)
def test_is_address(text, valid):
    assert is_address(text) is valid


def test_host_of_and_is_feed(tmp_path):
    assert host_of("https://X.example:443/1") == "x.example"
    assert is_feed(write(tmp_path / "a.XML", "x"))
    assert not is_feed(tmp_path / "no.xml")
    assert not is_feed(tmp_path)

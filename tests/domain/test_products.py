import pytest

from hitl_app.domain.errors import KnownError
from hitl_app.domain.products import rule_of, sku_of


@pytest.mark.parametrize(
    ("rule", "path", "product"),
    [
        ("off", "/shop/TS-1_1.jpg", None),
        ("folder", "/shop/TS-1/a.jpg", "/shop/TS-1"),
        ("folder", "C:\\shop\\TS-1\\a.jpg", "C:\\shop\\TS-1"),
        ("folder", "/shop/new.zip/TS-1/a.jpg", "/shop/new.zip/TS-1"),
        ("folder", "/a.jpg", "/"),
        ("folder", "a.jpg", None),
        ("folder", "", None),
        ("number", "/shop/TS-1_1.jpg", "TS-1"),
        ("number", "/other/TS-1-22.PNG", "TS-1"),
        ("number", "/shop/TS_1_2.jpg", "TS_1"),
        ("number", "/shop/blouse.jpg", "blouse"),
        ("number", "/shop/v1.5_2.jpg", "v1.5"),
        ("number", "/shop/_1.jpg", "_1"),
        ("Number", "/shop/no ending_3", "no ending"),
        ("number", "/shop/" + 300 * "a" + "_1.jpg", None),
        ("number", "/shop/.hidden", ".hidden"),
        ("first", "/shop/TS1_front_2.jpg", "TS1"),
        ("first", "/shop/TS1-back.jpg", "TS1"),
        ("first", "/shop/TS1.jpg", "TS1"),
        ("{sku}_{n}", "/shop/TS-1_2.jpg", "TS-1"),
        ("{sku}_{n}", "/shop/TS-1_b.jpg", None),
        ("{sku}_{n}", "/shop/TS-1.jpg", None),
        ("IMG_{sku} ({n})", "/shop/img_77 (2).jpg", "77"),
        ("{any}__{sku}_{n}", "/shop/spring__TS_1_2.jpg", "TS_1"),
        ("{sku}.{n}", "/shop/TSx1.2.jpg", "TSx1"),
        ("{sku}+", "/shop/aaa+.jpg", "aaa"),
        ("{sku}_{n}", "/shop/cafe\u0301_1.jpg", "caf\u00e9"),
    ],
)
def test_product_of_follows_rule(rule, path, product):
    assert rule_of(rule).product_of(path) == product


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "pattern-sku"),
        ("folders", "pattern-sku"),
        ("{n}_{n}", "pattern-sku"),
        ("{sku}_{sku}", "pattern-sku"),
        ("{SKU}_{n}", "pattern-sku"),
        ("{sku}_{x}", "pattern-sign"),
        ("{sku}}_{n}", "pattern-sign"),
        ("{any}/{sku}", "pattern-sign"),
        ("{sku}\n{n}", "pattern-sign"),
        ("{sku}{n}", "pattern-beside"),
        ("{any}{sku}", "pattern-beside"),
        ("{sku}_{n}7", "pattern-beside"),
        ("{sku}_7{n}", "pattern-beside"),
        ("{any}_{sku}_{any}", "pattern-long"),
        ("{sku}_{n}_{n}_{n}_{n}", "pattern-long"),
        ("{sku}" + 100 * "_", "pattern-long"),
    ],
)
def test_rule_of_refuses_invalid_patterns(text, code):
    with pytest.raises(KnownError) as raised:
        rule_of(text)
    assert raised.value.code == code


def test_rule_of_escapes_regular_expressions():
    assert rule_of("(a+)+{sku}").product_of("/aaaa.jpg") is None
    assert rule_of("(a+)+{sku}").product_of("/(a+)+b.jpg") == "b"


def test_product_of_ends_for_names_that_cause_backtracking():
    """With these names a careless pattern would backtrack for hours."""
    worst = rule_of("{any}a{sku}a{n}-{n}-{n}b")
    for name in ("a" * 255, "a1" * 127, "1-" * 127, "a1-1-1" * 42):
        assert worst.product_of(f"/shop/{name}") is None
    assert worst.product_of("/shop/xaSKUa1-22-333b.jpg") == "SKU"


def test_sku_of_returns_last_part_of_path():
    assert sku_of("TS-1") == "TS-1"
    assert sku_of("/shop/TS-1") == "TS-1"
    assert sku_of("C:\\shop\\TS-1") == "TS-1"
    assert sku_of("/") == "/"

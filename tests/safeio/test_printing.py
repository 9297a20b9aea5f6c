import json

import pytest

from safeio.printing import Parser, complain, write_json, write_lines, write_rows


def test_write_lines_escapes_controls_and_line_breaks(capsys) -> None:
    write_lines("a\nb", "\x1b[31mred")
    complain("c\rd")
    assert capsys.readouterr() == ("a\\nb\n\\x1b[31mred\n", "c\\rd\n")


def test_write_json_escapes_misleading_characters_and_means_the_same(capsys) -> None:
    write_json({"name": "gpj\u202eexe\x7f", "town": "Köln"})
    text = capsys.readouterr().out
    assert "\u202e" not in text
    assert "\x7f" not in text
    assert "Köln" in text
    assert json.loads(text) == {"name": "gpj\u202eexe\x7f", "town": "Köln"}


def test_write_rows_leaves_cells_of_none_empty(capsys) -> None:
    write_rows([["a,b", None, 3], ["x\ny", "", 0.5]])
    assert capsys.readouterr().out == '"a,b",,3\nx\\ny,,0.5\n'


def test_parser_escapes_what_was_typed_when_it_is_wrong(capsys) -> None:
    with pytest.raises(SystemExit) as caught:
        Parser(prog="p").parse_args(["\x1b[2J"])
    assert caught.value.code == 2
    assert "\\x1b[2J" in capsys.readouterr().err

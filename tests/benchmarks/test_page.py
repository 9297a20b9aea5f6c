"""The page of benchmarks, its staleness, and that the documents agree with the results."""

import pytest

from benchmarks.figures import Row
from benchmarks.page import Result, code_hash, load, render, save
from benchmarks.registry import BENCHMARKS, ROOT, Benchmark

DOCS = ROOT / "docs"
ENTRY = Benchmark("fake", "Speed", "", limits={"a": "<= 4", "a, big": "<= 8"})


def result(*rows, code="now", note=""):
    return Result(
        commit="abc1234", date="2026-01-02", machine="2 cores", code=code, rows=rows, note=note
    )


@pytest.mark.parametrize(
    ("limit", "value", "verdict"),
    [
        ("<= 4", 4, "met"),
        ("<= 4", 4.01, "missed"),
        (">= 4", 3.9, "missed"),
        ("<= 4, goal 2", 3, "met, goal missed"),
        ("<= 4, goal 2", 2, "met"),
        (">= 4, goal 5", 4.5, "met, goal missed"),
        ("<= 1.5 x peer", 15, "met"),
        ("<= 1.5 x peer", 15.1, "missed"),
    ],
)
def test_verdict_compares_value_with_limit(limit, value, verdict):
    assert Row("a", value, peer=10).verdict({"a": limit}) == verdict


def test_limit_of_a_case_precedes_that_of_the_figure():
    rows = [Row("a", 6, case="big"), Row("a", 6, case="small"), Row("b", 6)]
    assert [row.verdict(ENTRY.limits) for row in rows] == ["met", "missed", ""]


def test_page_has_one_table_a_topic():
    other = Benchmark("other", "Speed", "")
    text = render(
        [ENTRY, other, Benchmark("third", "Size", "")],
        {"fake": result(Row("a", 1234.5, "ms", "of 3"), Row("c", 1)), "other": result()},
        "now",
    )
    assert "- `fake`, `other`: measured at abc1234, 2026-01-02.\n- Machine: 2 cores." in text
    assert "| `fake` | a | 1,234 ms (of 3) |  | <= 4 | missed |\n\n## Size" in text
    assert "- `third`: not measured yet." in text


def test_page_says_that_code_changed_when_results_are_of_other_code():
    text = render([ENTRY], {"fake": result(code="before", note="shared machine")}, "now")
    assert "- `fake`: measured at abc1234, 2026-01-02, code changed since; shared machine." in text


def test_code_hash_changes_with_the_code_alone(tmp_path):
    (tmp_path / "hitl_app" / "ui").mkdir(parents=True)
    module = tmp_path / "hitl_app" / "ui" / "a.py"
    module.write_text("x = 1\n")
    before = code_hash(tmp_path)
    (tmp_path / "docs.py").write_text("x = 1\n")
    assert code_hash(tmp_path) == before
    module.write_text("x = 2\n")
    changed = code_hash(tmp_path)
    module.rename(module.with_name("b.py"))
    assert len({before, changed, code_hash(tmp_path)}) == 3


def test_result_is_the_same_after_saving_and_loading(tmp_path):
    saved = result(Row("a", 0.1234, "s", "of 3 „ü“", "big", 2), Row("b", 3), note="shared")
    save(tmp_path, "fake", saved)
    loaded = load(tmp_path, [ENTRY, Benchmark("other", "Speed", "")])
    assert loaded.keys() == {"fake"}
    assert (list(loaded["fake"].rows), loaded["fake"].note) == (list(saved.rows), "shared")


def test_documents_have_the_page_that_the_results_render():
    written = (DOCS / "BENCHMARKS.md").read_text("utf-8")
    rendered = render(BENCHMARKS, load(DOCS, BENCHMARKS), code_hash())
    # Which figures are stale depends on the code of the moment; `--check` tells.
    pages = [page.replace(", code changed since", "") for page in (written, rendered)]
    assert pages[0] == pages[1], "run `python -m benchmarks --render`"
    assert len(written.splitlines()) <= 300


def test_documents_have_results_of_registered_benchmarks_only():
    stored = {file.stem for file in (DOCS / "benchmarks").iterdir()}
    assert stored <= {benchmark.name for benchmark in BENCHMARKS}


def test_limits_name_figures_that_were_measured():
    results = load(DOCS, BENCHMARKS)
    for benchmark in BENCHMARKS:
        found = results.get(benchmark.name)
        # Older results were written down by hand, and lack some figures.
        if found is not None and found.code:
            names = {name for row in found.rows for name in (row.figure, row.name)}
            assert benchmark.limits.keys() <= names, benchmark.name


def test_registry_has_every_module_that_can_be_run():
    folder = ROOT / "benchmarks"
    modules = {
        ".".join(file.relative_to(folder).with_suffix("").parts)
        for file in folder.rglob("*.py")
        if 'if __name__ == "__main__":' in file.read_text("utf-8")
    }
    assert modules - {"__main__"} == {b.name for b in BENCHMARKS if b.minutes}

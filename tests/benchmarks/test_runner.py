"""The runner of benchmarks, on small modules in processes of their own."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.registry import BENCHMARKS, PHOTOS, ROOT, Benchmark

FAKE = Benchmark("fake", "Speed", "A thing that is measured", limits={"speed": "<= 4"})
MODULE = """
from benchmarks.figures import Row, report
report([Row("speed", {value}, "s", peer="other 5"), Row("count", 2)])
"""
EMPTY = "from benchmarks.figures import report\nreport([])"


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """Return an entry whose module reports the speed that is asked for, or any other code."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(ROOT)]))
    monkeypatch.delenv("SECOND_LOOK_PHOTOS", raising=False)

    def make(value=None, code=""):
        name = f"fake_{len(list(tmp_path.glob('fake_*.py')))}"
        (tmp_path / f"{name}.py").write_text(code or MODULE.format(value=value), encoding="utf-8")
        return replace(FAKE, module=name)

    return make


def run(docs, benchmark, *arguments):
    return main([*arguments, "--work", str(docs / "work")], [benchmark], docs)


def test_runner_stores_rows_and_writes_page_when_benchmark_meets_its_limit(tmp_path, fake, capsys):
    assert run(tmp_path, fake(3.14159)) == 0
    stored = json.loads((tmp_path / "benchmarks" / "fake.json").read_text("utf-8"))
    assert stored["rows"] == [
        {"figure": "speed", "value": 3.142, "unit": "s", "peer": "other 5"},
        {"figure": "count", "value": 2},
    ]
    assert stored["commit"]
    assert "cores" in stored["machine"]
    page = (tmp_path / "BENCHMARKS.md").read_text("utf-8")
    assert "| `fake` | speed | 3.14 s | other 5 | <= 4 | met |" in page
    assert "code changed since" not in page
    assert "count" not in page.split("## Speed")[1]
    assert "| count | 2 |" in capsys.readouterr().out


def test_runner_returns_1_when_a_limit_is_missed(tmp_path, fake, capsys):
    assert run(tmp_path, fake(4.5)) == 1
    assert "fake: missed: speed" in capsys.readouterr().out
    assert "| missed |" in (tmp_path / "BENCHMARKS.md").read_text("utf-8")


@pytest.mark.parametrize("code", ["raise SystemExit(3)", "1 / 0", EMPTY])
def test_runner_keeps_last_result_when_benchmark_fails(tmp_path, fake, code):
    run(tmp_path, fake(3))
    before = (tmp_path / "benchmarks" / "fake.json").read_text("utf-8")
    assert run(tmp_path, fake(code=code)) == 1
    assert (tmp_path / "benchmarks" / "fake.json").read_text("utf-8") == before


@pytest.mark.parametrize("change", [{"arguments": (PHOTOS,)}, {"minutes": 0}])
def test_runner_skips_what_it_cannot_measure(tmp_path, fake, change, capsys):
    assert run(tmp_path, replace(fake(code="raise SystemExit(3)"), **change)) == 0
    assert "skipped" in capsys.readouterr().out
    assert not (tmp_path / "benchmarks").exists()


def test_runner_fills_in_folders_of_photos_and_work():
    entry = Benchmark("x", "t", "", (PHOTOS, "{work}/a"))
    assert entry.command(Path("/photos"), Path("/work")) == ["benchmarks.x", "/photos", "/work/a"]


def test_runner_refuses_unknown_name(tmp_path, fake):
    with pytest.raises(SystemExit) as ended:
        run(tmp_path, fake(3), "other")
    assert ended.value.code == 2


@pytest.mark.parametrize(("value", "status"), [(3, 0), (5, 1)])
def test_check_runs_nothing_and_returns_1_only_when_a_limit_is_missed(
    tmp_path, fake, value, status
):
    run(tmp_path, fake(value))
    assert run(tmp_path, fake(code="raise SystemExit(3)"), "--check") == status


def test_check_reports_stale_results_with_status_0(tmp_path, fake, capsys):
    run(tmp_path, fake(3))
    file = tmp_path / "benchmarks" / "fake.json"
    stored = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**stored, "code": "another", "commit": "abc1234"}))
    capsys.readouterr()
    assert run(tmp_path, FAKE, "--check") == 0
    assert capsys.readouterr().out == "fake: measured at abc1234, code changed since\n"


def test_render_writes_page_without_running(tmp_path, fake):
    run(tmp_path, fake(3))
    before = (tmp_path / "BENCHMARKS.md").read_text("utf-8")
    (tmp_path / "BENCHMARKS.md").unlink()
    assert run(tmp_path, fake(code="raise SystemExit(3)"), "--render") == 0
    assert (tmp_path / "BENCHMARKS.md").read_text("utf-8") == before


def test_list_names_every_benchmark(capsys):
    assert main(["--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [b.name for b in BENCHMARKS]

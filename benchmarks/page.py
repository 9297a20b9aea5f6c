"""Stored results of benchmarks, and the page made from them."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.figures import COLUMNS, Row, table
from benchmarks.registry import ROOT, Benchmark

CODE = ("hitl_app", "training", "safeio")
_HEAD = """# Benchmarks

`python -m benchmarks [NAME ...] --photos FOLDER` measures and writes this page from the results in `docs/benchmarks/`;
`--list` names all benchmarks, `--check` compares the results with the limits, and `--render` writes the page alone.
`python -m benchmarks.NAME` runs one by itself. FOLDER holds photos and a `labels.csv`; these figures come from 3,068
phone photos of clothes, mostly 400 x 533, no part of the project. Older results name the commit that recorded them.
Figures with neither peer nor limit are in `docs/benchmarks/` alone. Times move by a fifth on shared cores.
"""  # noqa: E501


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Result of a benchmark.

    Attributes:
        commit: That was checked out, or that recorded the figures.
        date: As YYYY-MM-DD.
        machine: As `figures.describe` words it.
        code: As `code_hash` returned then; empty if unknown.
        rows: The figures.
        note: Other conditions of the measurement.
    """

    commit: str
    date: str
    machine: str
    code: str
    rows: Sequence[Row]
    note: str = ""

    def missed(self, benchmark: Benchmark) -> list[str]:
        """Return the figures that miss their limits."""
        return [r.name for r in self.rows if r.verdict(benchmark.limits) == "missed"]

    def origin(self, code: str) -> str:
        """Return the origin of the figures, and whether they are stale."""
        changed = "" if self.code == code else ", code changed since"
        note = f"; {self.note}" if self.note else ""
        return f"measured at {self.commit}, {self.date}{changed}{note}"


def code_hash(root: Path = ROOT) -> str:
    """Return a hash of the code that is measured: it needs no history and outlives a rebase."""
    digest = hashlib.sha256()
    for folder in CODE:
        for file in sorted((root / folder).rglob("*.py")):
            digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


def save(docs: Path, name: str, result: Result) -> None:
    """Write a result: a line a figure, so that differences can be read."""
    head = {key: getattr(result, key) for key in ("commit", "date", "machine", "code", "note")}
    rows = [
        {key: _short(value) for key, value in asdict(row).items() if value != ""}
        for row in result.rows
    ]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    text = json.dumps(head, indent=1, ensure_ascii=False)[:-2] + f',\n "rows": [\n{lines}\n]}}\n'
    file = docs / "benchmarks" / f"{name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _short(value: object) -> object:
    return float(f"{value:.4g}") if isinstance(value, float) else value


def load(docs: Path, benchmarks: Iterable[Benchmark]) -> dict[str, Result]:
    """Read the stored results of these benchmarks."""
    found = {}
    for benchmark in benchmarks:
        file = docs / "benchmarks" / f"{benchmark.name}.json"
        if file.exists():
            held = json.loads(file.read_text(encoding="utf-8"))
            held["rows"] = [Row(**row) for row in held["rows"]]
            found[benchmark.name] = Result(**held)
    return found


def render(benchmarks: Sequence[Benchmark], results: Mapping[str, Result], code: str) -> str:
    """Return the page: a table a topic."""
    topics: dict[str, list[Benchmark]] = defaultdict(list)
    for benchmark in benchmarks:
        topics[benchmark.topic].append(benchmark)
    return "\n".join([_HEAD, *(_topic(t, those, results, code) for t, those in topics.items())])


def write(docs: Path, benchmarks: Sequence[Benchmark]) -> None:
    """Write the page of stored results."""
    text = render(benchmarks, load(docs, benchmarks), code_hash())
    (docs / "BENCHMARKS.md").write_text(text, encoding="utf-8")


def _topic(
    title: str, benchmarks: Sequence[Benchmark], results: Mapping[str, Result], code: str
) -> str:
    origins: dict[str, list[str]] = defaultdict(list)
    machines: dict[str, list[str]] = defaultdict(list)
    rows = []
    for benchmark in benchmarks:
        result, name = results.get(benchmark.name), f"`{benchmark.name}`"
        origins[result.origin(code) if result else "not measured yet"].append(name)
        if result is None:
            continue
        machines[result.machine].append(name)
        for row in result.rows:
            if row.limit(benchmark.limits) or row.peer != "":
                rows.append((name, *row.cells(benchmark.limits)))
    if len(machines) == 1:
        machines = {machine: ["Machine"] for machine in machines}
    told = (*origins.items(), *machines.items())
    lines = [f"- {', '.join(names)}: {text}." for text, names in told]
    return "\n".join([f"## {title}\n", *lines, "", table(("command", *COLUMNS), rows), ""])

"""Random requests to the server, by its OpenAPI description, and damaged uploads.

Usage: python -m benchmarks.serve_fuzz [EXAMPLES] [UPLOADS]
"""

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx2 as httpx
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from benchmarks.big import make
from benchmarks.figures import Row, report
from benchmarks.serving import served
from hitl_app.resources import grey_catalogue, sample_catalogue

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_schema_conformance,
]  # fmt: skip
_SLOW_S = 60


def random_requests(address: str, examples: int) -> tuple[int, int, Counter[str]]:
    """Return operations, requests, and failures by operation."""
    schema = schemathesis.openapi.from_url(f"{address}openapi.json")
    failures: Counter[str] = Counter()
    operations = [one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)]
    sent = sum(_fuzz(operation, examples, failures) for operation in operations)
    return len(operations), sent, failures


def _fuzz(operation: Any, examples: int, failures: Counter[str]) -> int:
    """Send random requests for an operation; return how many were sent."""
    name = f"{operation.method.upper()} {operation.path}"
    sent = 0

    @given(case=operation.as_strategy())
    @settings(
        max_examples=examples,
        phases=[Phase.generate],
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def check(case: Any) -> None:
        nonlocal sent
        sent += 1
        try:
            case.call_and_validate(checks=CHECKS, timeout=_SLOW_S)
        except Exception as error:  # noqa: BLE001 - whatever fails is counted
            failures[name] += 1
            print(name, str(error)[:500], file=sys.stderr, flush=True)

    check()
    print(f"{name}: {sent:,} requests, {failures[name]} failures", file=sys.stderr, flush=True)
    return sent


def damaged(number: int) -> bytes:
    """Return an upload that is cut off, changed or filled up."""
    chance = random.Random(number)
    source = chance.choice(
        [grey_catalogue() / "item-001.png", sample_catalogue() / "product-003.jpg"]
    )
    data = bytearray(source.read_bytes())
    for _ in range(chance.randrange(1, 30)):
        place = chance.randrange(min(len(data), chance.choice([50, len(data)])))
        data[place] = chance.randrange(256)
    if chance.random() < 0.3:
        del data[chance.randrange(len(data)) :]
    return bytes(data) + chance.randbytes(chance.choice([0, 0, 500]))


def damaged_uploads(address: str, uploads: int) -> tuple[Counter[int], float]:
    """Return answers by status, and the seconds of the slowest."""
    answers: Counter[int] = Counter()
    slowest = 0.0
    with httpx.Client(base_url=address, timeout=_SLOW_S) as client:
        for number in range(uploads):
            started = time.perf_counter()
            try:
                answers[client.post("/api/classify", content=damaged(number)).status_code] += 1
            except httpx.HTTPError:
                answers[0] += 1
            slowest = max(slowest, time.perf_counter() - started)
    return answers, slowest


def main() -> list[Row]:
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    uploads = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "workspace"
        make(folder, 500)
        with served(folder) as server:
            operations, sent, failures = random_requests(server.address, examples)
            answers, slowest = damaged_uploads(server.address, uploads)
        text = server.errors()
    detail = f"{operations} operations, {sent:,} requests"
    seen = ", ".join(f"{count:,} {status}" for status, count in sorted(answers.items()))
    refused = sum(count for status, count in answers.items() if not 200 <= status < 500)
    return [
        Row("random requests with another answer than described", failures.total(), detail=detail),
        Row("damaged uploads without an orderly answer", refused, detail=seen),
        Row("slowest damaged upload", slowest, "s"),
        Row("tracebacks of the server", text.count("Traceback")),
    ]


if __name__ == "__main__":
    report(main())

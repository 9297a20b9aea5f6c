"""Requests of no proper client, a locked database and a full disk."""

import errno
import random
import socket
import sqlite3
import time
from contextlib import closing

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from hitl_app.resources import grey_catalogue, sample_catalogue
from hitl_app.serve import patience
from hitl_app.serve.app import make_app
from hitl_app.serve.patience import PatientProtocol
from hitl_app.services.review import reviewing
from tests.helpers.browsers import listening
from tests.helpers.workspace.workspaces import add_photos, make_workspace

CHECKS = (
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_schema_conformance,
)  # fmt: skip


def test_every_answer_is_one_of_the_description(workspace):
    add_photos(workspace, [0.1, 0.2, 0.3])
    with listening(make_app(workspace)) as address:
        schema = schemathesis.openapi.from_url(f"{address}/openapi.json")
        operations = [one.ok() for one in schema.get_all_operations()]
        assert len(operations) == 9
        for operation in operations:

            @given(case=operation.as_strategy())
            @settings(
                max_examples=8,
                phases=[Phase.generate],
                deadline=None,
                database=None,
                derandomize=True,
                suppress_health_check=list(HealthCheck),
            )
            def check(case):
                case.call_and_validate(checks=list(CHECKS))

            check()


def damaged(number):
    """Return an upload that is cut off, changed or filled up."""
    chance = random.Random(number)
    source = chance.choice(
        [grey_catalogue() / "item-001.png", sample_catalogue() / "product-003.jpg"]
    )
    data = bytearray(source.read_bytes())
    for _ in range(chance.randrange(1, 30)):
        data[chance.randrange(min(len(data), chance.choice([50, len(data)])))] = chance.randrange(
            256
        )
    if chance.random() < 0.3:
        del data[chance.randrange(len(data)) :]
    return bytes(data) + chance.randbytes(chance.choice([0, 0, 500]))


def test_damaged_uploads_are_classified_or_refused(browser, workspace):
    kept = 0
    for number in range(60):
        answer = browser.post("/api/classify", content=damaged(number))
        assert answer.status_code in {200, 413, 415, 422}, answer.text
        kept += answer.status_code == 200
    assert 0 < reviewing.counts(workspace).photos <= kept < 60


def test_an_upload_is_refused_while_the_database_is_locked(browser, workspace, monkeypatch):
    monkeypatch.setattr("hitl_app.store.engine.connecting.BUSY_TIMEOUT_S", 0.1)
    data = (grey_catalogue() / "item-001.png").read_bytes()
    assert browser.post("/api/classify?queue=false", content=data).status_code == 200
    for _ in range(2):
        with closing(sqlite3.connect(workspace.database.path)) as raw:
            raw.execute("BEGIN IMMEDIATE")
            for call in (
                lambda: browser.post("/api/classify", content=data),
                lambda: browser.get("/api/queue/next?operator=ann"),
                lambda: browser.post("/api/undo", json={"operator": "ann"}),
            ):
                answer = call()
                assert (answer.status_code, answer.json()["code"]) == (503, "database-locked")
                assert answer.headers["content-type"] == "application/problem+json"
                assert answer.headers["retry-after"] == "5"
                assert str(workspace.folder) not in answer.text
            card = browser.post("/?part=1", files={"photos": ("a.png", data)})
            assert "trouble" in card.text
            raw.rollback()
        assert browser.post("/api/classify", content=data).status_code == 200
    assert reviewing.counts(workspace).photos == 1


@pytest.mark.parametrize(
    "target", ["hitl_app.jobs.imports.uploading.write_whole", "tempfile.SpooledTemporaryFile"]
)
def test_an_upload_is_refused_while_the_disk_is_full(browser, workspace, monkeypatch, target):
    def full(*_args, **_kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    data = (grey_catalogue() / "item-001.png").read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(target, full)
        answer = browser.post("/api/classify", content=data)
    assert (answer.status_code, answer.json()["code"]) == (507, "disk-full")
    assert answer.headers["content-type"] == "application/problem+json"
    assert str(workspace.folder) not in answer.text
    assert reviewing.counts(workspace).photos == 0
    assert browser.post("/api/classify", content=data).status_code == 200


def test_clients_that_send_no_whole_request_keep_nobody_waiting(workspace, monkeypatch):
    monkeypatch.setattr(patience, "HEAD_S", 0.3)
    with listening(make_app(workspace), http=PatientProtocol, limit_concurrency=10) as address:
        place = ("127.0.0.1", int(address.rpartition(":")[2]))
        slow = [socket.create_connection(place) for _ in range(12)]
        for one in slow[::2]:
            one.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ")
        end = time.monotonic() + 20
        for one in slow:
            one.settimeout(max(0.1, end - time.monotonic()))
            # The server closes it: nothing, or a refusal, and then the end.
            while one.recv(4096):
                pass
            one.close()
        # A connection that asks is answered, also after a pause between two requests.
        with closing(socket.create_connection(place)) as good:
            for _ in range(2):
                good.sendall(b"GET /api/status HTTP/1.1\r\nHost: localhost\r\n\r\n")
                assert good.recv(100).startswith(b"HTTP/1.1 200")
                while b"skipped" not in good.recv(65536):
                    pass


def test_a_large_upload_is_refused_before_it_is_sent(tmp_path):
    workspace = make_workspace(tmp_path / "other")
    with (
        listening(make_app(workspace)) as address,
        closing(socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])))) as client,
    ):
        client.settimeout(20)
        client.sendall(
            b"POST /api/classify HTTP/1.1\r\nHost: localhost\r\n"
            b"Content-Length: 2147483648\r\nExpect: 100-continue\r\n\r\n"
        )
        assert client.recv(100).startswith(b"HTTP/1.1 413")
    workspace.close()

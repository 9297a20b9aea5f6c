"""Requests that are refused before a page or the API sees them."""

import pytest
from starlette.testclient import TestClient

from hitl_app.serve import guard
from hitl_app.serve.app import make_app
from hitl_app.serve.guard import HEADERS, MAX_PHOTO_BYTES, Attempts
from hitl_app.services.workspace import access


@pytest.fixture
def token(workspace):
    return access.new_token(workspace)


@pytest.fixture
def guarded(opened, workspace, token):
    browser = opened(token_hash=access.token_hash(workspace), local=False)
    browser.follow_redirects = False
    return browser


def test_every_answer_has_security_headers(browser):
    for address in ("/", "/api/status", "/api/none", "/static/style.css", "/static/none"):
        headers = browser.get(address).headers
        assert {name: headers.get(name) for name in HEADERS} == HEADERS, address
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


def test_pages_name_nothing_outside_of_the_server(browser):
    for address in ("/", "/operator", "/docs", "/static/style.css", "/static/upload.js"):
        text = browser.get(address).text
        for part in ("http://", "https://", "<style", " style=", "onclick", "<script>"):
            assert part not in text, (address, part)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "192.0.2.1", "[", ""])
def test_only_own_names_are_answered_on_this_computer(browser, host):
    answer = browser.get("/api/status", headers={"Host": host})
    assert (answer.status_code, answer.json()["code"]) == (421, "host-unknown")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://localhost:8765"}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://localhost:9999"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_forms_of_other_pages_are_refused(browser, headers, status):
    answer = browser.post("/operator", data={"name": "ann"}, headers=headers)
    assert answer.status_code == status


def test_token_opens_the_api(guarded, token):
    assert guarded.get("/api/status").status_code == 401
    assert guarded.get("/api/status").headers["www-authenticate"] == "Bearer"
    with_token = guarded.get("/api/status", headers={"Authorization": f"Bearer {token}"})
    assert with_token.status_code == 200
    for words in ("Bearer", "Bearer wrong", f"Basic {token}", f"Bearer {token}x"):
        answer = guarded.get("/api/status", headers={"Authorization": words})
        assert answer.status_code == 401


def test_token_gives_a_browser_a_session(guarded, token):
    asked = guarded.get("/review", headers={"Accept": "text/html"})
    assert (asked.status_code, asked.headers["location"]) == (303, "/login")
    assert guarded.get("/login").status_code == 200
    assert guarded.get("/static/style.css").status_code == 200
    assert guarded.post("/login", data={"token": "wrong"}).status_code == 401
    assert guarded.get("/api/status").status_code == 401
    logged_in = guarded.post("/login", data={"token": token})
    assert logged_in.status_code == 303
    assert "HttpOnly" in logged_in.headers["set-cookie"]
    assert token not in logged_in.headers["set-cookie"]
    assert guarded.get("/api/status").status_code == 200
    value = guarded.cookies[guard.SESSION]
    last = "1" if value[-1] == "0" else "0"
    for forged in (value[:-1] + last, "9" + value, "9999999999.", "9999999999", ".", "ü.x"):
        guarded.cookies.clear()
        header = {"Cookie": f"{guard.SESSION}={forged}".encode()}
        assert guarded.get("/api/status", headers=header).status_code == 401


def test_wrong_tokens_are_limited(guarded, token):
    wrong = {"Authorization": "Bearer wrong"}
    for _ in range(Attempts.MOST):
        assert guarded.get("/api/status", headers=wrong).status_code == 401
    for words in ("Bearer wrong", f"Bearer {token}"):
        answer = guarded.get("/api/status", headers={"Authorization": words})
        assert answer.status_code == 429
        assert 0 < int(answer.headers["retry-after"]) <= Attempts.WITHIN_S + 1


def test_attempts_are_counted_by_address_and_time():
    now = [0.0]
    attempts = Attempts(clock=lambda: now[0])
    for _ in range(Attempts.MOST):
        assert attempts.wait_s("a") == 0
        attempts.note("a")
    assert attempts.wait_s("a") == Attempts.WITHIN_S
    assert attempts.wait_s("b") == 0
    now[0] = Attempts.WITHIN_S
    assert attempts.wait_s("a") == 0


def test_large_requests_are_refused_before_they_are_read(browser):
    sizes = {"/api/decisions": 70_000, "/api/classify": MAX_PHOTO_BYTES + 2**20, "/": 2**40}
    for address, size in sizes.items():
        headers = {"Content-Length": str(size)}
        answer = browser.post(address, content=iter([b"x"]), headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (413, "request-too-large")
    headers = {"Content-Length": "-5"}
    assert browser.post("/api/undo", content=b"", headers=headers).status_code == 413


def test_large_requests_without_a_length_are_refused_while_they_are_read(browser, monkeypatch):
    monkeypatch.setitem(guard._LIMITS, "/api/classify", 100_000)
    sent = []

    def parts():
        for _ in range(200):
            sent.append(1)
            yield b"x" * 10_000

    answer = browser.post("/api/classify", content=parts())
    assert (answer.status_code, answer.json()["code"]) == (413, "request-too-large")


def test_slow_requests_are_ended(workspace, monkeypatch):
    import asyncio

    monkeypatch.setattr(guard, "_CHUNK_S", 0.05)
    app, sent = make_app(workspace), []
    scope = {
        "type": "http", "method": "POST", "path": "/api/undo", "query_string": b"",
        "raw_path": b"/api/undo", "root_path": "", "scheme": "http", "http_version": "1.1",
        "headers": [(b"host", b"localhost"), (b"content-type", b"application/json")],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "state": {},
    }  # fmt: skip

    async def receive():
        await asyncio.sleep(60)

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    assert sent[0]["status"] == 408


def test_unexpected_errors_tell_nothing(workspace, monkeypatch):
    from hitl_app.serve.served import Served

    def fail(_self):
        raise ZeroDivisionError("secret path")

    monkeypatch.setattr(Served, "categories", fail)
    app = make_app(workspace)
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as browser:
        answer = browser.get("/api/categories")
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "secret" not in answer.text

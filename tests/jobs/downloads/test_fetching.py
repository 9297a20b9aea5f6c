"""One image, from servers that are slow, cut off, lie, redirect and never end."""

import asyncio
import socket
import time

import pytest

from hitl_app.jobs.downloads import addresses, fetching
from hitl_app.jobs.downloads.fetching import Fetcher
from hitl_app.jobs.downloads.limits import Limits
from safeio.reasons import PhotoError, Reason
from tests.helpers.web import WebServer, jpeg

QUICK = {"wait_s": 0.01, "connect_s": 5, "read_s": 5, "total_s": 20}


@pytest.fixture
def web():
    with WebServer() as server:
        yield server


def fetch(*where, since=None, allow_private=True, **limits):
    async def run():
        fetcher = Fetcher(Limits(**(QUICK | limits)), allow_private=allow_private)
        try:
            wanted = [fetcher.fetch(one, since) for one in where]
            return await asyncio.gather(*wanted, return_exceptions=True)
        finally:
            await fetcher.close()

    found = asyncio.run(run())
    return found[0] if len(where) == 1 else found


def reason(*arguments, **limits):
    error = fetch(*arguments, **limits)
    assert isinstance(error, PhotoError), error
    return error.reason


def test_fetch_returns_image_and_suffix_by_content_not_by_name_or_type(web):
    image = fetch(web.address("ok/3.png"))
    assert (image.data, image.suffix) == (jpeg(3), ".jpg")


def test_fetch_follows_redirect(web):
    assert fetch(web.address("moved/4")).data == jpeg(4)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("missing/1", Reason.SERVER_REFUSED),
        ("page/1", Reason.WEB_PAGE),
        ("text/1", Reason.NOT_AN_IMAGE),
        ("empty/1", Reason.EMPTY),
        ("huge/1", Reason.TOO_LARGE),
        ("endless/1", Reason.TOO_LARGE),
        ("packed/1", Reason.SERVER_REFUSED),
        ("loop/1", Reason.REDIRECTED),
        ("file/1", Reason.REDIRECTED),
        ("busy/1/9/429/99999", Reason.SERVER_BUSY),
    ],
)
def test_fetch_refuses_at_once(web, path, expected):
    assert reason(web.address(path)) == expected
    assert web.asked[f"/{path}"] == (6 if path.startswith("loop") else 1)


@pytest.mark.parametrize(
    ("path", "asked"),
    [("cut/5/2", 3), ("busy/5/2/429/0", 3), ("busy/5/1/503/x", 2), ("busy/5/3/500/x", 4)],
)
def test_fetch_tries_again_until_it_succeeds(web, path, asked):
    assert fetch(web.address(path)).data == jpeg(5)
    assert web.asked[f"/{path}"] == asked


@pytest.mark.parametrize(
    ("path", "expected"),
    [("cut/5/9", Reason.CUT_OFF), ("busy/5/9/502/x", Reason.SERVER_REFUSED)],
)
def test_fetch_gives_up_after_some_tries(web, path, expected):
    assert reason(web.address(path)) == expected
    assert web.asked[f"/{path}"] == 4


@pytest.mark.parametrize("path", ["drip/1", "silent/1"])
def test_fetch_bounds_the_time_of_a_server_that_drips_or_says_nothing(web, path):
    error = fetch(web.address(path), total_s=0.3, tries=2)
    assert error.reason == Reason.NO_ANSWER
    assert web.asked[f"/{path}"] == 2


def test_fetch_waits_as_long_as_server_asks_with_all_its_images(web):
    started = time.monotonic()
    found = fetch(web.address("busy/1/1/429/1"), web.address("busy/2/1/503/1"))
    assert [image.data for image in found] == [jpeg(1), jpeg(2)]
    assert time.monotonic() - started >= 1


def test_fetch_returns_none_if_image_has_not_changed(web):
    assert fetch(web.address("since/1"), since=time.time()) is None
    assert web.headers["/since/1"]["If-Modified-Since"].endswith("GMT")
    assert fetch(web.address("since/1")).data == jpeg(1)


def test_fetch_gives_up_a_host_that_does_not_answer():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{closed.getsockname()[1]}"
    found = fetch(*(f"http://{host}/{n}.jpg" for n in range(6)), tries=1, given_up=3, per_host=1)
    assert {error.reason for error in found} == {Reason.NO_ANSWER}
    assert [error.detail for error in found].count("given up after others") == 3


@pytest.mark.parametrize(
    "address",
    ["ftp://x.example/1.jpg", "file:///etc/passwd", "http://", "http://a:b@x.example/", "1.jpg"],
)
def test_fetch_refuses_what_is_no_address_of_the_web(address):
    assert reason(address) == Reason.BAD_ADDRESS


# Addresses.


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433"])
def test_fetch_connects_to_no_private_address(web, host):
    address = f"http://{host}:{web.server_port}/ok/1.jpg"
    assert reason(address, allow_private=False) == Reason.PRIVATE_ADDRESS
    assert not web.asked


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("10.0.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("192.168.1.1", False),
        ("0.0.0.0", False),  # noqa: S104 - an address to refuse
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("nonsense", False),
    ],
)
def test_is_public(address, public):
    assert addresses.is_public(address) is public


def test_fetch_checks_the_address_after_a_redirect(web, monkeypatch):
    monkeypatch.setattr(addresses, "is_public", lambda one: one == "127.0.0.1")
    path = f"to/1/127.0.0.2:{web.server_port}"
    assert reason(web.address(path), allow_private=False) == Reason.PRIVATE_ADDRESS
    assert sum(web.asked.values()) == 1


def test_fetch_connects_to_the_address_that_was_checked(web, monkeypatch):
    """A name server that answers otherwise the second time is asked once a connection."""
    answers = ["127.0.0.1", "10.0.0.1"]
    asked = []
    real = socket.getaddrinfo

    def resolve(host, *arguments, **named):
        name = host.decode() if isinstance(host, bytes) else host
        if name == "shop.example":
            asked.append(name)
            return real(answers.pop(0), *arguments, **named)
        return real(host, *arguments, **named)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(addresses, "is_public", lambda one: one == "127.0.0.1")
    address = f"http://shop.example:{web.server_port}/ok/1.jpg"
    assert fetch(address, allow_private=False).data == jpeg(1)
    assert len(asked) == 1
    assert reason(address, allow_private=False) == Reason.PRIVATE_ADDRESS


def test_fetch_has_few_requests_at_the_same_time(web, monkeypatch):
    running, most = [0, 0], []
    real = fetching.Fetcher._bounded

    async def bounded(self, url, since):
        running[0] += 1
        most.append(running[0])
        try:
            return await real(self, url, since)
        finally:
            running[0] -= 1

    monkeypatch.setattr(fetching.Fetcher, "_bounded", bounded)
    found = fetch(*(web.address(f"ok/{n}.jpg") for n in range(20)), per_host=3)
    assert [image.data for image in found] == [jpeg(n) for n in range(20)]
    assert max(most) == 3

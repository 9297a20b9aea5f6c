"""Encrypted connections: HTTP/2 where a server offers it, and certificates."""

import asyncio
import shutil
import ssl
import subprocess

import h2.config
import h2.connection
import h2.events
import pytest

from hitl_app.jobs.downloads.fetching import Fetcher
from hitl_app.jobs.downloads.limits import Limits
from safeio.reasons import PhotoError, Reason
from tests.helpers.web import jpeg

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="makes a certificate")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificate")
    key, file = folder / "key.pem", folder / "certificate.pem"
    names = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names]
    subprocess.run(
        [*command, "-keyout", str(key), "-out", str(file)], check=True, capture_output=True
    )
    return key, file


class _Http2(asyncio.Protocol):
    """Answers each request with the same photo."""

    def __init__(self, connections):
        connections.append(self)
        self.streams = 0

    def connection_made(self, transport):
        self.transport = transport
        self.state = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
        self.state.initiate_connection()
        transport.write(self.state.data_to_send())

    def data_received(self, data):
        for event in self.state.receive_data(data):
            if isinstance(event, h2.events.RequestReceived):
                self.streams += 1
                photo = jpeg(1)
                head = [(":status", "200"), ("content-length", str(len(photo)))]
                self.state.send_headers(event.stream_id, head)
                self.state.send_data(event.stream_id, photo, end_stream=True)
        self.transport.write(self.state.data_to_send())


def fetch(certificate, hosts, protocols):
    """Return what is fetched from a server of these protocols, and its connections."""
    key, file = certificate

    async def run():
        serving = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        serving.load_cert_chain(file, key)
        serving.set_alpn_protocols(protocols)
        connections = []
        server = await asyncio.get_running_loop().create_server(
            lambda: _Http2(connections), "127.0.0.1", 0, ssl=serving
        )
        port = server.sockets[0].getsockname()[1]
        trusting = ssl.create_default_context(cafile=str(file))
        fetcher = Fetcher(Limits(wait_s=0.01), allow_private=True, context=trusting)
        try:
            wanted = [fetcher.fetch(f"https://{host}:{port}/{n}") for n, host in enumerate(hosts)]
            return await asyncio.gather(*wanted, return_exceptions=True), connections
        finally:
            await fetcher.close()
            server.close()
            await asyncio.sleep(0.05)

    return asyncio.run(run())


def test_fetch_takes_http2_where_it_is_offered(certificate):
    found, connections = fetch(certificate, ["localhost"] * 12, ["h2", "http/1.1"])
    assert [image.data for image in found] == [jpeg(1)] * 12
    assert [connection.streams for connection in connections] == [12]


def test_fetch_refuses_certificate_of_another_name(certificate):
    (error,), connections = fetch(certificate, ["127.0.0.1"], ["h2"])
    assert isinstance(error, PhotoError)
    assert error.reason == Reason.NO_ANSWER
    assert "certificate" in error.detail.lower()
    assert sum(connection.streams for connection in connections) == 0

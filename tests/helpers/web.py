"""A web server of this computer that behaves badly on request."""

import io
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from PIL import Image


def jpeg(number: int, side: int = 96) -> bytes:
    """Return a photo that differs from those of other numbers."""
    image = Image.linear_gradient("L").resize((side, side)).convert("RGB")
    image.paste((number * 37 % 256, number * 91 % 256, 120), (8, 8, 40, 24 + number % 60))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "WebServer"

    def log_message(self, *_arguments):
        """Print nothing."""

    def do_GET(self):
        kind, *rest = self.path.strip("/").split("/")
        with self.server.lock:
            self.server.asked[self.path] += 1
            self.server.headers[self.path] = dict(self.headers)
            time = self.server.asked[self.path]
        number = int("".join(c for c in (rest or ["0"])[0] if c.isdigit()) or 0)
        try:
            getattr(self, f"_{kind}")(number, time, rest)
        except OSError:
            # The client has what it wants, or wants no more.
            self.close_connection = True

    def _answer(self, status, data=b"", size=None, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data) if size is None else size))
        self.end_headers()
        self.wfile.write(data)

    def _ok(self, number, _time, _rest):
        self._answer(200, jpeg(number), Content_Type="text/plain")

    def _held(self, number, _time, _rest):
        """Answer once the server is let go."""
        self.server.let_go.wait(60)
        self._answer(200, jpeg(number))

    def _missing(self, *_):
        self._answer(404)

    def _page(self, *_):
        self._answer(200, b"\n<!DOCTYPE html><html>Sign in</html>", Content_Type="image/jpeg")

    def _text(self, *_):
        self._answer(200, b"no image at all", Content_Type="image/jpeg")

    def _empty(self, *_):
        self._answer(200)

    def _drip(self, number, *_):
        """Send a byte now and then, for ever."""
        self.send_response(200)
        self.end_headers()
        self.close_connection = True
        while not self.server.let_go.wait(0.02):
            self.wfile.write(jpeg(number)[:1])

    def _silent(self, *_):
        self.server.let_go.wait(60)
        self.close_connection = True

    def _cut(self, number, time, rest):
        """Break off in the middle, as often as the path says."""
        data = jpeg(number)
        if time > int(rest[1]):
            self._answer(200, data)
        else:
            self._answer(200, data[: len(data) // 2], size=len(data))
            self.close_connection = True

    def _less(self, number, *_):
        """Name a size below the real one."""
        data = jpeg(number)
        self._answer(200, data, size=len(data) // 2)
        self.close_connection = True

    def _huge(self, *_):
        self._answer(200, jpeg(1), size=10**10)
        self.close_connection = True

    def _endless(self, *_):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(jpeg(1)), jpeg(1)))
        while not self.server.let_go.is_set():
            self.wfile.write(b"10000\r\n" + bytes(0x10000) + b"\r\n")

    def _busy(self, number, time, rest):
        """Refuse so often, and say for how long to wait."""
        if time > int(rest[1]):
            self._answer(200, jpeg(number))
        else:
            self._answer(int(rest[2]), Retry_After=rest[3])

    def _packed(self, number, *_):
        self._answer(200, jpeg(number), Content_Encoding="gzip")

    def _loop(self, *_):
        self._answer(302, Location=self.path)

    def _moved(self, number, *_):
        self._answer(301, Location=f"/ok/{number}.jpg")

    def _file(self, *_):
        self._answer(302, Location="file:///etc/passwd")

    def _to(self, number, _time, rest):
        self._answer(302, Location=f"http://{rest[1]}/ok/{number}.jpg")

    def _since(self, number, *_):
        """Send an image only to those who do not have it."""
        if "If-Modified-Since" in self.headers:
            self.send_response(304)
            self.end_headers()
        else:
            self._answer(200, jpeg(number))

    def _changing(self, _number, time, _rest):
        self._answer(200, jpeg(100 + time))


class WebServer(ThreadingHTTPServer):
    """Serves by the first part of the path; use it as a context.

    Attributes:
        asked: How often each path was asked for.
        headers: Of the last request, by path.
        let_go: Ends answers that wait.
    """

    daemon_threads = False
    request_queue_size = 64

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.lock = threading.Lock()
        self.asked, self.headers = Counter(), {}
        self.let_go = threading.Event()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,))

    @property
    def host(self):
        return f"127.0.0.1:{self.server_port}"

    def address(self, path):
        return f"http://{self.host}/{path}"

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_error):
        self.let_go.set()
        self.shutdown()
        self._thread.join()
        self.server_close()

    def handle_error(self, *_arguments):
        """Say nothing of clients that leave."""


def write_xml(file, rows):
    """Write a Google Merchant feed; rows are dictionaries of elements, values or lists."""
    items = []
    for row in rows:
        values = [
            f"<g:{name}>{one}</g:{name}>"
            for name, value in row.items()
            for one in (value if isinstance(value, list) else [value])
        ]
        items.append(f"<item>{''.join(values)}</item>")
    file.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>'
        f"{''.join(items)}</channel></rss>",
        encoding="utf-8",
    )
    return file

"""A small TCP proxy before a server's socket, which can be cut or fall silent."""

import select
import socket
import threading
from contextlib import suppress

from tests.helpers.workspace.servers import Server


class Proxy:
    """Forwards connections to a server.

    Attributes:
        port: Where it listens, on the loopback address.
    """

    def __init__(self, server: Server) -> None:
        self._target = f"{server.folder}/.s.PGSQL.{server.port}"
        self._open = threading.Event()
        self._open.set()
        self._is_cut = self._is_over = False
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.05)
        self.port = self._listener.getsockname()[1]
        self._start(self._accept)

    def address(self, database: str) -> str:
        """Return the address of a database behind the proxy."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def cut(self) -> None:
        """End all connections, and refuse others."""
        self._is_cut = True
        for pair in self._pairs:
            for one in pair:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

    def silence(self) -> None:
        """Forward nothing any more; connections stay open."""
        self._open.clear()

    def restore(self) -> None:
        """Forward again."""
        self._is_cut = False
        self._open.set()

    def close(self) -> None:
        """End it."""
        self._is_over = True
        self.restore()
        self.cut()
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _start(self, work, *arguments) -> None:
        thread = threading.Thread(target=work, args=arguments)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._is_over:
            try:
                client, _ = self._listener.accept()
            except TimeoutError:
                continue
            there = socket.socket(socket.AF_UNIX)
            try:
                if self._is_cut:
                    raise ConnectionRefusedError
                there.connect(self._target)
            except OSError:
                client.close()
                there.close()
                continue
            self._pairs.append((client, there))
            self._start(self._forward, client, there)

    def _forward(self, client: socket.socket, there: socket.socket) -> None:
        with client, there, suppress(OSError):
            while not self._is_over:
                ready, _, _ = select.select([client, there], [], [], 0.05)
                for one in ready:
                    data = one.recv(1 << 16)
                    while not self._open.wait(0.05):
                        if self._is_over:
                            return
                    if not data:
                        return
                    (there if one is client else client).sendall(data)

"""A private PostgreSQL server for tests, and databases on it.

It listens on a socket in a temporary folder and syncs nothing to the disk.
"""

import atexit
import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# Debian keeps the programs of the server off the PATH.
_FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
_SETTINGS = """
listen_addresses = ''
max_connections = 60
shared_buffers = 32MB
fsync = off
full_page_writes = off
autovacuum = off
wal_level = minimal
max_wal_senders = 0
"""

SYNCED = """
listen_addresses = ''
max_connections = 200
shared_buffers = 256MB
max_wal_size = 4GB
"""
"""Settings of a server that keeps each acknowledged commit, as one of a shop does."""


def program(name: str) -> str | None:
    """Return the path of one of the server's programs; None if it is not installed."""
    folders = [str(folder) for folder in _FOLDERS]
    return shutil.which(name, path=os.pathsep.join([*folders, os.environ.get("PATH", "")]))


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes:
        folder: Holds its data, its socket and its log.
    """

    folder: Path
    port: int = 5432

    def address(self, database: str, user: str = "postgres") -> str:
        """Return the address of one of its databases."""
        return f"postgresql://{user}@/{database}?host={self.folder}&port={self.port}"

    def run(self, statement: str, database: str = "postgres") -> list[tuple]:
        """Run one statement outside of a transaction; return its rows."""
        import psycopg

        with psycopg.connect(self.address(database), autocommit=True) as raw:
            cursor = raw.execute(statement)
            while cursor.nextset():
                continue
            return cursor.fetchall() if cursor.description else []

    def control(self, *arguments: str) -> None:
        """Start, stop or restart it with `pg_ctl`."""
        command = [program("pg_ctl"), "-w", "-s", "-D", self.folder / "data", *arguments]
        # Its output must not stay open in a server that outlives this call.
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **_somebody())

    def start(self) -> None:
        """Start it."""
        options = f"-k {self.folder} -p {self.port}"
        self.control("-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop it; "immediate" as if it were killed."""
        self.control("-m", mode, "stop")

    def is_running(self) -> bool:
        """Return True unless it was stopped."""
        return (self.folder / "data" / "postmaster.pid").exists()

    def end(self) -> None:
        """Stop it, and delete its folder."""
        if self.is_running():
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def make_server(settings: str = _SETTINGS) -> Server:
    """Make and start a server; it ends with this process."""
    folder = Path(tempfile.mkdtemp(prefix="second-look-server-"))
    if "user" in _somebody():
        shutil.chown(folder, "postgres")
    data = folder / "data"
    command = [program("initdb"), "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "-N"]
    # A language's order of text: what the program needs, its columns must ask for.
    subprocess.run(
        [*command, "--locale=C.UTF-8"], check=True, stdout=subprocess.DEVNULL, **_somebody()
    )
    with (data / "postgresql.conf").open("a") as file:
        file.write(settings)
    server = Server(folder)
    server.start()
    atexit.register(server.end)
    return server


def fill_disk(server: Server, database: str = "photos") -> None:
    """Fill the disk of a database page by page; dropping the table `filler` frees it."""
    import psycopg

    server.run("CREATE TABLE IF NOT EXISTS filler (x text)", database)
    for rows in (1000, 100, 10, 1):
        lines = f"SELECT repeat('x', 900) FROM generate_series(1, {rows})"  # noqa: S608 - numbers
        with suppress(psycopg.errors.DiskFull):
            while True:
                server.run(f"INSERT INTO filler {lines}", database)


def _somebody() -> dict:
    """Return how to run a program of the server, which refuses to run as root."""
    if os.geteuid():
        return {}
    import pwd

    account = pwd.getpwnam("postgres")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": [], "cwd": "/"}

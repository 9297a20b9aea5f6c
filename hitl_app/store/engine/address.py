"""The file by which a folder names a workspace on a database server."""

import json
from pathlib import Path
from typing import Any, Final

from hitl_app.domain.errors import KnownError
from safeio.files import write_whole

CONNECTION: Final = "connection.json"
"""File of a folder whose workspace is on a server; the folder holds what is this computer's own."""
_MOST_BYTES: Final = 1 << 16
# The address may come with a folder from anywhere: nothing in it names a file to send or a program.
_KEYS: Final = frozenset(
    {
        *("host", "hostaddr", "port", "dbname", "user", "sslmode", "sslrootcert"),
        *("target_session_attrs", "connect_timeout", "channel_binding"),
    }
)


_SCHEMES: Final = ("postgresql://", "postgres://")


def driver() -> Any:
    """Return the driver.

    Raises:
        KnownError: Code `team-missing`; it is not installed.
    """
    try:
        import psycopg
    except ImportError as error:
        raise KnownError("team-missing") from error
    return psycopg


def is_address(text: str) -> bool:
    """Return True if a text is meant as the address of a database on a server."""
    return text.startswith(_SCHEMES)


def parse_address(address: str) -> dict[str, Any]:
    """Return the parameters of an address such as `postgresql://ann@server/photos`.

    Raises:
        KnownError: It is none, names no database, has a password, or a parameter that is not
            allowed.
    """
    psycopg = driver()
    if not is_address(address):
        raise KnownError("address-wrong", detail="it does not begin with postgresql://")
    try:
        found: dict[str, Any] = psycopg.conninfo.conninfo_to_dict(address)
    except psycopg.Error as error:
        detail = str(error).splitlines()[0]
        raise KnownError("address-wrong", detail=detail) from error
    if "password" in found:
        raise KnownError("address-password")
    for name in found:
        if name not in _KEYS:
            raise KnownError("address-wrong", detail=f"it sets {name}")
    if not found.get("dbname"):
        raise KnownError("address-wrong", detail="it names no database")
    return found


def read_address(file: Path) -> str:
    """Return the address in a folder's file.

    Raises:
        KnownError: The file cannot be read or has no address.
    """
    address = _read(file).get("database")
    if not isinstance(address, str):
        raise KnownError("address-damaged", path=str(file))
    return address


def own_value(file: Path, name: str) -> str:
    """Return a value of this computer alone; "" if there is none."""
    found = _read(file).get(name)
    return found if isinstance(found, str) else ""


def set_own_value(file: Path, name: str, value: str) -> None:
    """Store a value of this computer alone.

    Raises:
        KnownError: The file cannot be read or written.
    """
    _write(file, {**_read(file), name: value})


def write_address(file: Path, address: str) -> None:
    """Write the address of a workspace, which has been checked.

    Raises:
        KnownError: The file cannot be written.
    """
    _write(file, {"database": address})


def _read(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as source:
            found = json.loads(source.read(_MOST_BYTES))
    except FileNotFoundError as error:
        raise KnownError("no-workspace", path=str(file.parent)) from error
    except OSError as error:
        raise KnownError("database-unreadable", path=str(file)) from error
    except (ValueError, RecursionError) as error:
        raise KnownError("address-damaged", path=str(file)) from error
    if not isinstance(found, dict):
        raise KnownError("address-damaged", path=str(file))
    return found


def _write(file: Path, values: dict[str, Any]) -> None:
    try:
        write_whole(file, f"{json.dumps(values, indent=1)}\n".encode())
    except OSError as error:
        raise KnownError("workspace-read-only", path=str(file.parent)) from error

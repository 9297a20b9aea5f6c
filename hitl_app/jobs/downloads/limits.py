"""Bounds of a download."""

from dataclasses import dataclass
from typing import Final

WIDTH: Final = 16
"""Requests at the same time."""
PER_HOST: Final = 8
"""Requests to one host at the same time, as browsers make about."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a download; times in seconds.

    Attributes:
        width: Requests at the same time.
        per_host: Requests to one host at the same time.
        most_bytes: Of an image; shops take 16 MB at most.
        redirects: That are followed for one image.
        tries: Of one image, the first one counted.
        wait_s: Before the second try; it doubles with each one after it.
        longest_wait_s: That a server may ask for.
        connect_s: For a connection.
        read_s: Between two parts of an answer.
        total_s: For one try.
        given_up: Images without any answer of a host in a row, after which the host is given up.
    """

    width: int = WIDTH
    per_host: int = PER_HOST
    most_bytes: int = 32 * 2**20
    redirects: int = 5
    tries: int = 4
    wait_s: float = 1.0
    longest_wait_s: float = 120.0
    connect_s: float = 15.0
    read_s: float = 30.0
    total_s: float = 120.0
    given_up: int = 10

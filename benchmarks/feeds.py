"""Downloads of a product feed against a plain loop of httpx, and the memory of a large feed.

A server in a process of its own answers each request after a moment, so that the number of requests
at the same time counts. The loop has as many, keeps connections, and writes its files without
waiting for the disk; the program checks addresses and contents, and waits for the disk.

Usage: python -m benchmarks.feeds
"""

import asyncio
import multiprocessing
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx2
import psutil

from benchmarks.figures import Row, report
from hitl_app.jobs.downloads.downloading import Downloads, Wanted
from hitl_app.jobs.downloads.limits import Limits
from hitl_app.services.feeds.formats import Feed
from hitl_app.services.feeds.items import FeedItem

WIDTH = 16
IMAGES, ROUNDS = 800, 5
BYTES, ANSWER_S = 60_000, 0.02
ITEMS = 200_000
MOST_MB = 50
"""Memory that a feed of any size may take."""


async def _serve(pipe: "multiprocessing.connection.Connection") -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % BYTES
    answer = head + b"\xff\xd8\xff" + bytes(BYTES - 3)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                await asyncio.sleep(ANSWER_S)
                writer.write(answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    pipe.send(server.sockets[0].getsockname()[1])
    async with server:
        await asyncio.to_thread(pipe.recv)


def _run_server(pipe: "multiprocessing.connection.Connection") -> None:
    asyncio.run(_serve(pipe))


@contextmanager
def server() -> Iterator[str]:
    """Serve images; yield the address of the server."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run_server, args=(theirs,))
    process.start()
    try:
        yield f"http://127.0.0.1:{ours.recv()}"
    finally:
        ours.send("end")
        process.join()


async def _loop(addresses: list[str], folder: Path) -> None:
    turns = asyncio.Semaphore(WIDTH)
    limits = httpx2.Limits(max_connections=WIDTH, max_keepalive_connections=WIDTH)
    async with httpx2.AsyncClient(limits=limits, timeout=60) as client:

        async def fetch(number: int, address: str) -> None:
            async with turns:
                answer = await client.get(address)
                (folder / f"{number}.jpg").write_bytes(answer.content)

        await asyncio.gather(*(fetch(n, address) for n, address in enumerate(addresses)))


def loop(addresses: list[str]) -> float:
    """Images a second of a plain loop."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        asyncio.run(_loop(addresses, Path(folder)))
        took = time.perf_counter() - started
        assert len(list(Path(folder).iterdir())) == len(addresses)
    return len(addresses) / took


def ours(addresses: list[str]) -> float:
    """Images a second of the program."""
    limits = replace(Limits(), width=WIDTH, per_host=WIDTH)
    wanted = (Wanted(FeedItem(n), address) for n, address in enumerate(addresses))
    done = 0
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        with Downloads(wanted, Path(folder), limits, allow_private=True) as downloads:
            while some := downloads.some(32, 0.5, lambda: None):
                assert all(one.is_new for one in some)
                done += len(some)
        took = time.perf_counter() - started
    assert done == len(addresses)
    return done / took


def large_feed(file: Path) -> int:
    """Write an XML feed of many items; return its bytes."""
    with file.open("w", encoding="utf-8") as out:
        out.write('<rss xmlns:g="http://base.google.com/ns/1.0"><channel>')
        for n in range(ITEMS):
            out.write(
                f"<item><g:id>SKU-{n}</g:id><title>Shirt {n}</title><description>"
                f"{'A shirt of cotton, with a collar. ' * 6}</description>"
                f"<g:item_group_id>G{n // 4}</g:item_group_id>"
                f"<g:image_link>https://images.example/{n}.jpg</g:image_link></item>"
            )
        out.write("</channel></rss>")
    return file.stat().st_size


def read_large() -> tuple[int, float, float]:
    """Bytes of a feed, items a second, and by how many megabytes the process grew."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "feed.xml"
        size = large_feed(file)
        process, stop = psutil.Process(), threading.Event()
        before = most = process.memory_info().rss

        def watch() -> None:
            nonlocal most
            while not stop.wait(0.02):
                most = max(most, process.memory_info().rss)

        watcher = threading.Thread(target=watch)
        watcher.start()
        started = time.perf_counter()
        items = sum(1 for _ in Feed(file).items())
        took = time.perf_counter() - started
        stop.set()
        watcher.join()
        assert items == ITEMS
    grown = (most - before) / 2**20
    assert grown <= MOST_MB, f"{grown:.0f} MB"
    return size, items / took, grown


def main() -> list[Row]:
    size, rate, grown = read_large()
    with server() as address:
        addresses = [f"{address}/{n}.jpg" for n in range(IMAGES)]
        loop(addresses[:100])
        ours(addresses[:100])
        rounds = [(loop(addresses), ours(addresses)) for _ in range(ROUNDS)]
    plain, own = (statistics.median(rates) for rates in zip(*rounds, strict=True))
    share = statistics.median(mine / theirs for theirs, mine in rounds)
    shape = f"{IMAGES} images of {BYTES // 1000} kB, {WIDTH} at once, answers after 20 ms"
    return [
        Row("downloads of a feed", own, unit="images/s", detail=f"plain loop {plain:,.0f}"),
        Row("share of a plain loop's downloads", share, peer=f"{plain:,.0f} images/s",
            detail=f"{shape}, median of {ROUNDS} rounds"),
        Row("memory while a large XML feed is read", grown, unit="MB",
            detail=f"{size / 2**20:,.0f} MB, {ITEMS:,} items, {rate:,.0f} items/s"),
    ]  # fmt: skip


if __name__ == "__main__":
    report(main())

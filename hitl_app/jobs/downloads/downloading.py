"""Download the images of a feed in a thread of its own, ahead of the import that takes them.

An image's file is named by the hash of its address, so that one that is there is not fetched again,
after a kill or in a later import. Files are written atomically: one that is there is whole.
"""

import asyncio
import contextlib
import hashlib
import queue
import ssl
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from hitl_app.jobs.downloads.fetching import Fetcher, Image
from hitl_app.jobs.downloads.kinds import SUFFIXES
from hitl_app.jobs.downloads.limits import Limits
from hitl_app.services.feeds.items import FeedItem, is_address
from hitl_app.services.files import write_error
from hitl_app.store.engine.filesystem import check_no_link
from safeio.files import write_whole
from safeio.reasons import PhotoError, Reason

_AHEAD: Final = 256
"""Images that are asked for, or wait to be taken."""
_AT_ONCE: Final = 64
_POLL_S: Final = 0.1
_LEAVE_S: Final = 2.0
_WRITERS: Final = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """An image of an item."""

    item: FeedItem
    address: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of an image.

    Attributes:
        outcome: Its file, or why there is none.
        is_new: Whether it was downloaded now.
    """

    wanted: Wanted
    outcome: Path | PhotoError
    is_new: bool = False


def file_of(folder: Path, address: str) -> Path | None:
    """Return the file of an address, if it was downloaded before."""
    place = _place(folder, address)
    for suffix in SUFFIXES:
        path = place.with_name(place.name + suffix)
        if path.is_file():
            return path
    return None


def _place(folder: Path, address: str) -> Path:
    """Return the path of an address's file, without its ending."""
    name = hashlib.sha256(address.encode()).hexdigest()[:40]
    return folder / name[:2] / name


class Downloads(AbstractContextManager["Downloads"]):
    """Downloads images in the background.

    Args:
        wanted: The images; read in another thread, a few at a time.
        folder: Of the files; its folders are made.
        limits: Bounds.
        allow_private: Whether private addresses, as of this computer, are allowed.
        again: Whether servers are asked for images that have changed.
        context: Certificates; those of the system by default.
    """

    def __init__(
        self,
        wanted: Iterator[Wanted],
        folder: Path,
        limits: Limits,
        *,
        allow_private: bool,
        again: bool = False,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._wanted, self._folder, self._limits = wanted, folder, limits
        self._allow_private, self._again, self._context = allow_private, again, context
        self._results: queue.SimpleQueue[Fetched | BaseException | None] = queue.SimpleQueue()
        self._room = threading.Semaphore(_AHEAD)
        self._stopped = threading.Event()
        self._writers = ThreadPoolExecutor(_WRITERS, "feed-write")
        self._under_way: dict[str, asyncio.Task[Fetched]] = {}
        self._thread = threading.Thread(target=self._run, name="feed-download", daemon=True)
        self._thread.start()

    def __exit__(self, *_error: object) -> None:
        """Start nothing more, and wait a moment for what is under way."""
        self._stopped.set()
        self._thread.join(_LEAVE_S)
        self._writers.shutdown(wait=False, cancel_futures=True)

    def some(self, most: int, wait_s: float, check: Callable[[], None]) -> list[Fetched]:
        """Return some results; none at the end.

        Args:
            most: Results that are returned at most.
            wait_s: For more, once there is one.
            check: Called while it waits; may raise to cancel.

        Raises:
            KnownError: The feed cannot be read to its end, or the disk refuses.
        """
        found: list[Fetched] = []
        while len(found) < most:
            check()
            try:
                one = self._results.get(timeout=wait_s if found else _POLL_S)
            except queue.Empty:
                if found:
                    break
                continue
            if one is None or isinstance(one, BaseException):
                # Again at the next call, if there are results before it.
                if found or one is None:
                    self._results.put(one)
                    break
                raise one
            self._room.release()
            found.append(one)
        return found

    # The thread.

    def _run(self) -> None:
        end: BaseException | None = None
        try:
            asyncio.run(self._download())
        except BaseException as error:  # noqa: BLE001 - raised where results are taken
            end = error
        self._results.put(end)

    async def _download(self) -> None:
        loop = asyncio.get_running_loop()
        tasks: set[asyncio.Task[None]] = set()
        async with contextlib.AsyncExitStack() as stack:
            fetcher = Fetcher(
                self._limits, allow_private=self._allow_private, context=self._context
            )
            stack.push_async_callback(fetcher.close)
            failed: asyncio.Future[None] = loop.create_future()
            try:
                async for wanted in self._all_wanted():
                    if not await self._wait_for_room(failed):
                        break
                    task = loop.create_task(self._settle(fetcher, wanted, failed))
                    tasks.add(task)
                    task.add_done_callback(tasks.discard)
                while tasks and not failed.done() and not self._stopped.is_set():
                    await asyncio.wait(tasks, timeout=_POLL_S)
                if failed.done():
                    failed.result()
            finally:
                for left in (*tasks, *self._under_way.values()):
                    left.cancel()
                await asyncio.gather(*tasks, *self._under_way.values(), return_exceptions=True)
                if not failed.done():
                    failed.cancel()

    async def _all_wanted(self) -> AsyncIterator[Wanted]:
        """Read the feed outside the event loop."""
        while some := await asyncio.to_thread(lambda: list(islice(self._wanted, _AT_ONCE))):
            for one in some:
                yield one

    async def _wait_for_room(self, failed: "asyncio.Future[None]") -> bool:
        while not self._room.acquire(blocking=False):
            if failed.done() or self._stopped.is_set():
                return False
            await asyncio.sleep(_POLL_S / 4)
        return not failed.done() and not self._stopped.is_set()

    async def _settle(
        self, fetcher: Fetcher, wanted: Wanted, failed: "asyncio.Future[None]"
    ) -> None:
        try:
            self._results.put(await self._shared(fetcher, wanted))
        except Exception as error:  # noqa: BLE001 - ends the download, and is raised there
            if not failed.done():
                failed.set_exception(error)

    async def _shared(self, fetcher: Fetcher, wanted: Wanted) -> Fetched:
        """Fetch an image once for all items that name it at the same time."""
        task = self._under_way.get(wanted.address)
        if task is None:
            task = asyncio.get_running_loop().create_task(self._fetch(fetcher, wanted))
            self._under_way[wanted.address] = task
            task.add_done_callback(lambda _: self._under_way.pop(wanted.address, None))
            return await task
        first = await task
        return Fetched(wanted, first.outcome)

    async def _fetch(self, fetcher: Fetcher, wanted: Wanted) -> Fetched:
        address = wanted.address
        if not is_address(address):
            return Fetched(wanted, PhotoError(Reason.BAD_ADDRESS))
        there = file_of(self._folder, address)
        if there is not None and not self._again:
            return Fetched(wanted, there)
        since = None if there is None else there.stat().st_mtime
        try:
            image = await fetcher.fetch(address, since)
        except PhotoError as error:
            # What was downloaded before stays.
            return Fetched(wanted, error)
        if image is None:
            return Fetched(wanted, there or PhotoError(Reason.SERVER_REFUSED))
        loop = asyncio.get_running_loop()
        path = await loop.run_in_executor(self._writers, self._write, address, image, there)
        return Fetched(wanted, path, is_new=True)

    def _write(self, address: str, image: Image, before: Path | None) -> Path:
        place = _place(self._folder, address)
        path = place.with_name(place.name + image.suffix)
        check_no_link(self._folder, path.parent)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, image.data)
            if before is not None and before != path:
                before.unlink(missing_ok=True)
        except OSError as error:
            raise write_error(path, error) from error
        return path

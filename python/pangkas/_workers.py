# SPDX-License-Identifier: BSL-1.0
"""How an organisation comes to the workers of an executor: once each, not with every call.

Threads share the object. To a Dask cluster it is scattered. Everywhere else each call carries the
digest of the organisation and the name of a temporary file: a worker that has it already uses it, one
on the same host reads the file, and one that can do neither says so. Its call is then made again with
the bytes, which that worker keeps. So what is sent does not grow with the number of calls.
"""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import pickle
import sys
import tempfile
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from functools import cached_property
from typing import Any, Generic, TypeVar

from ._core import Organisation
from ._records import Measures

Item = TypeVar("Item")
Row = TypeVar("Row")


class Held:
    """An organisation where it is worked on, with what need be measured only once.

    Parameters
    ----------
    org : Organisation
        The organisation; never changed.
    """

    def __init__(self, org: Organisation) -> None:
        self.org = org
        self.loads = 0
        """How many organisations this process had unpickled by then, this one included."""

    @cached_property
    def measures(self) -> Measures:
        """All measures of the organisation."""
        return self.org.measure()


class Missing:
    """What a worker answers that has no organisation of that digest and cannot read the file."""


# What this process, as a worker, keeps: two organisations, so that two sweeps may share a cluster.
_KEPT = 2
_held: OrderedDict[str, Held] = OrderedDict()
_lock = threading.Lock()
_loads = 0


def _read(path: str, digest: str) -> bytes | None:
    """The bytes of a file, if it can be read here and holds what it should."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == digest else None


def _hold(digest: str, source: bytes | str) -> Held | None:
    """Finds or unpickles an organisation; ``None`` if it is not to be had here."""
    global _loads
    with _lock:
        held = _held.get(digest)
        if held is not None:
            _held.move_to_end(digest)
            return held
        data = _read(source, digest) if isinstance(source, str) else source
        if data is None:
            return None
        held = Held(pickle.loads(data))
        _loads += 1
        held.loads = _loads
        _held[digest] = held
        while len(_held) > _KEPT:
            _held.popitem(last=False)
        return held


def call(
    function: Callable[[Held, Item], Row], digest: str, source: Held | bytes | str, item: Item
) -> Row | Missing:
    """Runs on a worker: ``function(held, item)``.

    Parameters
    ----------
    function : callable
        What is done; importable by name on the worker.
    digest : str
        SHA-256 of the pickled organisation.
    source : Held, bytes or str
        The organisation itself, its bytes, or the file that holds them.
    item : object
        What it is done for.

    Returns
    -------
    object
        What the function returns, or `Missing`.
    """
    held = source if isinstance(source, Held) else _hold(digest, source)
    return Missing() if held is None else function(held, item)


class _Threads:
    """Threads see the object itself."""

    digest = ""

    def __init__(self, org: Organisation) -> None:
        self.source: Any = Held(org)

    def close(self) -> None:
        pass


class _Dask:
    """Scattered to all workers; a worker that joins later gets it from another one."""

    def __init__(self, data: bytes, client: Any) -> None:
        self.digest = hashlib.sha256(data).hexdigest()
        self.source: Any = client.scatter(data, broadcast=True, hash=False)

    def close(self) -> None:
        self.source.release()


class _File:
    """A temporary file, and the bytes for workers that cannot read it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.digest = hashlib.sha256(data).hexdigest()
        self.source: Any = _write(data)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            os.unlink(self.source)


def _write(data: bytes) -> str:
    """Writes a temporary file that only this user can read."""
    descriptor, path = tempfile.mkstemp(prefix="pangkas-", suffix=".organisation")
    with open(descriptor, "wb") as file:
        file.write(data)
    return path


def workers_of(executor: Executor) -> int:
    """How many calls an executor can work on at once; a guess where it does not tell.

    Examples
    --------
    >>> from concurrent.futures import ThreadPoolExecutor
    >>> workers_of(ThreadPoolExecutor(3))
    3
    """
    client = getattr(executor, "_client", None)
    if client is not None and hasattr(client, "nthreads"):
        return max(1, sum(int(threads) for threads in client.nthreads().values()))
    for name in ("num_workers", "_max_workers"):
        count = getattr(executor, name, None)
        if isinstance(count, int) and count > 0:
            return count
    return os.cpu_count() or 1


def _would_hang(executor: Executor) -> bool:
    """Whether an executor forks this process while Polars is loaded.

    Polars works on threads of its own. A forked process has their locks, but not the threads, so that the
    first thing it asks of Polars may wait for ever.
    """
    context = getattr(executor, "_mp_context", None)
    forks = isinstance(executor, ProcessPoolExecutor) and (
        context is not None and context.get_start_method() == "fork"
    )
    return forks and "polars" in sys.modules


def _spawning(executor: Executor) -> ProcessPoolExecutor:
    """As many processes with the same beginning, each a new interpreter."""
    told = vars(executor)
    return ProcessPoolExecutor(
        told.get("_max_workers"),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=told.get("_initializer"),
        initargs=told.get("_initargs") or (),
    )


class Calls(Generic[Item, Row]):
    """Calls a function for each item, on an executor, with one organisation.

    Parameters
    ----------
    org : Organisation
        Comes to each worker once.
    function : callable
        ``function(held, item)``; importable by name where the workers are processes.
    executor : concurrent.futures.Executor or None
        Where the calls run. ``None``: on threads of this process.

    Attributes
    ----------
    sent : int
        How often the bytes of the organisation went along with a call.
    """

    def __init__(
        self,
        org: Organisation,
        function: Callable[[Held, Item], Row],
        executor: Executor | None = None,
    ) -> None:
        self.org = org
        self.function = function
        self.executor = executor
        self.sent = 0

    def results(self, items: Iterable[Item]) -> Generator[tuple[int, Row], None, None]:
        """Yields the number of each item and what became of it, as they are done.

        Items are drawn as they are needed: a few for each worker wait in the executor, never all.

        Raises
        ------
        Exception
            What the executor itself raises: a worker that died, an item that cannot be pickled.
        """
        if self.executor is None:
            with ThreadPoolExecutor(_available_cores()) as threads:
                yield from self._on(threads, items)
        elif _would_hang(self.executor):
            with _spawning(self.executor) as processes:
                yield from self._on(processes, items)
        else:
            yield from self._on(self.executor, items)

    def _share(self, executor: Executor) -> _Threads | _Dask | _File:
        if isinstance(executor, ThreadPoolExecutor):
            return _Threads(self.org)
        data = pickle.dumps(self.org, protocol=pickle.HIGHEST_PROTOCOL)
        client = getattr(executor, "_client", None)
        if client is not None and hasattr(client, "scatter"):
            return _Dask(data, client)
        return _File(data)

    def _on(self, executor: Executor, items: Iterable[Item]) -> Generator[tuple[int, Row], None, None]:
        share = self._share(executor)
        workers = workers_of(executor)
        fresh = enumerate(items)
        again: deque[tuple[int, Item]] = deque()  # to be sent with the bytes
        running: dict[Future[Row | Missing], tuple[int, Item]] = {}
        # One call a worker until the first answers are in, and as long as workers have to ask: none
        # waits behind another one there, so a worker that begins late asks once or twice.
        room = workers
        asked = False
        try:
            while True:
                while len(running) < room:
                    if again:
                        number, item = again.popleft()
                        assert isinstance(share, _File)
                        self.sent += 1
                        source: Any = share.data
                    else:
                        drawn = next(fresh, None)
                        if drawn is None:
                            break
                        number, item = drawn
                        source = share.source
                    future = executor.submit(call, self.function, share.digest, source, item)
                    running[future] = (number, item)
                if not running:
                    return
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    number, item = running.pop(future)
                    try:
                        answer = future.result()
                    except Exception as error:
                        error.add_note(f"The executor could not run scenario {number}: {item!r}.")
                        raise
                    if isinstance(answer, Missing):
                        again.append((number, item))
                        asked = True
                        room = workers
                        continue
                    if not asked:
                        room = 2 * workers
                    yield number, answer
        finally:
            for future in running:
                future.cancel()
            share.close()


def _available_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

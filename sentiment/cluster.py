"""Work on a Dask cluster, in order, as on worker processes; needs the extra `cluster`."""

from __future__ import annotations

import asyncio
import gc
import logging
import platform
import re
import struct
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sentiment.errors import AddressError, MissingExtraError, WorkerError, install_extra
from sentiment.workers import in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager

_Task = TypeVar("_Task")
_Shared = TypeVar("_Shared")
_Result = TypeVar("_Result")
_Versions = tuple[tuple[str, str], ...]

_log = logging.getLogger("sentiment")

# Tasks for each thread of the cluster: one that is worked on, and one that waits beside it.
_AHEAD = 2
_SECONDS = 10  # to wait for the scheduler
_ADDRESS = re.compile(r"(?:tcp|tls)://[^/\s]+:\d{1,5}")

_PACKAGE = "sentiment"
# Those whose other versions may compute otherwise; the main process alone reads and writes.
_COMPUTING = ("numpy", "onnxruntime", "tokenizers")


def spread(
    work: Callable[[_Task, _Shared], _Result],
    tasks: Iterable[_Task],
    shared: _Shared,
    *,
    name: str,
    address: str,
) -> Iterator[_Result]:
    """Yield the result of `work` for each task, in the order of the tasks.

    What a worker had when it is lost is done by another one; workers that join get their share.

    Parameters
    ----------
    work : callable
        A function of a module, or a partial one. It takes a task and what all tasks share; these
        and its results are pickled.
    tasks : iterable
        Taken one by one, two for each thread of the cluster ahead of what is yielded.
    shared : object
        Sent to each worker once, and again to new ones.
    name : str
        Of what is shared: another one where that is another.
    address : str
        Of the scheduler, such as "tcp://10.0.0.1:8786". What "tls://" needs is in the settings of
        Dask.

    Raises
    ------
    AddressError
        Where no scheduler answers.
    WorkerError
        Where the scheduler is gone, a task has cost several workers, or a worker has not the
        versions of this process.
    MissingExtraError
        Where Dask is not installed.
    """
    dask, distributed = _libraries(address)
    with _quiet(), _client(address, distributed) as client:
        explaining = partial(_explaining, client, address)
        with explaining():
            _check_installed(client, address)
            # A task of its own, which is done again where all who have its result are gone.
            with dask.config.set({"distributed.admin.large-graph-warning-threshold": "10GB"}):
                everywhere = client.submit(_given, shared, key=f"sentiment-{name}")
        versions = _versions()

        def submit(task: _Task) -> _Promise[_Result]:
            with explaining():
                future = client.submit(_worked, work, task, everywhere, versions, pure=False)
            return _Promise(future, explaining)

        def ahead() -> int:
            with explaining():
                threads: dict[str, int] = client.nthreads()
            return _AHEAD * max(1, sum(threads.values()))

        yield from in_order(submit, tasks, ahead)


class _Promise(Generic[_Result]):
    """A future of Dask, whose errors are ours."""

    def __init__(
        self,
        future: Any,  # noqa: ANN401 - Dask has no types
        explaining: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._future = future
        self._explaining = explaining

    def result(self) -> _Result:
        with self._explaining():
            found: _Result = self._future.result()
        return found

    def cancel(self) -> None:
        # Where the scheduler is gone, that was said: of the one that was waited for.
        with suppress(WorkerError), self._explaining():
            self._future.cancel()


def _given(shared: _Shared) -> _Shared:
    return shared


def _worked(
    work: Callable[[_Task, _Shared], _Result], task: _Task, shared: _Shared, versions: _Versions
) -> _Result:
    _check(versions)
    return work(task, shared)


def _check_installed(client: Any, address: str) -> None:  # noqa: ANN401
    """Refuse a cluster that could not read what it is sent: its workers would end, one by one.

    Raises
    ------
    WorkerError
        That names the first machine without this package, or with another version.
    """
    # A function of Python itself, which all of them have.
    found = client.run(version, _PACKAGE, on_error="return")
    with suppress(PackageNotFoundError):
        found[address] = client.run_on_scheduler(version, _PACKAGE)
    for where in (address, *found):
        there, here = found.get(where), version(_PACKAGE)
        if there != here:
            raise WorkerError(
                f"has {_PACKAGE} {there}, and the main process {here}"
                if isinstance(there, str)
                else f"has no {_PACKAGE}",
                where=where,
                remedy=f"install version {here} there, with the extra [cluster]",
            )
    if found.keys() == {address}:
        _log.warning("%s: has no workers yet; waiting for them", address)


@lru_cache(maxsize=1)
def _check(wanted: _Versions) -> None:
    """Refuse to work where the results would not be those of the main process.

    Raises
    ------
    WorkerError
        That names the first difference.
    """
    for (name, here), (_, there) in zip(_versions(), wanted, strict=True):
        if here != there:
            raise WorkerError(
                f"has {name} {here}, and the main process {there}",
                where=f"a worker on {platform.node()}",
                remedy="install the same versions everywhere",
            )


def _versions() -> _Versions:
    """Return what the bytes of a result depend on in a worker."""
    return (
        (_PACKAGE, version(_PACKAGE)),
        ("Python", ".".join(platform.python_version_tuple()[:2])),
        ("processors of the kind", platform.machine()),
        *((name, version(name)) for name in _COMPUTING),
    )


def _libraries(address: str) -> tuple[Any, Any]:
    try:
        return import_module("dask"), import_module("distributed")
    except ImportError as error:
        raise MissingExtraError(
            "a cluster needs the library distributed",
            where=address,
            remedy=install_extra("cluster"),
        ) from error


@contextmanager
def _client(address: str, distributed: Any) -> Iterator[Any]:  # noqa: ANN401
    _check_address(address, distributed)
    try:
        # In a thread of its own, since that of a notebook runs a loop already.
        with ThreadPoolExecutor(max_workers=1) as thread:
            thread.submit(asyncio.run, _check_scheduler(address, distributed)).result()
        with warnings.catch_warnings():
            # Of libraries that are not ours; `_check` looks at those that matter.
            warnings.filterwarnings("ignore", message="Mismatched versions")
            client = distributed.Client(address, timeout=_SECONDS, set_as_default=False)
    # The last three where the first words of another server are read as lengths of what follows.
    except (OSError, ValueError, MemoryError, LookupError, struct.error) as error:
        raise AddressError(
            "no scheduler of Dask answers there",
            where=address,
            remedy="start one with: dask scheduler",
        ) from error
    try:
        yield client
    finally:
        with suppress(OSError):  # from a scheduler that answers no more
            client.close()


async def _check_scheduler(address: str, distributed: Any) -> None:  # noqa: ANN401
    """Refuse another server, or a worker: a client would wait for its answer without end.

    Raises
    ------
    OSError
        Where nobody answers.
    ValueError
        Where no scheduler does.
    """
    settings = distributed.security.Security().get_connection_args("client")
    async with asyncio.timeout(_SECONDS):
        comm = await distributed.comm.connect(address, timeout=_SECONDS, **settings)
        try:
            await comm.write({"op": "identity", "reply": True})
            answer = await comm.read()
        finally:
            comm.abort()
    if not isinstance(answer, dict) or "workers" not in answer:
        raise ValueError


def _check_address(address: str, distributed: Any) -> None:  # noqa: ANN401
    """Refuse what a client would not only refuse, but also wait for a minute to be rid of."""
    if not _ADDRESS.fullmatch(address):
        raise AddressError(
            "is no address of a scheduler",
            where=address or "--cluster",
            remedy="write it as tcp://HOST:8786",
        )
    try:
        settings = distributed.security.Security().get_connection_args("client")
    except OSError as error:  # no file, or no certificate in it
        raise AddressError(
            "the certificates that the settings of Dask name cannot be read",
            where=address,
            remedy="look at distributed.comm.tls there",
        ) from error
    if address.startswith("tls:") and settings.get("ssl_context") is None:
        raise AddressError(
            "no certificates for tls:// are in the settings of Dask",
            where=address,
            remedy="name them in ~/.config/dask/distributed.yaml, under distributed.comm.tls",
        )


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library from printing tracebacks of what we say in a sentence.

    What its loop had not ended when the client closed is told when that is collected, by asyncio.
    """
    loggers = [logging.getLogger(n) for n in ("distributed", "distributed.client", "asyncio")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        gc.collect()
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


@contextmanager
def _explaining(client: Any, address: str) -> Iterator[None]:  # noqa: ANN401
    from concurrent.futures import CancelledError

    from distributed.scheduler import KilledWorker

    try:
        yield
    except KilledWorker as error:
        raise WorkerError(
            "several workers were lost with the same comments",
            where=address,
            remedy="see whether their memory ran out, and give them more",
        ) from error
    except Exception as error:
        # A client that its scheduler has closed has several errors of its own, by what was asked.
        if not isinstance(error, (CancelledError, OSError)) and client.status != "closed":
            raise
        raise WorkerError(
            "the scheduler is gone", where=address, remedy="start it again"
        ) from error

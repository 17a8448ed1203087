"""Many cases at once: here in processes, or on a cluster, by one and the same loop.

Each case is a solve of its own with its own seed, so that neither order nor number of workers
changes an answer. Nothing rests on the clock while no case reaches its limit of seconds.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from roster.errors import InputError, Issue, RosterError
from roster.scenario.case import Answer, Case, run
from roster.scenario.store import Store

Argument = TypeVar("Argument")
Returned = TypeVar("Returned")

CONNECT_SECONDS = 10
WINDOW = 3
"""Cases handed out for each worker at any time, so that none waits for the next."""


class Inline(Executor):
    """One process, this one: a call is made when it is submitted."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Call the function now; its future is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as fault:  # handed on by the future, as an executor does
            future.set_exception(fault)
        return future


@contextmanager
def workers(jobs: int, scheduler: str = "") -> Iterator[tuple[Executor, int]]:
    """An executor and how many calls it takes at once.

    ``jobs`` processes of this machine, each started afresh; with ``scheduler`` the workers of a
    dask cluster. Raises InputError if it cannot be reached, RosterError without the extra.
    """
    if scheduler:
        with _cluster(scheduler) as cluster:
            yield cluster
    elif jobs == 1:
        yield Inline(), 1
    else:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(jobs, context, initializer=_begin) as pool:
            for _ in range(jobs):
                pool.submit(warm)
            yield pool, jobs * WINDOW


def _begin() -> None:
    """Leave Ctrl-C to the parent, and end with it however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def warm() -> None:
    """Load what a solve needs while there is nothing to solve yet."""
    import holidays  # noqa: F401 - loading it is the purpose

    import roster.exports.table
    import roster.scenario.measures
    import roster.solve  # noqa: F401 - loading it is the purpose
    from roster.registry import rules

    rules()


@contextmanager
def _cluster(address: str) -> Iterator[tuple[Executor, int]]:
    try:
        from distributed import Client
    except ImportError as fault:
        raise RosterError(
            "--scheduler needs dask.distributed: pip install 'duty-roster[cluster]'"
        ) from fault
    make: Any = Client
    try:
        client = make(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as fault:
        raise InputError(
            [
                Issue(
                    "--scheduler",
                    f"{address} cannot be reached",
                    "the address of a dask scheduler, such as tcp://127.0.0.1:8786",
                    "Start one with `dask scheduler`, and workers with `dask worker ADDRESS`",
                )
            ]
        ) from fault
    with client:
        threads = sum(client.nthreads().values())
        yield client.get_executor(pure=False), max(1, threads) * WINDOW


def sweep(
    cases: Sequence[Case],
    store: Store,
    pool: Executor,
    window: int,
    watch: Callable[[Case, dict[str, Any], bool], None] | None = None,
) -> dict[str, dict[str, Any]]:
    """The facts of every case by its path; those finished earlier are not solved again.

    ``watch`` hears of each, and whether it was found. Each answer is kept as it comes, so that
    an interruption costs at most what is being solved. Raises RosterError if a worker dies.
    """
    facts: dict[str, dict[str, Any]] = {}
    open_cases = []
    for case in cases:
        found = store.find(case)
        if found is None:
            open_cases.append(case)
            continue
        facts[case.path] = found
        if watch:
            watch(case, found, True)
    for case, answer in completed(pool, run, open_cases, window):
        store.keep(case, answer)
        facts[case.path] = answer.facts
        if watch:
            watch(case, answer.facts, False)
    return facts


def completed(
    pool: Executor,
    call: Callable[[Argument], Returned],
    arguments: Sequence[Argument],
    window: int,
) -> Iterator[tuple[Argument, Returned]]:
    """Each argument with what the call returns, as they finish, ``window`` of them at once."""
    rest = iter(arguments)
    waiting: dict[Future[Returned], Argument] = {}
    try:
        while True:
            for argument in islice(rest, window - len(waiting)):
                waiting[pool.submit(call, argument)] = argument
            if not waiting:
                return
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in sorted(done, key=list(waiting).index):
                yield waiting.pop(future), future.result()
    except BrokenExecutor as fault:
        raise RosterError(
            "A worker process ended unexpectedly, perhaps for want of memory. What is finished "
            "is kept: run the same command again, with fewer --jobs"
        ) from fault
    finally:
        for future in waiting:
            future.cancel()


__all__ = ["Answer", "Inline", "completed", "sweep", "warm", "workers"]

"""The same sweep on a real dask scheduler with two workers on loopback, one of them killed."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from what_ifs import BOOK

from roster.errors import InputError
from roster.scenario.plan import Office, Wanted, months, plan
from roster.scenario.store import open_store
from roster.scenario.sweep import sweep, workers
from roster.solve import Options

distributed = pytest.importorskip("distributed")
LIMITS = Options(seconds=600, effort=60, workers=1)
START_SECONDS = 60


class Cluster:
    """A scheduler and workers as processes of their own."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        port = self.address.rpartition(":")[2]
        self.folder = folder
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", port)
        self.workers = [
            self._start(
                "worker", self.address, "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1"
            )
            for _ in range(2)
        ]

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
        return subprocess.Popen(
            command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def wait(self) -> None:
        """Until both workers are there."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                with distributed.Client(self.address, timeout=2, set_as_default=False) as client:
                    client.wait_for_workers(2, timeout=START_SECONDS)
                return
            except OSError:
                if time.monotonic() > deadline:
                    raise

    def end(self) -> None:
        """Kill what still runs."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    try:
        made.wait()
        yield made
    finally:
        made.end()


def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(
    cluster: Cluster, tmp_path: Path
) -> None:
    offices = [Office(name, replace(BOOK, source=name)) for name in ("wib", "wit")]
    wanted = Wanted(None, tuple(months("2027-01..2027-04")), LIMITS, "en", plain=True)
    cases = plan(offices, wanted)
    killed = []

    def watch(case: object, facts: object, found: bool) -> None:
        if not killed:
            killed.append(case)
            cluster.workers[0].kill()

    with workers(1, cluster.address) as (pool, window):
        sweep(cases, open_store(tmp_path / "there", {}, "en"), pool, window, watch)
    assert cluster.workers[0].wait() != 0
    with workers(1) as (pool, window):
        sweep(cases, open_store(tmp_path / "here", {}, "en"), pool, window)
    for case in cases:
        there, here = (tmp_path / side / case.path / "roster.csv" for side in ("there", "here"))
        assert there.read_bytes() == here.read_bytes(), case.path
    assert len(cases) == 8


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be reached"), workers(1, "tcp://127.0.0.1:9"):
        pytest.fail("there is no scheduler")

"""How many desks a stream of visitors needs: Erlang C, and a simulation beside it.

Erlang C (A. K. Erlang 1917; see D. Gross and others, Fundamentals of Queueing Theory, 4th edition
2008, section 2.3) takes Poisson arrivals at one rate, exponential service, patience without end and
a queue that has settled. The simulation drops the last: it opens with an empty room, follows the
arrivals half hour by half hour and serves in order of arrival.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_DESKS = 200
REPLICATIONS = 2000
Z95 = 1.959964
"""The normal quantile of a 95 % interval."""


@dataclass(frozen=True)
class Target:
    """At least ``share`` of visitors wait at most ``wait`` minutes."""

    wait: float = 10.0
    share: float = 0.9


@dataclass(frozen=True)
class Stream:
    """Visitors of a stretch of time: ``arrivals`` expected in ``length`` minutes."""

    arrivals: float
    length: float
    minutes: float

    @property
    def load(self) -> float:
        """The desks kept busy on average, in erlang."""
        return self.arrivals / self.length * self.minutes


@dataclass(frozen=True)
class Waits:
    """Share of visitors who wait at most the target, its 95 % half width, mean wait in minutes."""

    share: float
    margin: float
    mean: float


def erlang_c(load: float, desks: int) -> float:
    """The probability that a visitor has to wait; 1 where the queue grows without end."""
    if load <= 0:
        return 0.0
    if load >= desks:
        return 1.0
    inverse = 1.0
    for n in range(1, desks + 1):
        inverse = 1.0 + inverse * n / load
    blocked = 1.0 / inverse
    return blocked / (1.0 - load / desks * (1.0 - blocked))


def erlang_waits(stream: Stream, desks: int, target: Target) -> Waits:
    """The waits of a settled queue; nobody is served in time where it grows without end."""
    load = stream.load
    if load >= desks:
        return Waits(0.0, 0.0, math.inf)
    waiting = erlang_c(load, desks)
    rate = (desks - load) / stream.minutes
    return Waits(1.0 - waiting * math.exp(-rate * target.wait), 0.0, waiting / rate)


def erlang_desks(stream: Stream, target: Target) -> int:
    """The fewest desks with which a settled queue keeps the target; 0 if nobody comes."""
    if stream.arrivals <= 0:
        return 0
    for desks in range(1, MOST_DESKS + 1):
        if erlang_waits(stream, desks, target).share >= target.share:
            return desks
    raise ValueError(f"a load of {stream.load:.0f} erlang needs more than {MOST_DESKS} desks")


def simulated_waits(
    streams: Sequence[Stream],
    desks: int,
    target: Target,
    seed: int = 0,
    replications: int = REPLICATIONS,
) -> Waits:
    """The waits of a session, stretch after stretch, over many days drawn from a seed.

    All days run at once: the k-th visitor of every day goes to the desk that is free first
    (J. Kiefer and J. Wolfowitz, On the theory of queues with many servers, 1955). The margin
    treats days as independent and visitors of one day as not.
    """
    draws = np.random.default_rng(seed)
    arrivals, lengths = _arrivals(streams, draws, replications)
    came = np.isfinite(arrivals)
    free = np.zeros((replications, desks))
    rows = np.arange(replications)
    in_time = np.zeros(replications)
    waited = 0.0
    for k in range(arrivals.shape[1]):
        here = came[:, k]
        at = np.where(here, arrivals[:, k], 0.0)
        desk = free.argmin(axis=1)
        start = np.maximum(free[rows, desk], at)
        wait = np.where(here, start - at, 0.0)
        service = draws.exponential(1.0, replications) * lengths[:, k]
        free[rows, desk] = np.where(here, start + service, free[rows, desk])
        in_time += here & (wait <= target.wait)
        waited += float(wait.sum())
    total = float(came.sum())
    if not total:
        return Waits(1.0, 0.0, 0.0)
    share = float(in_time.sum()) / total
    # The ratio estimator's variance over independent days.
    spread = in_time - share * came.sum(axis=1)
    margin = Z95 * math.sqrt(float((spread**2).sum())) / total
    return Waits(share, margin, waited / total)


def simulated_desks(streams: Sequence[Stream], target: Target, seed: int = 0) -> int:
    """The fewest desks with which the simulation keeps the target; 0 if nobody comes."""
    if not any(stream.arrivals > 0 for stream in streams):
        return 0
    for desks in range(1, MOST_DESKS + 1):
        if simulated_waits(streams, desks, target, seed).share >= target.share:
            return desks
    raise ValueError(f"more than {MOST_DESKS} desks would be needed")


def _arrivals(
    streams: Sequence[Stream], draws: np.random.Generator, replications: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Times of arrival in order, infinite after the last, and each visitor's mean service."""
    moments, lengths, start = [], [], 0.0
    for stream in streams:
        counts = draws.poisson(stream.arrivals, replications)
        most = int(counts.max(initial=0))
        times = start + draws.uniform(0.0, stream.length, (replications, most))
        times[np.arange(most) >= counts[:, None]] = np.inf
        moments.append(times)
        lengths.append(np.full((replications, most), stream.minutes))
        start += stream.length
    times = np.concatenate(moments, axis=1)
    order = np.argsort(times, axis=1, kind="stable")
    return (
        np.take_along_axis(times, order, axis=1),
        np.take_along_axis(np.concatenate(lengths, axis=1), order, axis=1),
    )

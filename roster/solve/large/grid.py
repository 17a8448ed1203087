"""A line's graph unrolled over the values of its counters, ready for the kernels.

A value is kept only as far as it can still matter: below the point from which no limit can be
reached any more all values are one, and likewise above.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from roster.encoding.linear import Ints
from roster.solve.large.kernel import FAR
from roster.solve.large.layers import Layers
from roster.solve.large.line import BARRED, Counter
from roster.solve.large.shape import Small
from roster.solve.large.walks import spread_values

MOST_COUNTERS = 5

UNLIMITED = 1 << 40


@dataclass(frozen=True)
class Grid:
    """Blocks of cells, one block for each state, one cell for each set of counter values.

    ``arcs`` and ``places`` are as the kernels want them; ``cost`` is what each arc costs by
    itself. State ``n`` has the cells from ``first[n]`` on. The last ``len(ends)`` cells are the
    end state's; ``ends`` is what ending there costs. ``days`` are the places in ``arcs`` where
    each day begins.
    """

    first: Ints
    arcs: Small
    places: Small
    slot: Ints
    source: Ints
    target: Ints
    cost: Ints
    days: Ints
    ends: Ints
    layers: Layers

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return int(self.first[-1])


@dataclass(frozen=True)
class Windows:
    """For each state (row) and counter, the values kept; whether an end stands for all beyond."""

    low: Ints
    high: Ints
    below: NDArray[np.bool_]
    above: NDArray[np.bool_]

    @property
    def sizes(self) -> Ints:
        """How many values are kept."""
        sizes: Ints = np.maximum(self.high - self.low + 1, 0)
        return sizes

    def picked(self, order: Ints) -> Windows:
        """The counters in another order."""
        return Windows(
            self.low[:, order], self.high[:, order], self.below[:, order], self.above[:, order]
        )


class TooLargeError(Exception):
    """A grid of too many cells."""


def build_grid(layers: Layers, counters: list[Counter], most: int) -> Grid | None:
    """Unroll a graph; None if no path meets the counters' limits.

    Raises TooLargeError where there would be more than ``most`` cells.
    """
    counters = counters + [Counter({}, (0,))] * (MOST_COUNTERS - len(counters))
    spare = np.zeros((len(layers.amounts), MOST_COUNTERS - layers.amounts.shape[1]), np.int32)
    layers = replace(layers, amounts=np.hstack([layers.amounts, spare]))
    windows = windows_of(layers, counters)
    order = np.argsort((windows.high - windows.low).max(axis=0), kind="stable")
    windows, amounts = windows.picked(order), layers.amounts[:, order]
    counters = [counters[k] for k in order.tolist()]
    low, high = windows.low, windows.high
    alive: NDArray[np.bool_] = np.logical_and.reduce(low <= high, axis=1)
    if not alive[0] or not alive[-1]:
        return None
    sizes = np.where(alive[:, None], high - low + 1, 0)
    first = np.concatenate([[0], np.cumsum(sizes.prod(axis=1))])
    if first[-1] > most:
        raise TooLargeError
    strides = np.ones_like(sizes)
    for k in range(MOST_COUNTERS - 2, -1, -1):
        strides[:, k] = strides[:, k + 1] * sizes[:, k + 1]
    arc, begin, end, shift = _segments(layers, windows, amounts, alive)
    source, target = layers.source[arc], layers.target[arc]
    begins = begin - low[source], begin + shift - low[target]
    there = first[source] + (begins[0] * strides[source]).sum(axis=1)
    here = first[target] + (begins[1] * strides[target]).sum(axis=1)
    arcs = np.column_stack(
        [
            there,
            here,
            end - begin + 1,
            strides[source][:, :-1],
            strides[target][:, :-1],
        ]
    )
    days = np.searchsorted(layers.days[layers.slot[arc]], np.arange(len(layers.nodes)))
    return Grid(
        first,
        np.ascontiguousarray(arcs, np.int32),
        np.hstack(begins).astype(np.int32),
        layers.slot[arc],
        source,
        target,
        layers.cost[arc],
        days,
        _ends(low[-1], sizes[-1], counters),
        layers,
    )


def _segments(
    layers: Layers, windows: Windows, amounts: Small, alive: NDArray[np.bool_]
) -> tuple[Ints, Ints, Ints, Ints]:
    """Blocks of values that each arc moves alike: arc, first and last value, shift by counter."""
    arc = np.flatnonzero(alive[layers.source] & alive[layers.target])
    parts = [np.zeros((len(arc), 0), np.int64)] * 3
    for k in range(MOST_COUNTERS):
        source, target = layers.source[arc], layers.target[arc]
        step = amounts[layers.gain[arc], k].astype(np.int64)
        low, high = windows.low[source, k], windows.high[source, k]
        start, stop = windows.low[target, k] - step, windows.high[target, k] - step
        found = [(np.arange(len(arc)), np.maximum(low, start), np.minimum(high, stop), step)]
        for n in range(int((start - low).max(initial=0))):
            value = low + n
            at = np.flatnonzero(windows.below[target, k] & (value < start) & (value <= high))
            found.append((at, value[at], value[at], (start + step - value)[at]))
        for n in range(int((high - stop).max(initial=0))):
            value = high - n
            at = np.flatnonzero(windows.above[target, k] & (value > stop) & (value >= low))
            found.append((at, value[at], value[at], (stop + step - value)[at]))
        which = np.concatenate([f[0] for f in found])
        new = [np.concatenate([f[n] for f in found])[:, None] for n in (1, 2, 3)]
        kept = np.flatnonzero((new[0] <= new[1])[:, 0])
        kept = kept[np.argsort(which[kept], kind="stable")]
        parts = [np.hstack([p[which[kept]], a[kept]]) for p, a in zip(parts, new, strict=True)]
        arc = arc[which[kept]]
    return arc, parts[0], parts[1], parts[2]


def _ends(low: Ints, sizes: Ints, counters: list[Counter]) -> Ints:
    total = np.zeros((1,), np.int64)
    for k, counter in enumerate(counters):
        values = np.array(counter.costs[low[k] : low[k] + sizes[k]], np.int64)
        total = (total[..., None] + values).reshape(-1)
    return np.where(total >= BARRED, FAR, total)


def windows_of(layers: Layers, counters: list[Counter]) -> Windows:
    """The values of each counter that matter at each state."""
    shape = int(layers.nodes.sum()), len(counters)
    low, high = (np.zeros(shape, np.int64) for _ in range(2))
    below, above = (np.zeros(shape, np.bool_) for _ in range(2))
    for k, counter in enumerate(counters):
        costs = np.array(counter.costs, np.int64)
        allowed = np.flatnonzero(costs < BARRED)
        if not len(allowed):
            low[:, k] = 1
            continue
        step = layers.amounts[layers.gain, k]
        before = reach(layers, step, forwards=True)
        rest = reach(layers, step, forwards=False)
        low[:, k] = np.maximum(before[0], allowed[0] - rest[1])
        high[:, k] = np.minimum(before[1], allowed[-1] - rest[0])
        changes = np.flatnonzero(np.diff(costs))
        prefix = changes[0] if len(changes) else len(costs) - 1
        suffix = changes[-1] + 1 if len(changes) else 0
        if costs[0] < BARRED:
            floor = np.minimum(prefix - rest[1], high[:, k])
            below[:, k] = floor >= low[:, k]
            low[:, k] = np.where(below[:, k], floor, low[:, k])
        if costs[-1] < BARRED:
            ceiling = np.maximum(suffix - rest[0], low[:, k])
            above[:, k] = ceiling <= high[:, k]
            high[:, k] = np.where(above[:, k], ceiling, high[:, k])
    return Windows(low, high, below, above)


def reach(layers: Layers, step: Small, *, forwards: bool) -> tuple[Ints, Ints]:
    """The least and the most that a counter can be at each state, or gain from there."""
    count = int(layers.nodes.sum())
    least, most = np.full(count, UNLIMITED), np.full(count, -UNLIMITED)
    at = 0 if forwards else count - 1
    least[at] = most[at] = 0
    ends = layers.source, layers.target
    if forwards:
        spread_values(*ends, step, least, most)
    else:
        spread_values(ends[1][::-1], ends[0][::-1], step[::-1], least, most)
    return least, most

"""Shortest paths over a line's graph and its counters, compiled by numba where it is there.

Costs are 64-bit integers throughout, so that every minimum is exact; ``FAR`` stands for no path.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.shape import Mask, Small

FAR = np.int64(1 << 61)
F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """The function compiled by numba, or as it is without numba."""
    try:
        from numba import njit
    except ImportError:
        return function
    try:
        return cast(F, njit(cache=True, nogil=True)(function))
    except RuntimeError:
        # numba found no folder that it may write its cache to.
        return cast(F, njit(nogil=True)(function))


def has_numba() -> bool:
    """Whether the kernels run compiled."""
    return hasattr(forward, "py_func")


@compiled
def slot_costs(
    members: Ints, starts: Ints, days: Ints, costs: Ints, free: Ints
) -> tuple[Ints, Ints]:
    """The least cost of each slot, and which of its duties costs that; -1 for a free day.

    Slot ``n`` may stand for ``members[starts[n]:starts[n + 1]]``; where these are none it is a
    free day, at the cost of ``free`` on ``days[n]``.
    """
    count = len(starts) - 1
    least, chosen = np.empty(count, np.int64), np.empty(count, np.int64)
    for n in range(count):
        least[n], chosen[n] = FAR, -1
        if starts[n] == starts[n + 1]:
            least[n] = free[days[n]]
        for m in range(starts[n], starts[n + 1]):
            duty = members[m]
            value = costs[duty]
            if value < least[n] or (value == least[n] and duty < chosen[n]):
                least[n], chosen[n] = value, duty
    return least, chosen


@compiled
def arc_costs(slot: Ints, own: Ints, slots: Ints, scale: int, barred: int) -> Ints:
    """What each arc costs: its own cost times ``scale`` and its slot's, if that is not barred."""
    found = np.empty(len(slot), np.int64)
    for n in range(len(slot)):
        c = slots[slot[n]]
        found[n] = FAR if c >= barred else c + own[n] * scale
    return found


@compiled
def _lower(arc: Small | Ints, there: int, here: int, cost: int, best: Ints) -> None:
    """Lower the cells at one end of an arc to what its cells at the other end bring."""
    p, q = 7 + 4 * there, 7 + 4 * here
    for i in range(arc[2]):
        for j in range(arc[3]):
            for k in range(arc[4]):
                for h in range(arc[5]):
                    s = arc[there] + i * arc[p] + j * arc[p + 1] + k * arc[p + 2] + h * arc[p + 3]
                    t = arc[here] + i * arc[q] + j * arc[q + 1] + k * arc[q + 2] + h * arc[q + 3]
                    for m in range(arc[6]):
                        best[t + m] = min(best[t + m], best[s + m] + cost)


@compiled
def onward(
    arcs: Small, source: Ints, target: Ints, cost: Ints, first: Ints, best: Ints, reached: Mask
) -> int:
    """Go on with ``forward`` from the states that are ``reached`` by some of the days' arcs."""
    steps = 0
    for n in range(len(arcs)):
        c = cost[n]
        if c >= FAR or not reached[source[n]]:
            continue
        arc, here = arcs[n], target[n]
        if not reached[here]:
            reached[here] = True
            best[first[here] : first[here + 1]] = FAR
        steps += arc[2] * arc[3] * arc[4] * arc[5] * arc[6]
        _lower(arc, 0, 1, c, best)
    return steps


@compiled
def forward(
    arcs: Small, source: Ints, target: Ints, cost: Ints, first: Ints, best: Ints, reached: Mask
) -> int:
    """Fill ``best`` with the least cost of reaching each cell; the steps that it took.

    A row of ``arcs`` is one arc over a block of cells: first cell there and here, five lengths,
    four strides there, four strides here; arcs are in order of day, from state ``source`` to
    ``target``. ``cost`` is what each arc costs, ``FAR`` and more where it is barred. State ``n``
    has the cells from ``first[n]`` on; they are filled if it is ``reached``.
    """
    reached[:] = False
    reached[0] = True
    best[: first[1]] = FAR
    best[0] = 0
    return onward(arcs, source, target, cost, first, best, reached)


@compiled
def forward_within(
    arcs: Small,
    places: Small,
    source: Ints,
    target: Ints,
    cost: Ints,
    first: Ints,
    best: Ints,
    reached: Mask,
    spans: Small,
) -> int:
    """``forward`` where few values of the counters are reached at a time, as with days held.

    A row of ``places`` tells where an arc's block begins in the block of the state there, by
    counter, and in that of the state here; ``spans`` receives the least and the greatest value
    of each counter that each state is reached with.
    """
    reached[:] = False
    reached[0] = True
    best[: first[1]] = FAR
    best[0] = 0
    spans[0] = 0
    counters = spans.shape[1] // 2
    low, high = np.zeros(counters, np.int64), np.zeros(counters, np.int64)
    part = np.zeros(arcs.shape[1], np.int64)
    steps = 0
    for n in range(len(arcs)):
        c = cost[n]
        if c >= FAR or not reached[source[n]]:
            continue
        arc, there, here = arcs[n], source[n], target[n]
        empty = False
        for k in range(counters):
            low[k] = max(0, spans[there, k] - places[n, k])
            high[k] = min(arc[2 + k], spans[there, counters + k] - places[n, k] + 1)
            empty = empty or low[k] >= high[k]
        if empty:
            continue
        if not reached[here]:
            reached[here] = True
            best[first[here] : first[here + 1]] = FAR
            spans[here, :counters] = 1 << 30
            spans[here, counters:] = -1
        volume, part[:] = 1, arc
        for k in range(counters):
            at = places[n, counters + k]
            inner = k == counters - 1
            part[0] += low[k] * (1 if inner else arc[7 + k])
            part[1] += low[k] * (1 if inner else arc[11 + k])
            part[2 + k] = high[k] - low[k]
            spans[here, k] = min(spans[here, k], at + low[k])
            spans[here, counters + k] = max(spans[here, counters + k], at + high[k] - 1)
            volume *= high[k] - low[k]
        steps += volume
        _lower(part, 0, 1, c, best)
    return steps


@compiled
def backward(
    arcs: Small, source: Ints, cost: Ints, first: Ints, reached: Mask, ahead: Ints
) -> None:
    """Fill ``ahead``, whose last cells hold the costs of ending there, back to the first.

    Only for the states that are ``reached``.
    """
    for n in range(len(first) - 2):
        if reached[n]:
            ahead[first[n] : first[n + 1]] = FAR
    for n in range(len(arcs) - 1, -1, -1):
        c = cost[n]
        if c >= FAR or not reached[source[n]]:
            continue
        arc = arcs[n]
        _lower(arc, 1, 0, c, ahead)


@compiled
def through(
    arcs: Small,
    slot: Ints,
    source: Ints,
    cost: Ints,
    reached: Mask,
    best: Ints,
    ahead: Ints,
    slots: Ints,
) -> None:
    """Lower ``slots`` to the least cost of a whole path through each slot."""
    for n in range(len(arcs)):
        c = cost[n]
        if c >= FAR or not reached[source[n]]:
            continue
        arc = arcs[n]
        least = slots[slot[n]]
        for i in range(arc[2]):
            for j in range(arc[3]):
                for k in range(arc[4]):
                    for h in range(arc[5]):
                        s = arc[0] + i * arc[7] + j * arc[8] + k * arc[9] + h * arc[10]
                        t = arc[1] + i * arc[11] + j * arc[12] + k * arc[13] + h * arc[14]
                        for m in range(arc[6]):
                            value = best[s + m] + ahead[t + m]
                            least = min(least, value + c)
        slots[slot[n]] = least


@compiled
def _before(arc: Small | Ints, cost: int, best: Ints, cell: int) -> int:
    """The cell from which an arc brings the least cost to a cell; -1 if none."""
    for i in range(arc[2]):
        for j in range(arc[3]):
            for k in range(arc[4]):
                for h in range(arc[5]):
                    t = arc[1] + i * arc[11] + j * arc[12] + k * arc[13] + h * arc[14]
                    m = cell - t
                    if 0 <= m < arc[6]:
                        s = arc[0] + i * arc[7] + j * arc[8] + k * arc[9] + h * arc[10]
                        if best[s + m] + cost == best[cell]:
                            return int(s + m)
    return -1


@compiled
def trace(
    arcs: Small,
    source: Ints,
    target: Ints,
    cost: Ints,
    reached: Mask,
    best: Ints,
    days: Ints,
    state: int,
    cell: int,
) -> Ints:
    """The arcs of a path of least cost to a cell of a state; ``days`` tell where each day ends."""
    path = np.empty(len(days) - 1, np.int64)
    for day in range(len(days) - 2, -1, -1):
        before = -1
        for n in range(days[day], days[day + 1]):
            if target[n] == state and cost[n] < FAR and reached[source[n]]:
                before = _before(arcs[n], cost[n], best, cell)
                if before >= 0:
                    path[day] = n
                    break
        if before < 0:
            return path[:0]
        state = source[path[day]]
        cell = before
    return path

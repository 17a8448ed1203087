"""Shortest paths over a line's graph and its counters, compiled by numba where it is there.

Costs are 64-bit integers throughout, so that every minimum is exact; ``FAR`` stands for no path.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np

from roster.encoding.linear import Ints

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
def forward(arcs: Ints, cost: Ints, best: Ints) -> None:
    """Fill ``best`` with the least cost of reaching each cell.

    A row of ``arcs`` is one arc over a block of cells: slot, first cell there and here, five
    lengths, four strides there, four strides here; arcs are in order of day. ``cost`` is what
    each arc costs, ``FAR`` and more where it is barred.
    """
    best[:] = FAR
    best[0] = 0
    for n in range(len(arcs)):
        c = cost[n]
        if c >= FAR:
            continue
        arc = arcs[n]
        for block in range(arc[3] * arc[4] * arc[5] * arc[6]):
            i, rest = divmod(block, arc[4] * arc[5] * arc[6])
            j, rest = divmod(rest, arc[5] * arc[6])
            k, h = divmod(rest, arc[6])
            s = arc[1] + i * arc[8] + j * arc[9] + k * arc[10] + h * arc[11]
            t = arc[2] + i * arc[12] + j * arc[13] + k * arc[14] + h * arc[15]
            for m in range(arc[7]):
                value = best[s + m] + c
                best[t + m] = min(best[t + m], value)


@compiled
def backward(arcs: Ints, cost: Ints, ahead: Ints) -> None:
    """Fill ``ahead``, whose last cells hold the costs of ending there, back to the first."""
    for n in range(len(arcs) - 1, -1, -1):
        c = cost[n]
        if c >= FAR:
            continue
        arc = arcs[n]
        for block in range(arc[3] * arc[4] * arc[5] * arc[6]):
            i, rest = divmod(block, arc[4] * arc[5] * arc[6])
            j, rest = divmod(rest, arc[5] * arc[6])
            k, h = divmod(rest, arc[6])
            s = arc[1] + i * arc[8] + j * arc[9] + k * arc[10] + h * arc[11]
            t = arc[2] + i * arc[12] + j * arc[13] + k * arc[14] + h * arc[15]
            for m in range(arc[7]):
                value = ahead[t + m] + c
                ahead[s + m] = min(ahead[s + m], value)


@compiled
def through(arcs: Ints, cost: Ints, best: Ints, ahead: Ints, slots: Ints) -> None:
    """Lower ``slots`` to the least cost of a whole path through each slot."""
    for n in range(len(arcs)):
        c = cost[n]
        if c >= FAR:
            continue
        arc = arcs[n]
        least = slots[arc[0]]
        for block in range(arc[3] * arc[4] * arc[5] * arc[6]):
            i, rest = divmod(block, arc[4] * arc[5] * arc[6])
            j, rest = divmod(rest, arc[5] * arc[6])
            k, h = divmod(rest, arc[6])
            s = arc[1] + i * arc[8] + j * arc[9] + k * arc[10] + h * arc[11]
            t = arc[2] + i * arc[12] + j * arc[13] + k * arc[14] + h * arc[15]
            for m in range(arc[7]):
                value = best[s + m] + ahead[t + m]
                least = min(least, value + c)
        slots[arc[0]] = least


@compiled
def trace(arcs: Ints, cost: Ints, best: Ints, days: Ints, cell: int) -> Ints:
    """The arcs of a path of least cost to a cell; ``days`` are the places where each day ends."""
    path = np.empty(len(days) - 1, np.int64)
    for day in range(len(days) - 2, -1, -1):
        found = -1
        for n in range(days[day], days[day + 1]):
            c = cost[n]
            arc = arcs[n]
            if c >= FAR:
                continue
            for block in range(arc[3] * arc[4] * arc[5] * arc[6]):
                i, rest = divmod(block, arc[4] * arc[5] * arc[6])
                j, rest = divmod(rest, arc[5] * arc[6])
                k, h = divmod(rest, arc[6])
                t = arc[2] + i * arc[12] + j * arc[13] + k * arc[14] + h * arc[15]
                m = cell - t
                if 0 <= m < arc[7]:
                    s = arc[1] + i * arc[8] + j * arc[9] + k * arc[10] + h * arc[11]
                    if best[s + m] + c == best[cell]:
                        found = n
                        before = s + m
        if found < 0:
            return path[:0]
        path[day] = found
        cell = before
    return path

"""Walks through a line's graph, day by day: where some days are held, and what they add up to.

Compiled by numba where it is there, as the shortest paths are.
"""

from __future__ import annotations

from roster.encoding.linear import Ints
from roster.solve.large.kernel import compiled
from roster.solve.large.shape import Mask, Small


@compiled
def walk(
    bounds: Ints, source: Ints, target: Ints, slot: Ints, chosen: Ints, state: int, path: Ints
) -> int:
    """Fill ``path`` with the arcs from a state by the ``chosen`` slot of each of its days.

    The state that they lead to, -1 if there is no such path. Day ``n`` has the arcs from
    ``bounds[n]`` on.
    """
    for day in range(len(path)):
        found = False
        for n in range(bounds[day], bounds[day + 1]):
            if source[n] == state and slot[n] == chosen[day]:
                path[day], state, found = n, target[n], True
                break
        if not found:
            return -1
    return state


@compiled
def span(
    bounds: Ints,
    source: Ints,
    target: Ints,
    slot: Ints,
    chosen: Ints,
    days: tuple[int, int],
    state: int,
    reached: Mask,
) -> tuple[int, int]:
    """Mark what is ``reached`` from a state of the first of two ``days`` by the chosen slots.

    Any may be where they are below 0. The day, from the second on, before which that is one
    state, and the state; -1 if there is no path.
    """
    reached[state] = True
    count = 1
    for day in range(days[0], len(bounds) - 1):
        if day >= days[1] and count == 1:
            return day, state
        count = 0
        for n in range(bounds[day], bounds[day + 1]):
            fits = chosen[day] < 0 or slot[n] == chosen[day]
            if fits and reached[source[n]] and not reached[target[n]]:
                reached[target[n]], state = True, target[n]
                count += 1
        if not count:
            return -1, -1
    return len(bounds) - 1, state


@compiled
def spread_values(source: Ints, target: Ints, step: Small, least: Ints, most: Ints) -> None:
    """Widen, arc by arc, what each state may have gained to what arcs bring from states before."""
    for n in range(len(source)):
        there, here = source[n], target[n]
        least[here] = min(least[here], least[there] + step[n])
        most[here] = max(most[here], most[there] + step[n])

"""An officer's lines from a day to the last, with the days before it held.

So few values can be reached from there that counters fit the search which are too large to be
searched with over all days.
"""

from __future__ import annotations

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.grid import MOST_COUNTERS, Grid, build_grid
from roster.solve.large.layers import Layers
from roster.solve.large.levels import MOST_CELLS, Best, Level, Levels, Path
from roster.solve.large.line import BARRED, Counter, Line
from roster.solve.large.pricing import Pricer


class Tail(Levels):
    """Levels of one line from a day on; ``held`` tells the duty of each day before it.

    Raises ValueError where the held days are no beginning of a line.
    """

    def __init__(self, duties: int, layers: Layers, held: Ints) -> None:
        super().__init__(duties)
        self.first = len(held)
        self.held = tuple(held[held >= 0].tolist())
        state, self.own, self.begun = _reached(layers, held)
        self.rest = _rest(layers, self.first, state)

    def layers(self, line: Line) -> Layers | None:
        """The line's graph from the day on."""
        return self.rest

    def level(self, line: Line, active: tuple[int, ...]) -> Level | None:
        """The line with some of its counters; None if it has no path.

        Raises TooLargeError.
        """
        counters = [Counter({}, line.counters[k].costs[self.begun[k] :]) for k in active]
        grid = build_grid(self.rest.counting(active), counters, MOST_CELLS)
        return None if grid is None else _TailLevel(active, grid, self)


class _TailLevel(Level):
    """A level whose lines begin with the days held."""

    def __init__(self, active: tuple[int, ...], grid: Grid, tail: Tail) -> None:
        super().__init__(active, grid)
        self.tail = tail

    def best(self, costs: Ints, free: Ints, scale: int) -> Best | None:
        tail = self.tail
        found = super().best(costs, free[tail.first :], scale)
        if found is None:
            return None
        before = int(costs[list(tail.held)].sum()) + tail.own * scale
        path = Path((*tail.held, *found.path.duties), found.path.cost + tail.own)
        return Best(found.cost + before, path, found.steps)


def _reached(layers: Layers, held: Ints) -> tuple[int, int, list[int]]:
    """The state that held days lead to, what they cost, and what they add to each counter."""
    state, cost, amounts = 0, 0, np.zeros(layers.amounts.shape[1], np.int64)
    days = np.searchsorted(layers.days[layers.slot], np.arange(len(held) + 1))
    for day, duty in enumerate(held.tolist()):
        arcs = days[day] + np.flatnonzero(layers.source[days[day] : days[day + 1]] == state)
        for n in arcs.tolist():
            members = layers.slots[layers.slot[n]]
            if duty in members or (duty < 0 and not members):
                break
        else:
            raise ValueError(f"no line goes on to duty {duty} on day {day}")
        state, cost = int(layers.target[n]), cost + int(layers.cost[n])
        amounts += layers.amounts[layers.gain[n]]
    return state, cost, amounts.tolist()


def _rest(layers: Layers, first: int, state: int) -> Layers:
    """The graph from a state of a day on."""
    following = int(layers.nodes[: first + 1].sum())
    kept = (layers.source == state) | (layers.source >= following)
    slot = int(np.searchsorted(layers.days, first))
    return Layers(
        np.array([1, *layers.nodes[first + 1 :].tolist()]),
        np.maximum(layers.source[kept] - following + 1, 0),
        layers.target[kept] - following + 1,
        layers.slot[kept] - slot,
        layers.cost[kept],
        layers.gain[kept],
        layers.amounts,
        layers.slots[slot:],
        layers.days[slot:] - first,
    )


def tail_of(pricer: Pricer, held: Ints, costs: Ints, free: Ints, scale: int) -> Pricer:
    """A pricer of an officer's lines from a day on, ``held`` before it, with all counters that fit.

    Those that are released stay so where no line keeps their limits.
    """
    layers = pricer.known.layers(pricer.line)
    assert layers is not None
    tail, counters = Tail(pricer.duties, layers, held), pricer.line.counters
    # What may be too few is harder to mend than what may be too much.
    order = sorted(pricer.released, key=lambda k: (counters[k].costs[0] < BARRED, k))
    more = max(MOST_COUNTERS - len(pricer.searched), 0)
    found = Pricer(pricer.line, tail, frozenset(order[more:]))
    possible = found.best(costs, free, scale) is not None
    return found if possible else Pricer(pricer.line, tail, pricer.released)

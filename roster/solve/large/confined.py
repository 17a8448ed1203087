"""An officer's lines with some days held, over the days from the first open one on.

So few values can then be reached that counters fit the search which are too large to be searched
with over all days.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.grid import MOST_COUNTERS, Grid, build_grid, reach, windows_of
from roster.solve.large.holding import OPEN
from roster.solve.large.layers import Layers
from roster.solve.large.levels import MOST_CELLS, Best, Level, Levels, Path
from roster.solve.large.line import BARRED, Counter, Line
from roster.solve.large.pricing import Pricer
from roster.solve.large.shape import Mask, Small
from roster.solve.large.walks import span, walk


class Confined(Levels):
    """Levels of one line where days are held; ``held`` is ``OPEN`` on some day at least.

    Days before the first that is open, and those from which all lines go on alike, are left out
    of the graph. Raises ValueError where the held days are no part of a line.
    """

    def __init__(self, duties: int, layers: Layers, held: Ints) -> None:
        super().__init__(duties)
        where = layers.source, layers.target, layers.slot
        chosen = np.where(held == OPEN, -1, layers.chosen(held))
        loose = np.flatnonzero(held == OPEN)
        first, until = int(loose[0]), int(loose[-1]) + 1
        before = np.empty(first, np.int64)
        state = walk(layers.bounds, *where, chosen, 0, before)
        reached = np.zeros(int(layers.nodes.sum()), np.bool_)
        last, end = span(layers.bounds, *where, chosen, (first, until), max(state, 0), reached)
        after = np.empty(len(held) - max(last, 0), np.int64)
        end = walk(layers.bounds[last:], *where, chosen[last:], end, after)
        if min(state, last, end) < 0:
            raise ValueError("the held days are no part of a line")
        self.first, self.last = first, last
        self.held = tuple(tuple(part[part >= 0].tolist()) for part in (held[:first], held[last:]))
        outside = np.concatenate([before, after])
        self.own = int(layers.cost[outside].sum())
        self.begun = layers.amounts[layers.gain[outside]].sum(axis=0).tolist()
        self.rest = _between(layers, chosen, reached, first, last)

    def counter(self, line: Line, k: int) -> Counter:
        """A counter of the line, from what the days that are left out add to it."""
        return Counter({}, line.counters[k].costs[self.begun[k] :])

    def keep(self, line: Line) -> list[int]:
        """Leave out what no line can do within its limits; the counters that some may still break.

        A duty is no choice any more where the days left out hold as many as there may be.
        """
        breakable = []
        for k in range(len(line.counters)):
            costs = np.array(self.counter(line, k).costs, np.int64)
            allowed = np.flatnonzero(costs < BARRED)
            ends, step = self._reach(k)
            least, most = (
                there[self.rest.source] + step + here[self.rest.target]
                for there, here in zip(*ends, strict=True)
            )
            if len(allowed):
                self.rest = self.rest.only((least <= allowed[-1]) & (most >= allowed[0]))
            (least, most), _ = self._reach(k)[0]
            if len(np.unique(costs[least[-1] : most[-1] + 1])) > 1:
                breakable.append(k)
        return breakable

    def _reach(self, k: int) -> tuple[list[tuple[Ints, Ints]], Small]:
        """What lines may have added to a counter by each state, and may from there; by each arc."""
        step = self.rest.amounts[self.rest.gain, k]
        return [reach(self.rest, step, forwards=way) for way in (True, False)], step

    def layers(self, line: Line) -> Layers | None:
        """The line's graph over the days that are left."""
        return self.rest

    def level(self, line: Line, active: tuple[int, ...]) -> Level | None:
        """The line with some of its counters; None if it has no path.

        Raises TooLargeError.
        """
        counters = [self.counter(line, k) for k in active]
        grid = build_grid(self.rest.counting(active), counters, MOST_CELLS)
        return None if grid is None else _ConfinedLevel(active, grid, self)


class _ConfinedLevel(Level):
    """A level of which a part of the days is left out."""

    def __init__(self, active: tuple[int, ...], grid: Grid, confined: Confined) -> None:
        super().__init__(active, grid)
        self.confined = confined

    def best(self, costs: Ints, free: Ints, scale: int) -> Best | None:
        of = self.confined
        found = super().best(costs, free[of.first :], scale)
        if found is None:
            return None
        before, after = of.held
        outside = int(costs[[*before, *after]].sum()) + of.own * scale
        path = Path((*before, *found.path.duties, *after), found.path.cost + of.own)
        return Best(found.cost + outside, path, found.steps)


def _between(layers: Layers, chosen: Ints, reached: Mask, first: int, last: int) -> Layers:
    """The graph between two days, as far as it is reached."""
    arcs = slice(int(layers.bounds[first]), int(layers.bounds[last]))
    held = chosen[layers.days[layers.slot[arcs]]]
    fits = (held < 0) | (held == layers.slot[arcs])
    kept = arcs.start + np.flatnonzero(fits & reached[layers.source[arcs]])
    nodes = np.concatenate([[0], np.cumsum(layers.nodes)])
    number = np.concatenate([[0], np.cumsum(reached)])
    slots = slice(*np.searchsorted(layers.days, [first, last]).tolist())
    return Layers(
        np.diff(number[nodes[first : last + 2]]),
        number[layers.source[kept]],
        number[layers.target[kept]],
        layers.slot[kept] - slots.start,
        layers.cost[kept],
        layers.gain[kept],
        layers.amounts,
        layers.slots[slots],
        layers.days[slots] - first,
    )


def confined(pricer: Pricer, held: Ints, most: float) -> Pricer:
    """A pricer of an officer's lines that have what is held, as costs are to bar all else.

    It searches with counters that are released otherwise, as far as the grid has no more than
    ``most`` cells by them; all stay released where no line keeps their limits. Raises ValueError
    where the held days are no part of a line.
    """
    layers = pricer.layers
    assert layers is not None
    if not pricer.released:
        return Pricer(pricer.line, Confined(pricer.duties, layers, held))
    levels = Confined(pricer.duties, layers, held)
    found = Pricer(pricer.line, levels, _left(pricer, levels, most))
    nothing = np.zeros(pricer.duties, np.int64), np.zeros(len(held), np.int64)
    if found.best(*nothing, 1) is not None:
        return found
    return Pricer(pricer.line, Confined(pricer.duties, layers, held), pricer.released)


def _left(pricer: Pricer, levels: Confined, most: float) -> frozenset[int]:
    """The released counters of a line that the search has no room for."""
    line, left = pricer.line, set[int]()
    # What no line can break needs no place in the search.
    breakable = levels.keep(line)
    rest = replace(levels.rest, amounts=levels.rest.amounts[:, breakable])
    sizes = windows_of(rest, [levels.counter(line, k) for k in breakable]).sizes
    size = dict(zip(breakable, sizes.T, strict=True))
    own = [size[k] for k in breakable if k in pricer.searched]
    cells, number = np.prod(own, axis=0), len(own)
    # What may be too few is harder to mend than what may be too much.
    for k in sorted(pricer.released, key=lambda k: (line.counters[k].costs[0] < BARRED, k)):
        # What would cost something is reckoned in its row already.
        free = all(cost == 0 or cost >= BARRED for cost in line.counters[k].costs)
        if not free or (k in size and (number >= MOST_COUNTERS or (cells * size[k]).sum() > most)):
            left.add(k)
        elif k in size:
            cells, number = cells * size[k], number + 1
    return frozenset(left)

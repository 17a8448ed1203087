"""The best line of an officer up to a day, where going on from there has been priced beforehand.

The days before the window are held, so that only its own are searched. Source: the cost to go of
R. Bellman, "Dynamic Programming" (1957).
"""

from __future__ import annotations

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.kernel import FAR, arc_costs, backward, onward, slot_costs, trace
from roster.solve.large.levels import Level, Path
from roster.solve.large.line import BARRED
from roster.solve.large.shape import Mask


class Window:
    """Finds an officer's best lines that end with the window's ``last`` day, not counted.

    ``held`` tells the duty of each day before its ``first``, below 0 for none. What going on from
    its end costs is told by ``costs`` of duties and of ``free`` days, which also bar what is not
    held, to the next multiple of ``scale``; it is part of the cost of a line.
    """

    def __init__(
        self,
        level: Level,
        held: Ints,
        costs: Ints,
        free: Ints,
        scale: int,
        days: tuple[int, int],
    ) -> None:
        self.level, self.held, self.scale = level, held[held >= 0].tolist(), scale
        self.work = 0.0
        grid, (first, last) = level.grid, days
        layers = np.concatenate([[0], np.cumsum(grid.layers.nodes)])
        self.begin = slice(int(layers[first]), int(layers[first + 1]))
        ends = np.arange(int(layers[last]), int(layers[last + 1]))
        self.state_of = np.repeat(ends, np.diff(grid.first[ends[0] : ends[-1] + 2]))
        self.days = grid.days[first : last + 1]
        slots = np.searchsorted(grid.layers.days, days)
        self.slots = slice(int(slots[0]), int(slots[1]))
        least, _ = slot_costs(level.members, level.starts, grid.layers.days, costs, free)
        self.ahead = self._ahead(least)
        self.before, self.reached = self._before(np.where(least >= BARRED, least, 0))

    def _cells(self, states: slice) -> slice:
        first = self.level.grid.first
        return slice(int(first[states.start]), int(first[states.stop]))

    def _ahead(self, least: Ints) -> Ints:
        """What going on from each cell of the window's end costs."""
        grid, part = self.level.grid, slice(int(self.days[-1]), None)
        cost = arc_costs(grid.slot[part], grid.cost[part], least, self.scale, BARRED)
        ahead = np.empty(grid.cells, np.int64)
        ahead[-len(grid.ends) :] = self.level.ends(self.scale)
        reached = np.ones(len(grid.first) - 1, np.bool_)
        backward(grid.arcs[part], grid.source[part], cost, grid.first, reached, ahead)
        found = ahead[self._cells(slice(self.state_of[0], self.state_of[-1] + 1))]
        whole = (found + self.scale // 2) // self.scale * self.scale
        return np.where(found >= BARRED, FAR, whole)

    def _before(self, least: Ints) -> tuple[Ints, Mask]:
        """What the line itself costs up to each cell of the window's first day."""
        grid, part = self.level.grid, slice(0, int(self.days[0]))
        cost = arc_costs(grid.slot[part], grid.cost[part], least, self.scale, BARRED)
        best, reached = self._empty()
        best[: grid.first[1]], best[0], reached[0] = FAR, 0, True
        self._onward(part, cost, best, reached)
        return best[self._cells(self.begin)].copy(), reached[self.begin].copy()

    def _empty(self) -> tuple[Ints, Mask]:
        grid = self.level.grid
        return np.empty(grid.cells, np.int64), np.zeros(len(grid.first) - 1, np.bool_)

    def _onward(self, part: slice, cost: Ints, best: Ints, reached: Mask) -> int:
        grid = self.level.grid
        arcs = grid.arcs[part], grid.source[part], grid.target[part]
        return int(onward(*arcs, cost, grid.first, best, reached))

    def best(self, costs: Ints, free: Ints, scale: int) -> tuple[int, Path] | None:
        """The least cost of a line and the line; None if there is none.

        ``costs`` are of duties, multiplied by ``scale``, that of the window, already.
        """
        level, grid = self.level, self.level.grid
        first, part = self.slots.start, slice(int(self.days[0]), int(self.days[-1]))
        starts, days = level.starts[first : self.slots.stop + 1], grid.layers.days[self.slots]
        least, chosen = slot_costs(level.members, starts, days, costs, free)
        slot = grid.slot[part] - first
        cost = arc_costs(slot, grid.cost[part], least, scale, BARRED)
        best, reached = self._empty()
        best[self._cells(self.begin)], reached[self.begin] = self.before, self.reached
        self.work = float(self._onward(part, cost, best, reached) + len(cost))
        cell = int(grid.first[self.state_of[0]])
        ends = best[cell : cell + len(self.ahead)] + self.ahead
        ends[~reached[self.state_of]] = FAR
        at = int(np.argmin(ends))
        if ends[at] >= BARRED:
            return None
        arcs = grid.arcs[part], grid.source[part], grid.target[part]
        days, state = self.days - self.days[0], int(self.state_of[at])
        path = trace(*arcs, cost, reached, best, days, state, cell + at)
        duties = chosen[slot[path]]
        duties = duties[duties >= 0]
        own = (int(ends[at]) - int(costs[duties].sum())) // scale
        total = own * scale + int(costs[[*self.held, *duties.tolist()]].sum())
        return total, Path((*self.held, *duties.tolist()), own)

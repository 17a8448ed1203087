"""The best line of an officer for given costs of duties, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.grid import MOST_COUNTERS, Grid, build_grid
from roster.solve.large.kernel import FAR, backward, forward, through, trace
from roster.solve.large.layers import build_layers
from roster.solve.large.personal import BARRED, Line

MOST_CELLS = 6_000_000
"""A grid larger than this is not built: one counter fewer, and the bound is a little weaker."""


@dataclass(frozen=True)
class Path:
    """A line: its duties in order, and what it costs apart from the linear costs of duties.

    ``lawful`` is False where a limit that was left out of the search is broken.
    """

    duties: tuple[int, ...]
    cost: int
    lawful: bool = True


class Pricer:
    """Finds an officer's best lines. Counters are taken up only once a line breaks them."""

    def __init__(self, line: Line, duties: int) -> None:
        self.line = line
        self.duties = duties
        self.active: tuple[int, ...] = ()
        self.grid: Grid | None = None
        self.work = 1.0
        self._full: set[tuple[int, ...]] = set()
        self._build(())

    def _build(self, active: tuple[int, ...]) -> bool:
        layers = build_layers(self.line, active)
        grid = build_grid(layers, [self.line.counters[k] for k in active]) if layers else None
        if grid is not None and grid.cells > MOST_CELLS:
            self._full.add(active)
            return False
        self.active, self.grid = active, grid
        self.work = float(grid.arcs[:, 3:8].prod(axis=1).sum()) if grid else 1.0
        members = list(layers.slots) if layers else []
        lengths = np.array([max(len(slot), 1) for slot in members], np.int64)
        flat = [d for slot in members for d in (slot or (self.duties,))]
        self.members = np.array(flat, np.int64)
        self.member_slot = np.repeat(np.arange(len(members)), lengths)
        self.slot_start = np.concatenate([[0], np.cumsum(lengths)[:-1]]) if members else lengths
        return True

    @cached_property
    def places(self) -> dict[int, tuple[int, int]]:
        """The day and choice of each duty of the line."""
        return {
            duty: (day, choice)
            for day, duties in enumerate(self.line.duties)
            for choice, duty in enumerate(duties, 1)
        }

    def slot_costs(self, costs: Ints, free: Ints) -> Ints:
        """The least cost of each slot: ``costs`` of duties, ``free`` of a free day, by day."""
        assert self.grid is not None
        found = np.minimum.reduceat(np.append(costs, 0)[self.members], self.slot_start)
        off = self.members[self.slot_start] == self.duties
        return np.where(off, free[self.grid.layers.days], found)

    def arc_costs(self, costs: Ints, free: Ints, scale: int) -> Ints:
        """What each arc costs, the line's own costs multiplied by ``scale``."""
        assert self.grid is not None
        slots = self.slot_costs(costs, free)[self.grid.arc_slot]
        total = slots + self.grid.arc_cost * scale
        return np.where(slots >= BARRED, FAR, total)

    def best(self, costs: Ints, free: Ints, scale: int) -> tuple[int, Path] | None:
        """The least cost of a line and the line; None if there is none.

        ``costs`` are of duties, multiplied by ``scale`` already; ``BARRED`` and more bars one.
        """
        while self.grid is not None:
            grid = self.grid
            arc_cost = self.arc_costs(costs, free, scale)
            best = np.empty(grid.cells, np.int64)
            forward(grid.arcs, arc_cost, best)
            ends = np.where(grid.ends >= BARRED, FAR, best[-len(grid.ends) :] + grid.ends * scale)
            at = int(np.argmin(ends))
            if ends[at] >= BARRED:
                return None
            cell = grid.cells - len(grid.ends) + at
            arcs = trace(grid.arcs, arc_cost, best, grid.days, cell)
            path = self._path(arcs, costs, int(grid.ends[at]))
            taken = self._taken_up(path)
            if taken is None:
                return int(ends[at]), self._completed(path)
        return None

    def _path(self, arcs: Ints, costs: Ints, end: int) -> Path:
        assert self.grid is not None
        duties = []
        for slot in self.grid.arc_slot[arcs].tolist():
            members = self.grid.layers.slots[slot]
            if members:
                duties.append(min(members, key=lambda d: (costs[d], d)))
        return Path(tuple(duties), int(self.grid.arc_cost[arcs].sum()) + end)

    def excess(self, duties: tuple[int, ...]) -> dict[int, int]:
        """What each counter left out of the search would cost for a line."""
        choices = dict(self.places[d] for d in duties)
        found = {}
        for k, counter in enumerate(self.line.counters):
            if k in self.active:
                continue
            total = sum(table[choices.get(d, 0)] for d, table in counter.amounts.items())
            for pattern in self.line.patterns:
                if pattern.counter == k:
                    (stage,) = pattern.stages
                    hit = any(bits >> choices.get(day, 0) & 1 for day, bits in stage.days)
                    total += hit * pattern.amount
            found[k] = counter.costs[total]
        return found

    def _taken_up(self, path: Path) -> int | None:
        """Take up the counter that a line breaks most; None if it breaks none, or none fits."""
        excess = self.excess(path.duties)
        for k in sorted((k for k in excess if excess[k]), key=lambda k: (-excess[k], k)):
            active = (*self.active, k)
            fits = len(active) <= MOST_COUNTERS and active not in self._full
            if fits and self._build(active):
                return k
        return None

    def _completed(self, path: Path) -> Path:
        extra = sum(self.excess(path.duties).values())
        lawful = extra < BARRED
        return Path(path.duties, path.cost + extra if lawful else path.cost, lawful)

    def slot_bounds(self, costs: Ints, free: Ints, scale: int) -> tuple[Ints, Ints]:
        """The least cost of a line through each duty, and through each free day."""
        through_duty = np.full(self.duties, int(FAR))
        through_free = np.full(len(self.line.duties), int(FAR))
        grid = self.grid
        if grid is None:
            return through_duty, through_free
        arc_cost = self.arc_costs(costs, free, scale)
        best, ahead = np.empty(grid.cells, np.int64), np.full(grid.cells, FAR)
        forward(grid.arcs, arc_cost, best)
        ahead[-len(grid.ends) :] = np.where(grid.ends >= BARRED, FAR, grid.ends * scale)
        backward(grid.arcs, arc_cost, ahead)
        slots = np.full(len(grid.layers.slots), int(FAR))
        through(grid.arcs, arc_cost, best, ahead, slots)
        least = self.slot_costs(costs, free)
        known = slots < BARRED
        for n in np.flatnonzero(known).tolist():
            members = grid.layers.slots[n]
            if not members:
                through_free[grid.layers.days[n]] = slots[n]
            for duty in members:
                if costs[duty] < BARRED:
                    through_duty[duty] = slots[n] - least[n] + costs[duty]
        return through_duty, through_free

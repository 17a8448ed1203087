"""The best line of an officer for given costs of duties, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.grid import MOST_COUNTERS, Grid, build_grid
from roster.solve.large.kernel import FAR, backward, forward, through, trace
from roster.solve.large.layers import Layers, build_layers
from roster.solve.large.line import BARRED, Line

MOST_CELLS = 10_000_000
"""A grid larger than this is not built: one counter fewer, and the bound is a little weaker."""


@dataclass(frozen=True)
class Path:
    """A line: its duties in order, and what it costs apart from the linear costs of duties.

    ``lawful`` is False where a limit that was left out of the search is broken.
    """

    duties: tuple[int, ...]
    cost: int
    lawful: bool = True


class Level:
    """The line's grid with some of its counters."""

    def __init__(self, active: tuple[int, ...], grid: Grid, duties: int) -> None:
        self.active = active
        self.grid = grid
        self.work = float(grid.arcs[:, 3:8].prod(axis=1).sum())
        slots = grid.layers.slots
        lengths = np.array([max(len(slot), 1) for slot in slots], np.int64)
        self.members = np.array([d for slot in slots for d in (slot or (duties,))], np.int64)
        self.starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        self.free = self.members[self.starts] == duties

    def slot_costs(self, costs: Ints, free: Ints) -> Ints:
        """The least cost of each slot: ``costs`` of duties, ``free`` of a free day, by day."""
        found = np.minimum.reduceat(np.append(costs, 0)[self.members], self.starts)
        return np.where(self.free, free[self.grid.layers.days], found)

    def arc_costs(self, slots: Ints, scale: int) -> Ints:
        """What each arc costs, the line's own costs multiplied by ``scale``."""
        own = slots[self.grid.arc_slot]
        return np.where(own >= BARRED, FAR, own + self.grid.arc_cost * scale)

    def ends(self, scale: int) -> Ints:
        """What ending in each cell of the end state costs."""
        return np.where(self.grid.ends >= BARRED, FAR, self.grid.ends * scale)

    def best(self, costs: Ints, free: Ints, scale: int) -> tuple[int, Path] | None:
        """The least cost of a line, as far as this level knows, and the line."""
        grid = self.grid
        arc_cost = self.arc_costs(self.slot_costs(costs, free), scale)
        reach = np.empty(grid.cells, np.int64)
        forward(grid.arcs, arc_cost, reach)
        ends = np.minimum(reach[-len(grid.ends) :] + self.ends(scale), FAR)
        at = int(np.argmin(ends))
        if ends[at] >= BARRED:
            return None
        cell = grid.cells - len(grid.ends) + at
        arcs = trace(grid.arcs, arc_cost, reach, grid.days, cell)
        duties = []
        for slot in grid.arc_slot[arcs].tolist():
            members = grid.layers.slots[slot]
            if members:
                duties.append(min(members, key=lambda d: (costs[d], d)))
        own = int(grid.arc_cost[arcs].sum()) + int(grid.ends[at])
        return int(ends[at]), Path(tuple(duties), own)


class Levels:
    """Levels of lines, each built once for all officers whose lines say the same."""

    def __init__(self, duties: int) -> None:
        self.duties = duties
        self._layers: list[Layers | None] = []
        self._known: dict[tuple[int, tuple[int, ...]], Level | None] = {}
        self._numbers: dict[object, int] = {}

    def _number(self, line: Line) -> int:
        if line.likeness not in self._numbers:
            self._numbers[line.likeness] = len(self._layers)
            self._layers.append(build_layers(line))
        return self._numbers[line.likeness]

    def layers(self, line: Line) -> Layers | None:
        """A line's graph with all its counters; None if it has no path."""
        return self._layers[self._number(line)]

    def level(self, line: Line, active: tuple[int, ...]) -> Level | None:
        """A line with some of its counters; None if it has no path."""
        key = self._number(line), active
        if key not in self._known:
            layers, counters = self.layers(line), [line.counters[k] for k in active]
            grid = build_grid(layers.counting(active), counters) if layers else None
            self._known[key] = Level(active, grid, self.duties) if grid else None
        return self._known[key]


class Pricer:
    """Finds an officer's best lines.

    A counter is taken up only once a line breaks it, level by level. A line that is best on a
    low level and breaks nothing is best on all, so that the large grids are seldom needed.
    """

    def __init__(self, line: Line, known: Levels) -> None:
        self.line = line
        self.known = known
        self.duties = known.duties
        self.levels: list[Level] = []
        self.work = 0.0
        self._too_large: set[tuple[int, ...]] = set()
        self._take(())

    def _take(self, active: tuple[int, ...]) -> bool:
        level = self.known.level(self.line, active)
        if level is not None and level.grid.cells > MOST_CELLS:
            self._too_large.add(active)
            return False
        self.levels = [] if level is None else [*self.levels, level]
        return True

    @property
    def active(self) -> tuple[int, ...]:
        """The counters of the highest level."""
        return self.levels[-1].active if self.levels else ()

    @cached_property
    def places(self) -> dict[int, tuple[int, int]]:
        """The day and choice of each duty of the line."""
        return {
            duty: (day, choice)
            for day, duties in enumerate(self.line.duties)
            for choice, duty in enumerate(duties, 1)
        }

    def best(self, costs: Ints, free: Ints, scale: int) -> tuple[int, Path] | None:
        """The least cost of a line and the line; None if there is none.

        ``costs`` are of duties, multiplied by ``scale`` already; ``BARRED`` and more bars one.
        """
        self.work = 0.0
        number = 0
        while number < len(self.levels):
            level = self.levels[number]
            self.work += level.work
            found = level.best(costs, free, scale)
            if found is None:
                return None
            excess = self.excess(found[1].duties, level.active)
            number += 1
            if not any(excess.values()):
                return found
            if number == len(self.levels) and not self._take_up(excess):
                extra = sum(excess.values())
                path = found[1]
                if extra >= BARRED:
                    return found[0], Path(path.duties, path.cost, lawful=False)
                return found[0], Path(path.duties, path.cost + extra)
        return None

    def excess(self, duties: tuple[int, ...], active: tuple[int, ...]) -> dict[int, int]:
        """What each counter that is not active costs for a line."""
        choices = dict(self.places[d] for d in duties)
        found = {}
        for k, counter in enumerate(self.line.counters):
            if k in active:
                continue
            total = sum(table[choices.get(d, 0)] for d, table in counter.amounts.items())
            for pattern in self.line.patterns:
                if pattern.counter == k:
                    (stage,) = pattern.stages
                    hit = any(bits >> choices.get(day, 0) & 1 for day, bits in stage.days)
                    total += hit * pattern.amount
            found[k] = counter.costs[total]
        return found

    def _take_up(self, excess: dict[int, int]) -> bool:
        """Add a level for the counter that a line breaks most; False if none fits."""
        for k in sorted((k for k in excess if excess[k]), key=lambda k: (-excess[k], k)):
            active = (*self.active, k)
            fits = len(active) <= MOST_COUNTERS and active not in self._too_large
            if fits and self._take(active):
                return True
        return False

    def slot_bounds(self, costs: Ints, free: Ints, scale: int) -> tuple[Ints, Ints]:
        """The least cost of a line through each duty, and through each free day."""
        through_duty = np.full(self.duties, int(FAR))
        through_free = np.full(len(self.line.duties), int(FAR))
        if not self.levels:
            return through_duty, through_free
        level, grid = self.levels[-1], self.levels[-1].grid
        least = level.slot_costs(costs, free)
        arc_cost = level.arc_costs(least, scale)
        reach, ahead = np.empty(grid.cells, np.int64), np.full(grid.cells, FAR)
        forward(grid.arcs, arc_cost, reach)
        ahead[-len(grid.ends) :] = level.ends(scale)
        backward(grid.arcs, arc_cost, ahead)
        slots = np.full(len(grid.layers.slots), int(FAR))
        through(grid.arcs, arc_cost, reach, ahead, slots)
        for n in np.flatnonzero(slots < BARRED).tolist():
            members = grid.layers.slots[n]
            if not members:
                through_free[grid.layers.days[n]] = slots[n]
            for duty in members:
                if costs[duty] < BARRED:
                    through_duty[duty] = slots[n] - least[n] + costs[duty]
        return through_duty, through_free

"""An officer's lines unrolled over some of their counters, and the least cost of one."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.grid import MOST_COUNTERS, Grid, TooLargeError, build_grid
from roster.solve.large.kernel import (
    FAR,
    arc_costs,
    backward,
    forward,
    forward_within,
    slot_costs,
    through,
    trace,
)
from roster.solve.large.layers import Layers, build_layers
from roster.solve.large.line import BARRED, Line
from roster.solve.large.shape import Mask

MOST_CELLS = 10_000_000
"""A grid larger than this is not built: one counter fewer, and the bound is a little weaker."""

MOST_ARCS = 20_000_000
"""Nor one with counters once all of these have so many arcs, at 130 bytes each."""

FEW = 16
"""Up to so many cells a state, it does not pay to know which of them are reached."""


class Best(NamedTuple):
    """The least cost of a line, the line, and how many steps it took to find it."""

    cost: int
    path: Path
    steps: float


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

    def __init__(self, active: tuple[int, ...], grid: Grid) -> None:
        self.active = active
        self.grid = grid
        self.work = float(grid.arcs[:, 2:7].prod(axis=1).sum())
        slots = grid.layers.slots
        self.members = np.array([d for slot in slots for d in slot], np.int64)
        self.starts = np.concatenate([[0], np.cumsum([len(slot) for slot in slots])])
        self._ends: dict[int, Ints] = {}

    def ends(self, scale: int) -> Ints:
        """What ending in each cell of the end state costs."""
        if scale not in self._ends:
            ends = self.grid.ends
            self._ends[scale] = np.where(ends >= BARRED, FAR, ends * scale)
        return self._ends[scale]

    def best(self, costs: Ints, free: Ints, scale: int) -> Best | None:
        """The least cost of a line, as far as this level knows, the line, and the steps taken."""
        grid = self.grid
        least, chosen = slot_costs(self.members, self.starts, grid.layers.days, costs, free)
        cost = arc_costs(grid.slot, grid.cost, least, scale, BARRED)
        reach, reached = np.empty(grid.cells, np.int64), np.empty(len(grid.first) - 1, np.bool_)
        steps = self._forward(cost, reach, reached)
        if not reached[-1]:
            return None
        ends = np.minimum(reach[-len(grid.ends) :] + self.ends(scale), FAR)
        at = int(np.argmin(ends))
        if ends[at] >= BARRED:
            return None
        cell = grid.cells - len(grid.ends) + at
        where = grid.source, grid.target, cost, reached, reach, grid.days
        arcs = trace(grid.arcs, *where, len(reached) - 1, cell)
        duties = chosen[grid.slot[arcs]]
        own = int(grid.cost[arcs].sum()) + int(grid.ends[at])
        path = Path(tuple(duties[duties >= 0].tolist()), own)
        return Best(int(ends[at]), path, float(steps + len(cost)))

    def _forward(self, cost: Ints, reach: Ints, reached: Mask) -> int:
        grid = self.grid
        where = grid.source, grid.target, cost, grid.first, reach, reached
        if grid.cells < FEW * len(reached):
            return int(forward(grid.arcs, *where))
        spans = np.empty((len(reached), 2 * MOST_COUNTERS), np.int32)
        return int(forward_within(grid.arcs, grid.places, *where, spans))

    def bounds(self, costs: Ints, free: Ints, scale: int) -> tuple[Ints, Ints]:
        """The least cost of a line through each slot, and that of each slot."""
        grid = self.grid
        least, _ = slot_costs(self.members, self.starts, grid.layers.days, costs, free)
        cost = arc_costs(grid.slot, grid.cost, least, scale, BARRED)
        reach, ahead = np.empty(grid.cells, np.int64), np.empty(grid.cells, np.int64)
        reached = np.empty(len(grid.first) - 1, np.bool_)
        slots = np.full(len(grid.layers.slots), int(FAR))
        forward(grid.arcs, grid.source, grid.target, cost, grid.first, reach, reached)
        if reached[-1]:
            ahead[-len(grid.ends) :] = self.ends(scale)
            backward(grid.arcs, grid.source, cost, grid.first, reached, ahead)
            through(grid.arcs, grid.slot, grid.source, cost, reached, reach, ahead, slots)
        return slots, least


class Levels:
    """Levels of lines, each built once for all officers whose lines say the same."""

    def __init__(self, duties: int) -> None:
        self.duties = duties
        self._layers: list[Layers | None] = []
        self._known: dict[tuple[int, tuple[int, ...]], Level | None] = {}
        self._numbers: dict[object, int] = {}
        self._arcs = 0

    def anew(self) -> Levels:
        """The same without any level that has counters: others are wanted from now on."""
        found = copy.copy(self)
        found._known = {key: level for key, level in self._known.items() if not key[1]}
        found._arcs = 0
        return found

    def _number(self, line: Line) -> int:
        if line.likeness not in self._numbers:
            self._numbers[line.likeness] = len(self._layers)
            self._layers.append(build_layers(line))
        return self._numbers[line.likeness]

    def layers(self, line: Line) -> Layers | None:
        """A line's graph with all its counters; None if it has no path."""
        return self._layers[self._number(line)]

    def level(self, line: Line, active: tuple[int, ...]) -> Level | None:
        """A line with some of its counters; None if it has no path.

        Raises TooLargeError.
        """
        key = self._number(line), active
        if key not in self._known:
            layers, counters = self.layers(line), [line.counters[k] for k in active]
            grid = None
            if active and self._arcs > MOST_ARCS:
                raise TooLargeError
            if layers is not None:
                grid = build_grid(layers.counting(active), counters, MOST_CELLS)
            self._arcs += len(grid.arcs) if active and grid else 0
            self._known[key] = Level(active, grid) if grid else None
        return self._known[key]

"""The best line of an officer for given costs of duties, exactly."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.grid import MOST_COUNTERS, TooLargeError
from roster.solve.large.kernel import FAR
from roster.solve.large.layers import Layers
from roster.solve.large.levels import Level, Levels, Path
from roster.solve.large.line import BARRED, Line, Pattern
from roster.solve.large.shape import Small

LEVEL_STEPS = 2e4
"""Elementary steps that a level takes beside its grid's."""

LEARN, FORGET = 0.1, 0.02
"""How fast the chance of a level follows what happened there, and rises while it is left out."""


class Pricer:
    """Finds an officer's best lines.

    A counter is taken up only once a line breaks it, level by level. A line that is best on a
    low level and breaks nothing is best on all, so that the large grids are seldom needed; how
    likely that is at each level, ``chances`` tell from the searches before. Counters that are
    ``released`` are told by rows of the master and left out.
    """

    def __init__(self, line: Line, known: Levels, released: frozenset[int] = frozenset()) -> None:
        self.line = line
        self.known = known
        self.released = released
        self.duties = known.duties
        self.levels: list[Level] = []
        self.chances: list[float] = []
        self.work = 0.0
        self._too_large: set[tuple[int, ...]] = set()
        self._take(())

    def _take(self, active: tuple[int, ...]) -> bool:
        try:
            level = self.known.level(self.line, active)
        except TooLargeError:
            self._too_large.add(active)
            return False
        self.levels = [] if level is None else [*self.levels, level]
        self.chances.append(1.0)
        return True

    @property
    def active(self) -> tuple[int, ...]:
        """The counters of the highest level."""
        return self.levels[-1].active if self.levels else ()

    @cached_property
    def layers(self) -> Layers | None:
        """The line's graph; None if it has no path."""
        return self.known.layers(self.line)

    @cached_property
    def places(self) -> Small:
        """The day and the choice of each duty; nothing of those that the line has not."""
        found = np.zeros((2, self.duties), np.int32)
        for day, duties in enumerate(self.line.duties):
            found[0, duties] = day
            found[1, duties] = np.arange(1, len(duties) + 1)
        return found

    @cached_property
    def searched(self) -> frozenset[int]:
        """The counters that are not told elsewhere."""
        return frozenset(range(len(self.line.counters))) - self.released

    @cached_property
    def tables(self) -> Small:
        """What each choice of each day adds to each counter by itself."""
        widths = [len(duties) + 1 for duties in self.line.duties]
        found = np.zeros((len(self.line.counters), len(widths), max(widths)), np.int32)
        for k, counter in enumerate(self.line.counters):
            for day, amounts in counter.amounts.items():
                found[k, day, : widths[day]] = amounts
        return found

    @cached_property
    def adders(self) -> list[list[Pattern]]:
        """For each counter the patterns that add to it."""
        return [
            [pattern for pattern in self.line.patterns if pattern.counter == k]
            for k in range(len(self.line.counters))
        ]

    def best(self, costs: Ints, free: Ints, scale: int) -> tuple[int, Path] | None:
        """The least cost of a line and the line; None if there is none.

        ``costs`` are of duties, multiplied by ``scale`` already; ``BARRED`` and more bars one.
        """
        self.work = 0.0
        worth = self._worthwhile()
        number = 0
        while number < len(self.levels):
            number += 1
            if number < len(self.levels) and not worth[number - 1]:
                self.chances[number - 1] += FORGET * (1 - self.chances[number - 1])
                continue
            level = self.levels[number - 1]
            found = level.best(costs, free, scale)
            if found is None:
                return None
            self.work += found.steps
            excess = self.excess(found.path.duties, level.active)
            enough = not any(excess.values())
            self.chances[number - 1] += LEARN * (enough - self.chances[number - 1])
            if enough:
                return found.cost, found.path
            if number == len(self.levels) and not self._take_up(excess):
                extra = sum(excess.values())
                path = found.path
                if extra >= BARRED:
                    return found.cost, Path(path.duties, path.cost, lawful=False)
                return found.cost, Path(path.duties, path.cost + extra)
        return None

    def _worthwhile(self) -> list[bool]:
        """Which levels are likely enough to spare the search of those above."""
        found = [True] * len(self.levels)
        above = 0.0
        for n in reversed(range(len(self.levels))):
            work = self.levels[n].work + LEVEL_STEPS
            if n < len(self.levels) - 1:
                found[n] = work < self.chances[n] * above
                above *= 1 - self.chances[n] if found[n] else 1.0
            above += work if found[n] else 0.0
        return found

    def excess(self, duties: tuple[int, ...], active: tuple[int, ...]) -> dict[int, int]:
        """What each counter that is neither active nor released costs for a line."""
        missing = self.searched.difference(active)
        if not missing:
            return {}
        choices = np.zeros(len(self.line.duties), np.int64)
        day, choice = self.places[:, list(duties)]
        choices[day] = choice
        totals = self.tables[:, np.arange(len(choices)), choices].sum(axis=1).tolist()
        found = {}
        for k in sorted(missing):
            for pattern in self.adders[k]:
                (stage,) = pattern.stages
                hit = any(bits >> int(choices[day]) & 1 for day, bits in stage.days)
                totals[k] += hit * pattern.amount
            found[k] = self.line.counters[k].costs[totals[k]]
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
        slots, least = level.bounds(costs, free, scale)
        for n in np.flatnonzero(slots < BARRED).tolist():
            members = grid.layers.slots[n]
            if not members:
                through_free[grid.layers.days[n]] = slots[n]
            for duty in members:
                if costs[duty] < BARRED:
                    through_duty[duty] = slots[n] - least[n] + costs[duty]
        return through_duty, through_free

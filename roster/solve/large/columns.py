"""Search by columns: the relaxation over lines, dives into it, dives near the best roster."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.budget import Budget
from roster.solve.large.decomposition import Decomposition
from roster.solve.large.dive import OPEN, Dive, Dived, Style
from roster.solve.large.generation import Generation
from roster.solve.large.neighbourhoods import Neighbourhoods
from roster.solve.large.personal import BARRED

ROOT_SHARE = 0.4
"""The part of the time that the relaxation may take before rosters are looked for."""

STYLES = (Style(0.3, 3), Style(0.08, 8))
"""The dives from the root: a quick one, then a careful one."""

NEAR = Style(0.15, 6)
"""The dives near the best roster."""

NEAR_EFFORT = 3.0
"""Units of effort that one of them should take at most; their size adapts to it."""

START_SIZE = 400.0

MOST_COLUMNS = 40
"""Columns for each officer above which the master forgets those that were not used lately."""

News = Callable[[Dived | None, int], None]


class ColumnSearch:
    """The best roster and the best bound of one priority, from a model split by officer."""

    def __init__(self, split: Decomposition, seed: int, budget: Budget, news: News) -> None:
        self.split = split
        self.seed = seed
        self.budget = budget
        self.news = news
        self.generation = Generation(split, penalty_of(split))
        self.best: Dived | None = None
        self.bound: int | None = None

    def run(self, start: Ints | None, enough: int | None) -> None:
        """Search until the budget is spent or the cost meets the bound.

        ``start`` is a roster to begin with, as a table of duties by officer and day; a cost of
        ``enough`` is known to be optimal.
        """
        if enough is not None:
            self.bound = enough
        if self._root() and not self._done():
            for n, style in enumerate(STYLES):
                if not self._done():
                    self._keep(Dive(self.generation, style, self.seed + n).run(self.budget))
            if self.best is None and start is not None:
                self._keep(Dive(self.generation, NEAR, self.seed, start).run(self.budget))
            self._improve()

    def _done(self) -> bool:
        met = self.best is not None and self.best.feasible and self.best.cost == self.bound
        return met or self.budget.left() <= 0

    def _root(self) -> bool:
        """The relaxation; False if some officer has no lawful line at all."""
        part = self.budget.part(ROOT_SHARE)
        possible = True
        while possible and part.left() > 0:
            before = self.generation.master.lp.getNumCol()
            possible = self.generation.run(part, rounds=10)
            self._bounded(self.generation.bound)
            if self.generation.master.lp.getNumCol() == before or self._met():
                break
        self.budget.spent += part.spent
        return possible

    def _met(self) -> bool:
        generation = self.generation
        optimum = generation.optimum
        return optimum is not None and generation.bound >= optimum.value - 1e-6

    def _bounded(self, bound: int) -> None:
        if self.generation.centre is not None and (self.bound is None or bound > self.bound):
            self.bound = bound
            self.news(None, bound)

    def _keep(self, found: Dived | None) -> bool:
        """Take a roster that is no worse; whether it is better."""
        if found is None or (self.best is not None and found.cost > self.best.cost):
            return False
        better = self.best is None or found.cost < self.best.cost
        self.best = found
        if better and found.feasible and self.bound is not None:
            self.news(found, self.bound)
        return better

    def _improve(self) -> None:
        """Dive again and again with most of the best roster held."""
        shape = self.split.shape
        model = shape.model
        draws = Neighbourhoods(shape, self.split.cost, self.seed, START_SIZE)
        count = 0
        while self.best is not None and not self._done():
            count += 1
            plan = self.best.plan
            values = np.zeros(model.columns, np.int64)
            people, days = np.nonzero(plan >= 0)
            values[people * model.duties + plan[people, days]] = 1
            people, duties = np.nonzero(draws.draw(values))
            held = plan.copy()
            held[people, shape.day_of[duties]] = OPEN
            before = self.budget.spent
            dive = Dive(self.generation, NEAR, self.seed + count, held)
            better = self._keep(dive.run(self.budget, self.best.cost))
            spent = (self.budget.spent - before) / NEAR_EFFORT
            draws.learn(int(better), spent < 1, spent)
            self._tidy()

    def _tidy(self) -> None:
        generation = self.generation
        count, most = len(generation.master.columns), MOST_COLUMNS * self.split.officers
        if count > most:
            kept = np.arange(count) >= count - most // 2
            if self.best is not None:
                kept |= (generation.plans == self.best.plan[generation.owners]).all(axis=1)
            generation.purge(kept)


def penalty_of(split: Decomposition) -> float:
    """A price for breaking a linking row, far above what mending it may cost."""
    dearest = max(int(np.abs(split.linear).max(initial=0)), int(split.aux_cost.max(initial=0)))
    for line in split.lines:
        costs = [p.cost for p in line.patterns if p.cost < BARRED]
        costs += [c for counter in line.counters for c in counter.costs if c < BARRED]
        dearest = max(dearest, max(costs, default=0))
    return 20.0 * (1 + dearest)

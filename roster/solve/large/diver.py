"""Dives near the best roster, one after the other, with lines of their own."""

from __future__ import annotations

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.budget import Budget
from roster.solve.large.dive import Dive, Dived, Style
from roster.solve.large.generation import Generation
from roster.solve.large.holding import OPEN
from roster.solve.large.master import WHOLE
from roster.solve.large.neighbourhoods import Neighbourhoods
from roster.solve.large.shape import Mask

NEAR = Style(0.15, 6, retries=3), Style(0.15, 30, retries=3)
"""The dives near the best roster, in turn: a quick one, and one that lets the relaxation close."""

NEAR_EFFORT = 3.0
"""Units of effort that one of them should take at most, and as many more each ``PATIENCE`` times
that nothing better was found; their size adapts to it."""

START_SIZE = 400.0

PATIENCE = 20
"""After so many dives that found nothing better, the best roster of all is taken up."""

WEEKS_OPEN = 8
"""So many weeks of a row that a roster breaks are open beside what is drawn."""

MOST_COLUMNS = 40
"""Columns for each officer above which the master forgets those that were not used lately."""


class Diver:
    """Dives with most of a roster, its ``own``, held; what is left open is drawn and adapts.

    ``stale`` counts the dives since the last that found something better; ``duals`` are those
    of the relaxation, if known.
    """

    def __init__(self, generation: Generation, seed: int) -> None:
        self.generation = generation
        self.duals: Ints | None = None
        self.own: Dived | None = None
        self.seed = seed
        split = generation.split
        self.draws = Neighbourhoods(split.shape, split.cost, seed, START_SIZE)
        self.count = self.stale = 0

    def follow(self, found: Dived | None) -> None:
        """Take up a roster if it is better than the diver's own."""
        if found is not None and (self.own is None or found.rank < self.own.rank):
            self.own, self.stale = found, 0
            self.generation.learn(found.plan)

    @property
    def hopeless(self) -> float:
        """How often in a row ``PATIENCE`` has been lost."""
        return self.stale / PATIENCE

    def near(self, best: Dived | None, budget: Budget) -> Dived | None:
        """A roster that is no worse than the diver's own, if a dive near that ends in one.

        The best of all takes its place once dives have found nothing better for a while: rosters
        that come from the relaxation are easier to better by it than others of their cost.
        """
        if self.own is None or self.stale > PATIENCE:
            self.follow(best)
        assert self.own is not None
        self.count += 1
        before = budget.spent
        style = NEAR[self.count % len(NEAR)]
        held = self._held(self.own.plan)
        dive = Dive(self.generation, style, self.seed + self.count, held, self.duals, self.own.plan)
        found = dive.run(budget, self.own.limit)
        better = found is not None and found.rank < self.own.rank
        # Rosters as good as its own are welcome: from them others are near.
        if found is not None and found.rank <= self.own.rank:
            self.own = found
        self.stale = 0 if better else self.stale + 1
        spent = (budget.spent - before) / (NEAR_EFFORT * (1 + self.hopeless))
        # Where the relaxation holds nothing better, more should have been open.
        promising = not self.own.feasible or dive.first < self.own.cost - WHOLE
        self.draws.learn(int(better), spent < 1, spent if promising else 0.0)
        self._tidy(self.own)
        return found

    def _held(self, plan: Ints) -> Ints:
        shape = self.generation.split.shape
        values = np.zeros(shape.model.columns, np.int64)
        people, days = np.nonzero(plan >= 0)
        values[people * shape.model.duties + plan[people, days]] = 1
        people, duties = np.nonzero(self.draws.draw(values) | self._broken(plan))
        held = plan.copy()
        held[people, shape.day_of[duties]] = OPEN
        return held

    def _broken(self, plan: Ints) -> Mask:
        """What stands in some row that is broken, over some weeks; nothing if there is none."""
        split = self.generation.split
        opened = np.zeros((split.officers, split.shape.model.duties), bool)
        rows = split.broken(plan)
        if len(rows):
            chance = np.random.default_rng(self.seed + self.count)
            col = split.col[split.row == chance.choice(rows)]
            day = split.shape.day_of[col % opened.shape[1]]
            first = int(chance.integers(day.min() - WEEKS_OPEN * 7 + 1, day.max() + 1))
            opened.ravel()[col[(day >= first) & (day < first + WEEKS_OPEN * 7)]] = True
        return opened

    def _tidy(self, best: Dived) -> None:
        generation = self.generation
        count, most = len(generation.master.columns), MOST_COLUMNS * generation.split.officers
        if count > most:
            kept = np.arange(count) >= count - most // 2
            kept |= (generation.plans == best.plan[generation.owners]).all(axis=1)
            generation.purge(kept)

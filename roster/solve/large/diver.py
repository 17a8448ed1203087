"""Dives near the best roster, one after the other, with lines of their own."""

from __future__ import annotations

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.budget import Budget
from roster.solve.large.dive import OPEN, Dive, Dived, Style
from roster.solve.large.generation import Generation
from roster.solve.large.neighbourhoods import Neighbourhoods

NEAR = Style(0.15, 6, retries=3), Style(0.15, 30, retries=3)
"""The dives near the best roster, in turn: a quick one, and one that lets the relaxation close."""

NEAR_EFFORT = 3.0
"""Units of effort that one of them should take at most; their size adapts to it."""

START_SIZE = 400.0

MOST_COLUMNS = 40
"""Columns for each officer above which the master forgets those that were not used lately."""


class Diver:
    """Dives with most of a roster held; what is left open is drawn and adapts.

    ``stale`` counts the dives since the last that found something better.
    """

    def __init__(self, generation: Generation, seed: int) -> None:
        self.generation = generation
        self.seed = seed
        split = generation.split
        self.draws = Neighbourhoods(split.shape, split.cost, seed, START_SIZE)
        self.count = self.stale = 0

    def near(self, best: Dived, budget: Budget) -> Dived | None:
        """A roster that costs no more than the best, if a dive near it ends in one."""
        self.count += 1
        before = budget.spent
        style = NEAR[self.count % len(NEAR)]
        dive = Dive(self.generation, style, self.seed + self.count, self._held(best.plan))
        # Rosters as good as the best are welcome: from them others are near.
        found = dive.run(budget, best.limit)
        better = found is not None and found.rank < best.rank
        self.stale = 0 if better else self.stale + 1
        spent = (budget.spent - before) / NEAR_EFFORT
        self.draws.learn(int(better), spent < 1, spent)
        self._tidy(best)
        return found

    def _held(self, plan: Ints) -> Ints:
        shape = self.generation.split.shape
        values = np.zeros(shape.model.columns, np.int64)
        people, days = np.nonzero(plan >= 0)
        values[people * shape.model.duties + plan[people, days]] = 1
        people, duties = np.nonzero(self.draws.draw(values))
        held = plan.copy()
        held[people, shape.day_of[duties]] = OPEN
        return held

    def _tidy(self, best: Dived) -> None:
        generation = self.generation
        count, most = len(generation.master.columns), MOST_COLUMNS * generation.split.officers
        if count > most:
            kept = np.arange(count) >= count - most // 2
            kept |= (generation.plans == best.plan[generation.owners]).all(axis=1)
            generation.purge(kept)

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

SWEEP_EFFORT = 15.0
"""The same where limits are rows: pricers that keep them are made for each dive."""

START_SIZE, SWEEP_DAYS = 400.0, 2000.0
"""Assignments that are open at first, and officers' days that are where limits are rows."""

FADING = 0.95
"""How much of the best gain by effort stays from dive to dive."""

PATIENCE = 20
"""After so many dives that found nothing better, the best roster of all is taken up."""

WEEKS_OPEN = 8
"""So many weeks of a row that a roster breaks are open beside what is drawn."""

MOST_COLUMNS = 40
"""Columns for each officer above which the master forgets those that were not used lately."""


class Diver:
    """Dives with most of a roster, its ``own``, held; what is left open is drawn and adapts.

    ``stale`` counts the dives since the last that found something better; ``duals`` are those
    of the relaxation, if known. Where limits are rows it is ``sweeping``: windows of all officers
    come first, and what it has changed since ``base`` is put together with what others found.
    """

    def __init__(self, generation: Generation, seed: int) -> None:
        self.generation = generation
        self.duals: Ints | None = None
        self.own: Dived | None = None
        self.base = np.zeros((0, 0), np.int64)
        self.seed = seed
        split = generation.split
        self.sweeping = split.limited
        size, self.effort = START_SIZE, NEAR_EFFORT
        if self.sweeping:
            size = SWEEP_DAYS * split.shape.assignments / generation.busy.size
            self.effort = SWEEP_EFFORT
        self.rate = 0.0
        self.draws = Neighbourhoods(split.shape, split.cost, seed, size, sweeping=self.sweeping)
        self.count = self.stale = 0

    def follow(self, found: Dived | None) -> None:
        """Take up a roster if it is better than the diver's own."""
        if found is not None and (self.own is None or found.rank < self.own.rank):
            self.own, self.base, self.stale = found, found.plan, 0
            self.generation.add(self.generation.lines(found.plan))

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
        if self.sweeping and best is not None and self._merge(best):
            return self.own
        assert self.own is not None
        self.count += 1
        before = budget.spent
        style = NEAR[self.count % len(NEAR)]
        held = self._held(self.own.plan)
        dive = Dive(self.generation, style, self.seed + self.count, held, self.duals, self.own.plan)
        found = dive.run(budget, self.own.limit)
        gain = self._gain(found, budget.spent - before)
        # Rosters as good as its own are welcome: from them others are near.
        if found is not None and found.rank <= self.own.rank:
            self.own = found
        self.stale = 0 if gain else self.stale + 1
        spent = (budget.spent - before) / (self.effort * (1 + self.hopeless))
        # Where the relaxation holds nothing better, more should have been open.
        promising = not self.own.feasible or dive.first < self.own.cost - WHOLE
        self.draws.learn(gain, spent < 1, spent if promising else 0.0)
        self._tidy(self.own)
        return found

    def _merge(self, best: Dived) -> bool:
        """Go on from a better roster of another thread; whether its own changes better that."""
        if self.own is None or best.rank >= self.own.rank:
            return False
        mine = (self.own.plan != self.base) & (best.plan == self.base)
        plan = np.where(mine, self.own.plan, best.plan)
        lines = self.generation.lines(plan)
        self.follow(best)
        if lines:
            self.follow(Dived(plan, *self.generation.split.worth(lines, plan)))
            self.base = best.plan
        return self.own is not best

    def _gain(self, found: Dived | None, effort: float) -> float:
        """What a dive has gained, as a part of the most of late by effort where limits are rows."""
        assert self.own is not None
        if found is None or found.rank >= self.own.rank:
            return 0.0
        if not self.sweeping or not self.own.feasible:
            return 1.0
        rate = (self.own.cost - found.cost) / max(effort, 1e-6)
        self.rate = max(FADING * self.rate, rate)
        return rate / self.rate

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

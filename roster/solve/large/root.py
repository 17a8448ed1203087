"""The relaxation over all lines: the bound that a search begins with, and its lines."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.ascent import HALF, MOST_UNLAWFUL, Ascent
from roster.solve.large.budget import Budget
from roster.solve.large.decomposition import Decomposition
from roster.solve.large.generation import SCALE, Generation
from roster.solve.large.line import BARRED
from roster.solve.large.master import WHOLE

EASE = 400.0
RISE = 4.0
NEAR_GAP = 0.3
"""Penalties start at so small a part, and rise by this factor where rows stay broken once the
gap between master and bound is below that part of the value."""

ROUNDS = 10
"""Rounds between two looks at penalties and columns."""

ASCENT_SHARE = 0.6
"""The part of the time that steps of duals may take before the master."""

LOOK_SHARE = 0.4
"""The part of the time in which the master must have a value; duals are ascended further else."""

AGAIN_SHARE = 0.6
"""The part of what is then left that they may take."""

SOLVE = 5.0
"""Elementary steps of the master's first solve, as a guess, for the cube of its rows."""

SAMPLE = 16
"""Officers whose lines are looked at before all others'."""

GROUPS = 12

WARM = 0.1
"""Lines are priced by groups while a round of all groups lowers the master by this part."""

MOST_COLUMNS = 30
"""Columns for each officer above which the master forgets the dearer half."""


class Root:
    """Generates lines for a model that nothing is barred in.

    Penalties bound the duals, so that low ones steady them; they rise where the rows they are
    for stay broken. ``value`` is no less than the relaxation's; ``met`` is the best bound and its
    duals once the two are the same. Where it is not ``told``, lines break limits that are too
    large to be searched with, so that neither the value nor the lines are of use. ``steady`` are
    the duals that steps have come to; it is ``climbing`` while steps in many rows price lines by
    all the threads.
    """

    def __init__(self, generation: Generation, full: float) -> None:
        self.generation = generation
        self.full = full
        # Below what slack costs, rows would be broken rather than short, and lines mislead.
        dearest = int(generation.split.aux_cost.max(initial=0))
        self.penalty = max(full / EASE, 2.0 * dearest)
        self.value = math.inf
        self.told = True
        self.climbing = False
        self.steady: Ints | None = None
        self.met: tuple[int, Ints] | None = None

    @property
    def ease(self) -> float:
        """A penalty that is low and yet not too low for dives."""
        return min(RISE * self.penalty, self.full)

    @property
    def guide(self) -> Ints | None:
        """The duals that rosters are looked for with: those of steps where limits are rows.

        Those of the master's optimum are an extreme point, and mislead who holds days by them.
        """
        steady = self.steady if self.generation.split.limited else None
        return self.generation.centre if steady is None else steady

    def run(self, budget: Budget, news: Callable[[], None]) -> bool:
        """Generate until nothing new is found; False if some officer has no lawful line at all.

        ``news`` is called after every few rounds. The master is left at full penalties.
        """
        generation = self.generation
        self.told = not self._misleading(budget)
        if not self.told:
            return True
        generation.master.penalise(self.penalty)
        part, ascent = budget.part(ASCENT_SHARE), Ascent(generation, self.penalty)
        self.climbing = ascent.slow
        possible = ascent.run(part)
        self.climbing, self.steady = False, generation.centre
        budget.spent += part.spent
        if possible and not generation.master.columns:
            possible = self._warm(budget)
        self._judge()
        news()
        dense = SOLVE * float(len(generation.split.rows)) ** 3
        slow = self.steady is not None and dense > LOOK_SHARE * budget.room()
        while possible and self.told and budget.left() > 0 and not slow:
            before = generation.master.lp.getNumCol()
            look = budget.part(LOOK_SHARE) if math.isinf(self.value) else budget
            possible = generation.run(look, ROUNDS)
            budget.spent += look.spent if look is not budget else 0.0
            self._judge()
            news()
            optimum = generation.optimum
            still = generation.master.lp.getNumCol() == before or self._met()
            broken = optimum is not None and not optimum.sound
            if optimum is not None and not broken and self.told:
                self.value = optimum.value
            slow = optimum is None and look.left() <= 0
            if broken and self.penalty < self.full and (still or self._near()):
                self.penalty = min(RISE * self.penalty, self.full)
                generation.master.penalise(self.penalty)
            elif still:
                break
            self._trim()
        if possible and slow and generation.centre is not None:
            part, self.climbing = budget.part(AGAIN_SHARE), True
            possible = Ascent(generation, self.penalty, generation.centre).further(part)
            self.climbing, self.steady = False, generation.centre
            budget.spent += part.spent
            news()
        generation.master.penalise(self.full)
        if possible and self.told and self._met() and generation.centre is not None:
            self.met = generation.best, generation.centre
        return possible

    def _warm(self, budget: Budget) -> bool:
        """First lines, some officers at a time, so that each group sees what the others left.

        False if a line is impossible.
        """
        generation = self.generation
        people = generation.split.officers
        order = np.random.default_rng(people).permutation(people)
        groups = np.array_split(order, min(GROUPS, len(order)))
        before = math.inf
        while budget.left() > 0:
            value = before
            for group in groups:
                optimum = generation.master.solve(budget)
                if optimum is None or budget.left() <= 0:
                    return True
                value = optimum.value
                asked = generation.split.rounded(optimum.duals, SCALE)
                priced = generation.price(asked, budget, group)
                if priced is None:
                    return False
                generation.add(priced.paths)
            if value >= before - WARM * abs(before):
                break
            before = value
        return True

    def _misleading(self, budget: Budget) -> bool:
        """Whether most lines of some officers break limits that are too large to search with.

        Searches with those that do fit would be for nothing, and they are large.
        """
        generation = self.generation
        people, nothing = generation.split.officers, np.zeros(len(generation.split.rows), np.int64)
        some = np.arange(0, people, max(people // SAMPLE, 1))
        priced = generation.price(nothing, budget, some)
        return priced is not None and priced.unlawful > HALF

    def _judge(self) -> None:
        self.told = self.generation.unlawful <= MOST_UNLAWFUL

    def _trim(self) -> None:
        """Forget the dearer half of the columns where there are many: they slow the master."""
        generation = self.generation
        count, most = len(generation.master.columns), MOST_COLUMNS * generation.split.officers
        dear = generation.master.reduced_costs()
        # Without an optimum, as where time ran out, there are none.
        if count > most and len(dear) > most // 2:
            kept = np.arange(count) >= len(dear)
            kept[: len(dear)] = dear <= max(float(np.sort(dear)[most // 2]), WHOLE)
            generation.purge(kept)

    def _near(self) -> bool:
        generation = self.generation
        optimum = generation.optimum
        if optimum is None or generation.centre is None:
            return False
        return optimum.value - generation.bound < NEAR_GAP * abs(optimum.value)

    def _met(self) -> bool:
        generation = self.generation
        optimum = generation.optimum
        return optimum is not None and generation.bound >= optimum.value - WHOLE


def penalty_of(split: Decomposition) -> float:
    """A price for breaking a linking row, far above what mending it may cost."""
    dearest = max(int(np.abs(split.linear).max(initial=0)), int(split.aux_cost.max(initial=0)))
    for line in split.lines:
        costs = [p.cost for p in line.patterns if p.cost < BARRED]
        costs += [c for counter in line.counters for c in counter.costs if c < BARRED]
        dearest = max(dearest, max(costs, default=0))
    return 20.0 * (1 + dearest)

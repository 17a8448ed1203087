"""Duals for the linking rows by steps along subgradients: cheap rounds where the master's are dear.

Source: D. Kingma and J. Ba, "Adam: a method for stochastic optimization" (2015), for the length
of the steps, row by row; M. Held, P. Wolfe and H. Crowder, "Validation of subgradient
optimization", Mathematical Programming 6 (1974), for subgradients of a Lagrangian.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.budget import UNIT, Budget
from roster.solve.large.generation import SCALE, Generation, Priced
from roster.solve.large.levels import Path
from roster.solve.large.master import STEPS_PER_PIVOT
from roster.solve.large.shape import Floats

FIRST, ROUNDS = 0.1, 90
SLOW_FIRST, SLOW_ROUNDS = 0.8, 300
AGAIN, MORE_ROUNDS = 0.05, 1500
"""The length of the first step, as a part of the penalty, and rounds of pricing at most: before
the master leads on, before it does so slowly, and where it takes too long to lead any further."""

LAST = 0.15
"""The length of the last step, times the number of rounds."""

ENOUGH = 0.98
"""The part of the time after which the lengths have come to the last."""

KEPT = 30
"""The lines of so many last rounds go to the master."""

MOST_UNLAWFUL, HALF = 0.02, 0.5
"""The part of lines breaking a limit from which on the relaxation says too little; before the
duals are near their own that of a round after the first."""

PIVOTS = 20.0
DENSE = 1400.0
"""Simplex iterations that the master takes for each line in a round, as a guess, and the rows from
which on they are dearer than few rows would let expect."""

STRAY = 0.5
"""How far costs are off at most, as a part of a step's length: officers who would all do the same
part ways, so that a slope is nearly that of a mean of all duals nearby."""

EXACT = 0.75
"""The part of the steps after which they go by the costs themselves, so that there are bounds."""

NEAR, NEARER = 0.005, 0.0016
"""The lengths of the first and the last of a few steps from duals that were good before."""

MEAN, SQUARE = 0.8, 0.95
"""How much of the running means of slopes and of their squares stays from round to round."""

SWING = 0.9
"""How much of the running mean of the duals does: they swing about what it is nearer to."""

LEAST = 1e-3


class Ascent:
    """Raises the Lagrangian bound of a model split by officer; duals stay within the penalty."""

    def __init__(self, generation: Generation, penalty: float, duals: Ints | None = None) -> None:
        self.generation = generation
        self.penalty = penalty
        self.duals = np.zeros(len(generation.split.rows)) if duals is None else duals / SCALE
        self.middle = self.duals.copy()
        self.limits = np.clip(generation.split.useful, -penalty, penalty).T
        self.mean, self.square = np.zeros((2, len(self.duals)))
        self.random = np.random.default_rng(generation.split.officers)

    @property
    def slow(self) -> bool:
        """Whether the master will lead on but slowly."""
        return len(self.duals) > DENSE

    def run(self, budget: Budget) -> bool:
        """Go all the rounds that the budget has room for; False if some officer has no line.

        The generation's centre is then the duals of the best bound, and its master holds the
        lines of the last rounds. Where a round is dearer than the master's, only one is gone,
        and its lines are left out: they are everybody's favourites.
        """
        lengths = (SLOW_FIRST, SLOW_ROUNDS) if self.slow else (FIRST, ROUNDS)
        return self._climb(budget, shorter(budget, *lengths), KEPT)

    def further(self, budget: Budget) -> bool:
        """Go as many steps as there is time for from duals that were good before.

        False if some officer has no line.
        """
        return self._settle(budget) and self._climb(
            budget, shorter(budget, AGAIN, MORE_ROUNDS), KEPT
        )

    def follow(self, budget: Budget, steps: int) -> bool:
        """Go a few short steps from duals that were good before; False if there is no line.

        Only the first is gone where it is dearer than a round of the master's.
        """
        lengths = NEAR * (NEARER / NEAR) ** (np.arange(steps) / steps)
        return self._climb(budget, ((length, True) for length in lengths.tolist()), 0)

    def _climb(self, budget: Budget, steps: Iterable[tuple[float, bool]], early: int) -> bool:
        """The lines of the rounds ``early`` before the last go to the master; all, if 0."""
        generation = self.generation
        lines = deque[tuple[tuple[int, Path], ...]](maxlen=early or None)
        before = budget.spent
        for n, (length, exact) in enumerate(steps):
            asked = generation.split.rounded(self.duals, SCALE)
            # The first is at the costs themselves, so that there is a bound at least.
            astray = None if exact or n == 0 else self._astray(length)
            priced = generation.price(asked, budget, astray=astray)
            if priced is None:
                return False
            pays = n > 0 or self._pays(budget.spent - before)
            if not pays and early:
                return True
            lines.append(priced.paths)
            self._centre(priced, asked)
            misled = n > 0 and generation.unlawful > (MOST_UNLAWFUL if n >= KEPT else HALF)
            if not pays or budget.left() <= 0 or misled:
                break
            self._step(n, length, self._slope(asked, priced.paths))
        for paths in lines:
            generation.add(paths)
        return self._settle(budget) if early and budget.left() > 0 else True

    def _astray(self, length: float) -> Ints:
        most = round(STRAY * length * self.penalty * SCALE)
        return self.random.integers(-most, most, self.generation.barred.shape, endpoint=True)

    def _settle(self, budget: Budget) -> bool:
        """Price the mean of the duals; False if some officer has no line."""
        asked = self.generation.split.rounded(self.middle, SCALE)
        priced = self.generation.price(asked, budget)
        if priced is None:
            return False
        self._centre(priced, asked)
        self.generation.add(priced.paths)
        return True

    def _centre(self, priced: Priced, asked: Ints) -> None:
        if priced.bound > self.generation.best:
            self.generation.best, self.generation.centre = priced.bound, asked

    def _pays(self, spent: float) -> bool:
        """Whether a round costs less than one of the master's is likely to."""
        master = self.generation.master
        rows = master.lp.getNumRow()
        pivots = PIVOTS * float((~self.generation.decided).sum())
        return pivots * STEPS_PER_PIVOT * rows * rows / DENSE > spent * UNIT

    def _step(self, n: int, length: float, slope: Floats) -> None:
        self.mean = MEAN * self.mean + (1 - MEAN) * slope
        self.square = SQUARE * self.square + (1 - SQUARE) * slope**2
        mean = self.mean / (1 - MEAN ** (n + 1))
        spread = np.sqrt(self.square / (1 - SQUARE ** (n + 1)))
        duals = self.duals + self.penalty * length * mean / (spread + LEAST)
        self.duals = np.clip(duals, *self.limits)
        self.middle = SWING * self.middle + (1 - SWING) * self.duals

    def _slope(self, asked: Ints, paths: tuple[tuple[int, Path], ...]) -> Floats:
        """A subgradient: by how much each row is missed by the lines that its dual asked for."""
        split = self.generation.split
        duals = asked / SCALE
        reached = np.zeros(len(duals))
        _, rows, coefs, _ = split.columns(paths)
        np.add.at(reached, rows, coefs)
        cost = split.aux_cost.astype(float)
        np.subtract.at(cost, split.aux_place, duals[split.aux_row] * split.aux_coef)
        used = np.where(cost < 0, split.aux_upper, 0)
        np.add.at(reached, split.aux_row, used[split.aux_place] * split.aux_coef)
        near = np.clip(reached, split.low, split.high)
        side = np.where(duals > 0, split.low, np.where(duals < 0, split.high, near))
        missed: Floats = side - reached
        return missed


def shorter(budget: Budget, first: float, most: int) -> Iterator[tuple[float, bool]]:
    """The lengths of ``most`` steps, or of as many as there is time for: the last are shortest.

    With each, whether it is to go by the costs themselves.
    """
    left, spent = budget.left(), budget.spent
    n, done = 0, 0.0
    while done < 1:
        rounds = n / done if done else most
        yield first * (LAST / rounds / first) ** done, done >= EXACT
        n += 1
        done = max(n / most, budget.passed(left, spent) / ENOUGH)

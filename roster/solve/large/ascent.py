"""Duals for the linking rows by steps along subgradients: cheap rounds where the master's are dear.

Source: D. Kingma and J. Ba, "Adam: a method for stochastic optimization" (2015), for the length
of the steps, row by row; M. Held, P. Wolfe and H. Crowder, "Validation of subgradient
optimization", Mathematical Programming 6 (1974), for subgradients of a Lagrangian.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from roster.encoding.linear import Ints
from roster.solve.large.budget import UNIT, Budget
from roster.solve.large.generation import SCALE, Generation
from roster.solve.large.master import STEPS_PER_PIVOT
from roster.solve.large.pricing import Path

ROUNDS = 90
"""Rounds of pricing in all."""

KEPT = 30
"""The lines of so many last rounds go to the master."""

MOST_UNLAWFUL = 0.02
"""The part of lines breaking a limit from which on the relaxation says too little."""

PIVOTS = 20.0
DENSE = 1400.0
"""Simplex iterations that the master takes for each line in a round, as a guess, and the rows from
which on they are dearer than few rows would let expect."""

FIRST, LAST = 0.1, 0.0016
"""The length of a row's step in the first round and in the last, as a part of the penalty."""

MEAN, SQUARE = 0.8, 0.95
"""How much of the running means of slopes and of their squares stays from round to round."""

LEAST = 1e-3

Floats = NDArray[np.float64]


class Ascent:
    """Raises the Lagrangian bound of a model split by officer; duals stay within the penalty."""

    def __init__(self, generation: Generation, penalty: float) -> None:
        self.generation = generation
        self.penalty = penalty
        self.duals = np.zeros(len(generation.split.rows))
        self.mean, self.square = np.zeros((2, len(self.duals)))

    def run(self, budget: Budget) -> bool:
        """Go all the rounds that the budget has room for; False if some officer has no line.

        The generation's centre is then the duals of the best bound, and its master holds the
        lines of the last rounds. Where a round is dearer than the master's, only one is gone,
        and its lines are left out: they are everybody's favourites.
        """
        generation = self.generation
        lines: list[tuple[tuple[int, Path], ...]] = []
        before = budget.spent
        for n in range(ROUNDS):
            asked = generation.split.rounded(self.duals, SCALE)
            priced = generation.price(asked, budget)
            if priced is None:
                return False
            if n == 0 and not self._pays(budget.spent - before):
                return True
            lines.append(priced.paths)
            if priced.bound > generation.best:
                generation.best, generation.centre = priced.bound, asked
            if budget.left() <= 0 or (n >= KEPT and generation.unlawful > MOST_UNLAWFUL):
                break
            self._step(n, self._slope(asked, priced.paths))
        for paths in lines[-KEPT:]:
            generation.add(paths)
        return True

    def _pays(self, spent: float) -> bool:
        """Whether a round costs less than one of the master's is likely to."""
        master = self.generation.master
        rows = master.lp.getNumRow()
        pivots = PIVOTS * self.generation.split.officers
        return pivots * STEPS_PER_PIVOT * rows * rows / DENSE > spent * UNIT

    def _step(self, n: int, slope: Floats) -> None:
        self.mean = MEAN * self.mean + (1 - MEAN) * slope
        self.square = SQUARE * self.square + (1 - SQUARE) * slope**2
        mean = self.mean / (1 - MEAN ** (n + 1))
        spread = np.sqrt(self.square / (1 - SQUARE ** (n + 1)))
        length = self.penalty * FIRST * (LAST / FIRST) ** (n / ROUNDS)
        duals = self.duals + length * mean / (spread + LEAST)
        self.duals = np.clip(duals, -self.penalty, self.penalty)

    def _slope(self, asked: Ints, paths: tuple[tuple[int, Path], ...]) -> Floats:
        """A subgradient: by how much each row is missed by the lines that its dual asked for."""
        split = self.generation.split
        duals = asked / SCALE
        reached = np.zeros(len(duals))
        for officer, path in paths:
            rows, coefs = split.column(officer, path.duties)
            reached[rows] += coefs
        cost = split.aux_cost.astype(float)
        np.subtract.at(cost, split.aux_place, duals[split.aux_row] * split.aux_coef)
        used = np.where(cost < 0, split.aux_upper, 0)
        np.add.at(reached, split.aux_row, used[split.aux_place] * split.aux_coef)
        near = np.clip(reached, split.low, split.high)
        side = np.where(duals > 0, split.low, np.where(duals < 0, split.high, near))
        missed: Floats = side - reached
        return missed

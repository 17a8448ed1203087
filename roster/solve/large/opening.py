"""The first rosters of a search by columns, from the relaxation or from duals alone."""

from __future__ import annotations

from roster.encoding.linear import Ints
from roster.solve.large.budget import Budget
from roster.solve.large.dive import Dive, Dived, Style
from roster.solve.large.generation import Generation
from roster.solve.large.rolling import STEP, Rolling

STYLES = (
    Style(0.3, 3),
    Style(0.1, 30, retries=8, slight=2e-3, steps=20),
    Style(0.03, 30, retries=8, steps=20),
)
"""The dives from the root: a quick one, a careful one, then a patient one."""

DIVE_SHARES = 0.2, 0.3, 0.3
"""The part of the time that each of them may take."""

BESIDE = Style(0.15, 5, retries=8, noise=0.1, steps=5)
"""The dive that a second thread begins with."""

BESIDE_SHARE = 0.2
"""The part of the time that is left that it may take."""

ROLL_SHARE = 0.8
"""The part of the time that is left that going from the first day to the last may take."""

LONG = 8 * STEP
"""Days below which it is not done: a master over all of them is a better guide."""


class Opening:
    """Makes rosters with the lines and the duals of a relaxation, be it not met."""

    def __init__(self, generation: Generation, seed: int, duals: Ints | None) -> None:
        self.generation = generation
        self.seed = seed
        self.duals = duals

    def dive(self, n: int, best: Dived | None, budget: Budget) -> tuple[Dived | None, bool]:
        """One of the dives from the root, and whether it had time enough."""
        part = budget.part(DIVE_SHARES[n])
        # The first dive is to end in any roster: it is a start for dives near it.
        cutoff = None if best is None or n == 0 else best.limit
        found = Dive(self.generation, STYLES[n], self.seed + n, duals=self.duals).run(part, cutoff)
        budget.spent += part.spent
        return found, n == 0 or part.left() > 0

    def beside(self, count: int, budget: Budget) -> Dived | None:
        """A dive for a second thread."""
        dive = Dive(self.generation, BESIDE, self.seed + count, duals=self.duals)
        return dive.run(budget.part(BESIDE_SHARE))

    @property
    def long(self) -> bool:
        """Whether there are duals, rows have costs of their own, and days are many."""
        split = self.generation.split
        many = len(split.lines[0].duties) >= LONG
        return self.duals is not None and split.floors is not None and many

    def roll(self, best: Dived | None, budget: Budget) -> Dived | None:
        """A roster from the duals alone, where days are many.

        What breaks rows is worth mending only where it costs less than the best.
        """
        if self.duals is None or not self.long:
            return None
        part = budget.part(ROLL_SHARE)
        found = Rolling(self.generation, self.duals).run(part, budget)
        budget.spent += part.spent
        dear = found is not None and best is not None and found.cost >= best.cost
        return None if dear else found

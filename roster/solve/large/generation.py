"""Column generation: the relaxation over lines, and its exact Lagrangian bound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roster.encoding.linear import Ints
from roster.solve.large.decomposition import Decomposition
from roster.solve.large.master import Master, MasterOptimum
from roster.solve.large.personal import BARRED
from roster.solve.large.pricing import Path, Pricer

SCALE = 1 << 20
"""Duals are multiples of 1 / SCALE, so that bounds are reckoned in whole numbers."""

CLOSE = 1e-6
"""A relative gap between master and bound at which generation stops."""


@dataclass(frozen=True)
class Priced:
    """One round of pricing: the bound of its duals, times ``SCALE``, and each officer's line."""

    bound: int
    values: tuple[int, ...]
    paths: tuple[tuple[int, Path], ...]


class Generation:
    """The master and the pricers; bars narrow the lines, as a dive or a branch may ask.

    ``barred[o, d]`` bars a duty, ``busy[o, day]`` bars a free day.
    """

    def __init__(self, split: Decomposition, penalty: float) -> None:
        self.split = split
        model = split.shape.model
        self.master = Master(split, penalty)
        self.pricers = [Pricer(line, model.duties) for line in split.lines]
        self.barred = np.zeros((model.officers, model.duties), bool)
        self.busy = np.zeros((model.officers, len(split.lines[0].duties)), bool)
        self.best = -(1 << 62)
        self.centre: Ints | None = None
        self.optimum: MasterOptimum | None = None
        self.rounds = 0

    @property
    def bound(self) -> int:
        """The greatest integer proven to be no more than any cost."""
        return -(-self.best // SCALE)

    def price(self, duals: Ints, officers: NDArray[np.int64] | None = None) -> Priced | None:
        """The best line of each officer for given duals; None if some officer has none."""
        costs = self.split.priced(duals, SCALE)
        costs[self.barred] = BARRED
        total, values, paths = self.split.outside(duals, SCALE), list[int](), []
        for officer in range(self.split.officers) if officers is None else officers.tolist():
            free = np.where(self.busy[officer], BARRED, 0)
            found = self.pricers[officer].best(costs[officer], free, SCALE)
            if found is None:
                return None
            total += found[0]
            values.append(found[0])
            paths.append((officer, found[1]))
        return Priced(total, tuple(values), tuple(paths))

    def run(
        self,
        left: Callable[[], float],
        *,
        rounds: int = 1 << 30,
        target: float = CLOSE,
        enough: Callable[[int], bool] = lambda bound: False,
    ) -> bool:
        """Generate until master and bound meet, or a limit does; False if there is no roster."""
        weight = 0.5
        for _ in range(rounds):
            self.optimum = self.master.solve(left()) or self.optimum
            if self.optimum is None or left() <= 0:
                return True
            duals = self.split.rounded(self.optimum.duals, SCALE)
            asked = duals
            if self.centre is not None and weight:
                asked = (weight * self.centre + (1 - weight) * duals).astype(np.int64)
            priced = self.price(asked)
            self.rounds += 1
            if priced is None:
                return False
            if priced.bound > self.best:
                self.best, self.centre = priced.bound, asked
            gap = self.optimum.value - self.best / SCALE
            if gap <= target * max(1.0, abs(self.optimum.value)) or enough(self.bound):
                return True
            new = self.master.add(priced.paths)
            if not new and not weight:
                return True
            weight = 0.5 if new else 0.0
        return True

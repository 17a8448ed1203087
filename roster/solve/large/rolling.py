"""From duals to a roster, some days at a time: the rows of later days are told by their duals.

A relaxation over a year takes too long to solve, while duals that are nearly its own are had by
steps along subgradients. A master over two weeks is small; its lines end with them, in what going
on costs at those duals, and totals over the year keep the pace of the relaxation's lines. The last
weeks are searched to their end, with all limits.
"""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.ascent import Ascent
from roster.solve.large.budget import Budget
from roster.solve.large.confined import confined
from roster.solve.large.dive import Dived
from roster.solve.large.generation import OVERHEAD, SCALE, Generation
from roster.solve.large.holding import OPEN, Used, bars, hold
from roster.solve.large.line import BARRED
from roster.solve.large.pace import Pace
from roster.solve.large.pricing import Pricer
from roster.solve.large.shape import Mask
from roster.solve.large.tolls import Told
from roster.solve.large.window import Window

STEP, SIGHT = 7, 14
"""Days that are held before going on, and days whose rows are in the master."""

PART = 0.1
"""The part of the days still open of a step that are held each time."""

FEW = 0.015
"""The part of all days of a step that are held each time at least."""

STEPS = 8
"""Short steps of the duals in a master at first."""

ROUNDS = 30
SLIGHT, STILL = 5e-4, 2e-4
"""Rounds of each master at most, the part of its value that its gap may be, and the part by which
it may rise within a step before more lines are asked for."""

FIRST = 0.5
"""The part of a step's time that its first master may take."""

ENDING = 28
"""The last days, which are in the master together from the first of them on."""

MOST_CELLS = 6e6
"""The cells of an officer's grid over the last days at most."""


class Rolling:
    """Holds the days from the first to the last, led by masters over some days each."""

    def __init__(self, generation: Generation, duals: Ints) -> None:
        self.whole = generation
        self.duals = duals.copy()
        self.pace = Pace(generation.split, generation.owners, generation.plans)
        self.days = generation.busy.shape[1]
        self.held = np.full(generation.busy.shape, OPEN)

    def run(self, budget: Budget, limit: Budget) -> Dived | None:
        """A roster, be it one that breaks rows; None where some officer has no line left.

        ``budget`` is a part of ``limit``; steps that begin late take little, but more than nothing.
        Where one leads nowhere, or the limit is reached, the duals alone tell all that is open.
        """
        for start in range(0, self.days, STEP):
            if limit.left() <= 0:
                break
            part = budget.part(min(STEP / (self.days - start), 1.0))
            going = self._roll(start, part, limit)
            budget.spent += part.spent
            if not going:
                break
        return self._end(budget)

    def _roll(self, start: int, budget: Budget, limit: Budget) -> bool:
        """Hold the days of a step, all at once when its time is up; False if that leads nowhere."""
        end = start + SIGHT if self.days - start > ENDING else self.days
        rows = self.pace.rows(start, end)
        told = self.pace.told(start, end, self.held, self.duals)
        generation = self._window(start, end, rows, told)
        budget.charge(sum(pricer.work + OVERHEAD for pricer in self.whole.pricers))
        if generation is None:
            return False
        lacking = np.zeros(len(told.paced), np.int64)
        days, steps, enough = slice(start, start + STEP), STEPS, -math.inf
        before: tuple[Ints, Used] | None = None
        while (self.held[:, days] == OPEN).any():
            barred, busy = bars(self.held, self.whole.split.shape.day_of)
            generation.narrow(barred, busy, np.zeros(len(busy), bool))
            if steps:
                duals = np.concatenate([self.duals[rows], lacking])
                ascent = Ascent(generation, generation.master.penalty, duals)
                if not ascent.follow(budget, steps):
                    return False
            part = budget.part(FIRST if math.isinf(enough) else 1.0)
            possible = generation.run(part, ROUNDS, None, enough, SLIGHT)
            budget.spent += part.spent
            if possible and generation.optimum is None:
                possible = generation.run(limit, 1)
            optimum = generation.optimum
            if not possible and before is not None:
                # A limit that pricing takes up meanwhile may leave no line for what is held.
                self.held = before[0]
                self._hold(before[1], days, True)
                break
            if not possible or optimum is None:
                return False
            if generation.centre is not None:
                self.duals[rows], lacking = np.split(generation.centre, [int(rows.sum())])
            before = self.held.copy(), Used.of(generation, optimum)
            self._hold(before[1], days, budget.left() <= 0)
            if math.isinf(enough):
                steps, enough = 0, optimum.value + STILL * abs(optimum.value)
        self.pace.adapt(told, lacking)
        return True

    def _hold(self, used: Used, days: slice, late: bool) -> None:
        """Hold a part of the days of a step, or all of them."""
        shape = self.whole.split.shape
        if not late:
            loose = self.held[:, days] == OPEN
            part = min(max(PART, FEW * loose.size / loose.sum()), 1.0)
            hold(self.held, used, shape, part, days=days)
        # What most lines have on a day may be in none that has what was held before.
        while late and (self.held[:, days] == OPEN).any():
            hold(self.held, used.fitting(self.held), shape, 1.0, days=days)

    def _window(self, start: int, end: int, rows: Mask, told: Told) -> Generation | None:
        """A generation over the lines up to a day; None if some officer has none."""
        whole = self.whole
        barred, busy = bars(self.held, whole.split.shape.day_of)
        split = whole.split.part(rows, self.held, told)
        costs = split.priced(np.zeros(len(split.rows), np.int64), SCALE)
        costs[barred] = BARRED
        free = np.where(busy, BARRED, 0)

        def one(officer: int) -> Window | Pricer | None:
            pricer, own = whole.pricers[officer], self.held[officer]
            # A line of all days first: what limits it breaks are then searched with.
            if pricer.best(costs[officer], free[officer], SCALE) is None:
                return None
            if end == self.days:
                return confined(pricer, own, MOST_CELLS)
            days = start, end
            return Window(
                pricer.levels[-1], own[:start], costs[officer], free[officer], SCALE, days
            )

        with ThreadPoolExecutor(whole.workers) as pool:
            found = list(pool.map(one, range(len(self.held))))
        windows = [window for window in found if window is not None]
        if len(windows) < len(found):
            return None
        penalty = whole.master.penalty
        return Generation(split, penalty, workers=whole.workers, whole=whole, windows=windows)

    def _end(self, budget: Budget) -> Dived | None:
        """The roster of what is held, and of the best lines at the duals where days are open."""
        whole, split = self.whole, self.whole.split
        whole.narrow(*bars(self.held, split.shape.day_of), np.zeros(len(self.held), bool))
        priced = whole.price(self.duals, budget)
        if priced is None:
            return None
        plan = np.full(self.held.shape, -1)
        for officer, path in priced.paths:
            duties = np.array(path.duties, np.int64)
            plan[officer, split.shape.day_of[duties]] = duties
        return Dived(plan, *split.worth(priced.paths, plan))

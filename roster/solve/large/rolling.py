"""From duals to a roster, some days at a time: the rows of later days are told by their duals.

A relaxation over a year takes too long to solve, while duals that are nearly its own are had by
steps along subgradients. A master over two weeks is small, and its lines are whole, so that
limits over the year are kept in view from the first day on.
"""

from __future__ import annotations

import math

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.ascent import Ascent
from roster.solve.large.budget import Budget
from roster.solve.large.dive import Dived
from roster.solve.large.generation import SCALE, Generation
from roster.solve.large.holding import OPEN, Used, bars, hold
from roster.solve.large.shape import Mask
from roster.solve.large.tolls import Told

STEP, SIGHT = 7, 14
"""Days that are held before going on, and days whose rows are in the master."""

PART = 0.2
"""The part of the days still open of a step that are held each time."""

FEW = 0.03
"""The part of all days of a step that are held each time at least."""

WEEK = 7
"""Days of which later rows are told by sums too."""

KEPT = 10
"""Lines for each officer that a step begins with, those found last."""

STEPS = 8
"""Short steps of the duals in a master at first."""

ROUNDS = 30
SLIGHT, STILL = 5e-4, 2e-4
"""Rounds of each master at most, the part of its value that its gap may be, and the part by which
it may rise within a step before more lines are asked for."""

FIRST = 0.5
"""The part of a step's time that its first master may take."""

POWER = 2.2
"""A step may take its part of the time that is left, if what is ahead takes this power of its days:
days held make pricing quicker. Once it is over, all of the step is held at once."""


class Rolling:
    """Holds the days from the first to the last, led by masters over some days each."""

    def __init__(self, generation: Generation, duals: Ints) -> None:
        self.whole = generation
        self.duals = duals.copy()
        split = generation.split
        self.days = len(split.lines[0].duties)
        day = split.shape.day_of[split.col % split.shape.model.duties]
        self.first = np.full(len(split.rows), self.days)
        self.last = np.full(len(split.rows), -1)
        np.minimum.at(self.first, split.row, day)
        np.maximum.at(self.last, split.row, day)
        penalty = generation.master.penalty
        self.useful = SCALE * np.clip(split.useful, -penalty, penalty)
        self.held = np.full(generation.busy.shape, OPEN)

    def run(self, budget: Budget, limit: Budget) -> Dived | None:
        """A roster, be it one that breaks rows; None where that takes longer than ``limit``.

        ``budget`` is a part of it; steps that begin late take little, but more than nothing.
        """
        for start in range(0, self.days, STEP):
            if limit.left() <= 0:
                return None
            share = 1 - (1 - STEP / max(self.days - start, STEP)) ** POWER
            part = budget.part(share)
            going = self._roll(start, part, limit)
            budget.spent += part.spent
            if not going:
                return None
        return self._end(budget)

    def _roll(self, start: int, budget: Budget, limit: Budget) -> bool:
        """Hold the days of a step, all at once when its time is up; False if that leads nowhere."""
        later = self.first >= start + SIGHT
        rows = ~later & (self.last >= start)
        told = Told(later, self.duals / SCALE, self._groups(start + SIGHT))
        generation = self._part(rows, told)
        sums = np.zeros(told.groups, np.int64)
        days, steps, enough = slice(start, start + STEP), STEPS, -math.inf
        while (self.held[:, days] == OPEN).any():
            barred, busy = bars(self.held, self.whole.split.shape.day_of)
            generation.narrow(barred, busy, np.zeros(len(busy), bool))
            if steps:
                duals = np.concatenate([self.duals[rows], sums])
                ascent = Ascent(generation, generation.master.penalty, duals)
                if not ascent.follow(budget, steps):
                    return False
            part = budget.part(FIRST if math.isinf(enough) else 1.0)
            possible = generation.run(part, ROUNDS, None, enough, SLIGHT)
            budget.spent += part.spent
            if possible and generation.optimum is None:
                possible = generation.run(limit, 1)
            optimum = generation.optimum
            if not possible or optimum is None:
                return False
            if generation.centre is not None:
                self.duals[rows], sums = np.split(generation.centre, [int(rows.sum())])
            self._hold(Used.of(generation, optimum), days, budget.left() <= 0)
            if math.isinf(enough):
                steps, enough = 0, optimum.value + STILL * abs(optimum.value)
        moved = self.duals[later] + sums[told.group[later]]
        self.duals[later] = np.clip(moved, *self.useful[later].T)
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

    def _groups(self, start: int) -> Ints:
        """Numbers for the rows from a day on: alike in the same week, if both are short or not.

        Rows that are short pay the same whatever is done for them, up to what they ask.
        """
        short = self.duals > self.useful.mean(axis=1)
        week = np.maximum(self.first - start, 0) // WEEK
        return np.unique(2 * week + short, return_inverse=True)[1]

    def _part(self, rows: Mask, told: Told) -> Generation:
        """A generation over some rows; lines that do not fit what is held are of no use."""
        whole = self.whole
        kept = whole.fitting(*bars(self.held, whole.split.shape.day_of))
        recent = KEPT * whole.split.officers
        kept[np.flatnonzero(kept)[:-recent]] = False
        whole.purge(kept)
        return whole.part(rows, self.held, np.ones(len(whole.owners), bool), told)

    def _end(self, budget: Budget) -> Dived | None:
        """The roster of what is held."""
        whole, split = self.whole, self.whole.split
        whole.narrow(*bars(self.held, split.shape.day_of), np.zeros(len(self.held), bool))
        priced = whole.price(np.zeros(len(split.rows), np.int64), budget)
        return None if priced is None else Dived(self.held, *split.worth(priced.paths, self.held))

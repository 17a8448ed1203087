"""From the relaxation to a roster: hold what it is surest of, generate again, and so on down."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roster.encoding.linear import Ints
from roster.solve.large.ascent import Ascent
from roster.solve.large.budget import Budget
from roster.solve.large.generation import Generation
from roster.solve.large.holding import OPEN, SURE, Used, bars, hold
from roster.solve.large.keeping import Keeping, keeping
from roster.solve.large.master import WHOLE, MasterOptimum

MEND = 4
"""So many times the rounds are gone while rows are broken, for want of lines maybe."""

AROUND = 3
"""Days about a broken row that a dive opens again."""

MOST_DAYS = 7
"""Rows over more days do not open those."""

FOCUS = 0.7
"""A master is made anew once so small a part of its rows is not decided by the held days."""

LAST_SECONDS = 1.0
"""What a dive that runs out of time may take to end in any roster at all."""

BACK = 4.0
"""By how much the part held shrinks after a step that was undone."""


@dataclass(frozen=True)
class Style:
    """How a dive goes: the part of the open days held each time, and the rounds between.

    Lines are asked for until the master's value has risen by no more than the part ``slight``
    of it, or could fall by no more; before that ``steps`` short ones are gone from the duals of
    before. Where that leads nowhere, it is undone and a smaller part held, ``retries`` times in
    all.
    """

    part: float
    rounds: int
    retries: int = 0
    noise: float = 0.0
    slight: float = 3e-4
    steps: int = 1


@dataclass(frozen=True)
class Dived:
    """A roster: the duty of each officer on each day, -1 for none; and its cost.

    ``broken`` counts the units by which it breaks linking rows; they are no part of the cost.
    """

    plan: Ints
    cost: int
    broken: int = 0

    @property
    def feasible(self) -> bool:
        """Whether it breaks none."""
        return not self.broken

    @property
    def rank(self) -> tuple[int, int]:
        """The order of rosters: whatever breaks a row stands behind all that break fewer."""
        return self.broken, self.cost

    @property
    def limit(self) -> int | None:
        """The cost from which on a roster is worse; None while any that breaks nothing is not."""
        return self.cost + 1 if self.feasible else None


class Dive:
    """One dive; ``held`` may start with days that are held from the beginning.

    ``lead`` is a roster that a master may start from; ``first`` is the master's value before
    more days are held.
    """

    def __init__(
        self,
        generation: Generation,
        style: Style,
        seed: int,
        held: Ints | None = None,
        duals: Ints | None = None,
        lead: Ints | None = None,
    ) -> None:
        self.whole = self.generation = generation
        self._rows = np.ones(len(generation.split.rows), bool)
        self._duals = np.zeros(len(self._rows), np.int64) if duals is None else duals.copy()
        self.style = style
        self.random = np.random.default_rng(seed)
        self.first = math.inf
        self.lead = lead
        self.keeping: Keeping | None = None
        people, days = generation.busy.shape
        self.held = np.full((people, days), OPEN) if held is None else held.copy()

    def run(self, budget: Budget, cutoff: int | None = None) -> Dived | None:
        """A roster of a cost below ``cutoff``, if the dive ends in one.

        Without a cutoff, time that runs out ends it in a roster that may break rows.
        """
        part, retries = self.style.part, self.style.retries
        before: tuple[Ints, Used] | None = None
        enough = -math.inf
        if self.lead is not None:
            self.keeping = keeping(self.whole, self.held, budget)
        while budget.left() > 0:
            self._narrow()
            possible = self._generate(budget, cutoff, enough)
            generation = self.generation
            optimum = generation.optimum
            if not possible or (cutoff is not None and generation.bound >= cutoff):
                if before is None or not retries:
                    return None
                retries -= 1
                part = part / BACK
                if not possible or optimum is None or not self._release(optimum.broken):
                    self.held = before[0].copy()
                    self._hold(before[1], part)
                continue
            if optimum is None:
                break
            self.first = optimum.value if before is None else self.first
            found = settled(generation, optimum)
            if found is not None or not (self.held == OPEN).any():
                return found
            before = self.held.copy(), Used.of(generation, optimum)
            enough = optimum.value + self.style.slight * abs(optimum.value)
            part = min(2 * part, self.style.part)
            self._hold(before[1], part)
        return None if before is None or cutoff is not None else self._rounded(before[1])

    def _rounded(self, used: Used) -> Dived | None:
        """The roster of each officer's line that the relaxation uses most, whatever it breaks."""
        for officer in range(len(self.held)):
            mine = np.flatnonzero(used.owners == officer)
            if len(mine):
                self.held[officer] = used.plans[mine[np.argmax(used.parts[mine])]]
        self._narrow()
        generation = self.generation
        generation.run(Budget(lambda: LAST_SECONDS, None), 1)
        return None if generation.optimum is None else settled(generation, generation.optimum)

    def _generate(self, budget: Budget, cutoff: int | None, enough: float) -> bool:
        """Some rounds, and more where rows are broken, for want of lines maybe."""
        generation = self.generation
        if self._duals.any():
            duals = self._duals[self._rows]
            ascent = Ascent(generation, generation.master.penalty, duals)
            if not ascent.follow(budget, self.style.steps):
                return False
        for _ in range(MEND):
            limits = cutoff, enough, self.style.slight
            if not generation.run(budget, self.style.rounds, *limits):
                return False
            optimum = generation.optimum
            mended = optimum is None or optimum.sound or generation.closed
            beyond = cutoff is not None and generation.bound >= cutoff
            if mended or beyond or budget.left() <= 0:
                break
        return True

    def _release(self, broken: NDArray[np.float64]) -> bool:
        """Open the days about those whose rows are broken; False if there are none.

        Rows over many days, as of a year's minutes, would open nearly everything.
        """
        split = self.generation.split
        entries = np.flatnonzero(broken[split.row] > WHOLE)
        day = split.shape.day_of[split.col[entries] % split.shape.model.duties]
        pairs = np.unique(np.column_stack([split.row[entries], day]), axis=0)
        few = np.bincount(pairs[:, 0], minlength=len(broken)) <= MOST_DAYS
        hurt = np.unique(pairs[few[pairs[:, 0]], 1])
        days = np.arange(self.held.shape[1])
        near = (np.abs(days[:, None] - hurt) <= AROUND).any(axis=1)
        if not near.any() or near.all():
            return False
        self.held[:, near] = OPEN
        return True

    def _narrow(self) -> None:
        before = self.generation
        loose = self.held == OPEN
        barred, busy = bars(self.held, self.whole.split.shape.day_of)
        decided = ~loose.any(axis=1)
        live = self.whole.split.live(self.held, loose)
        fitting = self.whole.fitting(barred, busy)
        if self.keeping is not None:
            live &= ~self.keeping.rows
            fitting = self.keeping.fitting(self.whole, fitting)
        # What the held days decide slows the master all the same.
        rows, columns = self._rows.sum(), len(self.generation.master.columns)
        small = live.sum() < FOCUS * rows or fitting.sum() < FOCUS * columns
        centre = self.generation.centre
        if centre is not None:
            self._duals[self._rows] = centre
        if small or (live & ~self._rows).any():
            self._rows = live
            self.generation = self.whole.part(live, self.held, fitting)
            if self.keeping is not None:
                self.generation.searchers = self.keeping.pricers
        self.generation.narrow(barred, busy, decided)
        if self.lead is not None and self.generation is not before:
            self.generation.begin(self.lead)

    def _hold(self, used: Used, part: float) -> None:
        """Hold the days that the relaxation is surest of."""
        shape = self.held.shape
        noise = self.style.noise * self.random.random(shape)
        hold(self.held, used, self.whole.split.shape, part, noise)


def settled(generation: Generation, optimum: MasterOptimum) -> Dived | None:
    """The roster, once every officer has one lawful line in the master's optimum."""
    whole = np.flatnonzero(optimum.parts > SURE)
    columns = generation.master.columns
    if len(whole) < len(generation.busy) or not all(columns[n].path.lawful for n in whole):
        return None
    plan = np.full(generation.busy.shape, -1)
    plan[generation.owners[whole]] = generation.plans[whole]
    cost = optimum.value - optimum.artificial * generation.master.penalty
    return Dived(plan, math.ceil(cost - WHOLE), round(optimum.artificial))

"""Column generation: the relaxation over lines, and its exact Lagrangian bound.

Source: J. Desrosiers and M. Lübbecke, "A primer in column generation", in Column Generation
(2005); smoothing of duals as in P. Wentges, "Weighted Dantzig-Wolfe decomposition for linear
mixed-integer programming", International Transactions in Operational Research 4 (1997).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roster.encoding.linear import Ints
from roster.solve.large.budget import Budget
from roster.solve.large.decomposition import Decomposition
from roster.solve.large.levels import Path
from roster.solve.large.line import BARRED
from roster.solve.large.master import Master, MasterOptimum
from roster.solve.large.pricing import Pricer
from roster.solve.large.shape import Mask
from roster.solve.large.window import Window

SCALE = 1 << 20
"""Duals are multiples of 1 / SCALE, so that bounds are reckoned in whole numbers."""

CLOSE = 1e-6
"""A relative gap between master and bound at which generation stops."""

SMOOTHING = 0.5
"""The weight of the best duals so far in those that are priced."""

TIE = 8
"""Costs are lowered at random by less than this, in 1 / SCALE, so that ties spread the lines."""

OVERHEAD = 1e5
"""Elementary steps that a pricing takes beside the grid's, as a budget counts them."""

NOTHING = -(1 << 62)


@dataclass(frozen=True)
class Priced:
    """One round of pricing: the bound of its duals, times ``SCALE``, and each officer's line."""

    bound: int
    paths: tuple[tuple[int, Path], ...]

    @property
    def unlawful(self) -> float:
        """The part of the lines that break a limit too large to be searched with."""
        return sum(not path.lawful for _, path in self.paths) / max(len(self.paths), 1)


class Generation:
    """The master and the pricers; bars narrow the lines, as a dive or a branch may ask.

    With ``windows`` it is over what these find, which is nothing that the ``whole`` could use.
    ``barred[o, d]`` bars a duty, ``busy[o, day]`` bars a free day. ``best`` is the best bound,
    times ``SCALE``, under the bars of the moment, and ``centre`` its duals. ``unlawful`` is the
    part of the lines of all officers, priced last, that break a limit.
    """

    def __init__(
        self,
        split: Decomposition,
        penalty: float,
        seed: int = 0,
        workers: int = 1,
        whole: Generation | None = None,
        windows: Sequence[Window | Pricer] | None = None,
    ) -> None:
        self.split = split
        self.workers = workers
        self.whole = whole if windows is None else None
        model = split.shape.model
        people, days = model.officers, len(split.lines[0].duties)
        self.master = Master(split, penalty)
        if whole is None:
            own = zip(split.lines, split.released, strict=True)
            self.pricers = [Pricer(line, split.levels, released) for line, released in own]
            random = np.random.default_rng(seed)
            self.ties: Ints = random.integers(0, TIE, (people, model.duties))
        else:
            self.pricers, self.ties = whole.pricers, whole.ties
        self.searchers = self.pricers if windows is None else windows
        self.unlawful = 0.0
        self.plans = np.zeros((0, days), np.int64)
        self.owners = np.zeros(0, np.int64)
        barred, busy = (np.zeros((people, size), bool) for size in (model.duties, days))
        self.narrow(barred, busy, np.zeros(people, bool))

    def narrow(self, barred: Mask, busy: Mask, decided: Mask) -> None:
        """Bar duties and free days, and the columns that hold any; the bound starts anew.

        ``decided`` marks officers who have one line left.
        """
        self.barred, self.busy, self.decided = barred, busy, decided
        self._settled: dict[int, Path] = {}
        self.best = NOTHING
        self.centre: Ints | None = None
        self.optimum: MasterOptimum | None = None
        kept = self.fitting(barred, busy)
        for n in np.flatnonzero(kept & decided[self.owners]).tolist():
            self._settled[int(self.owners[n])] = self.master.columns[n].path
        self.master.allow(kept)
        self.bind(np.zeros_like(self.split.aux_upper), self.split.aux_upper)

    def fitting(self, barred: Mask, busy: Mask) -> Mask:
        """The columns that hold no barred duty and no barred free day."""
        table = np.concatenate([barred, np.zeros((len(barred), 1), bool)], axis=1)
        broken = table[self.owners[:, None], self.plans]
        broken |= (self.plans < 0) & busy[self.owners]
        kept: Mask = ~np.logical_or.reduce(broken, axis=1)
        return kept

    def part(self, rows: Mask, plan: Ints, columns: Mask) -> Generation:
        """One over some rows and columns; its lines are had here too."""
        split = self.split.part(rows, plan)
        found = Generation(split, self.master.penalty, workers=self.workers, whole=self)
        known = (self.master.columns[n] for n in np.flatnonzero(columns).tolist())
        found.add(tuple((one.officer, one.path) for one in known))
        return found

    def another(self, penalty: float, seed: int) -> Generation:
        """A generation that begins with the same lines, for a thread of its own."""
        found = Generation(self.split, penalty, seed)
        found.add(tuple((one.officer, one.path) for one in list(self.master.columns)))
        return found

    def lines(self, plan: Ints) -> tuple[tuple[int, Path], ...]:
        """The lines of a roster; none at all where some officer's is not lawful."""
        day_of = self.split.shape.day_of
        self.narrow(plan[:, day_of] != np.arange(len(day_of)), plan >= 0, self.decided)
        priced = self.price(np.zeros(len(self.split.rows), np.int64), Budget(lambda: 1.0, None))
        return () if priced is None else priced.paths

    def begin(self, plan: Ints) -> None:
        """Let the master start from a roster, as far as its lines are known."""
        alike = np.flatnonzero((self.plans == plan[self.owners]).all(axis=1))
        last = {int(self.owners[n]): n for n in alike.tolist()}
        self.master.begin(list(last.values()))

    def bind(self, low: Ints, high: Ints) -> None:
        """Narrow the bounds of the linking columns."""
        self.low, self.high = low, high
        self.master.bind(low, high)

    @property
    def closed(self) -> bool:
        """Whether the master's value and the bound are the same."""
        return self._near(CLOSE)

    def _near(self, part: float) -> bool:
        optimum = self.optimum
        if optimum is None:
            return False
        gap = optimum.value - self.best / SCALE
        return gap <= max(part, CLOSE) * max(1.0, abs(optimum.value))

    @property
    def bound(self) -> int:
        """The greatest integer proven to be no more than any cost."""
        return -(-self.best // SCALE)

    @property
    def whole_bound(self) -> int:
        """The least cost that a roster can have and that is no less than the bound."""
        return self.split.rounded_up(self.bound)

    def price(
        self,
        duals: Ints,
        budget: Budget,
        officers: Ints | None = None,
        astray: Ints | None = None,
    ) -> Priced | None:
        """The best line of each officer for given duals; None if some officer has none.

        With ``officers``, of these alone; with ``astray``, at costs of duties that are off by
        that, officers by duties. There is no bound then.
        """
        # Less than nothing for ties: the least can only fall, so it is a bound all the same.
        costs = self.split.priced(duals, SCALE) - (self.ties if astray is None else astray)
        costs[self.barred] = BARRED
        total, paths = self.split.outside(duals, SCALE, self.low, self.high), []
        chosen = range(self.split.officers) if officers is None else officers.tolist()
        for officer in chosen:
            if officer in self._settled:
                known = self._settled[officer]
                total += known.cost * SCALE + int(costs[officer][list(known.duties)].sum())
        searched = [officer for officer in chosen if officer not in self._settled]
        for officer, found in zip(searched, self._search(searched, costs), strict=True):
            budget.charge(self.searchers[officer].work + OVERHEAD)
            if found is None:
                return None
            total += found[0]
            paths.append((officer, found[1]))
            if self.decided[officer]:
                self._settled[officer] = found[1]
        exact = officers is None and astray is None
        priced = Priced(total if exact else NOTHING, tuple(paths))
        if officers is None and paths:
            self.unlawful = priced.unlawful
        return priced

    def _search(self, officers: list[int], costs: Ints) -> list[tuple[int, Path] | None]:
        """Each officer's best line, by several threads where there are many officers."""

        def one(officer: int) -> tuple[int, Path] | None:
            free = np.where(self.busy[officer], BARRED, 0)
            return self.searchers[officer].best(costs[officer], free, SCALE)

        if self.workers == 1 or len(officers) < 4:
            return [one(officer) for officer in officers]
        with ThreadPoolExecutor(self.workers) as pool:
            return list(pool.map(one, officers))

    def run(
        self,
        budget: Budget,
        rounds: int = 1 << 30,
        cutoff: int | None = None,
        enough: float = -math.inf,
        slight: float = 0.0,
    ) -> bool:
        """Generate until master and bound meet or a limit does; False if a line is impossible.

        A bound of ``cutoff`` ends it too, and so does a master's value of ``enough``, or one
        that is above the bound by the part ``slight`` of it alone.
        """
        weight = SMOOTHING
        for _ in range(rounds):
            optimum = self.master.solve(budget)
            if optimum is None:
                return True
            self.optimum = optimum
            if optimum.value <= enough:
                return True
            duals = asked = self.split.rounded(optimum.duals, SCALE)
            if self.centre is not None and weight:
                asked = (weight * self.centre + (1 - weight) * duals).astype(np.int64)
            priced = self.price(asked, budget)
            if priced is None:
                return False
            if priced.bound > self.best:
                self.best, self.centre = priced.bound, asked
            if (
                self._near(slight)
                or (cutoff is not None and self.bound >= cutoff)
                or budget.left() <= 0
            ):
                return True
            new = self.add(priced.paths)
            if not new and not weight:
                return True
            weight = SMOOTHING if new else 0.0
        return True

    def add(self, paths: tuple[tuple[int, Path], ...]) -> int:
        """Add lines to the master; how many were new."""
        before = len(self.master.columns)
        self.master.add(paths)
        fresh = self.master.columns[before:]
        plans = np.full((len(fresh), self.plans.shape[1]), -1)
        which = np.repeat(np.arange(len(fresh)), [len(column.path.duties) for column in fresh])
        duties = np.array([d for column in fresh for d in column.path.duties], np.int64)
        plans[which, self.split.shape.day_of[duties]] = duties
        owners = np.array([column.officer for column in fresh], np.int64)
        self.plans = np.concatenate([self.plans, plans])
        self.owners = np.concatenate([self.owners, owners])
        if self.whole is not None:
            self.whole.add(paths)
        return len(fresh)

    def purge(self, kept: NDArray[np.bool_]) -> None:
        """Forget columns."""
        self.master.purge(kept)
        self.plans, self.owners = self.plans[kept], self.owners[kept]

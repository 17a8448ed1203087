"""Rosters by simulated annealing: duties changed and exchanged, officers' lines kept lawful.

Source: S. Ceschia, R. Guido and A. Schaerf, "Solving the static INRC-II nurse rostering problem
by simulated annealing based on large neighborhoods", Annals of Operations Research 288 (2020).
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.anneal_kernel import Heat, State, anneal
from roster.solve.large.budget import Budget
from roster.solve.large.decomposition import Decomposition
from roster.solve.large.dive import Dived
from roster.solve.large.kernel import has_numba
from roster.solve.large.landscape import Landscape
from roster.solve.large.line import UntellableError
from roster.solve.large.shape import Small

CHUNK = 100_000
"""Steps between two looks at the clock."""

STEP_WORK = 200.0
"""Elementary steps, as a budget counts them, of a step of annealing."""

FIRST_STEPS = 2_000_000
GROWTH = 2.0
"""Steps of the first round, and how much longer each round is than the one before."""

HOT, COLD = 0.1, 0.07
"""Temperatures as parts of the mean rise of the cost that a move brings, and of a small one."""

WARM = 0.3
"""The part of the highest temperature from which a good roster is annealed again."""

FRUITLESS = 3
"""After so many rounds in a row without a better roster annealing leaves its core to others."""

FRESH = 4
"""Every so many rounds annealing starts from the highest temperature."""

PRICE, DEAREST = 15.0, 60.0
"""What a unit of a broken must counts at first and at most, as multiples of the highest
temperature: dearer ones freeze before they are mended."""

SAMPLE = 4096

PENALTY = 1e6
"""The price of a unit of a broken must where nothing is risked for less."""

NOTHING_FOUND = 1 << 62

QUENCH = Heat(1e-6, 1e-6, PENALTY)


class Annealing:
    """Anneals round after round; the best roster may be taken and offered from other threads.

    ``better`` counts the better rosters that it found itself, ``reached`` is the last one's cost.
    The best may break musts, as long as nothing else is found.
    """

    def __init__(self, land: Landscape, seed: int) -> None:
        self.land = land
        self.random = np.random.default_rng(seed)
        self.rounds = self.better = 0
        self.reached: int | None = None
        self.best: Dived | None = None
        self.heat: Heat | None = None
        self._lock = threading.Lock()
        self._pace = 0.0
        self._last: Ints | None = None

    def offer(self, found: Dived) -> None:
        """Take a roster if it is better; rounds go on from it if it breaks nothing."""
        with self._lock:
            if self.best is None or found.rank < self.best.rank:
                self.best = found

    def run(
        self, budget: Budget, news: Callable[[Dived], None], always: Callable[[], bool]
    ) -> bool:
        """Round after round until the budget is spent; True if some in a row found nothing better.

        Nothing but the budget ends it ``always``, or before there is any roster.
        """
        fruitless = 0
        while budget.left() > 0:
            if fruitless >= FRUITLESS and not always():
                return True
            heard = self.better
            self.round(budget, news)
            fruitless = 0 if self.better > heard or self._feasible() is None else fruitless + 1
        return False

    def beside(
        self, seed: int, budget: Budget, news: Callable[[Dived], None], done: Callable[[], bool]
    ) -> None:
        """Anneal by a thread more until it is ``done``; each goes on from what is better."""
        mine = Annealing(self.land, seed)
        while not done():
            if self.best is not None:
                mine.offer(self.best)
            mine.round(budget, news)
            if mine.best is not None:
                self.offer(mine.best)

    def round(self, budget: Budget, news: Callable[[Dived], None]) -> None:
        """One round, shorter if the budget ends it; ``news`` hears of better rosters."""
        known = self._feasible()
        fresh = known is None or self.rounds % FRESH == 0
        plan = self._last if known is None else known.plan
        now = self.land.state(self.land.greedy(self.random, PENALTY) if plan is None else plan)
        if self.heat is None:
            rises = self._cool(now, QUENCH, budget, news)
            self.heat = heat_of(rises)
        hot = self.heat.hot * (1.0 if fresh else WARM)
        cold, price = self.heat.cold, self.heat.price
        chunks = math.ceil(FIRST_STEPS * GROWTH**self.rounds / CHUNK)
        if self._pace and budget.effort is None:
            # A round that the clock cuts off while it is hot would be lost.
            chunks = max(1, min(chunks, int(budget.left() / self._pace)))
        begun = budget.left()
        for n in range(chunks):
            if budget.left() <= 0:
                break
            ends = [hot * (cold / hot) ** (m / chunks) for m in (n, n + 1)]
            self._cool(now, Heat(ends[0], ends[1], price), budget, news)
        else:
            if now.worth[1]:
                dearer = min(2 * price, DEAREST * self.heat.hot)
                self.heat = self.heat._replace(price=dearer)
        self._pace = (begun - budget.left()) / chunks
        self._last = self._plan(now.plan)
        self.offer(Dived(self._last, int(now.worth[0]), int(now.worth[1])))
        self.rounds += 1

    def _feasible(self) -> Dived | None:
        """The best roster, if it breaks nothing."""
        found = self.best
        return found if found is not None and found.feasible else None

    def _cool(self, now: State, heat: Heat, budget: Budget, news: Callable[[Dived], None]) -> Ints:
        """Some steps; the rises of the cost that moves would have brought."""
        known, rises = self._feasible(), np.zeros(SAMPLE, np.int64)
        most = NOTHING_FOUND if known is None else known.cost
        least = int(now.worth[0]) if now.worth[1] == 0 and now.worth[0] < most else most
        best, seed = now.plan.copy(), int(self.random.integers(1 << 31))
        found = int(anneal(self.land.tables, now, best, least, heat, CHUNK, seed, rises))
        budget.charge(CHUNK * STEP_WORK)
        if found < most:
            better = Dived(self._plan(best), found)
            self.offer(better)
            self.better += 1
            self.reached = found
            news(better)
        return rises

    def _plan(self, table: Small) -> Ints:
        return np.where(table < self.land.duties, table, -1).astype(np.int64)


def heat_of(rises: Ints) -> Heat:
    """The temperatures that suit a sample of rises of the cost."""
    found = np.sort(rises[rises > 0]) if rises.any() else np.ones(1)
    hot = HOT * float(found.mean())
    cold = min(COLD * float(found[len(found) // 10]), hot / 2)
    return Heat(hot, cold, PRICE * hot)


def annealing_of(split: Decomposition, seed: int) -> Annealing | None:
    """Annealing of a model; None where it is not compiled or rows cannot be told as sums."""
    if not has_numba():
        return None
    try:
        return Annealing(Landscape(split), seed)
    except UntellableError:
        return None

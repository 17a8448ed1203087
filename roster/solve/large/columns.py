"""Search by columns: the relaxation over lines, dives into it, dives near the best roster."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from roster.encoding.linear import Ints
from roster.solve.large.annealing import annealing_of
from roster.solve.large.budget import Budget
from roster.solve.large.decomposition import Decomposition
from roster.solve.large.dive import Dive, Dived
from roster.solve.large.diver import NEAR, Diver
from roster.solve.large.generation import Generation
from roster.solve.large.opening import STYLES, Opening
from roster.solve.large.prover import Prover
from roster.solve.large.release import released
from roster.solve.large.root import Root, penalty_of

ROOT_SHARE = 0.4
"""The part of the time that the relaxation may take before rosters are looked for."""

POLL_SECONDS = 0.2

HOPELESS = 1.5
"""Annealing ends where its own best roster costs so many times the value of the relaxation."""

SLICE = 1.5
"""Units of effort for dives near the best roster, before branching has its turn."""

SMALL_GAP = 8
SMALL_PART = 0.01
"""Branching is tried up to this gap, or this part of the cost."""

STALE, STALE_PART = 60, 0.03
"""Up to this part it is tried where so many dives in a row have found nothing better."""

UNKNOWN = 1 << 62

News = Callable[[Dived | None, int], None]


class ColumnSearch:
    """The best roster and the best bound of one priority, from a model split by officer."""

    def __init__(
        self, split: Decomposition, seed: int, workers: int, budget: Budget, news: News
    ) -> None:
        self.seed = seed
        self.budget = Budget(lambda: 0.0 if self._proven() else budget.left(), budget.effort)
        self.news = news
        self.best: Dived | None = None
        self.bound: int | None = None
        self.beside = workers > 1 and budget.effort is None
        self.annealing = annealing_of(split, seed)
        self.penalty = penalty_of(split)
        self.workers = workers
        self._begin(split)
        self.prover: Prover | None = None
        self.sound = self.led = self.rolling = False
        self._turn = 0.0
        self._rooted = threading.Event()
        self._lock = threading.Lock()

    def _begin(self, split: Decomposition) -> None:
        self.split = split
        self.generation = Generation(split, self.penalty, self.seed, self.workers)
        self.diver = Diver(self.generation, self.seed)
        self.root = Root(self.generation, self.penalty)

    def run(self, start: Ints | None, enough: int | None) -> None:
        """Search until the budget is spent or the cost meets the bound.

        ``start`` is a roster to begin with, as a table of duties by officer and day; a cost of
        ``enough`` is known to be optimal.
        """
        self.bound = enough
        with self._helped():
            self._search(start)
        self._take()

    @contextmanager
    def _helped(self) -> Iterator[None]:
        """Let a thread of its own anneal and dive, where there are workers for both."""
        if not self.beside:
            yield
            return
        over = threading.Event()
        budget = Budget(lambda: 0.0 if over.is_set() else self.budget.left(), None)
        with ThreadPoolExecutor(1) as pool:
            beside = pool.submit(self._help, budget)
            try:
                yield
            finally:
                over.set()
            beside.result()

    def _help(self, budget: Budget) -> None:
        """Anneal as long as that is of use, then dive beside the main thread."""
        self._anneal_beside(budget)
        while not self._rooted.wait(POLL_SECONDS) or budget.left() <= 0:
            if budget.left() <= 0:
                return
        generation = self.generation.another(self.penalty, self.seed + 1)
        diver = Diver(generation, self.seed + 1)
        diver.duals = self.diver.duals
        if not self.sound:
            diver.follow(self.diver.own)
        opening = Opening(generation, self.seed, diver.duals)
        prover: Generation | None = None
        while budget.left() > 0:
            fresh = not diver.count and self.sound
            if fresh or (self.best is None and diver.own is None):
                diver.count += 1
                found = opening.beside(diver.count, budget)
                diver.follow(found)
                self._keep(found)
            else:
                self._improve(diver, budget)
                if prover is None and self._branching_pays():
                    # Dives forget lines that a tree needs.
                    prover = self.generation.another(self.penalty, self.seed + 1)
                if prover is not None and self._branching_pays():
                    self._branch(prover, budget, diver.hopeless)

    def _anneal_beside(self, budget: Budget) -> None:
        """Anneal as long as that is of use; wait while lines are priced by all the threads."""
        hopeful = Budget(lambda: 0.0 if self._hopeless() or self._waits() else budget.left(), None)
        while self.annealing is not None and budget.left() > 0 and not self._hopeless():
            if self._waits():
                self._rooted.wait(POLL_SECONDS)
            elif self.annealing.run(hopeful, self._told, lambda: not self.led):
                break

    def _waits(self) -> bool:
        """Whether annealing, which has a roster, would only slow what needs all the threads."""
        return (self.rolling or self.root.climbing) and any(r.feasible for r in self._rosters())

    def _search(self, start: Ints | None) -> None:
        self._anneal()
        if not self._relax() or self._done():
            return
        if not self.root.told and self.annealing is not None:
            self.annealing.beside(self.seed + 1, self.budget, self._told, self._done)
            return
        self._open()
        if self.best is None and start is not None:
            self._keep(Dive(self.generation, NEAR[0], self.seed, start).run(self.budget))
        self.generation.master.penalise(self.penalty)
        if self.sound or self.diver.own is None:
            self.diver.follow(self.best)
        while self.best is not None and not self._done():
            self._prove(max(1.0, self.diver.hopeless))
            self._improve(self.diver, self.budget)
            self._anneal()

    def _open(self) -> None:
        """The first rosters: by dives if the relaxation is ``sound``, else by duals alone."""
        opening = Opening(self.generation, self.seed, self.diver.duals)
        self.generation.master.penalise(self.root.ease)
        if not self.sound:
            self.rolling = opening.long
            self._first(opening.roll(self.best, self.budget))
            self.led, self.rolling = self.split.limited or self.diver.own is not None, False
        self._rooted.set()
        self.generation.workers = self.workers - int(self.beside)
        # Where the relaxation is far from known, a roster is a better guide than its lines.
        enough = self.sound or self.best is None
        for n in range(len(STYLES)):
            self._prove()
            if self._done() or not enough:
                return
            self.generation.master.penalise(self.root.ease)
            found, enough = opening.dive(n, self.best, self.budget)
            self._first(found)

    def _first(self, found: Dived | None) -> None:
        self.diver.follow(found)
        self._keep(found)

    def _prove(self, slices: float = 1.0) -> None:
        """Branch for a while, if a proof is near."""
        if not self._done() and self._branching_pays():
            self.generation.master.penalise(self.penalty)
            self._branch(self.generation, self.budget, slices)

    def _hopeless(self) -> bool:
        """Whether annealing is so far from the relaxation that its core is of better use."""
        if self.annealing is None or self.annealing.reached is None:
            return self.led and self._rooted.is_set()
        most = HOPELESS * self.root.value
        # With duals alone for a guide, dives go on from what annealing no longer betters.
        if self.led and not self.sound and self.best is not None and self.best.feasible:
            most = min(most, self.best.cost)
        return self.annealing.rounds > 1 and self.annealing.reached > most

    def _anneal(self) -> None:
        """A round of annealing, where it has no thread of its own; its turns take half the effort.

        Rounds grow, so that the next comes after as much has gone to columns as the last took.
        """
        waits = self.beside or self._hopeless() or self.budget.spent < self._turn
        if self.annealing is not None and not waits and not self._done():
            before = self.budget.spent
            self.annealing.round(self.budget, self._told)
            self._turn = 2 * self.budget.spent - before
            self._take()

    def _told(self, found: Dived) -> None:
        if self.bound is not None and (self.best is None or found.rank < self.best.rank):
            self.news(found, self.bound)

    def _take(self) -> None:
        if self.annealing is not None and self.annealing.best is not None:
            found = self.annealing.best
            if self._keep(found) and found.feasible and not self.split.limited:
                self.generation.add(self.annealing.land.lines(found.plan))

    def _rosters(self) -> list[Dived]:
        own = self.annealing.best if self.annealing else None
        return [roster for roster in (self.best, own) if roster is not None]

    def _proven(self) -> bool:
        return any(r.feasible and r.cost == self.bound for r in self._rosters())

    def _done(self) -> bool:
        self._take()
        return self.budget.left() <= 0

    def _relax(self) -> bool:
        """The relaxation; False if some officer has no lawful line at all."""
        part = self.budget.part(ROOT_SHARE)
        possible = self.root.run(part, self._news_of_root)
        simpler = None if self.root.told else released(self.split)
        if possible and simpler is not None:
            self._begin(simpler)
            possible = self.root.run(part, self._news_of_root)
        # Lines do not keep limits that are rows: dives from there end in rosters that break them.
        self.sound = self.led = self.root.met is not None and not self.split.limited
        self.prover = Prover(self.split, *self.root.met) if self.root.met and self.sound else None
        self.diver.duals = self.root.guide
        self.budget.spent += part.spent
        return possible

    def _news_of_root(self) -> None:
        self._take()
        if self.generation.centre is not None:
            self._bounded(self.generation.bound)

    def _bounded(self, bound: int) -> None:
        bound = self.split.rounded_up(bound)
        with self._lock:
            if self.bound is not None and bound <= self.bound:
                return
            self.bound = bound
        self.news(None, bound)

    def _keep(self, found: Dived | None) -> bool:
        """Take a roster that is no worse; whether it is better."""
        with self._lock:
            if found is None or (self.best is not None and found.rank > self.best.rank):
                return False
            better = self.best is None or found.rank < self.best.rank
            self.best = found
        if better and found.feasible and self.bound is not None:
            self.news(found, self.bound)
        if better and self.annealing is not None:
            self.annealing.offer(found)
        return better

    def _improve(self, diver: Diver, budget: Budget) -> None:
        """Dive again and again with most of the best roster held, for a while."""
        until = budget.spent + SLICE
        while self.best is not None and budget.left() > 0 and budget.spent < until:
            self._keep(diver.near(self.best, budget))

    @property
    def gap(self) -> int:
        """What the best roster costs above the bound; ``UNKNOWN`` where there are not both."""
        best = self.best
        if best is None or not best.feasible or self.bound is None or self.prover is None:
            return UNKNOWN
        return best.cost - self.bound

    def _branching_pays(self) -> bool:
        part = STALE_PART if self.diver.stale > STALE else SMALL_PART
        most = 0.0 if self.best is None else max(SMALL_GAP, part * self.best.cost)
        return 0 < self.gap <= most

    def _branch(self, generation: Generation, budget: Budget, slices: float) -> None:
        assert self.prover is not None
        part = Budget(budget.left, slices * SLICE)
        self.prover.run(generation, part, lambda: self.best, self._found)
        budget.spent += part.spent

    def _found(self, found: Dived | None, bound: int) -> None:
        self._bounded(bound)
        self._keep(found)

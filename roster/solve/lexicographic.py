"""Priorities in strict order: faces of the relaxation, and search where they hold no roster."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from roster.encoding import INFINITE, LinearModel
from roster.encoding.dominance import without_dominated_rows
from roster.encoding.linear import Ints
from roster.encoding.reduce import Reduced, reduce_model, with_row
from roster.encoding.slack import without_slack
from roster.proof import Proof
from roster.solve.certify import certify, stage_of
from roster.solve.complete import completed
from roster.solve.cpsat import Found, Limits, Search
from roster.solve.exact import exact, narrowed
from roster.solve.faces import Descent, descend
from roster.solve.large.shape import Shape
from roster.solve.multipliers import Stage
from roster.solve.options import Options, Progress
from roster.solve.point import find_point

if TYPE_CHECKING:
    from roster.solve.large.search import LargeSearch

FINISH_SECONDS = 2.0
"""After an interruption, how long to look for a first roster."""

RELAXATION_SHARE = 0.15
"""The part of the time that one relaxation may take; beyond, the model is searched without."""

SINGLE_SHARE = 0.03
SINGLE_MOST_SECONDS = 5.0
"""The same where there is one priority, which columns bound as well."""

LEAST_SECONDS = 1.5
"""What a relaxation may take however short the time."""

FIRST_SHARE = 0.1
"""The part of the time that goes into looking for a roster on a face that may hold none."""

SEARCH_SHARE = 0.5
"""The part of the time left that a searched priority may take from those below it."""


@dataclass
class Settled:
    """What is known of one priority: a lower bound, and the cost that those below must keep."""

    bound: int | None = None
    cost: int | None = None
    by: str = ""
    seconds: float = 0.0
    stage: Stage | None = None
    proof: Proof | None = None

    @property
    def proven(self) -> bool:
        """Whether bound and cost meet."""
        return self.cost is not None and self.bound == self.cost


class March:
    """One solve, priority after priority; it can be stopped from another thread."""

    def __init__(
        self,
        model: LinearModel,
        options: Options,
        watch: Callable[[Progress], None] | None,
        shape: Shape | None = None,
    ) -> None:
        self.model = model
        self.shape = shape
        self.options = options
        self.watch = watch
        self.started = time.monotonic()
        self.stopped = threading.Event()
        self.settled = {p: Settled() for p in model.costs}
        self.values: Ints | None = None
        self.infeasible = False
        self._wide = False
        self._search: Search | LargeSearch | None = None

    def left(self) -> float:
        """Seconds left; after a stop, only what a first roster may take."""
        if self.stopped.is_set():
            return self._finish - time.monotonic() if self.values is None else 0.0
        return self.options.seconds - (time.monotonic() - self.started)

    def _relaxation_left(self) -> float:
        if len(self.model.costs) > 1:
            most = RELAXATION_SHARE * self.options.seconds
        else:
            most = min(SINGLE_SHARE * self.options.seconds, SINGLE_MOST_SECONDS)
        return min(self.left(), max(most, LEAST_SECONDS))

    def stop(self) -> None:
        """End as soon as may be, with the best roster known."""
        if not self.stopped.is_set():
            self._finish = time.monotonic() + FINISH_SECONDS
            self.stopped.set()
        if self._search is not None:
            self._search.stop()

    def run(self) -> None:
        """Settle every priority, as far as the limits allow."""
        self._march()
        if self.values is None:
            return
        for priority, state in self.settled.items():
            if state.cost is not None:
                state.cost = self.model.costs[priority].value(self.values)
        self._certify()

    def _certify(self) -> None:
        """Let an exact proof stand for each priority that the relaxation settled."""
        assert self.values is not None
        costs = {p: s.cost for p, s in self.settled.items() if s.cost is not None}
        stages = [s.stage for s in self.settled.values() if s.stage is not None and s.proven]
        proofs = certify(self.model, stages, self.values, costs, max(self.left(), 1.0))
        for stage in stages:
            state = self.settled[stage.priority]
            state.proof = proofs.get(stage.priority)
            if state.by == "relaxation" and state.proof is None:
                state.by = "search"

    def _march(self) -> None:
        top = without_dominated_rows(reduce_model(self.model))
        priorities = list(self.model.costs)
        if not priorities:
            self.infeasible = self._reach(top, self.left()) is False
        while priorities and (self.left() > 0 or self.values is None):
            down = descend(top, priorities, self._relaxation_left, self._bounded)
            depth = None if down.empty else self._deepest(down)
            if depth is None:
                self.infeasible |= down.empty and self.values is None
                return
            self._forget(priorities[depth + 1 :])
            added = list(self.model.costs)
            for n, priority in enumerate(priorities[:depth]):
                face, relaxed = down.faces[n], down.relaxed[n]
                self.settled[priority].stage = stage_of(self.model, priority, face, relaxed, added)
                self._settle(priority, "relaxation")
            if depth < len(priorities):
                found = self._best_on(down, depth, priorities)
                if self.values is None:
                    return
                top = self._hold(down, depth, priorities[depth], found)
            searched = depth == len(priorities) - 1 and not self._wide
            priorities = priorities[depth + 1 :]
            if searched and all(state.proven for state in self.settled.values()):
                # The seed draws among all best rosters, whichever the search met first.
                self._reach(top, self.left())

    def _deepest(self, down: Descent) -> int | None:
        """The deepest face on which a roster is found; None if there is none on any.

        Where the last face does not give one readily, one of the first face comes first, so
        that there is some roster, and then the depths between are halved.
        """
        last = len(down.faces) - 1
        if last == 0 and self.shape is not None:
            return 0
        seconds = max(FIRST_SHARE * self.left(), time.monotonic() - self.started, 1.0)
        if last and self._reach(down.faces[last], seconds):
            return last
        if self.values is None and not (found := self._reach(down.faces[0], self.left())):
            self.infeasible = found is False
            return None
        low = 0
        while last - low > 1 and self.left() > 0:
            middle = (low + last) // 2
            if self._reach(down.faces[middle], FIRST_SHARE * self.left()):
                low = middle
            else:
                last = middle
        return low

    def _reach(self, face: Reduced, seconds: float) -> bool | None:
        """Look for a roster on a face, whatever its costs; False if it is proven to hold none.

        The seed draws it.
        """
        if self.options.effort is not None:
            seconds = self.left()
        bare = without_slack(face, None)
        point = find_point(bare.model, self.options.seed, seconds / 2)
        exhausted = False
        if point is None:
            search = self._search = Search(bare.model, self._limits(seconds, 1))
            found = search.find()
            point, exhausted = found.values, found.exhausted
        values = None if point is None else completed(face, bare, point)
        if values is None:
            return False if exhausted and point is None else None
        self.values = values
        return True

    def _best_on(self, down: Descent, depth: int, priorities: list[int]) -> Found:
        """Search a face for the least cost of the next priority, from the roster known."""
        face, priority = down.faces[depth], priorities[depth]
        least = down.bounds[depth] if depth < len(down.bounds) else -INFINITE
        if depth == 0 and self.shape is not None and len(priorities) == len(self.model.costs):
            found = self._attempt_whole(face, priority, least)
        else:
            last = depth == len(priorities) - 1
            seconds = self.left() * (1.0 if last else SEARCH_SHARE)
            bare = without_slack(face, priority)
            search = self._search = Search(bare.model, self._limits(seconds, self.options.workers))
            if self.stopped.is_set() and self.values is not None:
                return Found(None, None, False)
            if self.values is not None:
                search.hint(self.values[bare.columns])
            found = search.minimise(priority, least, lambda b, lb: self._news(priority, b, lb))
            if found.values is not None:
                values = completed(face, bare, found.values)
                found = Found(values, found.bound, found.exhausted and values is not None)
        if found.values is not None:
            self.values = found.values
        elif self.values is None:
            self.infeasible = found.exhausted
        return found

    def _limits(self, seconds: float, workers: int) -> Limits:
        return Limits(max(seconds, 0.05), self.options.effort, self.options.seed, workers)

    def _attempt_whole(self, face: Reduced, priority: int, least: int) -> Found:
        """Search for the least cost of the first priority over all rosters of a large model."""
        # Its compiler takes half a second to load, which a month need not wait for.
        from roster.solve.large.search import LargeSearch

        assert self.shape is not None
        search = self._search = LargeSearch(
            self.shape,
            priority,
            self._limits(self.left(), self.options.workers),
            lambda b, lb: self._news(priority, b, lb),
        )
        found = search.run(self.values, least)
        self._wide = search.wide
        return found

    def _settle(self, priority: int, by: str) -> None:
        assert self.values is not None
        state = self.settled[priority]
        state.cost = self.model.costs[priority].value(self.values)
        state.by = by if state.proven else ""
        if by == "search":
            state.seconds = time.monotonic() - self.started
        self._news(priority, state.cost, state.bound)

    def _hold(self, down: Descent, depth: int, priority: int, found: Found) -> Reduced:
        """Keep a searched priority at its cost: a row, and what the gap to the bound fixes."""
        state = self.settled[priority]
        if found.bound is not None:
            state.bound = found.bound if state.bound is None else max(state.bound, found.bound)
        self._settle(priority, "search")
        face = down.faces[depth]
        model = face.model
        cost = model.costs[priority]
        assert state.cost is not None
        if depth < len(down.relaxed):
            model = narrowed(model, exact(model, priority, down.relaxed[depth]), state.cost)
        held = with_row(model, cost.cols, cost.coefs, -INFINITE, state.cost - cost.constant)
        rows = np.append(face.rows, -1 - list(self.model.costs).index(priority))
        return Reduced(held, face.columns, rows, face.values).again(held)

    def _bounded(self, priority: int, bound: int) -> None:
        state = self.settled[priority]
        state.bound = bound if state.bound is None else max(state.bound, bound)
        state.seconds = time.monotonic() - self.started
        self._news(priority, state.cost, state.bound)

    def _forget(self, priorities: list[int]) -> None:
        """Drop bounds that hold only on a face that no roster lies on."""
        for priority in priorities:
            self.settled[priority].bound = None
            self._news(priority, None, None)

    def _news(self, priority: int, best: int | None, bound: int | None) -> None:
        if self.watch is not None:
            seconds = time.monotonic() - self.started
            proven = best is not None and best == bound
            self.watch(Progress(priority, best, bound, proven, seconds))
